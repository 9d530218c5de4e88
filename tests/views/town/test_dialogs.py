"""Backups and the past of the notebook, in their dialogs."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from duty_desktop import paths
from duty_desktop.domain.assignment import TownNotes, edited
from duty_desktop.models.town import Town
from duty_desktop.store import notebook_backups
from duty_desktop.store.notebook_places import FILE_NAME
from duty_desktop.views.help.guide_dialog import GuideDialog
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.town.backups_dialog import BackupsDialog
from duty_desktop.views.town.past_dialog import PastDialog
from duty_desktop.views.window import MainWindow
from duty_desktop.views.zoom import Zoom
from tests.notes import LIST, SECOND, filled, town_notes
from tests.support import MARKUP


@pytest.fixture
def backups(town: Town, window: MainWindow, memory: WindowMemory) -> BackupsDialog:
    return BackupsDialog(town, memory, lambda: True, window)


@pytest.fixture
def past(town: Town, window: MainWindow, memory: WindowMemory) -> PastDialog:
    return PastDialog(town, LIST, memory, window)


def _back_up(qtbot: QtBot, dialog: BackupsDialog) -> None:
    count = dialog.shown.count() if dialog.shown.item(0).flags() else 0
    dialog.making.click()
    qtbot.waitUntil(lambda: dialog.making.isEnabled() and dialog.shown.count() == count + 1)


def test_without_notes_there_is_nothing_to_back_up(backups: BackupsDialog, town: Town) -> None:
    assert "还没有备份" in backups.shown.item(0).text()
    assert backups.shown.item(0).flags() == Qt.ItemFlag.NoItemFlags
    assert not backups.restoring.isEnabled()
    backups.making.click()
    assert "没有可备份的内容" in backups.note.text
    assert not (town.user_data / FILE_NAME).exists()


def test_backed_up_restored_and_taken_back(
    qtbot: QtBot, backups: BackupsDialog, town: Town
) -> None:
    town.edit(filled())
    _back_up(qtbot, backups)
    assert "手动备份" in backups.shown.item(0).text()
    town.undo()
    assert backups.shown.item(0).isSelected()
    backups.restoring.click()
    assert town.notes == town_notes()
    assert "手动备份”" in backups.note.text
    (undo,) = backups.note.buttons
    undo.click()
    assert town.notes == TownNotes()


@pytest.mark.parametrize("percent", [100, 200])
def test_large_text_leaves_them_on_the_screen(
    qtbot: QtBot,
    town: Town,
    window: MainWindow,
    memory: WindowMemory,
    base_font: QFont,
    percent: int,
) -> None:
    Zoom(base_font, percent)
    room = window.screen().availableSize()
    for dialog in (
        BackupsDialog(town, memory, lambda: True, window),
        PastDialog(town, LIST, memory, window),
        GuideDialog(paths.guide()),
    ):
        qtbot.addWidget(dialog)
        assert dialog.width() <= room.width()
        assert dialog.height() <= room.height()


def test_a_file_that_is_none_is_refused(backups: BackupsDialog, town: Town, tmp_path: Path) -> None:
    town.edit(filled())
    bad = tmp_path / f"{MARKUP}坏.db"
    bad.write_bytes(b"no notebook")
    backups.restore(bad)
    assert "不能用来恢复" in backups.note.text
    assert town.notes == town_notes()


def test_a_notebook_that_is_gone_comes_back(
    qtbot: QtBot, backups: BackupsDialog, town: Town
) -> None:
    town.edit(filled())
    _back_up(qtbot, backups)
    town.close()
    (town.user_data / FILE_NAME).unlink()
    (backup,) = notebook_backups.listed(town.user_data)
    backups.restore(backup.path)
    assert town.notes == town_notes()
    assert not backups.note.buttons


def _cell(past: PastDialog, column: int) -> str:
    item = past.shown.item(0, column)
    assert item is not None
    return item.text()


def test_the_past_is_listed_and_turned(past: PastDialog, town: Town) -> None:
    assert past.shown.rowCount() == 0
    assert not past.undoing.isEnabled()
    town.edit(filled())
    assert _cell(past, 1) == "填写"
    past.undoing.click()
    assert _cell(past, 2) == "已撤销"
    assert town.notes == TownNotes()
    past.redoing.click()
    assert _cell(past, 2) == ""
    assert town.notes == town_notes()


def test_what_the_chosen_edit_changed_is_told(past: PastDialog, town: Town) -> None:
    assert past.page.toPlainText() == "还没有改动。"
    town.edit(filled())
    assert "新增人员：张三" in past.page.toPlainText()
    town.edit(edited(town.notes, "配合 21：完成时限", [replace(SECOND, deadline=MARKUP)]))
    assert "新增人员：张三" in past.page.toPlainText()
    past.shown.selectRow(0)
    assert past.page.toPlainText() == f"配合 21　完成时限：（空） → {MARKUP}"


def test_they_open_as_they_were_left(town: Town, window: MainWindow, memory: WindowMemory) -> None:
    for opened in (
        lambda: BackupsDialog(town, memory, lambda: True, window),
        lambda: PastDialog(town, LIST, memory, window),
    ):
        before = opened()
        before.show()
        before.resize(before.width() - 40, before.height() + 30)
        left = before.size()
        before.close()

        again = opened()

        assert again.size() == left
