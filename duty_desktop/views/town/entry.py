"""The field for notes of one line, with the names that are known."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QStringListModel, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QMenu, QWidget

from duty_desktop.domain.roster import SEPARATOR
from duty_desktop.models.overriding import override
from duty_desktop.views.field_sign import FieldSign
from duty_desktop.views.town.note_field import ENTER, NoteField

_SEPARATORS = "、，,；;"


class EntryField(NoteField, QLineEdit):
    """One line of what is noted; names that are known are offered, if there are any.

    Enter and Tab hand it over, with the name that is marked among those offered; Esc closes these
    first.
    """

    def __init__(
        self, called: str, *, several: bool = False, parent: QWidget | None = None
    ) -> None:
        """An empty field; with ``several``, names are put one after the other."""
        super().__init__(parent)
        self._several = several
        self._labels: list[str] = []
        self._sign = FieldSign(self, "arrow_down", "选择（Alt+↓）")
        self._sign.hide()
        self._sign.clicked.connect(self.open_choice)
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setWidget(self)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.activated.connect(self._complete)
        self.setAccessibleName(called)
        self.textEdited.connect(self._offer_words)
        self.textChanged.connect(self.typed)

    @property
    @override
    def written(self) -> str:
        return self.text()

    def offer(self, labels: Sequence[str]) -> None:
        """Offer these names."""
        self._labels = list(labels)
        self._model.setStringList(self._labels)
        self._sign.setVisible(bool(labels))
        self._place_sign()

    def choices(self) -> QMenu:
        """A menu of the names; those that stand in the field are ticked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = self._pieces()
        for label in self._labels:
            action = menu.addAction(label.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(label in chosen)
            action.triggered.connect(lambda _=False, name=label: self._choose(name))
        return menu

    def open_choice(self) -> None:
        """Let the user choose among the names."""
        if self._labels and self.isEnabled() and not self.isReadOnly():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.choices().popup(self.mapToGlobal(QPoint(0, self.height())))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_choice()
        elif event.key() in ENTER:
            self._take_marked()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self._is_offering:
            self._offer_nothing()
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, following: bool) -> bool:
        self._take_marked()
        return super().focusNextPrevChild(following)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._offer_nothing()
        super().hideEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._place_sign()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_sign()

    @override
    def _show_text(self, text: str) -> None:
        self.setText(text)
        self.setCursorPosition(0)

    @override
    def _can_turn(self) -> tuple[bool, bool]:
        return self.isUndoAvailable(), self.isRedoAvailable()

    def _place_sign(self) -> None:
        width = self._sign.sizeHint().width() if self._labels else 0
        self._sign.setGeometry(self.width() - width, 0, width, self.height())
        self.setTextMargins(0, 0, width, 0)

    def _offer_words(self, _text: str) -> None:
        """Offer the names that hold what is being typed."""
        start, end = self._span()
        typed = self.text()[start:end].strip()
        self._completer.setCompletionPrefix(typed)
        completer = self._completer
        whole = completer.completionCount() == 1 and completer.currentCompletion() == typed
        if typed and self._labels and completer.completionCount() and not whole:
            completer.complete()
        else:
            self._offer_nothing()

    @property
    def _is_offering(self) -> bool:
        popup = self._completer.popup()
        return popup is not None and popup.isVisible()

    def _offer_nothing(self) -> None:
        popup = self._completer.popup()
        if popup is not None:
            popup.hide()

    def _take_marked(self) -> None:
        """Put the name in that ↓ has marked: keys come here before the completer sees them."""
        popup = self._completer.popup()
        if popup is not None and self._is_offering and popup.currentIndex().isValid():
            self._complete(str(popup.currentIndex().data()))
        self._offer_nothing()

    def _complete(self, label: str) -> None:
        start, end = self._span()
        text = self.text()
        self.setText(text[:start] + label + text[end:])
        self.setCursorPosition(start + len(label))

    def _choose(self, label: str) -> None:
        if not self._several:
            self.setText(label)
        else:
            pieces = self._pieces()
            kept = [each for each in pieces if each != label]
            self.setText(SEPARATOR.join(kept if label in pieces else [*kept, label]))
        self.left.emit()

    def _pieces(self) -> list[str]:
        if not self._several:
            return [self.text().strip()]
        text = self.text()
        for other in _SEPARATORS[1:]:
            text = text.replace(other, SEPARATOR)
        return [piece.strip() for piece in text.split(SEPARATOR) if piece.strip()]

    def _span(self) -> tuple[int, int]:
        """Where the name stands that the cursor is in."""
        text, at = self.text(), self.cursorPosition()
        if not self._several:
            return 0, len(text)
        start = max(text.rfind(each, 0, at) for each in _SEPARATORS) + 1
        ends = [end for each in _SEPARATORS if (end := text.find(each, at)) >= 0]
        return start, min(ends, default=len(text))
