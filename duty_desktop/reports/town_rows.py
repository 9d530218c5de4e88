"""What stands around the tables of the town's own papers: facts, headings, signatures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from duty_desktop.domain.handling_words import one_line
from duty_desktop.reports.cell_words import FACES, CellWords
from duty_desktop.reports.order import Look
from duty_desktop.reports.ruled_table import TableCell, TableRow
from duty_desktop.reports.running_page import RunningPage
from duty_desktop.reports.task_table import LEAST_HEIGHT, ROW_PADDING

_SIZES = {Look.COMPACT: 9.0, Look.OFFICIAL: 10.5}
"""Type sizes in pt (小五, 五号): six columns and a duty's whole name stand side by side."""

_PADDING = 4.5
"""Left and right of a cell's words, in pt."""

_HEADING_SIZE = 12.0
_HEADING_HEIGHT = 30.0
_SIGNATURE_HEIGHT = 36.0
_GAP = 14.0
"""Of a table's heading, of the row to sign in, and between the last table and it, in pt."""

_FACT_LABEL = 6.4
_FIELD_LABEL = 3.0
_SIGN_LABEL = 5.4
"""Widths of labels, in type sizes."""

_DAY = "年　　月　　日"


@dataclass(frozen=True, slots=True)
class TownRows:
    """Sets rows over a width in pt."""

    cells: CellWords
    width: float

    def fact(self, label: str, text: str) -> TableRow:
        """A label and what is said of it."""
        wide = self.cells.wide(_FACT_LABEL)
        row = (self.cells.head(label, wide), self.cells.plain(text, self.width - wide))
        return TableRow(row, LEAST_HEIGHT, ROW_PADDING)

    def fields(self, facts: Sequence[tuple[str, str, float]]) -> TableRow:
        """Labels with their words, all in one row, each with its share of what the labels leave."""
        labels = [self.cells.wide(_FIELD_LABEL if at else _FACT_LABEL) for at in range(len(facts))]
        part = (self.width - sum(labels)) / sum(share for *_, share in facts)
        row: list[TableCell] = []
        for (name, text, share), label in zip(facts, labels, strict=True):
            row.append(self.cells.head(name, label))
            row.append(self.cells.short(one_line(text), part * share))
        return TableRow(tuple(row), LEAST_HEIGHT, ROW_PADDING)

    def section(self, text: str) -> TableRow:
        """The heading of a table."""
        cells = replace(self.cells, size=_HEADING_SIZE)
        cell = cells.plain(text, self.width, cells.faces.heading)
        cell = replace(cell, padding=0.0)
        return TableRow((cell,), _HEADING_HEIGHT, ROW_PADDING, keep=True, framed=False)

    def gap(self) -> TableRow:
        """Room between two tables."""
        return TableRow((TableCell(self.width, (), 0.0),), _GAP, 0.0, keep=True, framed=False)

    def signatures(self, who: Sequence[str]) -> Iterator[TableRow]:
        """Where each signs, and the day."""
        yield self.gap()
        label, day = self.cells.wide(_SIGN_LABEL), self.cells.wide(8.0)
        room = (self.width - day) / len(who) - label
        row: list[TableCell] = []
        for name in who:
            row += (self.cells.head(f"{name}（签字）", label), TableCell(room, (), 0.0))
        row.append(self.cells.short(_DAY, day))
        yield TableRow(tuple(row), _SIGNATURE_HEIGHT, ROW_PADDING)


def cells_for(page: RunningPage) -> CellWords:
    """What sets the cells of the town's own papers on a page."""
    return CellWords(page.setter, _SIZES[page.look], _PADDING, FACES[page.look])
