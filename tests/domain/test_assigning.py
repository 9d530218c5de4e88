from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty_desktop.domain.assigning import (
    Handling,
    Held,
    handling,
    handlings,
    held_by_office,
    held_by_person,
    offices_without_duties,
    remove_office,
    remove_person,
    replace_office,
    replace_person,
    to_reprint,
    without_duties,
    without_office,
)
from duty_desktop.domain.assignment import (
    Assignment,
    Office,
    Person,
    Record,
    TownNotes,
    applied,
    edited,
)
from duty_desktop.domain.duty import DutyList, ListKind
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
    records,
    sound_edit,
    town_notes,
)

ZHAO = Person("p9", "赵六", "o1", phone="0994-9999999")


def test_an_assignment_is_printed_in_names() -> None:
    assert handlings(town_notes(), LIST) == {
        "basic-1": Handling(
            "王五",
            "党政综合办",
            ("民生服务办", "综合行政执法队"),
            ("张三", "李四"),
            "0994-1111111、0994-2222222",
            "每季度末",
            FIRST.basis,
            FIRST.remark,
            ("方案.docx",),
        ),
        "cooperative-21": Handling(office="民生服务办", handlers=("张三",), phone="0994-1111111"),
    }
    assert handlings(town_notes(), "another list") == {}


def test_people_and_offices_of_one_name_are_told_apart_on_paper() -> None:
    namesake = replace(LI, key="p4", name="张三", office="o3", phone="")
    both = replace(FIRST, handlers=("p1", "p4"))
    notes = applied(town_notes(), edited(town_notes(), "", [namesake, both]))

    said = handlings(notes, LIST)

    assert said["basic-1"].handlers == ("张三（党政综合办）", "张三（综合行政执法队）")
    assert said["basic-1"].phone == "0994-1111111"
    alike = applied(notes, edited(notes, "", [replace(LAW, name=CIVIL.name)]))
    assert len({*handlings(alike, LIST)["basic-1"].helpers}) == 2


def test_duties_that_no_office_leads(duty_list: DutyList) -> None:
    missing = without_office(duty_list.duties, town_notes(), LIST)

    assert len(missing) == 208 - 2
    assert {duty.kind for duty in missing} == {ListKind.BASIC, ListKind.COOPERATIVE}
    assert not {"basic-1", "cooperative-21"} & {duty.id for duty in missing}
    only_helped = edited(town_notes(), "", [replace(FIRST, office=None)])
    notes = applied(town_notes(), only_helped)
    assert len(without_office(duty_list.duties, notes, LIST)) == 208 - 1


def test_offices_without_duties_of_a_list() -> None:
    idle = Office("o0", "林业站", 0)
    notes = applied(town_notes(), edited(town_notes(), "", [idle]))

    assert offices_without_duties(notes, LIST) == (idle,)
    assert offices_without_duties(notes, "another list") == (idle, PARTY, CIVIL, LAW)


def test_people_without_duties_of_a_list() -> None:
    notes = applied(town_notes(), edited(town_notes(), "", [ZHAO]))

    assert without_duties(notes, LIST) == (ZHAO,)
    assert without_duties(notes, "another list") == (ZHANG, LI, WANG, ZHAO)


def test_who_holds_what() -> None:
    notes = town_notes()

    assert held_by_person(notes, "p1") == Held((), (FIRST, SECOND))
    assert held_by_person(notes, "p3") == Held((FIRST,), ())
    assert held_by_office(notes, "o2") == Held((SECOND,), (FIRST,))
    assert held_by_person(notes, "p9").is_empty


def test_one_person_is_replaced_by_another_everywhere() -> None:
    replacement = replace_person(town_notes(), ZHANG, ZHAO)
    after = applied(town_notes(), replacement.edit)

    assert replacement.edit.title == "把 张三 换成 赵六（2项）"
    assert replacement.reprint == (FIRST.key, SECOND.key)
    assert after.assignments[FIRST.key] == replace(FIRST, handlers=("p9", "p2"))
    # The phone noted with the duty was 张三's.
    assert after.assignments[SECOND.key] == replace(SECOND, handlers=("p9",), phone="0994-9999999")
    assert held_by_person(after, "p1").is_empty
    assert after.people["p9"] == ZHAO


def test_a_person_is_not_named_twice_after_a_replacement() -> None:
    after = applied(town_notes(), replace_person(town_notes(), ZHANG, LI).edit)

    assert after.assignments[FIRST.key].handlers == ("p2",)


