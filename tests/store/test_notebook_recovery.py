"""Backups are made, thinned and restored; damage is set aside; nothing is ever deleted."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from duty_desktop.domain.assignment import edited
from duty_desktop.errors import NotebookDamagedError, NotebookError, OutputError, PersonError
from duty_desktop.store import notebook_backups, notebook_file, notebook_schema
from duty_desktop.store.notebook import Notebook
from duty_desktop.store.notebook_backups import Reason, backup, called, keep_up, listed
from duty_desktop.store.notebook_copies import notes_in, write_copy
from duty_desktop.store.notebook_recovery import (
    Lost,
    begin_anew,
    read_notes,
    restore,
    start,
)
from tests import support
from tests.notes import LI, NOW, PARTY, filled, later, town_notes

OPEN = Path("/proc/self/fd")
"""Linux names here what a program has open."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A user's data folder with a filled notebook."""
    folder = tmp_path / "duty-desktop"
    with opened(folder) as notebook:
        notebook.apply(filled(), NOW)
    return folder


def opened(folder: Path) -> Notebook:
    found = start(folder, NOW)
    assert isinstance(found, Notebook)
    return found


def lost(folder: Path) -> Lost:
    found = start(folder, NOW)
    assert isinstance(found, Lost)
    return found


def change(folder: Path, phone: str) -> None:
    with opened(folder) as notebook:
        notebook.apply(edited(notebook.notes, phone, [replace(LI, phone=phone)]), NOW)


def test_the_first_start_makes_an_empty_notebook(tmp_path: Path) -> None:
    with opened(tmp_path / "a" / "b") as notebook:
        assert notebook.notes.records == ()
    assert listed(tmp_path) == []
    assert keep_up(tmp_path / "nothing", NOW) is None
    assert read_notes(tmp_path / "nothing").records == ()
    assert not (tmp_path / "nothing").exists()


