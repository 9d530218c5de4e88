"""How large a dialog opens at first."""

from PySide6.QtWidgets import QWidget

_SCREEN_SHARE = 0.9
"""How much of the screen a dialog takes at most."""


def first_size(dialog: QWidget, width: int, height: int) -> None:
    """Make ``dialog`` so many ems wide and high, as far as the screen has room."""
    em = dialog.fontMetrics().height()
    room = dialog.screen().availableSize() * _SCREEN_SHARE
    dialog.resize(min(width * em, room.width()), min(height * em, room.height()))
