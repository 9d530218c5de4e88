"""来文比对 as a clerk uses it: paste, open, drop, compare, look, print."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.domain.notice import NoticeMatch
from duty_desktop.search.notice import NoticeMatcher
from duty_desktop.views.faults import FaultDialog
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.notices.dialog import NoticeDialog
from duty_desktop.views.window import MainWindow
from duty_desktop.views.zoom import Zoom
from tests import support

NOTICES = support.ROOT / "tests" / "fixtures" / "notices"
DOGS = NOTICES / "dogs.txt"


@pytest.fixture
def dialog(qtbot: QtBot, duty_list: DutyList, memory: WindowMemory, zoom: Zoom) -> NoticeDialog:
    made = NoticeDialog(
        duty_list, lambda: NoticeMatcher(duty_list.duties, duty_list.departments), memory, zoom
    )
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def compared(qtbot: QtBot, dialog: NoticeDialog, text: str) -> NoticeMatch:
    dialog.input.setPlainText(text)
    with qtbot.waitSignal(dialog.compared):
        dialog.compare()
    assert dialog.match is not None
    return dialog.match


def test_a_pasted_notice_is_compared(qtbot: QtBot, dialog: NoticeDialog) -> None:
    QGuiApplication.clipboard().setText(DOGS.read_text(encoding="utf-8"))
    dialog.input.paste()
    with qtbot.waitSignal(dialog.compared):
        QTest.keyClick(dialog.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert dialog.verdict.text() == "建议：属配合履职事项（配合 21），需人工确认"
    assert dialog.candidates.item(0).text() == "配合 21　文明养犬管理工作"
    page = dialog.page.toPlainText()
    assert "流浪狗 → 养犬" in page
    assert "市公安局负责收集养犬人员基本信息" in page
    assert "各方职责" in page
    marked = [each.cursor.selectedText() for each in dialog.input.extraSelections()]
    assert "乡镇发现流浪狗聚集的地点，要第一时间告知警务室" in marked


def test_a_file_is_opened_and_compared(
    qtbot: QtBot, dialog: NoticeDialog, memory: WindowMemory
) -> None:
    with qtbot.waitSignal(dialog.compared):
        dialog.open_file(NOTICES / "bus.txt")

    assert dialog.input.toPlainText() == (NOTICES / "bus.txt").read_text(encoding="utf-8")
    assert dialog.verdict.text().startswith("建议：清单中没有找到")
    assert dialog.candidates.count() == 0
    assert "请打印核对单" in dialog.page.toPlainText()
    assert memory.text("folder/opened") == str(NOTICES)


def test_a_dropped_file_is_opened(qtbot: QtBot, dialog: NoticeDialog) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(DOGS))])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(dialog.compared):
        dialog.input.dropEvent(event)

    assert dialog.candidates.count() >= 1


def test_pasted_looks_are_left_behind(dialog: NoticeDialog) -> None:
    data = QMimeData()
    data.setHtml("<b>养犬</b>")
    data.setText("<b>养犬</b>\0")
    dialog.input.insertFromMimeData(data)

    assert dialog.input.toPlainText() == "<b>养犬</b> "


@pytest.mark.parametrize(
    ("data", "said"), [(b"%PDF-1.4", "PDF"), (b"", "是空的"), (b"PK\x03\x04", "损坏")]
)
def test_what_cannot_be_read_is_a_sentence(
    qtbot: QtBot, dialog: NoticeDialog, tmp_path: Path, data: bytes, said: str
) -> None:
    path = tmp_path / "来文.docx"
    path.write_bytes(data)
    with qtbot.waitSignal(dialog.compared):
        dialog.open_file(path)

    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert said in box.text()
    box.close()
    assert not dialog.is_running


def test_nothing_pasted_is_a_sentence(qtbot: QtBot, dialog: NoticeDialog) -> None:
    with qtbot.waitSignal(dialog.compared):
        dialog.compare()

    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "没有可以比对的文字" in box.text()
    box.close()


def test_a_fault_of_ours_is_a_report(
    qtbot: QtBot, duty_list: DutyList, memory: WindowMemory, zoom: Zoom
) -> None:
    def broken() -> NoticeMatcher:
        raise ZeroDivisionError

    dialog = NoticeDialog(duty_list, broken, memory, zoom)
    qtbot.addWidget(dialog)
    dialog.input.setPlainText("养犬")
    with qtbot.waitSignal(dialog.compared):
        dialog.compare()

    fault = dialog.findChild(FaultDialog)
    assert isinstance(fault, FaultDialog)
    assert "ZeroDivisionError" in fault.report
    fault.close()


def test_changed_text_takes_the_result_off(qtbot: QtBot, dialog: NoticeDialog) -> None:
    compared(qtbot, dialog, DOGS.read_text(encoding="utf-8"))
    dialog.input.insertPlainText("又")

    assert dialog.match is None
    assert dialog.candidates.count() == 0
    assert dialog.page.toPlainText() == ""
    assert dialog.input.extraSelections() == []


def test_words_that_look_like_markup_stay_words(qtbot: QtBot, dialog: NoticeDialog) -> None:
    said = "关于<b>养犬</b>登记的通知\n请统计<img src='x'>养犬户数，办理养犬证。"
    compared(qtbot, dialog, said)

    assert "<img src='x'>养犬户数" in dialog.page.toPlainText()


def test_characters_beyond_the_bmp_do_not_move_the_marks(
    qtbot: QtBot, dialog: NoticeDialog
) -> None:
    match = compared(qtbot, dialog, "关于养犬的通知\n\U00020bb7\U0001f415村请统计养犬户数。登记。")

    marked = {each.cursor.selectedText() for each in dialog.input.extraSelections()}
    assert marked == {evidence.notice for evidence in match.candidates[0].evidence}


def test_stopping_takes_nothing_over(dialog: NoticeDialog) -> None:
    dialog.input.setPlainText("养犬。" * 2000)
    dialog.compare()
    assert dialog.is_running
    assert dialog.input.isReadOnly()
    dialog.reject()

    assert not dialog.is_running
    assert dialog.isVisible()
    assert dialog.match is None
    assert not dialog.input.isReadOnly()


def test_the_sheet_is_previewed(qtbot: QtBot, dialog: NoticeDialog) -> None:
    compared(qtbot, dialog, DOGS.read_text(encoding="utf-8"))
    QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    shown = dialog.printing.dialog
    assert shown is not None
    qtbot.waitUntil(lambda: shown.is_ready, timeout=10_000)

    assert shown.choices is None
    assert shown.document is not None
    assert shown.document.page_count == 1
    assert "清单核对单 关于集中整治城乡遛狗" in shown.windowTitle()
    shown.reject()


def test_size_is_remembered_and_zoom_followed(
    qtbot: QtBot, dialog: NoticeDialog, memory: WindowMemory, zoom: Zoom, duty_list: DutyList
) -> None:
    compared(qtbot, dialog, DOGS.read_text(encoding="utf-8"))
    before = dialog.page.document().size().height()
    QTest.keyClick(dialog, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert zoom.percent == 110
    qtbot.waitUntil(lambda: dialog.page.document().size().height() > before)
    QTest.keyClick(dialog, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)

    dialog.resize(700, 500)
    dialog.reject()
    again = NoticeDialog(duty_list, lambda: NoticeMatcher(()), memory, zoom)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (700, 500)


def test_everything_has_a_name(dialog: NoticeDialog) -> None:
    for widget in (dialog.input, dialog.verdict, dialog.candidates, dialog.page):
        assert widget.accessibleName()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_from_the_window_and_back(qtbot: QtBot, window: MainWindow) -> None:
    content = window.content
    assert content is not None
    window.frame.commands["match"].trigger()
    notices = content.notices
    assert notices is not None
    content.browser.field.setText("低保")
    compared(qtbot, notices, DOGS.read_text(encoding="utf-8"))
    wanted: list[Duty] = []
    notices.duty_wanted.connect(wanted.append)

    QTest.keyClick(notices.candidates, Qt.Key.Key_Return)

    assert [duty.id for duty in wanted] == ["cooperative-21"]
    assert content.browser.detail.duty is wanted[0]
    assert content.browser.field.text() == ""
    window.frame.commands["match"].trigger()
    assert content.notices is notices
    assert notices.match is not None
    notices.reject()
