from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from duty_desktop.comparing import carrying
from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.assignment import (
    Assignment,
    DutyKey,
    Record,
    TownNotes,
    applied,
    edited,
)
from duty_desktop.domain.carrying_over import Choice, carried_over, landings, left_behind
from duty_desktop.domain.changes import Carried, Carrying
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.note_words import note_line, note_parts
from duty_desktop.ingest.duty_list import read_duty_list
from tests.comparing.changes import changed_copy
from tests.notes import (
    FIRST,
    LIST,
    PARTY,
    SECOND,
    assignments,
    offices,
    people,
    sound_edit,
    town_notes,
)

NEXT = "b" * 64

A = Assignment(LIST, "basic-1", leader="p3", office="o1", helpers=("o2",), handlers=("p1",))
B = Assignment(LIST, "basic-2", leader="p1", office="o2", helpers=("o1",), handlers=("p2", "p1"))


def noted(*records: Record) -> TownNotes:
    return applied(town_notes(), edited(town_notes(), "", records))


def went(old_id: str, *new_ids: str, as_: Carried = Carried.SAME, score: float = 1.0) -> Carrying:
    return Carrying(old_id, new_ids, as_, score)


def carried(
    notes: TownNotes, plan: Sequence[Carrying], chosen: Mapping[DutyKey, Choice] | None = None
) -> TownNotes:
    return applied(notes, carried_over(notes, landings(notes, LIST, NEXT, plan), chosen or {}).edit)


def of(notes: TownNotes, list_key: str) -> dict[str, Assignment]:
    return {each.duty_id: each for key, each in notes.assignments.items() if key[0] == list_key}


def test_what_is_the_same_is_taken_without_question() -> None:
    notes = town_notes()
    plan = [went("basic-1", "basic-3"), went("cooperative-21", "cooperative-20"), went("basic-5")]

    found = landings(notes, LIST, NEXT, plan)
    result = carried_over(
        notes, found, {each.new: Choice(take=False) for each in found if each.new}
    )

    assert [each.is_plain for each in found] == [True, True]
    assert of(applied(notes, result.edit), NEXT) == {
        "basic-3": replace(FIRST, list_key=NEXT, duty_id="basic-3"),
        "cooperative-20": replace(SECOND, list_key=NEXT, duty_id="cooperative-20"),
    }
    assert result.in_words == "沿用 2 项，需人工 0 项"
    assert result.edit.title == "沿用分工（2项）"


def test_a_changed_duty_is_proposed_and_may_be_refused() -> None:
    notes = town_notes()
    plan = [went("basic-1", "basic-2", as_=Carried.CHANGED, score=0.8)]
    [landing] = landings(notes, LIST, NEXT, plan)

    assert (landing.usual, landing.is_plain, landing.score) == (Choice(take=True), False, 0.8)
    assert of(carried(notes, plan), NEXT) == {
        "basic-2": replace(FIRST, list_key=NEXT, duty_id="basic-2")
    }
    refused = carried_over(notes, [landing], {(NEXT, "basic-2"): Choice(take=False)})
    assert refused.edit.changes == ()
    assert (refused.taken, refused.left) == ((), ("basic-1",))


def test_a_split_duty_goes_to_each_part_that_is_wanted() -> None:
    notes = town_notes()
    plan = [went("basic-1", "basic-1", "basic-2", as_=Carried.SPLIT, score=0.4)]

    assert set(of(carried(notes, plan), NEXT)) == {"basic-1", "basic-2"}
    one = {(NEXT, "basic-1"): Choice(take=False)}
    assert set(of(carried(notes, plan, one), NEXT)) == {"basic-2"}
    result = carried_over(notes, landings(notes, LIST, NEXT, plan), one)
    assert (result.taken, result.left) == (("basic-1",), ())


def test_of_merged_duties_the_first_leads_unless_another_is_chosen() -> None:
    notes = noted(A, B)
    plan = [went("basic-1", "basic-7", as_=Carried.MERGED), went("basic-2", "basic-7")]
    plan[1] = replace(plan[1], carried=Carried.MERGED, score=0.3)
    [landing] = landings(notes, LIST, NEXT, plan)
    key = (NEXT, "basic-7")

    assert landing.sources == (A, B)
    assert landing.score == 0.3
    usual = carried_over(notes, [landing], {})
    assert of(applied(notes, usual.edit), NEXT)["basic-7"] == replace(
        A, list_key=NEXT, duty_id="basic-7"
    )
    assert (usual.taken, usual.left) == (("basic-1",), ("basic-2",))
    second = carried(notes, plan, {key: Choice(take=True, leading=1)})
    assert second.assignment(key) == replace(B, list_key=NEXT, duty_id="basic-7")


def test_others_join_a_merged_duty_only_where_that_is_chosen() -> None:
    notes = noted(A, B)
    plan = [went(each, "basic-7", as_=Carried.MERGED) for each in ("basic-1", "basic-2")]
    choice = {(NEXT, "basic-7"): Choice(take=True, join=True)}

    joined = carried(notes, plan, choice).assignment((NEXT, "basic-7"))

    assert (joined.leader, joined.office, joined.helpers) == ("p3", "o1", ("o2",))
    assert joined.handlers == ("p1", "p2")
    assert carried_over(notes, landings(notes, LIST, NEXT, plan), choice).left == ()


def test_a_removed_duty_is_left_to_people_and_keeps_its_notes() -> None:
    notes = town_notes()
    plan = [went("basic-1", as_=Carried.REMOVED, score=0)]
    [landing] = landings(notes, LIST, NEXT, plan)

    assert (landing.new, landing.usual) == (None, Choice(take=False))
    result = carried_over(notes, [landing], {})
    assert (result.edit.changes, result.left) == ((), ("basic-1",))


