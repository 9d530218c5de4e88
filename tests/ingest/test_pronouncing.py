import pytest

from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.readings import Readings
from duty_desktop.domain.words import words
from duty_desktop.ingest.pronouncing import read_aloud


@pytest.fixture(scope="module")
def readings(duty_list: DutyList) -> Readings:
    return read_aloud(duty_list)


def name_of(readings: Readings, duty_id: str) -> str:
    return " ".join(filter(None, readings.cells[duty_id][2]))


@pytest.mark.parametrize(
    ("duty_id", "syllables"),
    [
        ("cooperative-21", "wen ming yang quan guan li gong zuo"),
        ("cooperative-99", "shi you tian ran qi chang shu guan dao bao hu"),
        ("cooperative-60", "tui geng huan lin guan li"),
        ("reclaimed-34", "dui cong shi wu zhao jing ying de chu fa"),
    ],
)
def test_names_are_read_as_people_read_them(
    readings: Readings, duty_id: str, syllables: str
) -> None:
    assert name_of(readings, duty_id) == syllables


def test_every_character_has_its_place(readings: Readings, duty_list: DutyList) -> None:
    for duty in duty_list.duties:
        for cell, syllables in zip(duty.cells, readings.cells[duty.id], strict=True):
            assert len(words(cell)) == len(syllables)


def test_characters_that_people_type_are_known(readings: Readings) -> None:
    assert readings.of("禁渎a绿") == ("jin", "du", "", "lv")
    assert len(readings.characters) >= 6763
