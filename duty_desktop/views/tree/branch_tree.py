"""The tree at the left: lists with their categories, and departments."""

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

    def opened(self) -> list[str]:
        """The keys of the branches that are folded out."""
        return [
            node.key
            for node in self._model.root.walk()
            if node.children and self.isExpanded(self._model.index_of(node))
        ]

    def open(self, keys: list[str]) -> None:
        """Fold out the branches with these keys and fold in all others."""
        for node in self._model.root.children:
            self.setExpanded(self._model.index_of(node), node.key in keys)

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
