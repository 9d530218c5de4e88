"""Names to tick off in a list."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from duty_desktop.models.overriding import override

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DisplayRole = int(Qt.ItemDataRole.DisplayRole)
_CheckRole = int(Qt.ItemDataRole.CheckStateRole)
_ToolTipRole = int(Qt.ItemDataRole.ToolTipRole)


class ChecklistModel(QAbstractListModel):
    """One row for each name, ticked or not.

    Attributes:
        names: what may be ticked, from top to bottom.

    Signals:
        ticked: other names are ticked than before.
    """

    ticked = Signal()

    def __init__(self, names: Sequence[str], parent: QObject | None = None) -> None:
        """None of ``names`` is ticked."""
        super().__init__(parent)
        self.names = tuple(names)
        self._ticked: frozenset[str] = frozenset()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ticked names, from top to bottom."""
        return tuple(name for name in self.names if name in self._ticked)

    def choose(self, names: Collection[str]) -> None:
        """Tick these names and no others; what is not in the list is left out."""
        wanted = frozenset(names) & frozenset(self.names)
        if wanted == self._ticked:
            return
        self._ticked = wanted
        if self.names:
            last = self.index(len(self.names) - 1)
            self.dataChanged.emit(self.index(0), last, [_CheckRole])
        self.ticked.emit()

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.names)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag
        return (
            flags.ItemIsEnabled
            | flags.ItemIsSelectable
            | flags.ItemIsUserCheckable
            | flags.ItemNeverHasChildren
        )

    @override
    def data(self, index: _Index, role: int = _DisplayRole) -> Any:
        if not index.isValid():
            return None
        name = self.names[index.row()]
        if role in (_DisplayRole, _ToolTipRole):
            return name
        if role == _CheckRole:
            return Qt.CheckState.Checked if name in self._ticked else Qt.CheckState.Unchecked
        return None

    @override
    def setData(self, index: _Index, value: Any, role: int = _DisplayRole) -> bool:
        if not index.isValid() or role != _CheckRole:
            return False
        name = self.names[index.row()]
        checked = Qt.CheckState(value) is Qt.CheckState.Checked
        self._ticked = self._ticked | {name} if checked else self._ticked - {name}
        self.dataChanged.emit(index, index, [_CheckRole])
        self.ticked.emit()
        return True
