"""A line in which names are typed, completed from those that are known."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

_SEPARATORS = "、，,；;"


class NameField(QLineEdit):
    """Offers known names that hold what is being typed, in the last of several if it takes those.

    Attributes:
        offered: what pops up; hidden while nothing fits.
    """

    def __init__(self, called: str, *, several: bool) -> None:
        """An empty field, nothing known; ``called`` is what a screen reader says."""
        super().__init__()
        self._several = several
        self._names = QStringListModel(self)
        self.offered = QCompleter(self._names, self)
        self.offered.setFilterMode(Qt.MatchFlag.MatchContains)
        self.offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        # Not as the line's own completer: that one would put a name in the place of all of them.
        self.offered.setWidget(self)
        self.offered.activated.connect(self._take)
        self.setAccessibleName(called)
        self.textEdited.connect(self._offer)

    def know(self, names: Sequence[str]) -> None:
        """Offer these from now on."""
        self._names.setStringList(list(names))

    def _offer(self) -> None:
        start, end = self._place()
        typed = self.text()[start:end].strip()
        self.offered.setCompletionPrefix(typed)
        fits = self.offered.completionCount()
        written = fits == 1 and self.offered.currentCompletion() == typed
        if typed and fits and not written:
            self.offered.complete()
        else:
            self._offer_nothing()

    def _offer_nothing(self) -> None:
        popup = self.offered.popup()
        if popup is not None:
            popup.hide()

    def _take(self, name: str) -> None:
        start, end = self._place()
        self.setText(self.text()[:start] + name + self.text()[end:])
        self.setCursorPosition(start + len(name))

    def _place(self) -> tuple[int, int]:
        """Where the name begins and ends that the cursor is in."""
        text, cursor = self.text(), self.cursorPosition()
        if not self._several:
            return 0, len(text)
        start = max(text.rfind(each, 0, cursor) for each in _SEPARATORS) + 1
        ends = [place for each in _SEPARATORS if (place := text.find(each, cursor)) >= 0]
        return start, min(ends, default=len(text))
