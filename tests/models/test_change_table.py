from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.changes import Comparison, Verdict
from duty_desktop.domain.duty import DutyList
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.models.change_rows import DEPARTMENTS, Topic, filters_of, rows_of
from duty_desktop.models.change_table import COLUMNS, ChangeTableModel
from duty_desktop.models.roles import RecordRole
from tests.comparing.changes import changed_copy


def comparison_of(duty_list: DutyList, seed: int = 4) -> Comparison:
    return compare(duty_list, read_duty_list(changed_copy(duty_list, seed).data))


def test_every_known_change_has_its_row(duty_list: DutyList) -> None:
    copy = changed_copy(duty_list, 4)

    rows = rows_of(compare(duty_list, read_duty_list(copy.data)))

    told = {
        (row.topic.value, *(tuple(duty.id for duty in side) for side in (change.old, change.new)))
        for row in rows
        if (change := row.change) is not None
    }
    assert told == {(each.verdict.value, each.old, each.new) for each in copy.known}
    renamed = {row.renaming.old: row.renaming.new for row in rows if row.renaming}
    assert renamed == copy.renamed
    assert sum(len(row.pairs) for row in rows if row.topic is Topic.RENUMBERED) == 171


def test_filters_say_what_they_would_show(duty_list: DutyList) -> None:
    rows = rows_of(comparison_of(duty_list))

    assert dict(filters_of(rows)) == {
        "": "全部差别",
        Verdict.ADDED: "新增（4）",
        Verdict.REMOVED: "取消（3）",
        Verdict.SPLIT: "疑似拆分（3）",
        Verdict.MERGED: "疑似合并（3）",
        Verdict.MOVED: "转列（4）",
        Verdict.CHANGED: "内容变化（19）",
        DEPARTMENTS: "部门增减（3）",
        Topic.RENAMED: "部门更名（2）",
        Topic.RENUMBERED: "仅序号变动（171）",
    }
    assert filters_of(()) == (("", "全部差别"),)


def test_rows_are_filtered_by_topic_and_words(duty_list: DutyList) -> None:
    model = ChangeTableModel()
    QAbstractItemModelTester(model)
    rows = rows_of(comparison_of(duty_list))

    model.show(rows)
    assert model.rowCount() == len(rows)
    model.show(rows, Verdict.ADDED)
    assert {model.index(row, 0).data() for row in range(model.rowCount())} == {"新增"}
    added = rows[0].name
    model.show(rows, "", f"{added[-6:]} {added[:4]}")
    assert model.rows == rows[:1]
    assert model.index(0, 2).data(RecordRole) is model.rows[0]
    model.show(rows, "", f"没有的词 {added[:4]}")
    assert model.rowCount() == 0
    model.show(rows, DEPARTMENTS)
    assert all(row.departments_changed for row in model.rows)
    assert model.rowCount() == 3


def test_a_duty_is_found_by_its_old_and_new_number_and_its_changed_words(
    duty_list: DutyList,
) -> None:
    rows = rows_of(comparison_of(duty_list))
    changed = next(row for row in rows if row.topic is Topic.CHANGED and "→" in row.number)
    assert changed.change is not None

    for query in (
        changed.change.old[0].label,
        changed.change.new[0].label.replace(" ", ""),
        changed.change.fields[0].old[:6],
    ):
        assert changed.holds(query)


def test_words_for_eyes(duty_list: DutyList) -> None:
    text = duty_list.source_text().replace("文明养犬管理工作", "文明养犬监管工作")
    model = ChangeTableModel()
    model.show(rows_of(compare(duty_list, read_duty_list(text.encode("utf-8")))))

    shown = [model.index(0, column).data() for column in range(model.columnCount())]
    assert shown == ["内容变化", "配合 21", "文明养犬监管工作"]
    heads = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(len(COLUMNS))]
    assert heads == ["类型", "编号", "事项"]


def test_leftover_markup_has_one_row(duty_list: DutyList) -> None:
    text = duty_list.source_text().replace("<p>", "").replace("</p>", "")

    [row] = rows_of(compare(duty_list, read_duty_list(text.encode("utf-8"))))

    assert row.topic is Topic.FORM
    assert len(row.pairs) > 50
    assert rows_of(compare(duty_list, duty_list)) == ()
