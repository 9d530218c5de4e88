"""The menu in which the table's columns are chosen, in the menu bar and at the table's header."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from duty_desktop.views.table.duty_table import DutyTable


class ColumnMenu(QObject):
    """Fills a menu with the columns that there are whenever it is opened."""

    def __init__(self, menu: QMenu, table: "DutyTable") -> None:
        """Fill ``menu``; a click with the right button on the table's header opens it too."""
        super().__init__(menu)
        self._menu = menu
        self._table = table
        menu.aboutToShow.connect(self._fill)
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open)

    def _fill(self) -> None:
        self._menu.clear()
        for column, shown in self._table.choosable_columns():
            action = self._menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(shown)
            action.toggled.connect(partial(self._want, column.key))

    def _want(self, key: str, shown: bool) -> None:  # noqa: FBT001 - as Qt tells it
        self._table.want_column(key, shown=shown)

    def _open(self, at: QPoint) -> None:
        self._menu.popup(self._table.horizontalHeader().mapToGlobal(at))
