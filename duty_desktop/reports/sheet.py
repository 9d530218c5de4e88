"""履职事项单: one duty on a sheet of A4, for a file, a meeting or a signature."""

import datetime
from collections.abc import Callable, Sequence

from duty_desktop.domain.duty import Duty, DutyList, ListKind
from duty_desktop.errors import PrintError
from duty_desktop.reports.canvas import MM, Paper
from duty_desktop.reports.document import Cancelled, Document
from duty_desktop.reports.faces import bundled
from duty_desktop.reports.form import Row, paginate, total
from duty_desktop.reports.sheet_page import (
    FIRST_ROOM,
    FORM_WIDTH,
    LATER_ROOM,
    TITLE,
    SheetPages,
)
from duty_desktop.reports.sheet_rows import SheetRows
from duty_desktop.reports.typesetting import Typesetter

_LADDER = (14.0, 12.0, 10.5)
"""Body type sizes in pt (四号, 小四, 五号): the largest at which the sheet is one page."""

_REMARKS_LEAST = 24 * MM
_REMARKS_MOST = 60 * MM
"""An empty row for remarks is added where at least so much is left, and is at most so tall."""

_REPEATED_HEAD = 130.0
"""Rows that are repeated on later pages are together no taller than this, in pt."""

_BOOKMARK_LENGTH = 40
"""A bookmark shows no more characters of a name."""


def sheets(
    duty_list: DutyList,
    duties: Sequence[Duty],
    printed_on: datetime.date,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Document:
    """A sheet for each of the duties, in the order given.

    ``progress`` is told how many of all sheets are done. ``cancelled`` is asked before each sheet
    and before the end; once it says yes, ``Cancelled`` is raised. Raises ``PrintError`` where no
    duty is given or a face is missing.
    """
    if not duties:
        raise PrintError("没有要打印的事项，请先选中至少一个事项。")
    setter = Typesetter(bundled())
    paper = Paper(
        setter.faces,
        title=_title(duty_list, duties),
        author=duty_list.town.county + duty_list.town.name,
        printed_on=printed_on,
    )
    pages = SheetPages(paper, setter, duty_list, printed_on)
    listed: ListKind | None = None
    for done, duty in enumerate(duties, start=1):
        _stop_if(cancelled)
        if duty.kind is not listed:
            listed = duty.kind
            paper.bookmark(listed.official_name, 0)
        paper.bookmark(f"{duty.label}　{_shortened(duty.name)}", 1)
        pages.draw(laid_out(setter, duty_list, duty))
        if progress:
            progress(done, len(duties))
    _stop_if(cancelled)
    return Document(paper.finish(), paper.page_count, paper.missing)


def laid_out(setter: Typesetter, duty_list: DutyList, duty: Duty) -> Sequence[Sequence[Row]]:
    """The rows of each page of one duty's sheet, in the largest type that gives the fewest pages.

    A sheet that is too long for one page even in the smallest type goes over to further pages.
    """
    for size in _LADDER:
        made = SheetRows(setter, duty_list, duty, FORM_WIDTH, size)
        rows = [*made.head(), made.name(), *made.sides(), *made.notes()]
        if total(rows) <= FIRST_ROOM:
            pages = [rows]
            break
    else:
        head = [*made.head(), made.name()]
        while total(head) > _REPEATED_HEAD:
            head.pop()
        pages = paginate(rows, FIRST_ROOM, LATER_ROOM, head)
    left = (FIRST_ROOM if len(pages) == 1 else LATER_ROOM) - total(pages[-1])
    if left >= _REMARKS_LEAST:
        pages[-1].append(made.remarks(min(left, _REMARKS_MOST)))
    return pages


def _title(duty_list: DutyList, duties: Sequence[Duty]) -> str:
    """The document's title, as a viewer shows it."""
    which = duties[0].label if len(duties) == 1 else f"{len(duties)}项"
    return f"{duty_list.town.county}{duty_list.town.name}{TITLE}（{which}）"


def _shortened(name: str) -> str:
    return name if len(name) <= _BOOKMARK_LENGTH else name[:_BOOKMARK_LENGTH] + "…"


def _stop_if(cancelled: Callable[[], bool] | None) -> None:
    if cancelled and cancelled():
        raise Cancelled
