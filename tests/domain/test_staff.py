"""Offices and people, cell by cell."""

from dataclasses import replace

import pytest

from duty_desktop.domain import staff
from duty_desktop.domain.assignment import Edit, Office, Person, TownNotes, applied, edited
from duty_desktop.domain.roster import AmbiguousNameError
from tests.notes import CIVIL, LAW, LI, PARTY, WANG, ZHANG, town_notes


def after(edit: Edit) -> TownNotes:
    return applied(town_notes(), edit)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  李四 ", "李四"),
        ("张　三", "张三"),
        ("张 三", "张三"),
        ("李\n四\t", "李四"),
        ("古丽 Ayşe", "古丽 Ayşe"),
        ("王\x00五", "王五"),
        ("\u3000", ""),
        ("张\u202e三", "张三"),
        ("\u2066李\u200f四\u2069", "李四"),
        ("古丽\u2028Ayşe", "古丽 Ayşe"),
    ],
)
def test_a_name_is_cleaned(typed: str, cleaned: str) -> None:
    assert staff.clean_name(typed) == cleaned


def test_an_office_is_added_at_the_end() -> None:
    edit = staff.office_added(town_notes(), "林业站")

    assert edit.title == "新增 林业站"
    assert [each.name for each in after(edit).ordered_offices][-1] == "林业站"
    with pytest.raises(staff.NameTakenError):
        staff.office_added(town_notes(), PARTY.name)


def test_an_office_is_renamed_but_never_as_another() -> None:
    edit = staff.office_renamed(town_notes(), PARTY.key, "党政办")

    assert after(edit).offices[PARTY.key] == replace(PARTY, name="党政办")
    assert staff.office_renamed(town_notes(), PARTY.key, PARTY.name).changes == ()
    with pytest.raises(staff.NameTakenError):
        staff.office_renamed(town_notes(), PARTY.key, CIVIL.name)


def test_offices_are_moved() -> None:
    def order(edit: Edit) -> list[str]:
        return [each.key for each in after(edit).ordered_offices]

    assert order(staff.office_moved(town_notes(), LAW.key, -1)) == ["o1", "o3", "o2"]
    assert order(staff.office_moved(town_notes(), PARTY.key, 1)) == ["o2", "o1", "o3"]
    assert staff.office_moved(town_notes(), PARTY.key, -1).changes == ()
    assert staff.office_moved(town_notes(), LAW.key, 1).changes == ()


def test_offices_in_one_place_are_told_apart_by_moving() -> None:
    notes = applied(TownNotes(), edited(TownNotes(), "", [Office("a", "甲"), Office("b", "乙")]))
    first, second = (each.key for each in notes.ordered_offices)
    moved = applied(notes, staff.office_moved(notes, second, -1))

    assert [each.key for each in moved.ordered_offices] == [second, first]


def test_each_cell_of_a_person() -> None:
    def changed(field: str, text: str) -> Person:
        return after(staff.person_changed(town_notes(), LI.key, field, text)).people[LI.key]

    assert changed("name", "李思") == replace(LI, name="李思")
    assert changed("post", "科员") == replace(LI, post="科员")
    assert changed("phone", "1") == replace(LI, phone="1")
    assert changed("office", PARTY.name) == replace(LI, office=PARTY.key)
    assert changed("office", " ") == replace(LI, office=None)


def test_an_office_that_is_typed_for_the_first_time_is_added() -> None:
    notes = after(staff.person_changed(town_notes(), LI.key, "office", "农业、林业站"))

    assert notes.offices[notes.people[LI.key].office or ""].name == "农业、林业站"
    assert len(notes.offices) == 4


def test_an_office_of_two_is_not_guessed() -> None:
    twin = Office("o8", PARTY.name, 8)
    notes = after(edited(town_notes(), "", [twin]))
    with pytest.raises(AmbiguousNameError) as raised:
        staff.person_changed(notes, LI.key, "office", PARTY.name)

    meant = staff.office_meant(notes, raised.value.labels[1])
    assert meant == twin


def test_several_are_removed_in_one_edit() -> None:
    edit = staff.removed(town_notes(), [ZHANG, LI])
    notes = after(edit)

    assert edit.title == "删除 张三、李四"
    assert list(notes.people) == [WANG.key]
    assert {each.handlers for each in notes.assignments.values()} == {()}
    assert applied(notes, edit.inverse) == town_notes()
    emptied = after(staff.removed(town_notes(), [PARTY, CIVIL, LAW]))
    assert not any(each.offices for each in emptied.assignments.values())
    assert {each.office for each in emptied.people.values()} == {None}
