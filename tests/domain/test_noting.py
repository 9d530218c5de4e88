"""What typing into the fields of an assignment leads to."""

import pytest
from hypothesis import given

from duty_desktop.domain.assignment import Assignment, Attachment, TownNotes, applied
from duty_desktop.domain.noting import (
    Note,
    TooManyNamesError,
    attached,
    detached,
    noted,
    starred,
    text_of,
)
from duty_desktop.domain.roster import AmbiguousNameError
from tests.notes import (
    CIVIL,
    FIRST,
    LAW,
    LI,
    LIST,
    PARTY,
    SECOND,
    WANG,
    ZHANG,
    assignments,
    town_notes,
)

NEW = (LIST, "basic-7")


def _after(notes: TownNotes, entries: dict[Note, str], *duties: tuple[str, str]) -> TownNotes:
    return applied(notes, noted(notes, duties or (NEW,), entries, "基本 7").edit)


def test_known_names_become_keys() -> None:
    after = _after(
        town_notes(),
        {
            Note.LEADER: "王五",
            Note.OFFICE: " 党政综合办 ",
            Note.HELPERS: "民生服务办，综合行政执法队、民生服务办",
            Note.HANDLERS: "李四、张三",
            Note.PHONE: " 123 ",
            Note.REMARK: "两行\n备注",
        },
    )
    assert after.assignment(NEW) == Assignment(
        *NEW,
        leader=WANG.key,
        office=PARTY.key,
        helpers=(CIVIL.key, LAW.key),
        handlers=(LI.key, ZHANG.key),
        phone="123",
        remark="两行\n备注",
    )


def test_what_nobody_sees_is_not_noted() -> None:
    after = _after(
        town_notes(),
        {
            Note.HANDLERS: "\u202d李四\u202c\u2028赵\u200e六",
            Note.PHONE: "\u202d0994-2\u202c",
            Note.DEADLINE: "每季\u2029度末",
            Note.REMARK: "第一行\n\u202e第二行\u2069\u200f",
        },
    )
    noted_now = after.assignment(NEW)
    assert [after.people[key].name for key in noted_now.handlers] == ["李四", "赵六"]
    assert noted_now.handlers[0] == LI.key
    assert noted_now.phone == "0994-2"
    assert noted_now.deadline == "每季 度末"
    assert noted_now.remark == "第一行\n第二行\u200f"


def test_new_names_become_records() -> None:
    made = noted(
        town_notes(), [NEW], {Note.OFFICE: "党建办", Note.HANDLERS: "赵六、张三、钱七"}, "基本 7"
    )
    assert (made.new_offices, made.new_people) == (("党建办",), ("赵六", "钱七"))
    assert made.edit.title == "基本 7：责任科室、承办人"
    after = applied(town_notes(), made.edit)
    assert [each.name for each in after.ordered_offices][-1] == "党建办"
    assert text_of(after, after.assignment(NEW), Note.HANDLERS) == "赵六、张三、钱七"


def test_one_new_name_in_two_fields_is_one_office() -> None:
    made = noted(town_notes(), [NEW], {Note.OFFICE: "党建办", Note.HELPERS: "党建办、新办"}, "")
    assert made.new_offices == ("党建办", "新办")
    after = applied(town_notes(), made.edit).assignment(NEW)
    assert len(after.helpers) == 1
    assert after.office not in after.helpers


def test_the_office_that_leads_does_not_help_too() -> None:
    after = _after(town_notes(), {Note.OFFICE: "民生服务办"}, FIRST.key)
    assert after.assignment(FIRST.key).offices == (CIVIL.key, LAW.key)


def test_emptied_fields_note_nothing() -> None:
    entries = dict.fromkeys(Note, "")
    after = _after(town_notes(), entries, SECOND.key)
    assert SECOND.key not in after.assignments


def test_many_duties_at_once_and_added_names() -> None:
    notes = town_notes()
    edit = noted(
        notes, [FIRST.key, SECOND.key], {Note.HANDLERS: "王五"}, "2 项", adding=[Note.HANDLERS]
    ).edit
    after = applied(notes, edit)
    assert after.assignment(FIRST.key).handlers == (ZHANG.key, LI.key, WANG.key)
    assert after.assignment(SECOND.key).handlers == (ZHANG.key, WANG.key)
    assert applied(after, edit.inverse) == notes


def test_what_is_noted_already_is_no_change() -> None:
    notes = town_notes()
    entries = {note: text_of(notes, FIRST, note) for note in Note}
    assert noted(notes, [FIRST.key], entries, "").edit.changes == ()


@given(assignments())
def test_every_field_reads_what_it_writes(assignment: Assignment) -> None:
    notes = town_notes()
    known = {*notes.people, *notes.offices}
    if {*assignment.people, *assignment.offices} <= known:
        notes = TownNotes(notes.offices, notes.people, {assignment.key: assignment})
        entries = {note: text_of(notes, assignment, note) for note in Note}
        after = applied(notes, noted(notes, [assignment.key], entries, "").edit)
        assert after.assignment(assignment.key).people == assignment.people
        assert after.assignment(assignment.key).offices == assignment.offices


def test_two_leaders_are_refused() -> None:
    with pytest.raises(TooManyNamesError) as told:
        noted(town_notes(), [NEW], {Note.LEADER: "张三、李四"}, "")
    assert told.value.args == (Note.LEADER,)


def test_a_name_of_two_is_refused() -> None:
    notes = _after(town_notes(), {Note.HANDLERS: "赵六"})
    twin = next(each for each in notes.people.values() if each.name == "赵六")
    two = TownNotes(notes.offices, {**notes.people, "t": type(twin)("t", "赵六", PARTY.key)})
    with pytest.raises(AmbiguousNameError):
        noted(two, [NEW], {Note.LEADER: "赵六"}, "")


def test_favourites_and_attachments() -> None:
    notes = applied(town_notes(), starred(town_notes(), [NEW, FIRST.key], "2 项", wanted=True))
    assert notes.assignment(NEW).favourite
    file = Attachment("通知.pdf", "E:\\通知.pdf")
    notes = applied(notes, attached(notes, NEW, [file, file], "基本 7"))
    assert notes.assignment(NEW).attachments == (file,)
    notes = applied(notes, detached(notes, NEW, file, "基本 7"))
    notes = applied(notes, starred(notes, [NEW], "基本 7", wanted=False))
    assert NEW not in notes.assignments
