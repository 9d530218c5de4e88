"""Small pictures of pages: drawn when looked at, a bounded number kept."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QModelIndex, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from duty_desktop.models.page_pictures import MOST_KEPT, MOST_WAITING, PagePictures

PAGES = 100
PICTURE = int(Qt.ItemDataRole.DecorationRole)


@pytest.fixture
def document(tmp_path: Path) -> Iterator[QPdfDocument]:
    """Upright pages, the second one lying, with a black field on each."""
    writer = QPdfWriter(str(tmp_path / "pages.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    for page in range(PAGES):
        painter.fillRect(0, 0, writer.width() // 2, writer.height(), Qt.GlobalColor.black)
        if page < PAGES - 1:
            turn = QPageLayout.Orientation
            writer.setPageOrientation(turn.Landscape if page == 0 else turn.Portrait)
            writer.newPage()
    painter.end()
    document = QPdfDocument()
    document.load(str(tmp_path / "pages.pdf"))
    yield document
    document.close()


def picture(model: PagePictures, page: int) -> QImage:
    image = model.index(page).data(PICTURE)
    assert isinstance(image, QImage)
    return image


def is_black(image: QImage) -> bool:
    return image.pixelColor(image.width() // 4, image.height() // 2).lightness() < 40


def is_drawn(model: PagePictures, page: int) -> bool:
    return is_black(picture(model, page))


@pytest.mark.usefixtures("qapp")
def test_qt_finds_no_fault(document: QPdfDocument) -> None:
    model = PagePictures()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(document)
    model.measure(40, 1.0)
    model.measure(60, 2.0)

    assert tester.model() is model
    assert model.rowCount(QModelIndex()) == PAGES
    assert model.index(4).data() == "5"


def test_a_picture_comes_after_an_empty_sheet(qtbot: QtBot, document: QPdfDocument) -> None:
    model = PagePictures()
    model.measure(120, 1.0)
    model.show(document)

    assert not is_black(picture(model, 0))
    qtbot.waitUntil(partial(is_drawn, model, 0))

    upright, lying = picture(model, 0), picture(model, 1)
    assert (upright.height(), lying.width()) == (120, 120)
    assert upright.width() == lying.height() < 120


def test_a_bounded_number_is_kept_and_waited_for(qtbot: QtBot, document: QPdfDocument) -> None:
    model = PagePictures()
    model.measure(20, 1.0)
    model.show(document)
    for first in range(0, PAGES, MOST_WAITING):
        wanted = range(first, min(PAGES, first + MOST_WAITING))
        for page in wanted:
            picture(model, page)
        qtbot.waitUntil(partial(is_drawn, model, wanted[-1]))
        qtbot.waitUntil(partial(is_drawn, model, wanted[0]))

    assert model.kept <= MOST_KEPT


def test_another_document_takes_the_place(qtbot: QtBot, document: QPdfDocument) -> None:
    model = PagePictures()
    model.show(document)
    picture(model, 3)
    nothing = QPdfDocument()
    model.show(nothing)

    assert model.rowCount() == 0
    qtbot.wait(50)
    assert model.kept == 0
