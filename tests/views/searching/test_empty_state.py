"""What stands in the table's place when nothing is found."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from duty_desktop.views.browser import Browser
from duty_desktop.views.searching.empty_state import EmptyState
from duty_desktop.views.window import MainWindow
from duty_desktop.views.zoom import Zoom


def empty(browser: Browser, text: str) -> EmptyState:
    browser.field.setText(text)
    assert browser.empty is not None
    assert browser.empty.isVisible()
    return browser.empty


def words(state: EmptyState) -> list[str]:
    return [button.text() for button in state.suggestions]


def test_close_words_are_offered_after_a_moment_and_find_something(
    qtbot: QtBot, browser: Browser
) -> None:
    state = empty(browser, "清单:收回 养犬")
    assert words(state) == []
    qtbot.waitUntil(lambda: bool(state.suggestions))

    assert words(state)[0] == "养犬"
    state.suggestions[0].click()
    assert browser.field.text() == "养犬"
    assert browser.rows.sure > 0
    assert browser.table.isVisible()


def test_down_goes_to_the_first_suggestion(browser: Browser) -> None:
    state = empty(browser, "清单:收回 养犬")

    QTest.keyClick(browser.field, Qt.Key.Key_Down)

    assert state.suggestions[0].hasFocus()


def test_without_a_suggestion_down_goes_to_the_button(browser: Browser) -> None:
    state = empty(browser, "qqqqzzzz")

    QTest.keyClick(browser.field, Qt.Key.Key_Down)

    assert state.everything.hasFocus()


def test_offered_words_look_as_they_are(qtbot: QtBot) -> None:
    state = EmptyState()
    qtbot.addWidget(state)
    asked: list[str] = []
    state.words_wanted.connect(asked.append)

    state.suggest(["A&B", "<b>"])
    for button in state.suggestions:
        button.click()

    assert words(state) == ["A&&B", "<b>"]
    assert asked == ["A&B", "<b>"]


def test_maybe_elsewhere_is_told(qtbot: QtBot) -> None:
    state = EmptyState()
    qtbot.addWidget(state)

    state.explain("高龄津贴", ["基本履职事项"], 0, 2)

    assert "全部事项中有 2 项可能相关" in state.message
    assert not state.everywhere.isHidden()


def test_the_query_language_is_a_click_away(window: MainWindow, browser: Browser) -> None:
    empty(browser, "qqqqzzzz").help.click()

    dialog = window.findChild(QDialog)
    assert isinstance(dialog, QDialog)
    assert dialog.windowTitle() == "搜索说明"
    dialog.close()


def laid_out_height(widget: QWidget) -> int:
    """The height once nothing waits to be laid out any more, however long that takes."""
    before = -1
    while widget.height() != before:
        before = widget.height()
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    return before


def test_the_panes_stay_where_they_are(zoom: Zoom, browser: Browser) -> None:
    high = laid_out_height(browser.table)
    zoom.step(20)
    browser.field.setText("养犬")
    before = laid_out_height(browser.table)
    assert before < high  # the larger type is laid out

    state = empty(browser, "清单:收回 养犬")
    state.suggest(["养犬", "养犬证", "禁毒", "消防", "低保"])

    assert laid_out_height(state) == before
