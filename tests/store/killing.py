"""Kills a program that edits, imports and packs, again and again, and looks at what it left.

``python -m tests.store.killing 300`` does so 300 times and prints what was found.
"""

import argparse
import hashlib
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from duty_desktop.domain.assignment import TownNotes
from duty_desktop.store import notebook_backups, notebook_recovery
from duty_desktop.store.library import FOLDER, Library, file_name
from duty_desktop.store.notebook import Notebook
from duty_desktop.store.notebook_copies import notes_in
from duty_desktop.store.pack_reading import read_pack
from tests.store.killed_writer import digest
from tests.store.packs import TOWNS, made
from tests.support import DATABASE, ROOT

ROUNDS_OF_A_FOLDER = 15
"""After so many kills a new folder is begun, so that making a notebook is interrupted too."""

_LONGEST = 0.7
"""Seconds after which a writer is killed at the latest."""

_SHARE_DAMAGED = 0.1
"""Of the rounds, those before which the notebook is overwritten with junk."""


_SHARE_SWEPT = 0.5
"""Of the rounds, those after which the library is swept here, and not by the next import."""

_UNFINISHED = re.compile(r"\.incoming")

_HOT = bytes.fromhex("d9d505f920a163d7")
"""How a journal begins that has to be applied (sqlite.org/fileformat2.html, section 3)."""


@dataclass
class Found:
    """What all kills together left behind.

    Attributes:
        half_done: how many changes were there that had not been confirmed yet.
        rolled_back: how many kills left a half-written file with the journal that mends it.
        listed: how many lists were confirmed to be in the library.
        left: how many unfinished files were swept from it.
        moments: what was last said before the kill, and how often.
    """

    kills: int = 0
    confirmed: int = 0
    backups: int = 0
    recovered: int = 0
    half_done: int = 0
    rolled_back: int = 0
    listed: int = 0
    packed: int = 0
    left: int = 0
    moments: Counter[str] = field(default_factory=Counter)

    def lines(self) -> str:
        """What was found, for people."""
        moments = ", ".join(f"after {word}: {count}" for word, count in self.moments.most_common())
        return (
            f"{self.kills} kills: all {self.confirmed} confirmed changes and {self.backups} backups"
            f" were there; {self.half_done} changes had been written and not confirmed yet;"
            f" {self.rolled_back} half-written files were rolled back;"
            f" {self.recovered} damaged notebooks recovered; integrity ok; official database"
            f" unchanged.\nAll {self.listed} confirmed lists were there and whole, no other was"
            f" shown; {self.packed} packs written, the last always whole; {self.left} unfinished"
            f" files swept from the library.\nLast word before the kill: {moments}"
        )


