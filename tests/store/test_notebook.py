"""What is written is there; every edit is undone and done again; two windows keep apart."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty_desktop.domain.assigning import replace_person
from duty_desktop.domain.assignment import (
    Assignment,
    Attachment,
    Change,
    Edit,
    Office,
    Person,
    Record,
    TownNotes,
    applied,
    edited,
)
from duty_desktop.errors import NotebookConflictError, NotebookDamagedError, NotebookError
from duty_desktop.store import notebook_file, notebook_history, notebook_schema
from duty_desktop.store.notebook import Notebook
from duty_desktop.store.notebook_recovery import begin_anew, read_notes
from tests.notes import (
    CIVIL,
    FIRST,
    LI,
    LIST,
    NOW,
    PARTY,
    SECOND,
    ZHANG,
    filled,
    later,
    records,
    sound_edit,
    town_notes,
)
from tests.support import ODD, ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ODD


@pytest.fixture
def notebook(folder: Path) -> Iterator[Notebook]:
    with begin_anew(folder) as made:
        made.apply(filled(), NOW)
        yield made


def in_file(folder: Path) -> TownNotes:
    return read_notes(folder)


def test_what_was_written_is_there(folder: Path, notebook: Notebook) -> None:
    assert notebook.notes == town_notes()
    notebook.close()

    with Notebook.opened(folder / "notebook.db") as again:
        assert again.notes == town_notes()
        assert again.read_only == ""


def test_the_file_is_what_it_should_be(folder: Path, notebook: Notebook) -> None:
    notebook.close()
    with closing(sqlite3.connect(folder / "notebook.db")) as connection:

        def value(pragma: str) -> object:
            return connection.execute(f"PRAGMA {pragma}").fetchone()[0]

        assert value("application_id") == 0x44555442
        assert value("user_version") == notebook_schema.VERSION
        assert value("journal_mode") == "delete"
        assert value("integrity_check") == "ok"
        strict = {
            name: strict
            for _, name, kind, _, _, strict in connection.execute("PRAGMA table_list")
            if kind == "table"
        }
    assert all(strict[table] for table in notebook_schema.TABLES)
    assert {*strict} - {*notebook_schema.TABLES} == {
        "_sqlite_migrations",
        "sqlite_schema",
        "sqlite_sequence",
        "sqlite_temp_schema",
    }


def test_an_open_notebook_waits_and_makes_sure(notebook: Notebook) -> None:
    connection = notebook._connection
    values = [
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("synchronous", "foreign_keys", "busy_timeout", "trusted_schema")
    ]

    assert values == [3, 1, 5000, 0]


def test_edits_are_undone_and_done_again_by_name(notebook: Notebook) -> None:
    before = notebook.notes
    replacement = replace_person(before, ZHANG, LI)
    notebook.apply(replacement.edit, later(1))
    after = notebook.notes
    assert after != before

    past = notebook.turns().undo
    assert past
    assert (past.title, past.made_at, past.state) == ("把 张三 换成 李四（2项）", later(1), "done")
    notebook.turn(past, later(2))
    assert notebook.notes == before

    again = notebook.turns().redo
    assert again
    assert (again.number, again.state, again.state_at) == (past.number, "undone", later(2))
    notebook.turn(again, later(3))
    assert notebook.notes == after
    assert notebook.turns().redo is None
    assert [each.title for each in notebook.past()] == ["把 张三 换成 李四（2项）", "填写"]


def test_what_was_undone_is_dropped_by_the_next_edit_and_stays_in_the_history(
    notebook: Notebook,
) -> None:
    past = notebook.turns().undo
    assert past
    notebook.turn(past, later(1))
    notebook.apply(edited(notebook.notes, "另起", [PARTY]), later(2))

    assert notebook.turns().redo is None
    assert [(each.title, each.state) for each in notebook.past()] == [
        ("另起", "done"),
        ("填写", "dropped"),
    ]


def test_an_edit_of_nothing_is_not_remembered(notebook: Notebook) -> None:
    notebook.apply(edited(notebook.notes, "没有变化", [PARTY]), later(1))

    assert [each.title for each in notebook.past()] == ["填写"]


def test_the_oldest_edits_are_forgotten(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook_history, "KEPT", 3)
    for at in range(5):
        notebook.apply(edited(notebook.notes, str(at), [replace(PARTY, order=at + 5)]), NOW)

    assert [each.title for each in notebook.past()] == ["4", "3", "2"]
    rows = notebook._connection.execute("SELECT count(*) FROM edit_changes").fetchone()
    assert rows == (3,)


def test_another_windows_edit_is_noticed(folder: Path, notebook: Notebook) -> None:
    with Notebook.opened(folder / "notebook.db") as other:
        assert not notebook.refresh()
        other.apply(edited(other.notes, "改", [replace(LI, phone="1")]), later(1))

        assert notebook.refresh()
        assert notebook.notes == other.notes
        assert not notebook.refresh()
        assert not other.refresh()


def test_two_windows_edit_different_things(folder: Path, notebook: Notebook) -> None:
    with Notebook.opened(folder / "notebook.db") as other:
        other.apply(edited(other.notes, "甲", [replace(LI, phone="1")]), later(1))
        notebook.apply(edited(notebook.notes, "乙", [replace(ZHANG, phone="2")]), later(2))

        # What the other window wrote came with it.
        assert notebook.notes.people["p2"].phone == "1"
        assert notebook.notes.people["p1"].phone == "2"
        other.refresh()
        assert other.notes == notebook.notes == in_file(folder)


def test_the_second_of_two_edits_of_the_same_thing_is_refused(
    folder: Path, notebook: Notebook
) -> None:
    with Notebook.opened(folder / "notebook.db") as other:
        edit = edited(notebook.notes, "乙", [replace(LI, phone="2"), replace(CIVIL, name="办")])
        other.apply(edited(other.notes, "甲", [replace(LI, phone="1")]), later(1))

        with pytest.raises(NotebookConflictError, match="另一个窗口刚刚改过"):
            notebook.apply(edit, later(2))

        assert notebook.notes == other.notes == in_file(folder)
        assert notebook.notes.offices["o2"] == CIVIL
        assert [each.title for each in notebook.past()] == ["甲", "填写"]


def test_nobody_is_assigned_who_was_removed_meanwhile(folder: Path, notebook: Notebook) -> None:
    with Notebook.opened(folder / "notebook.db") as other:
        edit = edited(notebook.notes, "", [Assignment(LIST, "basic-2", leader="p3")])
        cleared = replace(FIRST, leader=None)
        removed = edited(other.notes, "删", [cleared], [other.notes.people["p3"]])
        other.apply(removed, later(1))

        with pytest.raises(NotebookConflictError, match="删掉"):
            notebook.apply(edit, later(2))

        assert notebook.notes == other.notes == in_file(folder)


def test_only_what_was_shown_is_undone(folder: Path, notebook: Notebook) -> None:
    shown = notebook.turns().undo
    assert shown
    with Notebook.opened(folder / "notebook.db") as other:
        other.apply(edited(other.notes, "新", [replace(LI, phone="1")]), later(1))

        with pytest.raises(NotebookConflictError, match="没有撤销"):
            notebook.turn(shown, later(2))

        assert notebook.notes == other.notes


def test_a_window_that_holds_the_file_too_long_is_told_of(
    folder: Path, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook.close()
    monkeypatch.setattr(notebook_file, "WAITING", 0.05)
    with (
        Notebook.opened(folder / "notebook.db") as waiting,
        closing(sqlite3.connect(folder / "notebook.db", isolation_level=None)) as holder,
    ):
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NotebookError, match="正被另一个窗口"):
            waiting.apply(edited(waiting.notes, "", [replace(LI, phone="1")]), later(1))
        holder.execute("ROLLBACK")

        waiting.apply(edited(waiting.notes, "", [replace(LI, phone="1")]), later(1))
    assert in_file(folder).people["p2"].phone == "1"


ADDING = """
import sys
from pathlib import Path
from duty_desktop.domain.assignment import Person, edited
from duty_desktop.store.notebook import Notebook
from tests.notes import NOW
for at in range(10):
    with Notebook.opened(Path(sys.argv[1])) as own:
        own.apply(edited(own.notes, "加", [Person(f"{sys.argv[2]}-{at}", "人")]), NOW)
