"""A grid on pages: how wide its columns are, and which rows and columns each page shows."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from duty_desktop.reports.canvas import Style
from duty_desktop.reports.matrix_frame import Frame
from duty_desktop.reports.matrix_grid import Grid, GridGroup, GridRow, RowKind, Shape
from duty_desktop.reports.matrix_heads import Head, head
from duty_desktop.reports.typesetting import SetLine, Typesetter, height

NAME_PADDING = 3.0
"""Left and right of a duty's name, in pt at A4."""

_LABEL_PADDING = 3.0
_TEXT_PADDING = 0.9
_ROW_PADDING = 1.9
"""Around the words of a cell, in pt at A4."""

_HEAD_PADDING = 4.0
_MOST_HEAD = 150.0
"""Above and below a column's head, and the most it is tall, in pt at A4."""

_NAME_LINES = 8
"""A longer name is cut visibly; the longest of a real list (137 characters) fits any tile whole."""

_UNDER_HEAD = 4.0
_OVER_LEGEND = 4.0
"""Between the title's lines and the table, and between it and the legend, in pt at A4."""

_LEGEND_GAP = "　"
"""What stands between two explanations on a line."""


@dataclass(frozen=True, slots=True)
class _Proportions:
    """How a shape of grid uses the page, in pt at A4."""

    column: tuple[float, float]
    """A column's least and greatest width."""
    name: tuple[float, float, float]
    """The name column's least, preferred and greatest width."""
    head: float
    """The head row's least height."""
    item: float
    """A row's least height."""


_PROPORTIONS = {
    Shape.MARKS: _Proportions((13.6, 24.0), (150.0, 190.0, 400.0), 44.0, 12.6),
    Shape.FIGURES: _Proportions((14.6, 26.0), (66.0, 90.0, 150.0), 44.0, 16.0),
    Shape.NOTED: _Proportions((15.0, 34.0), (150.0, 260.0, 480.0), 60.0, 14.4),
    Shape.FORM: _Proportions((22.0, 60.0), (150.0, 220.0, 480.0), 76.0, 18.0),
}

_LEAST_HEIGHTS = {
    RowKind.BAND: 13.5,
    RowKind.SUBTOTAL: 12.6,
    RowKind.TOTAL: 15.0,
    RowKind.PART: 12.6,
}
"""In pt at A4."""


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row of the grid, its name set into lines."""

    row: GridRow
    lines: tuple[SetLine, ...]
    height: float
    """In pt."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A grid on pages. Every page is a tile: some of the columns, some of the rows."""

    grid: Grid
    frame: Frame
    label_width: float
    """0 where rows have no number."""
    name_width: float
    column_width: float
    """Widths in pt, the same on every tile so that tiles can be put together."""
    heads: tuple[Head, ...]
    head_height: float
    legend: tuple[str, ...]
    """Its lines."""
    across: tuple[range, ...]
    """The columns of each tile, from left to right."""
    down: tuple[tuple[SetRow, ...], ...]
    """The rows of each tile, from top to bottom."""

    @property
    def page_count(self) -> int:
        """Tiles in all."""
        return len(self.across) * len(self.down)

    @property
    def left_width(self) -> float:
        """Of the number and the name together, in pt."""
        return self.label_width + self.name_width

    @property
    def table_top(self) -> float:
        """Where the table begins, in pt above the paper's edge."""
        return _table_top(self.frame)

    @property
    def tiles(self) -> Iterator[tuple[int, int]]:
        """Each page's place, column and row of tiles from 0, in the order of printing."""
        return ((x, y) for y in range(len(self.down)) for x in range(len(self.across)))


def laid_out(setter: Typesetter, grid: Grid, frame: Frame) -> Layout:
    """The grid on pages of a frame."""
    scale = frame.scale
    proportions = _PROPORTIONS[grid.shape]
    label = _label_width(setter, grid, frame)
    across, column, name = _widths(setter, grid, frame, label)
    heads = tuple(head(setter, each.head, frame.head, _MOST_HEAD * scale) for each in grid.columns)
    tallest = max(each.height for each in heads) + 2 * _HEAD_PADDING * scale
    head_height = max(proportions.head * scale, tallest)
    legend = tuple(_legend_lines(setter, grid.legend, frame.legend, frame.width))
    under = len(legend) * frame.legend.pitch + _OVER_LEGEND * scale
    room = _table_top(frame) - frame.bottom - under - head_height
    setting = _RowSetting(setter, frame, proportions, label, name)
    down = _paginated(list(setting.blocks(grid)), room)
    return Layout(grid, frame, label, name, column, heads, head_height, legend, across, down)


def _table_top(frame: Frame) -> float:
    return frame.top - frame.title.pitch - frame.facts.pitch - _UNDER_HEAD * frame.scale


