"""Sending a document to a printer in the background, and on from a page after a jam."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QSizeF, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from duty_desktop.views.faults import fault_box
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.printing.printer import (
    PrinterRun,
    PrintOutcome,
    chosen_pages,
    prepared_printer,
)
from duty_desktop.views.printing.resume import ResumeLine, ResumeMemory
from duty_desktop.views.printing.words import Sides

if TYPE_CHECKING:
    from duty_desktop.reports.document import Document

_DUPLEX = {
    Sides.ONE: QPrinter.DuplexMode.DuplexNone,
    Sides.LONG: QPrinter.DuplexMode.DuplexLongSide,
    Sides.SHORT: QPrinter.DuplexMode.DuplexShortSide,
}


class Printable(NamedTuple):
    """A document and how it is wanted on paper."""

    document: "Document"
    size: QSizeF
    """Of its first page, in pt."""
    title: str
    """What the printer's queue calls it."""
    sides: Sides
    current: int
    """The page that is looked at, from 0."""


class PdfSending(QObject):
    """Prints one document at a time, and remembers what was not printed to its end.

    Attributes:
        line: says how it went, and prints again from a page on.

    Signals:
        progressed(done, total): so many pages are with the printer.
        changed: a run has begun or ended.
    """

    progressed = Signal(int, int)
    changed = Signal()

    def __init__(self, memory: WindowMemory, parent: QWidget) -> None:
        """Remember in ``memory``; ``parent`` is the dialog that prints."""
        super().__init__(parent)
        self._window = parent
        self._resuming = ResumeMemory(memory)
        self._run: PrinterRun | None = None
        self._sent: tuple[Printable, tuple[int, ...]] | None = None
        self._shown: Document | None = None
        self._printer_name = ""
        self.line = ResumeLine()
        self.line.details_wanted.connect(lambda error: fault_box(error, parent).open())

    @property
    def is_running(self) -> bool:
        """Whether pages are being sent to a printer."""
        return self._run is not None

    def show(self, document: "Document | None") -> None:
        """Offer to go on with ``document``, where it was not printed to its end the last time."""
        self._shown = document
        if self._run is not None:
            return
        self.line.hide()
        if document is not None:
            sent = self._resuming.sent(document.pdf)
            if 0 < sent < document.page_count:
                self.line.say_left(sent, document.page_count)

    def ask(self, wanted: Printable, first: int = 1) -> None:
        """Let the user choose a printer and pages, those from ``first`` on at first; print."""
        if self._run is not None:
            return
        printer = self.printer(wanted, first)
        dialog = QPrintDialog(printer, self._window)
        options = QPrintDialog.PrintDialogOption
        dialog.setOption(options.PrintPageRange)
        dialog.setOption(options.PrintCurrentPage)
        dialog.setMinMax(1, wanted.document.page_count)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            self.send(wanted, printer)

    def printer(self, wanted: Printable, first: int = 1) -> QPrinter:
        """The printer used last, set to the paper, the sides and the pages from ``first`` on."""
        printer = prepared_printer(wanted.size, wanted.title)
        if self._printer_name:
            printer.setPrinterName(self._printer_name)
        printer.setDuplex(_DUPLEX[wanted.sides])
        if first > 1:
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            printer.setFromTo(first, wanted.document.page_count)
        return printer

    def send(self, wanted: Printable, printer: QPrinter) -> None:
        """Send the pages that the printer is set to; nothing while others are being sent."""
        if self._run is not None:
            return
        pages = chosen_pages(printer, wanted.document.page_count, wanted.current)
        self._sent = (wanted, pages)
        self._printer_name = printer.printerName()
        self.line.hide()
        self._run = PrinterRun(wanted.document.pdf, printer, pages, self)
        self._run.progressed.connect(self.progressed)
        self._run.finished.connect(self._end)
        self.progressed.emit(0, len(pages))
        self._run.start()
        self.changed.emit()

    def cancel(self) -> None:
        """Stop; pages already sent may still come out."""
        if self._run is not None:
            self._run.cancel()

    def _end(self, outcome: PrintOutcome) -> None:
        self._run = None
        if self._sent is not None:
            (document, _, _, sides, _), pages = self._sent
            last = pages[outcome.sent - 1] + 1 if outcome.sent else 0
            if outcome.error is None and not outcome.stopped:
                self._resuming.forget()
            elif last:
                self._resuming.keep(document.pdf, last)
            # What is shown may be another document by now, which cannot be gone on with.
            same = self._shown is not None and self._shown.pdf == document.pdf
            count = document.page_count if same else 0
            self.line.say_outcome(outcome, last, count, both=sides is not Sides.ONE)
        self.changed.emit()
