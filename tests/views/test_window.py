"""The window as a clerk uses it: type, select, read, print."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.readings import Readings
from duty_desktop.models.town import Town
from duty_desktop.reports.order import DocumentKind
from duty_desktop.views.browser import Browser
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.printing.scope import Scope
from duty_desktop.views.window import MainWindow
from duty_desktop.views.zoom import Zoom
from tests.notes import filled
from tests.views.conftest import WindowMaker


def shown(browser: Browser) -> list[str]:
    return [browser.rows.duty_at(row).id for row in range(browser.rows.rowCount())]


def _counts(browser: Browser) -> list[str]:
    return [browser.tree.model().index(row, 1).data() for row in range(5)]


def commit(widget: QWidget, text: str) -> None:
    """Type as an input method does: ``QTest.keyClicks`` takes Latin letters only."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def page(browser: Browser) -> str:
    browser.detail.write()
    return browser.detail.text.toPlainText()


def test_the_window_opens_on_the_whole_list(window: MainWindow, browser: Browser) -> None:
    assert window.windowTitle() == "履职清单 · 昌吉市三工镇（2025年7月）"
    assert len(shown(browser)) == 242
    assert browser.detail.duty is not None
    assert browser.detail.duty.id == "basic-1"
    assert window.frame.status.text == (
        "显示 242 项，共 242 项 · 原文缺号：配合 7、9、23、25、69、71、91"
    )


def test_type_select_read_print(
    qtbot: QtBot, window: MainWindow, browser: Browser, tmp_path: Path
) -> None:
    assert window.content is not None
    commit(browser.field, "养犬")
    assert shown(browser) == ["cooperative-21", "basic-43"]
    assert "显示 2 项" in window.frame.status.text

    QTest.keyClick(browser.field, Qt.Key.Key_Down)
    QTest.keyClick(browser.table, Qt.Key.Key_Down)
    assert browser.detail.duty is not None
    assert browser.detail.duty.id == "basic-43"
    QTest.keyClick(browser.table, Qt.Key.Key_Up)
    assert "市公安局负责收集养犬人员基本信息" in page(browser)

    window.frame.commands["print"].trigger()
    printing = window.content.printing
    dialog = printing.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.is_ready, timeout=20000)
    assert dialog.document is not None
    assert dialog.document.page_count == 2
    path = tmp_path / "配合21.pdf"
    with qtbot.waitSignal(dialog.saving.ended):
        dialog.saving.save(dialog.document.pdf, path)
    assert path.read_bytes() == dialog.document.pdf
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    assert printing.dialog is None


def test_counts_follow_the_search_and_branches_stay(qtbot: QtBot, browser: Browser) -> None:
    titles = [browser.tree.model().index(row, 0).data() for row in range(5)]

    browser.field.setText("养犬")
    assert browser.rows.rowCount() == 2
    # The rows are there at once, the counts in a moment.
    qtbot.waitUntil(lambda: _counts(browser) == ["2", "1", "1", "0", "1"])
    assert [browser.tree.model().index(row, 0).data() for row in range(5)] == titles


@pytest.mark.usefixtures("qapp")
def test_several_branches_are_a_union(browser: Browser) -> None:
    tree, model = browser.tree, browser.tree.model()
    tree.setCurrentIndex(model.index(3, 0))
    assert len(shown(browser)) == 34

    selection = tree.selectionModel()
    selection.select(
        model.index(1, 0), selection.SelectionFlag.Select | selection.SelectionFlag.Rows
    )
    assert len(shown(browser)) == 34 + 107

    selection.clearSelection()
    assert len(shown(browser)) == 242


def test_clearing_the_search_keeps_the_duty_that_was_found(browser: Browser) -> None:
    browser.field.setText("养犬")
    browser.field.setText("")

    assert len(shown(browser)) == 242
    assert browser.detail.duty is not None
    assert browser.detail.duty.id == "cooperative-21"
    assert browser.table.currentIndex().row() == shown(browser).index("cooperative-21")


def test_nothing_found_says_so_and_offers_a_way_on(browser: Browser) -> None:
    browser.field.setText("股票<b>")

    assert browser.empty is not None
    assert browser.empty.isVisible()
    assert "没有找到“股票<b>”" in browser.empty.message
    assert browser.empty.everywhere.isHidden()
    assert browser.detail.duty is None

    browser.empty.everything.click()
    assert len(shown(browser)) == 242
    assert browser.field.text() == ""


