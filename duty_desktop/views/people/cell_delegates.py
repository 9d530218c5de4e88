"""What writes the cells of the tables of offices and people."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from duty_desktop.models.overriding import override

_FILLED = "filled"


class CellDelegate(QStyledItemDelegate):
    """Writes a cell; what is being written stays whatever else is noted meanwhile."""

    @override
    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        # Qt asks again with every change of the rows.
        if not editor.property(_FILLED):
            editor.setProperty(_FILLED, True)
            self._fill(editor, index)

    def _fill(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Put what is noted into an editor that was just made."""
        super().setEditorData(editor, index)


class OfficeDelegate(CellDelegate):
    """Writes the office of a person: chosen among those there are, or typed.

    Attributes:
        names: the offices there are.
    """

    def __init__(self, parent: QWidget) -> None:
        """No offices yet."""
        super().__init__(parent)
        self.names: list[str] = []

    @override
    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        box = QComboBox(parent)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItems(self.names)
        box.setAccessibleName("科室")
        return box

    @override
    def _fill(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, QComboBox):
            editor.setEditText(str(index.data()))

    @override
    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
