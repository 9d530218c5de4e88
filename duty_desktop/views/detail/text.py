"""The text of the detail pane: read, selected and copied, never edited."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from duty_desktop.models.overriding import override
from duty_desktop.views.passing_on import PassesOn
from duty_desktop.views.plain import let_copy
from duty_desktop.views.searching.field import SearchField
from duty_desktop.views.zoom import Zoom

_IMAGE = "\N{OBJECT REPLACEMENT CHARACTER}"
_LINE_ENDS = str.maketrans({"\N{PARAGRAPH SEPARATOR}": "\n", "\N{LINE SEPARATOR}": "\n"})


class DetailText(PassesOn, QTextEdit):
    """Read-only text whose selection is copied as plain words."""

    def __init__(self, field: SearchField, zoom: Zoom, parent: QWidget | None = None) -> None:
        """An empty text; what is typed here goes into ``field``."""
        super().__init__(parent)
        self._field = field
        self._zoom = zoom
        self.setAccessibleName("事项原文")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        let_copy(self)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        text = self.textCursor().selectedText().translate(_LINE_ENDS)
        data.setText(text.replace(f"{_IMAGE} ", ""))
        return data

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
