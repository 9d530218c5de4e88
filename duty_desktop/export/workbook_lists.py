"""The three lists as sheets of a workbook: headings as printed, one row a duty."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from duty_desktop.domain.duty import Duty, Field, ListKind
from duty_desktop.domain.office_text import CONTINUED, pieces
from duty_desktop.domain.words import words
from duty_desktop.export.exported import Watch
from duty_desktop.export.measuring import line_count
from duty_desktop.export.selection import Selection, cell_words
from duty_desktop.export.workbook_cells import (
    BODY,
    CENTRED,
    HEAD,
    MOST_LINES,
    TITLE,
    SheetCells,
    fits,
    shown,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

_HEADS = 2
"""Rows above the duties: the title, the headings."""

_WIDTHS: Mapping[ListKind, Mapping[Field, int]] = {
    ListKind.BASIC: {Field.SERIAL: 8, Field.CATEGORY: 14, Field.NAME: 110},
    ListKind.COOPERATIVE: {
        Field.SERIAL: 7,
        Field.CATEGORY: 10,
        Field.NAME: 20,
        Field.DEPARTMENTS: 22,
        Field.SUPERIOR: 56,
        Field.TOWNSHIP: 42,
    },
    ListKind.RECLAIMED: {Field.SERIAL: 8, Field.CATEGORY: 14, Field.NAME: 48, Field.METHOD: 66},
}
"""In half-width characters: together what lying A4 shows at some nine tenths of its size."""

_BROADEST = 120
"""To which the columns of words grow before a cell goes on in a row of its own."""

_STEP = 8
_CENTRED = {Field.SERIAL, Field.CATEGORY}


def add_lists(workbook: "Workbook", selection: Selection, watch: Watch) -> tuple[str, ...]:
    """Give a workbook a sheet for each list that has duties.

    The result says which cells go on in another row, for Excel holds and shows only so much.
    """
    notes: list[str] = []
    for kind in selection.kinds:
        notes += _Sheet(workbook, selection, kind).fill(watch)
    return tuple(notes)


class _Sheet:
    """One list's sheet."""

    def __init__(self, workbook: "Workbook", selection: Selection, kind: ListKind) -> None:
        self._cells = SheetCells(workbook.create_sheet(kind.official_name))
        self._selection = selection
        self._kind = kind
        self._widths = _widths(selection.of_kind(kind), kind)
        self._row = _HEADS

    def fill(self, watch: Watch) -> list[str]:
        fields, cells = self._kind.fields, self._cells
        cells.widths(self._widths[field] for field in fields)
        title = shown(self._selection.title(self._kind), sum(self._widths.values()))
        cells.across(1, len(fields), title, TITLE, 32)
        for column, field in enumerate(fields, 1):
            cells.text(_HEADS, column, self._selection.heading(self._kind, field), HEAD)
        cells.sheet.row_dimensions[_HEADS].height = 24
        notes = []
        for duty in self._selection.of_kind(self._kind):
            watch.count()
            notes += self._add(duty)
        cells.sheet.freeze_panes = f"A{_HEADS + 1}" if len(fields) == 3 else f"D{_HEADS + 1}"
        cells.filtered(_HEADS, self._row, len(fields))
        cells.printed(_HEADS)
        return notes

    def _add(self, duty: Duty) -> list[str]:
        """Write a duty's row, and further ones where its cells hold more than a row."""
        cut = {field: self._pieces(duty, field) for field in self._kind.fields[1:]}
        for place in range(max(map(len, cut.values()))):
            self._row += 1
            self._serial(duty, continued=place > 0)
            lines = 1
            for column, field in enumerate(self._kind.fields[1:], 2):
                text = cut[field][place] if place < len(cut[field]) else ""
                self._cells.text(self._row, column, text, _style(field))
                lines = max(lines, line_count(text, self._widths[field]))
            self._cells.fit(self._row, lines)
        return [
            f"{duty.label}“{self._selection.heading(self._kind, field)}”超过 Excel 一个单元格能容纳"
            f"或显示的字数，其余的字接在下面标有“{CONTINUED}”的行，一字不少。"
            for field, parts in cut.items()
            if len(parts) > 1
        ]

    def _pieces(self, duty: Duty, field: Field) -> tuple[str, ...]:
        width = self._widths[field]
        return pieces(cell_words(duty, field), lambda text: fits(text, width))

    def _serial(self, duty: Duty, *, continued: bool) -> None:
        printed = words(duty.cell(Field.SERIAL))
        if continued:
            self._cells.text(self._row, 1, f"{printed}{CONTINUED}", CENTRED)
        elif printed == str(duty.serial):
            self._cells.number(self._row, 1, duty.serial)
        else:
            self._cells.text(self._row, 1, printed, CENTRED)


def _style(field: Field) -> str:
    return CENTRED if field in _CENTRED else BODY


def _widths(duties: tuple[Duty, ...], kind: ListKind) -> dict[Field, float]:
    """Each column's width: as usual, or broader where a row could not show a cell's words."""
    widths: dict[Field, float] = {}
    for field in kind.fields:
        width = _WIDTHS[kind][field]
        texts = [cell_words(duty, field) for duty in duties]
        while width < _BROADEST and any(line_count(text, width) > MOST_LINES for text in texts):
            width += _STEP
        widths[field] = width
    return widths
