"""The line 可能相关 in the window, and why a duty was found."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from duty_desktop.models.columns import NAME_COLUMN
from duty_desktop.views.browser import Browser
from duty_desktop.views.window import MainWindow

ONLY_MAYBE = "高龄津贴领多了要退回吗"


def divide(browser: Browser, sure: list[int], maybe: list[int]) -> None:
    """Show these, as a search would."""
    browser.rows.show(sure, maybe)
    browser.show_first()
    browser.table.setFocus()


def press(browser: Browser, *keys: Qt.Key) -> int:
    for key in keys:
        QTest.keyClick(browser.table, key)
    return browser.table.currentIndex().row()


def test_arrows_step_over_the_line(browser: Browser) -> None:
    divide(browser, [0, 1], [5, 6])

    assert press(browser, Qt.Key.Key_Down, Qt.Key.Key_Down) == 3
    assert press(browser, Qt.Key.Key_Down) == 4
    assert press(browser, Qt.Key.Key_Down) == 4
    assert press(browser, Qt.Key.Key_Up, Qt.Key.Key_Up) == 1


def test_home_end_and_pages_never_stop_on_the_line(browser: Browser) -> None:
    divide(browser, [], list(range(60)))

    assert press(browser) == 1
    assert press(browser, Qt.Key.Key_End) == 60
    assert press(browser, Qt.Key.Key_Home) == 1
    assert press(browser, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) == 1


@pytest.mark.parametrize("sure", range(2, 30, 3))
def test_pages_never_stop_on_the_line_wherever_it_is(browser: Browser, sure: int) -> None:
    divide(browser, list(range(sure)), list(range(100, 130)))

    for key in (Qt.Key.Key_PageDown,) * 6 + (Qt.Key.Key_PageUp,) * 6:
        row = press(browser, key)
        assert row != browser.rows.divider
        assert browser.table.current_duty() is not None


def test_up_from_the_first_duty_goes_to_the_field(browser: Browser) -> None:
    divide(browser, [], [5, 6])

    press(browser, Qt.Key.Key_Up)

    assert browser.field.hasFocus()


def test_previous_and_next_step_over_the_line(window: MainWindow, browser: Browser) -> None:
    divide(browser, [0], [5])
    commands = window.frame.commands

    commands["next"].trigger()
    assert browser.table.currentIndex().row() == 2
    assert not commands["next"].isEnabled()
    commands["previous"].trigger()
    assert browser.table.currentIndex().row() == 0
    assert not commands["previous"].isEnabled()


def test_the_line_is_neither_selected_nor_copied(browser: Browser) -> None:
    divide(browser, [0, 1], [5, 6])

    browser.table.selectAll()
    line = browser.table.visualRect(browser.rows.index(2, NAME_COLUMN)).center()
    QTest.mouseClick(
        browser.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, line
    )
    browser.table.selectAll()

    assert [duty.serial for duty in browser.table.selected_duties()] == [1, 2, 6, 7]
    assert "可能相关" not in browser.table.rows_as_text()


def test_a_click_on_the_line_changes_nothing(browser: Browser) -> None:
    divide(browser, [0, 1], [5, 6])

    line = browser.table.visualRect(browser.rows.index(2, NAME_COLUMN)).center()
    QTest.mouseClick(browser.table.viewport(), Qt.MouseButton.LeftButton, pos=line)

    assert browser.table.currentIndex().row() == 0
    assert [duty.serial for duty in browser.table.selected_duties()] == [1]


def test_the_line_is_lower_than_a_row_and_only_where_it_is(browser: Browser) -> None:
    table = browser.table
    divide(browser, [0, 1], [5, 6])
    assert table.rowHeight(2) < table.rowHeight(1)

    divide(browser, [], [5, 6])
    assert table.rowHeight(0) < table.rowHeight(1)
    assert table.rowHeight(2) == table.rowHeight(1)

    browser.rows.show([0, 1, 2])
    assert len({table.rowHeight(row) for row in range(3)}) == 1


def test_only_maybe(qtbot: QtBot, window: MainWindow, browser: Browser) -> None:
    browser.field.setText(ONLY_MAYBE)

    assert browser.rows.divider == 0
    assert browser.table.currentIndex().row() == 1
    assert browser.detail.duty is not None
    assert browser.detail.duty.id == "reclaimed-2"
    count = browser.rows.maybe
    assert window.frame.status.text.startswith(f"显示 0 项，另有 {count} 项可能相关，共 242 项")
    qtbot.waitUntil(lambda: browser.tree.model().index(0, 1).data() == str(count))
    browser.detail.write()
    assert "查找依据　可能相关，请核对" in browser.detail.text.toPlainText()


def test_the_reason_stands_in_the_table_and_above_the_name(browser: Browser) -> None:
    browser.field.setText("林草局 防火")
    duty = browser.rows.duty_at(0)
    option = QStyleOptionViewItem()
    option.initFrom(browser.table)
    option.rect = QRect(0, 0, 120, 60)

    tip = browser.table.delegate.tip(option, browser.rows.index(0, NAME_COLUMN))
    browser.detail.write()

    assert duty.id == "cooperative-97"
    assert "同义：林草局 → 林业和草原局" in tip
    page = browser.detail.text.toPlainText().splitlines()
    assert page[1].startswith("查找依据　同义：林草局 → 林业和草原局")
    assert page[2] == duty.name


def test_a_literal_find_needs_no_reason(browser: Browser) -> None:
    browser.field.setText("养犬")
    browser.detail.write()

    assert "查找依据" not in browser.detail.text.toPlainText()


def test_a_new_search_is_shown_best_first(browser: Browser) -> None:
    header = browser.table.horizontalHeader()
    browser.table.sortByColumn(NAME_COLUMN, Qt.SortOrder.AscendingOrder)

    browser.field.setText("养犬")
    assert [browser.rows.duty_at(row).id for row in range(2)] == ["cooperative-21", "basic-43"]
    assert header.sortIndicatorSection() not in range(4)

    browser.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    browser.field.setText("养犬 ")
    assert header.sortIndicatorSection() == 0
    assert browser.rows.duty_at(0).id == "basic-43"
