"""A table of texts that takes its measures from the font, in the dialogs of this room."""

from typing import cast

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from duty_desktop.models.overriding import override
from duty_desktop.models.roles import RecordRole
from duty_desktop.models.text_table import TextTableModel
from duty_desktop.views.people.cell_delegates import CellDelegate
from duty_desktop.views.plain import choose_rows
from duty_desktop.views.tips import show_tip

_ROW_HEIGHT = 1.7
"""Lines of text."""

_NARROWEST = 3
"""Ems that a column keeps."""

_LEAST_SHARE = 0.75
"""How much of its width the column keeps that takes what the others leave."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EDITING = QAbstractItemView.State.EditingState
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class TextTable(QTableView):
    """Rows to choose from; Ctrl+C copies them for a spreadsheet.

    Signals:
        row_wanted(record): a row was double-clicked, or Enter pressed on it.
        chosen: other rows are selected.
    """

    row_wanted = Signal(object)
    chosen = Signal()

    def __init__(self, model: TextTableModel, called: str) -> None:
        """A table of ``model``; ``called`` is what a screen reader says."""
        super().__init__()
        self._em = 0
        self.rows = model
        self.setModel(model)
        self.setAccessibleName(called)
        choose_rows(self)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Of numbers; the model says where other titles stand.
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.doubleClicked.connect(lambda index: self.row_wanted.emit(index.data(RecordRole)))
        self.selectionModel().selectionChanged.connect(self.chosen)
        self._measure()

    def selected_rows(self) -> list[int]:
        """The selected rows, from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def selected(self) -> list[object]:
        """The records of the selected rows that have one."""
        records = [self.rows.rows[row].record for row in self.selected_rows()]
        return [each for each in records if each is not None]

    def select(self, record: object) -> None:
        """Select the row about ``record``, if there is one."""
        row = self.rows.row_of(record)
        if row is not None:
            self.selectionModel().setCurrentIndex(self.rows.index(row, 0), _SELECT)
            self.scrollTo(self.rows.index(row, 0))

    def copy(self) -> None:
        """Copy the selected rows, all of them where none is."""
        rows = self.selected_rows() or list(range(self.rows.rowCount()))
        QGuiApplication.clipboard().setText(self.rows.as_text(rows))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in _ENTER and self.state() is not _EDITING:
            # An editor passes on the Enter that ends it, while it still is one.
            self._enter()
        else:
            super().keyPressEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            helping = cast(QHelpEvent, event)
            index = self.indexAt(helping.pos())
            show_tip(helping, self, str(index.data() or "") if index.isValid() else "")
            return True
        return super().viewportEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._measure()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def _stretch(self) -> None:
        """Give what is left to the column that takes it, and scroll before it gets unreadable."""
        header = self.horizontalHeader()
        for at, column in enumerate(self.rows.columns):
            if column.stretches:
                others = header.length() - header.sectionSize(at)
                least = round(_LEAST_SHARE * column.width * self._em)
                fits = self.viewport().width() - others >= least
                modes = QHeaderView.ResizeMode
                header.setSectionResizeMode(at, modes.Stretch if fits else modes.Interactive)
                if not fits:
                    header.resizeSection(at, least)

    def _enter(self) -> None:
        if self.currentIndex().isValid():
            self.row_wanted.emit(self.currentIndex().data(RecordRole))

    def _measure(self) -> None:
        """Take heights and widths from the font; widths the user has set keep their proportion."""
        em = self.fontMetrics().horizontalAdvance("事")
        if em == self._em:
            return
        header = self.horizontalHeader()
        for at, column in enumerate(self.rows.columns):
            width = header.sectionSize(at) / self._em if self._em else column.width
            header.resizeSection(at, round(width * em))
        header.setMinimumSectionSize(_NARROWEST * em)
        self._em = em
        self.verticalHeader().setDefaultSectionSize(
            round(_ROW_HEIGHT * self.fontMetrics().height())
        )
        self._stretch()


class StaffTable(TextTable):
    """A table to write in: typing, F2, Enter or a double click opens a cell.

    Signals:
        remove_wanted: Del was pressed.
        add_wanted: Insert was pressed.
        pasted(text): Ctrl+V was pressed.
    """

    remove_wanted = Signal()
    add_wanted = Signal()
    pasted = Signal(str)

    def __init__(self, model: TextTableModel, called: str) -> None:
        """A table of ``model``."""
        super().__init__(model, called)
        self._refused = False
        self.setItemDelegate(CellDelegate(self))
        triggers = QAbstractItemView.EditTrigger
        # Typing writes over the cell at once, as in Excel; an input method's first key does so too.
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )

    def write(self, row: int, column: int = 0) -> None:
        """Open a cell to write in."""
        index = self.rows.index(row, column)
        self.setFocus()
        self.selectionModel().setCurrentIndex(index, _SELECT)
        self.scrollTo(index)
        self.edit(index)

    @property
    def editor(self) -> QWidget | None:
        """What a cell is just being written in."""
        return self.indexWidget(self.currentIndex()) if self.state() is _EDITING else None

    def settle(self) -> bool:
        """Note what is being written in a cell; whether it could be, or stays there."""
        editor = self.editor
        if editor is not None:
            self.commitData(editor)
            if self._refused:
                return False
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        return True

    def refuse(self) -> None:
        """Hear that what was just written was not noted."""
        self._refused = True

    def give_back(self) -> bool:
        """Show in the cell what is noted; whether anything else was being written there."""
        editor = self.editor
        if editor is not None:
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        return editor is not None

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Qt frames the first cell and selects no row: the buttons would do nothing with it.
        by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        if not by_mouse and not self.selectionModel().hasSelection():
            self.selectionModel().setCurrentIndex(self.currentIndex(), _SELECT)

    @override
    def commitData(self, editor: QWidget) -> None:
        self._refused = False
        super().commitData(editor)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        reverts = hint is QAbstractItemDelegate.EndEditHint.RevertModelCache
        # Refused while the user went to another window: it stays, to be seen when that closes.
        if reverts or self.isActiveWindow() or not self._refused:
            super().closeEditor(editor, hint)

    @override
    def rowsAboutToBeRemoved(
        self, parent: QModelIndex | QPersistentModelIndex, start: int, end: int
    ) -> None:
        # What is written in a row goes with it; Qt would try to note it as the cell goes.
        if start <= self.currentIndex().row() <= end:
            self.give_back()
        super().rowsAboutToBeRemoved(parent, start, end)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.add_wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def _enter(self) -> None:
        index = self.currentIndex()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
