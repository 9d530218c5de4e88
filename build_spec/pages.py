"""The example pages in the README files and the guide, printed by the program itself.

    .venv/bin/python build_spec/pages.py [FOLDER]

Writes pictures of pages to ``docs/pages`` or FOLDER: the same ones on every machine, in the bundled
faces only. Needs no screen.
"""

import datetime
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtPdf import QPdfDocument

    from duty_desktop.domain.duty import DutyList
    from duty_desktop.reports.order import PrintOrder

ROOT = Path(__file__).resolve().parent.parent

DAY = datetime.date(2025, 7, 1)

SHORT, LONGEST = "cooperative-64", "cooperative-28"
DEPARTMENT = "昌吉市公安局"

DOTS = 90
MATRIX_DOTS = {"A4": 90, "A3": 70}
"""Resolutions in dots an inch at which small type can still be read."""

GREYS = 16
"""As many as smooth edges need."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a document."""

    name: str
    """Of its file, without the ending."""
    order: "PrintOrder"
    page: int = 0
    """Counted from 0."""
    dots: int = DOTS


def main(argv: Sequence[str]) -> int:
    """Write every picture."""
    folder = Path(argv[0]) if argv else ROOT / "docs" / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

    from PySide6.QtGui import QGuiApplication

    from duty_desktop import paths
    from duty_desktop.reports.making import make
    from duty_desktop.store.catalogue import load

    application = QGuiApplication(["pages"])
    duty_list = load(paths.database())
    for picture in pictures(duty_list):
        pdf = make(picture.order, duty_list, DAY).pdf
        path = folder / f"{picture.name}.png"
        if not in_few_greys(rendered(pdf, picture.page, picture.dots)).save(str(path)):
            print(f"{path} cannot be written", file=sys.stderr)
            return 1
        print(path)
    application.quit()
    return 0


def pictures(duty_list: "DutyList") -> Iterator[Picture]:
    """Which pages; sheets in each look that they are offered in, the usual one under their name."""
    from duty_desktop.reports.order import OFFERS, DocumentKind, PrintOrder

    looks = OFFERS[DocumentKind.SHEETS].looks or (None,)
    for name, duty_id in (("short", SHORT), ("longest", LONGEST)):
        duties = (duty_list.duty(duty_id),)
        for look in looks:
            suffix = "" if look is looks[0] else f"-{look}"
            order = PrintOrder(DocumentKind.SHEETS, duties, look=look, bundled_only=True)
            yield Picture(f"sheet-{name}{suffix}", order)
    for size, dots in MATRIX_DOTS.items():
        kind = DocumentKind.DEPARTMENT_MATRIX
        order = PrintOrder(kind, size="A3" if size == "A3" else "A4", bundled_only=True)
        # The first page has nothing but the town's own duties.
        yield Picture(f"matrix-{size.lower()}", order, 1, dots)
    department = PrintOrder(DocumentKind.DEPARTMENTS, departments=(DEPARTMENT,), bundled_only=True)
    yield Picture("department", department)
    booklet = PrintOrder(DocumentKind.BOOKLET, bundled_only=True)
    for name, page in booklet_pages(booklet, duty_list):
        yield Picture(f"booklet-{name}", booklet, page)


def booklet_pages(booklet: "PrintOrder", duty_list: "DutyList") -> Iterator[tuple[str, int]]:
    """The cover, the first page of the contents, and the first of the index by department."""
    from duty_desktop.reports.booklet_index import BY_DEPARTMENT
    from duty_desktop.reports.making import make

    titles = {"contents": "目录", "index": BY_DEPARTMENT}
    yield "cover", 0
    with opened(make(booklet, duty_list, DAY).pdf) as document:
        pages = range(document.pageCount())
        texts = ["".join(document.getAllText(page).text().split()) for page in pages]
    for name, title in titles.items():
        yield name, next(page for page in pages if texts[page].startswith(title))


@contextmanager
def opened(pdf: bytes) -> "Iterator[QPdfDocument]":
    """The document, to be looked into."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    yield document
    document.close()


def rendered(pdf: bytes, page: int, dots: float) -> "QImage":
    """A page, counted from 0, in grey on white."""
    from PySide6.QtGui import QColor, QImage, QPainter

    with opened(pdf) as document:
        drawn = document.render(page, (document.pagePointSize(page) * dots / 72).toSize())
    paper = QImage(drawn.size(), QImage.Format.Format_Grayscale8)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return paper


def in_few_greys(picture: "QImage") -> "QImage":
    """The picture with so few greys that its file is small."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, qRgb

    steps = [round(at * 255 / (GREYS - 1)) for at in range(GREYS)]
    table = [qRgb(grey, grey, grey) for grey in steps]
    indexed = QImage.Format.Format_Indexed8
    return picture.convertToFormat(indexed, table, Qt.ImageConversionFlag.ThresholdDither)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
