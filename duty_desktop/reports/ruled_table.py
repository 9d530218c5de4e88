"""A ruled table whose rows are split over pages in all their cells, its heads repeated.

Unlike a form (``form.py``), whose rows have one long cell, a row of the official lists is long in
several cells at once, and a page may hold more than one table.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from duty_desktop.reports.canvas import Paper
from duty_desktop.reports.typesetting import SetLine, height

_OUTER_RULE = 1.0
_INNER_RULE = 0.5
"""Thickness of the table's rules, in pt."""

_LEAST_LINES = 2
"""A cell is parted only with as many lines on the first page."""

_LEAST_ROOM, _LEAST_PART = 144.0, 0.35
"""A row begins at a page's end and goes on overleaf only if so many pt, or this part of the page,
are left for it; less is left blank, as the official publications do."""

_REPEATED_PART = 0.5
"""What is repeated on later pages takes no more of them."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a row."""

    width: float
    """In pt, its padding included."""
    lines: tuple[SetLine, ...]
    padding: float
    """Left and right of the lines, in pt."""
    resumed: tuple[SetLine, ...] = ()
    """What stands in it on later pages once its lines have ended, so that a reader knows where he
    is."""
    top: bool = False
    """Whether its lines stand at the row's upper edge; else in the middle of its height."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells side by side, from left to right."""

    cells: tuple[TableCell, ...]
    least: float
    """Its height in pt is no less than this."""
    padding: float
    """Above and below the tallest cell, in pt."""
    keep: bool = False
    """Whether it stands on the page of the row after it."""
    framed: bool = True
    """Whether it is ruled; a heading between two tables is not."""
    head: "tuple[TableRow, ...]" = ()
    """The rows that stand above it where it begins or continues a page."""
    resumed: "tuple[TableRow, ...]" = ()
    """The rows that stand above what a page turn has parted from it, under the head."""
    anchor: str = ""
    """By which the page is found on which it begins."""
    link: str = ""
    """The target to which it leads on screen."""

    @property
    def height(self) -> float:
        """In pt, padding included."""
        return max(self.least, max(height(cell.lines) for cell in self.cells) + 2 * self.padding)

    def split(self, room: float, *, force: bool = False) -> "tuple[TableRow, TableRow] | None":
        """The part that fits a room of so many pt and the rest.

        ``None`` where the lines' own wishes forbid it, unless it is forced; then every cell gives
        at least one line.
        """
        above, below = [], []
        for cell in self.cells:
            count = _count(cell.lines, room - 2 * self.padding, force=force)
            if count is None:
                return None
            top = cell.top or not cell.resumed or count < len(cell.lines)
            rest = cell.lines[count:]
            above.append(replace(cell, lines=cell.lines[:count], top=top))
            below.append(replace(cell, lines=rest or cell.resumed, top=top))
        if all(
            len(part.lines) == len(cell.lines) for part, cell in zip(above, self.cells, strict=True)
        ):
            return None
        return replace(self, cells=tuple(above)), replace(self, cells=tuple(below), anchor="")

    def draw(self, paper: Paper, x: float, top: float) -> None:
        """Draw the words and the rules between the cells, the row's upper edge at ``top``."""
        bottom = top - self.height
        if self.link:
            paper.link(self.link, x, bottom, sum(cell.width for cell in self.cells), self.height)
        for at, cell in enumerate(self.cells):
            if at and self.framed:
                paper.rule(x, top, x, bottom, _INNER_RULE)
            free = self.height - height(cell.lines)
            y = top - (self.padding if cell.top else free / 2)
            for line in cell.lines:
                line.draw(paper, x + cell.padding, y)
                y -= line.height
            x += cell.width


