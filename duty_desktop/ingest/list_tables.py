"""The tables of lists in a file's grids: found by their headings, wherever they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from duty_desktop.domain.duty import ListKind
from duty_desktop.domain.office_text import is_own_title
from duty_desktop.errors import SourceDocumentError
from duty_desktop.ingest.grid import Grid, GridRow, quoted, squeezed
from duty_desktop.ingest.headings import (
    Column,
    columns_of,
    kind_by_columns,
    kind_by_title,
    meanings,
)
from duty_desktop.ingest.list_rows import Doubt, RowReader, parted
from duty_desktop.ingest.whose import date_in, place_in

_LONGEST_TITLE = 80
_CONTENTS = re.compile(r"\.{3,}|…|·{3,}|[\t ]\d{1,4}\s*$")
_PAGE_NUMBER = re.compile(r"[-—–第共页/,，\d\s]+|（?续表?）?")
_SENTENCE = re.compile(r"[，。；,;]|^\s*(?:注|说明|备注)")
_SUM = re.compile(r"(?:合计|总计|小计|共计).{0,20}")
_GROUP = re.compile(
    r"(?:[(]?[一二三四五六七八九十]{1,3}[)]?、?|\d{1,2}、)?(?P<name>\D{2,16}?)(?:[(].*[)])?"
)
_CATEGORY_LINE = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)、].{2,16}")
"""A category above its rows, where each row says it again."""

_NAMED = re.compile(r"(?:乡镇|街道|日期|年月)[:：\s]\s*(.{1,60})")
"""A line of notes that says whose list it is, or of which month."""

_ASIDE = re.compile(r"矩阵|部门|科室|目录|说明|统计|对照|汇总")

_COLUMN_NAMES = {
    Column.DEPARTMENTS: "对应上级部门",
    Column.SUPERIOR: "上级部门职责",
    Column.TOWNSHIP: "乡镇配合职责",
    Column.METHOD: "承接部门及工作方式",
}


@dataclass(slots=True)
class FoundTable:
    """A table of duties as it stands in a file.

    Attributes:
        header: the place of its first row of headings.
        headings: what its columns are called, as printed.
        titles: the lines above it, the nearest last.
    """

    grid: Grid
    header: str
    headings: dict[Column, str]
    reader: RowReader
    titles: tuple[str, ...]
    kind: ListKind = ListKind.BASIC

    @property
    def place(self) -> str:
        """Where people find it."""
        return f"{self.grid.place}{self.header}"


@dataclass(slots=True)
class Found:
    """What the grids of one file hold.

    Attributes:
        cover: the lines above the first table.
        unused: lines between and below tables that are no duties.
        blank: headings of a list with no duty below them; they are none of the tables.
    """

    tables: list[FoundTable] = field(default_factory=list)
    cover: list[str] = field(default_factory=list)
    unused: list[Doubt] = field(default_factory=list)
    blank: list[FoundTable] = field(default_factory=list)


def find_tables(grids: Sequence[Grid]) -> Found:
    """The tables of the three lists in the grids of one file.

    Raises ``SourceDocumentError`` where a table of a list lacks a column.
    """
    found = Found()
    for grid in grids:
        _GridReader(grid, found).read()
    found.blank = [table for table in found.tables if not table.reader.duties]
    found.tables = [part for table in found.tables for part in _by_list(table)]
    kinds = {table.kind for table in found.tables if not _is_aside(table)}
    found.tables = [
        table
        for table in found.tables
        if table.reader.duties and not (_is_aside(table) and table.kind in kinds)
    ]
    for table in found.tables:
        _check_columns(table)
    return found


class _GridReader:
    """Walks down a grid: lines of text, headings, rows, and again."""

    def __init__(self, grid: Grid, found: Found) -> None:
        self._grid = grid
        self._found = found
        self._lines: list[GridRow] = []
        self._table: FoundTable | None = None
        self._fresh = False
        self._is_own = False

    def read(self) -> None:
        for row in self._grid.rows:
            self._take(row)
        self._leave_lines()

    def _take(self, row: GridRow) -> None:
        texts = [text for text in row.cells if text.strip()]
        columns = columns_of(row.cells)
        if self._passes_over(texts):
            return
        if columns and self._begins_own_table():
            self._pass_over(row)
        elif columns:
            self._header(row, columns)
        elif self._table and self._fresh and self._is_lower_header(row):
            self._lower_header(row)
        elif len(texts) == 1:
            self._single(row, texts[0])
        elif self._table is None:
            self._lines.append(row)
        else:
            self._leave_lines()
            self._table.reader.take(row)
            self._fresh = False

    def _passes_over(self, texts: Sequence[str]) -> bool:
        """Whether the row is still of the town's own table, which ends where a list is titled."""
        titled = len(texts) == 1 and _is_title(texts[0]) and kind_by_title(texts[0])
        self._is_own = self._is_own and not titled
        return self._is_own

    def _begins_own_table(self) -> bool:
        """Whether these are the headings of what a town noted beside the list, as we export it."""
        return any(is_own_title(_text(line)) for line in self._lines)

    def _pass_over(self, row: GridRow) -> None:
        said = "这张表是自行记录的“分工”，不是清单，没有取用。"
        self._found.unused.append(Doubt(f"{self._grid.place}{row.place}", said))
        self._lines = []
        self._table = None
        self._is_own = True

    def _header(self, row: GridRow, columns: dict[int, Column]) -> None:
        table = self._table
        if table and self._is_repeated(table, columns):
            self._leave_lines()
            return
        titles = tuple(map(_text, self._lines))
        if table and self._fresh:
            # Headings in two rows: the lower one, with merged cells filled, is the fuller.
            titles = table.titles + titles
            self._found.tables.remove(table)
        if not self._found.tables:
            self._found.cover += [line for line in titles if line not in self._found.cover]
        self._lines = []
        headings = {column: "".join(row.cells[at].split()) for at, column in columns.items()}
        reader = RowReader(columns, _others(row, columns))
        self._table = FoundTable(self._grid, row.place, headings, reader, titles)
        self._found.tables.append(self._table)
        self._fresh = True

    def _is_repeated(self, table: FoundTable, columns: dict[int, Column]) -> bool:
        """Whether the headings stand there again for the next page only."""
        if self._fresh or columns != table.reader.columns:
            return False
        spoken = [_text(line) for line in self._lines]
        kinds = {kind_by_title(text) for text in spoken if _is_title(text)} - {None}
        town = next((place.town for text in spoken if (place := place_in(text)).town), "")
        own = next((place.town for text in table.titles if (place := place_in(text)).town), "")
        return not kinds - {_hint(table)} and town in ("", own)

    def _is_lower_header(self, row: GridRow) -> bool:
        texts = [text for at, text in enumerate(row.cells) if text.strip() and at not in row.filled]
        return bool(texts) and all(map(meanings, texts))

    def _lower_header(self, row: GridRow) -> None:
        """Headings in two rows: what the lower one says of a column is the nearer."""
        table = self._table
        if table is None:
            return
        for at, text in enumerate(row.cells):
            free = [each for each in meanings(text) if each not in table.headings]
            if free:
                upper = table.reader.columns.get(at)
                if upper and at not in row.filled:
                    del table.headings[upper]
                table.reader.columns[at] = free[0]
                table.reader.others.pop(at, None)
                table.headings[free[0]] = "".join(text.split())

    def _single(self, row: GridRow, text: str) -> None:
        table = self._table
        if table and table.reader.is_continued_by(row):
            table.reader.take(row)
        elif table and not _is_title(text) and Column.CATEGORY not in table.headings:
            group = _GROUP.fullmatch(squeezed(text))
            if group:
                table.reader.group(group["name"])
            else:
                self._lines.append(row)
        elif not (table and squeezed(text).isdecimal()):
            self._lines.append(row)

    def _leave_lines(self) -> None:
        """Tell of lines that stand below a table's first row and are no duties."""
        if self._table is None:
            lines = list(map(_text, self._lines))
            if self._found.tables:
                # A sheet of notes behind the lists, as our own workbooks have: only what it names.
                lines = [said[1] for line in lines if (said := _NAMED.fullmatch(line))]
            self._found.cover += lines
        else:
            self._found.unused += [
                Doubt(
                    f"{self._grid.place}{row.place}",
                    f"这一行不是事项，没有取用：“{quoted(text)}”。",
                )
                for row in self._lines
                if not _is_expected(text := _text(row))
            ]
        self._lines = []


