"""The sheets of offices and people: all they have, nobody else's, told apart, to sign."""

import datetime
import re
from dataclasses import replace

import pytest

from duty_desktop.domain.assigning import Handling, handlings
from duty_desktop.domain.assignment import (
    Assignment,
    Office,
    Person,
    Record,
    TownNotes,
    applied,
    edited,
)
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.roster import Roster, offices_of, people_of
from duty_desktop.errors import NotFoundError, PrintError
from duty_desktop.reports import town_sheets
from duty_desktop.reports.cell_words import FACES, CellWords
from duty_desktop.reports.document import Cancelled, Document
from duty_desktop.reports.order import Look
from duty_desktop.reports.ruled_table import TableRow
from duty_desktop.reports.running_page import RunningPage
from duty_desktop.reports.task_table import TaskTable
from duty_desktop.reports.town_rows import TownRows
from duty_desktop.reports.town_sheets import office_sheets, person_sheets
from duty_desktop.reports.typesetting import Typesetter
from tests.reports import reading, tables
from tests.reports.reading import assert_inside, squeezed
from tests.town import whole_town

HALL = "党政综合办公室"
LEADER = "古丽娜尔·阿不都热西提"
TWO_ZHANGS = ("张伟（党政综合办公室）", "张伟（综合行政执法队）")


@pytest.fixture(scope="module")
def town(duty_list: DutyList) -> TownNotes:
    return whole_town(duty_list, every=9)


@pytest.fixture(scope="module")
def every_office(duty_list: DutyList, town: TownNotes, day: datetime.date, look: Look) -> Document:
    return office_sheets(duty_list, town, list(offices_of(town).labels.values()), day, look=look)


def with_more(notes: TownNotes, *records: Record) -> TownNotes:
    return applied(notes, edited(notes, "", records))


def pages_of(document: Document) -> dict[str, list[str]]:
    """The pages of each sheet, squeezed, by the name in the outline."""
    begins = [(name, page) for level, name, page in reading.bookmarks(document.pdf) if level == 0]
    texts = list(map(squeezed, reading.page_texts(document.pdf)))
    ends = [page for _, page in begins[1:]] + [len(texts)]
    return {name: texts[page:end] for (name, page), end in zip(begins, ends, strict=True)}


def labels_in(pages: list[str]) -> list[str]:
    """The numbers of duties, in order."""
    return re.findall(r"(?:基本|配合|收回)\d+(?!\d|项)", "".join(pages))


def test_every_office_has_what_it_leads_and_what_it_helps_with(
    duty_list: DutyList, town: TownNotes, every_office: Document
) -> None:
    sheets = pages_of(every_office)

    assert list(sheets) == list(offices_of(town).labels.values())
    noted = handlings(town, duty_list.source_sha256)
    for name, pages in sheets.items():
        text = "".join(pages)
        own = [(duty, noted.get(duty.id, Handling())) for duty in duty_list.duties]
        leads = [duty for duty, said in own if said.office == name]
        helps = [duty for duty, said in own if name in said.helpers]
        assert f"主责{len(leads)}项" in text
        assert f"协办{len(helps)}项" in text
        for duty in (*leads, *helps):
            assert squeezed(duty.label) in text
            assert tables.lost(squeezed(duty.name), pages) == ""
            for department in duty.departments:
                assert tables.lost(squeezed(department.as_printed), pages) == ""
        assert pages[-1].index("科室负责人（签字）") > 0
        assert "分管领导（签字）" in pages[-1]
    assert f"依据：{squeezed(duty_list.full_title)}" in sheets[HALL][0]


def test_what_the_town_noted_stands_beside_and_below_a_duty(every_office: Document) -> None:
    text = "".join(pages_of(every_office)[HALL])

    for words in (
        "王志强0994-2200002",
        "每季度末",
        "2026-06-30",
        "依据：《新疆维吾尔自治区乡镇人民政府工作条例》第十二条",
        "备注：每月5日前报送上月台账；与州、市两级系统同步填报。",
        "附件：2026年工作方案.docx",
    ):
        assert words in text
    assert "D:\\方案" not in text


def test_every_sheet_counts_its_own_pages(every_office: Document, look: Look) -> None:
    for pages in pages_of(every_office).values():
        last = f"—{len(pages)}—" if look is Look.OFFICIAL else f"第1页共{len(pages)}页"
        assert last in "".join(pages)


def test_lines_keep_the_rules(every_office: Document) -> None:
    texts = reading.page_texts(every_office.pdf)
    assert every_office.missing == ()
    tables.assert_marks_stand_right(texts)


