"""Duty sheets as a Word document that can be filled in and changed: one duty, one sheet."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from duty_desktop.domain.assigning import Handling
from duty_desktop.domain.duty import Duty, Field, ListKind, Side, Step
from duty_desktop.domain.portfolio import whole_side
from duty_desktop.domain.words import paragraphs
from duty_desktop.export.exported import Watch
from duty_desktop.export.selection import Selection, cell_words
from duty_desktop.export.word_assignments import add_assignment
from duty_desktop.export.word_styles import (
    LABEL,
    LIST_TITLE,
    SECTION,
    SHEET_BODY,
    SHEET_CENTRED,
    SHEET_NAME,
    UNDER_TITLE,
    new_document,
    number_pages,
    set_page,
)
from duty_desktop.export.word_table import Line, WordBody, WordCell, cell_of

if TYPE_CHECKING:
    from docx.document import Document

_WIDTHS = (30, 38, 15, 22, 24, 27)
"""Columns in mm: label and value three times in the head, label and the rest below."""

_SIDES = {
    Side.SUPERIOR: Field.SUPERIOR,
    Side.TOWNSHIP: Field.TOWNSHIP,
    Side.METHOD: Field.METHOD,
}


def word_sheets(selection: Selection, watch: Watch) -> "Document":
    """The document: each duty's sheet begins a page."""
    document = new_document(selection)
    set_page(document.sections[0])
    number_pages(document.sections[0])
    body = WordBody(document)
    for number, duty in enumerate(selection.duties):
        watch.count()
        _Sheet(selection, duty).add(body, new_page=number > 0)
    return document


class _Sheet:
    """One duty's sheet."""

    def __init__(self, selection: Selection, duty: Duty) -> None:
        self._selection = selection
        self._duty = duty

    def add(self, body: WordBody, *, new_page: bool) -> None:
        """Write it at the document's end, on a new page if it is not the first."""
        body.add_line(f"履职事项单（{self._duty.label}）", LIST_TITLE, new_page=new_page)
        body.add_line(self._selection.duty_list.full_title, UNDER_TITLE)
        table = body.add_table(_WIDTHS)
        table.add(self._head(), head=True)
        for label, value in self._rows():
            table.add((cell_of(label, LABEL, centred=True), value))
        if self._selection.assignments is not None:
            handling = self._selection.assignments.get(self._duty.id, Handling())
            add_assignment(body, handling, self._selection.duty_list.town.own)

    def _head(self) -> Iterator[WordCell]:
        duty = self._duty
        for label, value in (
            ("所属清单", duty.kind.official_name),
            ("编号", duty.label),
            (self._heading(Field.CATEGORY), duty.category_as_printed),
        ):
            yield cell_of(label, LABEL, centred=True)
            yield cell_of(value, SHEET_CENTRED, centred=True)

    def _rows(self) -> Iterator[tuple[str, WordCell]]:
        duty = self._duty
        basic = duty.kind is ListKind.BASIC
        label = "事项内容" if basic else self._heading(Field.NAME)
        name = cell_words(duty, Field.NAME)
        yield label, _value(name, SHEET_BODY if basic else SHEET_NAME)
        if duty.kind is ListKind.COOPERATIVE:
            yield self._heading(Field.DEPARTMENTS), _value(cell_words(duty, Field.DEPARTMENTS))
            yield self._side(Side.SUPERIOR)
            yield self._side(Side.TOWNSHIP)
        elif duty.kind is ListKind.RECLAIMED:
            takers = "、".join(department.as_printed for department in duty.departments)
            yield "承接部门", _value(takers or "见下栏")
            yield self._side(Side.METHOD)
            own = self._selection.duty_list.town.own
            said = f"{own}不再承担本事项，由{takers or '上级部门'}承接。"
            yield f"{own}职责", _value(said)
        odd = [finding.message for finding in duty.findings if finding.in_words]
        if odd:
            yield "原文说明", _value("\n".join(odd))

    def _side(self, side: Side) -> tuple[str, WordCell]:
        lines = tuple(_steps(whole_side(self._duty, side)))
        return self._heading(_SIDES[side]), WordCell(lines, len(_WIDTHS) - 1)

    def _heading(self, field: Field) -> str:
        return self._selection.heading(self._duty.kind, field)


def _value(text: str, style: str = SHEET_BODY) -> WordCell:
    return cell_of(text, style, columns=len(_WIDTHS) - 1, centred=True)


def _steps(steps: tuple[Step, ...]) -> Iterator[Line]:
    """Each step in a paragraph of its own, under the headings as printed."""
    section: str | None = None
    heading: str | None = None
    for step in steps:
        if step.section != section:
            section, heading = step.section, None
            yield from _heads(section)
        if step.heading != heading:
            heading = step.heading
            yield from _heads(heading)
        yield Line(step.marker + step.text, SHEET_BODY, hanging=bool(step.marker))


def _heads(text: str | None) -> Iterator[Line]:
    return (Line(line, SECTION) for line in paragraphs(text or ""))
