"""The field that everything typed goes into."""

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QInputMethodEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from duty_desktop.models.overriding import override
from duty_desktop.views.colours import muted

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

    Signals:
        left_downwards: the user goes on to the table.
    """

    left_downwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty field with a magnifier and a button that clears it."""
        super().__init__(parent)
        self.setPlaceholderText("搜索：低保、狗咬人…")
        self.setAccessibleName("搜索事项")
        self.setClearButtonEnabled(True)
        self._settled = False
        self._magnifier = QAction(self)
        self.addAction(self._magnifier, QLineEdit.ActionPosition.LeadingPosition)

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
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TO_THE_TABLE and not event.modifiers() & _MODIFIERS:
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
        changed = event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
        if changed and self.isVisible():
            self._draw_magnifier()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._draw_magnifier)

    def _start_over(self) -> None:
        """Let what comes next replace the text, if the user had left the field."""
        if self._settled:
            self.selectAll()
        self._settled = False

    def _draw_magnifier(self) -> None:
        from duty_desktop.views.signs import magnifier

        colour = muted(self.palette())
        self._magnifier.setIcon(magnifier(self.fontMetrics().height(), self, colour))