def test_people_of_one_name_have_a_sheet_each(
    duty_list: DutyList, town: TownNotes, day: datetime.date, look: Look
) -> None:
    document = person_sheets(duty_list, town, TWO_ZHANGS, day, look=look)

    first, second = (pages_of(document)[name] for name in TWO_ZHANGS)
    assert "所在科室党政综合办公室职务主任电话0994-2200003" in first[0]
    assert "所在科室综合行政执法队职务队长电话0994-2200004" in second[0]
    noted = handlings(town, duty_list.source_sha256)
    for name, pages in zip(TWO_ZHANGS, (first, second), strict=True):
        mine = [each for each in duty_list.duties if name in held(noted, each.id)]
        handled = [squeezed(duty.label) for duty in mine]
        assert f"分管0项承办{len(handled)}项" in pages[0]
        assert set(handled) == set(labels_in(pages))
        assert "本人（签字）" in pages[-1]


def held(noted: object, duty_id: str) -> tuple[str, ...]:
    assert isinstance(noted, dict)
    found = noted.get(duty_id)
    return found.handlers if isinstance(found, Handling) else ()


def test_a_leader_has_what_he_answers_for_and_what_he_does(
    duty_list: DutyList, town: TownNotes, day: datetime.date
) -> None:
    pages = pages_of(person_sheets(duty_list, town, [LEADER], day))[LEADER]

    text = "".join(pages)
    noted = handlings(town, duty_list.source_sha256).values()
    leads = sum(each.leader == LEADER for each in noted)
    does = sum(LEADER in each.handlers for each in noted)
    assert f"一、分管事项（{leads}项）" in text
    assert f"二、承办事项（{does}项）" in text
    assert "协办：" in "".join(pages)


def test_duties_of_other_lists_are_told_and_not_listed(
    duty_list: DutyList, town: TownNotes, day: datetime.date
) -> None:
    other = Assignment("b" * 64, "basic-1", office="o0", handlers=("p9",))
    gone = Assignment(duty_list.source_sha256, "basic-999", helpers=("o0",))
    notes = with_more(town, other, gone)

    hall = squeezed("".join(reading.page_texts(office_sheets(duty_list, notes, [HALL], day).pdf)))
    before = office_sheets(duty_list, town, [HALL], day)

    assert "记事本中本科室还有其他清单的事项2项，本单不列。" in hall
    assert "其他清单" not in reading.whole_text(before.pdf)
    assert "999" not in hall


def test_an_office_without_duties_says_so(duty_list: DutyList, day: datetime.date) -> None:
    notes = with_more(TownNotes(), Office("o", "档案室"), Person("p", "赵六"))

    office = reading.whole_text(office_sheets(duty_list, notes, ["档案室"], day).pdf)
    person = reading.whole_text(person_sheets(duty_list, notes, ["赵六"], day).pdf)

    assert "主责0项协办0项本清单中没有分给本科室的事项。" in office
    assert "本清单中没有分给本人的事项。" in person


def test_the_same_notes_and_day_are_the_same_bytes(
    duty_list: DutyList, town: TownNotes, day: datetime.date, look: Look
) -> None:
    again = TownNotes(
        dict(reversed(list(town.offices.items()))),
        dict(reversed(list(town.people.items()))),
        dict(reversed(list(town.assignments.items()))),
    )
    for lying in (False, True):
        made = office_sheets(duty_list, town, [HALL], day, look=look, landscape=lying)
        assert office_sheets(duty_list, again, [HALL], day, look=look, landscape=lying) == made


HOSTILE = (
    "<b>粗</b><img src=x onerror=alert(1)>&amp;",
    "(甲) Tj ET Q endstream endobj %%EOF <</S/JavaScript>>",
    "，。、；：？！”’）》〉】」』…—·%“‘（《〈【「『",
    "堃珺𬭼",
    "长" * 60,
    "多行\n第二行\t第三\u2028段",
)


@pytest.mark.parametrize("text", HOSTILE, ids=["tags", "PDF", "marks", "rare", "long", "lines"])
def test_hostile_words_are_printed_as_they_are(
    duty_list: DutyList, day: datetime.date, look: Look, text: str
) -> None:
    assignment = Assignment(
        duty_list.source_sha256, "basic-1", "p", "o", ("q",), ("p",), text, text, text, text
    )
    notes = with_more(
        TownNotes(),
        Office("o", text),
        Office("q", f"协{text}"),
        Person("p", f"人{text}", "o", text, text),
        assignment,
    )

    for document in (
        office_sheets(duty_list, notes, [text], day, look=look),
        person_sheets(duty_list, notes, [f"人{text}"], day, look=look),
    ):
        found = reading.whole_text(document.pdf)
        assert document.missing == ()
        assert squeezed(text) in squeezed(reading.page_texts(document.pdf)[0]).split("依据：")[0]
        assert found.count(squeezed(text)) >= (1 if text in HOSTILE[:2] else 2)
        assert found.count(squeezed(text)[-1]) >= 4
        assert b"/JavaScript" not in document.pdf


