"""Where a notice is pasted, typed or dropped."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from duty_desktop.ingest.notice_text import MAX_CHARACTERS
from duty_desktop.models.overriding import override
from duty_desktop.views.dropping import files_in
from duty_desktop.views.marking import mark_format
from duty_desktop.views.zoom import Zoom

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoticeInput(QPlainTextEdit):
    """Plain text only: what is pasted leaves its looks behind, a dropped file is opened.

    Signals:
        file_dropped(Path): the user dropped or pasted a file.
        compare_wanted: the user pressed Ctrl+Enter.
    """

    file_dropped = Signal(Path)
    compare_wanted = Signal()

    def __init__(self, zoom: Zoom, parent: QWidget | None = None) -> None:
        """An empty field."""
        super().__init__(parent)
        self._zoom = zoom
        self.setAccessibleName("来文文字")
        self.setPlaceholderText(
            "把上级来文的文字粘贴到这里，\n或者把 .docx、.txt 文件拖进来。\n\n按 Ctrl+Enter 比对。"
        )
        self.setTabChangesFocus(True)

    def point_out(self, places: Sequence[tuple[int, int]]) -> None:
        """Mark parts of the text, each given as where it begins and its length in characters."""
        text = self.toPlainText()
        marked = []
        for start, length in places:
            # Qt counts in UTF-16 units: a character beyond the BMP is two.
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(_units(text[:start]))
            end = _units(text[: start + length])
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selection.format = mark_format(self.palette())
            marked.append(selection)
        self.setExtraSelections(marked)
        if places:
            shown = QTextCursor(self.document())
            shown.setPosition(_units(text[: places[0][0]]))
            self.setTextCursor(shown)
            self.ensureCursorVisible()

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(files_in(source)) or source.hasText()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        files = files_in(source)
        if files:
            self.file_dropped.emit(files[0])
        elif source.hasText():
            # One character more than is read: enough to be told that it is too long.
            self.textCursor().insertText(source.text()[: MAX_CHARACTERS + 1].replace("\0", " "))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.compare_wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._zoom.take_wheel(event):
            super().wheelEvent(event)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
