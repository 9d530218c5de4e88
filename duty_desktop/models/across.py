"""Duties found in several lists, as the rows of a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from duty_desktop.models.overriding import override

if TYPE_CHECKING:
    from duty_desktop.domain.duty import Duty

_Index = QModelIndex | QPersistentModelIndex


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


class AcrossModel(QAbstractTableModel):
    """What the last search over all lists has found."""

    def __init__(self, as_tip: Callable[[str], str], parent: QObject | None = None) -> None:
        """Nothing found yet; ``as_tip`` makes plain words into what a tooltip shows."""
        super().__init__(parent)
        self._as_tip = as_tip
        self._found: Sequence[FoundDuty] = ()

    def show(self, found: Sequence[FoundDuty]) -> None:
        """Show these."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def found_at(self, row: int) -> FoundDuty:
        """What stands in a row."""
        return self._found[row]

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._found)

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_COLUMNS)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = _COLUMNS[index.column()][1]
        if role == Qt.ItemDataRole.DisplayRole:
            return text(self._found[index.row()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._as_tip(text(self._found[index.row()]))
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section][0]
        return None
