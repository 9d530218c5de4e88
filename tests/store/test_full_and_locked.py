"""A full disk and a folder that may not be written: one sentence, nothing lost, nothing left."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from duty_desktop import importing
from duty_desktop.domain.assignment import TownNotes, edited
from duty_desktop.errors import OutputError, PersonError
from duty_desktop.files import write_whole
from duty_desktop.ingest.understanding import understand
from duty_desktop.store import catalogue, pack_making
from duty_desktop.store.library import Library
from duty_desktop.store.notebook_backups import listed
from duty_desktop.store.notebook_copies import notes_in, write_copy
from duty_desktop.store.notebook_recovery import read_notes
from duty_desktop.store.pack_reading import Pack, looked_through
from duty_desktop.store.pack_taking import Taking, take_in
from tests import support
from tests.notes import CIVIL, LI, PARTY, later, town_notes
from tests.store.packs import TOWNS, library_of, made, with_notes

KB = 1024
_MOST = 560
"""KB that are left free at most: two lists, a notebook and its backup take 500."""


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two lists and the small town's notebook."""
    folder = tmp_path_factory.mktemp("theirs")
    lists = [each.path for each in library_of(folder, *TOWNS[:2]).lists()]
    return pack_making.made(lists, with_notes(folder))[0]


@pytest.fixture(scope="module")
def pack(packed: bytes) -> Pack:
    return looked_through(packed, "x.dutypack")


def leave(disk: Path, free: int) -> Path:
    """Fill a disk up to so many free kilobytes; the file that fills it."""
    filler = disk / "filler"
    about = os.statvfs(disk)
    filler.write_bytes(bytes(max(0, about.f_bavail * about.f_frsize - free * KB)))
    return filler


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes; the library's lock is none of anybody's."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("library.lock", "filler")
    }


def sentence(caught: pytest.ExceptionInfo[PersonError]) -> str:
    said = str(caught.value)
    assert said.endswith("。")
    assert "\n" not in said
    return said


def test_an_import_onto_a_full_disk_is_whole_or_nothing(small_disk: Path) -> None:
    library = library_of(small_disk, TOWNS[0])
    before = files_in(small_disk)
    both = [made(town) for town in TOWNS[1:3]]
    done = refused = 0
    for free in range(0, _MOST, 40):
        filler = leave(small_disk, free)
        try:
            library.add(both)
        except OutputError as error:
            assert str(error).endswith("。")  # noqa: PT017 - on a larger disk it is written
            assert files_in(small_disk) == before
            refused += 1
        else:
            done += 1
            for each in library.lists():
                assert not each.fault
                if each.path.name not in {Path(name).name for name in before}:
                    each.path.unlink()
        filler.unlink()
    assert done
    assert refused


def test_an_import_of_a_file_onto_a_full_disk_is_a_sentence(small_disk: Path) -> None:
    understood = understand([support.SOURCE])
    leave(small_disk, 300)

    with pytest.raises(OutputError) as caught:
        importing.store(understood, Library(small_disk / "lists"))

    assert "没有写成" in sentence(caught)
    assert files_in(small_disk) == {}


def test_a_pack_onto_a_full_stick_is_a_sentence(small_disk: Path, packed: bytes) -> None:
    path = small_disk / "甲.dutypack"
    path.write_bytes(b"an older pack")
    leave(small_disk, 20)

    with pytest.raises(OutputError) as caught:
        write_whole(path, packed)

    assert "磁盘已满" in sentence(caught)
    assert files_in(small_disk) == {"甲.dutypack": b"an older pack"}


def test_a_backup_onto_a_full_stick_is_a_sentence(small_disk: Path, tmp_path: Path) -> None:
    notebook = with_notes(tmp_path / "here")
    leave(small_disk, 20)

    with pytest.raises(OutputError) as caught:
        write_copy(notebook, small_disk / "备份.db")

    assert "磁盘已满" in sentence(caught)
    assert files_in(small_disk) == {}


