"""比较两份清单: two lists are chosen, held against each other, and their differences shown."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from duty_desktop import tasks
from duty_desktop.domain.change_words import summary
from duty_desktop.domain.changes import Comparison
from duty_desktop.importing import list_in
from duty_desktop.ingest.watching import WHOLE, Watch
from duty_desktop.models.change_rows import rows_of
from duty_desktop.models.overriding import override
from duty_desktop.reports.order import PaperSize
from duty_desktop.views.comparing.change_list import ChangeList
from duty_desktop.views.comparing.change_page import ChangePage
from duty_desktop.views.comparing.exporting import ChangesExporting
from duty_desktop.views.comparing.list_pick import ListPick
from duty_desktop.views.comparing.offers import Offer, usual
from duty_desktop.views.comparing.printing import changes_name, changes_wanted
from duty_desktop.views.faults import fault_box
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.plain import let_copy, plain_button, plain_label
from duty_desktop.views.printing.dialog_opening import DialogOpening
from duty_desktop.views.side_window import PageWindow
from duty_desktop.views.zoom import Zoom

_FIRST = "选好旧清单和新清单，程序就会逐项比较，列出新增、取消和改动的事项。"
_NO_OTHER = "清单库里没有这个乡镇的另一份清单。请在“旧清单”中选“其他文件…”，或先导入清单。"
_SAME = "两份清单没有差别。"


class CompareDialog(PageWindow):
    """Two lists above, what differs at the left, old and new words at the right. It does not block.

    Attributes:
        old, new: which lists are compared.
        swap_button: changes them over.
        summary: how many differences of each kind there are.
        changes: the differences.
        comparison: what was found last, ``None`` before that and while others are compared.
        printing, exporting: make the table of changes.

    Signals:
        compared: two lists have been compared, or could not be.
    """

    compared = Signal()

    def __init__(
        self,
        offers: Callable[[], Sequence[Offer]],
        memory: WindowMemory,
        zoom: Zoom,
        carry: Callable[[Comparison], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Compare lists that ``offers`` names, asked for in the background each time it is opened.

        ``carry`` takes over what the town noted of the old list; without it that is not offered.
        """
        super().__init__("比较两份清单", "comparing", memory, zoom, "新旧文字对照", parent)
        self._offers = offers
        self._carry_over = carry
        self._task: tasks.Task | None = None
        self.comparison: Comparison | None = None
        self.printing = DialogOpening(memory, self)
        self.exporting = ChangesExporting(memory, self)
        self.old = ListPick("旧清单(&O)：", memory)
        self.new = ListPick("新清单(&N)：", memory)
        self.summary = plain_label(_FIRST)
        self.changes = ChangeList()
        self._progress = QProgressBar()
        self._set_up()
        self._lay_out()
        self._wire()
        self._embolden()
        self._open_where_left(76, 46)
        self._show_state()

    def compare(self) -> None:
        """Compare the lists that are chosen, in the background; what runs is given up."""
        self._stop()
        self._forget()
        old, new = self.old.path, self.new.path
        if old is None or new is None:
            self.summary.setText(_FIRST)
            return
        self.summary.setText("正在比较…")
        self._run(lambda job: _compared(old, new, job), self._show)

    def abandon(self) -> None:
        """Stop what runs, prints or is saved: the window closes."""
        self._stop()
        self.printing.cancel()
        self.exporting.saving.cancel()

    @property
    def is_running(self) -> bool:
        """Whether lists are being looked for, read or compared."""
        return self._task is not None

    @override
    def reject(self) -> None:
        """Stop what runs, or else close; what was found stays for the next time."""
        if self._task is not None:
            self._stop()
            self.summary.setText("已停止。请重新选择清单，或点“重新比较”。")
        else:
            super().reject()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and self._task is None:
            self._run(lambda _job: tuple(self._offers()), self._offer)

    def _set_up(self) -> None:
        self.summary.setAccessibleName("比较结果")
        let_copy(self.summary)
        self._progress.setAccessibleName("比较进度")
        self._progress.setTextVisible(False)
        self.swap_button = plain_button("⇅ 对调(&W)", "新旧清单对调")
        self._again = plain_button("重新比较(&R)")
        self._carry = plain_button("沿用分工(&A)…")
        self._carry.setVisible(self._carry_over is not None)
        self._export = plain_button("导出(&E)")
        self._export.setMenu(self.exporting.menu)
        self._print = plain_button("打印调整对照表(&P)…")
        self._close = plain_button("关闭(&C)")

    def _lay_out(self) -> None:
        above = QGridLayout()
        above.addWidget(self.old, 0, 0)
        above.addWidget(self.new, 1, 0)
        above.addWidget(self.swap_button, 0, 1)
        above.addWidget(self._again, 1, 1)
        above.setColumnStretch(0, 1)
        parts = self._divided(Qt.Orientation.Horizontal, self.changes, self.page, (2, 3))
        below = QHBoxLayout()
        below.addWidget(self._carry)
        below.addWidget(self._progress, 1)
        below.addStretch()
        for button in (self._export, self._print, self._close):
            below.addWidget(button)
        rows = QVBoxLayout(self)
        rows.addLayout(above)
        rows.addWidget(self.summary)
        rows.addWidget(parts, 1)
        rows.addWidget(self.exporting.saving.note)
        rows.addLayout(below)

    def _wire(self) -> None:
        self.old.chosen.connect(self.compare)
        self.new.chosen.connect(self.compare)
        self.swap_button.clicked.connect(self._swap)
        self._again.clicked.connect(self.compare)
        self._carry.clicked.connect(self._take_over)
        self._print.clicked.connect(self._print_changes)
        self._close.clicked.connect(self.reject)
        self.changes.current_changed.connect(self._rewriting.start)
        QShortcut(QKeySequence("Ctrl+P"), self, self._print_changes)
        QShortcut(QKeySequence("Ctrl+F"), self, self.changes.enter_field)
        for keys, rows in (("Ctrl+Up", -1), ("Ctrl+Down", 1)):
            QShortcut(QKeySequence(keys), self, lambda rows=rows: self.changes.table.step(rows))

    def _embolden(self) -> None:
        font = self.font()
        font.setBold(True)
        self.summary.setFont(font)

    def _offer(self, offers: Sequence[Offer]) -> None:
        """Offer these lists; the first time, take those that are likely meant."""
        fresh = self.old.path is None and self.new.path is None
        self.old.offer(offers)
        self.new.offer(offers)
        if not fresh:
            return
        old, new = usual(offers)
        for pick, offer in ((self.old, old), (self.new, new)):
            if offer is not None:
                pick.choose(offer.path)
        if old is not None and new is not None:
            self.compare()
        else:
            self.summary.setText(_NO_OTHER if new is not None else _FIRST)

    def _swap(self) -> None:
        old, new = self.old.path, self.new.path
        if new is not None:
            self.old.choose(new)
        if old is not None:
            self.new.choose(old)
        self.compare()

    def _run(self, op: Callable[[tasks.Job], object], success: Callable[..., None]) -> None:
        self._progress.setRange(0, 0)
        self._task = tasks.run(self, op, success, self._tell)
        self._task.progressed.connect(self._show_progress)
        self._task.finished.connect(self._end)
        self._show_state()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _end(self) -> None:
        self._task = None
        self._show_state()

    def _show_state(self) -> None:
        """Let buttons and progress follow what runs and what was found."""
        running, found = self._task is not None, self.comparison
        self._progress.setVisible(running)
        self._close.setText("停止(&C)" if running else "关闭(&C)")
        self._print.setEnabled(found is not None)
        self._export.setEnabled(found is not None)
        self._again.setEnabled(self.old.path is not None and self.new.path is not None)
        self._carry.setEnabled(
            found is not None and found.old.source_sha256 != found.new.source_sha256
        )

    def _show(self, comparison: Comparison) -> None:
        self.comparison = self.exporting.comparison = comparison
        self.summary.setText(_summary(comparison))
        self.changes.show_rows(rows_of(comparison))
        self._rewriting.start()
        self._show_state()
        if self.changes.model.rows:
            self.changes.table.setFocus()
        self.compared.emit()

    def _forget(self) -> None:
        """Take the result off: it was about other lists."""
        self.comparison = self.exporting.comparison = None
        self.changes.show_rows(())
        self.page.clear()
        self.exporting.saving.note.hide()
        self._show_state()

    def _rewrite(self) -> None:
        """Write the page of the current row, for the present font and palette."""
        self._embolden()
        self.page.clear()
        row, comparison = self.changes.current, self.comparison
        if comparison is None:
            return
        if row is None:
            every = self.changes.model.every
            self.page.setPlainText("没有符合筛选的差别。" if every else _SAME)
            return
        document = self.page.document()
        document.setDocumentMargin(0.6 * self.fontMetrics().height())
        ChangePage(document, self.font(), self.palette(), comparison).write(row)
        self.page.verticalScrollBar().setValue(0)

    def _print_changes(self) -> None:
        if self.comparison is not None:
            self._show_pages(self.comparison)

    def _show_pages(self, comparison: Comparison) -> None:
        from duty_desktop.views.printing.paper_choices import PaperChoices

        choices = PaperChoices(get_args(PaperSize), self._memory, "changes")
        self.printing.show(
            f"打印 · {changes_name(comparison)}",
            lambda: changes_wanted(comparison, choices.wanted_size),
            choices,
        )

    def _take_over(self) -> None:
        if self.comparison is not None and self._carry_over is not None:
            self._carry_over(self.comparison)

    def _tell(self, error: BaseException) -> None:
        self.summary.setText("没有比较成。请另选清单，或点“重新比较”。")
        fault_box(error, self).open()
        self.compared.emit()


def _compared(old: Path, new: Path, job: tasks.Job) -> Comparison:
    """The two files' lists, held against each other; made on a thread of its own."""
    from duty_desktop.comparing.comparison import compare

    watch = Watch(job.progress, job.cancelled)
    read = [list_in(path, watch.part(place, 2, (0, 90))) for place, path in enumerate((old, new))]
    watch.at(90 * WHOLE // 100, WHOLE)
    return compare(*read)


def _summary(comparison: Comparison) -> str:
    """The counts, in words; also of departments that came or went, and of leftover markup."""
    if comparison.is_same:
        said = [f"{_SAME}{len(comparison.unchanged)} 项事项的内容和序号都相同。"]
    else:
        said = [f"{summary(comparison)}。"]
    count = sum(
        bool(change.departments_added or change.departments_removed)
        for change in comparison.changes
    )
    if count:
        said.append(f"其中 {count} 项的部门有增减。")
    if comparison.form_only:
        said.append(f"另有 {len(comparison.form_only)} 项文字相同，只是残留的排版标记不同。")
    return "".join(said)
