"""How large a dialog opens: as it was left, or by its text, never larger than the screen."""

from PySide6.QtWidgets import QWidget

from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.placement import place

_SCREEN_SHARE = 0.92
"""How much of the screen a dialog takes at most."""


def open_at(dialog: QWidget, memory: WindowMemory, key: str, width: float, height: float) -> None:
    """Give the dialog the size remembered under ``key``, or this one, in lines of text."""
    remembered = memory.state(key)
    if not remembered.isEmpty():
        place(dialog, remembered)
        return
    em = dialog.fontMetrics().height()
    room = dialog.screen().availableSize() * _SCREEN_SHARE
    dialog.resize(min(round(width * em), room.width()), min(round(height * em), room.height()))
