"""Finding words in the pages that are looked at."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtPdf import QPdfSearchModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from duty_desktop.models.overriding import override

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

_TURN = 0.01
"""Seconds of searching between two looks at what else the window has to do."""


class FindBar(QWidget):
    """A field for words, how often they stand in the pages, and ways from one to the next.

    ``QPdfSearchModel`` by itself searches ten pages a second; here it is asked for one page after
    another, which takes 242 sheets a tenth of a second.

    Attributes:
        field: the words.
        results: where they stand.
        place: the result that is shown, from 0; -1 for none.

    Signals:
        found(place): show this result.
        left: the bar is no longer wanted.
    """

    found = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        """Nothing to search in yet."""
        super().__init__()
        self.results = QPdfSearchModel(self)
        self.place = -1
        self._document: QPdfDocument | None = None
        self._from = 0
        self._searched = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._search_some)
        self.field = QLineEdit()
        self.field.setPlaceholderText("在页面中查找")
        self.field.setAccessibleName("在页面中查找")
        self.field.setClearButtonEnabled(True)
        self._count = QLabel()
        self._count.setAccessibleName("查找结果")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        for text, tip, pressed in (
            ("上一处", "Shift+F3", lambda: self.step(-1)),
            ("下一处", "F3", lambda: self.step(1)),
            ("关闭", "Esc", self.left.emit),
        ):
            button = QToolButton()
            button.setText(text)
            button.setToolTip(f"{text}（{tip}）")
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(pressed)
            row.addWidget(button)
        self.field.textChanged.connect(self._begin)

    @property
    def words(self) -> str:
        """What the bar says about the results."""
        return self._count.text()

    def search_in(self, document: "QPdfDocument", page: int = 0) -> None:
        """Search in ``document`` from now on, from ``page`` on at first."""
        self._timer.stop()
        self._document = document
        self._from = page
        self.results.setDocument(document)
        self._begin()

    def look_from(self, page: int) -> None:
        """Begin the next search at ``page``."""
        self._from = page

    def step(self, steps: int) -> None:
        """Show the next result or the one before, round at the ends."""
        count = self._found
        if count:
            self._show((self.place + steps) % count if self.place >= 0 else 0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        backwards = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if backwards else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self.results.setSearchString("")
        self.place = -1

    @property
    def _found(self) -> int:
        return self.results.rowCount(QModelIndex())

    def _begin(self) -> None:
        if self.isHidden():
            return
        self.results.setSearchString(self.field.text().strip())
        self.place = -1
        self._searched = 0
        self._timer.start(0)

    def _search_some(self) -> None:
        until = time.perf_counter() + _TURN
        pages = (
            0
            if self._document is None or not self.results.searchString()
            else (self._document.pageCount())
        )
        while self._searched < pages and time.perf_counter() < until:
            self.results.resultsOnPage(self._searched)
            self._searched += 1
        if self._searched >= pages:
            self._timer.stop()
            self._show_first()
        self._say()

    def _show_first(self) -> None:
        """Show the first result from the page that was looked at."""
        count = self._found
        if self.place >= 0 or not count:
            return
        pages = (self.results.resultAtIndex(place).page() for place in range(count))
        self._show(next((n for n, page in enumerate(pages) if page >= self._from), 0))

    def _show(self, place: int) -> None:
        self.place = place
        self.found.emit(place)
        self._say()

    def _say(self) -> None:
        if not self.results.searchString():
            self._count.setText("")
        elif self.place >= 0:
            self._count.setText(f"第 {self.place + 1} 处，共 {self._found} 处")
        else:
            self._count.setText("正在查找…" if self._timer.isActive() else "没有找到")
