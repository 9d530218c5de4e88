"""How a branch of the tree is painted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from duty_desktop.models.overriding import override
from duty_desktop.models.roles import COUNT_COLUMN, RecordRole
from duty_desktop.views.colours import muted
from duty_desktop.views.tips import show_tip

if TYPE_CHECKING:
    from duty_desktop.models.branches import Branch

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_VCENTER = Qt.AlignmentFlag.AlignVCenter

_TOLD_APART = "）"
"""Ends the name of somebody who shares it: what tells them apart stands before it, and is kept in
sight where there is no room for the whole."""

_ROW_HEIGHT = 1.75
"""Lines of text that a row is tall."""


class BranchDelegate(QStyledItemDelegate):
    """Greys branches in which nothing is found; they can still be chosen."""

    def __init__(self, parent: QObject) -> None:
        """Paint branches for a tree."""
        super().__init__(parent)
        self._muted = QPalette()
        self._muted_key = -1

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        # The models' other roles are empty: asking for them with each cell is most of the work.
        branch: Branch = index.data(RecordRole)
        counted = index.column() == COUNT_COLUMN
        option.text = str(branch.count) if counted else branch.title
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay
        if branch.title.endswith(_TOLD_APART):
            option.textElideMode = Qt.TextElideMode.ElideMiddle
        option.displayAlignment = _VCENTER | (_RIGHT if counted else _LEFT)
        if branch.count == 0 or counted:
            option.palette = self._greyed(option.palette)

    def _greyed(self, palette: QPalette) -> QPalette:
        """The palette with muted text, made once for a theme."""
        key = palette.cacheKey()
        if self._muted_key != key:
            self._muted_key = key
            self._muted = QPalette(palette)
            self._muted.setColor(QPalette.ColorRole.Text, muted(palette))
        return self._muted

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), round(option.fontMetrics.height() * _ROW_HEIGHT))

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() is not QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        cut = self.sizeHint(option, index).width() > view.visualRect(index).width()
        show_tip(event, view, str(index.data()) if cut else "")
        return True
