"""What a field of the assignment panel holds: what is noted, and what is written and is not yet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from duty_desktop.models.overriding import override
from duty_desktop.views.undoing import leaves_undo

if TYPE_CHECKING:
    _Editor = QWidget
else:
    # Stands before Qt's editor among the bases, and has no widget of its own.
    _Editor = object

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

_STAYS = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Reasons for which a field loses the focus while the user is still at it."""


class NoteField(_Editor):
    """Goes before a Qt editor among the bases: Esc gives back what is noted, leaving hands over.

    Attributes:
        stored: what is noted now.

    Signals:
        typed: something else stands in it.
        left: the user is done with it: with the key for that, or by going elsewhere.
    """

    typed = Signal()
    left = Signal()
    stored = ""

    @property
    def written(self) -> str:
        """What stands in it."""
        raise NotImplementedError

    @property
    def pending(self) -> bool:
        """Whether it holds something that is not noted yet."""
        return self.written.strip() != self.stored.strip()

    def put(self, stored: str, draft: str | None = None) -> None:
        """Show what is noted, or a draft that is not."""
        self.stored = stored
        wanted = stored if draft is None else draft
        if wanted != self.written:
            self._show_text(wanted)

    def give_back(self) -> None:
        """Show again what is noted."""
        self.put(self.stored)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.pending:
            self.give_back()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        undo, redo = self._can_turn()
        if leaves_undo(event, undo=undo, redo=redo):
            event.ignore()
            return False
        if _is_escape(event) and self.pending:
            event.accept()
            return True
        return super().event(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.left.emit()

    def _show_text(self, text: str) -> None:
        """Put another text in the editor."""
        raise NotImplementedError

    def _can_turn(self) -> tuple[bool, bool]:
        """Whether the editor itself has something to undo, and to do again."""
        raise NotImplementedError


def _is_escape(event: QEvent) -> bool:
    """Whether the window is about to take Esc for its own command, which clears the search."""
    return (
        event.type() is QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Escape
    )
