"""The tree of branches for Qt: a thin adapter over ``Branch``."""

from collections.abc import Collection
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from duty_desktop.models.branches import Branch
from duty_desktop.models.overriding import override
from duty_desktop.models.roles import COUNT_COLUMN, TITLE_COLUMN, RecordRole

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DisplayRole = int(Qt.ItemDataRole.DisplayRole)
_COLUMNS = 2
_AlignRole = int(Qt.ItemDataRole.TextAlignmentRole)


class BranchTreeModel(QAbstractItemModel):
    """Titles of branches and how many of their duties are found.

    Attributes:
        root: the branch whose children stand at the top; it is not shown itself.
    """

    def __init__(self, root: Branch, parent: QObject | None = None) -> None:
        """Show what is under ``root``."""
        super().__init__(parent)
        self.root = root
        self._nodes = list(root.walk())
        # An index carries its branch's number; the root's is 0, as an invalid index's is.
        self._number = {id(node): number for number, node in enumerate(self._nodes)}
        self._below = [[self._number[id(child)] for child in node.children] for node in self._nodes]
        # The tree never changes its shape, and a view asks for hundreds of indexes with each paint.
        self._indexes = [
            [self.createIndex(node.row, column, number) for column in range(_COLUMNS)]
            for number, node in enumerate(self._nodes)
        ]
        self._above = [
            QModelIndex() if node.parent in (None, root) else self.index_of(node.parent)
            for node in self._nodes
        ]

    def count_found(self, found: Collection[int]) -> None:
        """Let every count follow what is found now."""
        before = [node.count for node in self._nodes]
        self.root.count_found(found)
        changed = [
            node for node, count in zip(self._nodes, before, strict=True) if node.count != count
        ]
        for parent, children in groupby(changed, key=lambda node: node.parent):
            if parent is not None:
                rows = [child.row for child in children]
                first = self.index_of(parent.children[min(rows)], TITLE_COLUMN)
                last = self.index_of(parent.children[max(rows)], COUNT_COLUMN)
                self.dataChanged.emit(first, last)

    def branch(self, index: _Index) -> Branch:
        """The branch at an index; the root for an invalid one."""
        return self._nodes[index.internalId()] if index.isValid() else self.root

    def index_of(self, branch: Branch, column: int = TITLE_COLUMN) -> QModelIndex:
        """Where a branch stands; an invalid index for the root."""
        if branch is self.root:
            return QModelIndex()
        return self._indexes[self._number[id(branch)]][column]

    @override
    def index(self, row: int, column: int, parent: _Index = _NOWHERE) -> QModelIndex:
        below = self._below[parent.internalId()] if parent.column() <= 0 else []
        if not (0 <= row < len(below) and 0 <= column < _COLUMNS):
            return QModelIndex()
        return self._indexes[below[row]][column]

    @override
    def sibling(self, row: int, column: int, index: _Index) -> QModelIndex:
        # Asked for every cell that is painted; the same branch needs no way round by its parent.
        if row == index.row() and 0 <= column < _COLUMNS:
            return self._indexes[index.internalId()][column]
        return self.index(row, column, self.parent(index))

    @override
    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent()
        return self._above[index.internalId()] if index.isValid() else _NOWHERE

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self._below[parent.internalId()])

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.column() > 0 else _COLUMNS

    @override
    def data(self, index: _Index, role: int = _DisplayRole) -> Any:
        if not index.isValid():
            return None
        branch = self.branch(index)
        if role == _DisplayRole:
            return branch.title if index.column() == TITLE_COLUMN else str(branch.count)
        if role == RecordRole:
            return branch
        if role == _AlignRole and index.column() == COUNT_COLUMN:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None
