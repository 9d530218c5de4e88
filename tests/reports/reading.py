"""PDFs read back, and sheets as the lines that are drawn."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from duty_desktop.reports.form import Row
from duty_desktop.reports.ruled_table import TableRow
from duty_desktop.reports.sheet_page import FORM_WIDTH
from duty_desktop.reports.typesetting import SetLine, Typesetter

Point = tuple[float, float]

Pages = Sequence[Sequence[Row]]
"""A sheet: the rows of each of its pages."""

STARTS_NO_LINE = frozenset("，。、；：？！”’）》〉】」』…—·%")
ENDS_NO_LINE = frozenset("“‘（《〈【「『")
"""The marks that issue 2 names; kept apart from the program's own tables on purpose."""


def reader(pdf: bytes) -> PdfReader:
    """The document, to be looked into; strict, so that anything malformed is an error."""
    return PdfReader(io.BytesIO(pdf), strict=True)


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, as pypdf extracts it."""
    return [page.extract_text() for page in reader(pdf).pages]


def squeezed(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def whole_text(pdf: bytes) -> str:
    """The text of all pages, without any white space."""
    return squeezed("".join(page_texts(pdf)))


def operations(pdf: bytes, page: int = 0) -> list[tuple[list[Any], bytes]]:
    """What a page's content stream does, as operands and operators."""
    document = reader(pdf)
    contents = document.pages[page].get_contents()
    assert contents is not None
    return list(ContentStream(contents, document).operations)


def fonts(pdf: bytes) -> Iterator[dict[str, Any]]:
    """Every font dictionary in the file, whether a page names it or not."""
    document = reader(pdf)
    for number in range(1, len(document.xref[0]) + 1):
        found = document.get_object(number)
        if isinstance(found, dict) and found.get("/Type") == "/Font":
            yield found


def bookmarks(pdf: bytes) -> list[tuple[int, str, int | None]]:
    """Level, title and page of each bookmark, as they stand under each other."""
    document = reader(pdf)

    def below(entries: Iterable[Any], level: int) -> Iterator[tuple[int, str, int | None]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from below(entry, level + 1)
            else:
                page = document.get_destination_page_number(entry)
                yield level, str(entry["/Title"]), page

    return list(below(document.outline, 0))


def places(pdf: bytes, page: int) -> tuple[list[Point], Point | None, Point]:
    """Where a page's lines begin, where its turned page number does, and the paper's size."""
    matrix: list[float] = []
    found: list[Point] = []
    turned: Point | None = None
    for operands, operator in operations(pdf, page):
        values = [float(value) for value in operands] if operator in (b"cm", b"Tm") else []
        if operator == b"cm" and values[:4] == [0, -1, 1, 0]:
            matrix = values
        elif operator == b"Tm" and values[4:] == [0, 0]:
            turned = (matrix[4], matrix[5])
        elif operator == b"Tm":
            found.append((values[4], values[5]))
    box = reader(pdf).pages[page].mediabox
    return found, turned, (float(box.width), float(box.height))


def sheet_texts(pdf: bytes) -> list[list[str]]:
    """The texts of each sheet's pages, which begin where a bookmark of the second level leads."""
    texts = page_texts(pdf)
    starts = [page for level, _, page in bookmarks(pdf) if level]
    return [texts[at:end] for at, end in zip(starts, [*starts[1:], None], strict=True)]


def line_text(line: SetLine) -> str:
    """A line's pieces one after another."""
    return "".join(piece.text for piece in line.pieces)


def body_text(rows: Iterable[Row]) -> str:
    """What the last cells of rows hold, without any white space."""
    return squeezed("".join(line_text(line) for row in rows for line in row.cells[-1].lines))


def labelled(pages: Pages, label: str) -> list[Row]:
    """The rows of all pages whose first cell says ``label``, continued or not."""
    wanted = {label, f"{label}（续）"}
    return [
        row
        for rows in pages
        for row in rows
        if squeezed("".join(map(line_text, row.cells[0].lines))) in wanted
    ]


def rows_in(sheets_made: Sequence[Pages]) -> Iterator[Row]:
    """The rows of all pages of sheets."""
    return (row for pages in sheets_made for rows in pages for row in rows)


def assert_inside(row: Row | TableRow, setter: Typesetter, width: float = FORM_WIDTH) -> None:
    """Nothing of the row is drawn outside its cells, nor one piece over another."""
    assert sum(cell.width for cell in row.cells) == pytest.approx(width)
    for cell in row.cells:
        for line in cell.lines:
            at = 0.0
            for piece in line.pieces:
                assert piece.x >= at - 0.001
                gaps = piece.gap * (len(piece.text) - 1)
                at = piece.x + setter.width(piece.text, piece.style) + gaps
            assert at <= cell.width - 2 * cell.padding + 0.001