def _label_width(setter: Typesetter, grid: Grid, frame: Frame) -> float:
    if not grid.label_head:
        return 0.0
    labels = {row.label for row in grid.rows if row.kind is RowKind.ITEM}
    widest = max(
        setter.width(grid.label_head, frame.word),
        *(setter.width(label, frame.label) for label in labels),
    )
    return widest + 2 * _LABEL_PADDING * frame.scale


def _widths(
    setter: Typesetter, grid: Grid, frame: Frame, label: float
) -> tuple[tuple[range, ...], float, float]:
    """The columns of each tile, and the widths of a column and of the name, in pt."""
    proportions, scale = _PROPORTIONS[grid.shape], frame.scale
    least, most = (width * scale for width in proportions.column)
    texts: dict[RowKind, set[str]] = {}
    for row in grid.rows:
        texts.setdefault(row.kind, set()).update(row.texts)
    widest = max(
        setter.width(text, frame.text_style(kind)) for kind in texts for text in texts[kind]
    )
    least = max(least, widest + 2 * _TEXT_PADDING * scale)
    name_least, name_wanted, name_most = (width * scale for width in proportions.name)
    room = frame.width - label
    count = len(grid.columns)
    tiles = math.ceil(count / max(1, int((room - name_least) / least)))
    widest_tile = math.ceil(count / tiles)
    column = max(least, min(most, (room - name_wanted) / widest_tile))
    name = min(name_most, room - column * widest_tile)
    bounds = [round(at * count / tiles) for at in range(tiles + 1)]
    return tuple(map(range, bounds, bounds[1:])), column, name


def _legend_lines(
    setter: Typesetter, parts: Sequence[str], style: Style, measure: float
) -> Iterator[str]:
    line = "图例："
    fresh = True
    for part in parts:
        longer = line + part if fresh else line + _LEGEND_GAP + part
        if not fresh and setter.width(longer, style) > measure:
            yield line
            longer = part
        line = longer
        fresh = False
    yield line


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows that stay on one page."""

    rows: tuple[SetRow, ...]
    again: SetRow | None
    """What is repeated above them where they begin a page; ``None`` where nothing is."""

    @property
    def height(self) -> float:
        """Without what is repeated, in pt."""
        return sum(row.height for row in self.rows)


@dataclass(frozen=True, slots=True)
class _RowSetting:
    """Sets a grid's rows."""

    setter: Typesetter
    frame: Frame
    proportions: _Proportions
    label_width: float
    name_width: float

    def blocks(self, grid: Grid) -> Iterator[_Block]:
        """All rows: a band stays with the first row under it, sums with the last above them."""
        *blocks, last = (block for group in grid.groups for block in self._group(group))
        yield from blocks
        yield replace(last, rows=(*last.rows, *map(self._set, grid.totals)))

    def _group(self, group: GridGroup) -> Iterator[_Block]:
        band = self._set(group.band) if group.band else None
        again = None
        if group.band:
            again = self._set(replace(group.band, label=f"{group.band.label}（续）"))
        last = len(group.rows) - 1
        for at, row in enumerate(group.rows):
            rows = [self._set(row)]
            if at == 0 and band:
                rows.insert(0, band)
            if at == last and group.subtotal:
                rows.append(self._set(group.subtotal))
            yield _Block(tuple(rows), again if at else None)

    def _set(self, row: GridRow) -> SetRow:
        scale = self.frame.scale
        if row.kind is not RowKind.ITEM:
            return SetRow(row, (), _LEAST_HEIGHTS[row.kind] * scale)
        lines = self._name(row.name)
        tall = height(lines) + 2 * _ROW_PADDING * scale
        return SetRow(row, lines, max(tall, self.proportions.item * scale))

    def _name(self, text: str) -> tuple[SetLine, ...]:
        """The name in lines, cut with … where it has too many."""
        measure = self.name_width - 2 * NAME_PADDING * self.frame.scale
        lines = self.setter.paragraph(text, self.frame.name, measure)
        if len(lines) <= _NAME_LINES:
            return lines
        kept = "".join(piece.text for line in lines[:_NAME_LINES] for piece in line.pieces)
        while len(lines) > _NAME_LINES:
            kept = kept[:-1]
            lines = self.setter.paragraph(kept + "…", self.frame.name, measure)
        return lines


def _paginated(blocks: Sequence[_Block], room: float) -> tuple[tuple[SetRow, ...], ...]:
    """The rows of each page: as many as its room in pt holds."""
    pages: list[list[SetRow]] = []
    left = 0.0
    for block in blocks:
        if not pages or block.height > left:
            pages.append([block.again] if block.again else [])
            left = room - sum(row.height for row in pages[-1])
        pages[-1] += block.rows
        left -= block.height
    return tuple(map(tuple, pages))
