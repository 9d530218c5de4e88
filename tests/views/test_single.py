import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSysInfo
from pytestqt.qtbot import QtBot

from duty_desktop.views.single import SingleWindow
from tests.support import ROOT

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from duty_desktop.views.single import SingleWindow
app = QCoreApplication([])
single = SingleWindow(Path(sys.argv[1]), Path(sys.argv[2]))
print(single.claim(), single.raise_first() if not single.claim() else None, flush=True)
"""


def started(folder: Path, database: Path, code: str = SECOND) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder), str(database)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "duties.db"


def test_a_second_start_raises_the_first(qtbot: QtBot, tmp_path: Path, database: Path) -> None:
    first = SingleWindow(tmp_path, database)
    assert first.claim()
    first.listen()

    with qtbot.waitSignal(first.raised, timeout=10000):
        second = started(tmp_path, database)
    said, _ = second.communicate(timeout=10)

    assert said.strip() == "False True"
    first.release()


def test_another_database_has_a_window_of_its_own(tmp_path: Path, database: Path) -> None:
    first = SingleWindow(tmp_path, database)
    other = SingleWindow(tmp_path, tmp_path / "other.db")

    assert first.claim()
    assert other.claim()
    assert first.name != other.name
    first.release()
    other.release()


def test_a_crash_blocks_nobody(qtbot: QtBot, tmp_path: Path, database: Path) -> None:
    crash = SECOND.split("print")[0] + (
        "single.claim(); single.listen(); print('here', flush=True)\nimport os; os._exit(1)"
    )
    said, _ = started(tmp_path, database, crash).communicate(timeout=10)
    assert said.strip() == "here"

    next_start = SingleWindow(tmp_path, database)
    assert next_start.claim()
    next_start.listen()
    with qtbot.waitSignal(next_start.raised, timeout=10000):
        third = started(tmp_path, database)
    third.communicate(timeout=10)
    next_start.release()


def test_a_first_window_that_does_not_answer_is_given_up(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duty_desktop.views.single._PATIENCE", 0.2)
    hung = SingleWindow(tmp_path, database)
    assert hung.claim()

    second = SingleWindow(tmp_path, database)
    assert not second.claim()
    assert not second.raise_first()
    assert [path.suffix for path in tmp_path.iterdir()] == [".lock"], "the call is taken back"
    hung.release()


def test_a_call_laid_while_the_first_is_starting_is_answered(
    qtbot: QtBot, tmp_path: Path, database: Path
) -> None:
    first = SingleWindow(tmp_path, database)
    assert first.claim()
    second = started(tmp_path, database)
    qtbot.waitUntil(
        lambda: any(path.suffix == ".call" for path in tmp_path.iterdir()), timeout=10000
    )

    with qtbot.waitSignal(first.raised, timeout=10000):
        first.listen()
    said, _ = second.communicate(timeout=10)

    assert said.strip() == "False True"
    first.release()


def test_a_call_that_is_still_held_open_is_answered_later(
    qtbot: QtBot, tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = SingleWindow(tmp_path, database)
    assert first.claim()
    first.listen()
    unlink = Path.unlink
    refused: list[Path] = []

    def held(path: Path) -> None:
        if not refused:
            refused.append(path)
            raise PermissionError
        unlink(path)

    monkeypatch.setattr(Path, "unlink", held)
    with qtbot.waitSignal(first.raised, timeout=10000):
        (tmp_path / f"{first.name}.call").touch()

    assert refused
    first.release()


def test_files_beside_the_lock_raise_nobody(qtbot: QtBot, tmp_path: Path, database: Path) -> None:
    first = SingleWindow(tmp_path, database)
    assert first.claim()
    first.listen()

    with qtbot.assertNotEmitted(first.raised, wait=300):
        (tmp_path / "window.ini").touch()
    first.release()


def test_two_machines_that_share_the_folder_have_a_window_each(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = SingleWindow(tmp_path, database)
    monkeypatch.setattr(QSysInfo, "machineHostName", lambda: "another")
    there = SingleWindow(tmp_path, database)

    assert here.claim()
    assert there.claim()
    here.release()
    there.release()


def test_a_folder_that_cannot_be_made_stops_nobody(tmp_path: Path, database: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")

    assert SingleWindow(in_the_way / "folder", database).claim()
