"""The differences between two lists, shown row by row."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from duty_desktop.models.change_rows import ChangeRow
from duty_desktop.models.overriding import override
from duty_desktop.models.roles import RecordRole

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DisplayRole = int(Qt.ItemDataRole.DisplayRole)


class _Column(NamedTuple):
    """What one column says about a row."""

    title: str
    text: Callable[[ChangeRow], str]


COLUMNS = (
    _Column("类型", lambda row: row.topic.words),
    _Column("编号", lambda row: row.number),
    _Column("事项", lambda row: row.name),
)

NAME_COLUMN = len(COLUMNS) - 1


class ChangeTableModel(QAbstractTableModel):
    """Rows that a filter and typed words leave of all there are.

    Attributes:
        every: all rows.
        rows: those shown.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """No rows."""
        super().__init__(parent)
        self.every: tuple[ChangeRow, ...] = ()
        self.rows: tuple[ChangeRow, ...] = ()

    def show(self, rows: Sequence[ChangeRow], wanted: str = "", query: str = "") -> None:
        """Take other rows, and show those of them that are ``wanted`` and hold the query."""
        self.beginResetModel()
        self.every = tuple(rows)
        self.rows = tuple(row for row in rows if row.is_about(wanted) and row.holds(query))
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _DisplayRole:
            return COLUMNS[section].title
        return None

    @override
    def data(self, index: _Index, role: int = _DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _DisplayRole:
            return COLUMNS[index.column()].text(row)
        return row if role == RecordRole else None
