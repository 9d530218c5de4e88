"""The self-test's dialog: a report that can be copied, or what went wrong."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from duty_desktop import tasks
from duty_desktop.selftest.report import Finding, Item, Report, Result
from duty_desktop.views.help.self_test_dialog import SelfTestDialog

ITEM = Item("database", "清单数据", Finding(Result.PASSED, "242 项 <b>"), 0.1)


def test_the_report_is_shown_and_copied(qtbot: QtBot) -> None:
    def test(job: tasks.Job) -> Report:
        job.progress(1, 2)
        return Report({"version": "1"}, (ITEM,))

    dialog = SelfTestDialog(test)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.copy_button.isEnabled()
    qtbot.waitUntil(dialog.copy_button.isEnabled)

    dialog.copy_button.click()

    copied = QGuiApplication.clipboard().text()
    assert copied == dialog.report.toPlainText()
    assert "【通过】清单数据：242 项 <b>" in copied
    dialog.close()


def test_a_fault_of_the_test_is_told(qtbot: QtBot) -> None:
    def broken(_job: tasks.Job) -> Report:
        raise RuntimeError("ours")

    dialog = SelfTestDialog(broken)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)

    box = QApplication.activeModalWidget()
    assert box is not None
    box.close()
    dialog.close()


def test_closing_stops_it(qtbot: QtBot) -> None:
    seen: list[bool] = []

    def patient(job: tasks.Job) -> Report:
        while not job.cancelled():
            pass
        seen.append(True)
        return Report({}, ())

    dialog = SelfTestDialog(patient)
    dialog.show()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()

    qtbot.waitUntil(lambda: seen == [True])
