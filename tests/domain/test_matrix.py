from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.domain.assigning import Handling
from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.domain.matrix import (
    Cell,
    ColumnKind,
    ResponsibilityMatrix,
    Role,
    Total,
    by_category,
    by_department,
    by_office,
)
from duty_desktop.export import as_json
from duty_desktop.ingest.duty_list import read_duty_list
from tests import support


@pytest.fixture(scope="module")
def whole(duty_list: DutyList) -> ResponsibilityMatrix:
    return by_department(duty_list)


def cells_of(matrix: ResponsibilityMatrix) -> dict[tuple[str, str], Cell | None]:
    """Every cell by the duty's id and the column's name."""
    return {
        (row.duty.id, column.name): cell
        for row in matrix.rows
        for column, cell in zip(matrix.columns, row.cells, strict=True)
    }


def said(shown: dict[str, Any], department: str) -> str:
    """The mark and count that ``show --json`` of a duty asks for, told without the domain."""
    steps = [
        step
        for step in shown["steps"]
        if step["side"] in ("superior", "method") and department in step["departments"]
    ]
    if not steps and department not in [named["name"] for named in shown["departments"]]:
        return ""
    if shown["list"] == "reclaimed":
        return f"△{len(steps)}"
    return f"◆{len(steps)}" if steps else "◇0"


def test_every_cell_says_what_show_json_says(
    duty_list: DutyList, whole: ResponsibilityMatrix
) -> None:
    cells = cells_of(whole)

    assert len(cells) == 242 * (1 + 38)
    for duty in duty_list.duties:
        shown = as_json.whole(duty)
        for department in duty_list.departments:
            cell = cells[duty.id, department.name]
            found = f"{cell.role.mark}{cell.steps}" if cell else ""
            assert found == said(shown, department.name), (duty.id, department.name)


def test_the_towns_column_says_which_list_it_is(
    duty_list: DutyList, whole: ResponsibilityMatrix
) -> None:
    marks = {"basic": "●", "cooperative": "○", "reclaimed": ""}
    for duty in duty_list.duties:
        cell = cells_of_town(whole)[duty.id]
        assert (cell.role.mark if cell else "") == marks[duty.kind.value]
        township = [step for step in as_json.whole(duty)["steps"] if step["side"] == "township"]
        assert (cell.steps if cell else 0) == len(township)


def cells_of_town(matrix: ResponsibilityMatrix) -> dict[str, Cell | None]:
    assert matrix.columns[0].name == "本镇"
    return {row.duty.id: row.cells[0] for row in matrix.rows}


def test_the_whole_list_is_counted_right(whole: ResponsibilityMatrix) -> None:
    assert len(whole.rows) == 242
    assert len(whole.columns) == 39
    assert whole.totals[0].duties == 107 + 101
    counts = {role: sum(whole.role_totals(role)) for role in Role}
    assert counts == {
        Role.OWN: 107,
        Role.COOPERATES: 101,
        Role.ACTS: 150,
        Role.NAMED: 6,
        Role.TOOK_OVER: 34,
    }
    assert whole.across(whole.totals).duties == 190


def test_each_duty_stands_once_by_category_in_official_order(
    duty_list: DutyList, whole: ResponsibilityMatrix
) -> None:
    place = {duty.id: at for at, duty in enumerate(duty_list.duties)}

    ids = [row.duty.id for row in whole.rows]

    assert sorted(ids, key=place.__getitem__) == list(place)
    assert len(whole.groups) == len({duty.category for duty in duty_list.duties}) == 21
    firsts = [place[group.rows[0].duty.id] for group in whole.groups]
    assert firsts == sorted(firsts)
    for group in whole.groups:
        assert {row.duty.category for row in group.rows} == {group.category}
        places = [place[row.duty.id] for row in group.rows]
        assert places == sorted(places)


