"""The cells and rows that a duty sheet is made of, in the style of its look."""

from collections.abc import Sequence
from dataclasses import dataclass

from duty_desktop.reports.canvas import Style
from duty_desktop.reports.form import Cell, Row
from duty_desktop.reports.sheet_style import SheetStyle
from duty_desktop.reports.typesetting import SetLine, Typesetter

_LABEL_LINES = 6
"""A label shows no more lines; a heading of the source is a few characters long."""


@dataclass(frozen=True, slots=True)
class SheetCells:
    """Sets cells."""

    setter: Typesetter
    style: SheetStyle

    def plain(self, text: str) -> tuple[SetLine, ...]:
        """Running words beside a label."""
        return self.paragraph(text, self.style.body)

    def paragraph(self, text: str, style: Style) -> tuple[SetLine, ...]:
        """Words beside a label, in a style of their own."""
        return self.setter.paragraph(text, style, self.style.measure)

    def centred(self, text: str, style: Style, width: float) -> Cell:
        """A few words in the middle of a cell so many pt wide."""
        padding = self.style.label_padding
        return Cell(width, self.setter.centred(text, style, width - 2 * padding), padding)

    def label(self, text: str, *, continued: bool = False) -> Cell:
        """A cell of the labels' column."""
        style, padding = self.style.label, self.style.label_padding
        measure = self.style.label_width - 2 * padding
        lines: list[SetLine] = []
        for part in label_parts(text):
            lines += self.setter.centred(part, style, measure)
        if len(lines) > _LABEL_LINES:
            lines[_LABEL_LINES - 1 :] = self.setter.centred("…", style, measure)
        if continued:
            lines += self.setter.centred("（续）", style, measure)
        return Cell(self.style.label_width, tuple(lines), padding)

    def row(self, label: str, lines: tuple[SetLine, ...]) -> Row:
        """A label and words beside it; they may go on overleaf."""
        style = self.style
        cells = (
            self.label(label),
            Cell(style.width - style.label_width, lines, style.cell_padding),
        )
        return Row(cells, style.least, style.row_padding, self.label(label, continued=True).lines)

    def beside(self, cells: Sequence[Cell], least: float | None = None) -> Row:
        """Cells side by side, which stay on one page."""
        style = self.style
        return Row(tuple(cells), style.least if least is None else least, style.row_padding)


def label_parts(label: str) -> tuple[str, ...]:
    """A label's lines: up to five characters on one, longer ones at a conjunction or by fours."""
    if len(label) <= 5:
        return (label,)
    for conjunction in "及和与":
        head, found, tail = label.partition(conjunction)
        if found and 2 <= len(head) <= 5 and len(tail) <= 4:
            return (head, found + tail)
    return tuple(label[at : at + 4] for at in range(0, len(label), 4))
