"""Taking a colleague's notes in: what is empty is filled, what stands here stays."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.domain.assignment import (
    Assignment,
    Office,
    Person,
    Record,
    TownNotes,
    applied,
)
from duty_desktop.domain.merging import Merging, merged
from tests.notes import (
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

_SOME = st.lists(records, max_size=12)
_PHONES = st.sampled_from(["", "1", "2"])
_OFFICES = st.none() | st.sampled_from(["o1", "o2", "o3"])
_NAMESAKES = st.lists(st.tuples(_OFFICES, _PHONES), max_size=5)


def notes_of(*given: Record) -> TownNotes:
    """These records and nothing else."""
    return applied(TownNotes(), sound_edit(TownNotes(), list(given), []))


def merging(here: TownNotes, there: TownNotes) -> Merging:
    return merged(here, there, "合并（{}处）".format)


def after(here: TownNotes, there: TownNotes) -> TownNotes:
    return applied(here, merging(here, there).edit)


def test_what_nobody_sees_is_not_taken_in() -> None:
    turned = Person("p8", "丁\u202e一", None, "主\u2028任", "\u202d1\u202c")
    office = Office("o8", "\u200f林业站")
    noted = Assignment(LIST, "basic-9", handlers=("p8",), remark="甲\u2066\n乙", phone="2\u200e")

    now = after(notes_of(), notes_of(turned, office, noted))

    assert now.people["p8"] == Person("p8", "丁一", None, "主 任", "1")
    assert now.offices["o8"].name == "林业站"
    assert now.assignments[noted.key] == replace(noted, remark="甲\n乙", phone="2")
    assert not merging(notes_of(turned), notes_of(turned)).differences


def test_the_same_notes_change_nothing() -> None:
    made = merging(town_notes(), town_notes())

    assert made.edit.changes == ()
    assert made.differences == ()
    assert made.namesakes == ()


def test_everything_is_taken_into_an_empty_notebook_but_favourites() -> None:
    taken = after(TownNotes(), town_notes())

    assert taken.offices == town_notes().offices
    assert taken.people == town_notes().people
    assert taken.assignments == {
        FIRST.key: replace(FIRST, favourite=False),
        SECOND.key: SECOND,
    }


def test_what_is_not_noted_here_is_filled_and_what_is_stays() -> None:
    here = notes_of(
        PARTY, LI, WANG, Office("o2", "民生服务办", 2), Assignment(LIST, "basic-1", leader="p2")
    )

    made = merging(here, town_notes())
    taken = applied(here, made.edit)

    first = taken.assignments[FIRST.key]
    assert first == replace(FIRST, leader="p2", favourite=False)
    assert taken.assignments[SECOND.key] == SECOND
    assert taken.people["p1"] == ZHANG
    assert [each.words for each in made.differences] == [
        "基本 1 的分管领导：这里是“李四”，包里是“王五”"
    ]
    assert made.edit.title == "合并（4处）", "an office, somebody, two duties"


def test_people_and_offices_are_the_same_by_their_names() -> None:
    here = notes_of(
        Office("mine", "党政综合办"), Person("me", " 张三", "mine"), Person("li", "李四", phone="7")
    )
    second = replace(SECOND, office="o1")
    taken = after(here, notes_of(PARTY, ZHANG, LI, second))

    assert set(taken.offices) == {"mine"}
    assert taken.people["me"] == Person("me", " 张三", "mine", "主任", "0994-1111111")
    assert taken.people["li"].phone == "7"
    assert "p1" not in taken.people
    assert taken.assignments[SECOND.key].handlers == ("me",)
    assert taken.assignments[SECOND.key].office == "mine"


def test_two_offices_have_two_people_of_one_name() -> None:
    here = notes_of(LAW, Person("other", "张三", LAW.key))
    made = merging(here, notes_of(PARTY, ZHANG))

    assert made.namesakes == ("张三",)
    assert set(applied(here, made.edit).people) == {"other", "p1"}


def test_a_phone_tells_namesakes_apart() -> None:
    here = notes_of(Person("a", "张三", phone="1"), Person("b", "张三", phone="2"))
    taken = after(here, notes_of(Person("c", "张三", post="主任", phone="2")))

    assert set(taken.people) == {"a", "b"}
    assert taken.people["b"].post == "主任"


def test_a_phone_is_taken_only_with_those_whose_it_is() -> None:
    key = ("x", "cooperative-3")
    zhang, li = Person("z", "张三"), Person("l", "李四")
    here = notes_of(zhang, li, Assignment(*key, handlers=("z",)))
    there = notes_of(zhang, li, Assignment(*key, handlers=("l",), phone="2"))

    made = merging(here, there)

    assert made.edit.changes == ()
    assert [each.words for each in made.differences] == [
        "配合 3 的承办人：这里是“张三”，包里是“李四”",
        "配合 3 的电话：这里没有写，包里是“2”",
    ]


def test_helpers_are_taken_only_with_who_leads() -> None:
    key = (LIST, "basic-2")
    offices = (PARTY, LAW, Office("o2", "民生服务办"))
    here = notes_of(*offices, Assignment(*key, helpers=("o1",)))
    there = notes_of(*offices, Assignment(*key, office="o1", helpers=("o2", "o3")))

    made = merging(here, there)

    assert made.edit.changes == ()
    assert [(each.what, each.here, each.there) for each in made.differences] == [
        ("主责科室", "", "党政综合办"),
        ("协办科室", "党政综合办", "民生服务办、综合行政执法队"),
    ]


@given(_SOME, _SOME)
def test_nothing_that_stands_here_is_changed(mine: list[Record], other: list[Record]) -> None:
    here, there = notes_of(*mine), notes_of(*other)
    made = merging(here, there)
    taken = applied(here, made.edit)

    for record in here.records:
        now = taken.like(record)
        assert now is not None
        for field in fields(record):
            before = getattr(record, field.name)
            assert not before or getattr(now, field.name) == before


@given(_SOME, _SOME)
def test_what_is_taken_in_names_nobody_absent(mine: list[Record], other: list[Record]) -> None:
    taken = after(notes_of(*mine), notes_of(*other))

    for person in taken.people.values():
        assert person.office is None or person.office in taken.offices
    for each in taken.assignments.values():
        assert {*each.offices} <= {*taken.offices}
        assert {*each.people} <= {*taken.people}
        assert len({*each.offices}) == len(each.offices)


@given(_SOME, _SOME)
def test_a_second_time_there_is_nothing_to_take(mine: list[Record], other: list[Record]) -> None:
    here, there = notes_of(*mine), notes_of(*other)
    once = merging(here, there)
    again = merging(applied(here, once.edit), there)

    assert again.edit.changes == ()
    assert again.differences == once.differences


@given(_NAMESAKES, _NAMESAKES)
def test_of_many_who_are_called_the_same_nobody_is_taken_twice(
    mine: list[tuple[str | None, str]], other: list[tuple[str | None, str]]
) -> None:
    offices = (PARTY, LAW, Office("o2", "民生服务办"))
    here, there = (
        notes_of(*offices, *(Person(f"{side}{n}", "张三", *each) for n, each in enumerate(people)))
        for side, people in (("here", mine), ("there", other))
    )

    once = merging(here, there)
    taken = applied(here, once.edit)
    again = merging(taken, there)

    assert len(taken.people) <= len(mine) + len(other)
    assert len(taken.people) >= max(len(mine), len(other))
    assert again.edit.changes == ()


@given(_SOME)
def test_what_everybody_calls_otherwise_is_told(mine: list[Record]) -> None:
    here = notes_of(*mine)
    changed = [
        replace(each, remark=f"{each.remark}另") if isinstance(each, Assignment) else each
        for each in here.records
    ]
    made = merging(here, notes_of(*changed))

    remarks = [each for each in made.differences if each.what == "备注"]
    filled = [each for each in here.assignments.values() if not each.remark]
    assert len(remarks) + len(filled) == len(here.assignments)
    assert len(made.edit.changes) == len(filled)
