"""Titled fields side by side, in as many columns as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from duty_desktop.models.overriding import override

_COLUMN = 17
"""Ems that a title and its field take where they have the choice."""

_LEAST_COLUMN = 11
"""Ems that they can do with: two such columns before one that is twice as high."""

_AT_FIRST = 2
"""Columns before there is a width: one is so high that the window grows, and stays so."""


class FieldGrid(QWidget):
    """Fields under one another, or beside one another where it is broad."""

    def __init__(self, fields: Sequence[tuple[str, QWidget]]) -> None:
        """These fields with their titles, in this order."""
        super().__init__()
        self._pairs = [(_title(words, field), field) for words, field in fields]
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(4, 0, 4, 2)
        self._grid.setVerticalSpacing(3)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._arrange(_AT_FIRST)
        for (_, field), (_, after) in zip(self._pairs, self._pairs[1:], strict=False):
            self.setTabOrder(field, after)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self._fitting())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._arrange(self._fitting())

    def _fitting(self) -> int:
        """How many columns there is room for."""
        em = self.fontMetrics().horizontalAdvance("事")
        columns = max(self.width() // (_COLUMN * em), min(self.width() // (_LEAST_COLUMN * em), 2))
        return max(1, min(columns, len(self._pairs)))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, (title, field) in enumerate(self._pairs):
            row, column = divmod(place, columns)
            self._grid.addWidget(title, row, 2 * column)
            self._grid.addWidget(field, row, 2 * column + 1)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, column % 2 if column < 2 * columns else 0)


def _title(words: str, field: QWidget) -> QLabel:
    title = QLabel(words)
    title.setTextFormat(Qt.TextFormat.PlainText)
    title.setBuddy(field)
    title.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return title
