"""The window's widgets, laid out and still empty: what is painted first."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from duty_desktop.models.overriding import override
from duty_desktop.views.commands import Commands
from duty_desktop.views.detail.pane import DetailPane
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.panes import Panes
from duty_desktop.views.searching.field import SearchField
from duty_desktop.views.status_line import StatusLine
from duty_desktop.views.table.duty_table import DutyTable
from duty_desktop.views.tree.branch_tree import BranchTree
from duty_desktop.views.zoom import Zoom


class Frame(QWidget):
    """Search field and two buttons above, the three panes below.

    Attributes:
        field, tree, table, detail: the widgets that a list is shown in.
        stack: the table, or what stands in its place when nothing is found.
        panes: where tree, table and detail stand.
        commands: everything the window can be told to do.
        status: the line at the foot of the window.
    """

    def __init__(self, window: QMainWindow, memory: WindowMemory, zoom: Zoom) -> None:
        """The frame of ``window``, its sizes as ``memory`` says the user left them."""
        super().__init__(window)
        self._zoom = zoom
        self.commands = Commands(window, self)
        self.status = StatusLine()
        self.field = SearchField()
        self.tree = BranchTree(self.field, zoom)
        self.table = DutyTable(self.field, zoom)
        self.detail = DetailPane(self.field, zoom)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.panes = Panes(self.tree, self.stack, self.detail)
        self.panes.restore(memory)
        print_button = _menu_button(self.commands.print_menu)
        print_button.setDefaultAction(self.commands["print"])
        print_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        export_button = _menu_button(self.commands.export_menu)
        export_button.setText("导出")
        export_button.setToolTip("导出为 Excel、Word 或 CSV 文件")
        export_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        top = QHBoxLayout()
        top.addWidget(self.field, 1)
        top.addWidget(print_button)
        top.addWidget(export_button)
        rows = QVBoxLayout(self)
        rows.addLayout(top)
        rows.addWidget(self.panes, 1)
        window.setStatusBar(self.status)
        self.setTabOrder(self.field, print_button)
        self.setTabOrder(print_button, export_button)
        self.setTabOrder(export_button, self.tree)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._zoom.take_wheel(event):
            super().wheelEvent(event)


def _menu_button(menu: QMenu) -> QToolButton:
    """A button as high as the search field, with a menu."""
    button = QToolButton()
    button.setMenu(menu)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
    return button
