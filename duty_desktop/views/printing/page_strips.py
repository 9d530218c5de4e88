"""A page of a PDF as a printer takes it: in strips, so that nobody has to wait for the whole."""

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

from duty_desktop.errors import PrintError

_BAND = 240_000
"""Dots of a page that PDFium draws at once. Neither its drawing nor a printer's taking a picture
lets other threads of Python run: a whole A3 page would hold the window up for a quarter of a
second, a band or a strip for some milliseconds."""

_STRIP = 600_000
"""Dots that the printer takes at once."""

BREATH = 0.004
"""Seconds that the window has to itself after each: what it does asks for Python again and again,
and would wait for a strip each time."""

_PAUSE = 0.001
"""Seconds that it has after each band."""

_CALM = 4
"""Rows that are alike around a cut. A viewer that shows the page smaller, or a coarser printer,
rounds at each edge of a strip: a rule or a stroke of a character that is cut there would be lost,
upright rules are not."""

_REACH = 90
"""Rows in which such a place is looked for: a line of text and a half, at 300 dpi."""

_REACH_BELOW = 360
"""Rows below in which it is looked for where there is none: where lines of large text stand beside
each other at different heights."""

_GREY = QImage.Format.Format_Grayscale8
_COLOUR = QImage.Format.Format_RGB32


def strips(
    document: QPdfDocument, page: int, size: QSize, check: Callable[[], None]
) -> Iterator[tuple[int, QImage]]:
    """A page of ``size`` dots from top to bottom: where each strip begins, and the strip.

    Strips without ink are left out, those without colour are grey. ``check`` is called time and
    again; what it raises ends the drawing. Raises ``PrintError`` where the page cannot be drawn.
    """
    picture = _drawn(document, page, size, check, _GREY)
    if picture is None:
        picture = _drawn(document, page, size, check, _COLOUR)
    if picture is None:
        raise undrawable(page)
    for top, bottom in _cuts(picture):
        check()
        strip = picture.copy(0, top, size.width(), bottom - top)
        if _has_ink(strip):
            yield top, strip


def undrawable(page: int) -> PrintError:
    """What to say of a page, from 0, that cannot be drawn."""
    return PrintError(f"第 {page + 1} 页画不出来，没有打印完。请另存为 PDF 后再打印。")


def _drawn(
    document: QPdfDocument,
    page: int,
    size: QSize,
    check: Callable[[], None],
    kind: QImage.Format,
) -> QImage | None:
    """The whole page on white paper; ``None`` where it has a colour that ``kind`` has not."""
    picture = QImage(size, kind)
    if picture.isNull():
        raise undrawable(page)
    picture.fill(Qt.GlobalColor.white)
    rows = max(1, _BAND // max(1, size.width()))
    for top in range(0, size.height(), rows):
        check()
        band = QRect(0, top, size.width(), min(rows, size.height() - top))
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(size)
        # WORKAROUND: Qt takes a clip's right and bottom for its width and height, one less than
        # they are, and would draw each band a dot too small (QPdfDocument::render in 6.11).
        options.setScaledClipRect(band.adjusted(0, 0, 1, 1))
        ink = document.render(page, band.size(), options)
        if ink.isNull():
            raise undrawable(page)
        if kind is _GREY and not ink.allGray():
            return None
        painter = QPainter(picture)
        painter.drawImage(band.topLeft(), ink)
        painter.end()
        time.sleep(_PAUSE)
    return picture


def _cuts(picture: QImage) -> Iterator[tuple[int, int]]:
    """Half-open spans of rows; a strip shares like rows with the next, so that no gap shows."""
    rows = max(_REACH * 2, _STRIP // max(1, picture.width()))
    top, height = 0, picture.height()
    while top + rows + _CALM < height:
        bottom = _calm_row(picture, top + rows)
        yield top, bottom + _CALM // 2
        top = bottom
    yield top, height


def _calm_row(picture: QImage, near: int) -> int:
    """A row with like rows around it, above ``near`` or below; ``near`` where there is none."""
    data, stride = picture.constBits(), picture.bytesPerLine()
    width, half = picture.width() * picture.depth() // 8, _CALM // 2

    def is_calm(number: int) -> bool:
        rows = (
            data[row * stride : row * stride + width] for row in range(number - half, number + half)
        )
        return len(set(map(bytes, rows))) == 1

    below = min(near + _REACH_BELOW, picture.height() - half)
    places = (*range(near, near - _REACH, -1), *range(near + 1, below))
    return next(filter(is_calm, places), near)


def _has_ink(strip: QImage) -> bool:
    blank = QImage(strip.size(), strip.format())
    blank.fill(Qt.GlobalColor.white)
    return strip != blank
