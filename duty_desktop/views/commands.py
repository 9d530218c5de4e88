"""Everything the window can be told to do: one action each, in menus and under keys."""

from typing import NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from duty_desktop.views.exporting.menu import ExportMenu
from duty_desktop.views.menu_width import keep_whole


class _Command(NamedTuple):
    """What an action says and which keys it has; ``&`` marks the letter for Alt."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    short: str = ""
    """What a button says."""
    checkable: bool = False
    below: str = ""
    """The title of the menu within the menu that it stands in."""


_SEPARATOR = _Command("", "")

_EXPORT = _Command("export", "")
"""Where the menu 导出 stands."""

_LISTS = _Command("lists", "")
"""Where the menu 当前清单 stands."""

_COLUMNS = _Command("columns", "")
"""Where the menu 显示的列 stands."""

PRINT_MENU = "打印文件(&D)"

PRINT = "print-"
"""Begins the names of commands that print a document; its ``DocumentKind`` follows.

What is to be printed again has none: that is offered where an edit asks for it."""

_COMMANDS = (
    _Command("print", "打印(&P)…", ("Ctrl+P",), "文件(&F)", "打印"),
    *(
        _Command(f"{PRINT}{kind}", f"{text}…", (), "文件(&F)", below=PRINT_MENU)
        for kind, text in (
            ("sheet", "履职事项单(&S)"),
            ("list", "履职事项一览表(&L)"),
            ("department", "部门履职事项单(&D)"),
            ("matrix-department", "责任矩阵（按部门）(&M)"),
            ("matrix-category", "责任矩阵（按类别）(&C)"),
            ("matrix-office", "责任矩阵（按科室）(&O)"),
            ("booklet", "整本清单(&B)"),
            ("office", "科室履职事项单(&K)"),
            ("person", "个人履职事项单(&P)"),
            ("unassigned", "未分工清单(&U)"),
        )
    ),
    _EXPORT,
    _SEPARATOR,
    _Command("import_lists", "导入清单(&I)…", ("Ctrl+I",), "文件(&F)"),
    _Command("library", "清单库(&B)…", ("Ctrl+L",), "文件(&F)"),
    _LISTS,
    _Command("compare", "比较两份清单(&C)…", (), "文件(&F)"),
    _Command("pack", "打包到 U 盘(&U)…", (), "文件(&F)"),
    _Command("unpack", "从包文件取入(&K)…", (), "文件(&F)"),
    _SEPARATOR,
    _Command("quit", "退出(&X)", ("Ctrl+Q",), "文件(&F)"),
    _Command("undo", "撤销(&U)", ("Ctrl+Z",), "编辑(&E)"),
    _Command("redo", "重做(&R)", ("Ctrl+Y", "Ctrl+Shift+Z"), "编辑(&E)"),
    _SEPARATOR,
    _Command("copy", "复制(&C)", ("Ctrl+C",), "编辑(&E)"),
    _Command("copy_duty", "复制整个事项(&D)", ("Ctrl+Shift+C",), "编辑(&E)", "复制全文"),
    _SEPARATOR,
    _Command("find", "查找(&F)", ("Ctrl+F", "F3"), "编辑(&E)"),
    _Command("clear", "清除搜索(&L)", ("Esc",), "编辑(&E)"),
    _Command("find_everywhere", "在所有清单中查找(&A)…", ("Ctrl+Shift+F",), "编辑(&E)"),
    _SEPARATOR,
    _Command("match", "来文比对(&M)…", ("Ctrl+M",), "编辑(&E)"),
    _Command("assign", "填写分工(&A)", ("F4",), "分工(&T)"),
    _Command("fill_in", "填写选中事项的分工(&E)…", ("Ctrl+E",), "分工(&T)"),
    _SEPARATOR,
    _Command("staff", "科室与人员(&P)…", (), "分工(&T)"),
    _Command("checks", "分工检查(&C)…", (), "分工(&T)"),
    _SEPARATOR,
    _Command("past", "改动记录(&H)…", (), "分工(&T)"),
    _Command("backups", "记事本备份与恢复(&B)…", (), "分工(&T)"),
    _Command("previous", "上一项(&P)", ("Alt+Left", "Ctrl+Up"), "视图(&V)", "上一项"),
    _Command("next", "下一项(&N)", ("Alt+Right", "Ctrl+Down"), "视图(&V)", "下一项"),
    _SEPARATOR,
    _Command("larger", "放大(&I)", ("Ctrl++", "Ctrl+="), "视图(&V)"),
    _Command("smaller", "缩小(&O)", ("Ctrl+-",), "视图(&V)"),
    _Command("normal_size", "原始大小(&Z)", ("Ctrl+0",), "视图(&V)"),
    _SEPARATOR,
    _Command("detail_auto", "详情位置自动(&A)", (), "视图(&V)", checkable=True),
    _Command("detail_right", "详情在右侧(&R)", (), "视图(&V)", checkable=True),
    _Command("detail_below", "详情在下方(&B)", (), "视图(&V)", checkable=True),
    _SEPARATOR,
    _COLUMNS,
    _Command("reset_layout", "恢复默认布局(&D)", (), "视图(&V)"),
    _Command("guide", "使用指南(&G)", ("F1",), "帮助(&H)"),
    _Command("search_help", "搜索说明(&S)", (), "帮助(&H)"),
    _Command("findings", "原文说明(&N)", (), "帮助(&H)"),
    _SEPARATOR,
    _Command("self_test", "自检(&T)…", (), "帮助(&H)"),
    _Command("about", "关于(&A)", (), "帮助(&H)"),
)


class Commands:
    """The window's actions, by name, and the menus that hold them.

    Attributes:
        print_menu: one command for each document that can be printed.
        export_menu: what can be exported, and for which program.
        lists_menu: the lists that the window can show.
        columns_menu: which columns the table shows; filled by whoever has the table.
    """

    def __init__(self, window: QMainWindow, frame: QWidget) -> None:
        """Fill the menu bar of ``window`` with the actions of its ``frame``."""
        self._actions: dict[str, QAction] = {}
        # A window that shows another list has another bar and frame. The menus go with the bar, at
        # once; the actions with the frame, whose parts may still be told of changes until then.
        bar = window.menuBar()
        self.print_menu = QMenu(PRINT_MENU, bar)
        self.export_menu = ExportMenu(bar)
        self.lists_menu = QMenu("当前清单(&T)", bar)
        self.columns_menu = QMenu("显示的列(&W)", bar)
        inner: dict[_Command, QMenu] = {
            _EXPORT: self.export_menu,
            _LISTS: self.lists_menu,
            _COLUMNS: self.columns_menu,
        }
        menus = {
            title: bar.addMenu(title)
            for title in dict.fromkeys(c.menu for c in _COMMANDS if c.menu)
        }
        menu = None
        for command in _COMMANDS:
            if command is _SEPARATOR:
                if menu is not None:
                    menu.addSeparator()
                continue
            if command in inner and menu is not None:
                menu.addMenu(inner[command])
                continue
            menu = menus[command.menu]
            if command.below and self.print_menu.isEmpty():
                menu.addMenu(self.print_menu)
            action = QAction(command.text, frame)
            (self.print_menu if command.below else menu).addAction(action)
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
            if command.short:
                action.setIconText(command.short)
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                action.setToolTip(f"{command.short}（{keys}）")
            action.setCheckable(command.checkable)
            self._actions[command.name] = action
        for each in (*menus.values(), self.print_menu):
            keep_whole(each)
        places = QActionGroup(frame)
        for name in ("detail_auto", "detail_right", "detail_below"):
            places.addAction(self._actions[name])

    def printing(self) -> dict[str, QAction]:
        """The actions that print a document, by its ``DocumentKind``'s value."""
        return {
            name.removeprefix(PRINT): action
            for name, action in self._actions.items()
            if name.startswith(PRINT)
        }

    def __getitem__(self, name: str) -> QAction:
        """The action of this name."""
        return self._actions[name]
