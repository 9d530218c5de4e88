from itertools import pairwise

import pytest

from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.models.branches import Branch, branches_of, union_of


@pytest.fixture
def root(duty_list: DutyList) -> Branch:
    return branches_of(duty_list)


def named(root: Branch, key: str) -> Branch:
    return next(branch for branch in root.walk() if branch.key == key)


def test_top_level(root: Branch) -> None:
    assert [(branch.title, branch.count) for branch in root.children] == [
        ("全部事项", 242),
        ("基本履职事项", 107),
        ("配合履职事项", 101),
        ("上级部门收回事项", 34),
        ("按部门", 135),
    ]


def test_categories_stand_in_the_lists_order_and_add_up(root: Branch, duty_list: DutyList) -> None:
    for kind in ListKind:
        branch = named(root, kind.value)
        categories = list(dict.fromkeys(duty.category for duty in duty_list.of_kind(kind)))
        assert [child.title for child in branch.children] == categories
        assert sum(child.count for child in branch.children) == branch.count


def test_departments_with_most_duties_come_first(root: Branch, duty_list: DutyList) -> None:
    departments = named(root, "departments").children
    sizes = [branch.count for branch in departments]

    assert sizes == sorted(sizes, reverse=True)
    official = {department.name: n for n, department in enumerate(duty_list.departments)}
    for above, below in pairwise(departments):
        assert above.count > below.count or official[above.title] < official[below.title]
    for branch in departments:
        names = {n.name for place in branch.places for n in duty_list.duties[place].departments}
        assert branch.title in names


def test_children_know_their_parent_and_row(root: Branch) -> None:
    for branch in root.walk():
        for row, child in enumerate(branch.children):
            assert child.parent is branch
            assert child.row == row


def test_keys_are_unique(root: Branch) -> None:
    keys = [branch.key for branch in root.walk()]

    assert len(keys) == len(set(keys))


def test_counts_follow_what_is_found(root: Branch) -> None:
    root.count_found({0, 1, 200})

    assert named(root, "all").count == 3
    assert named(root, "basic").count == 2
    assert named(root, "basic/党的建设").count == 2
    assert named(root, "reclaimed").count == 0


def test_union(root: Branch) -> None:
    basic, party = named(root, "basic"), named(root, "basic/党的建设")

    assert union_of([]) == frozenset()
    assert union_of([basic, party]) == basic.places
    assert len(union_of([party, named(root, "reclaimed")])) == 22 + 34
