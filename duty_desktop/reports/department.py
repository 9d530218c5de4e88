"""部门履职事项单: everything between one department and the town, step by step.

Each duty is a line with its number and name over two columns, the department's steps and the
town's, so that the two sides of a matter are read beside each other.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from duty_desktop.domain.duty import Duty, DutyList, Field, ListKind
from duty_desktop.domain.portfolio import Portfolio, Share, portfolio
from duty_desktop.errors import NotFoundError, PrintError
from duty_desktop.reports.bookmarks import DutyBookmarks
from duty_desktop.reports.canvas import Paper
from duty_desktop.reports.cell_words import FACES, CellWords
from duty_desktop.reports.document import Document
from duty_desktop.reports.faces import Faces, bundled
from duty_desktop.reports.order import Look
from duty_desktop.reports.ruled_table import TableRow, paginate
from duty_desktop.reports.running_page import RunningPage
from duty_desktop.reports.typesetting import Typesetter
from duty_desktop.reports.watching import Watch

DOCUMENT_TITLE = "部门履职事项单"

UNSTATED = "〔原文未写明由哪个部门承担〕"
OTHERS = "〔本事项另有其他部门职责，见履职事项单。〕"
NOTHING_OWN = "〔原文未写明本部门在本事项中的具体职责。〕"
"""Our own words among the official ones; brackets and face tell them apart."""

_SIZES = {Look.COMPACT: (10.5, 12.0), Look.OFFICIAL: (12.0, 14.0)}
"""Type sizes in pt of words and of the tables' headings (五号, 小四, 四号)."""

_PADDING = 6.0
_ROW_PADDING = 5.0
_LEAST_HEIGHT = 24.0
_HEADING_HEIGHT = 30.0
"""Of a cell and a row, in pt."""

_LABEL, _CATEGORY = 4.0, 4.4
_RECLAIMED_NAME = 0.32
"""Widths in the reclaimed duties' table: in type sizes, without padding, and the name's as a part
of the table."""

_COUNT_LABEL = 8.8
"""Width of the labels' column in the counts, in type sizes: eight characters."""


