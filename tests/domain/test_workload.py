"""What an office or a person has to do by one list, and how it is put in words."""

from dataclasses import replace

import pytest

from duty_desktop.domain.assigning import Handling, handlings, held_by_office, held_by_person
from duty_desktop.domain.assignment import Assignment, applied, edited
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.handling_words import one_line, own_words
from duty_desktop.domain.workload import counted, workload
from tests.notes import FIRST, SECOND, town_notes


def test_the_duties_of_one_list_stand_in_its_order(duty_list: DutyList) -> None:
    key = duty_list.source_sha256
    here = [replace(each, list_key=key) for each in (SECOND, FIRST)]
    strange = Assignment(key, "basic-999", office="o1")
    notes = applied(town_notes(), edited(town_notes(), "", [*here, strange]))
    noted = handlings(notes, key)

    zhang = workload(duty_list, held_by_person(notes, "p1"), noted)
    party = workload(duty_list, held_by_office(notes, "o1"), noted)

    assert [task.duty.id for task in zhang.second] == ["basic-1", "cooperative-21"]
    assert (zhang.first, zhang.elsewhere) == ((), 2)
    assert [task.handling for task in party.first] == [noted["basic-1"]]
    # One of another list, and one whose number this list does not have.
    assert party.elsewhere == 2


def test_duties_are_counted_in_words(duty_list: DutyList) -> None:
    assert counted([]) == "0 项"
    some = [duty_list.duty(each) for each in ("basic-1", "reclaimed-1", "basic-2")]
    assert counted(some) == "3 项（基本 2 项、收回 1 项）"


@pytest.mark.parametrize(
    ("handling", "said"),
    [
        (Handling(leader="王五"), []),
        (Handling(basis=" \n "), []),
        (Handling(basis="甲\n\n乙", remark="丙"), ["依据：甲", "乙", "备注：丙"]),
        (Handling(attachments=("a", "b\nc")), ["附件：a、b", "c"]),
        (Handling(remark="<b>%\x00_😀\t"), ["备注：<b>% _😀"]),
    ],
)
def test_the_towns_own_words_are_paragraphs(handling: Handling, said: list[str]) -> None:
    assert list(own_words(handling)) == said


def test_what_would_break_a_line_is_a_space() -> None:
    assert one_line("\n甲\r\n乙\u2028丙\x85") == "甲 乙 丙"
