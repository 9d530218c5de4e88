"""A field under its title."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget


def titled(title: str, widget: QWidget, spoken: str) -> QWidget:
    """A widget under its title; ``spoken`` is its name for those who hear the window."""
    whole = QWidget()
    whole.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    label = QLabel(title)
    label.setWordWrap(True)
    label.setBuddy(widget)
    widget.setAccessibleName(spoken)
    rows = QVBoxLayout(whole)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(2)
    rows.addWidget(label)
    rows.addWidget(widget)
    return whole
