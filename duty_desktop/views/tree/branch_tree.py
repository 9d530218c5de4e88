"""The tree at the left: lists with their categories, departments, and the town's own branches."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTreeView,
)

from duty_desktop.models.overriding import override
from duty_desktop.models.roles import COUNT_COLUMN, TITLE_COLUMN
from duty_desktop.views.passing_on import PassesOn
from duty_desktop.views.searching.field import SearchField
from duty_desktop.views.zoom import Zoom

if TYPE_CHECKING:
    from duty_desktop.models.branch_tree import BranchTreeModel
    from duty_desktop.models.branches import Branch

_COUNT = "00000"
"""As wide as the counts' column: four figures and some air."""


class BranchTree(PassesOn, QTreeView):
    """Branches to choose from, one or several.

    Signals:
        chosen: another set of branches is selected.
    """

    chosen = Signal()

    def __init__(self, field: SearchField, zoom: Zoom) -> None:
        """An empty tree; what is typed here goes into ``field``."""
        super().__init__()
        self._field = field
        self._zoom = zoom
        self._opened: dict[str, None] = {}
        self.expanded.connect(self._note_opened)
        self.collapsed.connect(self._note_closed)
        self.setAccessibleName("事项分类")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def show_branches(self, model: "BranchTreeModel") -> None:
        """Show ``model`` from now on, its first branch selected."""
        from duty_desktop.views.tree.branch_delegate import BranchDelegate

        self._model = model
        self.setModel(model)
        model.rowsInserted.connect(self._open_again)
        self.setItemDelegate(BranchDelegate(self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(TITLE_COLUMN, QHeaderView.ResizeMode.Stretch)
        # Fixed, from the font: fitting it to its contents asks for every row at every change.
        header.setSectionResizeMode(COUNT_COLUMN, QHeaderView.ResizeMode.Fixed)
        self._measure()
        self.choose_everything()

    def branches(self) -> "list[Branch]":
        """The branches that are selected."""
        return [
            self._model.branch(index) for index in self.selectionModel().selectedRows(TITLE_COLUMN)
        ]

    def choose_everything(self) -> None:
        """Select the first branch, which holds every duty."""
        self.setCurrentIndex(self._model.index(0, TITLE_COLUMN))

    def held(self) -> set[str]:
        """The keys of the branches that are selected or current, and of those above them."""
        held: set[str] = set()
        for branch in (*self.branches(), self._model.branch(self.currentIndex())):
            node: Branch | None = branch
            while node is not None:
                held.add(node.key)
                node = node.parent
        return held

    def opened(self) -> list[str]:
        """The keys of the branches that are folded out, or would be if they were there now."""
        return list(self._opened)

    def open(self, keys: list[str]) -> None:
        """Fold out the branches with these keys, also when they come later, and in all others."""
        for node in self._model.root.children:
            self.setExpanded(self._model.index_of(node), node.key in keys)
        self._opened = dict.fromkeys(keys)

    def _note_opened(self, index: QModelIndex) -> None:
        self._opened[self._model.branch(index).key] = None

    def _note_closed(self, index: QModelIndex) -> None:
        self._opened.pop(self._model.branch(index).key, None)

    def _open_again(self, parent: QModelIndex, first: int, last: int) -> None:
        for row in range(first, last + 1):
            index = self._model.index(row, TITLE_COLUMN, parent)
            if self._model.branch(index).key in self._opened:
                self.expand(index)

    def _measure(self) -> None:
        self.header().resizeSection(COUNT_COLUMN, self.fontMetrics().horizontalAdvance(_COUNT))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.model() is not None:
            self._measure()

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    @override
    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