@pytest.mark.parametrize("how", [Taking.MERGE, Taking.REPLACE])
@pytest.mark.parametrize("has_notes", [False, True], ids=["new machine", "with notes"])
def test_taking_in_on_a_full_disk_is_whole_or_nothing(
    small_disk: Path, pack: Pack, how: Taking, *, has_notes: bool
) -> None:
    """At each of many amounts of free space: all of it is taken in, or none."""
    outcomes = set()
    for free in range(0, _MOST, 20):
        here = small_disk / f"with {free} KB"
        if has_notes:
            with_notes(here, edited(TownNotes(), "我的", [PARTY, CIVIL, LI]))
        library = library_of(here, TOWNS[0])
        lists, notes = {each.name for each in library.lists()}, read_notes(here)
        filler = leave(small_disk, free)
        try:
            take_in(pack, library, here, later(free), notebook=how)
        except PersonError as error:
            assert str(error).endswith("。")  # noqa: PT017 - with more room it is taken in
            outcomes.add("refused")
            assert read_notes(here) == notes
            assert {each.name for each in library.lists()} == lists
        else:
            outcomes.add("taken")
            assert len(library.lists()) == 2
            assert read_notes(here).people == town_notes().people
        filler.unlink()
        assert not any(each.fault for each in library.lists())
        assert not [name for name in files_in(here) if "incoming" in name or "journal" in name]
        for backup in listed(here):
            assert notes_in(backup.path) == notes
        for path in sorted(here.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        here.rmdir()
    assert outcomes == {"refused", "taken"}


NOBODY = 65534
AS_SOMEBODY_ELSE = (
    """
import os, sys
from pathlib import Path
from datetime import datetime, UTC
sys.dont_write_bytecode = True
import sqlite_utils.migrations, hashlib, zipfile
from duty_desktop import importing
from duty_desktop.errors import PersonError
from duty_desktop.files import write_whole
from duty_desktop.ingest.understanding import understand
from duty_desktop.domain.assignment import Office, edited
from duty_desktop.store import notebook_backups, notebook_copies, notebook_recovery, pack_making
from duty_desktop.store.library import Library
from duty_desktop.store.pack_reading import read_pack
from duty_desktop.store.pack_taking import Taking, outlook, take_in
import duty_desktop.ingest.pronouncing, duty_desktop.store.writer
here, source, stick, now = *map(Path, sys.argv[1:4]), datetime.now(UTC)
library = Library(here / "lists")
understood, pack = understand([source]), read_pack(stick)
importing._database = lambda *_: pack.lists[0].data
# Everything is imported before: nobody may not look into Python's own folders everywhere.
if os.geteuid() == 0:
    os.setgroups([]); os.setgid({uid}); os.setuid({uid})
def tell(what):
    try:
        print("DONE", what())
    except PersonError as error:
        print("SAID", error)
notes = notebook_recovery.start(here, now)
lists = library.lists()
print(len(lists), len(notes.notes.records), any(each.fault for each in lists))
seen = outlook(pack, library, here)
print(seen.are_here, len(seen.merging.edit.changes) > 0)
tell(lambda: importing.store(understood, library))
tell(lambda: library.add([(understood.lists[0].duty_list, b"x")]))
tell(lambda: library.set_current(lists[0].path))
tell(lambda: library.remove(lists[0].path))
tell(lambda: write_whole(here / "a.dutypack", pack_making.made([lists[0].path], None)[0]))
tell(lambda: take_in(pack, library, here, now))
tell(lambda: take_in(pack, library, here, now, notebook=Taking.MERGE))
tell(lambda: take_in(pack, library, here, now, lists=False, notebook=Taking.MERGE))
tell(lambda: take_in(pack, library, here, now, lists=False, notebook=Taking.REPLACE))
tell(lambda: notes.apply(edited(notes.notes, "", [Office("n", "新")]), now))
tell(lambda: notebook_backups.backup(here, notebook_backups.Reason.ASKED, now))
tell(lambda: notebook_copies.write_copy(here / "notebook.db", here / "copy.db"))
tell(lambda: take_in(pack, Library(here / "none" / "lists"), here / "none", now))
"""
).replace("{uid}", str(NOBODY))


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A user's folder with two lists and a notebook, where nothing may be written."""
    here = tmp_path / "here"
    library_of(here, *TOWNS[2:])
    with_notes(here, edited(TownNotes(), "我的", [PARTY, CIVIL, LI]))
    above = [tmp_path, *[*tmp_path.parents][:2]]
    inside = [here, *here.rglob("*")]
    modes = {each: stat.S_IMODE(each.stat().st_mode) for each in (*above, *inside)}
    for each in above:
        each.chmod(0o755)
    for each in inside:
        each.chmod(0o555 if each.is_dir() else 0o444)
    yield here
    for each, mode in modes.items():
        each.chmod(mode)


@pytest.mark.skipif(sys.platform == "win32", reason="folders are locked otherwise there")
def test_in_a_locked_folder_everything_is_read_and_nothing_lost(
    locked: Path, tmp_path: Path, packed: bytes
) -> None:
    """Run as somebody who may not write there, for root may write anywhere."""
    stick, source = tmp_path / "x.dutypack", tmp_path / "source.txt"
    stick.write_bytes(packed)
    source.write_bytes(support.document())
    before = files_in(locked)

    done = subprocess.run(
        [sys.executable, "-c", AS_SOMEBODY_ELSE, locked, source, stick],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(support.ROOT), "PYTHONIOENCODING": "utf-8"},
        timeout=120,
    )

    assert done.stderr == ""
    first, second, *rest = done.stdout.splitlines()
    assert first == "2 3 False"
    assert second == "(False, False) True"
    assert len(rest) == 13
    for line in rest:
        assert line.startswith("SAID "), rest
        assert line.endswith("。"), rest
    assert files_in(locked) == before
    assert all(catalogue.load(path) for path in (locked / "lists").glob("*.db"))
