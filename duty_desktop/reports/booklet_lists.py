"""The three lists as the official publication prints them: 3, 6 and 4 columns.

The basic and the reclaimed list stand upright. The cooperative list lies, as a table of six columns
usually does in official documents (GB/T 9704-2012 §8 says how such pages are bound and numbered):
two of its columns hold up to 500 characters beside each other; on an upright page they would be
five to eight characters wide. Lying, in 10.5 pt, it has 56 pages; the publication itself has 55
(the source's contents: from 13 to before 68).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from duty_desktop.domain.duty import Duty, DutyList, Field, ListKind, Side
from duty_desktop.domain.portfolio import whole_side
from duty_desktop.domain.words import words
from duty_desktop.reports import official_page
from duty_desktop.reports.canvas import Style
from duty_desktop.reports.cell_words import FACES, CellWords
from duty_desktop.reports.order import Look
from duty_desktop.reports.roles import Role
from duty_desktop.reports.ruled_table import TableCell, TableRow
from duty_desktop.reports.typesetting import Typesetter
from duty_desktop.reports.watching import Watch

_TITLE = Style(Role.TITLE, 22.0, 34.0)
_UNDER_TITLE = Style(Role.BODY, 12.0, 24.0)

_TITLE_LINES = 3
"""A title shows no more lines."""

_PADDING = 5.0
_ROW_PADDING = 5.0
_LEAST_HEIGHT = 30.0
"""Of a cell and a row, in pt."""

_SIZES = {
    Look.OFFICIAL: {ListKind.BASIC: 14.0, ListKind.COOPERATIVE: 10.5, ListKind.RECLAIMED: 12.0},
    Look.COMPACT: dict.fromkeys(ListKind, 10.5),
}
"""Type sizes in pt (四号, 五号, 小四)."""

_WIDTHS = {
    Field.SERIAL: 3.0,
    Field.CATEGORY: 4.0,
    Field.NAME: 8.0,
    Field.DEPARTMENTS: 8.0,
}
"""What a column's line holds, in type sizes: four characters of a category, eight of a name."""

_REST = {
    ListKind.BASIC: {Field.NAME: 1.0},
    ListKind.COOPERATIVE: {Field.SUPERIOR: 0.57, Field.TOWNSHIP: 0.43},
    ListKind.RECLAIMED: {Field.NAME: 0.36, Field.METHOD: 0.64},
}
"""The parts into which the columns of running text divide what the others leave."""

_SIDES = {
    Field.SUPERIOR: Side.SUPERIOR,
    Field.TOWNSHIP: Side.TOWNSHIP,
    Field.METHOD: Side.METHOD,
}


def lies(kind: ListKind) -> bool:
    """Whether the list's pages are landscape."""
    return kind is ListKind.COOPERATIVE


@dataclass(frozen=True, slots=True)
class ListRows:
    """Sets one list."""

    setter: Typesetter
    duty_list: DutyList
    kind: ListKind
    look: Look = Look.OFFICIAL

    def rows(self, watch: Watch) -> Iterator[TableRow]:
        """The title, what the list holds and leaves out, the heads, then the duties."""
        yield replace(titled(self.setter, self._title, self._width), anchor=self.kind.value)
        yield under_title(self.setter, self._counts(), self._width)
        cells = CellWords(self.setter, _SIZES[self.look][self.kind], _PADDING, FACES[self.look])
        widths = self._widths(cells)
        headings = self.duty_list.headings[self.kind]
        heads = map(cells.head, headings, widths)
        head = TableRow(tuple(heads), _LEAST_HEIGHT, _ROW_PADDING, keep=True)
        yield head
        for duty in self.duty_list.of_kind(self.kind):
            watch.check()
            row = (
                _cell(cells, duty, field, width)
                for field, width in zip(self.kind.fields, widths, strict=True)
            )
            yield TableRow(tuple(row), _LEAST_HEIGHT, _ROW_PADDING, head=(head,), anchor=duty.id)
            watch.count()

    @property
    def _title(self) -> str:
        """As printed above the list's table."""
        return self.duty_list.titles[self.kind]

    @property
    def _width(self) -> float:
        return official_page.width(landscape=lies(self.kind))

    def _counts(self) -> str:
        absent = self.duty_list.absent_serials(self.kind)
        count = f"共 {len(self.duty_list.of_kind(self.kind))} 项"
        numbers = "、".join(map(str, absent))
        return f"（{count}；原文缺号：{numbers}）" if absent else f"（{count}）"

    def _widths(self, cells: CellWords) -> tuple[float, ...]:
        rest = _REST[self.kind]
        fixed = {
            field: _WIDTHS[field] * cells.size + 2 * cells.padding
            for field in self.kind.fields
            if field not in rest
        }
        left = self._width - sum(fixed.values())
        return tuple(fixed.get(field) or rest[field] * left for field in self.kind.fields)


def titled(setter: Typesetter, text: str, width: float) -> TableRow:
    """A title over the type area, without rules."""
    lines = setter.centred(text, _TITLE, width)
    if len(lines) > _TITLE_LINES:
        lines = (*lines[: _TITLE_LINES - 1], *setter.centred("…", _TITLE, width))
    return TableRow((TableCell(width, lines, 0.0),), _TITLE.pitch, 0.0, keep=True, framed=False)


def under_title(setter: Typesetter, text: str, width: float) -> TableRow:
    """A line of ours under a title."""
    lines = setter.centred(text, _UNDER_TITLE, width)
    cell = TableCell(width, lines, 0.0)
    return TableRow((cell,), _UNDER_TITLE.pitch, 2.0, keep=True, framed=False)


def _cell(cells: CellWords, duty: Duty, field: Field, width: float) -> TableCell:
    """One cell of a duty's row, in the words of the source."""
    if field in _SIDES:
        return cells.steps(whole_side(duty, _SIDES[field]), width)
    if field is Field.SERIAL:
        return cells.short(str(duty.serial), width)
    if field is Field.CATEGORY:
        return cells.short(duty.category_as_printed, width)
    if field is Field.DEPARTMENTS:
        return cells.names(words(duty.cell(field)), width)
    return cells.name(duty.name, width)