def test_a_backup_is_a_sound_notebook(folder: Path) -> None:
    with opened(folder):
        made = backup(folder, Reason.ASKED, NOW)

    assert made.words == "2026-03-02 09:30 手动备份"
    assert made.path.name == "notebook-2026-03-02-093000-asked.db"
    assert listed(folder) == [made]
    assert notes_in(made.path) == town_notes()
    with closing(sqlite3.connect(made.path)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_backups_of_one_second_are_both_kept(folder: Path) -> None:
    first, second = (backup(folder, Reason.IMPORT, NOW) for _ in range(2))

    assert first.path != second.path
    assert listed(folder) == [second, first]


def test_a_day_has_one_backup_by_itself(folder: Path) -> None:
    assert keep_up(folder, NOW)
    assert keep_up(folder, later(60)) is None
    assert keep_up(folder, NOW + timedelta(days=1))
    assert [each.reason for each in listed(folder)] == [Reason.DAILY] * 2


def test_old_backups_are_thinned_and_those_before_a_restore_stay(folder: Path) -> None:
    for _ in range(25):
        backup(folder, Reason.RESTORE, NOW - timedelta(days=4000))
        backup(folder, Reason.ASKED, NOW - timedelta(days=4000))
    for ago in range(60, -1, -1):
        keep_up(folder, NOW - timedelta(days=ago))

    reasons = [each.reason for each in listed(folder)]
    # Seven days; three more Sundays, as this week and the last are among the days; 31 January.
    assert reasons.count(Reason.DAILY) == 7 + 3 + 1
    assert reasons.count(Reason.ASKED) == 20
    assert reasons.count(Reason.RESTORE) == 25


def test_backups_that_a_wrong_clock_dated_later_take_nobodys_place(folder: Path) -> None:
    for _ in range(20):
        backup(folder, Reason.ASKED, NOW + timedelta(days=4000))
    first = backup(folder, Reason.ASKED, NOW)

    second = backup(folder, Reason.ASKED, NOW + timedelta(hours=1))

    assert {first, second} < set(listed(folder))
    assert len(listed(folder)) == 22


def test_other_files_among_the_backups_are_left_alone(folder: Path) -> None:
    (folder / "backups").mkdir()
    others = ["notebook-2026-13-45-999999-daily.db", "notes.txt", "notebook-2026-03-02-093000-x.db"]
    for name in others:
        (folder / "backups" / name).write_bytes(b"?")
    (folder / "backups" / "notebook-2026-03-02-093000-daily.db").mkdir()

    made = keep_up(folder, NOW)

    assert made
    assert listed(folder) == [made]
    assert {path.name for path in (folder / "backups").iterdir()} >= {*others}


def test_what_a_killed_program_left_of_a_backup_is_swept_away(folder: Path) -> None:
    (folder / "backups").mkdir()
    left, fresh = (folder / "backups" / f".notebook-2026-03-02-093000-{n}.db.x" for n in "ab")
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    fresh.write_bytes(b"half")

    made = backup(folder, Reason.ASKED, NOW)

    assert {*(folder / "backups").iterdir()} == {made.path, fresh}


def test_restoring_is_an_edit_that_can_be_undone(folder: Path) -> None:
    made = backup(folder, Reason.ASKED, NOW)
    change(folder, "1")
    with opened(folder) as window:
        now = window.notes

        before = restore(folder, made.path, later(1))

        assert window.refresh()
        assert window.notes == town_notes()
        undo = window.turns().undo
        assert undo
        assert undo.title == "恢复备份“2026-03-02 09:30 手动备份”（1处）"
        window.turn(undo, later(2))
        assert window.notes == now
    assert before
    assert before.reason is Reason.RESTORE
    assert notes_in(before.path) == now


@pytest.mark.parametrize("name", ["移动硬盘.db", "notebook-2026-13-02-093000-asked.db"])
def test_a_file_of_another_name_is_called_by_it(name: str) -> None:
    assert called(Path("U盘") / name) == name


def test_a_backup_is_restored_as_it_was_written(folder: Path) -> None:
    with opened(folder) as notebook:
        odd = replace(LI, name="李\u202e四")
        notebook.apply(edited(notebook.notes, "旧", [odd]), NOW, restored=True)
        made = backup(folder, Reason.ASKED, NOW)
        notebook.apply(edited(notebook.notes, "改名", [LI]), NOW)

        restore(folder, made.path, later(1))

        notebook.refresh()
        assert notebook.notes.people[LI.key] == odd


def test_restoring_what_is_there_changes_nothing(folder: Path) -> None:
    made = backup(folder, Reason.ASKED, NOW)

    restore(folder, made.path, NOW)

    with opened(folder) as notebook:
        assert [each.title for each in notebook.past()] == ["填写"]


Damage = Callable[[Path], object]


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE t (x)")


def official(path: Path) -> None:
    shutil.copyfile(support.DATABASE, path)


def torn(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 4096):
        data[at : at + 64] = os.urandom(64)
    path.write_bytes(data)


def changed(sql: str) -> Damage:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(sql)

    return damage


DAMAGES: dict[str, Damage] = {
    "junk": lambda path: path.write_bytes(b"PK\x03\x04" * 5000),
    "zeros": lambda path: path.write_bytes(b"\0" * 8192),
    "text": lambda path: path.write_text("张三" * 3000, encoding="utf-8"),
    "another database": foreign,
    "the official list": official,
    "torn": torn,
    "overwritten": overwritten,
    "a table gone": changed("DROP TABLE attachments"),
    "a trigger": changed(
        "CREATE TRIGGER evil AFTER INSERT ON people BEGIN DELETE FROM people; END"
    ),
    "a view": changed("DROP TABLE attachments; CREATE VIEW attachments AS SELECT 1"),
    "somebody who is not there": changed(
        "PRAGMA foreign_keys = OFF; DELETE FROM people WHERE key = 'p1'"
    ),
    "a text that is none": changed(
        "UPDATE people SET name = CAST(x'e5bca0e4' AS TEXT) WHERE key = 'p1'"
    ),
    "a table's name that is no text": lambda path: path.write_bytes(
        path.read_bytes().replace(b"TABLE helpers", b"TABLE \xc1elpers", 1)
    ),
    "a huge value": changed("UPDATE people SET phone = hex(zeroblob(3000000)) WHERE key = 'p1'"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_notebook_is_set_aside_and_the_newest_good_backup_offered(
    folder: Path, damage: Damage
) -> None:
    good = backup(folder, Reason.ASKED, NOW)
    newer = backup(folder, Reason.DAILY, later(1))
    newer.path.write_bytes(b"junk")
    damage(folder / "notebook.db")
    bytes_of_it = (folder / "notebook.db").read_bytes()

    found = lost(folder)

    assert found.offered == good
    assert found.set_aside
    assert found.set_aside.read_bytes() == bytes_of_it
    assert found.sentence.endswith(f"它没有被删除，已移到“{found.set_aside}”。")
    # Whoever closes the program without an answer is asked again.
    again = lost(folder)
    assert (again.offered, again.set_aside) == (good, None)
    assert restore(folder, good.path, NOW) is None
    with opened(folder) as notebook:
        assert notebook.notes == town_notes()
        assert [each.title for each in notebook.past()] == ["填写"]
        notebook.apply(edited(notebook.notes, "改", [replace(LI, phone="1")]), NOW)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which files are open")
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
@pytest.mark.parametrize("restoring", [False, True], ids=["at the start", "restoring"])
def test_a_damaged_notebook_is_let_go_of_before_it_is_moved(
    folder: Path, damage: Damage, monkeypatch: pytest.MonkeyPatch, *, restoring: bool
) -> None:
    """Windows moves no file that is open, not even for whoever has it open."""
    source = backup(folder, Reason.ASKED, NOW).path
    damage(folder / "notebook.db")
    move = Path.rename
    moved: list[str] = []

    def move_closed(path: Path, target: Path) -> Path:
        held = [each.readlink() for each in OPEN.iterdir() if each.is_symlink()]
        assert path not in held
        moved.append(path.name)
        return move(path, target)

    monkeypatch.setattr(Path, "rename", move_closed)

    if restoring:
        assert restore(folder, source, NOW) is None
    else:
        assert lost(folder).set_aside

    assert "notebook.db" in moved


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_what_is_no_sound_backup_is_not_restored(
    folder: Path, tmp_path: Path, damage: Damage
) -> None:
    bad = tmp_path / "坏.db"
    shutil.copyfile(folder / "notebook.db", bad)
    damage(bad)

    with pytest.raises(NotebookError) as told:
        restore(folder, bad, NOW)

    assert str(told.value).endswith("。")
    assert read_notes(folder) == town_notes()
    assert listed(folder) == []


@pytest.mark.parametrize("damage", [torn, DAMAGES["a text that is none"]])
def test_a_damaged_notebook_is_not_backed_up_over_a_good_one(
    folder: Path, tmp_path: Path, damage: Damage
) -> None:
    target = tmp_path / "副本.db"
    write_copy(folder / "notebook.db", target)
    kept = target.read_bytes()
    damage(folder / "notebook.db")

    with pytest.raises(NotebookDamagedError):
        write_copy(folder / "notebook.db", target)
    with pytest.raises(NotebookDamagedError):
        backup(folder, Reason.DAILY, NOW)

    assert target.read_bytes() == kept
    assert list((folder / "backups").iterdir()) == []


def test_a_backup_with_a_damaged_history_builds_no_notebook(folder: Path) -> None:
    """It is not offered, and what is there is not moved for it; over a sound one it is enough."""
    whole = backup(folder, Reason.ASKED, NOW)
    spoiled = backup(folder, Reason.ASKED, later(1))
    changed("UPDATE edits SET title = CAST(x'e5bca0e4' AS TEXT)")(spoiled.path)
    change(folder, "1")
    assert restore(folder, spoiled.path, later(2)) is not None
    assert read_notes(folder) == town_notes()
    torn(folder / "notebook.db")
    before = (folder / "notebook.db").read_bytes()

    with pytest.raises(NotebookDamagedError, match="请换一个备份"):
        restore(folder, spoiled.path, later(3))

    assert (folder / "notebook.db").read_bytes() == before
    for each in listed(folder):
        if each not in (whole, spoiled):
            each.path.unlink()
    assert lost(folder).offered == whole


def test_restoring_over_a_damaged_notebook_sets_it_aside(folder: Path) -> None:
    made = backup(folder, Reason.ASKED, NOW)
    torn(folder / "notebook.db")

    assert restore(folder, made.path, NOW) is None

    assert read_notes(folder) == town_notes()
    assert [path.name for path in (folder / "set-aside").iterdir()] == [
        "notebook-2026-03-02-093000-damaged.db"
    ]


@pytest.mark.parametrize("left", ["nothing", "an empty file"])
def test_a_notebook_that_is_gone_is_not_quietly_begun_anew(folder: Path, left: str) -> None:
    made = backup(folder, Reason.ASKED, NOW)
    (folder / "notebook.db").unlink()
    if left == "an empty file":
        (folder / "notebook.db").touch()

    found = lost(folder)

    assert found == Lost(f"记事本文件“{folder / 'notebook.db'}”不见了或是空的。", None, made)
    with begin_anew(folder) as notebook:
        assert notebook.notes.records == ()
    with opened(folder):
        pass


def test_a_journal_without_its_file_is_not_applied_to_a_new_one(folder: Path) -> None:
    made = backup(folder, Reason.ASKED, NOW)
    journal = folder / "notebook.db-journal"
    with closing(sqlite3.connect(folder / "notebook.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO offices VALUES (?, ?, 1)", [(str(at), "x" * 3000) for at in range(100)]
        )
        left = journal.read_bytes()
        connection.execute("ROLLBACK")
    assert left.startswith(b"\xd9\xd5\x05\xf9")
    (folder / "notebook.db").unlink()
    journal.write_bytes(left)

    restore(folder, made.path, NOW)

    assert read_notes(folder) == town_notes()
    assert not journal.exists()
    assert len(list((folder / "set-aside").iterdir())) == 1


def test_a_later_versions_notebook_is_opened_for_reading(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "notebook.db")) as connection:
        connection.executescript("PRAGMA user_version = 99; CREATE TABLE later (x);")

    with opened(folder) as notebook:
        assert notebook.notes == town_notes()
        assert "更新的版本" in notebook.read_only
        with pytest.raises(NotebookError, match="只能看、不能改"):
            notebook.apply(edited(notebook.notes, "", [replace(LI, phone="1")]), NOW)
    newer = backup(folder, Reason.ASKED, NOW)
    with pytest.raises(NotebookError, match="更新的版本"):
        restore(folder, newer.path, NOW)


def test_an_earlier_versions_notebook_is_backed_up_and_brought_to_todays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = backup(folder, Reason.ASKED, NOW)
    step = ("second", ("ALTER TABLE offices ADD COLUMN short_name TEXT",))
    monkeypatch.setattr(notebook_schema, "STEPS", (*notebook_schema.STEPS, step))
    monkeypatch.setattr(notebook_schema, "VERSION", 2)
    with pytest.raises(NotebookError):
        Notebook.opened(folder / "notebook.db")

    with opened(folder) as notebook:
        assert notebook.notes == town_notes()
        assert notebook.read_only == ""
    with closing(sqlite3.connect(folder / "notebook.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        names = connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
        assert names == [("first",), ("second",)]
    assert [each.reason for each in listed(folder)] == [Reason.UPGRADE, Reason.ASKED]
    # A backup of the earlier version is restored as well.
    change(folder, "1")
    restore(folder, old.path, NOW)
    assert read_notes(folder) == town_notes()


def test_a_step_that_fails_leaves_the_earlier_version(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = ("second", ("CREATE TABLE more (x) STRICT",))
    monkeypatch.setattr(notebook_schema, "STEPS", (*notebook_schema.STEPS, step))
    monkeypatch.setattr(notebook_schema, "VERSION", 2)
    before = (folder / "notebook.db").read_bytes()

    with pytest.raises(NotebookError):
        start(folder, NOW)

    assert (folder / "notebook.db").read_bytes() == before


def test_a_write_ahead_log_is_turned_back(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "notebook.db")) as connection:
        assert connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)

    with opened(folder) as notebook:
        assert notebook.notes == town_notes()
    with closing(sqlite3.connect(folder / "notebook.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_folder_in_the_place_of_the_file_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "notebook.db").mkdir()

    with pytest.raises(NotebookError, match="不是文件"):
        start(tmp_path, NOW)
    with pytest.raises(NotebookError, match="不是文件"):
        restore(tmp_path, tmp_path / "notebook.db", NOW)
    assert (tmp_path / "notebook.db").is_dir()


def test_a_file_in_the_place_of_the_folder_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")

    with pytest.raises(NotebookError, match="文件夹"):
        start(tmp_path / "file", NOW)
    assert (tmp_path / "file").read_bytes() == b"kept"


def test_a_file_that_is_far_too_large_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook_file, "MOST_BYTES", 1000)

    with pytest.raises(NotebookDamagedError, match="太大"):
        notes_in(folder / "notebook.db")


def test_a_backup_waits_for_a_writer_and_no_longer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook_file, "WAITING", 0.1)
    with closing(sqlite3.connect(folder / "notebook.db", isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NotebookError, match="另一个窗口"):
            backup(folder, Reason.ASKED, NOW)

    assert list((folder / "backups").iterdir()) == []


NOBODY = 65534
AS_NOBODY = (
    """
import os, sys
from pathlib import Path
from datetime import datetime, UTC
sys.dont_write_bytecode = True
import sqlite_utils.migrations
from duty_desktop.errors import PersonError
from duty_desktop.domain.assignment import Office, edited
from duty_desktop.store import notebook_backups, notebook_recovery
# Everything is imported before: nobody may not look into Python's own folders everywhere.
os.setgroups([]); os.setgid({uid}); os.setuid({uid})
folder, now = Path(sys.argv[1]), datetime.now(UTC)
def tell(what):
    try:
        print(what())
    except PersonError as error:
        print("SAID", error)
found = notebook_recovery.start(folder, now)
print(len(found.notes.records), found.read_only)
tell(lambda: found.apply(edited(found.notes, "", [Office("n", "新")]), now))
tell(lambda: notebook_backups.backup(folder, notebook_backups.Reason.ASKED, now))
tell(lambda: notebook_recovery.restore(folder, Path(sys.argv[2]), now))
tell(lambda: notebook_recovery.start(folder / "none", now))
"""
).replace("{uid}", str(NOBODY))


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root may become somebody else"
)
@pytest.mark.parametrize("writable", [False, True], ids=["file read-only", "file writable"])
def test_in_a_read_only_folder_notes_are_read_and_nothing_is_lost(
    folder: Path, tmp_path: Path, *, writable: bool
) -> None:
    """Run as somebody who may not write there; root may write anywhere."""
    other = tmp_path / "other.db"
    write_copy(folder / "notebook.db", other)
    change(folder, "1")
    path = folder / "notebook.db"
    path.chmod(0o666 if writable else 0o444)
    above = [tmp_path, *[*tmp_path.parents][:2]]
    modes = {each: stat.S_IMODE(each.stat().st_mode) for each in above}
    for each in above:
        each.chmod(0o755)
    kept = path.read_bytes()
    try:
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, folder, other],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(support.ROOT), "PYTHONIOENCODING": "utf-8"},
            timeout=60,
        )
    finally:
        for each, mode in modes.items():
            each.chmod(mode)

    assert done.stderr == ""
    first, *rest = done.stdout.splitlines()
    assert first == "8 记事本不允许写入，只能看、不能改。请检查文件和文件夹的权限。"
    assert len(rest) == 4
    assert all(line.startswith("SAID ") and line.endswith("。") for line in rest), rest
    assert path.read_bytes() == kept


def test_a_backup_that_reads_otherwise_than_it_was_written_damages_no_notebook(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = backup(folder, Reason.ASKED, NOW).path
    change(folder, "0994-3333333")
    notes = read_notes(folder)

    def write_spoiled(path: Path, data: bytes) -> None:
        path.write_bytes(data[:-1] + bytes((data[-1] ^ 1,)))

    monkeypatch.setattr("duty_desktop.store.notebook_copies.write_whole", write_spoiled)

    with pytest.raises(OutputError, match="读回来不一样"):
        restore(folder, source, later(1))

    assert read_notes(folder) == notes, "the notebook itself is sound and stays"
    assert not (folder / "set-aside").exists()
    assert [each.path for each in listed(folder)] == [source]


def test_an_empty_file_is_no_notebook_and_no_damage(folder: Path) -> None:
    (folder / "notebook.db").write_bytes(b"")

    assert read_notes(folder).records == ()


def fill_with_backups(folder: Path) -> None:
    for _ in range(30):
        backup(folder, Reason.IMPORT, NOW)


def test_a_full_disk_loses_nothing(small_disk: Path) -> None:
    folder = small_disk / "duty-desktop"
    told: list[str] = []
    with opened(folder) as notebook:
        notebook.apply(filled(), NOW)
        made = backup(folder, Reason.ASKED, NOW)
        for at in range(2000):
            edit = edited(notebook.notes, "长", [replace(PARTY, key=f"x{at}", name="办" * 900)])
            try:
                notebook.apply(edit, NOW)
            except NotebookError as error:
                told.append(str(error))
                break
        confirmed = notebook.notes
        assert told == ["磁盘满了，刚才的改动没有保存。原有内容都在，请腾出空间后再试。"]
        assert len(confirmed.offices) > 10

        with pytest.raises(OutputError):
            fill_with_backups(folder)
        with pytest.raises(PersonError):
            restore(folder, made.path, NOW)
        assert not notebook.refresh()
        for path in (folder / "backups").iterdir():
            notes_in(path)
            if path != made.path:
                path.unlink()
        notebook.apply(edited(notebook.notes, "腾出后", [replace(LI, phone="1")]), NOW)

    with opened(folder) as notebook:
        assert len(notebook.notes.offices) == len(confirmed.offices)
        assert notebook.notes.people["p2"].phone == "1"
    assert read_notes(folder).people["p2"].phone == "1"


def test_every_reason_has_words() -> None:
    assert {reason.words for reason in Reason} == {*notebook_backups._WORDS.values()}
    assert len(notebook_backups._WORDS) == len(Reason)
