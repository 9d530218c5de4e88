"""The print dialog: what is printed at the left, the pages at the right, printing and saving."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from duty_desktop.errors import PersonError
from duty_desktop.models.overriding import override
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine
from duty_desktop.views.plain import plain_button
from duty_desktop.views.printing.choices import PrintChoices
from duty_desktop.views.printing.job import MakeDocument, PrintJob
from duty_desktop.views.printing.paper_choices import PaperChoices
from duty_desktop.views.printing.preview import PagePreview
from duty_desktop.views.printing.saving import PdfSaving
from duty_desktop.views.printing.sending import PdfSending, Printable
from duty_desktop.views.printing.words import Sides, extent
from duty_desktop.views.side_window import SideWindow

if TYPE_CHECKING:
    from duty_desktop.reports.document import Document

_THUMBNAILS = "layout/print_thumbnails"
_ZOOM = "layout/print_zoom"

_COLUMN = 17
"""Ems that the choices take at first."""


class Wanted(NamedTuple):
    """A document that can be made."""

    make: MakeDocument
    name: str
    """The file's name to suggest, with its ending."""


class PrintDialog(SideWindow):
    """Shows a document as it will be printed, follows what is chosen, prints it, saves it.

    Attributes:
        choices: what is printed and how, ``None`` where no more than the paper can be chosen.
        job: makes the document.
        preview: the pages.
        saving: writes the file.
        sending: prints.
        extent: how much paper it takes.
        print_button, save_button, stop_button, close_button: as they say.
    """

    def __init__(
        self,
        title: str,
        wanted: Callable[[], Wanted],
        memory: WindowMemory,
        choices: PrintChoices | PaperChoices | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show what ``wanted`` gives, asked again at each change of ``choices``."""
        super().__init__(title, "print", memory, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._wanted = wanted
        self._name = ""
        self._document: Document | None = None
        self._column = choices
        self.choices = choices if isinstance(choices, PrintChoices) else None
        self.job = PrintJob(self)
        self.preview = PagePreview()
        self.saving = PdfSaving(memory, self)
        self.sending = PdfSending(memory, self)
        self._missing = NoteLine("缺字提醒")
        self.extent = QLabel()
        self._progress = QProgressBar()
        self.print_button = plain_button("打印(&P)…")
        self.save_button = plain_button("另存为 PDF(&S)…")
        self.stop_button = plain_button("取消(&C)")
        self.close_button = plain_button("关闭(&E)")
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_button.click)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save_button.click)
        self._lay_out()
        self._wire()
        self._restore()
        self.remake(0)

    @property
    def document(self) -> "Document | None":
        """The document that is wanted, ``None`` while it is not made."""
        return self._document

    @property
    def is_ready(self) -> bool:
        """Whether the pages that are wanted are on the screen."""
        return self.print_button.isEnabled()

    @property
    def is_printing(self) -> bool:
        """Whether pages are being sent to a printer."""
        return self.sending.is_running

    @property
    def warning(self) -> str:
        """What is said of characters that no face has."""
        return self._missing.text

    def remake(self, *pause: int) -> None:
        """Make what is wanted now, after a pause (ms)."""
        self._document = None
        try:
            make, self._name = self._wanted()
        except PersonError as error:
            self.job.stop()
            self._say_fault(error)
            return
        self.job.want(make, *pause)

    def printer(self, first: int = 1) -> QPrinter:
        """A printer set to the pages that are shown, from ``first`` on."""
        wanted = self._printable()
        if wanted is None:
            raise ValueError("there are no pages to print")
        return self.sending.printer(wanted, first)

    def print_to(self, printer: QPrinter) -> None:
        """Send the pages that the printer is set to, in the background."""
        wanted = self._printable()
        if wanted is not None:
            self.sending.send(wanted, printer)

    def abandon(self) -> None:
        """Stop what runs and close: nobody waits for it any more."""
        self.sending.cancel()
        self.job.stop()
        super().reject()

    @override
    def reject(self) -> None:
        """Stop what runs, or else close."""
        if self.is_printing or self.job.is_running:
            self._stop()
        else:
            super().reject()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        shown = self.preview.thumbnails_button.isChecked()
        self._memory.keep(_THUMBNAILS, "yes" if shown else "no")
        self._memory.keep(_ZOOM, self.preview.zoom)
        super().hideEvent(event)

    def _lay_out(self) -> None:
        parts: QWidget = self.preview
        if self._column is not None:
            column = _scrolled(self._column)
            parts = self._divided(Qt.Orientation.Horizontal, column, self.preview, (0, 1))
        self.extent.setAccessibleName("页数")
        self._progress.setAccessibleName("进度")
        self.print_button.setDefault(True)
        below = QHBoxLayout()
        below.addWidget(self.extent)
        below.addWidget(self._progress, 1)
        below.addWidget(self.stop_button)
        below.addStretch()
        for button in (self.save_button, self.print_button, self.close_button):
            below.addWidget(button)
        rows = QVBoxLayout(self)
        rows.addWidget(parts, 1)
        for line in (self._missing, self.sending.line, self.saving.note):
            rows.addWidget(line)
        rows.addLayout(below)

    def _wire(self) -> None:
        self.print_button.clicked.connect(lambda: self._ask_where_to_print())
        self.save_button.clicked.connect(self._ask_where_to_save)
        self.stop_button.clicked.connect(self._stop)
        self.close_button.clicked.connect(self.reject)
        if self._column is not None:
            self._column.changed.connect(self.remake)
            self._column.sides.told.changed.connect(self._show_extent)
        self.job.started.connect(self._show_making)
        self.job.progressed.connect(self._show_progress)
        self.job.made.connect(self._take)
        self.job.failed.connect(self._say_fault)
        self.job.stopped.connect(self._say_stopped)
        self.preview.shown.connect(self._show_state)
        self.preview.message.again_wanted.connect(lambda: self.remake(0))
        self.sending.line.wanted.connect(self._ask_where_to_print)
        self.sending.progressed.connect(self._show_printed)
        self.sending.changed.connect(self._show_state)

    def _restore(self) -> None:
        self._open_where_left(72, 52)
        self.preview.use_zoom(self._memory.text(_ZOOM))
        self.preview.thumbnails_button.setChecked(self._memory.text(_THUMBNAILS) != "no")

    @override
    def _first_sizes(self, extent: int) -> list[int]:
        column = _COLUMN * self.fontMetrics().horizontalAdvance("事")
        return [column, max(column, extent - column)]

    def _take(self, document: "Document") -> None:
        self._document = document
        self.preview.show_pdf(document.pdf)
        self._show_extent()
        self._show_missing(document.missing)
        self.sending.show(document)
        self._show_state()

    def _show_missing(self, missing: tuple[str, ...]) -> None:
        if missing:
            self._missing.say(
                f"注意：字库里没有这些字：{' '.join(missing)}。"
                "纸上用方框代替它们，打印后请手写补上。",
                loud=True,
            )
        else:
            self._missing.hide()

    def _show_making(self) -> None:
        if self.preview.pages is None:
            self.preview.say("正在生成页面…", again=False)
        self.sending.show(None)
        self._show_progress(0, 0)
        self._show_state()

    def _show_progress(self, done: int, total: int) -> None:
        if not self.is_printing:
            self._progress.setFormat("正在生成：%p%")
            self._progress.setRange(0, total)
            self._progress.setValue(done)

    def _show_printed(self, done: int, total: int) -> None:
        self._progress.setFormat("正在打印：%v / %m 页")
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _show_extent(self) -> None:
        document = self._document
        self.extent.setText(
            "" if document is None else extent(document.page_count, self._sides, document.replaced)
        )

    @property
    def _sides(self) -> Sides:
        chosen = None if self._column is None else self._column.sides.value
        return chosen or Sides.ONE

    def _show_state(self) -> None:
        """Let buttons and progress follow what runs."""
        ready = self._printable() is not None
        running = self.is_printing or self.job.is_running
        self.print_button.setEnabled(ready and not self.is_printing)
        self.save_button.setEnabled(ready)
        self._progress.setVisible(running)
        self.stop_button.setVisible(running)
        self.stop_button.setText("停止打印(&C)" if self.is_printing else "取消(&C)")
        self.extent.setVisible(self._document is not None)

    def _stop(self) -> None:
        if self.is_printing:
            self.sending.cancel()
        else:
            self.job.stop()

    def _say_stopped(self) -> None:
        self.preview.say("已停止生成。")
        self._show_state()

    def _say_fault(self, error: BaseException) -> None:
        told = isinstance(error, PersonError)
        self._missing.hide()
        self.preview.say(
            str(error) if told else "程序出了错，这份文件没有生成；清单数据没有改动。",
            error,
            again=not told,
        )
        self._show_state()

    def _ask_where_to_save(self) -> None:
        if self._document is not None:
            self.saving.ask(self._document.pdf, self._name)

    def _ask_where_to_print(self, first: int = 1) -> None:
        wanted = self._printable()
        if wanted is not None:
            self.sending.ask(wanted, first)

    def _printable(self) -> Printable | None:
        """What is on the screen, ``None`` where that is not what is wanted."""
        document, pages = self._document, self.preview.pages
        if document is None or pages is None or pages.pdf is not document.pdf:
            return None
        size = pages.document.pagePointSize(0)
        title = Path(self._name).stem
        return Printable(document, size, title, self._sides, max(0, self.preview.current))


def _scrolled(choices: PrintChoices | PaperChoices) -> QScrollArea:
    """The column, which scrolls where the screen is small or the text large."""
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(choices)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    bar = area.verticalScrollBar().sizeHint().width()
    area.setMinimumWidth(choices.minimumSizeHint().width() + bar)
    return area
