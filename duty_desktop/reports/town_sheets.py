"""科室履职事项单 and 个人履职事项单: what an office or somebody of the town has to do, to sign.

Who does what is the town's own; numbers, names, categories and departments are the list's.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from duty_desktop.domain.assigning import handlings, held_by_office, held_by_person
from duty_desktop.domain.assignment import Key, TownNotes
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.handling_words import one_line
from duty_desktop.domain.roster import Roster, offices_of, people_of
from duty_desktop.domain.workload import Task, counted, workload
from duty_desktop.errors import NotFoundError, PrintError
from duty_desktop.reports.bookmarks import DutyBookmarks
from duty_desktop.reports.canvas import Paper
from duty_desktop.reports.document import Document
from duty_desktop.reports.faces import Faces, bundled
from duty_desktop.reports.order import Look
from duty_desktop.reports.ruled_table import TableRow, paginate
from duty_desktop.reports.running_page import RunningPage
from duty_desktop.reports.task_table import (
    DEADLINE,
    DUTY,
    HANDLERS,
    HELPING,
    LABEL,
    LEADER,
    LEADING,
    OFFICES,
    TaskColumn,
    TaskTable,
)
from duty_desktop.reports.town_rows import TownRows, cells_for
from duty_desktop.reports.typesetting import Typesetter
from duty_desktop.reports.watching import Watch

OFFICE_TITLE = "科室履职事项单"
PERSON_TITLE = "个人履职事项单"

_NOTHING = "本清单中没有分给{}的事项。"


@dataclass(frozen=True, slots=True)
class _Part:
    """One of a sheet's two tables."""

    name: str
    tasks: tuple[Task, ...]
    columns: Sequence[TaskColumn]


@dataclass(frozen=True, slots=True)
class _Holder:
    """Whose sheet it is."""

    name: str
    facts: tuple[tuple[str, str, float], ...]
    """What is said of a person: label, words, share of the row."""
    parts: tuple[_Part, _Part]
    elsewhere: int
    called: str
    """本科室, 本人"""
    signs: tuple[str, ...]
    """Who signs."""


