"""The rows of a duty sheet: a duty's official words, set into the cells of a form.

The words are printed as the records hold them, none altered, none left out; the labels are the
list's own column headings as printed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from duty_desktop.domain.duty import Duty, DutyList, Field, ListKind, Side, Step
from duty_desktop.domain.words import words, words_of_steps
from duty_desktop.reports.canvas import Style
from duty_desktop.reports.faces import Face
from duty_desktop.reports.form import Cell, Row
from duty_desktop.reports.line_breaking import NO_START
from duty_desktop.reports.typesetting import MARKER_GAP, SetLine, Typesetter

LABEL_WIDTH = 80.0
"""Width of the label column in pt: five characters of 12 pt and their margins."""

_PITCH = 1.5
"""Line pitch in type sizes."""

_CELL_PADDING = 8.0
_LABEL_PADDING = 7.0
"""Left and right of a cell's words, in pt."""

_ROW_PADDING = 7.0
"""Above and below a row's words, in pt."""

_LEAST_HEIGHT = 32.0
"""Height of a row of one line, in pt."""

_HEAD_WIDTHS = (LABEL_WIDTH, 114.0, 44.0, 72.0, 66.0)
"""Widths of the first row's cells in pt; the last takes what is left."""

_CATEGORY_LINES = 3
"""A category of more lines has a row of its own."""

_LABEL_LINES = 6
"""A label shows no more lines; a heading of the source is a few characters long."""

_LARGEST_LABEL = 12.0
_NOTE_SIZE = 9.0
"""Type sizes in pt."""

_BASIC_SCALE = 8 / 7
"""A basic duty has no sides: its words are set larger (16 pt where the sheet has 14)."""

_WIDEST_MARKER = 0.25
"""A step's number hangs beside its words if it takes no more of the measure."""