def test_nothing_found_in_a_branch_points_elsewhere(browser: Browser) -> None:
    browser.tree.setCurrentIndex(browser.tree.model().index(3, 0))
    browser.field.setText("养犬")

    assert browser.empty is not None
    assert "在“上级部门收回事项”中没有找到“养犬”" in browser.empty.message
    assert "全部事项中有 2 项" in browser.empty.message

    browser.empty.everywhere.click()
    assert shown(browser) == ["cooperative-21", "basic-43"]


def test_a_third_click_on_a_header_gives_the_official_order_back(browser: Browser) -> None:
    header = browser.table.horizontalHeader()
    official = shown(browser)

    def click() -> list[str]:
        place = header.sectionViewportPosition(1) + 20
        viewport = header.viewport()
        point = viewport.rect().center()
        point.setX(place)
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=point)
        return shown(browser)

    ascending, descending, none = click(), click(), click()
    assert ascending != official
    assert descending != ascending
    assert none == official


def test_previous_and_next(window: MainWindow, browser: Browser) -> None:
    commands = window.frame.commands
    assert not commands["previous"].isEnabled()

    commands["next"].trigger()
    commands["next"].trigger()
    commands["previous"].trigger()

    assert browser.detail.duty is not None
    assert browser.detail.duty.id == "basic-2"
    browser.table.select_row(241)
    assert not commands["next"].isEnabled()


@pytest.mark.usefixtures("qapp")
def test_copying_rows_and_the_whole_duty(window: MainWindow, browser: Browser) -> None:
    browser.field.setText("养犬")
    browser.table.setFocus()
    browser.table.selectAll()
    window.frame.commands["copy"].trigger()
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[0].startswith("配合 21\t文明养犬管理工作\t平安法治\t昌吉市公安局、")
    assert copied[1].startswith("基本 43\t")
    assert "已选 2 项" in window.frame.status.text

    browser.table.select_row(0)
    window.frame.commands["copy_duty"].trigger()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("配合 21 · 配合履职事项 · 平安法治\n文明养犬管理工作\n对应上级部门：")
    assert "\n乡镇配合职责\n组织各村结合走访入户" in text


def test_up_from_the_first_row_goes_back_to_the_field(browser: Browser) -> None:
    browser.table.setFocus()
    QTest.keyClick(browser.table, Qt.Key.Key_Up)

    assert browser.field.hasFocus()


def test_home_and_end(browser: Browser) -> None:
    QTest.keyClick(browser.table, Qt.Key.Key_End)
    assert browser.table.currentIndex().row() == 241

    QTest.keyClick(browser.table, Qt.Key.Key_Home)
    assert browser.table.currentIndex().row() == 0


def test_find_and_clear(window: MainWindow, browser: Browser) -> None:
    browser.field.setText("养犬")
    browser.table.setFocus()

    window.frame.commands["find"].trigger()
    assert browser.field.selectedText() == "养犬"

    window.frame.commands["clear"].trigger()
    assert browser.field.text() == ""


@pytest.mark.usefixtures("qapp")
def test_the_layout_is_remembered(
    make_window: WindowMaker, duty_list: DutyList, tmp_path: Path, zoom: Zoom
) -> None:
    path = tmp_path / "kept.ini"
    first = make_window(duty_list, memory=WindowMemory(path))
    header = first.frame.table.horizontalHeader()
    header.moveSection(header.visualIndex(3), 0)
    header.resizeSection(2, 133)
    first.frame.commands["detail_below"].trigger()
    first.frame.tree.open(["departments"])
    zoom.step(1)
    first.close()

    second = make_window(duty_list, memory=WindowMemory(path))
    header = second.frame.table.horizontalHeader()
    assert header.visualIndex(3) == 0
    assert second.frame.panes.place == "below"
    assert second.frame.commands["detail_below"].isChecked()
    assert second.frame.tree.opened() == ["departments"]
    assert WindowMemory(path).number("zoom", 100) == 110

    second.frame.commands["reset_layout"].trigger()
    assert header.visualIndex(3) == 3
    assert second.frame.panes.place == "right"


