"""What flat tables have in common: rows under titles, nothing below them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from duty_desktop.models.overriding import override

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()

DISPLAY_ROLE = int(Qt.ItemDataRole.DisplayRole)
ALIGNMENT_ROLE = int(Qt.ItemDataRole.TextAlignmentRole)


class FlatTableModel(QAbstractTableModel):
    """Rows under titles; what a cell says is the model's own.

    Attributes:
        titles: of the columns, from left to right.
        rows: what the rows are about, from top to bottom.
    """

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        """No rows yet."""
        super().__init__(parent)
        self.titles = tuple(titles)
        self.rows: Sequence[Any] = ()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.titles)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY_ROLE
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == DISPLAY_ROLE:
            return self.titles[section]
        return None
