"""The tables of a Word document (.docx, ECMA-376), and the lines between them, as a grid of text.

Deleted words, fields' instructions, readings and pictures are passed over, as a reader of the
page does not see them.
"""

import re
from dataclasses import dataclass, field, replace

from duty_desktop.domain.office_text import text_of_word
from duty_desktop.ingest.grid import MAX_COLUMNS, Gathering, Grid, GridRow
from duty_desktop.ingest.office_zip import OfficeZip
from duty_desktop.ingest.watching import Watch

BODY = re.compile(r"word/document\d*\.xml", re.IGNORECASE)
"""The part by which a document is known."""

_SKIPPED = frozenset(("rPr", "moveFrom", "rt", "instrText", "delText", "Fallback", "sectPr"))
_SPOKEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_USUAL_ROWS = 2000
"""What progress is counted up to: how many rows a document has, its end alone tells."""

_MOST_CELLS = 1024
"""Cells of one row; Word itself allows 63."""

_NUMBERED = "这一行用了 Word 的自动编号，编号不是文字，没有读入，请对照原文件核对。"


@dataclass(slots=True)
class _Cell:
    span: int = 1
    continues: bool = False
    """Whether it belongs to a merged cell that begins above."""
    pieces: list[str] = field(default_factory=list)
    numbered: bool = False
    """Whether Word shows numbers in it that are no words."""

    @property
    def text(self) -> str:
        return text_of_word("".join(self.pieces)).strip("\n")


@dataclass(slots=True)
class _Row:
    before: int = 0
    cells: list[_Cell] = field(default_factory=list)
    deleted: bool = False


def read_document(office: OfficeZip, part: str, file: str, watch: Watch) -> Grid:
    """The document's lines and table rows in order."""
    body = _Body(watch)
    office.stream(part, (body.start, body.end, body.characters))
    return Grid(file, "", tuple(body.rows))


class _Body:
    """Collects lines and tables while the XML streams past.

    Attributes:
        rows: what was found so far.
    """

    def __init__(self, watch: Watch) -> None:
        self.rows: list[GridRow] = []
        self._watch = watch
        self._gathering = Gathering()
        self._skipping = 0
        self._speaking = False
        self._depth = 0
        self._tables = 0
        self._lines = 0
        self._table: list[_Row] = []
        self._inside: list[str] = []
        self._line: list[str] = []
        self._counted: dict[str, int] = {}
        self._numbering = ""

    def start(self, element: str, given: dict[str, str]) -> None:
        self._inside.append(element)
        parent = self._inside[-2] if len(self._inside) > 1 else ""
        if self._skipping or element in _SKIPPED or (element == "del" and parent != "trPr"):
            self._skipping += 1
        elif element == "tbl":
            self._start_table()
        elif self._depth == 1 and element in ("tr", "tc"):
            self._start_part(element)
        elif parent in ("trPr", "tcPr"):
            self._shape(element, given)
        elif element == "numId":
            self._numbering = given.get("val", "")
        elif element in _SPOKEN and parent == "r":
            self._say(_SPOKEN[element])
        elif element == "t":
            self._speaking = True

    def end(self, element: str) -> None:
        self._inside.pop()
        if self._skipping:
            self._skipping -= 1
        elif element == "t":
            self._speaking = False
        elif element == "p":
            self._end_paragraph()
        elif element == "tbl":
            self._depth -= 1
            if not self._depth:
                self._end_table()

    def characters(self, text: str) -> None:
        if self._speaking and not self._skipping:
            self._say(text)

    def _start_table(self) -> None:
        self._depth += 1
        if self._depth == 1:
            self._tables += 1
            self._table = []

    def _start_part(self, element: str) -> None:
        if element == "tr":
            self._table.append(_Row())
            self._gathering.check(len(self._table))
            self._watch.at(len(self.rows) + len(self._table), _USUAL_ROWS)
        elif self._table:
            self._table[-1].cells.append(_Cell())
            if len(self._table[-1].cells) > _MOST_CELLS:
                raise ValueError("cells in one row without end")

    def _shape(self, element: str, given: dict[str, str]) -> None:
        if self._depth != 1 or not self._table:
            return
        row = self._table[-1]
        if element == "gridBefore":
            row.before = int(given.get("val", "0"))
        elif element == "del":
            row.deleted = True
        elif row.cells and element == "gridSpan":
            row.cells[-1].span = max(1, int(given.get("val", "1")))
        elif row.cells and element == "vMerge":
            row.cells[-1].continues = given.get("val", "continue") != "restart"

    def _say(self, text: str) -> None:
        if not self._depth:
            self._line.append(text)
        elif self._table and self._table[-1].cells:
            self._table[-1].cells[-1].pieces.append(text)

    def _end_paragraph(self) -> None:
        numbering, self._numbering = self._numbering, ""
        if self._depth:
            if self._table and self._table[-1].cells:
                self._number(self._table[-1].cells[-1], numbering)
            self._say("\n")
            return
        text = text_of_word("".join(self._line))
        self._line.clear()
        self._lines += 1
        if text.strip():
            self._add(GridRow(f"正文第 {self._lines} 段", (text,)))

    def _number(self, cell: _Cell, numbering: str) -> None:
        """Put down the number that Word shows in a cell without words: it counts rows so."""
        if numbering in ("", "0"):
            return
        if "".join(cell.pieces).strip():
            cell.numbered = True
            return
        self._counted[numbering] = self._counted.get(numbering, 0) + 1
        cell.pieces.append(str(self._counted[numbering]))

    def _end_table(self) -> None:
        kept = [row for row in self._table if not row.deleted]
        placed = _placed(kept)
        above: dict[int, str] = {}
        for number, (row, columns) in enumerate(zip(kept, placed, strict=True), 1):
            cells: dict[int, str] = {}
            filled = set()
            for cell, column in zip(row.cells, columns, strict=True):
                if column >= MAX_COLUMNS:
                    break
                if cell.continues:
                    filled.add(column)
                else:
                    above[column] = cell.text
                cells[column] = above.get(column, "") if cell.continues else cell.text
            if any(text.strip() for text in cells.values()):
                width = max(cells) + 1
                texts = tuple(cells.get(column, "") for column in range(width))
                found = GridRow(f"第 {self._tables} 个表格第 {number} 行", texts, frozenset(filled))
                if any(cell.numbered for cell in row.cells):
                    found = replace(found, note=_NUMBERED)
                self._add(found)
        self._table = []

    def _add(self, row: GridRow) -> None:
        self._gathering.row(row.cells)
        self.rows.append(row)


def _placed(rows: list[_Row]) -> list[list[int]]:
    """The column of every cell.

    Tables drawn by hand have more grid lines than columns, and rows that cross them differently:
    where all rows have as many cells, title rows aside, a cell's place in its row is its column.
    """
    counts = {len(row.cells) for row in rows if len(row.cells) > 1}
    if len(counts) == 1:
        return [list(range(len(row.cells))) for row in rows]
    placed = []
    for row in rows:
        columns, place = [], row.before
        for cell in row.cells:
            columns.append(place)
            place += cell.span
        placed.append(columns)
    return placed
