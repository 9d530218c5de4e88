"""What an edit changed, in words."""

from dataclasses import replace

import pytest

from duty_desktop.domain.assigning import remove_person, replace_person
from duty_desktop.domain.assignment import (
    Assignment,
    Attachment,
    Record,
    TownNotes,
    applied,
    edited,
)
from duty_desktop.domain.record_words import edit_lines
from tests.notes import CIVIL, FIRST, LI, LIST, PARTY, SECOND, ZHANG, town_notes

ELSEWHERE = replace(SECOND, list_key="b" * 64, deadline="每季度末")


def lines_of(*records: Record, removed: tuple[Record, ...] = ()) -> list[str]:
    notes = town_notes()
    edit = edited(notes, "", records, removed)
    return list(edit_lines(edit, applied(notes, edit), LIST))


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (replace(SECOND, handlers=("p2", "p1")), "配合 21　承办人：张三 → 李四、张三"),
        (replace(SECOND, office=None), "配合 21　主责科室：民生服务办 → （空）"),
        (replace(SECOND, leader="p3"), "配合 21　分管领导：（空） → 王五"),
        (replace(SECOND, deadline="6月底"), "配合 21　完成时限：（空） → 6月底"),
        (replace(SECOND, phone=""), "配合 21　电话：0994-1111111 → （空）"),
        (replace(SECOND, favourite=True), "配合 21　收藏"),
        (
            replace(SECOND, attachments=(Attachment("甲.docx", "/甲.docx"),)),
            "配合 21　附件：（空） → 甲.docx",
        ),
    ],
)
def test_each_changed_field_is_a_line(record: Record, line: str) -> None:
    assert lines_of(record) == [line]


def test_what_was_not_there_and_what_is_taken_away() -> None:
    assert lines_of(Assignment(LIST, "basic-7", office="o1")) == [
        "基本 7　主责科室：（空） → 党政综合办"
    ]
    assert "配合 21　承办人：张三 → （空）" in lines_of(removed=(SECOND,))


def test_records_of_the_roster() -> None:
    assert lines_of(replace(CIVIL, key="o9", name="林业站")) == ["新增科室：林业站"]
    assert lines_of(replace(PARTY, name="党建办")) == ["党政综合办　名称：党政综合办 → 党建办"]
    assert lines_of(replace(LI, office="o1", post="干事")) == [
        "李四　科室：民生服务办 → 党政综合办",
        "李四　职务：（空） → 干事",
    ]


def test_another_lists_duty_is_told_apart() -> None:
    assert all(line.startswith("另一份清单的 配合 21　") for line in lines_of(ELSEWHERE))


def test_names_are_known_from_the_edit_where_the_notebook_has_them_no_more() -> None:
    notes = town_notes()
    gone = remove_person(notes, ZHANG).edit
    lines = list(edit_lines(gone, applied(notes, gone), LIST))
    assert "删除人员：张三" in lines
    assert "配合 21　承办人：张三 → （空）" in lines


def test_a_name_that_nobody_knows_any_more_is_said_to_be_gone() -> None:
    notes = town_notes()
    replaced = replace_person(notes, ZHANG, LI).edit
    lines = list(edit_lines(replaced, TownNotes(), LIST))
    assert "配合 21　承办人：（已删除） → （已删除）" in lines


def test_nothing_changed_is_no_line() -> None:
    assert lines_of(FIRST) == []