def test_what_the_new_list_has_noted_is_replaced_only_with_a_tick() -> None:
    there = Assignment(NEXT, "basic-1", office="o3")
    notes = noted(there)
    plan = [went("basic-1", "basic-1")]
    [landing] = landings(notes, LIST, NEXT, plan)

    assert (landing.replaces, landing.is_plain, landing.usual.take) == (True, False, False)
    assert carried(notes, plan).assignment(there.key) == there
    ticked = carried(notes, plan, {there.key: Choice(take=True)})
    assert ticked.assignment(there.key) == replace(FIRST, list_key=NEXT)


def test_what_stands_there_already_is_no_change() -> None:
    notes = noted(replace(FIRST, list_key=NEXT))

    result = carried_over(notes, landings(notes, LIST, NEXT, [went("basic-1", "basic-1")]), {})

    assert result.edit.changes == ()
    assert result.taken == ("basic-1",)


def test_next_years_list_takes_over_what_was_noted(duty_list: DutyList) -> None:
    copy = changed_copy(duty_list, 4)
    after = read_duty_list(copy.data)
    old, new = duty_list.source_sha256, after.source_sha256
    each = [Assignment(old, duty.id, office="o1", remark=duty.name) for duty in duty_list.duties]
    notes = noted(*each)
    comparison = compare(duty_list, after)

    found = landings(notes, old, new, carrying.carried_over(comparison))
    result = carried_over(notes, found, {})
    told = {
        key[1]: note.remark
        for key, note in applied(notes, result.edit).assignments.items()
        if key[0] == new
    }

    merged = sum(len(change.old) - 1 for change in comparison.changes if len(change.old) > 1)
    removed = sum(not change.new for change in comparison.changes)
    assert len(result.left) == merged + removed == 6
    assert len(result.taken) == 242 - 6
    added = {change.new[0].id for change in comparison.changes if not change.old}
    assert set(told) == {duty.id for duty in after.duties} - added
    for before, now in comparison.unchanged:
        assert told[now.id] == before.name


town = st.builds(
    lambda wanted: applied(TownNotes(), sound_edit(TownNotes(), wanted, [])),
    st.lists(st.one_of(offices, people, assignments()), max_size=16),
)
DUTIES = ("basic-1", "basic-2", "cooperative-1")


@given(town)
def test_a_list_and_itself_is_exactly_a_copy(notes: TownNotes) -> None:
    plan = [went(duty_id, duty_id) for duty_id in DUTIES]

    after = carried(notes, plan)

    expected = {key: replace(each, list_key=NEXT) for key, each in of(notes, LIST).items()}
    assert of(after, NEXT) == expected
    same = carried_over(notes, landings(notes, LIST, LIST, plan), {})
    assert same.edit.changes == ()
    assert same.left == ()


plans = st.tuples(
    *(
        st.builds(
            Carrying,
            st.just(duty_id),
            st.lists(st.sampled_from(DUTIES), unique=True, max_size=3).map(tuple),
            st.sampled_from(Carried),
            st.floats(0, 1),
        )
        for duty_id in DUTIES
    )
)
choices = st.dictionaries(
    st.sampled_from([(NEXT, duty_id) for duty_id in DUTIES]),
    st.builds(Choice, take=st.booleans(), join=st.booleans()),
)


@settings(max_examples=200)
@given(town, plans, st.lists(assignments(), max_size=3), choices)
def test_nothing_is_lost_whatever_is_chosen(
    notes: TownNotes,
    plan: tuple[Carrying, ...],
    there: list[Assignment],
    chosen: dict[DutyKey, Choice],
) -> None:
    there = [replace(each, list_key=NEXT) for each in there]
    notes = applied(notes, sound_edit(notes, list(there), []))

    result = carried_over(notes, landings(notes, LIST, NEXT, plan), chosen)
    after = applied(notes, result.edit)

    assert of(after, LIST) == of(notes, LIST)
    assert (after.offices, after.people) == (notes.offices, notes.people)
    ticked = {key for key, choice in chosen.items() if choice.take}
    for key, each in notes.assignments.items():
        if key not in ticked:
            assert after.assignments[key] == each
    assert sorted((*result.taken, *result.left)) == sorted(of(notes, LIST))
    assert applied(after, result.edit.inverse) == notes


def test_notes_are_told_in_words() -> None:
    notes = town_notes()

    assert note_line(notes, SECOND) == "主责 民生服务办；承办 张三；电话 0994-1111111"
    assert dict(note_parts(notes, FIRST))["备注"] == FIRST.remark
    assert "\n" not in note_line(notes, FIRST)
    assert note_line(notes, Assignment(LIST, "basic-9")) == ""


def test_notes_are_left_behind_until_the_next_list_has_its_own(duty_list: DutyList) -> None:
    next_year = replace(duty_list, date="2026-07", source_sha256="f" * 64)
    elsewhere = replace(next_year, town=replace(next_year.town, name="二工镇"))
    name = duty_list.duties[0].id
    before = noted(PARTY, Assignment(duty_list.source_sha256, name, office=PARTY.key))
    after = noted(*before.records, Assignment(next_year.source_sha256, name, office=PARTY.key))

    assert left_behind(before, duty_list, next_year) == 1
    assert left_behind(before, next_year, duty_list) == 0
    assert left_behind(before, duty_list, elsewhere) == 0
    assert left_behind(after, duty_list, next_year) == 0
