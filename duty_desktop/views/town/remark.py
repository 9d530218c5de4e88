"""The field for notes of several lines: 备注."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from duty_desktop.models.overriding import override
from duty_desktop.views.town.note_field import ENTER, NoteField

_ROWS = 2
"""Lines of a remark that are seen at a time."""


class RemarkField(NoteField, QPlainTextEdit):
    """Some lines of what is noted; Ctrl+Enter hands them over."""

    def __init__(self, called: str, parent: QWidget | None = None) -> None:
        """An empty field."""
        super().__init__(parent)
        self.setAccessibleName(called)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.typed)
        self._measure()

    @property
    @override
    def written(self) -> str:
        return self.toPlainText()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._measure()

    @override
    def _show_text(self, text: str) -> None:
        self.setPlainText(text)

    @override
    def _can_turn(self) -> tuple[bool, bool]:
        document = self.document()
        return document.isUndoAvailable(), document.isRedoAvailable()

    def _measure(self) -> None:
        around = round(2 * (self.document().documentMargin() + self.frameWidth()))
        self.setFixedHeight(_ROWS * self.fontMetrics().lineSpacing() + around)
