"""Typing anywhere goes into the search field; composing is left alone until it is committed."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from duty_desktop.views.browser import Browser

PANES = ("tree", "table", "detail")


def commit(widget: QWidget, text: str) -> None:
    """Type as an input method does: ``QTest.keyClicks`` takes Latin letters only."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def pane(browser: Browser, name: str) -> QWidget:
    panes: dict[str, QWidget] = {
        "tree": browser.tree,
        "table": browser.table,
        "detail": browser.detail.text,
    }
    return panes[name]


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("name", PANES)
def test_a_key_typed_in_a_pane_reaches_the_field(browser: Browser, name: str) -> None:
    widget = pane(browser, name)
    widget.setFocus()

    QTest.keyClicks(widget, "db")

    assert browser.field.text() == "db"
    assert browser.field.hasFocus()


@pytest.mark.parametrize("name", PANES)
def test_keys_that_type_nothing_stay_where_they_are(browser: Browser, name: str) -> None:
    widget = pane(browser, name)
    widget.setFocus()

    for key in (Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Return):
        QTest.keyClick(widget, key)
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    assert browser.field.text() == ""
    assert widget.hasFocus()


@pytest.mark.parametrize("name", PANES)
def test_composing_in_a_pane_searches_only_when_committed(
    qtbot: QtBot, browser: Browser, name: str
) -> None:
    widget = pane(browser, name)
    widget.setFocus()
    searched: list[str] = []
    browser.field.textChanged.connect(searched.append)

    compose(widget, "d")
    compose(widget, "di'b")
    assert widget.hasFocus()
    assert (browser.field.text(), searched) == ("", [])

    compose(widget, "", "低保")
    assert searched == ["低保"]
    qtbot.waitUntil(browser.field.hasFocus)
    assert browser.field.text() == "低保"


def test_composing_in_the_field_searches_only_when_committed(browser: Browser) -> None:
    browser.field.setText("农村")
    shown = browser.rows.rowCount()

    compose(browser.field, "dibao")
    assert browser.rows.rowCount() == shown

    compose(browser.field, "", "低保")
    assert browser.field.text() == "农村低保"


@pytest.mark.parametrize("name", PANES)
def test_input_methods_are_welcome_in_every_pane(browser: Browser, name: str) -> None:
    widget = pane(browser, name)
    widget.setFocus()

    assert widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert widget.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is True
    asked = Qt.InputMethodQuery.ImCursorRectangle
    own, there = browser.field.inputMethodQuery(asked), widget.inputMethodQuery(asked)
    assert isinstance(there, type(own))
    if isinstance(own, QRect):
        corner = browser.field.mapToGlobal(own.topLeft())
        assert widget.mapToGlobal(there.topLeft()) == corner
    else:
        offset = browser.field.mapTo(browser.field.window(), QPoint())
        assert (
            own.translated(offset).topLeft()
            == there.translated(widget.mapTo(widget.window(), QPoint())).topLeft()
        )


def test_typing_elsewhere_starts_a_new_search(browser: Browser) -> None:
    commit(browser.field, "养犬")
    QTest.keyClick(browser.field, Qt.Key.Key_Down)

    QTest.keyClicks(browser.table, "12")

    assert browser.field.text() == "12"


def test_enter_goes_into_the_table(browser: Browser) -> None:
    browser.field.setFocus()
    QTest.keyClick(browser.field, Qt.Key.Key_Return)

    assert browser.table.hasFocus()
