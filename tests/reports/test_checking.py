"""What is said before anything is printed is what happens when it is printed."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from duty_desktop.domain.assigning import Handling
from duty_desktop.domain.assignment import (
    Assignment,
    Office,
    Person,
    TownNotes,
    applied,
    edited,
)
from duty_desktop.domain.duty import Duty, DutyList, NamedDepartment
from duty_desktop.reports import making
from duty_desktop.reports.checking import missing_in, stood_in
from duty_desktop.reports.faces import with_fonts
from duty_desktop.reports.font_places import FontPlaces
from duty_desktop.reports.installed_fonts import InstalledFonts
from duty_desktop.reports.making import make
from duty_desktop.reports.order import DocumentKind, Look, PrintOrder, SheetBlock
from duty_desktop.reports.roles import Role
from tests.reports import font_making, papers
from tests.reports.font_making import chinese


def altered(duty_list: DutyList, duty: Duty) -> DutyList:
    """The list with a duty in place of the one of its number."""
    duties = tuple(duty if each.id == duty.id else each for each in duty_list.duties)
    return replace(duty_list, duties=duties)


STRANGE = "ሀ甲😀\u202e"
POLICE = "昌吉市公安局"


def named(printed: str) -> tuple[NamedDepartment, ...]:
    return (NamedDepartment(POLICE, printed),)


STRANGE_DUTIES = {
    "name": papers.cooperative_duty(STRANGE),
    "category": papers.cooperative_duty(category=STRANGE),
    "words": papers.cooperative_duty(superior=STRANGE),
    "department": replace(papers.cooperative_duty(departments=STRANGE), departments=named(STRANGE)),
}


def town_of(duty_list: DutyList, duty: Duty) -> TownNotes:
    """Notes in which one office and one person have a duty."""
    office, person = Office("o", "综合办"), Person("p", "张三", "o")
    assignment = Assignment(
        duty_list.source_sha256, duty.id, leader="p", office="o", handlers=("p",)
    )
    return applied(TownNotes(), edited(TownNotes(), "", [office, person, assignment]))


@pytest.mark.parametrize("where", STRANGE_DUTIES)
@pytest.mark.parametrize("kind", DocumentKind)
def test_missing_characters_are_known_before_printing(
    duty_list: DutyList, day: datetime.date, kind: DocumentKind, where: str
) -> None:
    duty = STRANGE_DUTIES[where]
    strange = altered(duty_list, replace(duty, departments=duty.departments or named(POLICE)))
    notes = town_of(strange, duty)
    order = PrintOrder(
        kind,
        (duty,),
        departments=(POLICE,),
        offices=("综合办",) if kind is DocumentKind.OFFICES else ("",),
        people=("张三",),
        notes=notes,
        bundled_only=True,
    )

    made = make(order, strange, day)

    told = missing_in(order, strange)
    assert set(made.missing) <= set(told) <= set(STRANGE)
    if kind in (DocumentKind.SHEETS, DocumentKind.LIST, DocumentKind.BOOKLET):
        assert set(made.missing) == set(told)


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_real_list_lacks_nothing(duty_list: DutyList, kind: DocumentKind) -> None:
    assert missing_in(PrintOrder(kind), duty_list) == ()


def test_what_stands_above_a_list_is_looked_through(duty_list: DutyList) -> None:
    assert missing_in(PrintOrder(DocumentKind.LIST, title="清单😀"), duty_list) == ("😀",)
    offices = PrintOrder(DocumentKind.OFFICE_MATRIX, offices=("党政办", "ሀ"))
    assert missing_in(offices, duty_list) == ("ሀ",)


def test_faces_that_the_machine_lacks_are_told_for_the_official_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font_making.write(tmp_path, [("a.ttf", font_making.font_bytes(chinese("仿宋")))])
    faces = with_fonts(InstalledFonts(FontPlaces(folders=(tmp_path,))))
    monkeypatch.setattr(making, "installed", lambda: faces)
    order = PrintOrder(DocumentKind.SHEETS)

    assert stood_in(order) == (Role.KAI, Role.HEADING, Role.TITLE, Role.SONG)
    assert stood_in(replace(order, bundled_only=True)) == ()
    assert stood_in(replace(order, look=Look.COMPACT)) == ()
    assert stood_in(PrintOrder(DocumentKind.CATEGORY_MATRIX)) == ()
    assert [role.chinese_name for role in Role] == [
        "仿宋",
        "宋体",
        "黑体",
        "楷体",
        "小标宋",
        "宋体-ExtB",
    ]


@pytest.mark.parametrize("kind", [DocumentKind.SHEETS, DocumentKind.OFFICE_MATRIX])
def test_missing_characters_in_what_the_town_noted_are_known_too(
    duty_list: DutyList, day: datetime.date, kind: DocumentKind
) -> None:
    order = PrintOrder(
        kind,
        duty_list.duties[:2],
        blocks=frozenset({SheetBlock.HANDLING}),
        bundled_only=True,
        assignments={duty_list.duties[0].id: Handling(office=STRANGE)},
    )

    told = missing_in(order, duty_list)

    assert told
    assert set(told) == set(make(order, duty_list, day).missing)
    assert missing_in(replace(order, blocks=frozenset(), offices=("",)), duty_list) == ()