def office_sheets(
    duty_list: DutyList,
    notes: TownNotes,
    names: Sequence[str],
    printed_on: datetime.date,
    *,
    look: Look = Look.COMPACT,
    landscape: bool = False,
    faces: Faces | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Document:
    """A sheet for each of the offices (their labels in ``offices_of``), each on pages of its own.

    Only duties of this list are listed; how many the office has of others is said. The faces are
    the bundled ones where none are given. ``progress`` is told how many of all offices are done.
    ``cancelled`` is asked before each duty and each page; once it says yes, ``Cancelled`` is
    raised. Raises ``PrintError`` where no office is given or a face is missing, ``NotFoundError``
    where the town has none of that name.
    """
    if not names:
        raise PrintError("没有要打印的科室，请先选中至少一个科室。")
    holders = list(map(_Holders(duty_list, notes).office, names))
    page = RunningPage(Typesetter(faces or bundled()), duty_list, printed_on, landscape, look)
    return _Printing(OFFICE_TITLE, page).document(holders, Watch(len(names), progress, cancelled))


def person_sheets(
    duty_list: DutyList,
    notes: TownNotes,
    names: Sequence[str],
    printed_on: datetime.date,
    *,
    look: Look = Look.COMPACT,
    landscape: bool = False,
    faces: Faces | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Document:
    """A sheet for each of the people (their labels in ``people_of``), as ``office_sheets``."""
    if not names:
        raise PrintError("没有要打印的人员，请先选中至少一个人。")
    holders = list(map(_Holders(duty_list, notes).person, names))
    page = RunningPage(Typesetter(faces or bundled()), duty_list, printed_on, landscape, look)
    return _Printing(PERSON_TITLE, page).document(holders, Watch(len(names), progress, cancelled))


class _Holders:
    """Whose sheets can be printed: what the town calls everybody, worked out once for all."""

    def __init__(self, duty_list: DutyList, notes: TownNotes) -> None:
        self._list = duty_list
        self._notes = notes
        self._offices, self._people = offices_of(notes), people_of(notes)
        self._noted = handlings(notes, duty_list.source_sha256)

    def office(self, name: str) -> _Holder:
        """The office of this label; raises ``NotFoundError``."""
        key = _key(self._offices, name, "科室")
        held = workload(self._list, held_by_office(self._notes, key), self._noted)
        parts = (
            _Part("主责", held.first, (LABEL, DUTY, LEADER, HELPING, HANDLERS, DEADLINE)),
            _Part("协办", held.second, (LABEL, DUTY, LEADER, LEADING, HANDLERS, DEADLINE)),
        )
        return _Holder(name, (), parts, held.elsewhere, "本科室", ("科室负责人", "分管领导"))

    def person(self, name: str) -> _Holder:
        """Whoever has this label; raises ``NotFoundError``."""
        key = _key(self._people, name, "人员")
        person = self._notes.people[key]
        held = workload(self._list, held_by_person(self._notes, key), self._noted)
        office = self._offices.labels[person.office] if person.office else ""
        facts = (("所在科室", office, 1.6), ("职务", person.post, 1.0), ("电话", person.phone, 1.4))
        parts = (
            _Part("分管", held.first, (LABEL, DUTY, OFFICES, HANDLERS, DEADLINE)),
            _Part("承办", held.second, (LABEL, DUTY, LEADER, OFFICES, HANDLERS, DEADLINE)),
        )
        return _Holder(name, facts, parts, held.elsewhere, "本人", ("本人", "科室负责人"))


def _key(roster: Roster, name: str, what: str) -> Key:
    key = roster.key(name)
    if key is None:
        raise NotFoundError(f"记事本中没有“{name}”这个{what}。")
    return key


class _Printing:
    """Puts sheets of one title into a document."""

    def __init__(self, title: str, page: RunningPage) -> None:
        self._list = page.duty_list
        self._title = title
        self._page = page

    def document(self, holders: Sequence[_Holder], watch: Watch) -> Document:
        page, town = self._page, self._list.town.county + self._list.town.name
        which = holders[0].name if len(holders) == 1 else f"{len(holders)}份"
        paper = Paper(
            page.setter.faces,
            title=f"{town}{self._title}（{which}）",
            author=town,
            printed_on=page.printed_on,
            size=page.size,
        )
        for holder in holders:
            name = one_line(holder.name)
            heading = (
                *page.title(self._title),
                *page.named(name),
                *page.facts(f"依据：{self._list.full_title}"),
            )
            later = ((f"{name}　{self._title}（续）", page.headings.later),)
            rows = []
            for row in self._rows(holder):
                watch.check()
                rows.append(row)
            pages = paginate(rows, page.room(heading), page.room(later), watch.check)
            paper.bookmark(name, 0)
            page.draw(paper, pages, heading, later, watch, DutyBookmarks(paper, self._list))
            watch.count()
        watch.check()
        return Document(paper.finish(), paper.page_count, paper.missing)

    def _rows(self, holder: _Holder) -> Iterator[TableRow]:
        """The counts, the duties of each part, and where it is signed."""
        page = self._page
        cells = cells_for(page)
        rows = TownRows(cells, page.width)
        if holder.facts:
            yield rows.fields(holder.facts)
        for part in holder.parts:
            yield rows.fact(part.name, counted(each.duty for each in part.tasks))
        if holder.elsewhere:
            said = f"记事本中{holder.called}还有其他清单的事项 {holder.elsewhere} 项，本单不列。"
            yield rows.fact("其他清单", said)
        filled = [part for part in holder.parts if part.tasks]
        for number, part in zip("一二", filled, strict=False):
            yield rows.section(f"{number}、{part.name}事项（{len(part.tasks)} 项）")
            yield from TaskTable(cells, page.width, part.columns).rows(part.tasks)
        if not filled:
            yield rows.section(_NOTHING.format(holder.called))
        yield from rows.signatures(holder.signs)
