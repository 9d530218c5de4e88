"""Printing page by page, into PDF files that stand for printers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSizeF
from PySide6.QtGui import QColor, QPageRanges
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from duty_desktop.domain.duty import DutyList
from duty_desktop.errors import PrintError
from duty_desktop.reports.document import Document
from duty_desktop.reports.order import Look
from duty_desktop.reports.sheet import sheets
from duty_desktop.views.printing.printer import (
    PrinterRun,
    PrintOutcome,
    chosen_pages,
    prepared_printer,
)

A4 = QSizeF(595.28, 841.89)
Printing = Callable[..., PrintOutcome]


@pytest.fixture(scope="session")
def three_sheets(duty_list: DutyList) -> Document:
    duties = [duty_list.duty(f"cooperative-{serial}") for serial in (21, 44, 62)]
    return sheets(duty_list, duties, date(2026, 1, 2), look=Look.COMPACT)


def pdf_printer(path: Path, size: QSizeF = A4) -> QPrinter:
    printer = prepared_printer(size, "title")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(72)
    return printer


@pytest.fixture
def printed(qtbot: QtBot, three_sheets: Document) -> Printing:
    """Prints and waits for the end."""

    def run(
        printer: QPrinter, pages: tuple[int, ...] = (0, 1, 2), pdf: bytes = three_sheets.pdf
    ) -> PrintOutcome:
        parent = QObject()
        run = PrinterRun(pdf, printer, pages, parent)
        told: list[PrintOutcome] = []
        run.finished.connect(told.append)
        run.start()
        qtbot.waitUntil(lambda: bool(told), timeout=20_000)
        return told[0]

    return run


def is_ink(colour: QColor) -> bool:
    return colour.alpha() > 0 and colour.value() < 192  # small type on a coarse printer is grey


def page_count(path: Path) -> int:
    document = QPdfDocument()
    assert document.load(str(path)) is QPdfDocument.Error.None_
    count = document.pageCount()
    document.close()
    return count


@pytest.mark.usefixtures("qapp")
def test_the_pages_that_the_print_dialog_asks_for(tmp_path: Path) -> None:
    printer = pdf_printer(tmp_path / "out.pdf")
    assert chosen_pages(printer, 3) == (0, 1, 2)

    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 9)
    assert chosen_pages(printer, 3) == (1, 2)
    printer.setPageRanges(QPageRanges.fromString("1,3-4,9"))
    assert chosen_pages(printer, 5) == (0, 2, 3)
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert chosen_pages(printer, 5, current=4) == (4,)
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert chosen_pages(printer, 3) == (2, 1, 0)
    printer.setCopyCount(2)
    assert chosen_pages(printer, 2) == (1, 0, 1, 0)


def test_a_range_is_printed(printed: Printing, tmp_path: Path) -> None:
    path = tmp_path / "三工镇 <b>%s.pdf"
    outcome = printed(pdf_printer(path), (1, 2))

    assert outcome == PrintOutcome(2)
    assert page_count(path) == 2


def test_smaller_paper_holds_the_whole_page(printed: Printing, tmp_path: Path) -> None:
    path = tmp_path / "a5.pdf"
    half = pdf_printer(path, A4 / 2)

    assert printed(half, (0,)) == PrintOutcome(1)
    document = QPdfDocument()
    document.load(str(path))
    picture = document.render(0, (document.pagePointSize(0) * 2).toSize())
    document.close()
    # The page's foot, with the page number, is on the paper.
    rows = range(round(picture.height() * 0.9), picture.height())
    inked = {y for y in rows for x in range(picture.width()) if is_ink(picture.pixelColor(x, y))}
    assert inked
    assert max(inked) < picture.height() * 0.97


def test_a_folder_that_is_gone_is_a_sentence(printed: Printing, tmp_path: Path) -> None:
    outcome = printed(pdf_printer(tmp_path / "no" / "out.pdf"))

    assert outcome.sent == 0
    assert isinstance(outcome.error, PrintError)
    assert "没有写成" in str(outcome.error)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_a_sentence(
    printed: Printing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = pdf_printer(tmp_path / "out.pdf")
    # Stands for a printer without a file: it opens what it is told to and fails.
    monkeypatch.setattr(printer, "outputFileName", lambda: "")
    printer.setOutputFileName(str(tmp_path / "no" / "out.pdf"))

    outcome = printed(printer)

    assert isinstance(outcome.error, PrintError)
    assert "检查打印机" in str(outcome.error)


def test_a_printer_that_fails_in_between_keeps_count(
    printed: Printing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(b"what stood there before")
    printer = pdf_printer(path)
    answers = iter((True, False))
    new_page = printer.newPage
    monkeypatch.setattr(printer, "newPage", lambda: next(answers) and new_page())

    outcome = printed(printer)

    assert outcome.sent == 2
    assert isinstance(outcome.error, PrintError)
    assert path.read_bytes() == b"what stood there before"
    assert [each.name for each in tmp_path.iterdir()] == ["out.pdf"]


def test_what_is_no_pdf_is_a_sentence(printed: Printing, tmp_path: Path) -> None:
    outcome = printed(pdf_printer(tmp_path / "out.pdf"), (0,), b"no PDF")

    assert isinstance(outcome.error, PrintError)
    assert list(tmp_path.iterdir()) == []
