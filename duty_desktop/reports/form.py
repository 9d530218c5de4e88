"""A ruled form: rows of cells, split over pages where one page does not hold them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from duty_desktop.reports.canvas import Paper
from duty_desktop.reports.typesetting import SetLine, height

_OUTER_RULE = 1.0
_INNER_RULE = 0.5
"""Thickness of the form's rules, in pt: even a worn printer shows half a point."""

_LEAST_LINES = 2
"""A row begins at a page's end only with as many lines of it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row."""

    width: float
    """In pt, its padding included."""
    lines: tuple[SetLine, ...]
    padding: float
    """Left and right of the lines, in pt."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side, from left to right. All stand in the middle of the row's height."""

    cells: tuple[Cell, ...]
    least: float
    """Its height in pt is no less than this."""
    padding: float
    """Above and below the tallest cell, in pt."""
    continued: tuple[SetLine, ...] | None = None
    """For a row that may be split inside its last cell: the first cell's lines on later pages."""

    @property
    def height(self) -> float:
        """In pt, padding included."""
        return max(self.least, max(height(cell.lines) for cell in self.cells) + 2 * self.padding)

    @property
    def divisible(self) -> bool:
        """Whether a part of the row may stand on one page and the rest on the next."""
        return self.continued is not None and len(self.cells[-1].lines) > 1

    def split(self, room: float) -> "tuple[Row, Row] | None":
        """The part that fits a room of so many pt and the rest; ``None`` where too little fits."""
        if not self.divisible:
            return None
        lines = self.cells[-1].lines
        label = height(self.cells[0].lines) + 2 * self.padding
        count = _fitting(lines, room - 2 * self.padding)
        while count and lines[count - 1].keep:
            count -= 1
        if count < _LEAST_LINES or max(label, self.least) > room:
            return None
        return self._split_after(count)

    def force(self, room: float) -> "tuple[Row, Row]":
        """The part that fits a fresh page and the rest, whatever would rather stay together."""
        lines = self.cells[-1].lines
        count = _fitting(lines, room - 2 * self.padding)
        return self._split_after(min(max(1, count), len(lines) - 1))

    def _split_after(self, count: int) -> "tuple[Row, Row]":
        *others, body = self.cells
        above = replace(body, lines=body.lines[:count])
        below = replace(body, lines=body.lines[count:])
        label = replace(others[0], lines=self.continued or ())
        return (
            replace(self, cells=(*others, above)),
            replace(self, cells=(label, *others[1:], below)),
        )

    def draw(self, paper: Paper, x: float, top: float) -> None:
        """Draw the words and the rules between the cells, the row's upper edge at ``top``."""
        bottom = top - self.height
        for at, cell in enumerate(self.cells):
            if at:
                paper.rule(x, top, x, bottom, _INNER_RULE)
            y = top - (self.height - height(cell.lines)) / 2
            for line in cell.lines:
                line.draw(paper, x + cell.padding, y)
                y -= line.height
            x += cell.width


def _fitting(lines: Sequence[SetLine], room: float) -> int:
    """How many of the lines fit a room of so many pt."""
    for count, line in enumerate(lines):
        room -= line.height
        if room < 0:
            return count
    return len(lines)


def total(rows: Iterable[Row]) -> float:
    """The rows' height together, in pt."""
    return sum(row.height for row in rows)


def paginate(
    rows: Sequence[Row], first: float, later: float, repeated: Sequence[Row]
) -> list[list[Row]]:
    """The rows of each page.

    ``first`` and ``later`` are the heights in pt that the first page and each later one have for
    rows; later pages begin with the ``repeated`` rows. Each row is whole, or split where it may be;
    no row is too tall.
    """
    pages: list[list[Row]] = [[]]
    room = first
    fresh = True
    pending = list(reversed(rows))
    while pending:
        row = pending.pop()
        if row.height <= room or (fresh and not row.divisible):
            pages[-1].append(row)
            room -= row.height
            fresh = False
            continue
        parts = row.split(room) or (row.force(room) if fresh else None)
        if parts:
            pages[-1].append(parts[0])
            row = parts[1]
        pending.append(row)
        pages.append(list(repeated))
        room = later - total(repeated)
        fresh = True
    return pages


def draw_form(paper: Paper, rows: Iterable[Row], x: float, top: float, width: float) -> None:
    """Draw rows one under the other inside a frame, the frame's upper edge at ``top``."""
    y = top
    for row in rows:
        if y < top:
            paper.rule(x, y, x + width, y, _INNER_RULE)
        row.draw(paper, x, y)
        y -= row.height
    paper.box(x, y, width, top - y, _OUTER_RULE)