def test_one_office_is_replaced_by_another_everywhere() -> None:
    replacement = replace_office(town_notes(), CIVIL, PARTY)
    after = applied(town_notes(), replacement.edit)

    assert replacement.edit.title == "把 民生服务办 换成 党政综合办（2项）"
    assert after.assignments[FIRST.key] == replace(FIRST, helpers=("o3",))
    assert after.assignments[SECOND.key] == replace(SECOND, office="o1")
    assert after.people["p2"] == replace(LI, office="o1")
    assert after.offices["o2"] == CIVIL
    assert replacement.reprint == (FIRST.key, SECOND.key)


def test_sheets_are_printed_again_only_where_they_say_something_else() -> None:
    notes = town_notes()

    def again(*changed: Record) -> tuple[tuple[str, str], ...]:
        return to_reprint(notes, edited(notes, "", changed))

    assert again(replace(LI, phone="0994-3")) == (FIRST.key,)
    assert again(replace(CIVIL, name="民生办")) == (FIRST.key, SECOND.key)
    # A phone of its own is printed with this duty; a post is not printed at all.
    assert again(replace(ZHANG, phone="0")) == (FIRST.key,)
    assert again(replace(ZHANG, post="副主任")) == ()
    assert again(replace(FIRST, favourite=False)) == ()
    assert again(replace(FIRST, remark="别的")) == (FIRST.key,)
    assert again(Assignment(LIST, "basic-5", office="o1")) == ((LIST, "basic-5"),)
    assert again(Assignment(*SECOND.key)) == (SECOND.key,)


def test_who_is_removed_is_removed_everywhere() -> None:
    gone = remove_person(town_notes(), WANG)
    after = applied(town_notes(), gone.edit)

    assert (gone.edit.title, gone.reprint) == ("删除 王五（1项）", (FIRST.key,))
    assert "p3" not in after.people
    assert after.assignments[FIRST.key].leader is None

    without = applied(town_notes(), remove_office(town_notes(), CIVIL).edit)
    assert "o2" not in without.offices
    assert without.people["p2"].office is None
    assert without.assignments[FIRST.key].helpers == ("o3",)
    assert without.assignments[SECOND.key].office is None


@settings(deadline=None)
@given(st.lists(records, max_size=8), st.data())
def test_a_replacement_leaves_nobody_named_who_is_gone(
    wanted: list[Record], data: st.DataObject
) -> None:
    notes = applied(TownNotes(), sound_edit(TownNotes(), [*wanted, PARTY, LAW, WANG], []))
    old, new = (data.draw(st.sampled_from([*notes.people.values()])) for _ in range(2))
    office, other = (data.draw(st.sampled_from([*notes.offices.values()])) for _ in range(2))

    for made, keys in (
        (replace_person(notes, old, new), {old.key} - {new.key}),
        (replace_office(notes, office, other), {office.key} - {other.key}),
        (remove_person(notes, old), {old.key}),
        (remove_office(notes, office), {office.key}),
    ):
        after = applied(notes, made.edit)
        named = {
            key for each in after.assignments.values() for key in (*each.offices, *each.people)
        }
        assert not named & keys
        assert named <= {*after.offices, *after.people}
        for each in after.assignments.values():
            assert len({*each.offices}) == len(each.offices)
        before = {each.key: handling(notes, each) for each in notes.assignments.values()}
        then = {each.key: handling(after, each) for each in after.assignments.values()}
        changed = {
            key
            for key in {*before, *then}
            if before.get(key, Handling()) != then.get(key, Handling())
        }
        assert {*made.reprint} == changed


@pytest.mark.parametrize("count", [12])
def test_an_office_of_twelve_with_all_duties(duty_list: DutyList, count: int) -> None:
    people = [Person(f"p{at}", f"人{at}", "o1", phone=str(at)) for at in range(count)]
    every = [
        Assignment(
            LIST,
            duty.id,
            leader=f"p{at % 3}",
            office="o1",
            handlers=(f"p{at % count}", f"p{(at + 5) % count}"),
        )
        for at, duty in enumerate(duty_list.duties)
    ]
    notes = applied(
        TownNotes(), edited(TownNotes(), "", [Office("o1", "党政综合办"), *people, *every])
    )

    replacement = replace_person(notes, people[4], people[7])

    wanted = tuple(each.key for each in every if "p4" in each.people)
    assert replacement.reprint == wanted
    assert replacement.edit.title == f"把 人4 换成 人7（{len(wanted)}项）"
    assert set(replacement.edit.duties) == set(wanted)
    assert without_office(duty_list.duties, notes, LIST) == ()