_SIDES = {
    Side.SUPERIOR: Field.SUPERIOR,
    Side.TOWNSHIP: Field.TOWNSHIP,
    Side.METHOD: Field.METHOD,
}


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Sets the rows of one sheet in one type size."""

    setter: Typesetter
    duty_list: DutyList
    duty: Duty
    width: float
    """Of the form, in pt."""
    size: float
    """Of the body type, in pt."""

    def head(self) -> tuple[Row, ...]:
        """Which list, which number, which category: also at the head of later pages."""
        label = self._style(Face.SANS, self._label_size)
        value = self._style(Face.SERIF, self._label_size)
        heading, category = self._heading(Field.CATEGORY), self.duty.category_as_printed
        texts = ["所属清单", self.duty.kind.official_name, "编号", self.duty.label]
        widths = [*_HEAD_WIDTHS, self.width - sum(_HEAD_WIDTHS)]
        own_row = len(self._centred(category, value, widths[-1]).lines) > _CATEGORY_LINES
        if own_row:
            widths[3:] = [sum(widths[3:])]
        else:
            texts += [heading, category]
        cells = tuple(
            self._centred(text, value if at % 2 else label, width)
            for at, (text, width) in enumerate(zip(texts, widths, strict=True))
        )
        row = Row(cells, _LEAST_HEIGHT, _ROW_PADDING)
        return (row, self._row(heading, self._plain(category))) if own_row else (row,)

    def name(self) -> Row:
        """The duty's name; in the basic list it is all the list says of the duty."""
        if self.duty.kind is ListKind.BASIC:
            style = self._style(Face.BOLD, self.size * _BASIC_SCALE)
            return self._row(
                "事项内容", self.setter.paragraph(self.duty.name, style, self._measure)
            )
        style = self._style(Face.BOLD, self.size)
        lines = self.setter.paragraph(self.duty.name, style, self._measure)
        return self._row(self._heading(Field.NAME), lines)

    def sides(self) -> Iterator[Row]:
        """Who acts, and what each side does."""
        duty = self.duty
        if duty.kind is ListKind.COOPERATIVE:
            departments = words(duty.cell(Field.DEPARTMENTS))
            yield self._row(self._heading(Field.DEPARTMENTS), self._names(departments))
            yield self._side(Side.SUPERIOR)
            yield self._side(Side.TOWNSHIP)
        elif duty.kind is ListKind.RECLAIMED:
            takers = "、".join(department.as_printed for department in duty.departments)
            yield self._row("承接部门", self._names(takers or "见下栏"))
            yield self._side(Side.METHOD)
            said = f"本镇不再承担本事项，由{takers or '上级部门'}承接。"
            yield self._row("本镇职责", self._plain(said))

    def notes(self) -> Iterator[Row]:
        """What a reader may stumble over in the official words."""
        style = self._style(Face.SERIF, _NOTE_SIZE)
        lines: list[SetLine] = []
        for finding in self.duty.findings:
            if finding.in_words:
                lines += self.setter.paragraph(finding.message, style, self._measure)
        if lines:
            yield self._row("原文说明", tuple(lines))

    def remarks(self, tall: float) -> Row:
        """An empty row to write in, so many pt tall."""
        cells = (self._label("备注"), Cell(self.width - LABEL_WIDTH, (), _CELL_PADDING))
        return Row(cells, tall, _ROW_PADDING)

    @property
    def _measure(self) -> float:
        return self.width - LABEL_WIDTH - 2 * _CELL_PADDING

    @property
    def _label_size(self) -> float:
        return min(self.size, _LARGEST_LABEL)

    def _style(self, face: Face, size: float) -> Style:
        return Style(face, size, size * _PITCH)

    def _heading(self, field: Field) -> str:
        """The column's heading as the source prints it."""
        kind = self.duty.kind
        return self.duty_list.headings[kind][kind.fields.index(field)]

    def _plain(self, text: str) -> tuple[SetLine, ...]:
        return self.setter.paragraph(text, self._style(Face.SERIF, self.size), self._measure)

    def _names(self, text: str) -> tuple[SetLine, ...]:
        """Names between 、, none broken over two lines unless it is longer than a line."""
        style = self._style(Face.SERIF, self.size)
        names = re.findall("[^、]+、*|、+", text)
        if any(name[0] in NO_START for name in names):
            return self._plain(text)
        lines: list[str] = []
        for name in names:
            if lines and self.setter.width(lines[-1] + name, style) <= self._measure:
                lines[-1] += name
            else:
                lines.append(name)
        return tuple(
            set_line
            for line in lines
            for set_line in self.setter.paragraph(line, style, self._measure)
        )

    def _centred(self, text: str, style: Style, width: float) -> Cell:
        lines = self.setter.centred(text, style, width - 2 * _LABEL_PADDING)
        return Cell(width, lines, _LABEL_PADDING)

    def _label(self, text: str, *, continued: bool = False) -> Cell:
        style = self._style(Face.SANS, self._label_size)
        measure = LABEL_WIDTH - 2 * _LABEL_PADDING
        lines: list[SetLine] = []
        for part in label_parts(text):
            lines += self.setter.centred(part, style, measure)
        if len(lines) > _LABEL_LINES:
            lines[_LABEL_LINES - 1 :] = self.setter.centred("…", style, measure)
        if continued:
            lines += self.setter.centred("（续）", style, measure)
        return Cell(LABEL_WIDTH, tuple(lines), _LABEL_PADDING)

    def _row(self, label: str, lines: tuple[SetLine, ...]) -> Row:
        return Row(
            (self._label(label), Cell(self.width - LABEL_WIDTH, lines, _CELL_PADDING)),
            _LEAST_HEIGHT,
            _ROW_PADDING,
            self._label(label, continued=True).lines,
        )

    def _side(self, side: Side) -> Row:
        field = _SIDES[side]
        steps = self.duty.side(side)
        official = words(self.duty.cell(field))
        # The steps hold all of the cell's words; where a record's do not, the cell itself speaks.
        whole = words_of_steps(steps) == "".join(official.split())
        lines = self._steps(steps) if whole else self._plain(official)
        return self._row(self._heading(field), lines)

    def _steps(self, steps: tuple[Step, ...]) -> tuple[SetLine, ...]:
        """Each step on a line of its own, its marker hanging, under the headings as printed."""
        body = self._style(Face.SERIF, self.size)
        widest = max((self.setter.width(step.marker, body) for step in steps), default=0.0)
        hangs = widest <= self._measure * _WIDEST_MARKER
        indent = widest + MARKER_GAP * self.size
        lines: list[SetLine] = []
        section: str | None = None
        heading: str | None = None
        for step in steps:
            if step.section != section:
                section, heading = step.section, None
                lines += self._subheading(section or "")
            if step.heading != heading:
                heading = step.heading
                lines += self._subheading(heading or "")
            if step.marker and hangs:
                lines += self.setter.paragraph(
                    step.text, body, self._measure, marker=step.marker, indent=indent
                )
            else:
                lines += self.setter.paragraph(step.marker + step.text, body, self._measure)
        return tuple(lines)

    def _subheading(self, text: str) -> Iterator[SetLine]:
        """A heading inside a cell, which a page may not end with.

        It keeps the cell's even pitch: a wider one makes pdftotext read the cell as two blocks and
        put the label beside it between them.
        """
        style = self._style(Face.SANS, self.size)
        for line in self.setter.paragraph(text, style, self._measure):
            yield replace(line, keep=True)


def label_parts(label: str) -> tuple[str, ...]:
    """A label's lines: up to five characters on one, longer ones at a conjunction or by fours."""
    if len(label) <= 5:
        return (label,)
    for conjunction in "及和与":
        head, found, tail = label.partition(conjunction)
        if found and 2 <= len(head) <= 5 and len(tail) <= 4:
            return (head, found + tail)
    return tuple(label[at : at + 4] for at in range(0, len(label), 4))
