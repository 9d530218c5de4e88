"""Printing a finished PDF, page by page."""

from PySide6.QtCore import QObject, QRectF, QSize, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from duty_desktop.errors import PrintError

FINEST = 300
"""Dots per inch of a page's picture: text is sharp, and an A4 page stays at 35 MB of memory."""

_POINTS_PER_INCH = 72


class PrinterRun(QObject):
    """Sends pages to a printer, one at each turn of the event loop.

    Signals:
        progressed(done, total): so many pages are with the printer.
        finished(error): the run is over; ``None``, or a ``PrintError`` that says why it failed.
    """

    progressed = Signal(int, int)
    finished = Signal(object)

    def __init__(
        self, document: QPdfDocument, printer: QPrinter, pages: range, parent: QObject
    ) -> None:
        """Print ``pages`` (from 0) of ``document``."""
        super().__init__(parent)
        self._document = document
        self._printer = printer
        self._pages = pages
        self._done = 0
        self._painter = QPainter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._print_next)

    def start(self) -> None:
        """Begin; returns at once."""
        if not self._painter.begin(self._printer):
            self._end(_failed(self._printer))
            return
        self._timer.start(0)

    def cancel(self) -> None:
        """Stop; pages already sent may still come out."""
        if self._timer.isActive():
            self._printer.abort()
            self._end(None)

    def _print_next(self) -> None:
        if self._done and not self._printer.newPage():
            self._end(_failed(self._printer))
            return
        page = self._pages[self._done]
        dots = min(FINEST, self._printer.resolution()) / _POINTS_PER_INCH
        size = self._document.pagePointSize(page)
        picture = self._document.render(page, _rounded(size * dots))
        if picture.isNull():
            self._printer.abort()
            self._end(PrintError(f"第 {page + 1} 页画不出来，没有打印完。请另存为 PDF 后再打印。"))
            return
        scale = self._printer.resolution() / _POINTS_PER_INCH
        self._painter.drawImage(QRectF(0, 0, size.width() * scale, size.height() * scale), picture)
        self._done += 1
        self.progressed.emit(self._done, len(self._pages))
        if self._done == len(self._pages):
            self._end(None)

    def _end(self, error: PrintError | None) -> None:
        self._timer.stop()
        if self._painter.isActive() and not self._painter.end() and error is None:
            error = _failed(self._printer)
        self.finished.emit(error)
        self.deleteLater()


def prepared_printer(document: QPdfDocument, title: str) -> QPrinter:
    """The default printer, set to the paper of the document's first page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    size = document.pagePointSize(0)
    upright = size.width() <= size.height()
    page = QPageSize(
        size if upright else size.transposed(),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    printer.setPageSize(page)
    orientation = QPageLayout.Orientation
    printer.setPageOrientation(orientation.Portrait if upright else orientation.Landscape)
    return printer


def chosen_pages(printer: QPrinter, page_count: int) -> range:
    """The pages, from 0, that the print dialog asks for."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return range(page_count)
    first = max(1, printer.fromPage())
    last = min(page_count, printer.toPage() or page_count)
    return range(first - 1, last)


def _rounded(size: QSizeF) -> QSize:
    return QSize(round(size.width()), round(size.height()))


def _failed(printer: QPrinter) -> PrintError:
    return PrintError(
        "没有打印成功，请检查打印机是否开机、联机和有纸，然后再试；也可以另存为 PDF。",
        f"{printer.printerName()}: {printer.printerState().name}",
    )