class Killing:
    """Kills writers of one folder after the other."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._top = folder
        self._dice = random.Random(seed)
        self.found = Found()
        self._begun = 0
        self._begin()

    def run(self, times: int) -> Found:
        """Kill so many times; an ``AssertionError`` says what was lost."""
        for at in range(times):
            if at and at % ROUNDS_OF_A_FOLDER == 0:
                self._undo_everything()
                shutil.rmtree(self._folder)
                self._begin()
            self._round()
        self._undo_everything()
        return self.found

    def _begin(self) -> None:
        self._begun += 1
        self._folder = self._top / f"folder {self._begun}"
        self._folder.mkdir()
        self._official = self._folder / "duties.db"
        shutil.copyfile(DATABASE, self._official)
        self._sum = hashlib.sha256(DATABASE.read_bytes()).hexdigest()
        self._user = self._folder / "user"
        self._given = self._folder / "given"
        self._given.mkdir()
        self._whole: dict[str, bytes] = {}
        self._lists: set[str] = set()
        for town in TOWNS:
            duty_list, data = made(town)
            name = file_name(duty_list)
            (self._given / name).write_bytes(data)
            source = duty_list.source_text().encode()
            (self._given / name).with_suffix(".txt").write_bytes(source)
            self._whole[Path(name).stem] = data
        self._now = digest(TownNotes())

    def _round(self) -> None:
        damaged = self._damage()
        lines = self._killed()
        self._look(lines, damaged=damaged)

    def _damage(self) -> bool:
        """Sometimes write junk over the notebook, once there is a backup of it."""
        if self._dice.random() > _SHARE_DAMAGED or not self._user.is_dir():
            return False
        if not notebook_backups.listed(self._user):
            return False
        (self._user / "notebook.db").write_bytes(b"junk" * 4096)
        return True

    def _killed(self) -> list[list[str]]:
        """What a writer said until it was killed."""
        said: list[list[str]] = []
        seed = str(self._dice.randrange(2**30))
        with subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.store.killed_writer"),
                *(self._user, self._official, self._given, seed),
            ],
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        ) as writer:
            if writer.stdout is None:
                raise AssertionError("no pipe")
            ready = writer.stdout.readline()
            assert ready == "READY\n", "the writer did not start"
            reader = threading.Thread(
                target=lambda out: said.extend(line.split() for line in out), args=[writer.stdout]
            )
            reader.start()
            time.sleep(self._dice.random() * _LONGEST)
            assert writer.poll() is None, "the writer ended by itself"
            writer.kill()
            reader.join()
        return said

    def _look(self, lines: list[list[str]], *, damaged: bool) -> None:
        found = self.found
        found.kills += 1
        found.moments[lines[-1][0] if lines else "READY"] += 1
        confirmed = [line[1] for line in lines if line[0] == "OK"]
        found.confirmed += len(confirmed)
        assert hashlib.sha256(self._official.read_bytes()).hexdigest() == self._sum
        journal = self._user / "notebook.db-journal"
        found.rolled_back += journal.exists() and journal.read_bytes()[:8] == _HOT
        self._look_at_backups(lines)
        self._look_at_lists(lines)
        self._look_at_pack(lines)
        started = notebook_recovery.start(self._user, datetime.now(UTC))
        if isinstance(started, notebook_recovery.Lost):
            assert damaged, started
            assert not confirmed, "a recovered notebook is lost again"
            assert started.offered
            notebook_recovery.restore(self._user, started.offered.path, datetime.now(UTC))
            found.recovered += 1
            self._now = digest(notebook_recovery.read_notes(self._user))
            return
        found.recovered += damaged
        with started as notebook:
            allowed = [confirmed[-1] if confirmed else self._now]
            edits = [line for line in lines if line[0] in ("TRY", "OK")]
            if edits and edits[-1][0] == "TRY":
                allowed.append(edits[-1][1])
            now = digest(notebook.notes)
            assert now in allowed, f"{now} is none of {allowed}"
            found.half_done += now != allowed[0]
            self._now = now
        with closing(sqlite3.connect(self._user / "notebook.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

    def _look_at_backups(self, lines: list[list[str]]) -> None:
        """Every backup is sound, and the last that was confirmed is there."""
        backups = {each.path.name: each for each in notebook_backups.listed(self._user)}
        for each in backups.values():
            notes_in(each.path)
        made = [line for line in lines if line[0] == "BACKED"]
        self.found.backups += len(made)
        if made:
            _, name, noted = made[-1]
            assert digest(notes_in(backups[name].path)) == noted

    def _look_at_lists(self, lines: list[list[str]]) -> None:
        """The confirmed lists are there, whole, and none that nobody imported; then sweep."""
        coming: set[str] = set()
        going: set[str] = set()
        for word, *names in lines:
            match word:
                case "LISTING":
                    coming = {*names}
                case "LISTED":
                    self._lists |= {*names}
                    self.found.listed += len(names)
                    coming = set()
                case "REMOVING":
                    going = {*names}
                case "REMOVED":
                    self._lists -= {*names}
                    going = set()
        library = Library(self._user / FOLDER)
        shown = library.lists()
        names_now = {each.name for each in shown}
        assert self._lists - going <= names_now <= self._lists | coming
        for each in shown:
            assert not each.fault, each.fault
            assert each.path.read_bytes() == self._whole[each.name]
        self._lists = names_now
        if library.folder.is_dir() and self._dice.random() < _SHARE_SWEPT:
            left = [path for path in library.folder.iterdir() if _UNFINISHED.search(path.name)]
            self.found.left += len(left)
            library.add([])
            assert not any(path.exists() for path in left)

    def _look_at_pack(self, lines: list[list[str]]) -> None:
        """The pack that was written last, or the one before it, is whole."""
        packs = sum(line[0] == "PACKED" for line in lines)
        self.found.packed += packs
        stick = self._user / "stick.dutypack"
        if packs or stick.exists():
            read_pack(stick)

    def _undo_everything(self) -> None:
        """The whole history is there: undone, it leads back to an empty notebook."""
        with Notebook.opened(self._user / "notebook.db") as notebook:
            while past := notebook.turns().undo:
                notebook.turn(past, datetime.now(UTC))
            assert notebook.notes == TownNotes()


def main() -> None:
    """Kill as often as asked for and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", type=int)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(Killing(Path(folder), arguments.seed).run(arguments.times).lines())


if __name__ == "__main__":
    main()
