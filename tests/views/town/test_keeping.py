"""The notebook through the window's life."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from duty_desktop.domain.assignment import TownNotes
from duty_desktop.errors import OutputError
from duty_desktop.models.town import Town
from duty_desktop.store import notebook_backups
from duty_desktop.store.notebook_backups import Reason
from duty_desktop.store.notebook_places import FILE_NAME
from duty_desktop.views.town.keeping import Keeping
from duty_desktop.views.window import MainWindow
from tests.notes import NOW, filled, town_notes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A user's folder with a notebook and a backup of it."""
    town = Town(tmp_path / "user")
    town.edit(filled())
    town.close()
    notebook_backups.backup(town.user_data, Reason.ASKED, NOW)
    return town.user_data


@pytest.fixture
def again(folder: Path) -> Iterator[Town]:
    """The same town at the next start."""
    town = Town(folder)
    yield town
    town.close()


@pytest.fixture
def keeping(again: Town, window: MainWindow) -> Keeping:
    return Keeping(again, window)


def _backed_up(keeping: Keeping) -> bool:
    return keeping._backing_up is None


def _choose(keeping: Keeping, words: str) -> None:
    box = keeping.question
    assert box is not None
    button = next(each for each in box.buttons() if words in each.text())
    button.click()


def test_a_sound_notebook_is_opened_and_backed_up_once_a_day(
    qtbot: QtBot, keeping: Keeping, again: Town
) -> None:
    keeping.start()
    qtbot.waitUntil(lambda: _backed_up(keeping))
    keeping.start()
    qtbot.waitUntil(lambda: _backed_up(keeping))
    assert again.notes == town_notes()
    made = [b for b in notebook_backups.listed(again.user_data) if b.reason is Reason.DAILY]
    assert len(made) == 1


def test_a_town_without_notes_gets_no_files(
    qtbot: QtBot, tmp_path: Path, window: MainWindow
) -> None:
    town = Town(tmp_path / "nobody")
    keeping = Keeping(town, window)
    keeping.start()
    qtbot.waitUntil(lambda: _backed_up(keeping))
    assert not town.user_data.exists()


@pytest.mark.parametrize("words", ["恢复", "重新开始"])
def test_what_could_not_be_written_is_said_no_more_once_it_can(
    qtbot: QtBot, window: MainWindow, words: str
) -> None:
    town = window.town
    town.edit(filled())
    town.close()
    notebook_backups.backup(town.user_data, Reason.ASKED, NOW)
    (town.user_data / FILE_NAME).write_bytes(b"\xff" * 5000)
    assert window.content is not None
    note = window.content.noting.panel.note
    keeping = Keeping(town, window)
    keeping.start()
    assert "记事本还没有恢复" in note.text

    _choose(keeping, words)

    qtbot.waitUntil(lambda: _backed_up(keeping))
    assert not town.read_only
    assert note.text == ""


def test_a_damaged_notebook_is_restored_where_the_user_says_so(
    keeping: Keeping, again: Town, folder: Path
) -> None:
    (folder / FILE_NAME).write_bytes(b"damaged" * 900)
    keeping.start()
    assert keeping.question is not None
    assert "已移到" in keeping.question.text()
    assert "2026-03-02" in keeping.question.informativeText()
    _choose(keeping, "恢复这份备份")
    assert again.notes == town_notes()
    assert keeping.question is None


def test_or_begun_anew(keeping: Keeping, again: Town, folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(b"damaged" * 900)
    keeping.start()
    _choose(keeping, "重新开始")
    assert again.notes == TownNotes()
    assert not again.read_only
    assert len(notebook_backups.listed(folder)) == 1


def test_or_left_as_it_is(keeping: Keeping, again: Town, folder: Path) -> None:
    (folder / FILE_NAME).unlink()
    keeping.start()
    _choose(keeping, "暂不处理")
    assert again.read_only
    assert not (folder / FILE_NAME).exists()
    keeping.start()
    _choose(keeping, "恢复这份备份")
    assert again.notes == town_notes()


def test_without_a_backup_none_is_offered(keeping: Keeping, folder: Path) -> None:
    for backup in notebook_backups.listed(folder):
        backup.path.unlink()
    (folder / FILE_NAME).write_bytes(b"damaged" * 900)
    keeping.start()
    assert keeping.question is not None
    assert len(keeping.question.buttons()) == 2
    _choose(keeping, "暂不处理")


def test_what_another_window_wrote_is_read_when_this_one_is_entered(
    qtbot: QtBot, keeping: Keeping, again: Town, window: MainWindow
) -> None:
    keeping.start()
    other = Town(again.user_data)
    other.start()
    other.undo()
    other.close()
    assert again.notes == town_notes()
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    assert again.notes == TownNotes()
    qtbot.waitUntil(lambda: _backed_up(keeping))


def test_a_backup_that_fails_is_told_in_the_status_line(
    qtbot: QtBot, keeping: Keeping, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OutputError("没有备份成：磁盘已满。")

    monkeypatch.setattr(notebook_backups, "keep_up", fail)
    keeping.start()
    qtbot.waitUntil(lambda: _backed_up(keeping))
    assert "磁盘已满" in window.frame.status.currentMessage()


def test_a_folder_that_cannot_be_read_is_told(
    qtbot: QtBot, keeping: Keeping, folder: Path, window: MainWindow
) -> None:
    (folder / FILE_NAME).unlink()
    (folder / FILE_NAME).mkdir()
    keeping.start()
    (box,) = window.findChildren(QMessageBox)
    assert FILE_NAME in box.text()
    box.close()
    qtbot.waitUntil(lambda: _backed_up(keeping))