"""


def test_programs_that_write_at_once_wait_for_each_other(folder: Path, notebook: Notebook) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", ADDING, notebook.path, str(program)],
            cwd=ROOT,
            stderr=subprocess.PIPE,
        )
        for program in range(3)
    ]
    said = [program.communicate(timeout=60)[1] for program in programs]

    assert said == [b"", b"", b""]
    added = {f"{program}-{at}" for program in range(3) for at in range(10)}
    assert {*in_file(folder).people} == {*town_notes().people} | added


def test_windows_that_write_at_once_wait_for_each_other(folder: Path, notebook: Notebook) -> None:
    """Each window adds its own people; nobody's are lost."""
    faults: list[NotebookError] = []

    def add(window: int) -> None:
        try:
            with Notebook.opened(folder / "notebook.db") as own:
                for at in range(10):
                    person = Person(f"{window}-{at}", "人")
                    own.apply(edited(own.notes, "加", [person]), NOW)
        except NotebookError as fault:
            faults.append(fault)

    threads = [threading.Thread(target=add, args=(at,)) for at in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert {f"{window}-{at}" for window in range(3) for at in range(10)} <= {
        *in_file(folder).people
    }
    notebook.refresh()
    assert len(notebook.past()) == 31


UNFIT: dict[str, Record] = {
    "half a character": replace(FIRST, remark="\ud83d"),
    "two lines of a name": replace(ZHANG, name="张\n三"),
    "NUL": replace(ZHANG, phone="1\x002"),
    "escape": replace(ZHANG, name="\x1b[31m"),
    "long remark": replace(FIRST, remark="字" * 20_001),
    "long name": replace(PARTY, name="字" * 1001),
    "long path": replace(FIRST, attachments=(Attachment("a", "b" * 1001),)),
    "many helpers": replace(FIRST, helpers=("o2",) * 501),
    "twice the same office": replace(FIRST, helpers=("o1",)),
    "no name": replace(ZHANG, name=" "),
    "no office name": replace(PARTY, name=""),
    "far place": replace(PARTY, order=2**70),
    "half a key": Office("\udc00", "办"),
    "a name that turns what follows": replace(ZHANG, name="张\u202e三"),
    "an office that turns what follows": replace(PARTY, name="\u2067党政办"),
    "a mark in a name": replace(ZHANG, name="张三\u200f"),
    "two lines of an office": replace(PARTY, name="党政\u2028办"),
    "two paragraphs of a post": replace(ZHANG, post="主任\u2029"),
    "a phone as copied": replace(ZHANG, phone="\u202d0994-1\u202c"),
    "a duty's phone as copied": replace(FIRST, phone="\u202d0994-1\u202c"),
    "a deadline of two lines": replace(FIRST, deadline="年底\x85前"),
    "a remark that turns": replace(FIRST, remark="要点\u202e"),
    "a basis that turns": replace(FIRST, basis="\u2066第十二条"),
}


@pytest.mark.parametrize("record", UNFIT.values(), ids=UNFIT.keys())
def test_what_cannot_be_kept_is_refused_in_a_sentence(
    folder: Path, notebook: Notebook, record: Record
) -> None:
    with pytest.raises(NotebookError) as told:
        notebook.apply(edited(notebook.notes, "坏", [replace(LI, phone="1"), record]), NOW)

    assert str(told.value).endswith("。")
    assert notebook.notes == town_notes() == in_file(folder)
    assert [each.title for each in notebook.past()] == ["填写"]


def test_long_texts_and_all_scripts_are_kept_to_the_character(
    folder: Path, notebook: Notebook
) -> None:
    odd = replace(FIRST, remark="𠮷😀\n\t\u2028\u200f'\";--%_\\" + "长" * 19_000)
    notebook.apply(edited(notebook.notes, "字", [odd]), NOW)

    assert in_file(folder).assignments[FIRST.key] == odd


def test_whoever_has_no_key_is_refused(notebook: Notebook) -> None:
    before = notebook.notes
    for record in (replace(ZHANG, key=""), Office("", "办公室", 1)):
        with pytest.raises(NotebookError, match="编号不能空着"):
            notebook.apply(edited(before, "新增", [record]), NOW)

    assert notebook.notes == before


def test_what_an_earlier_program_wrote_down_can_be_worked_with(
    folder: Path, notebook: Notebook
) -> None:
    written = replace(ZHANG, name="张\u202e三")
    notebook.apply(edited(notebook.notes, "旧", [written]), NOW, restored=True)

    notebook.apply(edited(notebook.notes, "电话", [replace(written, phone="1")]), NOW)
    for _ in range(2):
        undo = notebook.turns().undo
        assert undo
        notebook.turn(undo, NOW)
    for _ in range(2):
        redo = notebook.turns().redo
        assert redo
        notebook.turn(redo, NOW)

    assert in_file(folder).people[ZHANG.key] == replace(written, phone="1")
    notebook.apply(edited(notebook.notes, "改名", [ZHANG]), NOW)
    with pytest.raises(NotebookError, match="“姓名”里有不能保存的字符"):
        notebook.apply(edited(notebook.notes, "再改", [written]), NOW)


TIMES_WINDOWS_CANNOT_SHOW = (
    ("1960-01-01T00:00:00+00:00", "9000-01-01T00:00:00+00:00") if sys.platform == "win32" else ()
)


def test_a_history_that_somebody_wrote_into_is_not_believed(notebook: Notebook) -> None:
    past = notebook.turns().undo
    assert past
    for text in ("{", "[" * 100_000, "3", '{"key":"p1","name":5}', '{"key":"p1","x":""}'):
        notebook._connection.execute("UPDATE edit_changes SET before = ?", (text,))
        with pytest.raises(NotebookDamagedError):
            notebook.turn(past, NOW)
    notebook._connection.execute("UPDATE edit_changes SET before = NULL, after = NULL")
    with pytest.raises(NotebookDamagedError):
        notebook.turn(past, NOW)
    for text in ("?", "0001-01-01T00:00:00+08:00", *TIMES_WINDOWS_CANNOT_SHOW):
        notebook._connection.execute("UPDATE edits SET made_at = ?", (text,))
        with pytest.raises(NotebookDamagedError):
            notebook.turns()
    notebook.refresh()
    assert notebook.notes == town_notes()


def test_an_edit_that_takes_records_for_what_they_are_not_is_refused(notebook: Notebook) -> None:
    edit = Edit("错", (Change(None, SECOND),))

    with pytest.raises(NotebookConflictError):
        notebook.apply(edit, NOW)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.lists(records, max_size=4), st.lists(records, max_size=2)), max_size=8)
)
def test_undoing_all_gives_the_first_state_and_redoing_all_the_last(
    steps: list[tuple[list[Record], list[Record]]],
) -> None:
    with TemporaryDirectory() as folder, begin_anew(Path(folder)) as notebook:
        states = [notebook.notes]
        for wanted, gone in steps:
            edit = sound_edit(notebook.notes, wanted, gone)
            expected = applied(notebook.notes, edit)
            notebook.apply(edit, NOW)
            assert notebook.notes == expected
            if edit.changes:
                states.append(expected)

        for state in reversed(states[:-1]):
            undo = notebook.turns().undo
            assert undo
            notebook.turn(undo, NOW)
            assert notebook.notes == state
        assert notebook.turns().undo is None
        assert read_notes(Path(folder)) == TownNotes()

        for state in states[1:]:
            redo = notebook.turns().redo
            assert redo
            notebook.turn(redo, NOW)
            assert notebook.notes == state
        assert notebook.turns().redo is None
        assert read_notes(Path(folder)) == states[-1]