def test_a_folder_that_cannot_be_written_does_no_harm(
    make_window: WindowMaker, duty_list: DutyList, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    memory = WindowMemory(in_the_way / "window.ini")
    window = make_window(duty_list, memory=memory)

    assert window.close()
    assert not memory.write()


@pytest.mark.parametrize("name", ["findings", "about", "search_help"])
def test_dialogs_tell_and_can_be_copied(window: MainWindow, qtbot: QtBot, name: str) -> None:
    window.frame.commands[name].trigger()
    dialog = window.findChild(QDialog)
    assert isinstance(dialog, QDialog)
    if name == "findings":
        text = dialog.findChild(QPlainTextEdit)
        assert isinstance(text, QPlainTextEdit)
        assert "昌吉市城市管理委员会" in text.toPlainText()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()


def test_words_that_look_like_markup_stay_words(
    make_window: WindowMaker, hostile: DutyList
) -> None:
    window = make_window(hostile)
    assert window.content is not None
    browser = window.content.browser
    browser.field.setText("养犬")

    text = page(browser)
    duty = hostile.duty("cooperative-1")
    assert duty.name in text
    assert "<script>办证</script>" in text
    assert "&lt;报送" in text
    assert browser.table.rows_as_text().split("\t")[1] == duty.name


def test_everything_has_a_name_for_screen_readers(browser: Browser) -> None:
    for widget in (browser.field, browser.tree, browser.table, browser.detail.text):
        assert widget.accessibleName()


def test_the_tab_key_goes_from_left_to_right(window: MainWindow, browser: Browser) -> None:
    browser.field.setText("养犬")
    browser.table.select_row(0)
    browser.field.setFocus()
    visited = []
    for _ in range(11):
        focused = window.focusWidget()
        assert focused is not None
        visited.append(focused.accessibleName() or type(focused).__name__)
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    buttons = ["QToolButton"] * 2
    assert visited[:5] == ["搜索事项", *buttons, "事项分类", "事项列表"]
    assert visited[5:8] == [*buttons, "事项原文"]
    assert visited[8:10] == buttons
    assert visited[10] == "搜索事项"


@pytest.mark.parametrize("name", ["detail", "table", "field"])
def test_ctrl_p_prints_from_anywhere(
    qtbot: QtBot, window: MainWindow, browser: Browser, name: str
) -> None:
    assert window.content is not None
    widgets = {
        "detail": browser.detail.text,
        "table": browser.table,
        "field": browser.field,
    }
    window.activateWindow()
    widgets[name].setFocus()
    QTest.keyClick(widgets[name], Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    dialog = window.content.printing.dialog
    assert dialog is not None
    assert dialog.choices is not None
    assert dialog.choices.kind is DocumentKind.SHEETS
    qtbot.waitUntil(lambda: dialog.is_ready, timeout=20000)
    dialog.reject()


def test_each_document_has_a_command(qtbot: QtBot, window: MainWindow, browser: Browser) -> None:
    assert window.content is not None
    actions = window.frame.commands.printing()
    asked_for = [kind for kind in DocumentKind if kind is not DocumentKind.REPRINT]
    assert list(actions) == asked_for

    browser.field.setText("养犬")
    actions[DocumentKind.LIST].trigger()
    dialog = window.content.printing.dialog
    assert dialog is not None
    assert dialog.choices is not None
    assert dialog.choices.kind is DocumentKind.LIST
    wanted = dialog.choices.wanted()
    assert wanted.duties is not None
    assert [duty.id for duty in wanted.duties] == ["basic-43", "cooperative-21"]
    qtbot.waitUntil(lambda: dialog.is_ready, timeout=20000)
    dialog.reject()


def test_departments_of_the_tree_are_printed(window: MainWindow, browser: Browser) -> None:
    model = browser.tree.model()
    departments = model.index(4, 0)
    browser.tree.setCurrentIndex(model.index(0, 0, departments))

    assert browser.matter().departments == (model.index(0, 0, departments).data(),)
    assert len(browser.matter().shown) < 242
    assert window.content is not None


def test_something_is_noted_the_moment_another_list_is_shown(
    window: MainWindow, duty_list: DutyList, town: Town
) -> None:
    window.show_list(duty_list, Readings)

    # The frame of the list before is not deleted yet, and follows the notes like the new one.
    town.edit(filled())

    assert window.frame.commands["undo"].isEnabled()


def test_menus_have_room_for_the_sign_that_is_not_shown(window: MainWindow) -> None:
    in_the_bar = [cast(QMenu, action.menu()) for action in window.menuBar().actions()]
    commands = window.frame.commands
    exporting = commands.export_menu
    scopes = map(exporting.scope_menu, (Scope.SELECTED, Scope.SHOWN, Scope.ALL))
    inner = [commands.print_menu, exporting, *scopes]
    for menu in (*in_the_bar, *inner):
        tight = menu.sizeHint().width()
        for _ in range(2):
            menu.aboutToShow.emit()

            spare = menu.fontMetrics().horizontalAdvance("&")
            assert menu.minimumWidth() == tight + spare