def department_sheets(
    duty_list: DutyList,
    names: Sequence[str],
    printed_on: datetime.date,
    *,
    look: Look = Look.COMPACT,
    faces: Faces | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Document:
    """A sheet for each of the departments (canonical names), each beginning on a new page.

    The faces are the bundled ones where none are given.
    ``progress`` is told how many of all departments are done. ``cancelled`` is asked before each
    duty and each page; once it says yes, ``Cancelled`` is raised. Raises ``PrintError`` where no
    department is given or a face is missing, ``NotFoundError`` where the list names none of it.
    """
    if not names:
        raise PrintError("没有要打印的部门，请先选中至少一个部门。")
    portfolios = [_portfolio(duty_list, name) for name in names]
    setter = Typesetter(faces or bundled())
    page = RunningPage(setter, duty_list, printed_on, look=look)
    watch = Watch(len(names), progress, cancelled)
    town = duty_list.town.county + duty_list.town.name
    which = names[0] if len(names) == 1 else f"{len(names)}个部门"
    title = f"{town}{DOCUMENT_TITLE}（{which}）"
    paper = Paper(setter.faces, title=title, author=town, printed_on=printed_on)
    for owed in portfolios:
        made = _DepartmentRows(page, owed)
        rows = list(made.rows(watch))
        pages = paginate(rows, page.room(made.heading), page.room(made.later), watch.check)
        paper.bookmark(owed.department.name, 0)
        page.draw(paper, pages, made.heading, made.later, watch, DutyBookmarks(paper, duty_list))
        watch.count()
    watch.check()
    return Document(paper.finish(), paper.page_count, paper.missing)


def _portfolio(duty_list: DutyList, name: str) -> Portfolio:
    try:
        return portfolio(duty_list, name)
    except KeyError as error:
        raise NotFoundError(f"清单中没有“{name}”这个部门。") from error


class _DepartmentRows:
    """Sets one department's sheet.

    Attributes:
        heading: the lines above the first page's tables.
        later: the lines above those of later pages.
    """

    def __init__(self, page: RunningPage, owed: Portfolio) -> None:
        """Take what the department owes, to be set for a page."""
        self._list = page.duty_list
        self._owed = owed
        self._width = page.width
        size, heading = _SIZES[page.look]
        self._cells = CellWords(page.setter, size, _PADDING, FACES[page.look])
        self._bold = replace(self._cells, size=heading)
        name = owed.department.name
        self.heading = (
            *page.title(DOCUMENT_TITLE),
            (name, page.headings.name),
            *page.facts(f"依据：{page.duty_list.full_title}"),
        )
        self.later = ((f"{name}　{DOCUMENT_TITLE}（续）", page.headings.later),)

    def rows(self, watch: Watch) -> Iterator[TableRow]:
        """The counts, then what is owed, duty by duty, then what was taken back."""
        yield from self._counts()
        if self._owed.cooperative:
            yield self._section(f"一、{ListKind.COOPERATIVE.official_name}")
            head = self._shared_head()
            yield head
            for share in self._owed.cooperative:
                watch.check()
                yield from self._shared(share, head)
        if self._owed.reclaimed:
            number = "二" if self._owed.cooperative else "一"
            yield self._section(f"{number}、{ListKind.RECLAIMED.official_name}")
            head = self._reclaimed_head()
            yield head
            for share in self._owed.reclaimed:
                watch.check()
                yield self._taken_back(share, head)

    def _counts(self) -> Iterator[TableRow]:
        """How much there is of each, in a box at the head."""
        town, owed = self._list.town.name, self._owed
        alone = sum(not share.is_shared for share in owed.cooperative)
        duties = f"{len(owed.cooperative)} 项"
        if owed.cooperative:
            duties += (
                f"（单独对应 {alone} 项，与其他部门共同对应 {len(owed.cooperative) - alone} 项）"
            )
        stated = sum(len(share.stated) for share in owed.cooperative)
        unstated = sum(len(share.unstated) for share in owed.cooperative)
        township = sum(len(share.township) for share in owed.cooperative)
        steps = f"本部门 {stated} 条，原文未写明由哪个部门承担 {unstated} 条，{town} {township} 条"
        counted = [(ListKind.COOPERATIVE.official_name, duties)]
        if owed.cooperative:
            counted.append(("职责条目", steps))
        counted.append((ListKind.RECLAIMED.official_name, f"{len(owed.reclaimed)} 项"))
        spellings = [name for name in owed.department.spellings if name != owed.department.name]
        if spellings:
            counted.append(("原文另写作", "、".join(spellings)))
        for label, text in counted:
            cells = (
                self._cells.head(label, self._cells.wide(_COUNT_LABEL)),
                self._cells.plain(text, self._width - self._cells.wide(_COUNT_LABEL)),
            )
            yield TableRow(cells, _LEAST_HEIGHT, _ROW_PADDING)

    def _section(self, text: str) -> TableRow:
        """The heading of a table."""
        cell = self._bold.plain(text, self._width, self._bold.faces.heading)
        cell = replace(cell, padding=0.0)
        return TableRow((cell,), _HEADING_HEIGHT, _ROW_PADDING, keep=True, framed=False)

    def _heading(self, kind: ListKind, field: Field) -> str:
        """The column's heading as the source prints it."""
        return self._list.headings[kind][kind.fields.index(field)]

    def _shared_head(self) -> TableRow:
        kind = ListKind.COOPERATIVE
        superior = self._heading(kind, Field.SUPERIOR)
        cells = (
            self._cells.head(f"{superior}（{self._owed.department.name}）", self._width / 2),
            self._cells.head(
                f"{self._heading(kind, Field.TOWNSHIP)}（{self._list.town.name}）", self._width / 2
            ),
        )
        return TableRow(cells, _LEAST_HEIGHT, _ROW_PADDING, keep=True)

    def _shared(self, share: Share, head: TableRow) -> Iterator[TableRow]:
        """The duty's number and name, then the two sides beside each other."""
        title, continued = (self._title(share.duty, more) for more in ("", "（续）"))
        yield replace(title, head=(head,), anchor=share.duty.id)
        half = self._width / 2
        own = self._cells.steps(share.own, half, UNSTATED)
        notes: list[str] = []
        if not share.own:
            notes.append(NOTHING_OWN)
        if share.left_out:
            notes.append(OTHERS)
        lines = [*own.lines]
        for note in notes:
            lines += self._cells.note(note, half)
        cells = (
            replace(own, lines=tuple(lines), top=True),
            replace(self._cells.steps(share.township, half), top=True),
        )
        yield TableRow(cells, _LEAST_HEIGHT, _ROW_PADDING, head=(head,), resumed=(continued,))

    def _title(self, duty: Duty, more: str) -> TableRow:
        """A duty's number, name and category over the table's whole width."""
        texts = f"{duty.label}　{duty.name}{more}"
        category = self._cells.wide(_CATEGORY)
        cells = (
            self._cells.plain(texts, self._width - category, self._cells.faces.name),
            self._cells.short(duty.category_as_printed, category),
        )
        return TableRow(cells, _LEAST_HEIGHT, _ROW_PADDING, keep=True)

    def _reclaimed_head(self) -> TableRow:
        kind = ListKind.RECLAIMED
        texts = ("编号", *(self._heading(kind, field) for field in kind.fields[1:]))
        cells = map(self._cells.head, texts, self._reclaimed_widths)
        return TableRow(tuple(cells), _LEAST_HEIGHT, _ROW_PADDING, keep=True)

    def _taken_back(self, share: Share, head: TableRow) -> TableRow:
        duty = share.duty
        label, category, name, method = self._reclaimed_widths
        steps = self._cells.steps(share.own, method, UNSTATED)
        if share.left_out:
            steps = replace(steps, lines=(*steps.lines, *self._cells.note(OTHERS, method)))
        cells = (
            self._cells.short(duty.label, label, continued=True),
            self._cells.short(duty.category_as_printed, category),
            self._cells.name(duty.name, name),
            steps,
        )
        return TableRow(cells, _LEAST_HEIGHT, _ROW_PADDING, head=(head,), anchor=duty.id)

    @property
    def _reclaimed_widths(self) -> tuple[float, float, float, float]:
        name = self._width * _RECLAIMED_NAME
        label, category = self._cells.wide(_LABEL), self._cells.wide(_CATEGORY)
        return (label, category, name, self._width - label - category - name)