def _count(lines: Sequence[SetLine], room: float, *, force: bool) -> int | None:
    """How many of a cell's lines go into a room of so many pt; ``None`` where none should."""
    count = 0
    for line in lines:
        room -= line.height
        if room < -1e-6:
            break
        count += 1
    if count == len(lines):
        return count
    if force:
        return max(1, count)
    while count and lines[count - 1].keep:
        count -= 1
    return count if count >= _LEAST_LINES else None


def total(rows: Iterable[TableRow]) -> float:
    """The rows' height together, in pt."""
    return sum(row.height for row in rows)


def paginate(
    rows: Sequence[TableRow],
    first: float,
    later: float,
    check: Callable[[], None] = lambda: None,
) -> list[list[TableRow]]:
    """The rows of each page.

    ``first`` and ``later`` are the heights in pt that the first page and each later one have.
    ``check`` is called for each row and may raise. Every row is whole where a page can hold it and
    the page before would be left too empty otherwise; nothing is lost.
    """
    return _Paginating(first, later, check).pages(rows)


class _Paginating:
    """Rows on their way onto pages."""

    def __init__(self, first: float, later: float, check: Callable[[], None]) -> None:
        self._later = later
        self._check = check
        self._pages: list[list[TableRow]] = [[]]
        self._room = first
        self._whole = first
        self._fresh = True

    def pages(self, rows: Sequence[TableRow]) -> list[list[TableRow]]:
        held: list[TableRow] = []
        for row in rows:
            self._check()
            held.append(row)
            if not row.keep:
                self._place(held)
                held = []
        if held:
            self._place(held)
        return self._pages

    def _place(self, block: Sequence[TableRow]) -> None:
        """Set down rows that keep together, of which only the last may be parted."""
        while total(block) > self._room:
            *headings, row = block
            room = self._room - total(headings)
            parts = self._parts(row, room)
            if parts is None and not self._fresh:
                self._turn(block[0].head)
                continue
            if parts is None and total(headings) > self._room * _REPEATED_PART:
                # Headings that fill half a page keep to nothing any more.
                for each in block:
                    self._place([each])
                return
            parts = parts or row.split(room, force=True)
            if parts is None:
                break
            self._set([*headings, parts[0]])
            self._turn((*row.head, *row.resumed))
            block = [parts[1]]
        self._set(block)

    def _parts(self, row: TableRow, room: float) -> tuple[TableRow, TableRow] | None:
        if not self._fresh and room < min(_LEAST_ROOM, self._whole * _LEAST_PART):
            return None
        return row.split(room)

    def _set(self, rows: Iterable[TableRow]) -> None:
        for row in rows:
            self._pages[-1].append(row)
            self._room -= row.height
            self._fresh = False

    def _turn(self, repeated: Sequence[TableRow]) -> None:
        """Begin a page, with what is repeated on it as far as that leaves room."""
        self._check()
        repeated = list(repeated)
        while total(repeated) > self._later * _REPEATED_PART:
            repeated.pop()
        self._pages.append(repeated)
        self._room = self._whole = self._later - total(repeated)
        self._fresh = True


def first_pages(pages: Iterable[Iterable[TableRow]]) -> dict[str, int]:
    """For each anchor, the index of the page on which its row begins."""
    found: dict[str, int] = {}
    for at, rows in enumerate(pages):
        for row in rows:
            if row.anchor:
                found.setdefault(row.anchor, at)
    return found


def draw_table(paper: Paper, rows: Iterable[TableRow], x: float, top: float) -> float:
    """Draw rows one under the other, ruled ones in frames; gives the height under the last."""
    y = framed_from = top
    frame = 0.0

    def close() -> None:
        if frame:
            paper.box(x, y, frame, framed_from - y, _OUTER_RULE)

    for row in rows:
        width = sum(cell.width for cell in row.cells) if row.framed else 0.0
        if frame and not width:
            close()
        elif frame:
            paper.rule(x, y, x + width, y, _INNER_RULE)
        if width and not frame:
            framed_from = y
        frame = width
        row.draw(paper, x, y)
        y -= row.height
    close()
    return y
