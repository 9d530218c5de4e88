"""The duties shown in the table, fetched when they are drawn."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from duty_desktop.models.columns import COLUMNS, NAME_COLUMN
from duty_desktop.models.overriding import override
from duty_desktop.models.roles import RecordRole, SortRole

if TYPE_CHECKING:
    from duty_desktop.domain.duty import Duty

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DisplayRole = int(Qt.ItemDataRole.DisplayRole)


class DutyTableModel(QAbstractTableModel):
    """Rows of duties in the order given, or sorted by a column on top of it.

    The model holds places in the list of duties, not copies of their words.

    Attributes:
        columns: what its columns say, from left to right.
        name_column: the place of the duty's name among them.
        duties: every duty there is; a row is a place in it.
    """

    columns = COLUMNS
    name_column = NAME_COLUMN

    def __init__(self, duties: "Sequence[Duty]", parent: QObject | None = None) -> None:
        """Show every duty in the order given."""
        super().__init__(parent)
        self.duties = duties
        self._given = list(range(len(duties)))
        self._rows = self._given
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def show(self, places: Iterable[int]) -> None:
        """Show the duties at these places, in this order unless a column sorts them."""
        self.beginResetModel()
        self._given = list(places)
        self._rows = self._in_order()
        self.endResetModel()

    def duty_at(self, row: int) -> "Duty":
        """The duty in this row."""
        return self.duties[self._rows[row]]

    def row_of(self, duty: "Duty") -> int | None:
        """The row that shows this duty, ``None`` where it is not shown."""
        rows = (row for row, place in enumerate(self._rows) if self.duties[place].id == duty.id)
        return next(rows, None)

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def data(self, index: _Index, role: int = _DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == _DisplayRole:
            return COLUMNS[index.column()].text(self.duty_at(index.row()))
        if role == RecordRole:
            return self.duty_at(index.row())
        if role == SortRole:
            return COLUMNS[index.column()].sort_key(self.duty_at(index.row()))
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DisplayRole
    ) -> Any:
        if role == _DisplayRole and orientation is Qt.Orientation.Horizontal:
            return COLUMNS[section].title
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, equal rows in the order given; a column of -1 takes sorting off."""
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        self._sorted_by = (column, order) if 0 <= column < len(COLUMNS) else None
        self._rows = self._in_order()
        row_of_place = {place: row for row, place in enumerate(self._rows)}
        moved = self.persistentIndexList()
        self.changePersistentIndexList(
            moved,
            [self.index(row_of_place[before[old.row()]], old.column()) for old in moved],
        )
        self.layoutChanged.emit()

    def _in_order(self) -> list[int]:
        if self._sorted_by is None:
            return self._given
        column, order = self._sorted_by
        key = COLUMNS[column].sort_key
        return sorted(
            self._given,
            key=lambda place: key(self.duties[place]),
            reverse=order is Qt.SortOrder.DescendingOrder,
        )
