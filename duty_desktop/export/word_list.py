"""The list as a Word document: a cover and the three tables as published."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from duty_desktop.domain.duty import Field, ListKind
from duty_desktop.export.exported import Watch
from duty_desktop.export.measuring import line_count
from duty_desktop.export.selection import Selection, cell_words
from duty_desktop.export.word_assignments import add_assignments
from duty_desktop.export.word_styles import (
    BODY,
    CENTRED,
    HEAD,
    LIST_TITLE,
    TITLE,
    UNDER_TITLE,
    new_document,
    number_pages,
    set_page,
)
from duty_desktop.export.word_table import WordBody, cell_of

if TYPE_CHECKING:
    from docx.document import Document

_WIDTHS = {
    ListKind.BASIC: (14, 28, 114),
    ListKind.COOPERATIVE: (12, 18, 30, 32, 76, 57),
    ListKind.RECLAIMED: (14, 26, 52, 64),
}
"""Millimetres, together the breadth of the type area: 156 upright, 225 lying."""

_LYING = {ListKind.COOPERATIVE}
_CENTRED = {Field.SERIAL, Field.CATEGORY}
_MOST_WHOLE = 28
"""Lines of a row that is not broken over two pages; a lying page has room for some more."""

_HALF_WIDTH = 10.5 / 2 * 25.4 / 72
"""Millimetres of a half-width character in a table."""

_PADDING = 3
"""Millimetres of a column that stay empty."""

_TO_COVER_TITLE = 9
"""Empty lines above a cover's words."""


def word_list(selection: Selection, watch: Watch) -> "Document":
    """The document."""
    document = new_document(selection)
    set_page(document.sections[0])
    body = WordBody(document)
    _add_cover(body, selection)
    for kind in selection.kinds:
        section = document.add_section()
        set_page(section, landscape=kind in _LYING)
        number_pages(section)
        _add_list(body, selection, kind, watch)
    if selection.tasks:
        section = document.add_section()
        set_page(section, landscape=True)
        number_pages(section)
        add_assignments(body, selection.tasks, selection.duty_list.town.own)
    return document


def _add_cover(body: WordBody, selection: Selection) -> None:
    where, whose, title, month = (*[""] * (4 - len(selection.cover)), *selection.cover)
    for _ in range(_TO_COVER_TITLE):
        body.add_line("", TITLE)
    for text in (where, whose, title):
        body.add_line(text, TITLE)
    body.add_line("", TITLE)
    body.add_line(month, UNDER_TITLE)
    if not selection.is_whole:
        body.add_line(selection.extent, UNDER_TITLE)


def _add_list(body: WordBody, selection: Selection, kind: ListKind, watch: Watch) -> None:
    body.add_line(selection.title(kind), LIST_TITLE)
    table = body.add_table(_WIDTHS[kind])
    heads = (selection.heading(kind, field) for field in kind.fields)
    table.add((cell_of(head, HEAD, centred=True) for head in heads), head=True)
    for duty in selection.of_kind(kind):
        watch.count()
        texts = [cell_words(duty, field) for field in kind.fields]
        whole = _lines(texts, _WIDTHS[kind]) <= _MOST_WHOLE
        table.add(
            (
                cell_of(text, CENTRED if field in _CENTRED else BODY, centred=whole)
                for field, text in zip(kind.fields, texts, strict=True)
            ),
            whole=whole,
        )


def _lines(texts: Sequence[str], widths: Sequence[int]) -> int:
    """How many lines a row takes, about."""
    return max(
        line_count(text, (width - _PADDING) / _HALF_WIDTH)
        for text, width in zip(texts, widths, strict=True)
    )