def test_very_long_notes_go_on_overleaf(duty_list: DutyList, day: datetime.date) -> None:
    long = "".join(f"第{number}点，" for number in range(1500))
    assignment = Assignment(duty_list.source_sha256, "basic-1", office="o", remark=long)
    notes = with_more(TownNotes(), Office("o", "档案室"), assignment)

    pages = list(
        map(squeezed, reading.page_texts(office_sheets(duty_list, notes, ["档案室"], day).pdf))
    )

    assert len(pages) > 2
    assert all("附注（续）" in page for page in pages[2:-1])
    assert (
        tables.lost(long, [page.split("附注", 1)[-1].removeprefix("（续）") for page in pages])
        == ""
    )


def test_nothing_is_drawn_outside_its_cell(
    duty_list: DutyList, town: TownNotes, setter: Typesetter, day: datetime.date, look: Look
) -> None:
    from duty_desktop.domain.workload import tasks
    from duty_desktop.reports import task_table

    page = RunningPage(setter, duty_list, day, look=look)
    cells = CellWords(setter, 9.0, 4.5, FACES[look])
    columns = [
        each for each in vars(task_table).values() if isinstance(each, task_table.TaskColumn)
    ]
    noted = dict(handlings(town, duty_list.source_sha256))
    noted["basic-3"] = replace(
        noted["basic-3"], leader="长" * 60, phone="1" * 90, deadline="a" * 90
    )
    duties = tasks(duty_list.duties, noted)
    rows: list[TableRow] = []
    for column in columns:
        around = (task_table.LABEL, task_table.DUTY, *((column,) if column.wide else ()))
        rows += TaskTable(cells, page.width, around).rows(duties[:60])
    town_rows = TownRows(cells, page.width)
    fields = [("所在科室", "长" * 60, 2.0), ("职务", "x" * 60, 1.0), ("电话", "1" * 60, 1.0)]
    rows.append(town_rows.fields(fields))
    rows += town_rows.signatures(("科室负责人", "分管领导"))
    for row in rows:
        assert_inside(row, setter, page.width)


def test_what_cannot_be_printed_is_told(duty_list: DutyList, day: datetime.date) -> None:
    notes = with_more(TownNotes(), Office("o", "办😀"), Person("p", "甲\u202e"))

    assert set(office_sheets(duty_list, notes, ["办😀"], day).missing) == {"😀"}
    assert set(person_sheets(duty_list, notes, ["甲\u202e"], day).missing) == {"\u202e"}


def test_nobody_chosen_and_nobody_known_are_told_in_one_sentence(
    duty_list: DutyList, town: TownNotes, day: datetime.date
) -> None:
    with pytest.raises(PrintError, match="没有要打印的科室"):
        office_sheets(duty_list, town, [], day)
    with pytest.raises(PrintError, match="没有要打印的人员"):
        person_sheets(duty_list, town, [], day)
    with pytest.raises(NotFoundError, match="没有“海事科”这个科室"):
        office_sheets(duty_list, town, [HALL, "海事科"], day)
    with pytest.raises(NotFoundError, match="没有“张伟”这个人员"):
        person_sheets(duty_list, town, ["张伟"], day)


def test_who_is_called_what_is_worked_out_once(
    duty_list: DutyList, town: TownNotes, day: datetime.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosters: list[Roster] = []

    def made(notes: TownNotes) -> Roster:
        rosters.append(people_of(notes))
        return rosters[-1]

    monkeypatch.setattr(town_sheets, "people_of", made)
    person_sheets(duty_list, town, list(people_of(town).labels.values())[:4], day)

    assert len(rosters) == 1


def test_progress_is_told_and_a_wish_to_stop_is_heard(
    duty_list: DutyList, town: TownNotes, day: datetime.date
) -> None:
    told: list[tuple[int, int]] = []
    names = list(people_of(town).labels.values())[3:6]

    person_sheets(duty_list, town, names, day, progress=lambda done, of: told.append((done, of)))

    assert told == [(1, 3), (2, 3), (3, 3)]
    for asked in (0, 5, 60):
        answers = iter([False] * asked + [True])
        with pytest.raises(Cancelled):
            person_sheets(duty_list, town, names, day, cancelled=answers.__next__)
