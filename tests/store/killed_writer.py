"""A program that edits, backs up, restores, imports, packs and unpacks until it is killed.

Started with the user's folder, the official database, a folder of lists to import and a seed.
Before each thing it does it prints ``TRY`` and the digest of what will be noted afterwards, and
``OK`` with the same digest once it is confirmed; ``BACKED`` with a name and a digest once a backup
is made. ``LISTING`` with the names of lists, then ``LISTED``; ``REMOVING``, then ``REMOVED``;
``PACKED`` once a pack is written.
"""

import hashlib
import os
import random
import sqlite3
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from duty_desktop import importing
from duty_desktop.domain.assigning import replace_person
from duty_desktop.domain.assignment import (
    Assignment,
    Edit,
    Office,
    Person,
    Record,
    TownNotes,
    applied,
    edited,
)
from duty_desktop.files import write_whole
from duty_desktop.ingest.understanding import understand
from duty_desktop.store import (
    catalogue,
    notebook_backups,
    notebook_file,
    notebook_recovery,
    pack_making,
)
from duty_desktop.store.library import FOLDER, Library
from duty_desktop.store.notebook import Notebook
from duty_desktop.store.notebook_backups import Reason
from duty_desktop.store.notebook_copies import notes_in
from duty_desktop.store.notebook_history import PastEdit
from duty_desktop.store.pack_reading import read_pack
from duty_desktop.store.pack_taking import Taking, outlook, take_in
from tests.notes import LIST

_PAGES = 8
"""Pages that every other writer may keep before they are written: with few, the file is
half-written, and needs its journal, for most of a transaction and not only for its last moment."""


_DAWDLING = 0.01
"""Seconds that every other writer waits before it finishes a file."""

_SHARE_WHOLE = 0.1
"""Of the imports, those that begin with a text: reading it and its pinyin takes longest."""


def digest(notes: TownNotes) -> str:
    """The same for the same notes, whatever order they were written in."""
    return hashlib.sha256("\n".join(sorted(map(repr, notes.records))).encode()).hexdigest()


def say(word: str, *what: str) -> None:
    """One line at once: it is in the pipe when this returns."""
    sys.stdout.write(" ".join((word, *what)) + "\n")
    sys.stdout.flush()


