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
from duty_desktop.reports.form import Row
from duty_desktop.reports.line_breaking import NO_START
from duty_desktop.reports.sheet_cells import SheetCells
from duty_desktop.reports.typesetting import MARKER_GAP, SetLine

_CATEGORY_LINES = 3
"""A category of more lines has a row of its own."""

_WIDEST_MARKER = 0.25
"""A step's number hangs beside its words if it takes no more of the measure."""

_SIDES = {
    Side.SUPERIOR: Field.SUPERIOR,
    Side.TOWNSHIP: Field.TOWNSHIP,
    Side.METHOD: Field.METHOD,
}


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Sets the rows of one sheet."""

    cells: SheetCells
    duty_list: DutyList
    duty: Duty

    def head(self) -> tuple[Row, ...]:
        """Which list, which number, which category: also at the head of later pages."""
        style, centred = self.cells.style, self.cells.centred
        heading, category = self._heading(Field.CATEGORY), self.duty.category_as_printed
        texts = ["所属清单", self.duty.kind.official_name, "编号", self.duty.label]
        widths = [*style.head_widths, style.width - sum(style.head_widths)]
        own_row = len(centred(category, style.value, widths[-1]).lines) > _CATEGORY_LINES
        if own_row:
            widths[3:] = [sum(widths[3:])]
        else:
            texts += [heading, category]
        row = self.cells.beside(
            [
                centred(text, style.value if at % 2 else style.label, width)
                for at, (text, width) in enumerate(zip(texts, widths, strict=True))
            ]
        )
        if own_row:
            return (row, self.cells.row(heading, self.cells.plain(category)))
        return (row,)

    def name(self) -> Row:
        """The duty's name; in the basic list it is all the list says of the duty."""
        style = self.cells.style
        if self.duty.kind is ListKind.BASIC:
            lines = self.cells.paragraph(self.duty.name, style.sentence)
            return self.cells.row("事项内容", lines)
        lines = self.cells.paragraph(self.duty.name, style.name)
        return self.cells.row(self._heading(Field.NAME), lines)

    def sides(self) -> Iterator[Row]:
        """Who acts, and what each side does."""
        duty = self.duty
        if duty.kind is ListKind.COOPERATIVE:
            departments = words(duty.cell(Field.DEPARTMENTS))
            yield self.cells.row(self._heading(Field.DEPARTMENTS), self._names(departments))
            yield self._side(Side.SUPERIOR)
            yield self._side(Side.TOWNSHIP)
        elif duty.kind is ListKind.RECLAIMED:
            takers = "、".join(department.as_printed for department in duty.departments)
            yield self.cells.row("承接部门", self._names(takers or "见下栏"))
            yield self._side(Side.METHOD)
            own = self.duty_list.town.own
            said = f"{own}不再承担本事项，由{takers or '上级部门'}承接。"
            yield self.cells.row(f"{own}职责", self.cells.plain(said))

    def notes(self) -> Iterator[Row]:
        """What a reader may stumble over in the official words."""
        lines: list[SetLine] = []
        for finding in self.duty.findings:
            if finding.in_words:
                lines += self.cells.paragraph(finding.message, self.cells.style.note)
        if lines:
            yield self.cells.row("原文说明", tuple(lines))

    def _heading(self, field: Field) -> str:
        """The column's heading as the source prints it."""
        kind = self.duty.kind
        return self.duty_list.headings[kind][kind.fields.index(field)]

    def _names(self, text: str) -> tuple[SetLine, ...]:
        """Names between 、, none broken over two lines unless it is longer than a line."""
        style, setter = self.cells.style.body, self.cells.setter
        names = re.findall("[^、]+、*|、+", text)
        if any(name[0] in NO_START for name in names):
            return self.cells.plain(text)
        lines: list[str] = []
        for name in names:
            if lines and setter.width(lines[-1] + name, style) <= self.cells.style.measure:
                lines[-1] += name
            else:
                lines.append(name)
        return tuple(set_line for line in lines for set_line in self.cells.plain(line))

    def _side(self, side: Side) -> Row:
        field = _SIDES[side]
        steps = self.duty.side(side)
        official = words(self.duty.cell(field))
        # The steps hold all of the cell's words; where a record's do not, the cell itself speaks.
        whole = words_of_steps(steps) == "".join(official.split())
        lines = self._steps(steps) if whole else self.cells.plain(official)
        return self.cells.row(self._heading(field), lines)

    def _steps(self, steps: tuple[Step, ...]) -> tuple[SetLine, ...]:
        """Each step on a line of its own, its marker hanging, under the headings as printed."""
        style, setter = self.cells.style, self.cells.setter
        widest = max((setter.width(step.marker, style.body) for step in steps), default=0.0)
        hangs = widest <= style.measure * _WIDEST_MARKER
        indent = widest + MARKER_GAP * style.body.size
        # Headings of departments are of the second level only where there are sections above them.
        second = style.heading if any(step.section for step in steps) else style.section
        lines: list[SetLine] = []
        section: str | None = None
        heading: str | None = None
        for step in steps:
            if step.section != section:
                section, heading = step.section, None
                lines += self._subheading(section or "", style.section)
            if step.heading != heading:
                heading = step.heading
                lines += self._subheading(heading or "", second)
            if step.marker and hangs:
                lines += setter.paragraph(
                    step.text, style.body, style.measure, marker=step.marker, indent=indent
                )
            else:
                lines += self.cells.plain(step.marker + step.text)
        return tuple(lines)

    def _subheading(self, text: str, style: Style) -> Iterator[SetLine]:
        """A heading inside a cell, which a page may not end with."""
        for line in self.cells.paragraph(text, style):
            yield replace(line, keep=True)
