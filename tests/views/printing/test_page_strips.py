"""A page in strips is the page, whatever is cut where."""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from duty_desktop.domain.duty import DutyList
from duty_desktop.errors import PrintError
from duty_desktop.reports.making import make
from duty_desktop.reports.order import DocumentKind, PrintOrder
from duty_desktop.views.printing.page_strips import strips

RGB = QImage.Format.Format_RGB32
GREY = QImage.Format.Format_Grayscale8
DPI = 200
ROUNDING = 1
"""Levels of grey that a clipped drawing may differ by."""


def nothing() -> None:
    """Let the drawing go on."""


class Opened:
    """A PDF and what it reads from."""

    def __init__(self, pdf: bytes) -> None:
        self._data = QByteArray(pdf)
        self._buffer = QBuffer(self._data)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        self.document.load(self._buffer)

    def size(self, page: int) -> QSize:
        size = self.document.pagePointSize(page) * DPI / 72
        return QSize(round(size.width()), round(size.height()))


def on_white(ink: QImage) -> QImage:
    paper = QImage(ink.size(), RGB)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, ink)
    painter.end()
    return paper


def darkest(difference: QImage) -> int:
    """The largest difference of a dot; what stands beside the rows in memory is no dot."""
    grey = difference.convertToFormat(GREY)
    data, stride = grey.constBits(), grey.bytesPerLine()
    rows = (data[row * stride : row * stride + grey.width()] for row in range(grey.height()))
    return max(max(bytes(row)) for row in rows)


@pytest.mark.parametrize("kind", [DocumentKind.SHEETS, DocumentKind.DEPARTMENT_MATRIX])
@pytest.mark.usefixtures("qapp")
def test_strips_make_the_page(duty_list: DutyList, kind: DocumentKind) -> None:
    duties = tuple(duty_list.duty(f"cooperative-{serial}") for serial in (21, 44, 62))
    opened = Opened(make(PrintOrder(kind, duties), duty_list, date(2026, 1, 2)).pdf)
    size = opened.size(0)
    together = QImage(size, RGB)
    together.fill(Qt.GlobalColor.white)
    painter = QPainter(together)
    cut = list(strips(opened.document, 0, size, nothing))
    for top, strip in cut:
        assert strip.format() is GREY
        painter.drawImage(QPoint(0, top), strip)
    painter.end()

    assert len(cut) > 1
    painter = QPainter(together)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, on_white(opened.document.render(0, size)))
    painter.end()
    assert darkest(together) <= ROUNDING


@pytest.mark.usefixtures("qapp")
def test_a_strip_begins_among_like_rows(duty_list: DutyList) -> None:
    duties = tuple(duty_list.duty(f"cooperative-{serial}") for serial in (21, 44, 62))
    opened = Opened(make(PrintOrder(DocumentKind.SHEETS, duties), duty_list, date(2026, 1, 2)).pdf)
    size = opened.size(0)
    cut = list(strips(opened.document, 0, size, nothing))

    for (above, upper), (top, lower) in pairwise(cut):
        shared = above + upper.height() - top
        assert shared == 2
        rows = [upper.copy(0, upper.height() - row, size.width(), 1) for row in (4, 3, 2, 1)]
        rows += [lower.copy(0, row, size.width(), 1) for row in (0, 1)]
        assert all(row == rows[0] for row in rows)


@pytest.mark.usefixtures("qapp")
def test_a_page_that_cannot_be_drawn_is_a_sentence() -> None:
    with pytest.raises(PrintError, match="第 3 页画不出来"):
        list(strips(QPdfDocument(), 2, QSize(100, 100), nothing))