def _by_list(table: FoundTable) -> list[FoundTable]:
    """The table, its list told; or one for each list where a column says which a row is of."""
    if Column.LIST in table.headings:
        parts = parted(table.reader, Column.LIST)
        kinds = {said: kind_by_title(said) for said in parts}
        if all(kinds.values()):
            return [
                replace(table, reader=reader, kind=kinds[said] or ListKind.BASIC)
                for said, reader in parts.items()
            ]
    return [replace(table, kind=_kind(table))]


def _kind(table: FoundTable) -> ListKind:
    """Which list the table is: its columns decide, where they can."""
    hint, columns = _hint(table), set(table.reader.columns.values())
    by_columns = kind_by_columns(table.reader.columns)
    if hint is ListKind.BASIC and by_columns is ListKind.COOPERATIVE:
        # A town's own columns beside the basic list: 责任部门, 本镇职责.
        whole = {Column.SUPERIOR, Column.TOWNSHIP} <= columns
        return ListKind.COOPERATIVE if whole else ListKind.BASIC
    if by_columns or hint:
        return by_columns or hint or ListKind.BASIC
    return ListKind.COOPERATIVE if Column.DEPARTMENTS in columns else ListKind.BASIC


def _hint(table: FoundTable) -> ListKind | None:
    """The list that what stands around the table speaks of, the nearest first."""
    titles = [text for text in reversed(table.titles) if _is_title(text)]
    for text in (*titles, table.grid.name):
        if kind := kind_by_title(text):
            return kind
    named = [word for word in ("基本", "配合", "收回") if word in table.grid.file]
    return kind_by_title(named[0]) if len(named) == 1 else None


