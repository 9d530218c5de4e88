"""The notebook as the window has it."""

from datetime import timedelta
from pathlib import Path

import pytest

from duty_desktop.domain.assignment import TownNotes
from duty_desktop.errors import NotebookConflictError, NotebookError
from duty_desktop.models.town import Town
from duty_desktop.store import notebook_backups, notebook_recovery
from duty_desktop.store.notebook_backups import Reason
from duty_desktop.store.notebook_places import FILE_NAME
from tests.notes import NOW, filled, town_notes

pytestmark = pytest.mark.usefixtures("qapp")


class _Told:
    """How often a town said that it changed."""

    def __init__(self, town: Town) -> None:
        self.times = 0
        town.changed.connect(self._count)

    def _count(self) -> None:
        self.times += 1


def _town(folder: Path) -> Town:
    return Town(folder, lambda: NOW)


def test_a_town_that_notes_nothing_has_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    town = _town(folder)
    assert town.start() is None
    town.refresh()
    assert town.notes == TownNotes()
    assert town.turns is None
    assert not folder.exists()


def test_the_first_edit_begins_it(tmp_path: Path) -> None:
    town = _town(tmp_path)
    town.start()
    told = _Told(town)
    town.edit(filled())
    assert told.times
    town.close()
    again = _town(tmp_path)
    again.start()
    assert again.notes == town.notes == town_notes()
    again.close()


def test_an_edit_of_nothing_begins_nothing(tmp_path: Path) -> None:
    town = _town(tmp_path)
    town.edit(filled(town_notes()))
    assert not (tmp_path / FILE_NAME).exists()


def test_undone_and_done_again(tmp_path: Path) -> None:
    town = _town(tmp_path)
    town.edit(filled())
    undone = town.undo()
    assert undone is not None
    assert undone.title == "填写"
    assert town.notes == TownNotes()
    assert town.undo() is None
    town.redo()
    assert town.notes == town_notes()
    assert town.redo() is None
    town.close()


def test_another_window_is_heard(tmp_path: Path) -> None:
    first, second = _town(tmp_path), _town(tmp_path)
    told = _Told(second)
    first.edit(filled())
    second.refresh()
    assert second.notes == town_notes()
    first.undo()
    with pytest.raises(NotebookConflictError):
        second.edit(filled(TownNotes()).inverse)
    assert second.notes == TownNotes()
    second.refresh()
    assert told.times >= 2
    first.close()
    second.close()


def test_a_damaged_one_is_offered_its_backup(tmp_path: Path) -> None:
    town = _town(tmp_path)
    town.edit(filled())
    town.close()
    backup = notebook_backups.backup(tmp_path, Reason.ASKED, NOW)
    (tmp_path / FILE_NAME).write_bytes(b"x" * 4096)
    town = _town(tmp_path)
    lost = town.start()
    assert lost is not None
    assert lost.offered == backup
    assert town.read_only
    with pytest.raises(NotebookError):
        town.edit(filled())
    town.restore(backup.path)
    assert not town.read_only
    assert town.notes == town_notes()
    town.close()


def test_a_backup_over_a_sound_notebook_can_be_undone(tmp_path: Path) -> None:
    town = _town(tmp_path)
    town.edit(filled())
    backup = notebook_backups.backup(tmp_path, Reason.ASKED, NOW - timedelta(days=1))
    town.undo()
    town.restore(backup.path)
    assert town.notes == town_notes()
    town.undo()
    assert town.notes == TownNotes()
    town.close()


def test_one_that_cannot_be_opened_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise NotebookError("打不开。")

    town = _town(tmp_path)
    town.edit(filled())
    town.close()
    monkeypatch.setattr(notebook_recovery, "start", fail)
    town = _town(tmp_path)
    with pytest.raises(NotebookError):
        town.start()
    assert town.read_only == "打不开。"
    town.refresh()
    assert town.notes == TownNotes()
