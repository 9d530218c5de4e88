"""What both kinds of field of the panel do alike."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from duty_desktop.views.town.entry import EntryField
from duty_desktop.views.town.remark import RemarkField
from tests.composing import commit


@pytest.fixture(params=[EntryField, RemarkField])
def field(request: pytest.FixtureRequest, qtbot: QtBot) -> EntryField | RemarkField:
    made = request.param("备注")
    assert isinstance(made, EntryField | RemarkField)
    qtbot.addWidget(made)
    made.put("每月报送")
    made.show()
    made.setFocus()
    return made


def _would_take(field: EntryField | RemarkField, key: Qt.Key, *, control: bool = False) -> bool:
    """Whether the field takes a key that the window has a command for."""
    modifier = Qt.KeyboardModifier
    event = QKeyEvent(
        QEvent.Type.ShortcutOverride,
        key,
        modifier.ControlModifier if control else modifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(field, event)
    return event.isAccepted()


def test_escape_gives_back_what_is_noted(field: EntryField | RemarkField) -> None:
    assert not _would_take(field, Qt.Key.Key_Escape)
    commit(field, "要点")
    assert field.pending
    assert _would_take(field, Qt.Key.Key_Escape)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.written == "每月报送"
    assert not field.pending


def test_undoing_is_left_to_the_window_where_nothing_was_typed(
    field: EntryField | RemarkField,
) -> None:
    assert not _would_take(field, Qt.Key.Key_Z, control=True)
    commit(field, "要点")
    assert _would_take(field, Qt.Key.Key_Z, control=True)


@pytest.mark.parametrize(
    ("reason", "leaves"),
    [
        (Qt.FocusReason.TabFocusReason, 1),
        (Qt.FocusReason.MouseFocusReason, 1),
        (Qt.FocusReason.PopupFocusReason, 0),
        (Qt.FocusReason.MenuBarFocusReason, 0),
        (Qt.FocusReason.ActiveWindowFocusReason, 0),
    ],
)
def test_it_is_handed_over_when_it_is_left(
    field: EntryField | RemarkField, reason: Qt.FocusReason, leaves: int
) -> None:
    left: list[str] = []
    field.left.connect(lambda: left.append(field.written))
    commit(field, "要点")
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, reason))
    assert len(left) == leaves


def test_a_draft_stays_a_draft(field: EntryField | RemarkField) -> None:
    told: list[str] = []
    field.typed.connect(lambda: told.append(field.written))
    field.put("别处写的", "写到一半")
    assert (field.stored, field.written, field.pending) == ("别处写的", "写到一半", True)
    field.give_back()
    assert (field.written, field.pending) == ("别处写的", False)
    assert told == ["写到一半", "别处写的"]
