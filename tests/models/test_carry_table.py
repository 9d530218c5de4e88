from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.assignment import Assignment, TownNotes, applied, edited
from duty_desktop.domain.carrying_over import Choice, Landing
from duty_desktop.domain.changes import Carried, Comparison
from duty_desktop.domain.duty import DutyList
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.models.carry_table import COLUMNS, TICK_COLUMN, CarryTableModel
from duty_desktop.models.roles import RecordRole
from tests.comparing.changes import changed_copy
from tests.notes import town_notes

CHECK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture(scope="module")
def comparison(duty_list: DutyList) -> Comparison:
    return compare(duty_list, read_duty_list(changed_copy(duty_list, 4).data))


@pytest.fixture
def notes(comparison: Comparison) -> TownNotes:
    """Every duty of the old list is 张三's; one of the new list is noted already."""
    old, new = comparison.old, comparison.new
    records = [
        Assignment(old.source_sha256, duty.id, office="o1", handlers=("p1",)) for duty in old.duties
    ]
    changed = comparison.changes[-1].new[0]
    records.append(Assignment(new.source_sha256, changed.id, office="o3"))
    return applied(town_notes(), edited(town_notes(), "", records))


@pytest.fixture
def model(comparison: Comparison, notes: TownNotes) -> CarryTableModel:
    made = CarryTableModel(comparison, notes)
    QAbstractItemModelTester(made, parent=made)
    return made


def row_of(model: CarryTableModel, carried: Carried) -> int:
    return next(row for row, each in enumerate(model.rows) if each.carried is carried)


def shown(model: CarryTableModel, row: int) -> list[str]:
    return [model.index(row, column).data() for column in range(model.columnCount())]


def tick(model: CarryTableModel, row: int) -> object:
    return model.index(row, TICK_COLUMN).data(CHECK)


def test_only_what_is_to_decide_is_shown_at_first(model: CarryTableModel) -> None:
    assert {each.carried for each in model.rows} == set(Carried) - {Carried.SAME}
    assert model.plain == 207
    parted = 3 * 2 + 3
    assert model.rowCount() == 3 + parted + 4 + 19
    model.show_plain(shown=True)
    assert model.rowCount() == 207 + 3 + parted + 4 + 19
    model.show_plain(shown=False)
    assert model.plain == 207
    assert [model.headerData(place, Qt.Orientation.Horizontal) for place in range(6)] == [
        column.title for column in COLUMNS
    ]


def test_a_row_says_what_is_noted_and_what_becomes_of_it(model: CarryTableModel) -> None:
    removed = row_of(model, Carried.REMOVED)
    texts = shown(model, removed)
    assert texts[:2] == ["需人工", "取消"]
    assert texts[3:5] == ["无", ""]
    assert texts[5] == "主责 党政综合办；承办 张三"
    assert tick(model, removed) is None
    assert "不会丢失" in model.why(model.rows[removed])

    merged = model.rows[row_of(model, Carried.MERGED)]
    assert len(merged.sources) == 2
    assert model.noted(merged).count("【") == 2
    split = row_of(model, Carried.SPLIT)
    assert model.rows[split].sources == model.rows[split + 1].sources
    assert shown(model, split)[0] == "沿用"
    assert model.index(split, 3).data(RecordRole) is model.rows[split]


def test_what_is_noted_already_is_not_ticked(model: CarryTableModel) -> None:
    [row] = [row for row, each in enumerate(model.rows) if each.replaces]

    assert shown(model, row)[0] == "不沿用"
    assert tick(model, row) == Qt.CheckState.Unchecked
    model.take_all()
    assert shown(model, row)[0] == "不沿用", "all does not write over"
    model.setData(model.index(row, TICK_COLUMN), Qt.CheckState.Checked.value, CHECK)
    assert shown(model, row)[0] == "覆盖"
    assert "勾选才会覆盖" in model.why(model.rows[row])


def test_ticks_change_the_outcome(model: CarryTableModel) -> None:
    assert model.outcome().in_words == "沿用 235 项，需人工 7 项"
    model.take_none()
    assert model.outcome().in_words == "沿用 207 项，需人工 35 项"
    model.propose()
    assert model.outcome().in_words == "沿用 235 项，需人工 7 项"
    changed = row_of(model, Carried.CHANGED)
    model.toggle(model.rows[changed])
    assert model.outcome().in_words == "沿用 234 项，需人工 8 项"
    model.toggle(model.rows[changed])
    merged = model.rows[row_of(model, Carried.MERGED)]
    model.choose(merged, Choice(take=True, leading=1, join=True))
    assert model.outcome().in_words == "沿用 236 项，需人工 6 项"
    assert model.outcome().edit.title.startswith("沿用分工：2025年7月→2025年7月（")


def test_where_nothing_is_to_decide_nothing_can_be_chosen(model: CarryTableModel) -> None:
    model.show_plain(shown=True)
    plain = row_of(model, Carried.SAME)
    index = model.index(plain, TICK_COLUMN)

    assert shown(model, plain)[0] == "自动沿用"
    assert tick(model, plain) == Qt.CheckState.Checked
    assert not index.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert model.setData(index, Qt.CheckState.Unchecked.value, CHECK) is False
    before = model.outcome()
    for row in (plain, row_of(model, Carried.REMOVED)):
        model.toggle(model.rows[row])
    assert model.outcome() == before


def test_other_notes_keep_what_was_chosen(model: CarryTableModel, notes: TownNotes) -> None:
    row = row_of(model, Carried.CHANGED)
    landing: Landing = model.rows[row]
    model.toggle(landing)

    later = replace(landing.sources[0], remark="后来写的")
    model.show_notes(applied(notes, edited(notes, "", [later])))

    assert model.rows[row].sources == (later,)
    assert not model.choice(model.rows[row]).take
    assert "后来写的" in model.noted(model.rows[row])
