"""Columns that a town keeps beside its list, taken into the notebook."""

import pytest

from duty_desktop.domain.assignment import Assignment, TownNotes, applied
from duty_desktop.domain.beside import Beside, note_of, taken
from duty_desktop.domain.noting import Note
from tests.notes import CIVIL, FIRST, LI, LIST, PARTY, ZHANG, town_notes

DUTY = (LIST, "basic-9")


@pytest.mark.parametrize(
    ("heading", "note"),
    [
        ("实施依据", Note.BASIS),
        ("法律\n法规依据", Note.BASIS),
        ("备注", Note.REMARK),
        ("责任科室", Note.OFFICE),
        ("牵头站所", Note.OFFICE),
        ("协办单位", Note.HELPERS),
        ("分管领导", Note.LEADER),
        ("责任人", Note.HANDLERS),
        ("联系电话", Note.PHONE),
        ("办结时限", Note.DEADLINE),
        ("颜色", Note.REMARK),
        ("", Note.REMARK),
    ],
)
def test_headings_say_what_their_words_are(heading: str, note: Note) -> None:
    assert note_of(heading) is note


def _after(notes: TownNotes, *words: tuple[str, str]) -> Assignment:
    beside = [Beside(DUTY, heading, text) for heading, text in words]
    edit = taken(notes, beside, "记入")
    after = applied(notes, edit)
    assert applied(after, edit.inverse) == notes
    return after.assignment(DUTY)


def test_each_column_goes_to_its_field() -> None:
    after = _after(
        town_notes(),
        ("实施依据", "《条例》\n第三条"),
        ("责任科室", "党政综合办"),
        ("协办单位", "民生服务办"),
        ("承办人", "张三、李四"),
        ("联系电话", "110\n120"),
        ("备注", "要点"),
        ("检查频次", "每月"),
    )
    assert after == Assignment(
        *DUTY,
        office=PARTY.key,
        helpers=(CIVIL.key,),
        handlers=(ZHANG.key, LI.key),
        phone="110；120",
        basis="《条例》\n第三条",
        remark="要点\n检查频次：每月",
    )


def test_names_that_nobody_has_become_people() -> None:
    notes = TownNotes()
    edit = taken(
        notes,
        [Beside((LIST, f"basic-{n}"), "责任人", "赵六、钱七") for n in range(3)],
        "记入",
    )
    after = applied(notes, edit)
    assert sorted(each.name for each in after.people.values()) == ["赵六", "钱七"]
    assert len(after.assignments) == 3


def test_what_is_noted_already_stays() -> None:
    notes = town_notes()
    words = [
        Beside(FIRST.key, "依据", "别的依据"),
        Beside(FIRST.key, "责任科室", "民生服务办"),
        Beside(FIRST.key, "备注", "又一条"),
    ]
    after = applied(notes, taken(notes, words, "记入")).assignment(FIRST.key)
    assert (after.basis, after.office) == (FIRST.basis, FIRST.office)
    assert after.remark == f"{FIRST.remark}\n又一条"


def test_taken_twice_is_taken_once() -> None:
    notes = town_notes()
    words = [Beside(DUTY, "备注", "要点"), Beside(DUTY, "责任科室", "新办")]
    after = applied(notes, taken(notes, words, "记入"))
    assert taken(after, words, "记入").changes == ()


def test_names_that_do_not_fit_become_remarks() -> None:
    after = _after(town_notes(), ("分管领导", "张三、李四"))
    assert after.leader is None
    assert after.remark == "分管领导：张三、李四"


def test_characters_that_nobody_sees_are_left_out() -> None:
    assert _after(town_notes(), ("电话", "\u202d0994-2\u202c")).phone == "0994-2"
    assert _after(town_notes(), ("备注", "\u202e甲\u2028乙")).remark == "甲\n乙"


def test_characters_that_no_note_may_hold_are_left_out() -> None:
    after = _after(town_notes(), ("备注", "甲\x0b\r\n \n\t乙\ud800"))
    assert after.remark == "甲\n乙"
