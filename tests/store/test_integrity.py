from dataclasses import replace

from duty_desktop.domain.duty import DutyList
from duty_desktop.store import integrity
from tests.support import DATABASE


def test_the_shipped_database_has_no_problems(duty_list: DutyList) -> None:
    assert integrity.problems(DATABASE, duty_list) == []


def test_a_list_that_no_longer_gives_its_source_is_reported(duty_list: DutyList) -> None:
    altered = replace(duty_list, lines=duty_list.lines[:-1])

    assert integrity.problems(DATABASE, altered) == ["由数据写回的清单与原文不一致。"]
