from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from duty_desktop.domain.duty import Duty, DutyList, ListKind, NamedDepartment
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.models.columns import COLUMNS, NAME_COLUMN
from duty_desktop.models.duty_table import DutyTableModel
from duty_desktop.models.roles import ReasonsRole, RecordRole, SortRole
from tests.support import SOURCE

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def shown(model: DutyTableModel) -> list[str]:
    return [model.duty_at(row).id for row in range(model.rowCount())]


@pytest.mark.usefixtures("qapp")
def test_qt_finds_no_fault(duty_list: DutyList) -> None:
    model = DutyTableModel(duty_list.duties)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.show([5, 3, 100])
    model.sort(NAME_COLUMN, DESCENDING)
    model.show([])
    model.sort(-1)
    model.show(range(242))

    assert tester.model() is model
    assert model.rowCount() == 242


@pytest.mark.usefixtures("qapp")
def test_cells(duty_list: DutyList) -> None:
    model = DutyTableModel(duty_list.duties)
    model.show([duty_list.duties.index(duty_list.duty("cooperative-21"))])

    assert [model.index(0, column).data() for column in range(2)] == [
        "配合 21",
        "文明养犬管理工作",
    ]
    assert model.data(model.index(0, 0), RecordRole) is duty_list.duty("cooperative-21")
    assert model.data(model.index(0, 0), SortRole) == (1, 21)
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(len(COLUMNS))]
    assert titles == ["编号", "事项名称", "类别", "对应部门"]


@pytest.mark.usefixtures("qapp")
def test_rows_keep_the_order_given_until_a_column_sorts_them(duty_list: DutyList) -> None:
    model = DutyTableModel(duty_list.duties)
    model.show([9, 2, 5])
    assert shown(model) == ["basic-10", "basic-3", "basic-6"]

    model.sort(0, ASCENDING)
    assert shown(model) == ["basic-3", "basic-6", "basic-10"]

    model.show([7, 1])
    assert shown(model) == ["basic-2", "basic-8"]

    model.sort(-1)
    assert shown(model) == ["basic-8", "basic-2"]


@pytest.mark.usefixtures("qapp")
def test_a_row_is_found_again(duty_list: DutyList) -> None:
    model = DutyTableModel(duty_list.duties)
    model.show([9, 2])

    assert model.row_of(duty_list.duties[2]) == 1
    assert model.row_of(duty_list.duties[3]) is None


duties = st.builds(
    lambda kind, serial, category, name, departments: Duty(
        kind=kind,
        serial=serial,
        category=category,
        category_as_printed=category,
        name=name,
        departments=tuple(NamedDepartment(d, d) for d in departments),
        cells=(),
    ),
    st.sampled_from(ListKind),
    st.integers(1, 300),
    st.sampled_from(["党的建设", "民生服务", ""]),
    st.text(max_size=4),
    st.lists(st.sampled_from(["市公安局", "<b>市</b>", "%_"]), max_size=2),
)


@given(
    st.lists(duties, max_size=12),
    st.integers(0, len(COLUMNS) - 1),
    st.sampled_from([ASCENDING, DESCENDING]),
    st.integers(0, len(COLUMNS) - 1),
)
def test_sorting_again_changes_nothing_and_loses_nothing(
    many: list[Duty], column: int, order: Qt.SortOrder, other: int
) -> None:
    model = DutyTableModel(many)
    given_order = shown(model)

    model.sort(column, order)
    once = shown(model)
    keys = [model.data(model.index(row, column), SortRole) for row in range(len(many))]
    assert keys == sorted(keys, reverse=order is DESCENDING)
    assert sorted(once) == sorted(given_order)

    model.sort(column, order)
    assert shown(model) == once

    model.sort(other, ASCENDING)
    model.sort(column, order)
    assert shown(model) == once

    model.sort(-1)
    assert shown(model) == given_order


@pytest.mark.usefixtures("qapp")
def test_a_persistent_index_stays_with_its_duty(duty_list: DutyList) -> None:
    model = DutyTableModel(duty_list.duties)
    kept = QPersistentModelIndex(model.index(20, 2))
    duty = model.duty_at(20)

    model.sort(NAME_COLUMN, DESCENDING)

    assert model.duty_at(kept.row()) is duty
    assert kept.column() == 2


@pytest.fixture
def divided(qapp: QApplication, duty_list: DutyList) -> DutyTableModel:
    """Three sure duties, the divider, two that are maybe meant."""
    model = DutyTableModel(duty_list.duties, qapp)
    model.show([9, 2, 5], [30, 20])
    return model


@pytest.mark.usefixtures("qapp")
def test_qt_finds_no_fault_with_the_divider(duty_list: DutyList) -> None:
    model = DutyTableModel(duty_list.duties)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.show([9, 2, 5], [30, 20])
    model.sort(NAME_COLUMN, DESCENDING)
    model.show([], [7])
    model.show([3], [])

    assert tester.model() is model
    assert model.rowCount() == 1


