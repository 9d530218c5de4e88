"""清单库: every list there is, which one is current, what was taken out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from duty_desktop import paths, tasks
from duty_desktop.store.library import Library, LibraryList, described
from duty_desktop.views.faults import fault_box
from duty_desktop.views.lists.names import BUNDLED, name_of
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine
from duty_desktop.views.plain import choose_rows, plain_button
from duty_desktop.views.side_window import SideWindow
from duty_desktop.views.tips import as_plain_tip

_HEADINGS = ("当前", "清单", "年月", "基本", "配合", "收回", "说明")
_TITLE, _REMARK = 1, 6
_COUNTS = range(3, 6)


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the table."""

    each: LibraryList
    is_removed: bool = False

    @property
    def is_bundled(self) -> bool:
        return self.each.path == paths.database()


class LibraryDialog(SideWindow):
    """Every list with its town, month and counts; damaged ones with their fault.

    Attributes:
        table: a row for each list.
        note: what was done, and how to take it back.
        with_removed: whether lists that were taken out are shown too.
        use_button, remove_button, back_button, import_button: what can be done.

    Signals:
        wanted(Path): this list is to be the current one.
        removed(Path): this list was taken out of the library.
        changed: a list was taken out or put back.
        import_wanted: lists are to be brought in.
        refreshed: the table shows what there is now.
    """

    wanted = Signal(object)
    removed = Signal(object)
    changed = Signal()
    import_wanted = Signal()
    refreshed = Signal()

    def __init__(
        self, library: Library, memory: WindowMemory, parent: QWidget | None = None
    ) -> None:
        """Show ``library`` as soon as it is read."""
        super().__init__("清单库", "library", memory, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._library = library
        self._rows: list[_Row] = []
        self._task: tasks.Task | None = None
        self.table = QTableWidget(0, len(_HEADINGS))
        self.note = NoteLine("清单库提示")
        self.with_removed = QCheckBox("显示移出的清单(&S)")
        self.use_button = plain_button("设为当前清单(&U)")
        self.remove_button = plain_button("移出清单库(&R)")
        self.back_button = plain_button("放回清单库(&B)")
        self.import_button = plain_button("导入清单(&I)…")
        self._close = plain_button("关闭(&C)")
        self._set_up()
        self._lay_out()
        self._wire()
        self._open_where_left(52, 28)
        self.refresh()

    def refresh(self) -> None:
        """Read the library again, in the background."""
        if self._task is not None:
            self._task.cancel()
        library, with_removed = self._library, self.with_removed.isChecked()

        def op(_job: tasks.Job) -> list[_Row]:
            lists = library.lists()
            bundled = described(
                paths.database(), is_current=not any(each.is_current for each in lists)
            )
            rows = [_Row(bundled), *map(_Row, lists)]
            if with_removed:
                rows += [_Row(each, is_removed=True) for each in library.removed()]
            return rows

        self._task = tasks.run(self, op, self._show, self._tell)
        self._task.finished.connect(self._end)

    def _set_up(self) -> None:
        table = self.table
        table.setAccessibleName("清单库")
        table.setHorizontalHeaderLabels(_HEADINGS)
        choose_rows(table)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        self._show_state()

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        for widget in (self.use_button, self.remove_button, self.back_button, self.import_button):
            below.addWidget(widget)
        below.addStretch()
        below.addWidget(self._close)
        rows = QVBoxLayout(self)
        rows.addWidget(self.table, 1)
        rows.addWidget(self.with_removed)
        rows.addWidget(self.note)
        rows.addLayout(below)

    def _wire(self) -> None:
        self.table.itemSelectionChanged.connect(self._show_state)
        self.table.itemActivated.connect(self._use)
        self.with_removed.toggled.connect(self.refresh)
        self.use_button.clicked.connect(self._use)
        self.remove_button.clicked.connect(self._remove)
        self.back_button.clicked.connect(self._put_back_chosen)
        self.import_button.clicked.connect(self.import_wanted)
        self._close.clicked.connect(self.reject)

    def _show(self, rows: Sequence[_Row]) -> None:
        chosen = self._chosen()
        self._rows = list(rows)
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            self._fill(number, row)
        paths_now = [row.each.path for row in rows]
        current = next((n for n, row in enumerate(rows) if row.each.is_current), 0)
        known = chosen is not None and chosen.each.path in paths_now
        self.table.selectRow(
            paths_now.index(chosen.each.path) if chosen is not None and known else current
        )
        self._show_state()
        self.refreshed.emit()

    def _fill(self, number: int, row: _Row) -> None:
        each = row.each
        year, _, month = each.date.partition("-")
        remark = "已移出" if row.is_removed else BUNDLED if row.is_bundled else ""
        cells = (
            "✓ 当前" if each.is_current else "",
            f"{each.county}{each.town}" or each.name,
            f"{year}年{int(month)}月" if month else "",
            *map(str, each.counts or ("", "", "")),
            "已损坏，打不开" if each.fault else remark,
        )
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setToolTip(as_plain_tip(each.fault or each.title))
            if column in _COUNTS:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(number, column, item)

    def _chosen(self) -> _Row | None:
        selected = self.table.selectionModel().selectedRows()
        number = selected[0].row() if selected else -1
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def _show_state(self) -> None:
        row = self._chosen()
        sound = row is not None and not row.is_removed and not row.each.fault
        self.use_button.setEnabled(row is not None and sound and not row.each.is_current)
        self.remove_button.setEnabled(row is not None and not row.is_removed and not row.is_bundled)
        self.back_button.setVisible(self.with_removed.isChecked())
        self.back_button.setEnabled(row is not None and row.is_removed)
        if row is not None and row.each.fault:
            self.note.say(f"“{row.each.name}”：{row.each.fault}")
        elif self.note.text and not self.note.buttons:
            self.note.hide()

    def _use(self) -> None:
        row = self._chosen()
        if row is not None and self.use_button.isEnabled():
            self.wanted.emit(row.each.path)

    def _remove(self) -> None:
        row = self._chosen()
        if row is None or row.is_removed or row.is_bundled:
            return
        each, library = row.each, self._library

        def tell(aside: Path) -> None:
            words = f"已把“{name_of(each.path)}”移出清单库，文件没有删除。"
            self.note.say(words, [("放回", lambda: self._put_back(aside, current=each.is_current))])
            self.removed.emit(each.path)

        self._change(lambda: library.remove(each.path), tell)

    def _put_back_chosen(self) -> None:
        row = self._chosen()
        if row is not None and row.is_removed:
            self._put_back(row.each.path, current=False)

    def _put_back(self, aside: Path, *, current: bool) -> None:
        """Take a removal back; the list is current again where it was."""
        library = self._library

        def tell(path: Path) -> None:
            self.note.say(f"已把“{name_of(path)}”放回清单库。", [("关闭", self.note.hide)])
            if current:
                self.wanted.emit(path)

        self._change(lambda: library.put_back(aside), tell)

    def _change(self, op: Callable[[], Path], tell: Callable[[Path], None]) -> None:
        """Move a file on a thread of its own: the folder may lie on a network."""

        def told(path: Path) -> None:
            tell(path)
            self.changed.emit()
            self.refresh()

        tasks.run(self, lambda _job: op(), told, self._tell)

    def _end(self) -> None:
        self._task = None

    def _tell(self, error: BaseException) -> None:
        fault_box(error, self).open()
