"""导入清单: files are chosen and read, what they hold is looked through, then stored."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from duty_desktop import importing, tasks
from duty_desktop.errors import PersonError
from duty_desktop.ingest.watching import ImportCancelled, Watch
from duty_desktop.ingest.whose import Whose
from duty_desktop.models.overriding import override
from duty_desktop.models.town import Town
from duty_desktop.store.library import Library
from duty_desktop.views import collector
from duty_desktop.views.dropping import files_in
from duty_desktop.views.file_saving import Content, FileKind, FileSaving
from duty_desktop.views.lists.beside import BesideOffer
from duty_desktop.views.lists.choosing import ListChoice
from duty_desktop.views.lists.review import Review
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine
from duty_desktop.views.plain import plain_button, plain_label
from duty_desktop.views.side_window import SideWindow
from duty_desktop.views.tips import as_plain_tip

if TYPE_CHECKING:
    from duty_desktop.ingest.understanding import Understanding

_FOLDER = "folder/imported"
_KINDS = "清单文件 (*.xlsx *.xlsm *.docx *.csv *.txt *.tsv);;所有文件 (*)"
_TEMPLATE = FileKind("保存 Excel 模板", "Excel 表格", "xlsx", "模板已保存到")
_TEMPLATE_NAME = "履职事项清单（模板）.xlsx"

_FIRST = (
    "选择要导入的清单文件，可以一次选几个：三张清单分在三个文件里，或者几个乡镇的文件。\n"
    "能读 Excel（.xlsx）、Word（.docx）、CSV 和文本文件，也可以把文件拖进来。\n\n"
    "读完先显示识别结果，核对无误后再存入；在此之前什么都不会存。\n"
    "还没有电子表格的，可以先保存 Excel 模板，填好后再导入。"
)


class ImportDialog(SideWindow):
    """Brings lists in: nothing is stored before the user says so, then all of it or nothing.

    Attributes:
        note: what went wrong, or what is to be done.
        review: what the files hold.
        choice: which list is used from now on.
        saving: saves the template.
        understanding: what was understood last, ``None`` before that.

    Signals:
        imported(Understanding, tuple): the lists were stored, with where each of them is now.
        wanted(Path): this list is to be used from now on.
        idle: reading or storing has ended, well or not.
    """

    imported = Signal(object, object)
    wanted = Signal(object)
    idle = Signal()

    def __init__(
        self,
        library: Library,
        town: Town,
        memory: WindowMemory,
        shown: Path,
        parent: QWidget | None = None,
    ) -> None:
        """Store into ``library``; ``shown`` is the database that is shown meanwhile.

        What stands beside the duties can be noted in ``town``.
        """
        super().__init__("导入清单", "import", memory, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._library = library
        self._shown = shown
        self._files: tuple[Path, ...] = ()
        self._corrected: dict[int, Whose] = {}
        self._task: tasks.Task | None = None
        self._unwanted = threading.Event()
        self.understanding: Understanding | None = None
        self.note = NoteLine("导入提示")
        self.review = Review()
        self.choice = ListChoice()
        self._beside = BesideOffer(town, self.note)
        self.saving = FileSaving(memory, "folder/exported", self.note, self)
        self._set_up()
        self._lay_out()
        self._wire()
        self._open_where_left(58, 40)
        self._show_state()

    @property
    def is_running(self) -> bool:
        """Whether files are being read or lists stored."""
        return self._task is not None

    def read(self, files: Sequence[Path]) -> None:
        """Read files and show what they hold; nothing while others are read or stored."""
        if self._task is None and files:
            self._memory.keep(_FOLDER, str(files[0].parent))
            self._understand(tuple(files), {})

    def store(self) -> None:
        """Store what was understood, in the background."""
        understanding = self.understanding
        if understanding is None or not self._can_store():
            return
        library = self._library

        def op(watch: Watch) -> tuple[Path, ...]:
            return importing.store(understanding, library, watch)

        self._run("正在存入", op, self._show_stored)

    @override
    def reject(self) -> None:
        """Stop what runs, or else close."""
        if self._task is not None:
            self._stop()
        else:
            super().reject()

    @override
    def done(self, result: int) -> None:
        """Close; what was read is let go of."""
        self.understanding = None
        collector.sweep_soon()
        super().done(result)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()) and self._task is None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if files := files_in(event.mimeData()):
            event.acceptProposedAction()
            self.read(files)

    def _set_up(self) -> None:
        self._first = plain_label(_FIRST)
        self._first.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._named = QLabel()
        self._named.setTextFormat(Qt.TextFormat.PlainText)
        self._named.setAccessibleName("所选文件")
        self._named.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._hint = plain_label()
        self._progress = QProgressBar()
        self._progress.setAccessibleName("导入进度")
        self._progress.hide()
        self._open = plain_button("选择文件(&O)…")
        self._template = plain_button("保存 Excel 模板(&E)…")
        self._store = plain_button("存入清单库(&S)")
        self._use = plain_button("确定(&U)")
        self._close = plain_button("关闭(&L)")

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self._open)
        above.addWidget(self._named, 1)
        above.addWidget(self._template)
        self._stack = QStackedWidget()
        for page in (self._first, self.review, self.choice):
            self._stack.addWidget(page)
        below = QHBoxLayout()
        below.addWidget(self._progress, 1)
        below.addWidget(self._hint, 1)
        below.addWidget(self._store)
        below.addWidget(self._use)
        below.addWidget(self._close)
        rows = QVBoxLayout(self)
        rows.addLayout(above)
        rows.addWidget(self._stack, 1)
        rows.addWidget(self.note)
        rows.addLayout(below)

    def _wire(self) -> None:
        self._open.clicked.connect(self._ask_which)
        self._template.clicked.connect(self._save_template)
        self._store.clicked.connect(self.store)
        self._use.clicked.connect(self._use_chosen)
        self._close.clicked.connect(self.reject)
        self.choice.activated.connect(self._use_chosen)
        self.review.edited.connect(self._show_state)
        self.review.wanted.connect(self._understand_again)

    # Reading

    def _ask_which(self) -> None:
        folder = self._memory.text(_FOLDER)
        chosen, _ = QFileDialog.getOpenFileNames(self, "选择清单文件", folder, _KINDS)
        self.read([Path(name) for name in chosen])

    def _understand_again(self) -> None:
        corrected = self.review.corrected(self._corrected)
        if isinstance(corrected, str):
            self.note.say(corrected)
        elif self._task is None:
            self._understand(self._files, corrected)

    def _understand(self, files: tuple[Path, ...], corrected: dict[int, Whose]) -> None:
        def op(watch: Watch) -> "Understanding":
            from duty_desktop.ingest.understanding import understand

            return understand(files, None, watch, corrected)

        def show(understanding: "Understanding") -> None:
            self._files, self._corrected = files, corrected
            self._show(understanding)

        self._run("正在读取", op, show)

    def _show(self, understanding: "Understanding") -> None:
        self.understanding = understanding
        names = [" ".join(path.name.split()) for path in self._files]
        self._named.setText("、".join(names))
        self._named.setToolTip(as_plain_tip("\n".join(names)))
        self.review.show_understanding(understanding)
        self._stack.setCurrentWidget(self.review)
        self._show_state()
        lacking = any(each.lacking for each in understanding.lists)
        (self.review.fields.county if lacking else self._store).setFocus()

    # Storing

    def _show_stored(self, stored: tuple[Path, ...]) -> None:
        if self.understanding is not None:
            self.imported.emit(self.understanding, stored)
            self._beside.make(self.understanding)
        self.choice.offer(stored, self._shown)
        self._stack.setCurrentWidget(self.choice)
        self.understanding = None
        self._show_state()
        self.choice.view.setFocus()

    def _use_chosen(self) -> None:
        path = self.choice.chosen
        self.accept()
        if path is not None and path != self._shown:
            self.wanted.emit(path)

    # What runs, and what can be done

    def _run(self, doing: str, op: Callable[[Watch], object], success: Callable[..., None]) -> None:
        """Start reading or storing; cancelled by the user it still tells how it has ended."""
        if self._task is not None:
            return
        self._unwanted = unwanted = threading.Event()
        self.note.hide()
        self._progress.setRange(0, 0)
        self._progress.setFormat(f"{doing} %p%")
        self._progress.show()

        def work(job: tasks.Job) -> object:
            with collector.resting():
                return op(Watch(job.progress, lambda: unwanted.is_set() or job.cancelled()))

        def succeed(result: object) -> None:
            success(result)
            self.idle.emit()

        self._task = tasks.run(self, work, succeed, self._fail)
        self._task.progressed.connect(self._show_progress)
        self._task.finished.connect(self._end)
        self._show_state()

    def _stop(self) -> None:
        self._unwanted.set()
        self._close.setEnabled(False)
        self._progress.setFormat("正在停止…")

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _end(self) -> None:
        self._task = None
        self._progress.hide()
        self._show_state()

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, ImportCancelled):
            self.note.say("已停止，什么都没有存入。")
        elif isinstance(error, PersonError):
            self.note.say(str(error))
        else:
            from duty_desktop.views.faults import fault_box

            fault_box(error, self).open()
        self.idle.emit()

    def _can_store(self) -> bool:
        understanding = self.understanding
        return understanding is not None and understanding.is_ready and not self.review.is_edited

    def _show_state(self) -> None:
        """Let the buttons say what can be done now."""
        running = self._task is not None
        page = self._stack.currentWidget()
        for button in (self._open, self._template):
            button.setEnabled(not running)
        self.review.setEnabled(not running)
        self._store.setVisible(page is not self.choice)
        self._store.setEnabled(not running and self._can_store())
        self._hint.setText(self._why_not())
        self._hint.setVisible(not running)
        self._use.setVisible(page is self.choice)
        self._close.setEnabled(True)
        self._close.setText("停止(&L)" if running else "关闭(&L)")
        default = next(
            button
            for button, suits in (
                (self._use, page is self.choice),
                (self._store, self._can_store()),
                (self._open, True),
            )
            if suits
        )
        default.setDefault(True)

    def _why_not(self) -> str:
        if self.understanding is None:
            return ""
        if self.review.is_edited:
            return "填写有改动，请先按“重新识别”。"
        return "" if self.understanding.is_ready else "还有清单的地名或年月不知道，填写后才能存入。"

    def _save_template(self) -> None:
        def make(_job: tasks.Job) -> Content:
            from duty_desktop.export.template import template_bytes

            return Content(template_bytes())

        self.saving.ask_where(_TEMPLATE, _TEMPLATE_NAME, make)