class Writer:
    """Does one thing after the other, at random."""

    def __init__(self, folder: Path, official: Path, given: Path, seed: int) -> None:
        self._folder = folder
        self._given = given
        self._library = Library(folder / FOLDER)
        self._stick = folder / "stick.dutypack"
        self._duties = [duty.id for duty in catalogue.load(official).duties]
        self._dice = random.Random(seed)

    def run(self) -> None:
        while True:
            self._step()

    def _step(self) -> None:
        """Open the notebook, do some things, close it."""
        now = datetime.now(UTC)
        found = notebook_recovery.start(self._folder, now)
        if isinstance(found, notebook_recovery.Lost):
            self._recover(found, now)
            return
        with found as notebook:
            if not notebook.notes.people:
                self._edit(notebook, edited(notebook.notes, "人员", people()))
            for _ in range(self._dice.randrange(3, 12)):
                self._do_something(notebook, datetime.now(UTC))

    def _recover(self, found: notebook_recovery.Lost, now: datetime) -> None:
        """Put the backup in place that is offered, or begin anew."""
        if found.offered:
            after = digest(notes_in(found.offered.path))
            say("TRY", after)
            notebook_recovery.restore(self._folder, found.offered.path, now)
        else:
            after = digest(TownNotes())
            say("TRY", after)
            notebook_recovery.begin_anew(self._folder).close()
        say("OK", after)

    def _do_something(self, notebook: Notebook, now: datetime) -> None:
        todo = {
            self._assign: 8,
            self._replace: 3,
            self._undo: 3,
            self._redo: 2,
            self._back_up: 2,
            self._restore: 2,
            self._import: 6,
            self._remove: 3,
            self._pack: 2,
            self._unpack: 4,
        }
        what = self._dice.choices([*todo], [*todo.values()])
        what[0](notebook, now)

    def _edit(self, notebook: Notebook, edit: Edit) -> None:
        after = digest(applied(notebook.notes, edit))
        say("TRY", after)
        notebook.apply(edit, datetime.now(UTC))
        say("OK", after)

    def _assign(self, notebook: Notebook, _now: datetime) -> None:
        dice = self._dice
        chosen = [
            Assignment(
                LIST,
                dice.choice(self._duties),
                leader=f"p{dice.randrange(12)}",
                office="o1",
                handlers=tuple(dice.sample([f"p{at}" for at in range(12)], 2)),
                remark="备注" * dice.randrange(200),
            )
            for _ in range(dice.randrange(1, 60))
        ]
        wanted = {each.key: each for each in chosen}
        self._edit(notebook, edited(notebook.notes, "分工", wanted.values()))

    def _replace(self, notebook: Notebook, _now: datetime) -> None:
        old, new = self._dice.sample([*notebook.notes.people.values()], 2)
        new = replace(new, phone=str(self._dice.randrange(10**9)))
        self._edit(notebook, replace_person(notebook.notes, old, new).edit)

    def _undo(self, notebook: Notebook, now: datetime) -> None:
        # The people are written first and stay.
        past = notebook.turns().undo
        if past and past.number > 1:
            self._turn(notebook, past, now)

    def _redo(self, notebook: Notebook, now: datetime) -> None:
        if past := notebook.turns().redo:
            self._turn(notebook, past, now)

    def _turn(self, notebook: Notebook, past: PastEdit, now: datetime) -> None:
        edit = notebook.past_edit(past)
        edit = edit.inverse if past.state == "done" else edit
        after = digest(applied(notebook.notes, edit))
        say("TRY", after)
        notebook.turn(past, now)
        say("OK", after)

    def _back_up(self, notebook: Notebook, now: datetime) -> None:
        reason = self._dice.choice([Reason.ASKED, Reason.DAILY, Reason.IMPORT])
        made = notebook_backups.backup(self._folder, reason, now)
        say("BACKED", made.path.name, digest(notebook.notes))

    def _restore(self, notebook: Notebook, now: datetime) -> None:
        backups = [
            each for each in notebook_backups.listed(self._folder) if each.reason != Reason.RESTORE
        ]
        if backups:
            chosen = self._dice.choice(backups)
            after = digest(notes_in(chosen.path))
            say("TRY", after)
            notebook_recovery.restore(self._folder, chosen.path, now)
            notebook.refresh()
            say("OK", after)

    def _import(self, _notebook: Notebook, _now: datetime) -> None:
        """Put lists into the library: mostly prepared ones, which is where a kill may hurt."""
        chosen = self._dice.sample(sorted(self._given.glob("*.db")), self._dice.randrange(1, 4))
        if self._dice.random() < _SHARE_WHOLE:
            say("LISTING", chosen[0].stem)
            importing.store(understand([chosen[0].with_suffix(".txt")]), self._library)
            say("LISTED", chosen[0].stem)
            return
        made = [(catalogue.load(path), path.read_bytes()) for path in chosen]
        names = [path.stem for path in chosen]
        say("LISTING", *names)
        self._library.add(made)
        say("LISTED", *names)

    def _remove(self, _notebook: Notebook, _now: datetime) -> None:
        lists = self._library.lists()
        if lists:
            chosen = self._dice.choice(lists)
            say("REMOVING", chosen.name)
            self._library.remove(chosen.path)
            say("REMOVED", chosen.name)

    def _pack(self, notebook: Notebook, _now: datetime) -> None:
        lists = [each.path for each in self._library.lists()]
        data, _ = pack_making.made(lists, notebook.path)
        write_whole(self._stick, data)
        say("PACKED")

    def _unpack(self, notebook: Notebook, now: datetime) -> None:
        if not self._stick.exists():
            return
        pack = read_pack(self._stick)
        how = self._dice.choice([*Taking])
        expected = outlook(pack, self._library, self._folder)
        edit = {Taking.MERGE: expected.merging and expected.merging.edit}
        edit[Taking.REPLACE] = expected.replacing
        wanted = edit.get(how)
        after = digest(applied(notebook.notes, wanted) if wanted else notebook.notes)
        names = [Path(each.file_name).stem for each in pack.lists]
        say("LISTING", *names)
        say("TRY", after)
        take_in(pack, self._library, self._folder, now, notebook=how)
        notebook.refresh()
        say("OK", after)
        say("LISTED", *names)


def people() -> list[Record]:
    """An office of twelve."""
    return [Office("o1", "党政综合办"), *(Person(f"p{at}", f"人{at}", "o1") for at in range(12))]


def dawdle() -> None:
    """Be slow to finish files, so that many kills find them written and not yet in their place."""
    flush, replace_file = os.fsync, Path.replace

    def slow_flush(fd: Any) -> None:
        time.sleep(_DAWDLING)
        flush(fd)

    def slow_replace(self: Path, target: Path) -> Path:
        time.sleep(_DAWDLING)
        return replace_file(self, target)

    os.fsync = slow_flush
    Path.replace = slow_replace  # type: ignore[method-assign, assignment]  # only in this process


def main(folder: Path, official: Path, given: Path, seed: int) -> None:
    """Write until killed."""
    prepare = notebook_file.prepare

    def with_few_pages(connection: sqlite3.Connection) -> None:
        prepare(connection)
        connection.execute(f"PRAGMA cache_size = {_PAGES}")

    if seed % 2:
        notebook_file.prepare = with_few_pages
    else:
        dawdle()
    writer = Writer(folder, official, given, seed)
    say("READY")
    writer.run()


if __name__ == "__main__":
    user, database, lists = map(Path, sys.argv[1:4])
    main(user, database, lists, int(sys.argv[4]))
