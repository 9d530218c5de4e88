"""Printing a finished PDF, page by page, on a thread of its own."""

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QSize, QSizeF, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from duty_desktop import tasks
from duty_desktop.errors import PersonError, PrintError
from duty_desktop.files import made_beside, put_in_place, why_not_written
from duty_desktop.views.printing.page_strips import BREATH, strips, undrawable

FINEST = 300
"""Dots per inch of a page's picture: text is sharp, and an A3 page stays below 20 million dots."""

_POINTS_PER_INCH = 72

_ROUNDED_PAPER = 0.99
"""Papers are given in whole points: what fits so far, fits."""


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """How a print run ended."""

    sent: int
    """Pages of the run that are with the printer; those after a fault may not have come out."""
    stopped: bool = False
    """Whether the user stopped it."""
    error: BaseException | None = None
    """Why it failed, ``None`` where it did not."""


class PrinterRun(QObject):
    """Sends pages to a printer without holding the window up.

    ``QPainter`` may paint on a ``QPrinter`` in any thread ("Thread-Support in Qt Modules"); the
    worker reads the PDF by a document of its own.

    Signals:
        progressed(done, total): so many pages are with the printer.
        finished(outcome): the run is over; a ``PrintOutcome`` says how.
    """

    progressed = Signal(int, int)
    finished = Signal(object)

    def __init__(
        self, pdf: bytes, printer: QPrinter, pages: Sequence[int], parent: QObject
    ) -> None:
        """Print ``pages`` (from 0) of ``pdf``; nobody else may touch ``printer`` meanwhile."""
        super().__init__(parent)
        self._pdf = pdf
        self._printer = printer
        self._pages = tuple(pages)
        self._stop = threading.Event()

    def start(self) -> None:
        """Begin; returns at once."""
        pdf, printer, pages, stop = self._pdf, self._printer, self._pages, self._stop
        task = tasks.run(
            self,
            lambda job: _send(pdf, printer, pages, _Watch(job, stop)),
            self._end,
            lambda error: self._end(PrintOutcome(0, error=error)),
        )
        task.progressed.connect(self.progressed)

    def cancel(self) -> None:
        """Stop as soon as the printer lets go; pages already sent may still come out."""
        self._stop.set()

    def _end(self, outcome: PrintOutcome) -> None:
        self.finished.emit(outcome)
        self.deleteLater()


class _Watch:
    """What the worker tells and asks: its progress, and whether it is to stop."""

    def __init__(self, job: tasks.Job, stop: threading.Event) -> None:
        self._job = job
        self._stop = stop
        self.sent = 0

    def check(self) -> None:
        if self._stop.is_set() or self._job.cancelled():
            raise _Stopped

    def count(self, total: int) -> None:
        self.sent += 1
        self._job.progress(self.sent, total)


class _Stopped(Exception):  # noqa: N818 - somebody's wish, not an error
    """The user stopped the run."""


