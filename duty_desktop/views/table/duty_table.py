"""The table in the middle: the duties that are shown."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from duty_desktop.models.overriding import override
from duty_desktop.views.passing_on import PassesOn
from duty_desktop.views.plain import choose_rows
from duty_desktop.views.searching.field import SearchField
from duty_desktop.views.zoom import Zoom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duty_desktop.domain.duty import Duty
    from duty_desktop.models.columns import Column
    from duty_desktop.models.duty_table import DutyTableModel
    from duty_desktop.models.results import Spans
    from duty_desktop.views.memory import WindowMemory

_NARROWEST = 3.5
"""Ems that the narrowest column keeps."""

_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class DutyTable(PassesOn, QTableView):
    """Duties to choose from, one or several.

    Signals:
        current_changed: another duty, or none, is the current one.
        selection_changed: other rows are selected.
        left_upwards: the user goes back to the search field.
    """

    current_changed = Signal()
    selection_changed = Signal()
    left_upwards = Signal()

    def __init__(self, field: SearchField, zoom: Zoom) -> None:
        """An empty table; what is typed here goes into ``field``."""
        super().__init__()
        self._field = field
        self._zoom = zoom
        self._em = 0
        self._low_row: int | None = None
        self._unwanted: set[str] = set()
        self._noted = False
        self.setAccessibleName("事项列表")
        self.setFrameShape(QFrame.Shape.NoFrame)
        choose_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_duties(self, model: "DutyTableModel") -> None:
        """Show ``model`` from now on."""
        from duty_desktop.views.table.duty_delegate import DutyDelegate

        self._model = model
        self.delegate = DutyDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(self._model.name_column, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        for moved in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            moved.connect(self._measure_divider)
        self._measure()
        self._unwanted = {column.key for column in model.columns if not column.shown}
        self._show_columns()

    def reset_columns(self) -> None:
        """Widths and order as at the first start, in the official order."""
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for place, column in enumerate(self._model.columns):
            header.moveSection(header.visualIndex(place), place)
            header.resizeSection(place, round(column.width * self._em))
        self._unwanted = {column.key for column in self._model.columns if not column.shown}
        self._show_columns()

    def keep_columns(self, memory: "WindowMemory") -> None:
        """Remember widths, order, and what is shown."""
        memory.keep("layout/columns", self.horizontalHeader().saveState())
        memory.keep("layout/columns-known", [column.key for column in self._model.columns])
        memory.keep("layout/columns-hidden", sorted(self._unwanted))

    def restore_columns(self, memory: "WindowMemory") -> None:
        """Take up what was remembered, perhaps by a program that had fewer columns."""
        header, state = self.horizontalHeader(), memory.state("layout/columns")
        if state.isEmpty() or not header.restoreState(state):
            return
        columns = self._model.columns
        official = [column.key for column in columns if not column.is_town]
        known = memory.names("layout/columns-known") or official
        hidden = memory.names("layout/columns-hidden") or []
        for place, column in enumerate(columns):
            if column.key in known:
                self._unwanted.discard(column.key)
            else:
                header.resizeSection(place, round(column.width * self._em))
        name = columns[self._model.name_column].key
        self._unwanted |= {c.key for c in columns if c.key in hidden and c.key != name}
        self._show_columns()

    def show_noted(self, *, noted: bool) -> None:
        """Show the town's own columns, or none of them where nothing is noted."""
        if self._noted != noted:
            self._noted = noted
            self._show_columns()

    def choosable_columns(self) -> "Iterator[tuple[Column, bool]]":
        """The columns that may be shown or not, and whether they are."""
        for place, column in enumerate(self._model.columns):
            if place != self._model.name_column and (self._noted or not column.is_town):
                yield column, column.key not in self._unwanted

    def want_column(self, key: str, *, shown: bool) -> None:
        """Show a column from now on, or not."""
        if shown:
            self._unwanted.discard(key)
        else:
            self._unwanted.add(key)
        self._show_columns()

    def _show_columns(self) -> None:
        header = self.horizontalHeader()
        for place, column in enumerate(self._model.columns):
            absent = column.is_town and not self._noted
            header.setSectionHidden(place, absent or column.key in self._unwanted)
        # Nobody would know by what the rows are sorted.
        if header.isSectionHidden(header.sortIndicatorSection()):
            self.sort_as_found()

    def mark(self, spans: "Spans") -> None:
        """Mark hits from now on, in whatever is painted next."""
        self.delegate.spans = spans

    def current_duty(self) -> "Duty | None":
        """The duty that the keyboard is at."""
        index = self.currentIndex()
        shown = index.isValid() and index.row() != self._model.divider
        return self._model.duty_at(index.row()) if shown else None

    def selected_duties(self) -> "list[Duty]":
        """The selected duties, in the order of the rows."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._model.duty_at(row) for row in rows if row != self._model.divider]

    def select_row(self, row: int) -> None:
        """Make a row the current and only selected one; nothing where it shows no duty."""
        if 0 <= row < self._model.rowCount() and row != self._model.divider:
            self.selectionModel().setCurrentIndex(
                self._model.index(row, self._model.name_column), _ROW
            )

    def step(self, rows: int) -> None:
        """Go so many duties down, or up."""
        row = self._model.step_from(self.currentIndex().row(), rows)
        if row is not None:
            self.select_row(row)

    def sort_as_found(self) -> None:
        """Take sorting by a column off; the header shows it."""
        header = self.horizontalHeader()
        if 0 <= header.sortIndicatorSection() < len(self._model.columns):
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def rows_as_text(self) -> str:
        """The selected rows as lines with tabs between cells, for a spreadsheet."""
        header = self.horizontalHeader()
        columns = sorted(range(len(self._model.columns)), key=header.visualIndex)
        columns = [column for column in columns if not header.isSectionHidden(column)]
        return "\n".join(
            "\t".join(self._model.columns[column].text(duty) for column in columns)
            for duty in self.selected_duties()
        )

    @override
    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        if current.row() != previous.row():
            self._repaint_row(previous.row())
            self._repaint_row(current.row())
            self.current_changed.emit()

    @override
    def selectionChanged(self, selected: Any, deselected: Any) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        if self.model() is not None:
            self._repaint_row(self.currentIndex().row())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.model() is not None:
            self._repaint_row(self.currentIndex().row())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        first = self._model.first_row
        if event.key() == Qt.Key.Key_Up and plain and self.currentIndex().row() <= first:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row: a row is chosen as a whole.

        The line 可能相关 is stepped over.
        """
        model, column = self._model, self._model.name_column
        if action is QAbstractItemView.CursorAction.MoveHome:
            return model.index(model.first_row, column)
        if action is QAbstractItemView.CursorAction.MoveEnd:
            return model.index(model.rowCount() - 1, column)
        found = super().moveCursor(action, modifiers)
        if not found.isValid() or found.row() != model.divider:
            return found
        down = found.row() > self.currentIndex().row() or found.row() == 0
        return found.siblingAtRow(found.row() + (1 if down else -1))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.model() is not None:
            self._measure()

    def _repaint_row(self, row: int) -> None:
        """Paint a whole row again: its frame shows where the keyboard is."""
        for column in range(len(self._model.columns)):
            self.update(self._model.index(row, column))

    def _measure(self) -> None:
        """Take heights and widths from the font; widths the user has set keep their proportion."""
        em = self.fontMetrics().horizontalAdvance("事")
        if em == self._em:
            return
        header = self.horizontalHeader()
        for place, column in enumerate(self._model.columns):
            hidden = header.isSectionHidden(place)
            header.showSection(place)  # its width is not told otherwise
            width = header.sectionSize(place) / self._em if self._em else column.width
            header.resizeSection(place, round(width * em))
            header.setSectionHidden(place, hidden)
        header.setMinimumSectionSize(round(_NARROWEST * em))
        self._em = em
        self.verticalHeader().setDefaultSectionSize(self.delegate.row_height(self.font()))
        self._measure_divider()

    def _measure_divider(self) -> None:
        """Let the line 可能相关 be lower than the rows, which all have one height."""
        header, divider = self.verticalHeader(), self._model.divider
        if self._low_row is not None and self._low_row < header.count():
            header.resizeSection(self._low_row, header.defaultSectionSize())
        self._low_row = divider
        if divider is not None:
            header.resizeSection(divider, self.delegate.divider_height(self.font()))
