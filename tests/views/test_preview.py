"""The preview, saving and printing, from a document that reportlab made."""

import gc
import weakref
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from duty_desktop.domain.duty import DutyList
from duty_desktop.errors import PrintError
from duty_desktop.reports.document import Document
from duty_desktop.reports.order import Look
from duty_desktop.reports.sheet import sheets
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.preview import PreviewDialog
from duty_desktop.views.printer import PrinterRun, chosen_pages, prepared_printer

Opener = Callable[..., PreviewDialog]


@pytest.fixture(scope="session")
def three_sheets(duty_list: DutyList) -> Document:
    duties = [duty_list.duty(f"cooperative-{serial}") for serial in (21, 44, 62)]
    return sheets(duty_list, duties, date(2026, 1, 2), look=Look.COMPACT)


@pytest.fixture
def open_preview(qtbot: QtBot, memory: WindowMemory, three_sheets: Document) -> Opener:
    def make(document: Document = three_sheets, parent: QWidget | None = None) -> PreviewDialog:
        dialog = PreviewDialog(document, "三份.pdf", memory, parent)
        dialog.open()
        qtbot.waitExposed(dialog)
        return dialog

    return make


def pdf_printer(dialog: PreviewDialog, path: Path) -> QPrinter:
    printer = prepared_printer(dialog.document, "title")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_pages_are_turned_and_read(qtbot: QtBot, open_preview: Opener) -> None:
    dialog = open_preview()
    assert dialog.document.pageCount() == 3
    assert dialog.page.maximum() == 3

    dialog.page.setValue(3)
    navigator = dialog.view.pageNavigator()
    qtbot.waitUntil(lambda: navigator.currentPage() == 2)
    dialog.page.stepDown()
    qtbot.waitUntil(lambda: navigator.currentPage() == 1)
    assert dialog.page.value() == 2
    dialog.reject()


def test_saving_writes_the_bytes_and_remembers_the_folder(
    open_preview: Opener, three_sheets: Document, memory: WindowMemory, tmp_path: Path
) -> None:
    dialog = open_preview()

    assert dialog.save(tmp_path / "三份.pdf")

    assert (tmp_path / "三份.pdf").read_bytes() == three_sheets.pdf
    assert memory.text("folder/saved") == str(tmp_path)
    dialog.reject()


def test_a_folder_that_is_gone_is_a_sentence(open_preview: Opener, tmp_path: Path) -> None:
    dialog = open_preview()

    assert not dialog.save(tmp_path / "missing" / "三份.pdf")

    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "没有写成" in box.text()
    box.close()
    dialog.reject()


def test_missing_characters_are_said_before_printing(
    open_preview: Opener, three_sheets: Document
) -> None:
    def warnings(dialog: PreviewDialog) -> list[str]:
        return [label.text() for label in dialog.findChildren(QLabel) if "注意" in label.text()]

    quiet = open_preview()
    assert warnings(quiet) == []
    quiet.reject()

    dialog = open_preview(Document(three_sheets.pdf, 3, ("𬭼", "<b>")))
    assert "𬭼 <b>" in warnings(dialog)[0]
    dialog.reject()


def test_every_page_is_printed(
    qtbot: QtBot, open_preview: Opener, three_sheets: Document, tmp_path: Path
) -> None:
    dialog = open_preview()
    printer = pdf_printer(dialog, tmp_path / "out.pdf")
    printer.setResolution(60)
    dialog.print_to(printer)
    assert not dialog.close_button.isHidden()
    qtbot.waitUntil(lambda: not dialog.is_printing, timeout=10000)

    printed = QPdfDocument()
    assert printed.load(str(tmp_path / "out.pdf")) is QPdfDocument.Error.None_
    assert printed.pageCount() == three_sheets.page_count
    assert printed.pagePointSize(0).toSize() == dialog.document.pagePointSize(0).toSize()
    printed.close()
    dialog.reject()


def test_a_range_of_pages(open_preview: Opener, tmp_path: Path) -> None:
    dialog = open_preview()
    printer = pdf_printer(dialog, tmp_path / "out.pdf")

    assert chosen_pages(printer, 3) == range(3)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 9)
    assert chosen_pages(printer, 3) == range(1, 3)
    dialog.reject()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_a_sentence(
    qtbot: QtBot, open_preview: Opener, tmp_path: Path
) -> None:
    dialog = open_preview()
    run = PrinterRun(
        dialog.document, pdf_printer(dialog, tmp_path / "no" / "out.pdf"), range(3), dialog
    )
    told: list[object] = []
    run.finished.connect(told.append)

    run.start()
    qtbot.waitUntil(lambda: bool(told))

    assert isinstance(told[0], PrintError)
    assert "检查打印机" in str(told[0])
    dialog.reject()


def test_printing_is_stopped_between_pages(
    qtbot: QtBot, open_preview: Opener, tmp_path: Path
) -> None:
    dialog = open_preview()
    printer = pdf_printer(dialog, tmp_path / "out.pdf")
    printer.setResolution(60)

    dialog.print_to(printer)
    dialog.reject()

    assert dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.is_printing)
    dialog.reject()


def test_zooming_goes_on_from_what_is_shown(open_preview: Opener) -> None:
    dialog = open_preview()
    dialog.enlarge(1.25)
    first = dialog.view.zoomFactor()
    dialog.enlarge(1.25)

    assert dialog.view.zoomFactor() == pytest.approx(first * 1.25)
    dialog.enlarge(1000)
    assert dialog.view.zoomFactor() == 5.0
    dialog.reject()


def test_a_closed_preview_is_freed(qtbot: QtBot, open_preview: Opener) -> None:
    dialog = open_preview()
    alive = weakref.ref(dialog)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    del dialog

    def is_gone() -> bool:
        gc.collect()
        return alive() is None

    qtbot.waitUntil(is_gone)
