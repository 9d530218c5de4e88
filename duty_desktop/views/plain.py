"""Labels, buttons and tables as they are everywhere in the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QTableView, QTextEdit


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


def let_copy(words: QLabel | QTextEdit) -> None:
    """Let words be selected and copied, by mouse and keyboard, and nothing else be done to them."""
    words.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )


def choose_rows(table: QTableView) -> None:
    """Make a table one of whole rows: read and chosen, no cells to write in or to tab through."""
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
