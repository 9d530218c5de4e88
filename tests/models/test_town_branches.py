"""The branches of the town's own, and the tree that takes them in without jumping."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from duty_desktop.domain.assigning import without_office
from duty_desktop.domain.assignment import (
    Assignment,
    Office,
    Person,
    Record,
    TownNotes,
    applied,
    edited,
)
from duty_desktop.domain.duty import DutyList
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.models.branch_tree import BranchTreeModel
from duty_desktop.models.branches import Branch, branches_of
from duty_desktop.models.town_branches import TownBranches
from tests.notes import CIVIL, LAW, LI, LIST, PARTY, WANG, ZHANG
from tests.notes import records as any_records
from tests.support import SOURCE

PEOPLE = (PARTY, CIVIL, LAW, ZHANG, LI, WANG)


def noted(*assignments: Assignment, others: Iterable[Record] = PEOPLE) -> TownNotes:
    return applied(TownNotes(), edited(TownNotes(), "", [*others, *assignments]))


def outline(branches: Iterable[Branch]) -> dict[str, list[str]]:
    """Each branch at the top as it reads, and those below it, with how many duties they have."""
    return {
        f"{each.title} {each.count}": [f"{below.title} {below.count}" for below in each.children]
        for each in branches
    }


def of(duty_list: DutyList, duty_id: str, **said: object) -> Assignment:
    blank = Assignment(duty_list.source_sha256, duty_id)
    return replace(blank, **said)  # type: ignore[arg-type]  # fields by name


def test_where_nothing_is_noted_there_is_no_branch(duty_list: DutyList) -> None:
    elsewhere = Assignment("f" * 64, "basic-1", office="o1", favourite=True)

    assert TownBranches(duty_list).of(TownNotes()) == []
    assert TownBranches(duty_list).of(noted()) == []
    assert TownBranches(duty_list).of(noted(elsewhere)) == []


def test_a_clerk_who_only_marks_favourites_sees_only_those(duty_list: DutyList) -> None:
    notes = noted(of(duty_list, "basic-3", favourite=True))

    assert outline(TownBranches(duty_list).of(notes)) == {"收藏 1": []}


def test_who_has_what(duty_list: DutyList) -> None:
    notes = noted(
        of(duty_list, "basic-1", leader="p3", office="o1", helpers=("o2",), handlers=("p1", "p2")),
        of(duty_list, "reclaimed-1", helpers=("o1",), handlers=("p1",)),
        of(duty_list, "not-there", office="o3"),
    )

    assert outline(TownBranches(duty_list).of(notes)) == {
        "未分工 207": [],
        "按科室 2": ["党政综合办 2", "民生服务办 1"],
        "按分管领导 1": ["王五 1"],
        "按承办人 2": ["张三 2", "李四 1"],
    }


def test_what_waits_for_an_office_is_what_the_rule_says(duty_list: DutyList) -> None:
    notes = noted(
        of(duty_list, "basic-1", office="o1"),
        of(duty_list, "basic-2", helpers=("o1",)),
        of(duty_list, "reclaimed-1", office="o1"),
    )

    unassigned = TownBranches(duty_list).of(notes)[0]

    waiting = without_office(duty_list.duties, notes, duty_list.source_sha256)
    assert [duty_list.duties[place] for place in sorted(unassigned.places)] == list(waiting)


def test_when_every_duty_has_an_office_none_is_said_to_wait(duty_list: DutyList) -> None:
    notes = noted(*(of(duty_list, duty.id, office="o1") for duty in duty_list.duties))

    assert outline(TownBranches(duty_list).of(notes)) == {"按科室 242": ["党政综合办 242"]}


@pytest.mark.usefixtures("qapp")
def test_branches_stay_the_same_to_the_view(duty_list: DutyList) -> None:
    model = BranchTreeModel(branches_of(duty_list))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    town = TownBranches(duty_list)
    first = of(duty_list, "basic-1", office="o1", handlers=("p1",))
    model.show_town(town.of(noted(first)))
    official = model.root.children[:5]
    offices = next(each for each in model.root.children if each.key == "offices")
    party = offices.children[0]
    kept = QPersistentModelIndex(model.index_of(party))

    renamed: list[Record] = [replace(PARTY, name="党政办", order=9), *PEOPLE[1:]]
    second = of(duty_list, "basic-2", office="o2", favourite=True)
    model.show_town(town.of(noted(first, second, others=renamed)))

    assert tester.model() is model
    assert model.root.children[:5] == official
    assert [each.title for each in offices.children] == ["民生服务办", "党政办"]
    assert model.branch(kept) is party
    assert kept.data() == "党政办"
    assert (kept.row(), kept.parent().row()) == (1, 7)


@pytest.mark.usefixtures("qapp")
def test_a_branch_that_is_chosen_stays_though_nothing_is_left_in_it(duty_list: DutyList) -> None:
    model = BranchTreeModel(branches_of(duty_list))
    town = TownBranches(duty_list)
    both = of(duty_list, "basic-1", office="o1"), of(duty_list, "basic-2", office="o2")
    model.show_town(town.of(noted(*both)))

    model.show_town([], kept={"offices", "offices/o2"})
    model.count_found(range(242))
    assert outline(model.root.children[5:]) == {"按科室 0": ["民生服务办 0"]}

    model.show_town([])
    assert outline(model.root.children[5:]) == {}


@cache
def _of_notes() -> DutyList:
    """The list that the notes of ``tests.notes`` are about."""
    return replace(read_duty_list(SOURCE.read_bytes()), source_sha256=LIST)


@st.composite
def some_notes(draw: st.DrawFn) -> TownNotes:
    """Notes in which everybody who is named is there."""
    drawn = draw(st.lists(any_records, max_size=12))
    everybody = [Office(f"o{n}", f"办{n}", draw(st.integers(0, 3))) for n in range(4)]
    everybody_else = [Person(f"p{n}", draw(st.sampled_from("张李"))) for n in range(4)]
    duties = [each for each in drawn if isinstance(each, Assignment)]
    return noted(*duties, others=[*everybody, *everybody_else])


@pytest.mark.usefixtures("qapp")
@settings(max_examples=40)
@given(steps=st.lists(st.tuples(some_notes(), st.booleans()), max_size=5))
def test_whatever_is_noted_the_tree_is_sound(
    steps: list[tuple[TownNotes, bool]],
) -> None:
    ours = _of_notes()
    model = BranchTreeModel(branches_of(ours))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    town = TownBranches(ours)
    for notes, keeping in steps:
        kept = {node.key for node in model.root.walk()} if keeping else set()
        model.show_town(town.of(notes), kept)
        model.count_found(range(0, 242, 2))
        for branch in model.root.walk():
            index = model.index_of(branch)
            assert model.branch(index) is branch
            assert [
                model.branch(model.index(r, 0, index)) for r in range(model.rowCount(index))
            ] == (branch.children)
            assert branch.count == len([place for place in branch.places if not place % 2])
        if not keeping:
            wanted = [each.key for top in town.of(notes) for each in top.walk()]
            assert [b.key for top in model.root.children[5:] for b in top.walk()] == wanted
    assert tester.model() is model
