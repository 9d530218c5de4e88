"""A grid of words, marks and figures: what a matrix says, before anything has a size."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Shape(Enum):
    """How much room a grid's cells want."""

    MARKS = "marks"
    FIGURES = "figures"
    NOTED = "noted"
    """Marks in a few columns, with room to write in what is missing."""
    FORM = "form"
    """To be written in by hand."""


class RowKind(Enum):
    """What a row is, which decides how it looks."""

    BAND = "band"
    """A category's name above its rows."""
    ITEM = "item"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    PART = "part"
    """A part of the total."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column of marks or figures."""

    head: str
    """Empty for a head to be written in by hand."""
    strong: bool = False
    """Whether a stronger rule stands before it: another kind of column begins."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """Words at the left, then a mark, a figure or nothing for each column."""

    kind: RowKind
    label: str
    """A duty's number, in a narrow column of its own."""
    name: str
    texts: tuple[str, ...]
    """One for each column of the grid; none in a band, which runs across them."""


@dataclass(frozen=True, slots=True)
class GridGroup:
    """Rows under one band."""

    band: GridRow | None
    """``None`` where all rows stand together."""
    rows: tuple[GridRow, ...]
    subtotal: GridRow | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix in words."""

    shape: Shape
    title: str
    """What follows the document's title in brackets: 按部门."""
    facts: str
    """What was counted, for the line under the title."""
    label_head: str
    """Empty where rows have no number."""
    name_head: str
    columns: tuple[GridColumn, ...]
    groups: tuple[GridGroup, ...]
    totals: tuple[GridRow, ...]
    legend: tuple[str, ...]
    """Explanations, none of them broken over two lines unless it is longer than a line."""

    @property
    def rows(self) -> Iterator[GridRow]:
        """All rows, in order."""
        for group in self.groups:
            if group.band:
                yield group.band
            yield from group.rows
            if group.subtotal:
                yield group.subtotal
        yield from self.totals
