"""One tile of a matrix, drawn: heads, rows and rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from duty_desktop.reports.canvas import Paper, Style
from duty_desktop.reports.faces import ASCENT
from duty_desktop.reports.matrix_frame import one_line
from duty_desktop.reports.matrix_grid import RowKind
from duty_desktop.reports.matrix_layout import NAME_PADDING, Layout, SetRow
from duty_desktop.reports.typesetting import Typesetter, height

_HAIR = 0.3
_LEADING = 0.7
_OUTER = 1.0
"""Rules in pt: between cells; those that lead the eye; around the table.

A laser printer draws a hair line solid where it would break a grey one into dots.
"""

_LED = 5
"""After so many columns of one kind a rule leads the eye."""

_GREYS = {RowKind.BAND: 0.9, RowKind.SUBTOTAL: 0.95, RowKind.TOTAL: 0.9}
"""Behind rows that are no duty's; light, so that copies stay legible."""

_MIDDLE = ASCENT - 0.5
"""Height of the em box's middle above the baseline, in type sizes."""


class Pen:
    """Writes single lines by their middle; what was measured once is remembered."""

    def __init__(self, paper: Paper, setter: Typesetter) -> None:
        """Take the paper to write on."""
        self.setter = setter
        self._paper = paper
        self._widths: dict[tuple[str, Style], float] = {}

    def width(self, text: str, style: Style) -> float:
        """The text's width in pt."""
        key = (text, style)
        if key not in self._widths:
            self._widths[key] = self.setter.width(text, style)
        return self._widths[key]

    def text(self, x: float, middle: float, text: str, style: Style) -> None:
        """Write from ``x``, the type's middle at the height ``middle``."""
        self._paper.text(x, middle - _MIDDLE * style.size, text, style)

    def centred(self, x: float, middle: float, text: str, style: Style) -> None:
        """Write with the text's middle at ``x`` and the type's middle at the height ``middle``."""
        self.text(x - self.width(text, style) / 2, middle, text, style)


