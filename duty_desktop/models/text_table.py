"""A table of plain texts: its columns are data, and each row has the record behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt

from duty_desktop.models.flat_table import (
    ALIGNMENT_ROLE,
    DISPLAY_ROLE,
    FlatTableModel,
    Index,
)
from duty_desktop.models.overriding import override
from duty_desktop.models.roles import RecordRole

_NUMBERS = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class TextColumn:
    """What a column is called and how broad it is."""

    title: str
    width: float
    """Ems that it takes at first."""
    field: str = ""
    """What of the record is written in it; empty where it only tells."""
    number: bool = False
    stretches: bool = False
    """Whether it takes what the others leave."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row: a text for each column, and what it is about."""

    texts: tuple[str, ...]
    record: object = None


class TextTableModel(FlatTableModel):
    """Rows of texts, all given at once.

    Attributes:
        columns: from left to right.
        rows: from top to bottom.
    """

    def __init__(
        self,
        columns: Sequence[TextColumn],
        rows: Sequence[TextRow] = (),
        parent: QObject | None = None,
    ) -> None:
        """Show ``rows``."""
        super().__init__([column.title for column in columns], parent)
        self.columns = tuple(columns)
        self.rows: list[TextRow] = list(rows)

    def show(self, rows: Sequence[TextRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def row_of(self, record: object) -> int | None:
        """The row about ``record``, ``None`` where there is none."""
        return next((at for at, row in enumerate(self.rows) if row.record == record), None)

    def as_text(self, rows: Sequence[int]) -> str:
        """Some rows as lines with tabs between cells, for a spreadsheet."""
        return "\n".join("\t".join(self.rows[row].texts) for row in rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag
        return flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemNeverHasChildren

    @override
    def data(self, index: Index, role: int = DISPLAY_ROLE) -> Any:
        if not index.isValid():
            return None
        if role == DISPLAY_ROLE:
            return self.rows[index.row()].texts[index.column()]
        if role == RecordRole:
            return self.rows[index.row()].record
        if role == ALIGNMENT_ROLE and self.columns[index.column()].number:
            return _NUMBERS
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY_ROLE
    ) -> Any:
        lying = orientation is Qt.Orientation.Horizontal
        if lying and role == ALIGNMENT_ROLE and not self.columns[section].number:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return super().headerData(section, orientation, role)