def _is_aside(table: FoundTable) -> bool:
    """Whether the sheet is one that offices keep beside the lists: a matrix, a count."""
    name = table.grid.name
    return bool(_ASIDE.search(name)) and kind_by_title(name) is None


def _check_columns(table: FoundTable) -> None:
    held = set(table.reader.columns.values())
    wanted: tuple[Column, ...] = ()
    if table.kind is ListKind.COOPERATIVE:
        wanted = (Column.DEPARTMENTS, Column.SUPERIOR, Column.TOWNSHIP)
    elif table.kind is ListKind.RECLAIMED and Column.WAY not in held:
        wanted = (Column.METHOD,)
    absent = [_COLUMN_NAMES[column] for column in wanted if column not in held]
    if absent:
        raise SourceDocumentError(
            f"{table.place}的表头里没有“{'”“'.join(absent)}”，"
            f"读不成{table.kind.official_name}清单，请核对表头后再导入。"
        )


def _others(row: GridRow, columns: dict[int, Column]) -> dict[int, str]:
    texts = {at: "".join(text.split()) for at, text in enumerate(row.cells) if at not in columns}
    return {at: text for at, text in texts.items() if text}


def _text(row: GridRow) -> str:
    return " ".join(text.strip() for text in row.cells if text.strip())


def _is_title(text: str) -> bool:
    """Whether a line may be a table's title; lines of a table of contents are none."""
    short = len(text) <= _LONGEST_TITLE and not _CONTENTS.search(text)
    short = short and not _SENTENCE.search(text)
    return short and bool(re.search("事项|清单", text))


def _is_expected(text: str) -> bool:
    """Whether a line is one that lists have between their tables."""
    plain = squeezed(text)
    return bool(
        _PAGE_NUMBER.fullmatch(text)
        or _SUM.fullmatch(plain)
        or _CATEGORY_LINE.fullmatch(plain)
        or _is_title(text)
        or place_in(text).town
        or (date_in(text) and len(plain) <= 12)
        or re.fullmatch("目录|附件.{0,3}|单位.{0,20}", plain)
    )
