"""Official words set into the cells of a table: steps, names, categories, short labels."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from duty_desktop.domain.duty import Step
from duty_desktop.domain.portfolio import is_unstated
from duty_desktop.reports.canvas import Style
from duty_desktop.reports.faces import Face, Preferred
from duty_desktop.reports.line_breaking import NO_START
from duty_desktop.reports.order import Look
from duty_desktop.reports.roles import Role
from duty_desktop.reports.ruled_table import TableCell
from duty_desktop.reports.typesetting import MARKER_GAP, SetLine, Typesetter

_PITCH = 1.45
"""Line pitch in type sizes."""

_WIDEST_MARKER = 0.2
"""A step's number hangs beside its words if it takes no more of the measure."""

_NOTE_SCALE = 0.86
"""Our own words among the official ones are set smaller by so much."""

_CONTINUED = "（续）"

_TALLEST_REPEATED = 150.0
"""A cell no taller than so many pt is repeated where its row goes on overleaf."""

_BEFORE_MARKS = "，、；：。"
"""Marks that do not stand before an ellipsis."""


@dataclass(frozen=True, slots=True)
class CellFaces:
    """What cells are set in."""

    body: Preferred
    heading: Preferred
    """Column heads, headings inside a cell and notes of ours."""
    second: Preferred
    """Headings inside a cell under headings."""
    name: Preferred
    """Names that stand over a whole table."""


FACES: Mapping[Look, CellFaces] = {
    Look.COMPACT: CellFaces(Face.SERIF, Face.SANS, Face.SANS, Face.BOLD),
    Look.OFFICIAL: CellFaces(Role.BODY, Role.HEADING, Role.KAI, Role.HEADING),
}


