"""The sheets of an Excel workbook (.xlsx, ECMA-376) as grids of text.

The workbook is read as it streams past, by our own reader: openpyxl's quick mode does not tell
which cells are merged, its other mode keeps a whole object for each cell.
"""

import datetime
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from duty_desktop.domain.office_text import text_of_xml
from duty_desktop.errors import SourceDocumentError
from duty_desktop.ingest.grid import MAX_COLUMNS, MAX_ROWS, Gathering, Grid, GridRow, quoted
from duty_desktop.ingest.office_zip import OfficeZip, nothing
from duty_desktop.ingest.watching import Watch

BOOK = "xl/workbook.xml"
"""The part by which a workbook is known."""

_MOST_SHEETS = 1000
"""A county of twenty towns has sixty, with matrices and counts beside them some hundred."""

_LONGEST_NAME = 80
"""Characters of a sheet's name; Excel allows 31."""

_MOST_FILLED = 2_000_000
"""Cells that merged cells may cover in one sheet."""

_USUAL_ROWS = 5000
"""What progress within a sheet is counted up to: how many rows it has, its end alone tells."""

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_WHOLE_NUMBER = re.compile(r"-?\d+\.0+")
_NUMBER = re.compile(r"\d{1,6}(?:\.\d+)?")

_DATE_FORMATS = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)))
"""Built-in number formats that show a date, Chinese systems' included (ECMA-376, 18.8.30)."""

_DATE_CODE = re.compile(r"y|年", re.IGNORECASE)
_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_DAY_ZERO = {False: datetime.date(1899, 12, 30), True: datetime.date(1904, 1, 1)}
"""What Excel counts days from; the second is the old Macintosh's way."""


def read_workbook(office: OfficeZip, file: str, watch: Watch) -> tuple[list[Grid], list[str]]:
    """The visible sheets with words, in order, and the names of those that are hidden."""
    book = _Book()
    office.stream(BOOK, (book.start, nothing, nothing))
    if len(book.sheets) > _MOST_SHEETS:
        raise SourceDocumentError(f"这个文件的工作表超过 {_MOST_SHEETS} 张，请核对文件。")
    targets = office.relations(BOOK)
    strings = _Strings()
    if "xl/sharedStrings.xml" in office.names:
        office.stream("xl/sharedStrings.xml", (strings.start, strings.end, strings.characters))
    styles = _Styles()
    if "xl/styles.xml" in office.names:
        office.stream("xl/styles.xml", (styles.start, styles.end, nothing))
    gathering = Gathering()
    grids = []
    for number, (name, relation) in enumerate(book.sheets):
        own = watch.part(number, len(book.sheets))
        part = targets.get(relation, "xl/worksheets")
        if "chartsheets/" in part or "dialogsheets/" in part:
            continue
        sheet = _Sheet(strings.texts, _Dates(styles.dates, book.from_1904), gathering, own)
        office.stream(part, (sheet.start, sheet.end, sheet.characters))
        if rows := sheet.rows():
            grids.append(Grid(file, name, rows))
    return grids, book.hidden


class _Book:
    """The sheets that a workbook shows, and those it hides."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.hidden: list[str] = []
        self.from_1904 = False

    def start(self, element: str, given: dict[str, str]) -> None:
        if element == "workbookPr":
            self.from_1904 = given.get("date1904") in ("1", "true")
        elif element == "sheet":
            name = quoted(given.get("name", ""), _LONGEST_NAME)
            if given.get("state", "visible") == "visible":
                self.sheets.append((name, given.get("id", "")))
            else:
                self.hidden.append(name)


class _Text:
    """Collects what ``t`` elements say, readings above characters (``rPh``) left out."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._speaking = False
        self._phonetic = False

    def start(self, element: str) -> None:
        if element == "rPh":
            self._phonetic = True
        elif element == "t":
            self._speaking = not self._phonetic

    def end(self, element: str) -> None:
        if element == "rPh":
            self._phonetic = False
        elif element == "t":
            self._speaking = False

    def characters(self, text: str) -> None:
        if self._speaking:
            self._pieces.append(text)

    def taken(self) -> str:
        text = "".join(self._pieces)
        self._pieces.clear()
        return text_of_xml(text)


