"""A table whose rows are chosen as a whole, for both dialogs of this room."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from duty_desktop.models.overriding import override
from duty_desktop.views.plain import choose_rows
from duty_desktop.views.tips import show_tip

_ROW_HEIGHT = 1.5
"""Of a row, in lines of text."""

_NARROWEST = 3.0
"""Ems that a column keeps."""


class RowTable(QTableView):
    """Rows of one line, their full words in a tooltip, measured in the font's ems.

    Signals:
        current_changed: another row, or none, is the current one.
        left_upwards: the user goes up from the first row.
        copy_wanted: the user copies the selected rows.
        toggled: the user presses the space bar on the current row.
    """

    current_changed = Signal()
    left_upwards = Signal()
    copy_wanted = Signal()
    toggled = Signal()

    def __init__(
        self, model: QAbstractTableModel, widths: Sequence[float], stretched: Sequence[int]
    ) -> None:
        """Show ``model`` in columns of so many ems; the ``stretched`` share what is left."""
        super().__init__()
        self._widths = tuple(widths)
        self._em = 0
        choose_rows(self)
        self.setAlternatingRowColors(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setModel(model)
        header = self.horizontalHeader()
        for place in stretched:
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self._measure()

    def chosen_rows(self) -> list[int]:
        """The selected rows, from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def step(self, rows: int) -> None:
        """Go so many rows down, or up, as far as there are rows."""
        row = self.currentIndex().row() + rows
        if 0 <= row < self.model().rowCount():
            self.selectRow(row)

    @override
    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.current_changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() == Qt.Key.Key_Up and plain and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        elif event.key() == Qt.Key.Key_Space and plain:
            self.toggled.emit()
        else:
            super().keyPressEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            show_tip(event, self, str(index.data() or "") if index.isValid() else "")
            return True
        return super().viewportEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.model() is not None:
            self._measure()

    def _measure(self) -> None:
        """Take heights and widths from the font; widths the user has set keep their proportion."""
        em = self.fontMetrics().horizontalAdvance("事")
        if em == self._em:
            return
        header = self.horizontalHeader()
        header.setMinimumSectionSize(round(_NARROWEST * em))
        for place, ems in enumerate(self._widths):
            width = header.sectionSize(place) / self._em if self._em else ems
            header.resizeSection(place, round(width * em))
        self._em = em
        line = round(_ROW_HEIGHT * self.fontMetrics().lineSpacing())
        self.verticalHeader().setDefaultSectionSize(line)