def test_maybe_stands_below_a_row_of_its_own(divided: DutyTableModel) -> None:
    assert (divided.rowCount(), divided.sure, divided.maybe, divided.count) == (6, 3, 2, 5)
    assert divided.divider == 3
    line = divided.index(3, NAME_COLUMN)
    assert line.data() == "可能相关 2 项"
    assert line.data(RecordRole) is None
    assert divided.flags(line) == Qt.ItemFlag.NoItemFlags
    assert divided.flags(divided.index(2, 0)) & Qt.ItemFlag.ItemIsSelectable
    with pytest.raises(LookupError):
        divided.duty_at(3)


def test_sorting_keeps_both_sides_apart(divided: DutyTableModel) -> None:
    kept = QPersistentModelIndex(divided.index(4, 1))
    duty = divided.duty_at(4)

    divided.sort(0, DESCENDING)

    assert divided.divider == 3
    assert [divided.duty_at(row).serial for row in (0, 1, 2, 4, 5)] == [10, 6, 3, 31, 21]
    assert divided.duty_at(kept.row()) is duty


@pytest.mark.parametrize(
    ("row", "rows", "reached"),
    [(0, 1, 1), (2, 1, 4), (4, -1, 2), (5, 1, None), (0, -1, None), (1, 2, 4), (5, -3, 1)],
)
def test_steps_go_over_the_divider(
    divided: DutyTableModel, row: int, rows: int, reached: int | None
) -> None:
    assert divided.step_from(row, rows) == reached


def test_a_divider_in_the_first_row_is_stepped_over_too(divided: DutyTableModel) -> None:
    divided.show([], [30, 20])

    assert (divided.divider, divided.first_row) == (0, 1)
    assert divided.step_from(1, -1) is None
    assert divided.standing(2) == (2, 2)


def test_each_side_counts_its_own(divided: DutyTableModel) -> None:
    assert [divided.standing(row) for row in (0, 2, 4, 5)] == [(1, 3), (3, 3), (1, 2), (2, 2)]


def test_reasons_are_asked_for_with_a_row(divided: DutyTableModel) -> None:
    divided.show([9, 2], [], lambda place: ("拼音：低保",) if place == 2 else ())

    assert divided.index(0, NAME_COLUMN).data(ReasonsRole) == ()
    assert divided.index(1, NAME_COLUMN).data(ReasonsRole) == ("拼音：低保",)


_PLACES = st.lists(st.integers(0, 11), unique=True, max_size=12)


@st.composite
def given_places(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Sure places and others that are maybe meant."""
    places = draw(_PLACES)
    cut = draw(st.integers(0, len(places)))
    return places[:cut], places[cut:]


@pytest.mark.usefixtures("qapp")
@given(st.lists(st.tuples(given_places(), st.sampled_from([None, -1, 0, NAME_COLUMN])), max_size=5))
def test_following_leaves_rows_that_stay_where_they_stand(
    steps: list[tuple[tuple[list[int], list[int]], int | None]],
) -> None:
    model = DutyTableModel(_duties())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for (sure, maybe), column in steps:
        if column is not None:
            model.sort(column)
        sides = _sides(model)
        kept = {row: QPersistentModelIndex(model.index(row, 0)) for row in range(model.rowCount())}
        said = {row: index.data(RecordRole) for row, index in kept.items()}

        model.follow(sure, maybe)

        now = _sides(model)
        assert [sorted(side) for side in now] == [sorted(sure), sorted(maybe)]
        assert (model.sure, model.maybe) == (len(sure), len(maybe))
        assert (model.divider is None) == (not maybe)
        for before, after in zip(sides, now, strict=True):
            staying = {*before} & {*after}
            assert [p for p in before if p in staying] == [p for p in after if p in staying]
        for row, index in kept.items():
            if index.isValid():
                assert index.data(RecordRole) is said[row]
    assert tester.model() is model


def test_following_without_sorting_gives_the_order_given(duty_list: DutyList) -> None:
    model = DutyTableModel(duty_list.duties)
    model.show([1, 5, 7])

    model.follow([0, 1, 3, 5, 9])

    assert shown(model) == ["basic-1", "basic-2", "basic-4", "basic-6", "basic-10"]


def test_where_very_much_changes_the_table_is_filled_anew(duty_list: DutyList) -> None:
    many = duty_list.duties * 4
    model = DutyTableModel(many)
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))

    model.follow(range(0, len(many), 2))

    assert model.rowCount() == len(many) // 2
    assert resets


@cache
def _duties() -> tuple[Duty, ...]:
    return read_duty_list(SOURCE.read_bytes()).duties[:12]


def _sides(model: DutyTableModel) -> tuple[list[int], list[int]]:
    """The places shown above the divider, and below it."""
    places = [
        -1 if row == model.divider else _duties().index(model.duty_at(row))
        for row in range(model.rowCount())
    ]
    cut = len(places) if model.divider is None else model.divider
    return places[:cut], places[cut + 1 :]
