"""One field of an assignment."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from duty_desktop.views.town.entry import EntryField
from tests.composing import commit

NAMES = ["张三", "张三丰", "李四"]


@pytest.fixture
def field(qtbot: QtBot) -> EntryField:
    field = EntryField("承办人", several=True)
    qtbot.addWidget(field)
    field.offer(NAMES)
    field.show()
    field.setFocus()
    return field


def _offered(field: EntryField) -> list[str]:
    completer = field._completer
    popup = completer.popup()
    if popup is None or not popup.isVisible():
        return []
    model = completer.completionModel()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def _popup(field: EntryField) -> QWidget:
    popup = field._completer.popup()
    assert popup is not None
    return popup


def test_names_that_hold_what_is_typed_are_offered(field: EntryField) -> None:
    commit(field, "三")
    assert _offered(field) == ["张三", "张三丰"]
    commit(field, "丰")
    assert _offered(field) == ["张三丰"]


def test_nothing_is_offered_by_a_field_that_is_gone(field: EntryField) -> None:
    commit(field, "三")
    assert _offered(field)
    field.hide()
    assert not _offered(field)


def test_a_whole_name_is_not_offered(field: EntryField) -> None:
    commit(field, "李四")
    assert _offered(field) == []


def test_the_name_at_the_cursor_is_completed(field: EntryField) -> None:
    commit(field, "李四、张")
    field._complete("张三")
    assert field.text() == "李四、张三"
    field.setCursorPosition(1)
    commit(field, "x")
    field._complete("张三丰")
    assert field.text() == "张三丰、张三"


def test_pending_until_it_is_stored(field: EntryField) -> None:
    field.put("张三")
    assert not field.pending
    commit(field, "、李四")
    assert field.pending
    field.put("张三", field.written)
    assert field.pending
    field.put(field.written)
    assert not field.pending


def test_enter_tells_that_it_is_done(qtbot: QtBot, field: EntryField) -> None:
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_enter_takes_the_offered_name_that_is_marked(qtbot: QtBot, field: EntryField) -> None:
    commit(field, "李四、三")
    popup = _popup(field)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.left):
        QTest.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "李四、张三丰"
    assert not _offered(field)


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_going_to_another_field_takes_the_offered_name_that_is_marked(
    field: EntryField, key: Qt.Key
) -> None:
    commit(field, "三")
    QTest.keyClick(_popup(field), Qt.Key.Key_Down)
    QTest.keyClick(_popup(field), key)
    assert field.text() == "张三"
    assert not _offered(field)


def test_enter_takes_what_is_typed_where_no_name_is_marked(field: EntryField) -> None:
    commit(field, "三")
    QTest.keyClick(_popup(field), Qt.Key.Key_Return)
    assert field.text() == "三"
    assert not _offered(field)


def test_escape_closes_what_is_offered_before_it_gives_back_what_is_noted(
    field: EntryField,
) -> None:
    commit(field, "三")
    QTest.keyClick(_popup(field), Qt.Key.Key_Escape)
    assert field.text() == "三"
    assert not _offered(field)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_field_without_names_offers_none(qtbot: QtBot) -> None:
    field = EntryField("电话")
    qtbot.addWidget(field)
    field.show()
    commit(field, "1")
    assert _offered(field) == []
    field.open_choice()
    assert field.text() == "1"
