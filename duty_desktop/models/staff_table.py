"""Offices or people as a table to write in, with an empty row at its end for one more."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from duty_desktop.domain.assignment import Key
from duty_desktop.models.overriding import override
from duty_desktop.models.roles import RecordRole
from duty_desktop.models.text_table import TextColumn, TextRow, TextTableModel

_Index = QModelIndex | QPersistentModelIndex
_DisplayRole = int(Qt.ItemDataRole.DisplayRole)
_EditRole = int(Qt.ItemDataRole.EditRole)

Enter: TypeAlias = Callable[[Key | None, str, str], bool]
"""Writes a text into a field of whom the key names, or of somebody new; whether that was done."""


class StaffTableModel(TextTableModel):
    """Rows that are written in through ``enter``, which shows the rows as they are then.

    A row is known by its record's key, the empty one by ``None``. Rows that stay keep what points
    to them: the selection, and an editor that goes on to the next cell.
    """

    def __init__(
        self,
        columns: Sequence[TextColumn],
        invitation: str,
        enter: Enter,
        parent: QObject | None = None,
    ) -> None:
        """No rows but the empty one, in which ``invitation`` stands."""
        self._empty = TextRow((invitation, *("" for _ in columns[1:])), None)
        super().__init__(columns, [self._empty], parent)
        self._enter = enter
        self._adding = False

    @property
    def empty_row(self) -> int:
        """Where one more is written."""
        return len(self.rows) - 1

    @override
    def as_text(self, rows: Sequence[int]) -> str:
        return super().as_text([row for row in rows if row != self.empty_row])

    @override
    def show(self, rows: Sequence[TextRow]) -> None:
        wanted = [*rows, self._empty]
        keys = {row.record for row in wanted}
        known = {row.record for row in self.rows}
        new = [row for row in wanted if row.record not in known]
        if self._adding and len(new) == 1:
            # The row that was written in is the new one's; another empty one follows it.
            self._adding = False
            self.rows[-1] = new[0]
            new = [self._empty]
        for at in reversed(range(len(self.rows))):
            if self.rows[at].record not in keys:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self.rows[at]
                self.endRemoveRows()
        if new:
            end = len(self.rows)
            self.beginInsertRows(QModelIndex(), end, end + len(new) - 1)
            self.rows += new
            self.endInsertRows()
        self._arrange(wanted)

    def _arrange(self, wanted: list[TextRow]) -> None:
        """Put the rows, of which all are there, in this order with these texts."""
        before = [row.record for row in self.rows]
        if before != [row.record for row in wanted]:
            self.layoutAboutToBeChanged.emit()
            place = {row.record: at for at, row in enumerate(wanted)}
            moved = self.persistentIndexList()
            self.rows = wanted
            self.changePersistentIndexList(
                moved, [self.index(place[before[old.row()]], old.column()) for old in moved]
            )
            self.layoutChanged.emit()
        self.rows = wanted
        self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, len(self.columns) - 1))

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags
        writable = bool(self.columns[index.column()].field)
        if index.row() == self.empty_row:
            writable = index.column() == 0
        return flags | Qt.ItemFlag.ItemIsEditable if writable else flags

    @override
    def data(self, index: _Index, role: int = _DisplayRole) -> Any:
        if role == _EditRole and index.isValid():
            return "" if index.row() == self.empty_row else super().data(index)
        return super().data(index, role)

    @override
    def setData(self, index: _Index, value: Any, role: int = _EditRole) -> bool:
        if role != _EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        text = str(value)
        if text == self.data(index, _EditRole):
            return True
        self._adding = index.row() == self.empty_row
        try:
            return self._enter(index.data(RecordRole), self.columns[index.column()].field, text)
        finally:
            self._adding = False
