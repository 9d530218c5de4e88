"""The booklet: the whole list as a bound document, to be printed on both sides.

Cover, contents, the three lists, an index by department and one by category. The lists are laid
out first; then it is known where everything stands, and indices and contents are set with the true
numbers. Page 1 is the first page of the first list, as in the official publication.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.errors import PrintError
from duty_desktop.reports import official_page
from duty_desktop.reports.booklet_cover import draw_cover
from duty_desktop.reports.booklet_index import BY_CATEGORY, BY_DEPARTMENT, IndexRows
from duty_desktop.reports.booklet_lists import ListRows, lies
from duty_desktop.reports.canvas import Paper
from duty_desktop.reports.document import Document
from duty_desktop.reports.faces import Faces, bundled
from duty_desktop.reports.official_page import OfficialPage
from duty_desktop.reports.order import Look
from duty_desktop.reports.ruled_table import TableRow, draw_table, first_pages, paginate
from duty_desktop.reports.typesetting import Typesetter
from duty_desktop.reports.watching import Watch

_BOOKMARK_LENGTH = 40
"""A bookmark shows no more characters of a name."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A list or an index, laid out."""

    pages: Sequence[Sequence[TableRow]]
    first: int
    """The number of its first page."""
    landscape: bool = False

    @property
    def after(self) -> int:
        """The number of the page after its last."""
        return self.first + len(self.pages)

    def places(self) -> dict[str, int]:
        """The number of the page on which each anchor stands."""
        return {anchor: self.first + at for anchor, at in first_pages(self.pages).items()}


def booklet(
    duty_list: DutyList,
    printed_on: datetime.date,
    *,
    look: Look = Look.OFFICIAL,
    faces: Faces | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Document:
    """The whole list, bound.

    Compact, its lists are in smaller type; the pages are those of official documents in either
    look. The faces are the bundled ones where none are given.
    ``progress`` counts every duty twice, as it is set and as its page is drawn. ``cancelled`` is
    asked before each duty and each page; once it says yes, ``Cancelled`` is raised. Raises
    ``PrintError`` where the list is empty or a face is missing.
    """
    if not duty_list.duties:
        raise PrintError("清单中没有事项，不能印成册，请核对清单数据文件。")
    watch = Watch(2 * len(duty_list.duties), progress, cancelled)
    return _Booklet(duty_list, look, faces or bundled(), watch).document(printed_on)


class _Booklet:
    """One booklet in the making."""

    def __init__(self, duty_list: DutyList, look: Look, faces: Faces, watch: Watch) -> None:
        self._list = duty_list
        self._look = look
        self._watch = watch
        self._setter = Typesetter(faces)

    def document(self, printed_on: datetime.date) -> Document:
        parts, contents = self._laid_out()
        town = self._list.town.county + self._list.town.name
        paper = Paper(
            self._setter.faces, title=self._list.full_title, author=town, printed_on=printed_on
        )
        paper.bookmark("封面", 0)
        draw_cover(paper, self._setter, self._list)
        paper.end_page()
        _fill_up(paper)
        paper.bookmark("目录", 0)
        for rows in contents:
            self._draw(paper, OfficialPage(paper.page_count + 1), rows)
            paper.end_page()
        _fill_up(paper)
        paper.number_from_here()
        marks = self._bookmarks()
        for part in parts:
            for at, rows in enumerate(part.pages):
                page = OfficialPage(part.first + at, part.landscape)
                paper.page_size(page.size)
                self._anchor(paper, rows, marks)
                self._draw(paper, page, rows)
                page.draw_number(paper, self._setter)
                paper.end_page()
        self._watch.check()
        return Document(paper.finish(), paper.page_count, paper.missing)

    def _laid_out(self) -> tuple[list[_Part], Sequence[Sequence[TableRow]]]:
        """Lists and indices with their page numbers, then the pages of the contents."""
        parts: list[_Part] = []
        places: dict[str, int] = {}

        def add(rows: Iterable[TableRow], *, landscape: bool = False) -> None:
            first = parts[-1].after if parts else 1
            parts.append(_Part(self._paginated(rows, landscape=landscape), first, landscape))
            places.update(parts[-1].places())

        for kind in ListKind:
            made = ListRows(self._setter, self._list, kind, self._look)
            add(made.rows(self._watch), landscape=lies(kind))
        index = IndexRows(self._setter, self._list, places)
        add(index.by_department(self._watch))
        add(index.by_category(self._watch))
        return parts, self._paginated(index.contents())

    def _paginated(
        self, rows: Iterable[TableRow], *, landscape: bool = False
    ) -> Sequence[Sequence[TableRow]]:
        room = official_page.room(landscape=landscape)
        return paginate(list(rows), room, room, self._watch.check)

    def _draw(self, paper: Paper, page: OfficialPage, rows: Sequence[TableRow]) -> None:
        self._watch.check()
        draw_table(paper, rows, page.left, page.top)

    def _anchor(
        self, paper: Paper, rows: Sequence[TableRow], marks: dict[str, list[tuple[str, int]]]
    ) -> None:
        """Let links and the outline lead to what begins on the page."""
        for row in rows:
            if row.anchor:
                paper.target(row.anchor)
                for title, level in marks[row.anchor]:
                    paper.bookmark(title, level)
                self._watch.count(int(row.anchor in self._list))

    def _bookmarks(self) -> dict[str, list[tuple[str, int]]]:
        """For each anchor its entries in the outline: list, category, duty; the indices."""
        marks = {title: [(title, 0)] for title in (BY_DEPARTMENT, BY_CATEGORY)}
        category = None
        for kind in ListKind:
            marks[kind.value] = [(self._list.titles[kind], 0)]
            for duty in self._list.of_kind(kind):
                entries = []
                if (kind, duty.category) != category:
                    category = (kind, duty.category)
                    entries.append((duty.category, 1))
                name = duty.name
                if len(name) > _BOOKMARK_LENGTH:
                    name = name[:_BOOKMARK_LENGTH] + "…"
                marks[duty.id] = [*entries, (f"{duty.label}　{name}", 2)]
        return marks


def _fill_up(paper: Paper) -> None:
    """Leave the back of a leaf blank, so that what follows begins on a right-hand page."""
    if paper.page_count % 2:
        paper.end_page()