@dataclass(frozen=True)
class MatrixTable:
    """Draws some of the columns and some of the rows of a matrix."""

    paper: Paper
    pen: Pen
    layout: Layout
    columns: range
    rows: Sequence[SetRow]

    def draw(self) -> None:
        """Draw the tile: greys first, then words and marks, then rules."""
        heights = [row.height for row in self.rows]
        top = self.layout.table_top
        tops = list(accumulate((-tall for tall in heights), initial=top - self.layout.head_height))
        for row, y in zip(self.rows, tops, strict=False):
            if row.row.kind in _GREYS:
                grey = _GREYS[row.row.kind]
                self.paper.shade(self._left, y - row.height, self._width, row.height, grey)
        self._heads()
        for row, y in zip(self.rows, tops, strict=False):
            self._row(row, y)
        for y, thickness in self._level_rules(tops):
            self.paper.rule(self._left, y, self._left + self._width, y, thickness)
        for upper, lower in self._runs(tops):
            for x, thickness in self._upright_rules():
                self.paper.rule(x, upper, x, lower, thickness)
        self.paper.box(self._left, tops[-1], self._width, top - tops[-1], _OUTER)

    @cached_property
    def _width(self) -> float:
        return self.layout.left_width + len(self.columns) * self.layout.column_width

    @cached_property
    def _left(self) -> float:
        """A table of one tile stands in the middle; several stand where they can be joined."""
        frame = self.layout.frame
        alone = len(self.layout.across) == 1
        return frame.left + ((frame.width - self._width) / 2 if alone else 0.0)

    def _middle(self, at: int) -> float:
        """The middle of a column, counted from the tile's first."""
        return self._left + self.layout.left_width + (at + 0.5) * self.layout.column_width

    def _heads(self) -> None:
        layout, grid, frame = self.layout, self.layout.grid, self.layout.frame
        middle = layout.table_top - layout.head_height / 2
        name = self._left + layout.label_width + layout.name_width / 2
        if grid.label_head:
            label = self._left + layout.label_width / 2
            self.pen.centred(label, middle, grid.label_head, frame.word)
        self.pen.centred(name, middle, grid.name_head, frame.word)
        for at, column in enumerate(self.columns):
            head = layout.heads[column]
            head.draw(self.paper, self.pen.setter, self._middle(at), middle + head.height / 2)

    def _row(self, row: SetRow, top: float) -> None:
        middle = top - row.height / 2
        if row.row.kind is RowKind.BAND:
            self._band(row, middle)
            return
        if row.row.kind is RowKind.ITEM:
            self._duty(row, top, middle)
        else:
            self._sum(row, middle)
        style = self.layout.frame.text_style(row.row.kind)
        for at, column in enumerate(self.columns):
            text = row.row.texts[column]
            if text:
                self.pen.centred(self._middle(at), middle, text, style)

    def _band(self, row: SetRow, middle: float) -> None:
        """A category's name, and after it how many duties it has."""
        frame = self.layout.frame
        x = self._left + NAME_PADDING * frame.scale
        room = self._width - 2 * NAME_PADDING * frame.scale
        count = self.pen.width(row.row.name, frame.legend)
        gap = 2 * frame.word.size
        label = row.row.label
        label, style = one_line(self.pen.setter, label, frame.word, room - count - gap, frame.least)
        self.pen.text(x, middle, label, style)
        x += self.pen.width(label, style) + gap
        self.pen.text(x, middle, row.row.name, frame.legend)

    def _duty(self, row: SetRow, top: float, middle: float) -> None:
        layout, frame = self.layout, self.layout.frame
        if layout.label_width:
            label = self._left + layout.label_width / 2
            self.pen.centred(label, middle, row.row.label, frame.label)
        y = top - (row.height - height(row.lines)) / 2
        x = self._left + layout.label_width + NAME_PADDING * frame.scale
        for line in row.lines:
            line.draw(self.paper, x, y)
            y -= line.height

    def _sum(self, row: SetRow, middle: float) -> None:
        layout, frame = self.layout, self.layout.frame
        padding = NAME_PADDING * frame.scale
        room = layout.name_width - 2 * padding
        text, style = one_line(self.pen.setter, row.row.name, frame.word, room, frame.least)
        self.pen.text(self._left + layout.label_width + padding, middle, text, style)

    def _level_rules(self, tops: Sequence[float]) -> Iterator[tuple[float, float]]:
        """Height and thickness of the rules above each row."""
        for at, (row, y) in enumerate(zip(self.rows, tops, strict=False)):
            kind = row.row.kind
            strong = at == 0 or kind in (RowKind.BAND, RowKind.TOTAL)
            yield y, _LEADING if strong else _HAIR

    def _upright_rules(self) -> Iterator[tuple[float, float]]:
        """Place and thickness of the rules before each column and after the number."""
        layout = self.layout
        if layout.label_width:
            yield self._left + layout.label_width, _HAIR
        leading = set(self._leading())
        for at, column in enumerate(self.columns):
            strong = at == 0 or column in leading
            yield self._middle(at) - layout.column_width / 2, _LEADING if strong else _HAIR

    def _leading(self) -> Iterator[int]:
        """The columns that have a stronger rule before them: each kind's first, then every fifth.

        Counted over all tiles, so that rules meet where tiles are put together.
        """
        since = 0
        for at, column in enumerate(self.layout.grid.columns):
            since = 0 if column.strong else since + 1
            if since % _LED == 0:
                yield at

    def _runs(self, tops: Sequence[float]) -> Iterator[tuple[float, float]]:
        """From where to where upright rules run: bands interrupt them."""
        upper = self.layout.table_top
        for row, y in zip(self.rows, tops, strict=False):
            if row.row.kind is RowKind.BAND:
                yield upper, y
                upper = y - row.height
        yield upper, tops[-1]
