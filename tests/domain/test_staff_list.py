"""People and offices pasted from a spreadsheet."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.domain.assignment import Person, TownNotes, applied, edited
from duty_desktop.domain.staff_list import (
    MOST_ROWS,
    TooManyRowsError,
    pasted_offices,
    pasted_people,
)
from tests.notes import LI, PARTY, WANG, ZHANG, town_notes


def people(notes: TownNotes, text: str) -> list[tuple[str, str, str, str]]:
    """Everybody after pasting: name, office, post, phone."""
    after = applied(notes, pasted_people(notes, text).edit)
    return [
        (each.name, after.offices[each.office].name if each.office else "", each.post, each.phone)
        for each in after.people.values()
    ]


def test_lines_become_people() -> None:
    text = "张三\t党政办\t主任\t0994-1\r\n李　四\t党政办\t\t\r\n\r\n王五\r\n"

    assert people(TownNotes(), text) == [
        ("张三", "党政办", "主任", "0994-1"),
        ("李四", "党政办", "", ""),
        ("王五", "", "", ""),
    ]
    pasted = pasted_people(TownNotes(), text)
    assert (pasted.added, pasted.updated, pasted.same) == (3, 0, 0)
    assert pasted.edit.title == "粘贴人员（3人）"


def test_a_heading_says_which_column_is_what() -> None:
    text = "序号\t联系电话\t姓 名\t所在科室\n1\t0994-1\t张三\t党政办\n"

    assert people(TownNotes(), text) == [("张三", "党政办", "", "0994-1")]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    assert people(TownNotes(), '"张三"\t"党政\n办"\n') == [("张三", "党政 办", "", "")]


def test_a_lone_quotation_mark_swallows_nobody() -> None:
    text = '"张三\t党政办\n李四\t党政办\n'

    assert [name for name, *_ in people(TownNotes(), text)] == ['"张三', "李四"]


def test_who_is_known_is_told_more_of() -> None:
    text = f"张三\t{PARTY.name}\t副主任\t\n王五\t林业站\t\t123\n李四\n"
    notes = town_notes()
    pasted = pasted_people(notes, text)
    after = applied(notes, pasted.edit)

    assert (pasted.added, pasted.updated, pasted.same) == (0, 2, 1)
    assert after.people[ZHANG.key] == replace(ZHANG, post="副主任")
    assert after.people[WANG.key].phone == "123"
    assert after.people[LI.key] == LI
    assert len(after.people) == 3


def test_one_of_the_name_in_another_office_is_somebody_else() -> None:
    pasted = pasted_people(town_notes(), "张三\t民生服务办\t\t\n")

    assert (pasted.added, pasted.updated) == (1, 0)


def test_two_of_a_name_are_not_mixed_up() -> None:
    twin = Person("p8", "张三", "o2")
    notes = applied(town_notes(), edited(town_notes(), "", [twin]))

    assert pasted_people(notes, "张三\t民生服务办\t\t9\n").updated == 1
    assert pasted_people(notes, "张三\t\t\t9\n").added == 1
    pasted = pasted_people(TownNotes(), "王伟\t甲\t\t1\n王伟\t甲\t\t2\n王伟\t甲\t\t2\n")
    assert (pasted.added, pasted.same) == (2, 1)


def test_lines_without_a_name_are_told() -> None:
    pasted = pasted_people(TownNotes(), "姓名\t科室\t职务\t电话\n张三\n\t党政办\n\t\t\t123\n")

    assert pasted.nameless == (3, 4)
    assert pasted.added == 1
    assert not applied(TownNotes(), pasted.edit).offices


def test_there_is_an_end_to_what_is_taken_in() -> None:
    with pytest.raises(TooManyRowsError):
        pasted_people(TownNotes(), "张三\n" * (MOST_ROWS + 1))
    assert not pasted_people(TownNotes(), "").edit.changes
    long = "\t" * 200_000 + '"' * 200_000
    assert not pasted_people(TownNotes(), long).edit.changes


@given(st.text(st.sampled_from('张三\t\n"、 \r甲'), max_size=60))
def test_pasting_twice_adds_nobody_more(text: str) -> None:
    once = applied(TownNotes(), pasted_people(TownNotes(), text).edit)
    named = [(each.name, each.office) for each in once.people.values()]
    if len({*named}) == len(named) == len({name for name, _ in named}):
        assert applied(once, pasted_people(once, text).edit) == once


def test_offices_are_pasted() -> None:
    pasted = pasted_offices(town_notes(), "科室名称\n党政综合办\n林业站\t其他\n\n林业站\n水利站\n")
    after = applied(town_notes(), pasted.edit)

    assert (pasted.added, pasted.same) == (2, 1)
    assert [each.name for each in after.ordered_offices][-2:] == ["林业站", "水利站"]
