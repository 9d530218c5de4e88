"""What the town noted in Word: a table behind the lists, or one under each duty's sheet."""

from collections.abc import Iterable, Iterator, Sequence

from duty_desktop.domain.assigning import Handling
from duty_desktop.domain.handling_words import own_words
from duty_desktop.domain.office_text import own_title
from duty_desktop.domain.workload import Task
from duty_desktop.export.word_styles import (
    BODY,
    CENTRED,
    HEAD,
    LABEL,
    LIST_TITLE,
    SECTION,
    SHEET_BODY,
    UNDER_TITLE,
)
from duty_desktop.export.word_table import Line, WordBody, WordCell, cell_of

_COLUMNS = (
    ("编号", 17),
    ("事项名称", 60),
    ("分管领导", 20),
    ("责任科室", 35),
    ("承办人、电话", 33),
    ("完成时限", 22),
    ("依据、备注、附件", 38),
)
"""Heads and widths in mm, together the breadth of a lying page's type area."""

_SHEET_WIDTHS = (30, 48, 30, 48)
"""Columns in mm: two labels, each with its words."""


def add_assignments(body: WordBody, tasks: Sequence[Task], own: str) -> None:
    """Write a table of the duties about which anything is noted, on a page of its own.

    ``own`` is what the town calls itself.
    """
    body.add_line(own_title(own), LIST_TITLE)
    noted = [task for task in tasks if task.handling != Handling()]
    if not noted:
        body.add_line("还没有分工。", UNDER_TITLE)
        return
    table = body.add_table([width for _, width in _COLUMNS])
    table.add((cell_of(head, HEAD, centred=True) for head, _ in _COLUMNS), head=True)
    for task in noted:
        table.add(_row(task))


def _row(task: Task) -> Iterator[WordCell]:
    handling = task.handling
    yield cell_of(task.duty.label, CENTRED, centred=True)
    yield cell_of(task.duty.name, centred=True)
    yield cell_of(handling.leader, CENTRED, centred=True)
    yield _lines((handling.office, _helpers(handling)))
    yield _lines(("、".join(handling.handlers), *handling.phone.split("、")))
    yield cell_of(handling.deadline, CENTRED, centred=True)
    yield _lines(own_words(handling))


def add_assignment(body: WordBody, handling: Handling, own: str) -> None:
    """Write what is noted about one duty, with empty cells for what is not, under its sheet."""
    body.add_line("", SHEET_BODY)
    body.add_line(own_title(own), SECTION)
    table = body.add_table(_SHEET_WIDTHS)
    for first, second in (
        (("分管领导", (handling.leader,)), ("责任科室", (handling.office, _helpers(handling)))),
        (("承办人", ("、".join(handling.handlers),)), ("电话", handling.phone.split("、"))),
    ):
        table.add(
            cell
            for label, texts in (first, second)
            for cell in (cell_of(label, LABEL, centred=True), _lines(texts, SHEET_BODY))
        )
    for label, texts in (
        ("完成时限", (handling.deadline,)),
        ("依据", handling.basis.splitlines()),
        ("备注", handling.remark.splitlines()),
        ("附件", ("、".join(handling.attachments),)),
    ):
        words = _lines(texts, SHEET_BODY, len(_SHEET_WIDTHS) - 1)
        table.add((cell_of(label, LABEL, centred=True), words))


def _helpers(handling: Handling) -> str:
    return f"协办：{'、'.join(handling.helpers)}" if handling.helpers else ""


def _lines(texts: Iterable[str], style: str = BODY, columns: int = 1) -> WordCell:
    """A cell with a paragraph for each text that is not empty."""
    return WordCell(
        tuple(Line(text, style) for text in texts if text), columns=columns, centred=True
    )
