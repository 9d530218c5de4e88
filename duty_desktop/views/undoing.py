"""Undoing in a field first, in the notebook where the field has nothing to undo."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence


def leaves_undo(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Whether a key for undoing or doing again is left to the window's own command.

    A field takes such a key for itself even where it has nothing to undo, which ``undo`` and
    ``redo`` tell.
    """
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    wants_undo = event.matches(QKeySequence.StandardKey.Undo)
    wants_redo = event.matches(QKeySequence.StandardKey.Redo)
    return (wants_undo and not undo) or (wants_redo and not redo)
