"""How a branch of the tree is painted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QHelpEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from duty_desktop.models.overriding import override
from duty_desktop.models.roles import COUNT_COLUMN, RecordRole
from duty_desktop.views.colours import muted
from duty_desktop.views.tips import show_tip

if TYPE_CHECKING:
    from duty_desktop.models.branches import Branch

_ROW_HEIGHT = 1.75
"""Lines of text that a row is tall."""


class BranchDelegate(QStyledItemDelegate):
    """Greys branches in which nothing is found; they can still be chosen."""

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        branch: Branch = index.data(RecordRole)
        if branch.count == 0 or index.column() == COUNT_COLUMN:
            option.palette.setColor(QPalette.ColorRole.Text, muted(option.palette))

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
