"""The tree of branches for Qt: a thin adapter over ``Branch``."""

from collections.abc import Collection, Sequence
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
        """Show what is under ``root``; its branches stay, the town's follow them."""
        super().__init__(parent)
        self.root = root
        self._official = len(root.children)
        # An index carries its branch's number; the root's is 0, as an invalid index's is. Branches
        # that are gone keep theirs: nothing else may be taken for them.
        self._nodes: list[Branch] = []
        self._number: dict[int, int] = {}
        # A view asks for hundreds of indexes with each paint: all are made when a branch is placed.
        self._below: list[list[int]] = []
        self._indexes: list[list[QModelIndex]] = []
        self._above: list[QModelIndex] = []
        self._enter(root)
        for node in root.walk():
            self._arrange(node)
        self._shown = list(root.walk())

    def show_town(self, branches: Sequence[Branch], kept: Collection[str] = ()) -> None:
        """Let these branches of the town stand behind the official ones.

        What was there stays the same to the view, under its key. Branches with a key among ``kept``
        stay, empty, where they would be gone.
        """
        self._merge(self.root, branches, kept, self._official)
        self._shown = list(self.root.walk())

    def _merge(
        self, parent: Branch, wanted: Sequence[Branch], kept: Collection[str], first: int = 0
    ) -> None:
        """Let the children of a branch, from the ``first`` on, become what is wanted."""
        wanted = list(wanted)
        there = {branch.key for branch in wanted}
        for child in parent.children[first:]:
            if child.key in kept and child.key not in there:
                wanted.insert(child.row - first, Branch(child.key, child.title))
        there = {branch.key for branch in wanted}
        for child in reversed(parent.children[first:]):
            if child.key not in there:
                self._take_out(child)
        for row, branch in enumerate(wanted, first):
            self._settle(parent, row, branch, kept)

    def _settle(self, parent: Branch, row: int, wanted: Branch, kept: Collection[str]) -> None:
        """Let the branch of this key stand in this row, with the title and duties wanted."""
        before = next((each for each in parent.children[row:] if each.key == wanted.key), None)
        if before is None:
            self._put_in(parent, row, wanted)
            return
        if before.row != row:
            self._move_up(before, row)
        retitled = before.title != wanted.title
        before.become(wanted)
        if retitled:
            index = self.index_of(before)
            self.dataChanged.emit(index, index)
        self._merge(before, wanted.children, kept)

    def _put_in(self, parent: Branch, row: int, branch: Branch) -> None:
        self.beginInsertRows(self.index_of(parent), row, row)
        branch.parent = parent
        parent.children.insert(row, branch)
        self._enter(branch)
        for node in (parent, *branch.walk()):
            self._arrange(node)
        self.endInsertRows()

    def _take_out(self, branch: Branch) -> None:
        parent = branch.parent
        if parent is not None:
            self.beginRemoveRows(self.index_of(parent), branch.row, branch.row)
            parent.children.remove(branch)
            self._arrange(parent)
            self.endRemoveRows()

    def _move_up(self, branch: Branch, row: int) -> None:
        parent = branch.parent
        if parent is not None:
            above = self.index_of(parent)
            self.beginMoveRows(above, branch.row, branch.row, above, row)
            parent.children.remove(branch)
            parent.children.insert(row, branch)
            self._arrange(parent)
            self.endMoveRows()

    def _enter(self, branch: Branch) -> None:
        """Give a branch and those below it numbers; indexes come with ``_arrange``."""
        for node in branch.walk():
            self._number[id(node)] = len(self._nodes)
            self._nodes.append(node)
            self._below.append([])
            self._indexes.append([])
            self._above.append(_NOWHERE)

    def _arrange(self, parent: Branch) -> None:
        """Note where the children of a branch stand now."""
        number = self._number[id(parent)]
        self._below[number] = [self._number[id(child)] for child in parent.children]
        for row, child in enumerate(parent.children):
            child.row = row
            own = self._below[number][row]
            self._indexes[own] = [self.createIndex(row, column, own) for column in range(_COLUMNS)]
            self._above[own] = _NOWHERE if parent is self.root else self.index_of(parent)
            for below in self._below[own]:
                self._above[below] = self._indexes[own][TITLE_COLUMN]

    def count_found(self, found: Collection[int]) -> None:
        """Let every count follow what is found now."""
        before = [node.count for node in self._shown]
        self.root.count_found(found)
        changed = [
            node for node, count in zip(self._shown, before, strict=True) if node.count != count
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
