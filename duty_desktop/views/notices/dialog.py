"""来文比对: a notice is pasted or opened, and held against the list."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from duty_desktop import tasks
from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.domain.notice import Candidate, NoticeMatch
from duty_desktop.ingest.notice_text import clean_notice, read_notice
from duty_desktop.models.overriding import override
from duty_desktop.views.faults import fault_box
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.notices.input import NoticeInput
from duty_desktop.views.notices.page import NoticePage
from duty_desktop.views.notices.printing import sheet_name, sheet_wanted
from duty_desktop.views.plain import let_copy, plain_button, plain_label
from duty_desktop.views.printing.dialog_opening import DialogOpening
from duty_desktop.views.side_window import PageWindow
from duty_desktop.views.tips import as_plain_tip
from duty_desktop.views.zoom import Zoom

if TYPE_CHECKING:
    from duty_desktop.search.notice import NoticeMatcher

_FOLDER = "folder/opened"

_LEAST_ROWS = 2
"""The list of candidates is as tall as what it holds, and no less than so many."""

_NONE_NEAR = (
    "清单里没有与来文相近的事项。\n"
    "可以在主窗口换几个词搜索一下；确认不在清单内的，请打印核对单，由分管领导审定。"
)

_FIRST = "粘贴或打开一份来文，程序会在清单中找出它可能涉及的事项。结果只是建议，需人工确认。"


class NoticeDialog(PageWindow):
    """A notice at the left; what it may concern, and why, at the right. It does not block.

    Attributes:
        input: the notice's text.
        candidates: the duties it may concern, best first.
        verdict: the suggestion.
        match: what was found last, ``None`` before that and after the text was changed.
        printing: opens the print dialog on the sheet.

    Signals:
        duty_wanted(Duty): the user wants to see this duty in the window.
        compared: a notice has been compared, or could not be.
    """

    duty_wanted = Signal(Duty)
    compared = Signal()

    def __init__(
        self,
        duty_list: DutyList,
        matcher: "Callable[[], NoticeMatcher]",
        memory: WindowMemory,
        zoom: Zoom,
        parent: QWidget | None = None,
    ) -> None:
        """Compare with ``duty_list``; ``matcher`` makes what compares, when first needed."""
        super().__init__("来文比对", "notice", memory, zoom, "依据和各方职责", parent)
        self.setAcceptDrops(True)
        self._duty_list = duty_list
        self._make_matcher = matcher
        self._matcher: NoticeMatcher | None = None
        self._task: tasks.Task | None = None
        self.match: NoticeMatch | None = None
        self.printing = DialogOpening(memory, self)
        self.input = NoticeInput(zoom)
        self.verdict = plain_label(_FIRST)
        self.candidates = QListWidget()
        self._progress = QProgressBar()
        self._set_up()
        self._lay_out()
        self._wire()
        self._measure()
        self._open_where_left(64, 42)

    def open_file(self, path: Path) -> None:
        """Read a file and compare it."""
        self._memory.keep(_FOLDER, str(path.parent))
        self._run(lambda _job: read_notice(path), self._take)

    def compare(self) -> None:
        """Compare the text with the list, in the background."""
        pasted = self.input.toPlainText()

        def op(job: tasks.Job) -> NoticeMatch:
            matcher = self._matcher or self._make_matcher()
            self._matcher = matcher
            return matcher.match(clean_notice(pasted), job.progress)

        self._run(op, self._show)

    @property
    def is_running(self) -> bool:
        """Whether a notice is being read or compared."""
        return self._task is not None

    @override
    def reject(self) -> None:
        """Stop what runs, or else close; the text stays for the next time."""
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    def _set_up(self) -> None:
        self.verdict.setAccessibleName("建议结论")
        let_copy(self.verdict)
        self.candidates.setAccessibleName("可能涉及的事项")
        self.candidates.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.candidates.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._progress.setAccessibleName("比对进度")
        self._progress.setTextVisible(False)
        self._progress.hide()

    def _lay_out(self) -> None:
        self._open = plain_button("打开文件(&O)…")
        self._clear = plain_button("清空(&L)")
        self._compare = plain_button("比对(&M)")
        self._compare.setDefault(True)
        self._print = plain_button("打印核对单(&P)…")
        self._show_duty = plain_button("查看事项(&S)")
        self._close = plain_button("关闭(&C)")
        self._print.setEnabled(False)
        self._show_duty.setEnabled(False)
        left, right = QWidget(), QWidget()
        above = QHBoxLayout()
        label = QLabel("来文(&T)：")
        label.setBuddy(self.input)
        above.addWidget(label)
        above.addStretch()
        above.addWidget(self._open)
        above.addWidget(self._clear)
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(above)
        rows.addWidget(self.input, 1)
        rows.addWidget(self._compare)
        rows = QVBoxLayout(right)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.verdict)
        rows.addWidget(self.candidates)
        rows.addWidget(self.page, 1)
        parts = self._divided(Qt.Orientation.Horizontal, left, right, (2, 3))
        below = QHBoxLayout()
        below.addWidget(self._progress, 1)
        below.addStretch()
        below.addWidget(self._show_duty)
        below.addWidget(self._print)
        below.addWidget(self._close)
        rows = QVBoxLayout(self)
        rows.addWidget(parts, 1)
        rows.addLayout(below)

    def _wire(self) -> None:
        self.input.file_dropped.connect(self.open_file)
        self.input.compare_wanted.connect(self.compare)
        self.input.textChanged.connect(self._forget)
        self._open.clicked.connect(self._ask_which)
        self._clear.clicked.connect(self._empty)
        self._compare.clicked.connect(self.compare)
        self._print.clicked.connect(self._print_match)
        self._show_duty.clicked.connect(self._want_duty)
        self._close.clicked.connect(self.reject)
        self.candidates.currentRowChanged.connect(self._show_candidate)
        self.candidates.itemActivated.connect(self._want_duty)
        QShortcut(QKeySequence("Ctrl+O"), self, self._ask_which)
        QShortcut(QKeySequence("Ctrl+P"), self, self._print_match)

    def _measure(self) -> None:
        """Take measures from the present font."""
        rows = max(_LEAST_ROWS, self.candidates.count())
        line = max(self.fontMetrics().height(), self.candidates.sizeHintForRow(0))
        self.candidates.setFixedHeight(rows * line + 2 * self.candidates.frameWidth())
        font = self.font()
        font.setBold(True)
        self.verdict.setFont(font)

    def _rewrite(self) -> None:
        self._measure()
        self._show_candidate(self.candidates.currentRow())

    def _run(self, op: Callable[[tasks.Job], object], success: Callable[..., None]) -> None:
        if self._task is not None:
            return
        self._progress.setRange(0, 0)
        self._progress.show()
        self._close.setText("停止(&C)")
        for button in (self._open, self._clear, self._compare):
            button.setEnabled(False)
        self.input.setReadOnly(True)
        self._task = tasks.run(self, op, success, self._tell)
        self._task.progressed.connect(self._show_progress)
        self._task.finished.connect(self._end)

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _end(self) -> None:
        self._task = None
        self._progress.hide()
        self._close.setText("关闭(&C)")
        for button in (self._open, self._clear, self._compare):
            button.setEnabled(True)
        self.input.setReadOnly(False)

    def _take(self, text: str) -> None:
        self.input.setPlainText(text)
        self.compare()

    def _show(self, match: NoticeMatch) -> None:
        self.candidates.clear()
        self.match = match
        self.verdict.setText(match.suggestion)
        for candidate in match.candidates:
            item = QListWidgetItem(_line(candidate))
            item.setToolTip(as_plain_tip(candidate.duty.name))
            self.candidates.addItem(item)
        self._print.setEnabled(True)
        self._measure()
        if match.candidates:
            self.candidates.setCurrentRow(0)
            self.candidates.setFocus()
        else:
            self._show_candidate(-1)
        self.compared.emit()

    def _show_candidate(self, row: int) -> None:
        document = self.page.document()
        document.clear()
        self._show_duty.setEnabled(row >= 0)
        if self.match is None or not 0 <= row < len(self.match.candidates):
            self.input.point_out(())
            self.page.setPlainText("" if self.match is None else _NONE_NEAR)
            return
        candidate = self.match.candidates[row]
        document.setDocumentMargin(0.6 * self.fontMetrics().height())
        NoticePage(document, self.font(), self.palette()).write(self._duty_list, candidate)
        self.page.verticalScrollBar().setValue(0)
        places = sorted((each.start, len(each.notice)) for each in candidate.evidence)
        self.input.point_out(places)

    def _forget(self) -> None:
        """Take the result off: it was about another text."""
        if self.match is None:
            return
        self.match = None
        self.candidates.clear()
        self.page.clear()
        self._print.setEnabled(False)
        self.verdict.setText(_FIRST)
        self.input.point_out(())

    def _empty(self) -> None:
        self.input.clear()
        self.input.setFocus()

    def _want_duty(self) -> None:
        row = self.candidates.currentRow()
        if self.match is not None and 0 <= row < len(self.match.candidates):
            self.duty_wanted.emit(self.match.candidates[row].duty)

    def _print_match(self) -> None:
        if self.match is not None:
            wanted = sheet_wanted(self._duty_list, self.match)
            self.printing.show(f"打印 · {sheet_name(self.match)}", lambda: wanted)

    def _ask_which(self) -> None:
        if self._task is not None:
            return
        folder = self._memory.text(_FOLDER)
        kinds = "来文 (*.docx *.txt);;所有文件 (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, "打开来文", folder, kinds)
        if chosen:
            self.open_file(Path(chosen))

    def _tell(self, error: BaseException) -> None:
        fault_box(error, self).open()
        self.compared.emit()


def _line(candidate: Candidate) -> str:
    duty = candidate.duty
    return f"{duty.label}　{duty.name}"
