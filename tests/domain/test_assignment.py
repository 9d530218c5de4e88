from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from duty_desktop.domain.assignment import (
    Assignment,
    Change,
    Record,
    TownNotes,
    applied,
    difference,
    edited,
    new_key,
)
from tests.notes import (
    CIVIL,
    FIRST,
    LAW,
    LIST,
    PARTY,
    RECORDS,
    SECOND,
    ZHANG,
    filled,
    records,
    sound_edit,
    town_notes,
)


def test_an_edit_makes_the_records() -> None:
    notes = town_notes()

    assert set(notes.records) == set(RECORDS)
    assert notes.ordered_offices == (PARTY, CIVIL, LAW)
    assert notes.assignment(FIRST.key) == FIRST
    assert notes.assignment((LIST, "basic-9")).is_blank


def test_what_is_so_already_is_no_change() -> None:
    notes = town_notes()

    assert filled(notes).changes == ()
    assert edited(notes, "", [replace(ZHANG, phone="1")]).changes == (
        Change(ZHANG, replace(ZHANG, phone="1")),
    )
    assert edited(notes, "", [], [replace(PARTY, key="o9")]).changes == ()


def test_an_assignment_that_says_nothing_is_taken_away() -> None:
    notes = town_notes()
    edit = edited(notes, "", [Assignment(*SECOND.key), Assignment(LIST, "basic-7")])

    assert edit.changes == (Change(SECOND, None),)
    assert edit.duties == (SECOND.key,)
    assert SECOND.key not in applied(notes, edit).assignments


def test_who_is_named_is_told_in_order() -> None:
    assert FIRST.offices == ("o1", "o2", "o3")
    assert FIRST.people == ("p3", "p1", "p2")
    assert SECOND.people == ("p1",)


def test_keys_are_never_the_same() -> None:
    assert len({new_key() for _ in range(100)}) == 100


@settings(deadline=None)
@given(st.lists(records, max_size=6), st.lists(records, max_size=3), st.lists(records, max_size=6))
def test_the_inverse_undoes_an_edit(
    first: list[Record], gone: list[Record], second: list[Record]
) -> None:
    notes = applied(TownNotes(), sound_edit(TownNotes(), first, []))
    edit = sound_edit(notes, second, gone)

    after = applied(notes, edit)

    assert applied(after, edit.inverse) == notes
    assert edit.inverse.inverse == edit


@settings(deadline=None)
@given(st.lists(records, max_size=6), st.lists(records, max_size=6))
def test_the_difference_leads_from_one_to_the_other(one: list[Record], two: list[Record]) -> None:
    now = applied(TownNotes(), sound_edit(TownNotes(), one, []))
    then = applied(TownNotes(), sound_edit(TownNotes(), two, []))

    edit = difference(now, then, lambda count: f"恢复（{count}处）")

    assert applied(now, edit) == then
    assert edit.title == f"恢复（{len(edit.changes)}处）"
    assert (edit.changes == ()) == (now == then)
