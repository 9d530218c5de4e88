"""Tooltips that show plain words."""

from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

# Not the module html: the names of all characters come with it, a third of a megabyte.
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def as_plain_tip(text: str) -> str:
    """``text`` as escaped markup: Qt would take words with ``<b>`` in them for markup."""
    return f"<p>{'<br>'.join(text.translate(_ESCAPED).splitlines())}</p>" if text else ""


def show_tip(event: QHelpEvent, widget: QWidget, text: str) -> None:
    """Show ``text`` at the mouse; empty text hides what is shown."""
    QToolTip.showText(event.globalPos(), as_plain_tip(text), widget)
