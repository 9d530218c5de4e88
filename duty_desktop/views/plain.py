"""Labels and buttons as the dialogs have them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton


def plain_label(text: str = "") -> QLabel:
    """A label that shows words as they are, over as many lines as they take."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def plain_button(text: str, tip: str = "") -> QPushButton:
    """A button that Enter presses only where the keyboard is, unless it is made the default."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.setToolTip(tip)
    return button
