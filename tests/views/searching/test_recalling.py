"""Earlier searches: which are remembered, and how they are offered again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from duty_desktop.domain.duty import DutyList
from duty_desktop.views.browser import Browser
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.searching import recalling
from duty_desktop.views.searching.recalling import Recalling
from duty_desktop.views.searching.recent_popup import RecentPopup
from duty_desktop.views.window import MainWindow
from tests.views.conftest import WindowMaker

# Said by the platform that tests run on when a list drops down.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def recall(window: MainWindow) -> Recalling:
    assert window.content is not None
    return window.content.recalling


@pytest.fixture
def popup(recall: Recalling, browser: Browser) -> RecentPopup:
    """The list, dropped down with two searches."""
    for text in ("低保", "养犬"):
        recall.searches.add(text)
    browser.field.setFocus()
    QTest.keyClick(browser.field, Qt.Key.Key_Down, ALT)
    assert recall.popup is not None
    assert recall.popup.isVisible()
    return recall.popup


def test_typing_alone_remembers_nothing(recall: Recalling, browser: Browser) -> None:
    browser.field.setText("养")
    browser.field.setText("养犬")

    assert recall.searches.texts == []


def test_a_pause_remembers_what_was_found(
    qtbot: QtBot, make_window: WindowMaker, duty_list: DutyList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recalling, "_PAUSE", 20)
    window = make_window(duty_list)
    assert window.content is not None
    field, recall = window.content.browser.field, window.content.recalling

    field.setText("养犬")
    qtbot.waitUntil(lambda: recall.searches.texts == ["养犬"])
    field.setText("qqqqzzzz")
    qtbot.wait(60)

    assert recall.searches.texts == ["养犬"]


def test_opening_and_printing_remember(
    window: MainWindow, recall: Recalling, browser: Browser
) -> None:
    browser.field.setText("消防")
    QTest.keyClick(browser.field, Qt.Key.Key_Down)
    assert recall.searches.texts == ["消防"]

    browser.field.setText("养犬")
    window.frame.commands["copy_duty"].trigger()
    assert recall.searches.texts == ["养犬", "消防"]

    browser.field.setText("秸秆")
    row = browser.table.visualRect(browser.rows.index(0, 0)).center()
    QTest.mouseClick(browser.table.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert recall.searches.texts == ["秸秆", "养犬", "消防"]


def test_they_last_from_one_start_to_the_next(
    make_window: WindowMaker, duty_list: DutyList, tmp_path: Path
) -> None:
    path = tmp_path / "kept.ini"
    first = make_window(duty_list, memory=WindowMemory(path))
    assert first.content is not None
    for text in ("a,b; “c” = %s", "养犬"):
        first.content.browser.field.setText("养犬")
        first.content.recalling.searches.add(text)
    first.content.recalling.remember()
    first.close()

    second = make_window(duty_list, memory=WindowMemory(path))
    assert second.content is not None
    assert second.content.recalling.searches.texts == ["养犬", "a,b; “c” = %s"]


def test_enter_searches_again(popup: RecentPopup, browser: Browser) -> None:
    QTest.keyClick(popup.list, Qt.Key.Key_Down)
    QTest.keyClick(popup.list, Qt.Key.Key_Return)

    assert browser.field.text() == "低保"
    assert browser.field.window().focusWidget() is browser.field
    assert not popup.isVisible()


def test_a_click_searches_again_once(popup: RecentPopup, browser: Browser) -> None:
    searched: list[str] = []
    browser.field.textChanged.connect(searched.append)
    item = popup.list.topLevelItem(1)
    assert item is not None

    middle = popup.list.visualItemRect(item).left() + 20
    point = QPoint(middle, popup.list.visualItemRect(item).center().y())
    QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=point)

    assert searched == ["低保"]


def test_one_is_forgotten_by_key_or_sign(popup: RecentPopup, recall: Recalling) -> None:
    QTest.keyClick(popup.list, Qt.Key.Key_Delete)
    assert recall.searches.texts == ["低保"]
    assert popup.isVisible()

    item = popup.list.topLevelItem(0)
    assert item is not None
    row = popup.list.visualItemRect(item)
    point = QPoint(popup.list.viewport().width() - 5, row.center().y())
    QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert recall.searches.texts == []


def test_all_are_forgotten(popup: RecentPopup, recall: Recalling, memory: WindowMemory) -> None:
    popup.clearing.click()

    assert recall.searches.texts == []
    assert not popup.isVisible()
    assert not memory.names("searches")


def test_typing_goes_on_in_the_field(popup: RecentPopup, browser: Browser) -> None:
    QTest.keyClicks(popup.list, "d")

    assert browser.field.text() == "d"
    assert not popup.isVisible()


def test_escape_closes_and_keeps_the_search(popup: RecentPopup, browser: Browser) -> None:
    browser.field.setText("养犬")

    QTest.keyClick(popup.list, Qt.Key.Key_Escape)

    assert not popup.isVisible()
    assert browser.field.text() == "养犬"


def test_an_empty_list_says_so(recall: Recalling, browser: Browser) -> None:
    browser.field.recent.click()

    assert recall.popup is not None
    assert recall.popup.isVisible()
    assert recall.popup.list.isHidden()
    assert recall.popup.clearing.isHidden()
    recall.popup.close()
