"""A town's list in the window's frame: wired to the commands, and what is remembered of it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QTextEdit

from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.domain.readings import Readings
from duty_desktop.finding import matcher_of
from duty_desktop.models.town import Town
from duty_desktop.reports.order import DocumentKind
from duty_desktop.views.browser import Browser
from duty_desktop.views.comparing.opening import Comparing
from duty_desktop.views.detail.duty_words import duty_as_text
from duty_desktop.views.exporting.opening import Exporting
from duty_desktop.views.frame import Frame
from duty_desktop.views.help.opening import Help
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.panes import AUTO, BELOW, RIGHT
from duty_desktop.views.placement import uncover
from duty_desktop.views.printing.matter import PrintMatter
from duty_desktop.views.printing.opening import Printing
from duty_desktop.views.searching.recalling import Recalling
from duty_desktop.views.town.noting import Noting
from duty_desktop.views.zoom import Zoom

if TYPE_CHECKING:
    from duty_desktop.views.notices.dialog import NoticeDialog

_SHOWN = 8000
"""Milliseconds that a message stands in the status line."""

_OPENED_AT_FIRST = ["basic", "cooperative", "reclaimed"]
"""Branches that are folded out at the first start."""


class Content(QObject):
    """The list of one town in a window: searched, browsed, read and printed.

    Attributes:
        town: what the town noted.
        browser: search field, tree, table and detail.
        printing: opens the print dialog.
        exporting: writes files for other programs.
        noting: writes what the town notes about the duties.
        recalling: remembers searches and offers them again.
        notices: where notices are compared with the list, ``None`` until it is first opened.
        comparing: opens the comparison of two lists.
    """

    def __init__(
        self,
        duty_list: DutyList,
        readings: Callable[[], Readings],
        town: Town,
        memory: WindowMemory,
        zoom: Zoom,
        frame: Frame,
        window: QMainWindow,
    ) -> None:
        """Fill the ``frame`` of ``window`` with ``duty_list``, as ``memory`` says it was left.

        ``readings`` gives the list's pinyin when the search first needs it; ``town`` has what was
        noted about the duties.
        """
        # Everything that is about this list belongs to the frame, which goes away with it.
        super().__init__(frame)
        self._duty_list = duty_list
        self.town = town
        self._memory = memory
        self._zoom = zoom
        self._window = window
        self._frame = frame
        frame.status.use(duty_list)
        self.browser = Browser(duty_list, readings, town, frame)
        self.noting = Noting(
            duty_list, town, memory, self.browser, self._print_sheets, self.show_duty, frame
        )
        self.printing = Printing(duty_list, memory, frame)
        self.exporting = Exporting(
            duty_list, memory, frame.commands.export_menu, self._matter, frame
        )
        self.recalling = Recalling(self.browser, memory, frame)
        self.notices: NoticeDialog | None = None
        self.comparing = Comparing(town, self.noting.settle, memory, zoom, frame)
        Help(duty_list, frame)
        self._wire()
        self._restore()
        self.browser.show_first()
        self._show_counts()

    def may_leave(self) -> bool:
        """Whether nothing written would be lost, or the user lets it go."""
        return self.noting.may_leave()

    def leave(self) -> None:
        """Give up what runs, and remember: the window closes or shows another list."""
        self.noting.settle()
        self.printing.cancel()
        self.exporting.cancel()
        self.comparing.cancel()
        self.keep()

    def keep(self) -> None:
        """Remember what the user has arranged."""
        memory = self._memory
        memory.keep("layout/opened", self.browser.tree.opened())
        self.browser.table.keep_columns(memory)
        memory.keep("zoom", self._zoom.percent)
        self._frame.panes.keep(memory)

    def _wire(self) -> None:
        commands, printing = self._frame.commands, self.printing
        self.browser.changed.connect(self._show_counts)
        commands["larger"].triggered.connect(lambda: self._zoom.step(1))
        commands["smaller"].triggered.connect(lambda: self._zoom.step(-1))
        commands["normal_size"].triggered.connect(self._zoom.reset)
        for wanted in (AUTO, RIGHT, BELOW):
            commands[f"detail_{wanted}"].triggered.connect(partial(self._frame.panes.want, wanted))
        commands["reset_layout"].triggered.connect(self._reset_layout)
        commands["copy"].triggered.connect(self._copy)
        commands["copy_duty"].triggered.connect(self._copy_duty)
        commands["print"].triggered.connect(lambda: printing.open(self._matter()))
        for kind, action in commands.printing().items():
            action.triggered.connect(partial(self._print, DocumentKind(kind)))
        commands["match"].triggered.connect(self._match_notice)
        commands["compare"].triggered.connect(self.comparing.open)
        commands["quit"].triggered.connect(self._window.close)

    def _restore(self) -> None:
        opened = self._memory.names("layout/opened")
        self.browser.tree.open(_OPENED_AT_FIRST if opened is None else opened)
        self.browser.table.restore_columns(self._memory)
        self._frame.commands[f"detail_{self._frame.panes.wanted}"].setChecked(True)

    def _reset_layout(self) -> None:
        self._memory.forget_layout()
        self.browser.table.reset_columns()
        self.browser.tree.open(_OPENED_AT_FIRST)
        self._frame.panes.reset()
        self._frame.commands[f"detail_{AUTO}"].setChecked(True)

    def _show_counts(self) -> None:
        browser = self.browser
        rows = browser.rows
        selected = len(browser.table.selected_duties())
        self._frame.status.show_counts(rows.sure, selected, rows.maybe)

    def _copy(self) -> None:
        """Copy what is selected where the keyboard is; rows of the table where that is nothing."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit | QTextEdit):
            focused.copy()
        else:
            QGuiApplication.clipboard().setText(self.browser.table.rows_as_text())

    def _copy_duty(self) -> None:
        duty = self.browser.detail.duty
        if duty is not None:
            QGuiApplication.clipboard().setText(duty_as_text(self._duty_list, duty))

    def _print(self, kind: DocumentKind, _checked: object = None) -> None:
        self.printing.open(self._matter(), kind)

    def _matter(self) -> PrintMatter:
        """What can be printed now; what is being written about a duty is noted first."""
        self.noting.settle()
        return self.browser.matter()

    def _print_sheets(self, duties: Sequence[Duty]) -> None:
        """Print again the sheets of some duties, wherever they are shown."""
        current = duties[0] if len(duties) == 1 else None
        matter = PrintMatter(
            self._duty_list.duties, current, tuple(duties), notes=self.town.notes, again=True
        )
        self.printing.open(matter, DocumentKind.SHEETS)

    def _match_notice(self) -> None:
        """Open the dialog, or bring it forward with what stands in it."""
        if self.notices is None:
            from duty_desktop.views.notices.dialog import NoticeDialog

            self.notices = NoticeDialog(
                self._duty_list,
                lambda: matcher_of(self._duty_list),
                self._memory,
                self._zoom,
                self._frame,
            )
            self.notices.duty_wanted.connect(self.show_duty)
        self.notices.bring_forward()
        self.notices.input.setFocus()

    def show_duty(self, duty: Duty) -> None:
        """Show one duty in the window, search and branches taken off, where it can be seen."""
        self.browser.show_everything()
        row = self.browser.rows.row_of(duty)
        if row is not None:
            self.browser.table.select_row(row)
        self._window.activateWindow()
        self.browser.table.setFocus()
        if hidden := uncover(self._frame.detail):
            said = "”、“".join(hidden)
            self._frame.status.showMessage(
                f"“{said}”挡住了事项，已经收起，从菜单可以再打开。", _SHOWN
            )
