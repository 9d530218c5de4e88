"""The differences between two lists, shown row by row."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QObject

from duty_desktop.models.change_rows import ChangeRow
from duty_desktop.models.flat_table import DISPLAY_ROLE, FlatTableModel, Index
from duty_desktop.models.overriding import override
from duty_desktop.models.roles import RecordRole


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


class ChangeTableModel(FlatTableModel):
    """Rows that a filter and typed words leave of all there are.

    Attributes:
        every: all rows.
        rows: those shown.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """No rows."""
        super().__init__([column.title for column in COLUMNS], parent)
        self.every: tuple[ChangeRow, ...] = ()
        self.rows: tuple[ChangeRow, ...] = ()

    def show(self, rows: Sequence[ChangeRow], wanted: str = "", query: str = "") -> None:
        """Take other rows, and show those of them that are ``wanted`` and hold the query."""
        self.beginResetModel()
        self.every = tuple(rows)
        self.rows = tuple(row for row in rows if row.is_about(wanted) and row.holds(query))
        self.endResetModel()

    @override
    def data(self, index: Index, role: int = DISPLAY_ROLE) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == DISPLAY_ROLE:
            return COLUMNS[index.column()].text(row)
        return row if role == RecordRole else None