class _Strings:
    """The texts that cells refer to by number."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._text = _Text()
        self.characters = self._text.characters

    def start(self, element: str, _given: dict[str, str]) -> None:
        self._text.start(element)

    def end(self, element: str) -> None:
        self._text.end(element)
        if element == "si":
            self.texts.append(self._text.taken())
            if len(self.texts) > MAX_ROWS * 16:
                raise SourceDocumentError("这个文件的文字太多，不像是履职事项清单，请核对后重试。")


class _Styles:
    """Which cell styles show a number as a date."""

    def __init__(self) -> None:
        self.dates: set[int] = set()
        self._formats: set[int] = set(_DATE_FORMATS)
        self._in_cells = False
        self._count = 0

    def start(self, element: str, given: dict[str, str]) -> None:
        if element == "numFmt" and _DATE_CODE.search(
            _NOT_SHOWN.sub("", given.get("formatCode", ""))
        ):
            self._formats.add(int(given.get("numFmtId", "0")))
        elif element == "cellXfs":
            self._in_cells = True
        elif element == "xf" and self._in_cells:
            if int(given.get("numFmtId", "0")) in self._formats:
                self.dates.add(self._count)
            self._count += 1

    def end(self, element: str) -> None:
        if element == "cellXfs":
            self._in_cells = False


@dataclass(frozen=True, slots=True)
class _Dates:
    """Tells numbers that are dates from others."""

    styles: set[int]
    from_1904: bool

    def shown(self, value: str, style: str) -> str:
        """The number as a reader of the sheet sees it, near enough."""
        if style and int(style) in self.styles and _NUMBER.fullmatch(value):
            day = _DAY_ZERO[self.from_1904] + datetime.timedelta(days=int(float(value)))
            return f"{day.year}年{day.month}月{day.day}日"
        return value.partition(".")[0] if _WHOLE_NUMBER.fullmatch(value) else value


@dataclass(slots=True)
class _Row:
    cells: dict[int, str] = field(default_factory=dict)
    filled: set[int] = field(default_factory=set)


class _Sheet:
    """One sheet, cell by cell."""

    def __init__(
        self, strings: list[str], dates: _Dates, gathering: Gathering, watch: Watch
    ) -> None:
        self._strings = strings
        self._dates = dates
        self._gathering = gathering
        self._watch = watch
        self._rows: dict[int, _Row] = {}
        self._merged: list[tuple[int, int, int]] = []
        self._text = _Text()
        self._value: list[str] = []
        self._in_value = False
        self._number = 0
        self._column = -1
        self._cell: dict[str, str] = {}
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "row": self._start_row,
            "c": self._start_cell,
            "mergeCell": self._merge,
        }

    def start(self, element: str, given: dict[str, str]) -> None:
        self._text.start(element)
        if element == "v":
            self._in_value = True
        elif begin := self._starts.get(element):
            begin(given)

    def end(self, element: str) -> None:
        self._text.end(element)
        if element == "v":
            self._in_value = False
        elif element == "c":
            self._end_cell()
        elif element == "row":
            self._end_row()

    def characters(self, text: str) -> None:
        if self._in_value:
            self._value.append(text)
        else:
            self._text.characters(text)

    def rows(self) -> tuple[GridRow, ...]:
        """The rows with words, merged cells filled downwards."""
        self._fill()
        return tuple(
            GridRow(f"第 {number} 行", _as_tuple(row.cells), frozenset(row.filled))
            for number, row in sorted(self._rows.items())
        )

    def _start_row(self, given: dict[str, str]) -> None:
        self._number = int(given["r"]) if "r" in given else self._number + 1
        self._column = -1

    def _start_cell(self, given: dict[str, str]) -> None:
        self._cell = given
        place = _REFERENCE.fullmatch(given.get("r", ""))
        self._column = _column(place[1]) if place else self._column + 1

    def _end_cell(self) -> None:
        value, inline = "".join(self._value), self._text.taken()
        self._value.clear()
        kind = self._cell.get("t", "n")
        if kind == "s":
            text = self._shared(int(value)) if value else ""
        elif kind == "inlineStr":
            text = inline
        elif kind == "n":
            text = self._dates.shown(value, self._cell.get("s", ""))
        else:
            text = value
        if text.strip() and 0 <= self._column < MAX_COLUMNS:
            self._rows.setdefault(self._number, _Row()).cells[self._column] = text

    def _shared(self, number: int) -> str:
        """The text of this number; Python would count a negative one from the end."""
        if number < 0:
            raise IndexError(number)
        return self._strings[number]

    def _end_row(self) -> None:
        if row := self._rows.get(self._number):
            self._gathering.row(tuple(row.cells.values()))
            self._watch.at(self._number, _USUAL_ROWS)

    def _merge(self, given: dict[str, str]) -> None:
        ends = _REFERENCE.findall(given.get("ref", ""))
        if len(ends) == 2:
            (left, top), (_, bottom) = ends
            if int(bottom) > int(top) and _column(left) < MAX_COLUMNS:
                self._merged.append((int(top), int(bottom), _column(left)))
                if len(self._merged) > MAX_ROWS:
                    raise _merged_too_often()

    def _fill(self) -> None:
        numbers = sorted(self._rows)
        filled = 0
        for top, bottom, column in self._merged:
            text = self._rows[top].cells.get(column) if top in self._rows else None
            if text is None:
                continue
            covered = numbers[bisect_right(numbers, top) : bisect_right(numbers, bottom)]
            filled += len(covered)
            if filled > _MOST_FILLED:
                raise _merged_too_often()
            for number in covered:
                self._rows[number].cells[column] = text
                self._rows[number].filled.add(column)


def _merged_too_often() -> SourceDocumentError:
    return SourceDocumentError("这个文件的合并单元格多得异常，没有读取，请核对文件。")


def _as_tuple(cells: dict[int, str]) -> tuple[str, ...]:
    return tuple(cells.get(column, "") for column in range(max(cells) + 1))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