def test_columns_stand_in_the_lists_order(duty_list: DutyList, whole: ResponsibilityMatrix) -> None:
    town, *others = whole.columns

    assert (town.kind, town.name) == (ColumnKind.TOWN, "本镇")
    assert [column.name for column in others] == [each.name for each in duty_list.departments]
    assert {column.kind for column in others} == {ColumnKind.DEPARTMENT}


def test_only_chosen_duties_stand_and_empty_columns_do_not(duty_list: DutyList) -> None:
    chosen = [duty_list.duty(f"cooperative-{number}") for number in (90, 21, 21)]

    matrix = by_department(duty_list, iter(chosen))

    assert [row.duty.id for row in matrix.rows] == ["cooperative-21", "cooperative-90"]
    named = {each.name for duty in chosen for each in duty.departments}
    assert {column.name for column in matrix.columns} == {"本镇", *named}
    assert all(total.duties for total in matrix.totals)


def test_only_chosen_departments_stand_with_their_duties(duty_list: DutyList) -> None:
    police, water = "昌吉市公安局", "昌吉市水利局"

    matrix = by_department(duty_list, departments={water, police})

    named = [
        duty.id
        for duty in duty_list.duties
        if {police, water} & {each.name for each in duty.departments}
    ]
    assert sorted(row.duty.id for row in matrix.rows) == sorted(named)
    assert [column.name for column in matrix.columns] == ["本镇", water, police]


def test_a_chosen_department_without_a_part_in_the_chosen_duties_is_dropped(
    duty_list: DutyList,
) -> None:
    duty = duty_list.duty("cooperative-21")

    matrix = by_department(duty_list, [duty], ["昌吉市政协", duty.departments[0].name])

    assert [column.name for column in matrix.columns] == ["本镇", duty.departments[0].name]


def test_an_unknown_department_is_an_error(duty_list: DutyList) -> None:
    with pytest.raises(KeyError):
        by_department(duty_list, departments=["昌吉市天文局"])


def test_offices_get_empty_cells(duty_list: DutyList) -> None:
    matrix = by_office(duty_list, duty_list.duties, ["党政综合办", "", ""])

    assert [column.name for column in matrix.columns] == ["本镇", "党政综合办", "", ""]
    assert len(matrix.rows) == 242
    assert all(row.cells[1:] == (None, None, None) for row in matrix.rows)
    assert cells_of_town(matrix) == cells_of_town(by_department(duty_list))


def test_offices_are_to_a_duty_what_the_town_noted(duty_list: DutyList) -> None:
    noted = {
        "basic-1": Handling(office="党建办", helpers=("民生办", "执法队")),
        "cooperative-21": Handling(office="执法队", leader="张三"),
        "reclaimed-1": Handling(helpers=("民生办",)),
    }

    matrix = by_office(duty_list, None, ["民生办", "党建办", "", "执法队"], noted)

    cells = {row.duty.id: row.cells[1:] for row in matrix.rows if any(row.cells[1:])}
    own, helps = Cell(Role.OWN, 0), Cell(Role.COOPERATES, 0)
    assert cells == {
        "basic-1": (helps, own, None, helps),
        "cooperative-21": (None, None, None, own),
    }
    assert matrix.role_totals(Role.OWN)[1:] == (0, 1, 0, 1)
    # Where no office is chosen, those stand there that are named.
    assert [column.name for column in by_office(duty_list, None, [], noted).columns] == [
        "本镇",
        "党建办",
        "民生办",
        "执法队",
    ]


def test_the_office_form_holds_what_is_the_towns(duty_list: DutyList) -> None:
    matrix = by_office(duty_list, None, [""])

    assert {row.duty.kind for row in matrix.rows} == {ListKind.BASIC, ListKind.COOPERATIVE}
    assert len(matrix.rows) == 208


