"""履职事项单: one duty on a sheet of A4, for a file, a meeting or a signature."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from duty_desktop.domain.assigning import Handling
from duty_desktop.domain.duty import Duty, DutyList, ListKind
from duty_desktop.errors import PrintError
from duty_desktop.reports import ruled_table
from duty_desktop.reports.bookmarks import bookmark_of
from duty_desktop.reports.canvas import MM, Paper
from duty_desktop.reports.document import Document
from duty_desktop.reports.faces import Faces, bundled
from duty_desktop.reports.form import Row, paginate, total
from duty_desktop.reports.order import Look, SheetBlock
from duty_desktop.reports.sheet_blocks import SheetBlocks, own_notes
from duty_desktop.reports.sheet_cells import SheetCells
from duty_desktop.reports.sheet_contents import contents_rows, target
from duty_desktop.reports.sheet_page import TITLE, Numbers, pages_of
from duty_desktop.reports.sheet_rows import SheetRows
from duty_desktop.reports.sheet_style import STYLES
from duty_desktop.reports.typesetting import Typesetter
from duty_desktop.reports.watching import Watch

NOTES_ONLY = frozenset({SheetBlock.NOTES})

_REMARKS_LEAST = 24 * MM
_REMARKS_MOST = 60 * MM
"""An empty row for remarks is added where at least so much is left, and is at most so tall."""

_REPEATED_HEAD = 140.0
"""Rows that are repeated on later pages are together no taller than this, in pt."""

Sheet = Sequence[Sequence[Row]]
"""The rows of each page of one duty's sheet."""


def sheets(
    duty_list: DutyList,
    duties: Sequence[Duty],
    printed_on: datetime.date,
    *,
    look: Look = Look.OFFICIAL,
    blocks: frozenset[SheetBlock] = NOTES_ONLY,
    assignments: Mapping[str, Handling] | None = None,
    odd_start: bool = False,
    contents: bool = False,
    faces: Faces | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Document:
    """A sheet for each of the duties, in the order given.

    Each sheet's pages are numbered by themselves, or all together behind ``contents``.
    ``assignments``, by the duty's id, fill the blocks 承办 and 本镇自记.
    ``odd_start`` leaves the back of a leaf blank where a sheet ends on its front. The faces are the
    bundled ones where none are given. ``progress`` is told how many of all sheets are done.
    ``cancelled`` is asked before each sheet and before the end; once it says yes, ``Cancelled`` is
    raised. Raises ``PrintError`` where no duty is given or a face is missing.
    """
    if not duties:
        raise PrintError("没有要打印的事项，请先选中至少一个事项。")
    setter = Typesetter(faces or bundled())
    paper = Paper(
        setter.faces,
        title=_title(duty_list, duties),
        author=duty_list.town.county + duty_list.town.name,
        printed_on=printed_on,
    )
    watch = Watch(len(duties), progress, cancelled)
    pages = pages_of(look, paper, setter, duty_list, printed_on)

    def laid(duty: Duty) -> Sheet:
        watch.check()
        handling = (assignments or {}).get(duty.id)
        return laid_out(setter, duty_list, duty, look=look, blocks=blocks, handling=handling)

    bound: _Bound | None = None
    made: Iterator[Sheet] = map(laid, duties)
    if contents:
        bound = _bound(list(made), odd_start=odd_start)
        made = iter(bound.sheets)
        rows = list(contents_rows(setter, duties, bound.first_pages, look))
        paper.bookmark("目录", 0)
        for page in ruled_table.paginate(rows, pages.contents_room, pages.contents_room):
            watch.check()
            pages.draw_contents(page)
        if odd_start or look is Look.OFFICIAL:
            _fill_up(paper)
        paper.number_from_here()
    listed: ListKind | None = None
    for at, (duty, sheet) in enumerate(zip(duties, made, strict=True)):
        watch.check()
        if odd_start:
            _fill_up(paper)
        if duty.kind is not listed:
            listed = duty.kind
            paper.bookmark(listed.official_name, 0)
        paper.bookmark(bookmark_of(duty), 1)
        paper.target(target(at))
        numbers = Numbers(bound.first_pages[at], bound.last_page) if bound else None
        pages.draw(sheet, numbers)
        watch.count()
    watch.check()
    return Document(paper.finish(), paper.page_count, paper.missing)


def laid_out(
    setter: Typesetter,
    duty_list: DutyList,
    duty: Duty,
    *,
    look: Look = Look.OFFICIAL,
    blocks: frozenset[SheetBlock] = NOTES_ONLY,
    handling: Handling | None = None,
) -> Sheet:
    """The rows of each page of one duty's sheet; later pages begin with which duty it is."""
    style = STYLES[look]
    cells = SheetCells(setter, style)
    made = SheetRows(cells, duty_list, duty)
    rows = [*made.head(), made.name(), *made.sides()]
    if SheetBlock.NOTES in blocks:
        rows += made.notes()
    if SheetBlock.OWN in blocks and handling:
        rows += own_notes(cells, handling, duty_list.town.own)
    head = [*made.head(), made.name()]
    while total(head) > _REPEATED_HEAD:
        head.pop()
    pages = paginate(rows, style.first_room, style.later_room, head)
    left = (style.first_room if len(pages) == 1 else style.later_room) - total(pages[-1])
    under = SheetBlocks(cells, duty_list, handling or Handling())
    for group in under.groups(blocks):
        if total(group) > left:
            pages.append(list(head))
            left = style.later_room - total(head)
        pages[-1] += group
        left -= total(group)
    if left >= _REMARKS_LEAST:
        pages[-1].append(under.remarks(min(left, _REMARKS_MOST)))
    return pages


@dataclass(frozen=True, slots=True)
class _Bound:
    """Sheets whose pages are counted together."""

    sheets: Sequence[Sheet]
    first_pages: Sequence[int]
    last_page: int


def _bound(made: Sequence[Sheet], *, odd_start: bool) -> _Bound:
    firsts = []
    after = 1
    for sheet in made:
        if odd_start and after % 2 == 0:
            after += 1
        firsts.append(after)
        after += len(sheet)
    return _Bound(made, firsts, after - 1)


def _fill_up(paper: Paper) -> None:
    """Leave the back of a leaf blank, so that what follows begins on a right-hand page."""
    if paper.page_count % 2:
        paper.end_page()


def _title(duty_list: DutyList, duties: Sequence[Duty]) -> str:
    """The document's title, as a viewer shows it."""
    which = duties[0].label if len(duties) == 1 else f"{len(duties)}项"
    return f"{duty_list.town.county}{duty_list.town.name}{TITLE}（{which}）"
