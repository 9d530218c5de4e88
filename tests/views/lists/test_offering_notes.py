"""What was noted of the list that the user goes on from is not lost from sight."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from duty_desktop import paths
from duty_desktop.domain.assignment import Assignment, TownNotes, applied, edited
from duty_desktop.domain.duty import DutyList
from duty_desktop.ingest.pronouncing import read_aloud
from duty_desktop.models.town import Town
from duty_desktop.store.library import Library
from duty_desktop.store.writer import database_bytes
from duty_desktop.views.lists.left_behind import left_behind
from tests.notes import PARTY
from tests.views.lists.conftest import Opener
from tests.views.lists.test_switching import content_of, everything_gone, use


@pytest.fixture
def next_year(duty_list: DutyList) -> DutyList:
    return replace(duty_list, date="2026-07", source_sha256="f" * 64)


def _noted(duty_list: DutyList) -> Assignment:
    return Assignment(duty_list.source_sha256, duty_list.duties[0].id, office=PARTY.key)


def test_the_way_to_last_years_notes_is_offered(
    qtbot: QtBot,
    open_window: Opener,
    duty_list: DutyList,
    next_year: DutyList,
    lists_folder: Library,
    town: Town,
) -> None:
    stored = lists_folder.add([(next_year, database_bytes(next_year, read_aloud(next_year)))])[0]
    lists = open_window()
    town.edit(edited(town.notes, "填写", [PARTY, _noted(duty_list)]))

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
    qtbot: QtBot,
    open_window: Opener,
    duty_list: DutyList,
    next_year: DutyList,
    lists_folder: Library,
    town: Town,
) -> None:
    stored = lists_folder.add([(next_year, database_bytes(next_year, read_aloud(next_year)))])[0]
    lists = open_window()
    town.edit(edited(town.notes, "填写", [PARTY, _noted(duty_list)]))
    use(qtbot, lists, stored)
    everything_gone(qtbot)
    assert lists.note.text

    town.edit(edited(town.notes, "填写", [_noted(next_year)]))

    assert lists.note.text == ""


def test_another_town_is_offered_nothing(
    qtbot: QtBot, open_window: Opener, duty_list: DutyList, xizhou: Path, town: Town
) -> None:
    lists = open_window()
    town.edit(edited(town.notes, "填写", [PARTY, _noted(duty_list)]))
    use(qtbot, lists, xizhou)
    assert lists.note.text == ""


def test_notes_are_left_behind_only_until_there_are_others(
    duty_list: DutyList, next_year: DutyList
) -> None:
    before = applied(TownNotes(), edited(TownNotes(), "填写", [PARTY, _noted(duty_list)]))
    assert left_behind(before, duty_list, next_year) == 1
    assert left_behind(before, next_year, duty_list) == 0
    after = applied(before, edited(before, "填写", [_noted(next_year)]))
    assert left_behind(after, duty_list, next_year) == 0
