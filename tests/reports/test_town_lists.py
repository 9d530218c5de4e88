"""未分工清单 and 需重新打印的事项单: what is to be done about assignments, to tick off."""

import datetime
from dataclasses import replace

import pytest

from duty_desktop.domain.assigning import handlings, replace_person, without_office
from duty_desktop.domain.assignment import Person, TownNotes, applied, edited
from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.errors import PrintError
from duty_desktop.reports.document import Cancelled
from duty_desktop.reports.order import Look
from duty_desktop.reports.town_lists import reprint, unassigned
from tests.reports import reading, tables
from tests.reports.reading import squeezed
from tests.town import whole_town


def test_duties_without_an_office_and_people_without_duties(
    duty_list: DutyList, day: datetime.date, look: Look
) -> None:
    notes = whole_town(duty_list, every=9)
    idle = Person("p99", "赵<六>", "o3", "干事", "0994-9")
    notes = applied(notes, edited(notes, "", [idle]))
    missing = without_office(duty_list.duties, notes, duty_list.source_sha256)

    document = unassigned(duty_list, None, notes, day, look=look)

    pages = list(map(squeezed, reading.page_texts(document.pdf)))
    text = "".join(pages)
    assert "应当分工208项（基本107项、配合101项）" in text
    assert f"没有主责科室{len(missing)}项" in text
    assert f"一、没有主责科室的事项（{len(missing)}项）" in text
    for duty in missing:
        assert squeezed(duty.label) in text
        assert tables.lost(squeezed(duty.name), pages) == ""
    assert "二、没有事项的人员（1人）姓名科室职务电话赵<六>民生服务办公室干事0994-9" in text
    assert "拟定主责科室" in text
    assert ListKind.RECLAIMED.short_name + "1" not in text
    assert document.missing == ()
    assert document == unassigned(duty_list, None, notes, day, look=look)


def test_what_is_noted_of_a_duty_without_an_office_is_told(
    duty_list: DutyList, day: datetime.date
) -> None:
    notes = whole_town(duty_list)
    first = notes.assignments[duty_list.source_sha256, "basic-2"]
    notes = applied(notes, edited(notes, "", [replace(first, office=None)]))

    text = reading.whole_text(unassigned(duty_list, None, notes, day).pdf)

    assert "一、没有主责科室的事项（1项）" in text
    assert "已记：分管领导古丽娜尔·阿不都热西提；协办平安法治办公室；承办" in text


def test_of_some_duties_only_these_are_looked_through(
    duty_list: DutyList, day: datetime.date
) -> None:
    text = reading.whole_text(unassigned(duty_list, duty_list.duties[:5], TownNotes(), day).pdf)
    assert "没有主责科室5项（基本5项）" in text
    assert "人员" not in text

    done = whole_town(duty_list)
    assert "所列事项都已有主责科室。" in reading.whole_text(
        unassigned(duty_list, duty_list.duties[:5], done, day).pdf
    )
    with pytest.raises(PrintError, match="没有要打印的事项"):
        unassigned(duty_list, (), done, day)


def test_the_reprint_list_is_what_a_replacement_changed(
    duty_list: DutyList, day: datetime.date, look: Look
) -> None:
    notes = whole_town(duty_list)
    replacement = replace_person(notes, notes.people["p4"], Person("new", "新来的人", "o5"))
    after = applied(notes, replacement.edit)
    duties = [duty_list.duty(duty_id) for _, duty_id in replacement.reprint]

    document = reprint(duty_list, duties, handlings(after, duty_list.source_sha256), day, look=look)

    pages = list(map(squeezed, reading.page_texts(document.pdf)))
    assert f"事项单{len(duties)}项" in pages[0]
    assert all("已打印" in page and "旧单收回" in page for page in pages)
    for duty in duties:
        assert squeezed(duty.label) in "".join(pages)
        assert tables.lost(squeezed(duty.name), pages) == ""
    with pytest.raises(PrintError, match="没有需要重新打印"):
        reprint(duty_list, (), {}, day)


def test_a_wish_to_stop_is_heard(duty_list: DutyList, day: datetime.date) -> None:
    for asked in (0, 30):
        answers = iter([False] * asked + [True])
        with pytest.raises(Cancelled):
            unassigned(duty_list, None, TownNotes(), day, cancelled=answers.__next__)
    told: list[tuple[int, int]] = []
    reprint(duty_list, duty_list.duties[:3], {}, day, progress=lambda *at: told.append(at))
    assert told == [(1, 1)]
    assert reprint(duty_list, duty_list.duties[:1], {}, day, look=Look.COMPACT).page_count == 1
