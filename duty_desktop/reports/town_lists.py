"""Working lists of the town's assignments: 未分工清单, and 需重新打印的事项单 to tick off."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from duty_desktop.domain.assigning import Handling, handlings, without_duties, without_office
from duty_desktop.domain.assignment import Person, TownNotes
from duty_desktop.domain.duty import Duty, DutyList, ListKind
from duty_desktop.domain.handling_words import one_line
from duty_desktop.domain.roster import offices_of, people_of
from duty_desktop.domain.workload import counted, tasks
from duty_desktop.errors import PrintError
from duty_desktop.reports.canvas import Paper
from duty_desktop.reports.cell_words import CellWords
from duty_desktop.reports.document import Document
from duty_desktop.reports.faces import Faces, bundled
from duty_desktop.reports.order import Look
from duty_desktop.reports.ruled_table import TableRow, paginate
from duty_desktop.reports.running_page import RunningPage
from duty_desktop.reports.task_table import (
    LABEL,
    LEADER,
    LEAST_HEIGHT,
    NOTED_DUTY,
    OFFICES,
    PLAIN_DUTY,
    ROW_PADDING,
    TaskTable,
    to_fill_in,
)
from duty_desktop.reports.town_rows import TownRows, cells_for
from duty_desktop.reports.typesetting import Typesetter
from duty_desktop.reports.watching import Watch

UNASSIGNED_TITLE = "未分工清单"
REPRINT_TITLE = "需重新打印的事项单"

_PEOPLE = (("姓名", 8.0), ("科室", 0.0), ("职务", 9.0), ("电话", 9.0))
"""Heads and widths in type sizes of the people's table; 0 takes what is left."""


def unassigned(
    duty_list: DutyList,
    duties: Sequence[Duty] | None,
    notes: TownNotes,
    printed_on: datetime.date,
    *,
    look: Look = Look.COMPACT,
    faces: Faces | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Document:
    """The duties that no office leads, with room to write one in, and the people without duties.

    ``duties`` are those that are looked through, by default the whole list. The faces are the
    bundled ones where none are given. ``progress`` and ``cancelled`` are as for every document.
    Raises ``PrintError`` where no duty is given or a face is missing.
    """
    looked_through = duty_list.duties if duties is None else tuple(duties)
    if not looked_through:
        raise PrintError("没有要打印的事项，请先选中至少一个事项。")
    page = RunningPage(Typesetter(faces or bundled()), duty_list, printed_on, look=look)
    people = without_duties(notes, duty_list.source_sha256)
    listed = _Unassigned(page, looked_through, notes, people if duties is None else ())
    return _document(
        page,
        UNASSIGNED_TITLE,
        listed.rows(handlings(notes, duty_list.source_sha256)),
        Watch(1, progress, cancelled),
    )


def reprint(
    duty_list: DutyList,
    duties: Sequence[Duty],
    assignments: Mapping[str, Handling],
    printed_on: datetime.date,
    *,
    look: Look = Look.COMPACT,
    faces: Faces | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Document:
    """The duties whose sheets are to be printed again, to tick off; who has them now beside them.

    The sheets themselves are the document of sheets, of these duties. Raises ``PrintError`` where
    no duty is given or a face is missing.
    """
    if not duties:
        raise PrintError("没有需要重新打印的事项单。")
    page = RunningPage(Typesetter(faces or bundled()), duty_list, printed_on, look=look)
    columns = (
        LABEL,
        PLAIN_DUTY,
        LEADER,
        OFFICES,
        to_fill_in("已打印", 3.2),
        to_fill_in("旧单收回", 3.2),
    )

    def rows() -> Iterator[TableRow]:
        around = TownRows(cells_for(page), page.width)
        yield around.fact("事项单", f"{counted(duties)}，打印、换发后逐项打勾")
        yield around.gap()
        table = TaskTable(cells_for(page), page.width, columns, own_words=False)
        yield from table.rows(tasks(duties, assignments))

    return _document(page, REPRINT_TITLE, rows(), Watch(1, progress, cancelled))


@dataclass(frozen=True, slots=True)
class _Unassigned:
    """Sets what nobody has and who has nothing."""

    page: RunningPage
    duties: Sequence[Duty]
    notes: TownNotes
    people: Sequence[Person]

    def rows(self, noted: Mapping[str, Handling]) -> Iterator[TableRow]:
        cells, width = cells_for(self.page), self.page.width
        around = TownRows(cells, width)
        wanted = [duty for duty in self.duties if duty.kind is not ListKind.RECLAIMED]
        missing = without_office(wanted, self.notes, self.page.duty_list.source_sha256)
        yield around.fact("应当分工", counted(wanted))
        yield around.fact("没有主责科室", counted(missing))
        if self.people:
            yield around.fact("没有事项的人", f"{len(self.people)} 人")
        if missing:
            yield around.section(f"一、没有主责科室的事项（{len(missing)} 项）")
            columns = (LABEL, NOTED_DUTY, to_fill_in("拟定主责科室", 8.0))
            table = TaskTable(cells, width, columns, own_words=False)
            yield from table.rows(tasks(missing, noted))
        else:
            yield around.section("所列事项都已有主责科室。")
        if self.people:
            number = "二" if missing else "一"
            yield around.section(f"{number}、没有事项的人员（{len(self.people)} 人）")
            yield from self._people(cells)

    def _people(self, cells: CellWords) -> Iterator[TableRow]:
        fixed = [wide and cells.wide(wide) for _, wide in _PEOPLE]
        widths = [wide or self.page.width - sum(fixed) for wide in fixed]
        heads = map(cells.head, (head for head, _ in _PEOPLE), widths)
        head = TableRow(tuple(heads), LEAST_HEIGHT, ROW_PADDING, keep=True)
        yield head
        offices, wanted = offices_of(self.notes).labels, {each.key for each in self.people}
        for key in people_of(self.notes).labels:
            if key in wanted:
                person = self.notes.people[key]
                office = offices[person.office] if person.office else ""
                texts = map(one_line, (person.name, office, person.post, person.phone))
                row = map(cells.short, texts, widths)
                yield TableRow(tuple(row), LEAST_HEIGHT, ROW_PADDING, head=(head,))


def _document(page: RunningPage, name: str, rows: Iterator[TableRow], watch: Watch) -> Document:
    town = page.duty_list.town.county + page.duty_list.town.name
    heading = (*page.title(name), *page.facts(f"依据：{page.duty_list.full_title}"))
    later = ((f"{name}（续）", page.headings.later),)
    listed = []
    for row in rows:
        watch.check()
        listed.append(row)
    pages = paginate(listed, page.room(heading), page.room(later), watch.check)
    paper = Paper(page.setter.faces, title=f"{town}{name}", author=town, printed_on=page.printed_on)
    page.draw(paper, pages, heading, later, watch)
    watch.count()
    watch.check()
    return Document(paper.finish(), paper.page_count, paper.missing)