@dataclass(frozen=True, slots=True)
class CellWords:
    """Sets cells in one type size."""

    setter: Typesetter
    size: float
    """In pt."""
    padding: float
    """Left and right of a cell's words, in pt."""
    faces: CellFaces = FACES[Look.COMPACT]

    def style(self, face: Preferred | None = None) -> Style:
        """The body style, or in another face."""
        return Style(face or self.faces.body, self.size, self.size * _PITCH)

    def wide(self, characters: float) -> float:
        """The width in pt of a cell whose lines hold so many full-width characters."""
        return characters * self.size + 2 * self.padding

    def head(self, text: str, width: float, most: int = 4) -> TableCell:
        """A column's heading, centred; beyond so many lines it ends in ``…``."""
        lines = self._balanced(text, self.style(self.faces.heading), width - 2 * self.padding)
        if len(lines) > most:
            ended = self.setter.centred(
                "…", self.style(self.faces.heading), width - 2 * self.padding
            )
            lines = (*lines[: most - 1], *ended)
        return TableCell(width, lines, self.padding)

    def short(self, text: str, width: float, *, continued: bool = False) -> TableCell:
        """A few centred words: a number, a category; repeated overleaf, there ``（续）``."""
        measure = width - 2 * self.padding
        lines = self._balanced(text, self.style(), measure)
        more = self._balanced(_CONTINUED, self.style(), measure) if continued else ()
        return self._repeated(TableCell(width, lines, self.padding), more)

    def plain(self, text: str, width: float, face: Preferred | None = None) -> TableCell:
        """Running words, justified."""
        lines = self.setter.paragraph(text, self.style(face), width - 2 * self.padding)
        return TableCell(width, lines, self.padding)

    def name(self, text: str, width: float) -> TableCell:
        """A duty's name; repeated overleaf with ``（续）``."""
        cell = self.plain(text, width)
        return self._repeated(
            cell, self.setter.paragraph(_CONTINUED, self.style(), width - 2 * self.padding)
        )

    def names(self, text: str, width: float) -> TableCell:
        """Names between 、, none broken over two lines unless it is longer than a line."""
        measure = width - 2 * self.padding
        style = self.style()
        names = re.findall("[^、]+、*|、+", text)
        if any(name[0] in NO_START for name in names):
            return self.plain(text, width)
        lines: list[str] = []
        for name in names:
            if lines and self.setter.width(lines[-1] + name, style) <= measure:
                lines[-1] += name
            else:
                lines.append(name)
        set_lines = [
            set_line for line in lines for set_line in self.setter.paragraph(line, style, measure)
        ]
        return TableCell(width, tuple(set_lines), self.padding)

    def steps(self, steps: Sequence[Step], width: float, unstated: str = "") -> TableCell:
        """Each step on a line of its own, its number hanging, under the headings as printed.

        Above steps that the source gives to nobody, the note ``unstated`` is set.
        """
        measure = width - 2 * self.padding
        lines: list[SetLine] = []
        section: str | None = None
        heading: str | None = None
        noted = False
        # Headings of departments are of the second level only where there are sections above them.
        second = self.faces.second if any(step.section for step in steps) else self.faces.heading
        indent = self._indent(steps, measure)
        for step in steps:
            if step.section != section:
                section, heading = step.section, None
                lines += self._subheading(section or "", measure, self.faces.heading)
            if step.heading != heading:
                heading = step.heading
                lines += self._subheading(heading or "", measure, second)
            if unstated and is_unstated(step) and not noted:
                lines += self.note(unstated, width, keep=True)
            noted = is_unstated(step)
            lines += self._step(step, indent, measure)
        return TableCell(width, tuple(lines), self.padding)

    def note(self, text: str, width: float, *, keep: bool = False) -> Iterator[SetLine]:
        """Our own words in a cell: in the face of headings, smaller, at the same pitch."""
        size = self.size * _NOTE_SCALE
        style = replace(self.style(self.faces.heading), size=size)
        for line in self.setter.paragraph(text, style, width - 2 * self.padding):
            yield replace(line, keep=True) if keep else line

    def small(self, text: str, width: float) -> tuple[SetLine, ...]:
        """What stands under a cell's words, in their face, smaller, at the same pitch."""
        style = replace(self.style(), size=self.size * _NOTE_SCALE)
        return self.setter.paragraph(text, style, width - 2 * self.padding)

    def _indent(self, steps: Iterable[Step], measure: float) -> float:
        """How far the steps' words stand in so that their numbers hang; 0 where they do not."""
        widest = max((self.setter.width(step.marker, self.style()) for step in steps), default=0.0)
        hangs = 0 < widest <= measure * _WIDEST_MARKER
        return widest + MARKER_GAP * self.size if hangs else 0.0

    def _step(self, step: Step, indent: float, measure: float) -> tuple[SetLine, ...]:
        if indent and step.marker:
            return self.setter.paragraph(
                step.text, self.style(), measure, marker=step.marker, indent=indent
            )
        return self.setter.paragraph(step.marker + step.text, self.style(), measure)

    def _subheading(self, text: str, measure: float, face: Preferred) -> Iterator[SetLine]:
        """A heading inside a cell, which a page may not end with."""
        for line in self.setter.paragraph(text, self.style(face), measure):
            yield replace(line, keep=True)

    def _balanced(self, text: str, style: Style, measure: float) -> tuple[SetLine, ...]:
        """Centred lines, the last of which is no lone character where that can be helped."""
        lines = self.setter.centred(text, style, measure)
        if len(lines) > 1 and len(lines[-1].pieces[0].text) == 1:
            narrower = self.setter.centred(text, style, measure - style.size)
            if len(narrower) == len(lines):
                return narrower
        return lines

    def _repeated(self, cell: TableCell, more: tuple[SetLine, ...]) -> TableCell:
        tall = sum(line.height for line in cell.lines)
        resumed = (*cell.lines, *more) if tall <= _TALLEST_REPEATED else ()
        return replace(cell, resumed=resumed)


def cut(setter: Typesetter, text: str, style: Style, measure: float) -> str:
    """The text as far as it fits one line of a measure in pt; what is left out becomes ``…``."""
    if setter.width(text, style) <= measure:
        return text
    room = measure - setter.width("…", style)
    [first, *_] = setter.paragraph(text, style, room)
    return first.pieces[0].text.rstrip(_BEFORE_MARKS) + "…"
