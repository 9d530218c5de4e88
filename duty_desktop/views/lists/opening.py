"""Which list stands in the window, and what opens the dialogs about lists."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QDialog, QVBoxLayout

from duty_desktop import importing, paths, tasks
from duty_desktop.errors import CatalogueError
from duty_desktop.store.catalogue import load, load_readings
from duty_desktop.views import collector
from duty_desktop.views.lists.names import name_of, names_of
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine
from duty_desktop.views.window import MainWindow

if TYPE_CHECKING:
    from duty_desktop.domain.duty import DutyList
    from duty_desktop.store.seal import Sha256
    from duty_desktop.views.lists.across_dialog import AcrossDialog
    from duty_desktop.views.lists.import_dialog import ImportDialog
    from duty_desktop.views.lists.library_dialog import LibraryDialog
    from duty_desktop.views.lists.loading import LoadedList

_NOT_LISTS = frozenset({".dutypack"})
"""Endings of dropped files that somebody else takes."""


class Lists(QObject):
    """The list in the window: the current one of the library, another one, or a named file's.

    Attributes:
        library: the user's lists.
        shown: the database of the list that is shown, ``None`` before the first.
        note: says in the window which list is shown where that is not plain.
        importing: the dialog that brings lists in, ``None`` while it is closed.
        managing: the dialog of the library, ``None`` while it is closed.
        across: the search over all lists, ``None`` while it is closed.

    Signals:
        imported(Understanding, tuple): lists were stored, with where each of them is now, in the
            order of ``Understanding.lists``; what stood beside their duties is in their ``asides``.
        switched: another list is shown, or it could not be.
    """

    imported = Signal(object, object)
    switched = Signal()

    def __init__(self, window: MainWindow, memory: WindowMemory, named: Path | None = None) -> None:
        """Fill ``window``; a database that was ``named`` at the start is never left for another."""
        super().__init__(window)
        self.setObjectName("lists")
        self._window = window
        self._memory = memory
        self._named = named
        self._task: tasks.Task | None = None
        self.library = importing.library()
        self.shown: Path | None = None
        self._list: DutyList | None = None
        self._offer = ""
        self.note = NoteLine("清单提示")
        self.importing: ImportDialog | None = None
        self.managing: LibraryDialog | None = None
        self.across: AcrossDialog | None = None
        window.filled.connect(self._wire)
        window.dropped.connect(self._take_dropped)
        window.town.changed.connect(self._take_offer_back)

    @property
    def is_fixed(self) -> bool:
        """Whether the window shows one named database as long as it is open."""
        return self._named is not None

    @property
    def current(self) -> Path:
        """The database that the next start shows."""
        return self.library.current() or paths.database()

    def open_first(self, digest: "Sha256") -> None:
        """Show the named list, or else the current one; the bundled one where that is damaged.

        Raises ``CatalogueError`` where there is none to show.
        """
        path = self._named or self.current
        fault: CatalogueError | None = None
        try:
            duty_list = load(path, digest)
        except CatalogueError as error:
            if path in (self._named, paths.database()):
                raise
            fault, path = error, paths.database()
            duty_list = load(path, digest)
        broken, self.shown, self._list = self.current, path, duty_list
        self._window.show_list(duty_list, lambda: load_readings(path, duty_list))
        if fault is not None:
            self._say(
                f"当前清单“{name_of(broken)}”打不开，文件不见了或已损坏；"
                "先显示程序自带的清单。请在清单库中移出它，再重新导入。",
                [("打开清单库", self.open_library)],
            )

    def use(self, path: Path) -> None:
        """Make a list the current one, and show it."""
        self._start(path, partial(self._choose, path))

    def show_duty(self, path: Path, duty_id: str) -> None:
        """Show a duty of some list; which list is current stays as it is."""
        if path == self.shown:
            self._show_duty_here(duty_id)
        else:
            self._start(path, lambda: None, lambda: self._peek(path, duty_id))

    def import_files(self, files: Sequence[Path] = ()) -> None:
        """Open the dialog that brings lists in; it reads ``files`` at once."""
        if self.importing is None:
            from duty_desktop.views.lists.import_dialog import ImportDialog

            self.importing = dialog = ImportDialog(
                self.library,
                self._window.town,
                self._memory,
                self.shown or self.current,
                self._window,
            )
            dialog.imported.connect(self.imported)
            dialog.wanted.connect(self.use)
            dialog.finished.connect(self._forget_importing)
            dialog.open()
        if files:
            self.importing.read(files)

    def open_library(self) -> None:
        """Open the dialog of the library."""
        if self.managing is None:
            from duty_desktop.views.lists.library_dialog import LibraryDialog

            self.managing = dialog = LibraryDialog(self.library, self._memory, self._window)
            dialog.wanted.connect(self.use)
            dialog.removed.connect(self._leave)
            dialog.changed.connect(self._search_again)
            dialog.import_wanted.connect(self.import_files)
            self.switched.connect(dialog.refresh)
            self.imported.connect(dialog.refresh)
            dialog.finished.connect(self._forget_managing)
            dialog.open()

    def find_everywhere(self) -> None:
        """Open the search over all lists, or bring it forward."""
        if self.across is None:
            from duty_desktop.views.lists.across_dialog import AcrossDialog

            field = self._window.frame.field
            self.across = dialog = AcrossDialog(
                self.library, self._memory, field.text(), self._window
            )
            dialog.duty_wanted.connect(self.show_duty)
            self.imported.connect(dialog.prepare)
            dialog.finished.connect(self._forget_across)
        self.across.bring_forward()

    def look_again(self) -> None:
        """Show in the open dialogs what came into the library some other way."""
        if self.managing is not None:
            self.managing.refresh()
        self._search_again()

    # Switching

    def _start(
        self, path: Path, choose: Callable[[], None], then: Callable[[], None] | None = None
    ) -> None:
        """Read the list at ``path``, and show it with all that is ready to find its duties."""
        if self.is_fixed:
            self._choose_for_later(path, choose)
            return
        content = self._window.content
        if self._is_held() or (content is not None and not content.may_leave()):
            return
        if self._task is not None:
            self._task.cancel()

        def op(job: tasks.Job) -> "LoadedList":
            from duty_desktop.views.lists.loading import loaded

            with collector.resting():
                read = loaded(path, name_of(path))
            if not job.cancelled():
                choose()
            return read

        self._say(f"正在打开“{name_of(path)}”…")
        self._task = tasks.run(self, op, lambda read: self._show(read, then), self._fail)
        self._task.finished.connect(self._end)

    def _choose(self, path: Path) -> None:
        self.library.set_current(None if path == paths.database() else path)

    def _choose_for_later(self, path: Path, choose: Callable[[], None]) -> None:
        """Where the window keeps its named database: only the choice is written."""

        def tell(_none: None) -> None:
            self._say(
                f"当前清单已设为“{name_of(path)}”，下次启动时打开；"
                "这个窗口显示的是启动时指定的清单文件，不随之改变。",
                [("关闭", self.note.hide)],
            )
            self.switched.emit()

        tasks.run(self, lambda _job: choose(), tell, self._fail)

    def _show(self, read: "LoadedList", then: Callable[[], None] | None) -> None:
        if self._is_held():
            self.note.hide()
            return
        left, self._list = self._list, read.duty_list
        self.shown = read.path
        self._window.show_list(read.duty_list, lambda: read.readings, read.tools)
        if then is not None:
            then()
        elif left is not None:
            self._offer_notes(left, read.duty_list)
        self.switched.emit()

    def _offer_notes(self, old: "DutyList", new: "DutyList") -> None:
        """Say where what was noted of the list that is left has gone, and how it comes over."""
        from duty_desktop.domain.carrying_over import left_behind

        count = left_behind(self._window.town.notes, old, new)
        if count:
            self._offer = (
                f"这份清单还没有填写分工。{old.date_in_words}的清单里记着 {count} 项，没有丢，"
                "比较两份清单后点“沿用分工…”就能用过来。"
            )
            ways = [("比较并沿用…", self._compare), ("关闭", self.note.hide)]
            self._say(self._offer, ways)

    def _take_offer_back(self) -> None:
        """Something was noted or undone: what was said of it may be so no more."""
        self.note.take_back(self._offer)

    def _compare(self) -> None:
        self.note.hide()
        self._window.frame.commands["compare"].trigger()

    def _fail(self, error: BaseException) -> None:
        from duty_desktop.views.faults import fault_box

        self.note.hide()
        fault_box(error, self.managing or self._window).open()
        self.switched.emit()

    def _end(self) -> None:
        self._task = None

    def _leave(self, path: Path) -> None:
        """Show the current list where the one that is shown was taken out of the library."""
        if path == self.shown and not self.is_fixed:
            self.use(self.current)

    def _search_again(self) -> None:
        """Let the search over all lists follow what was taken out or put back."""
        if self.across is not None:
            self.across.prepare()

    def _peek(self, path: Path, duty_id: str) -> None:
        self._show_duty_here(duty_id)
        if path != self.current:
            self._say(
                f"正在查看“{name_of(path)}”；当前清单仍是“{name_of(self.current)}”。",
                [
                    ("回到当前清单", lambda: self.use(self.current)),
                    ("设为当前清单", lambda: self.use(path)),
                ],
            )

    def _show_duty_here(self, duty_id: str) -> None:
        content = self._window.content
        if content is None:
            return
        for duty in content.browser.rows.duties:
            if duty.id == duty_id:
                content.show_duty(duty)
                return

    def _is_held(self) -> bool:
        """Whether something stands in the window that must not lose its list; it is shown then."""
        content = self._window.content
        if content is not None and content.exporting.saving.is_running:
            self._say("正在导出，请等导出完成后再换清单。", [("关闭", self.note.hide)])
            return True
        for dialog in self._window.frame.findChildren(QDialog):
            if dialog.isVisible() and dialog.isModal():
                dialog.raise_()
                dialog.activateWindow()
                return True
        return False

    # The window

    def _wire(self) -> None:
        """Serve the commands of the frame, which is a new one with every list."""
        frame = self._window.frame
        self.note = NoteLine("清单提示")
        rows = frame.layout()
        if isinstance(rows, QVBoxLayout):
            rows.insertWidget(1, self.note)
        commands = frame.commands
        commands["import_lists"].triggered.connect(lambda: self.import_files())
        commands["library"].triggered.connect(self.open_library)
        commands["find_everywhere"].triggered.connect(self.find_everywhere)
        commands.lists_menu.aboutToShow.connect(self.fill_menu)

    def fill_menu(self) -> None:
        """Offer the lists that there are now."""
        menu = self._window.frame.commands.lists_menu
        menu.clear()
        group = QActionGroup(menu)
        lists = [paths.database(), *self.library.paths()]
        for path, name in zip(lists, names_of(lists), strict=True):
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(path == self.shown)
            action.triggered.connect(partial(self._want, path))
            group.addAction(action)

    def _want(self, path: Path, _checked: object = None) -> None:
        if path != self.shown or path != self.current:
            self.use(path)

    def _take_dropped(self, files: Sequence[Path]) -> None:
        ours = [path for path in files if path.suffix.lower() not in _NOT_LISTS]
        if ours and self.managing is None and not self._is_held():
            self.import_files(ours)

    def _say(self, text: str, ways: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        self.note.say(text, ways)

    def _forget_importing(self) -> None:
        self.importing = None

    def _forget_managing(self) -> None:
        self.managing = None

    def _forget_across(self) -> None:
        self.across = None
