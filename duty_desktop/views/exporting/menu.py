"""The menu 导出: which duties, and for which program."""

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from duty_desktop.views.menu_width import keep_whole
from duty_desktop.views.printing.scope import Scope

if TYPE_CHECKING:
    from duty_desktop.views.printing.matter import PrintMatter


class ExportForm(StrEnum):
    """What a file is made for."""

    EXCEL = "excel"
    WORD_LIST = "word-list"
    WORD_SHEETS = "word-sheets"
    CSV = "csv"


_FORMS = {
    ExportForm.EXCEL: "Excel 表格(&E)…",
    ExportForm.WORD_LIST: "Word 清单(&W)…",
    ExportForm.WORD_SHEETS: "Word 事项单(&D)…",
    ExportForm.CSV: "CSV 文本(&C)…",
}
_SCOPES = {
    Scope.SELECTED: ("选中的 {} 项(&S)", "选中的事项(&S)"),
    Scope.SHOWN: ("显示的 {} 项(&V)", "显示的事项(&V)"),
    Scope.ALL: ("全部 {} 项(&A)", "全部事项(&A)"),
}
"""In words, with a number and without."""


class ExportMenu(QMenu):
    """A menu for each set of duties, in it an action for each kind of file.

    Attributes:
        with_notes: whether what the town noted goes out too; shown where anything is noted.

    Signals:
        wanted(scope, form): a ``Scope`` and an ``ExportForm`` were chosen.
    """

    wanted = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        """Nothing can be exported until ``offer`` says what there is."""
        super().__init__("导出(&E)", parent)
        self._actions: dict[tuple[Scope, ExportForm], QAction] = {}
        self._menus: dict[Scope, QMenu] = {}
        for scope, (_, words) in _SCOPES.items():
            menu = self.addMenu(words)
            menu.setEnabled(False)
            keep_whole(menu)
            self._menus[scope] = menu
            for form, text in _FORMS.items():
                action = menu.addAction(text)
                action.triggered.connect(partial(self._want, scope, form))
                self._actions[scope, form] = action
        self.addSeparator()
        self.with_notes = self.addAction("连同分工(&T)")
        self.with_notes.setCheckable(True)
        self.with_notes.setToolTip("分工写在另外的表里，与官方原文分开")
        self.with_notes.setVisible(False)

    def action(self, scope: Scope, form: ExportForm) -> QAction:
        """The action that exports these duties in this form."""
        return self._actions[scope, form]

    def scope_menu(self, scope: Scope) -> QMenu:
        """The menu of one set of duties."""
        return self._menus[scope]

    def offer(self, matter: "PrintMatter") -> None:
        """Say how many duties each set has; an empty one cannot be chosen."""
        for scope, duties in (
            (Scope.SELECTED, matter.selected),
            (Scope.SHOWN, matter.shown),
            (Scope.ALL, matter.everything),
        ):
            counted, uncounted = _SCOPES[scope]
            menu = self._menus[scope]
            menu.setTitle(counted.format(len(duties)) if duties else uncounted)
            menu.setEnabled(bool(duties))
        self.with_notes.setVisible(bool(matter.notes.assignments))

    def _want(self, scope: Scope, form: ExportForm, _checked: object = None) -> None:
        self.wanted.emit(scope, form)
