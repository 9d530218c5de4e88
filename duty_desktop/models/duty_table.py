"""The duties shown in the table, fetched when they are drawn."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from duty_desktop.models.columns import COLUMNS, NAME_COLUMN
from duty_desktop.models.overriding import override
from duty_desktop.models.roles import ReasonsRole, RecordRole, SortRole

if TYPE_CHECKING:
    from duty_desktop.domain.duty import Duty

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DisplayRole = int(Qt.ItemDataRole.DisplayRole)
_CHOOSABLE = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)
_DIVIDER = -1
"""Stands among the places where the line 可能相关 is."""

Reasons = Callable[[int], tuple[str, ...]]
"""Why the duty at a place is shown, where that is not plain to see."""


def plain_to_see(_place: int) -> tuple[str, ...]:
    """No reasons."""
    return ()


class DutyTableModel(QAbstractTableModel):
    """Rows of duties in the order given, or sorted by a column on top of it.

    The model holds places in the list of duties, not copies of their words. Duties that are only
    maybe meant stand below a row of their own, the divider, which is nothing to choose.

    Attributes:
        columns: what its columns say, from left to right.
        name_column: the place of the duty's name among them.
        duties: every duty there is; a row is a place in it.
        divider: the row of the line 可能相关, ``None`` where there is none.
        sure, maybe: how many duties stand above the divider, and below it.
    """

    columns = COLUMNS
    name_column = NAME_COLUMN

    def __init__(self, duties: "Sequence[Duty]", parent: QObject | None = None) -> None:
        """Show every duty in the order given."""
        super().__init__(parent)
        self.duties = duties
        self._place_of = {id(duty): place for place, duty in enumerate(duties)}
        self._reasons: Reasons = plain_to_see
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._take(range(len(duties)), ())

    def show(
        self,
        places: Iterable[int],
        maybe: Iterable[int] = (),
        reasons: Reasons = plain_to_see,
    ) -> None:
        """Show the duties at these places, in this order unless a column sorts them.

        Those at the places ``maybe`` stand below the divider. ``reasons`` say why they are
        shown.
        """
        self.beginResetModel()
        self._reasons = reasons
        self._take(places, maybe)
        self.endResetModel()

    def _take(self, places: Iterable[int], maybe: Iterable[int]) -> None:
        self._given = (list(places), list(maybe))
        self.sure, self.maybe = map(len, self._given)
        self.divider = self.sure if self.maybe else None
        self._rows = self._in_order()

    @property
    def count(self) -> int:
        """How many duties are shown, on both sides of the divider."""
        return self.sure + self.maybe

    @property
    def divider_text(self) -> str:
        """What the divider says."""
        return f"可能相关 {self.maybe} 项"

    def duty_at(self, row: int) -> "Duty":
        """The duty in this row; ``LookupError`` for the divider, which is none."""
        if row == self.divider:
            raise LookupError(row)
        return self.duties[self._rows[row]]

    def row_of(self, duty: "Duty") -> int | None:
        """The row that shows this duty, ``None`` where it is not shown."""
        place = self._place_of.get(id(duty))
        return self._rows.index(place) if place in self._rows else None

    def step_from(self, row: int, rows: int) -> int | None:
        """The row so many duties below another, or above; ``None`` where there is none."""
        wanted = row + rows
        if self.divider is not None and (wanted - self.divider) * (row - self.divider) <= 0:
            wanted += 1 if rows > 0 else -1
        return wanted if 0 <= wanted < len(self._rows) and wanted != self.divider else None

    def standing(self, row: int) -> tuple[int, int]:
        """Which duty of how many on its side of the divider a row shows, the first being 1."""
        if self.divider is None or row < self.divider:
            return row + 1, self.sure
        return row - self.divider, self.maybe

    @property
    def first_row(self) -> int:
        """The first row that shows a duty."""
        return 1 if self.divider == 0 else 0

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or index.row() == self.divider:
            return Qt.ItemFlag.NoItemFlags
        return _CHOOSABLE

    @override
    def data(self, index: _Index, role: int = _DisplayRole) -> Any:
        if not index.isValid():
            return None
        place = self._rows[index.row()]
        if place == _DIVIDER:
            return self.divider_text if role == _DisplayRole else None
        if role == _DisplayRole:
            return COLUMNS[index.column()].text(self.duties[place])
        if role == RecordRole:
            return self.duties[place]
        if role == ReasonsRole:
            return self._reasons(place)
        if role == SortRole:
            return COLUMNS[index.column()].sort_key(self.duties[place])
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
        """Sort both sides of the divider by a column, equal rows in the order given.

        A column of -1 takes sorting off.
        """
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
        sure, maybe = map(self._sorted, self._given)
        return [*sure, _DIVIDER, *maybe] if maybe else sure

    def _sorted(self, places: list[int]) -> list[int]:
        if self._sorted_by is None:
            return places
        column, order = self._sorted_by
        key = COLUMNS[column].sort_key
        return sorted(
            places,
            key=lambda place: key(self.duties[place]),
            reverse=order is Qt.SortOrder.DescendingOrder,
        )
