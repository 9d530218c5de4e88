"""What was noted of the list that the user goes on from is not lost from sight."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from duty_desktop import paths
from duty_desktop.domain.assignment import Assignment, edited
from duty_desktop.domain.duty import DutyList
from duty_desktop.ingest.pronouncing import read_aloud
from duty_desktop.models.town import Town
from duty_desktop.store.library import Library
from duty_desktop.store.writer import database_bytes
from duty_desktop.views.lists.opening import Lists
from tests.notes import PARTY
from tests.views.lists.conftest import Opener
from tests.views.lists.test_switching import content_of, use


@pytest.fixture
def next_year(duty_list: DutyList) -> DutyList:
    return replace(duty_list, date="2026-07", source_sha256="f" * 64)


@pytest.fixture
def stored(lists_folder: Library, next_year: DutyList) -> Path:
    """Next year's list in the library."""
    return lists_folder.add([(next_year, database_bytes(next_year, read_aloud(next_year)))])[0]


@pytest.fixture
def lists(open_window: Opener, stored: Path, town: Town, duty_list: DutyList) -> Lists:
    """The window with this year's list, of which something is noted."""
    assert stored.exists()
    lists = open_window()
    town.edit(edited(town.notes, "填写", [PARTY, _noted(duty_list)]))
    return lists


def _noted(duty_list: DutyList) -> Assignment:
    return Assignment(duty_list.source_sha256, duty_list.duties[0].id, office=PARTY.key)


def test_the_way_to_last_years_notes_is_offered(qtbot: QtBot, lists: Lists, stored: Path) -> None:
    use(qtbot, lists, stored)

    assert "2025年7月的清单里记着 1 项" in lists.note.text
    lists.note.buttons[0].click()
    dialog = content_of(lists).comparing.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert lists.note.text == ""
    dialog.abandon()
    dialog.close()
    use(qtbot, lists, paths.database())
    assert lists.note.text == ""


def test_the_offer_goes_where_something_is_noted(
    qtbot: QtBot, lists: Lists, stored: Path, next_year: DutyList, town: Town
) -> None:
    use(qtbot, lists, stored)
    assert lists.note.text

    town.edit(edited(town.notes, "填写", [_noted(next_year)]))

    assert lists.note.text == ""


def test_another_town_is_offered_nothing(qtbot: QtBot, lists: Lists, xizhou: Path) -> None:
    use(qtbot, lists, xizhou)
    assert lists.note.text == ""
