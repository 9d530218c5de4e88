from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from duty_desktop import __version__
from duty_desktop.errors import CatalogueError
from duty_desktop.views import faults


def test_the_machines_fault_is_a_sentence_with_details(qtbot: QtBot) -> None:
    box = faults.fault_box(CatalogueError("数据<b>损坏</b>，请重新安装。", "row 3"))
    qtbot.addWidget(box)

    assert isinstance(box, QMessageBox)
    assert box.text() == "数据<b>损坏</b>，请重新安装。"
    assert box.textFormat().name == "PlainText"
    assert box.detailedText() == "row 3"


def raised() -> ValueError:
    try:
        int("ours")
    except ValueError as error:
        return error
    raise AssertionError


def test_our_fault_is_a_report_that_can_be_copied(qtbot: QtBot) -> None:
    dialog = faults.fault_box(raised())
    qtbot.addWidget(dialog)
    assert isinstance(dialog, faults.FaultDialog)

    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "复制报告")
    copy.click()

    report = QGuiApplication.clipboard().text()
    assert report == dialog.report
    assert f"duty-desktop {__version__}" in report
    assert 'int("ours")' in report