def prepared_printer(page_size: QSizeF, title: str) -> QPrinter:
    """The default printer, set to the paper of a page of ``page_size`` (pt)."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    lay_paper(printer, page_size)
    return printer


def lay_paper(printer: QPrinter, size: QSizeF) -> None:
    """Set the printer to the paper of a page of ``size`` (pt), upright or lying."""
    upright = size.width() <= size.height()
    page = QPageSize(
        size if upright else size.transposed(),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    printer.setPageSize(page)
    printer.setPageOrientation(_turn(lying=not upright))


def chosen_pages(printer: QPrinter, page_count: int, current: int = 0) -> tuple[int, ...]:
    """The pages, from 0, that the print dialog asks for, in the order of printing.

    Copies that the printer does not make itself are pages of their own. ``current`` is the page
    that is looked at.
    """
    chosen: list[int] = list(range(page_count))
    if printer.printRange() is QPrinter.PrintRange.CurrentPage:
        chosen = chosen[current : current + 1]
    elif printer.printRange() is QPrinter.PrintRange.PageRange:
        chosen = [page for page in chosen if printer.pageRanges().contains(page + 1)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    return tuple(chosen * (1 if printer.supportsMultipleCopies() else printer.copyCount()))


def _send(pdf: bytes, printer: QPrinter, pages: Sequence[int], watch: _Watch) -> PrintOutcome:
    """Print, in the worker; a file that the printer is set to write is whole or not there."""
    wanted = printer.outputFileName()
    try:
        if not wanted:
            _send_pages(pdf, printer, pages, watch)
        else:
            _send_to_file(pdf, printer, pages, watch, Path(wanted))
    except _Stopped:
        return PrintOutcome(watch.sent, stopped=True)
    except PersonError as error:
        return PrintOutcome(watch.sent, error=error)
    finally:
        if wanted:
            printer.setOutputFileName(wanted)
    return PrintOutcome(watch.sent)


def _send_to_file(
    pdf: bytes, printer: QPrinter, pages: Sequence[int], watch: _Watch, path: Path
) -> None:
    """Print into a file beside ``path`` that takes its place once it is complete."""
    beside: Path | None = None
    try:
        beside = made_beside(path, ".pdf")
        printer.setOutputFileName(str(beside))
        _send_pages(pdf, printer, pages, watch)
        beside.chmod(0o644)
        put_in_place(beside, path)
    except OSError as error:
        raise PrintError(why_not_written(path, error), str(error)) from error
    finally:
        if beside is not None:
            # A stick that was pulled out keeps what it has.
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _send_pages(pdf: bytes, printer: QPrinter, pages: Sequence[int], watch: _Watch) -> None:
    document = QPdfDocument()
    data = QByteArray(pdf)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    painter = QPainter()
    if not painter.begin(printer):
        raise _failed(printer)
    lying = _lies(document, pages[0]) if pages else False
    try:
        for page in pages:
            watch.check()
            if _lies(document, page) != lying:
                lying = not lying
                printer.setPageOrientation(_turn(lying=lying))
            if watch.sent and not printer.newPage():
                raise _failed(printer)
            _draw_page(document, page, printer, painter, watch)
            watch.count(len(pages))
    except (_Stopped, PersonError):
        printer.abort()
        painter.end()
        raise
    finally:
        document.close()
    if not painter.end():
        raise _failed(printer)


def _lies(document: QPdfDocument, page: int) -> bool:
    size = document.pagePointSize(page)
    return size.width() > size.height()


def _turn(*, lying: bool) -> QPageLayout.Orientation:
    return QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait


def _draw_page(
    document: QPdfDocument, page: int, printer: QPrinter, painter: QPainter, watch: _Watch
) -> None:
    """Draw a page at its own size, or smaller where the paper is smaller."""
    size = document.pagePointSize(page)
    if size.isEmpty():
        raise undrawable(page)
    dots = printer.resolution() / _POINTS_PER_INCH * _fit(size, printer)
    # A whole number of the printer's dots to one of the picture's, so that strips meet exactly.
    coarser = -(-printer.resolution() // FINEST)
    picture = QSize(round(size.width() * dots / coarser), round(size.height() * dots / coarser))
    for top, strip in strips(document, page, picture, watch.check):
        where = QRect(0, top * coarser, strip.width() * coarser, strip.height() * coarser)
        painter.drawImage(where, strip)
        time.sleep(BREATH)


def _fit(size: QSizeF, printer: QPrinter) -> float:
    """What a page is made smaller by where the paper is smaller."""
    paper = printer.pageLayout().fullRectPoints()
    fit = min(paper.width() / size.width(), paper.height() / size.height())
    return fit if fit < _ROUNDED_PAPER else 1.0


def _failed(printer: QPrinter) -> PrintError:
    return PrintError(
        "没有打印成功，请检查打印机是否开机、联机和有纸，然后再试；也可以另存为 PDF。",
        f"{printer.printerName()}: {printer.printerState().name}",
    )
