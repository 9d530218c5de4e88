"""The duties shown in the table, fetched when they are drawn."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from duty_desktop.models.columns import COLUMNS, NAME_COLUMN, Column
from duty_desktop.models.overriding import override
from duty_desktop.models.roles import ReasonsRole, RecordRole, SortRole

if TYPE_CHECKING:
    from duty_desktop.domain.duty import Duty

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DisplayRole = int(Qt.ItemDataRole.DisplayRole)
_SpokenRole = int(Qt.ItemDataRole.AccessibleTextRole)
_CHOOSABLE = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)
_DIVIDER = -1
"""Stands among the places where the line 可能相关 is."""

_MOST_STEPS = 200
"""Runs of rows that are put in or taken out one by one; with more the table is filled anew."""

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

    name_column = NAME_COLUMN

    def __init__(
        self,
        duties: "Sequence[Duty]",
        parent: QObject | None = None,
        columns: Sequence[Column] = COLUMNS,
    ) -> None:
        """Show every duty in the order given."""
        super().__init__(parent)
        self.columns = columns
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

    def follow(
        self,
        places: Iterable[int],
        maybe: Iterable[int] = (),
        reasons: Reasons = plain_to_see,
        held: Iterable[int] = (),
    ) -> bool:
        """Show the duties at these places, letting rows that stay stand where they are.

        The view's current and selected rows stay so. What is sorted by a column is not sorted
        again: nothing moves because its cells say something else now. Rows that are ``held`` stay,
        wanted or not; whether any stays for that alone.
        """
        given = (list(places), list(maybe))
        holding = self._hold(held, given)
        sure, loose = map(self._sorted, given)
        end = len(self._rows) if self.divider is None else self.divider
        sure, above = _settled(self._rows[:end], sure)
        loose, below = _settled(self._rows[end + 1 :], loose)
        wanted = [*sure, _DIVIDER, *loose] if loose else sure
        # A duty that was maybe meant and is sure now does not stay where it is.
        staying = above | below
        if loose and self.divider is not None:
            staying.add(_DIVIDER)
        gone = _runs([row for row, place in enumerate(self._rows) if place not in staying])
        new = _runs([row for row, place in enumerate(wanted) if place not in staying])
        if len(gone) + len(new) > _MOST_STEPS:
            self.show(*given, reasons)
            return holding
        self._reasons = reasons
        for first, last in reversed(gone):
            self.beginRemoveRows(_NOWHERE, first, last)
            self._lay(self._rows[:first] + self._rows[last + 1 :])
            self.endRemoveRows()
        for first, last in new:
            self.beginInsertRows(_NOWHERE, first, last)
            self._lay(self._rows[:first] + wanted[first : last + 1] + self._rows[first:])
            self.endInsertRows()
        self._given = given
        self.sure, self.maybe = map(len, given)
        self._say_again()
        return holding

    def _hold(self, rows: Iterable[int], given: tuple[list[int], list[int]]) -> bool:
        """Put what stands in these rows among the duties given, on its side of the divider."""
        there = {*given[0], *given[1], _DIVIDER}
        holding = False
        for row in rows:
            place = self._rows[row]
            if place not in there:
                below = self.divider is not None and row > self.divider
                given[below].append(place)
                holding = True
        return holding

    def _say_again(self) -> None:
        """Let the cells be drawn again: what they say may be something else now."""
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _take(self, places: Iterable[int], maybe: Iterable[int]) -> None:
        self._given = (list(places), list(maybe))
        self.sure, self.maybe = map(len, self._given)
        self._lay(self._in_order(self._given))

    def _lay(self, rows: list[int]) -> None:
        """Take these rows, among them perhaps the divider."""
        self._rows = rows
        self.divider = rows.index(_DIVIDER) if _DIVIDER in rows else None

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
        return 0 if parent.isValid() else len(self.columns)

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
            return self.columns[index.column()].text(self.duties[place])
        if role == RecordRole:
            return self.duties[place]
        if role == ReasonsRole:
            return self._notes(place, index.column())
        if role == SortRole:
            return self.columns[index.column()].sort_key(self.duties[place])
        if role == _SpokenRole:
            text = self.columns[index.column()].text(self.duties[place])
            return "，".join((text, *self._notes(place, index.column())))
        return None

    def _notes(self, place: int, column: int) -> tuple[str, ...]:
        """What stands small in a cell."""
        if column == NAME_COLUMN:
            return self._reasons(place)
        return self.columns[column].note(self.duties[place])

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DisplayRole
    ) -> Any:
        if role == _DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self.columns[section].title
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort both sides of the divider by a column, equal rows in the order given.

        A column of -1 takes sorting off.
        """
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self._rows = self._in_order(self._given)
        row_of_place = {place: row for row, place in enumerate(self._rows)}
        moved = self.persistentIndexList()
        self.changePersistentIndexList(
            moved,
            [self.index(row_of_place[before[old.row()]], old.column()) for old in moved],
        )
        self.layoutChanged.emit()

    def _in_order(self, given: tuple[list[int], list[int]]) -> list[int]:
        sure, maybe = map(self._sorted, given)
        return [*sure, _DIVIDER, *maybe] if maybe else sure

    def _sorted(self, places: list[int]) -> list[int]:
        if self._sorted_by is None:
            return places
        column, order = self._sorted_by
        key = self.columns[column].sort_key
        return sorted(
            places,
            key=lambda place: key(self.duties[place]),
            reverse=order is Qt.SortOrder.DescendingOrder,
        )


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last of each run of ascending rows without a gap."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def _settled(before: Sequence[int], wanted: Sequence[int]) -> tuple[list[int], set[int]]:
    """The places wanted, those that were there before in the order that they had; and these.

    Whatever is new follows what it follows in ``wanted``.
    """
    staying = {*before} & {*wanted}
    after: dict[int | None, list[int]] = {None: []}
    last: int | None = None
    for place in wanted:
        if place in staying:
            last = place
            after[last] = [place]
        else:
            after[last].append(place)
    order = [None, *(place for place in before if place in staying)]
    return [place for each in order for place in after[each]], staying