def test_categories_are_counted(duty_list: DutyList) -> None:
    matrix = by_category(duty_list)

    assert len(matrix.rows) == 21
    assert len(matrix.departments) == 38
    for row in matrix.rows:
        duties = [duty for duty in duty_list.duties if duty.category == row.category]
        kinds = Counter(duty.kind for duty in duties)
        assert row.by_list == tuple(kinds[kind] for kind in ListKind)
        named = Counter(each.name for duty in duties for each in duty.departments)
        for department, count in zip(matrix.departments, row.by_department, strict=True):
            assert count == named[department.name]
    assert matrix.totals.by_list == (107, 101, 34)
    assert (matrix.totals.duties, matrix.totals.parts) == (242, 190)
    assert sum(row.duties for row in matrix.rows) == 242
    assert sum(row.parts for row in matrix.rows) == 190


def test_nothing_chosen_is_a_matrix_of_nothing(duty_list: DutyList) -> None:
    assert by_department(duty_list, []).totals == (Total(),)
    assert by_department(duty_list, []).rows == ()
    assert by_category(duty_list, []).totals.duties == 0
    assert by_office(duty_list, [], ["甲"]).totals == (Total(), Total())


DEPARTMENTS = ("大理市公安局", "大理市民政局", "大理市教育局", "大理市水利局")
CATEGORIES = ("平安法治", "民生服务", "乡村振兴")


@st.composite
def small_lists(draw: st.DrawFn) -> DutyList:
    """A list of a few duties that some of four departments share."""

    def cooperative(number: int) -> tuple[str, ...]:
        chosen = st.lists(st.sampled_from(DEPARTMENTS), min_size=1, unique=True)
        named = draw(chosen)
        acting = draw(st.lists(st.sampled_from(named), max_size=4))
        superior = (
            "；".join(f"{at}.{name}负责检查" for at, name in enumerate(acting, 1)) or "检查。"
        )
        category = draw(st.sampled_from(CATEGORIES))
        return str(number), category, f"事项{number}", "、".join(named), superior, "报送线索。"

    def reclaimed(number: int) -> tuple[str, ...]:
        name, category = draw(st.sampled_from(DEPARTMENTS)), draw(st.sampled_from(CATEGORIES))
        return str(number), category, f"事项{number}", f"{name}： 出具证明。"

    def basic(number: int) -> tuple[str, ...]:
        return str(number), draw(st.sampled_from(CATEGORIES)), f"事项{number}"

    numbers = [range(1, draw(st.integers(1, 5)) + 1) for _ in range(3)]
    return read_duty_list(
        support.document(
            [basic(number) for number in numbers[0]],
            [cooperative(number) for number in numbers[1]],
            [reclaimed(number) for number in numbers[2]],
        )
    )


@given(small_lists(), st.data())
def test_totals_add_up(duty_list: DutyList, data: st.DataObject) -> None:
    duties = data.draw(st.none() | st.lists(st.sampled_from(duty_list.duties)))
    names = [department.name for department in duty_list.departments]
    departments = data.draw(st.none() | st.sets(st.sampled_from(names)))

    matrix = by_department(duty_list, duties, departments)

    cells = [cell for row in matrix.rows for cell in row.cells if cell]
    assert sum(total.duties for total in matrix.totals) == len(cells)
    assert sum(total.steps for total in matrix.totals) == sum(cell.steps for cell in cells)
    rows = sum((matrix.row_total(row) for row in matrix.rows), Total())
    assert rows == matrix.across(matrix.totals)
    for at, total in enumerate(matrix.totals):
        assert sum((group.totals[at] for group in matrix.groups), Total()) == total
        assert sum(matrix.role_totals(role)[at] for role in Role) == total.duties
    assert all(total.duties for total in matrix.totals[1:])
    categories = by_category(duty_list, duties)
    assert categories.totals.duties == len(by_department(duty_list, duties).rows)
    assert sum(row.parts for row in categories.rows) == categories.totals.parts
    if departments is None:
        assert categories.totals.parts == matrix.across(matrix.totals).duties
