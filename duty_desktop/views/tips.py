"""Tooltips that show plain words."""

from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget


def as_plain_tip(text: str) -> str:
    """``text`` as escaped markup: Qt would take words with ``<b>`` in them for markup."""
    # Only here: the names of all characters in HTML come with it, a third of a megabyte.
    import html

    return f"<p>{'<br>'.join(map(html.escape, text.splitlines()))}</p>" if text else ""


def show_tip(event: QHelpEvent, widget: QWidget, text: str) -> None:
    """Show ``text`` at the mouse; empty text hides what is shown."""
    QToolTip.showText(event.globalPos(), as_plain_tip(text), widget)
