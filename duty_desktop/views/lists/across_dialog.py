"""在所有清单中查找: one search over every list of the library."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from duty_desktop import tasks
from duty_desktop.models.across import NAME_COLUMN, AcrossModel, FoundDuty
from duty_desktop.models.overriding import override
from duty_desktop.store.library import Library
from duty_desktop.views import collector
from duty_desktop.views.faults import fault_box
from duty_desktop.views.lists import across
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.plain import choose_rows, plain_label
from duty_desktop.views.side_window import SideWindow
from duty_desktop.views.tips import as_plain_tip

_COLUMNS = (13, 5.5, 0, 12)
"""Ems that the columns take at first; the name takes what they leave."""

_ENTERS_TABLE = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})

_Found = tuple[Sequence[FoundDuty], int]


class AcrossDialog(SideWindow):
    """A search field over all lists and what they hold; it does not block the window.

    Attributes:
        field: what is searched.
        table: what is found.
        model: its rows.
        said: how many there are, and of how many lists.

    Signals:
        duty_wanted(Path, str): the user wants to see this duty of this list.
        found: the table shows what was searched last.
        prepared: every list can be searched.
    """

    duty_wanted = Signal(object, str)
    found = Signal()
    prepared = Signal()

    def __init__(
        self, library: Library, memory: WindowMemory, text: str, parent: QWidget | None = None
    ) -> None:
        """Search ``library`` and the bundled list for ``text`` first."""
        super().__init__("在所有清单中查找", "across", memory, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._library = library
        self._lists: list[across.SearchedList] = []
        self._faulty: list[str] = []
        self._preparing: tasks.Task | None = None
        self._searching: tasks.Task | None = None
        self._searched = ""
        self._total = 0
        self._again = False
        self.field = QLineEdit(text)
        self.table = QTableView()
        self.model = AcrossModel(as_plain_tip, self)
        self.said = plain_label()
        self._set_up()
        rows = QVBoxLayout(self)
        rows.addWidget(self.field)
        rows.addWidget(self.table, 1)
        rows.addWidget(self.said)
        self.field.textChanged.connect(self._search)
        self.table.activated.connect(self._want)
        self.field.installEventFilter(self)
        self._open_where_left(56, 34)
        self.field.selectAll()
        self.prepare()

    def prepare(self) -> None:
        """Make every list ready, one after the other; what is ready is searched meanwhile."""
        if self._preparing is not None:
            self._preparing.cancel()
        lists: list[across.SearchedList] = []
        self._lists, self._faulty = lists, []
        library = self._library

        def op(job: tasks.Job) -> list[str]:
            def take(each: across.SearchedList, number: int, count: int) -> None:
                lists.append(each)
                job.progress(number, count)

            with collector.resting():
                return across.searched_lists(library, take, lambda: not job.cancelled())

        self._preparing = tasks.run(self, op, self._show_prepared, self._tell)
        self._preparing.progressed.connect(lambda *_: self._search())
        self._preparing.finished.connect(self._end_preparing)
        self._say()

    @override
    def done(self, result: int) -> None:
        """Close; the lists are let go of."""
        for task in (self._preparing, self._searching):
            if task is not None:
                task.cancel()
        self._lists = []
        self.model.show(())
        collector.sweep_soon()
        super().done(result)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.table.model() is not None:
            self._measure()

    @override
    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Step from the field into the table, as in the window."""
        if watched is self.field and isinstance(event, QKeyEvent):
            pressed = event.type() is QEvent.Type.KeyPress and event.key() in _ENTERS_TABLE
            if pressed:
                self._enter_table()
                return True
        return False

    def _set_up(self) -> None:
        self.field.setPlaceholderText("搜索所有清单：低保、养犬…")
        self.field.setAccessibleName("在所有清单中查找")
        self.field.setClearButtonEnabled(True)
        self.said.setAccessibleName("查找结果")
        table = self.table
        table.setAccessibleName("所有清单中找到的事项")
        table.setModel(self.model)
        choose_rows(table)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setSectionResizeMode(NAME_COLUMN, QHeaderView.ResizeMode.Stretch)
        self._measure()

    def _measure(self) -> None:
        metrics = self.fontMetrics()
        self.table.verticalHeader().setDefaultSectionSize(round(1.5 * metrics.height()))
        for column, ems in enumerate(_COLUMNS):
            if ems:
                self.table.setColumnWidth(column, round(ems * metrics.horizontalAdvance("事")))

    # Searching

    def _search(self) -> None:
        """Search for what is typed now, after what is searched for already."""
        if self._searching is not None:
            self._again = True
            return
        self._again = False
        text, lists = self.field.text().strip(), tuple(self._lists)
        self._searched = text
        if not text:
            self._show(text, ((), 0))
            return

        def op(job: tasks.Job) -> _Found:
            with collector.resting():
                return across.find(text, lists, lambda: not job.cancelled())

        self._searching = tasks.run(self, op, lambda found: self._show(text, found), self._tell)
        self._searching.finished.connect(self._end_searching)

    def _end_searching(self) -> None:
        self._searching = None
        if self._again:
            self._search()

    def _show(self, text: str, found: _Found) -> None:
        """Show what was found for ``text``, unless something else is searched for already."""
        if text != self._searched:
            return
        chosen = self.table.currentIndex().row()
        held = self.model.found_at(chosen) if chosen >= 0 else None
        rows, total = found
        self.model.show(rows)
        at = next((row for row, each in enumerate(rows) if held and _same(each, held)), 0)
        if rows:
            self.table.selectRow(at)
        self._total = total
        self._say()
        self.found.emit()

    def _say(self) -> None:
        total = self._total
        shown = self.model.rowCount()
        lists = f" {len(self._lists)} 份清单"
        if self._preparing is not None:
            lists = f"已准备好的{lists}（其余正在准备…）"
        if not self._searched:
            words = f"输入要查找的词，在{lists}中查找。"
        else:
            less = f"，显示最相关的 {shown} 项" if shown < total else ""
            words = f"在{lists}中找到 {total} 项{less}。双击或按回车在窗口中查看。"
        if self._faulty:
            words += f"打不开、没有查找的清单：{'、'.join(self._faulty)}。"
        self.said.setText(words)

    def _show_prepared(self, faulty: list[str]) -> None:
        self._faulty = faulty
        self._say()
        self._search()
        self.prepared.emit()

    def _end_preparing(self) -> None:
        self._preparing = None

    def _enter_table(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()

    def _want(self, index: QModelIndex) -> None:
        found = self.model.found_at(index.row())
        self.duty_wanted.emit(found.path, found.duty.id)

    def _tell(self, error: BaseException) -> None:
        fault_box(error, self).open()


def _same(one: FoundDuty, other: FoundDuty) -> bool:
    return one.path == other.path and one.duty is other.duty
