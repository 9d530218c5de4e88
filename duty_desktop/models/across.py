"""Duties found in several lists, as the rows of a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from duty_desktop.models.flat_table import DISPLAY_ROLE, FlatTableModel, Index
from duty_desktop.models.overriding import override

if TYPE_CHECKING:
    from duty_desktop.domain.duty import Duty


@dataclass(frozen=True, slots=True)
class FoundDuty:
    """A duty, whose it is, and why it was found."""

    path: Path
    """The database of its list."""
    whose: str
    """昌吉市三工镇（2025年7月）"""
    duty: "Duty"
    why: str = ""


_COLUMNS: tuple[tuple[str, Callable[[FoundDuty], str]], ...] = (
    ("清单", lambda found: found.whose),
    ("编号", lambda found: found.duty.label),
    ("事项名称", lambda found: found.duty.name),
    ("为什么", lambda found: found.why),
)

NAME_COLUMN = 2
"""The column that takes what the others leave."""


class AcrossModel(FlatTableModel):
    """What the last search over all lists has found."""

    def __init__(self, as_tip: Callable[[str], str], parent: QObject | None = None) -> None:
        """Nothing found yet; ``as_tip`` makes plain words into what a tooltip shows."""
        super().__init__([title for title, _ in _COLUMNS], parent)
        self._as_tip = as_tip
        self.rows: Sequence[FoundDuty] = ()

    def show(self, found: Sequence[FoundDuty]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = found
        self.endResetModel()

    def found_at(self, row: int) -> FoundDuty:
        """What stands in a row."""
        return self.rows[row]

    @override
    def data(self, index: Index, role: int = DISPLAY_ROLE) -> Any:
        if not index.isValid():
            return None
        text = _COLUMNS[index.column()][1]
        if role == DISPLAY_ROLE:
            return text(self.rows[index.row()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._as_tip(text(self.rows[index.row()]))
        return None
