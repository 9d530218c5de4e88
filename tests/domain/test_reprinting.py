"""Which sheets are printed again, and why."""

from dataclasses import replace

import pytest

from duty_desktop.domain.assigning import replace_person
from duty_desktop.domain.assignment import Assignment, applied, edited
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.reprinting import changed_sheets, elsewhere, here, label_of
from tests.notes import FIRST, LI, LIST, WANG, ZHANG, town_notes


def test_words_for_what_changes() -> None:
    notes = town_notes()
    edit = edited(notes, "", [replace(FIRST, leader=None, handlers=("p3",), remark="别的")])

    (sheet,) = changed_sheets(notes, edit)
    assert sheet.duty == FIRST.key
    assert sheet.words == (
        "分管领导：王五 → （空）；承办人：张三、李四 → 王五；"
        "电话：0994-1111111、0994-2222222 → （空）；"
        "备注：两行 备注 % _ ' \" 😀 → 别的"
    )


def test_a_changed_phone_is_on_the_sheets_of_its_owner() -> None:
    notes = town_notes()
    edit = edited(notes, "", [replace(LI, phone="9")])

    assert [sheet.words for sheet in changed_sheets(notes, edit)] == [
        "电话：0994-1111111、0994-2222222 → 0994-1111111、9"
    ]
    assert changed_sheets(notes, edited(notes, "", [replace(WANG, phone="9", post="")])) == ()


def test_sheets_of_other_lists_are_kept_apart(duty_list: DutyList) -> None:
    key = duty_list.source_sha256
    ours = [
        Assignment(key, "cooperative-21", handlers=("p1",)),
        Assignment(key, "basic-3", handlers=("p1",)),
        Assignment(key, "basic-999", handlers=("p1",)),
    ]
    notes = applied(town_notes(), edited(town_notes(), "", ours))
    sheets = changed_sheets(notes, replace_person(notes, ZHANG, LI).edit)

    assert [duty.id for duty, _ in here(sheets, duty_list)] == ["basic-3", "cooperative-21"]
    assert {sheet.duty for sheet in elsewhere(sheets, duty_list)} == {
        (LIST, "basic-1"),
        (LIST, "cooperative-21"),
        (key, "basic-999"),
    }


@pytest.mark.parametrize(
    ("duty_id", "label"), [("cooperative-21", "配合 21"), ("basic-1", "基本 1"), ("x-1", "x-1")]
)
def test_labels_of_duties_that_are_not_here(duty_id: str, label: str) -> None:
    assert label_of(duty_id) == label
