"""The field that everything typed goes into."""

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from duty_desktop.models.overriding import override
from duty_desktop.views.field_sign import FieldSign
from duty_desktop.views.undoing import leaves_undo

_TO_THE_TABLE = frozenset(
    {
        Qt.Key.Key_Down,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    }
)
_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class SearchField(QLineEdit):
    """A line of text to search for; its text never holds what is still being composed.

    Other widgets hand over what is typed while they have the focus: keys by ``take_key``, and
    whatever an input method sends by ``take_composition``. The focus stays with them until the
    composition is committed, because moving it would make the input method start over. Typing
    elsewhere starts a new search; typing in the field itself goes on with the old one.

    Attributes:
        clearing, recent: the signs at its end.

    Signals:
        left_downwards: the user goes on to the table.
        recent_wanted: the user asks for earlier searches.
    """

    left_downwards = Signal()
    recent_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty field with a magnifier, a sign that clears it and one for earlier searches."""
        super().__init__(parent)
        self.setPlaceholderText("搜索：低保、狗咬人…")
        self.setAccessibleName("搜索事项")
        self._settled = False
        self._magnifier = FieldSign(self, "magnifier")
        self.clearing = FieldSign(self, "cross", "清除搜索（Esc）")
        self.recent = FieldSign(self, "arrow_down", "搜索记录（Alt+↓）")
        self.clearing.hide()
        self.clearing.clicked.connect(self._clear)
        self.recent.clicked.connect(self.recent_wanted)
        self.textChanged.connect(self._show_clearing)

    def take_key(self, event: QKeyEvent) -> bool:
        """Type a key that another widget received; false where it types nothing."""
        text = event.text()
        if event.modifiers() & _MODIFIERS or not text.isprintable() or not text.strip():
            return False
        self._start_over()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.sendEvent(self, event)
        return True

    def take_composition(self, event: QInputMethodEvent) -> None:
        """Go on composing what another widget received from an input method."""
        if event.preeditString() or event.commitString():
            self._start_over()
        QApplication.sendEvent(self, event)
        if event.commitString() and not event.preeditString():
            QTimer.singleShot(0, self, self.setFocus)

    def answer(self, widget: QWidget, query: Qt.InputMethodQuery) -> Any:
        """What the input method asks about, where ``widget`` has the focus in this field's place.

        Rectangles are in the coordinates of ``widget``, so that candidates open at this field.
        """
        if query is Qt.InputMethodQuery.ImEnabled:
            return True
        answer = self.inputMethodQuery(query)
        offset = widget.mapFromGlobal(self.mapToGlobal(QPoint()))
        if isinstance(answer, QRectF):
            return answer.translated(QPointF(offset))
        if isinstance(answer, QRect):
            return answer.translated(offset)
        return answer

    @override
    def event(self, event: QEvent) -> bool:
        # The window begins here: what was noted must be undone from here too.
        if leaves_undo(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.recent_wanted.emit()
        elif event.key() in _TO_THE_TABLE and not event.modifiers() & _MODIFIERS:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        stays = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        self._settled = event.reason() not in stays

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._place_signs()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_signs()

    def _start_over(self) -> None:
        """Let what comes next replace the text, if the user had left the field."""
        if self._settled:
            self.selectAll()
        self._settled = False

    def _place_signs(self) -> None:
        """Put the signs at both ends, and keep the text between them."""
        hint = self.recent.sizeHint()
        rect, width = self.rect(), hint.width()
        for sign, left in (
            (self._magnifier, 0),
            (self.clearing, rect.width() - 2 * width),
            (self.recent, rect.width() - width),
        ):
            sign.setGeometry(left, 0, width, rect.height())
        self.setTextMargins(width, 0, 2 * width, 0)

    def _show_clearing(self, text: str) -> None:
        self.clearing.setVisible(bool(text))

    def _clear(self) -> None:
        self.clear()
        self.setFocus()
