"""A pack taken in: lists and notes, whole or not at all, and so that it can be undone."""

from dataclasses import replace
from pathlib import Path

import pytest

from duty_desktop.domain.assignment import Record, TownNotes, edited
from duty_desktop.errors import NotebookError, OutputError, PackError
from duty_desktop.store import library, pack_making, pack_taking
from duty_desktop.store.library import Library
from duty_desktop.store.notebook import Notebook
from duty_desktop.store.notebook_backups import Reason, listed
from duty_desktop.store.notebook_copies import notes_in
from duty_desktop.store.notebook_recovery import begin_anew, read_notes
from duty_desktop.store.pack_reading import Pack, looked_through
from duty_desktop.store.pack_taking import Taking, outlook, take_in
from tests.notes import FIRST, LI, NOW, PARTY, WANG, ZHANG, later, town_notes
from tests.store.packs import TOWNS, library_of, made, with_notes


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Two lists and the small town's notebook."""
    folder = tmp_path_factory.mktemp("theirs")
    lists = [each.path for each in library_of(folder, *TOWNS[:2]).lists()]
    data, _ = pack_making.made(lists, with_notes(folder))
    return looked_through(data, "三工镇.dutypack")


@pytest.fixture
def user_data(tmp_path: Path) -> Path:
    return tmp_path / "duty-desktop"


@pytest.fixture
def lists(user_data: Path) -> Library:
    return Library(user_data / library.FOLDER)


def names_in(lists: Library) -> set[str]:
    return {each.name for each in lists.folder.glob("*")} - {"library.lock"}


def test_on_a_new_machine_everything_is_as_it_was(
    packed: Pack, lists: Library, user_data: Path
) -> None:
    taken = take_in(packed, lists, user_data, NOW, notebook=Taking.REPLACE)

    assert {path.read_bytes() for path in taken.new} == {made(town)[1] for town in TOWNS[:2]}
    assert names_in(lists) == {each.file_name for each in packed.lists}
    assert not any(each.fault for each in lists.lists())
    assert read_notes(user_data) == town_notes()
    assert taken.backup is None
    with Notebook.opened(user_data / "notebook.db") as notebook:
        undo = notebook.turns().undo
        assert undo, "its history came with it"
        assert undo.title == "填写"


def test_a_notebook_that_is_replaced_is_backed_up_and_can_be_had_again(
    packed: Pack, lists: Library, user_data: Path
) -> None:
    before: list[Record] = [PARTY, replace(LI, office=None, name="别人")]
    with begin_anew(user_data) as notebook:
        notebook.apply(edited(TownNotes(), "原来的", before), NOW)
        mine = notebook.notes

        taken = take_in(packed, lists, user_data, later(1), notebook=Taking.REPLACE)

        assert notebook.refresh(), "an open window sees it"
        assert notebook.notes == town_notes()
        assert taken.backup
        assert taken.backup.reason is Reason.RESTORE
        assert notes_in(taken.backup.path) == mine
        undo = notebook.turns().undo
        assert undo
        assert undo.title == "换成“三工镇.dutypack”里的记事本（7处）"
        notebook.turn(undo, later(2))
        assert notebook.notes == mine


def test_merging_takes_what_is_not_noted_here(
    packed: Pack, lists: Library, user_data: Path
) -> None:
    with begin_anew(user_data) as notebook:
        wanted: list[Record] = [
            ZHANG,
            PARTY,
            replace(WANG, name="王老五"),
            replace(FIRST, helpers=(), handlers=()),
        ]
        notebook.apply(edited(TownNotes(), "原来的", wanted), NOW)
        mine = notebook.notes

        expected = outlook(packed, lists, user_data)
        taken = take_in(packed, lists, user_data, later(1), notebook=Taking.MERGE)

        assert taken.merging == expected.merging
        assert taken.merging
        assert [each.words for each in taken.merging.differences] == [
            "王老五 的姓名：这里是“王老五”，包里是“王五”"
        ]
        notebook.refresh()
        assert notebook.notes.assignments[FIRST.key] == FIRST
        assert notebook.notes.people["p3"].name == "王老五"
        assert taken.backup
        assert taken.backup.reason is Reason.IMPORT
        undo = notebook.turns().undo
        assert undo
        assert undo.title == "合并“三工镇.dutypack”（5处）"
        notebook.turn(undo, later(2))
        assert notebook.notes == mine

    again = take_in(packed, lists, user_data, later(3), notebook=Taking.MERGE)
    assert len(again.old) == 2
    assert again.new == ()


def test_merging_twice_writes_nothing_the_second_time(
    packed: Pack, lists: Library, user_data: Path
) -> None:
    take_in(packed, lists, user_data, NOW, notebook=Taking.MERGE)
    kept = (user_data / "notebook.db").read_bytes()

    taken = take_in(packed, lists, user_data, later(1), notebook=Taking.MERGE)

    assert (user_data / "notebook.db").read_bytes() == kept
    assert taken.backup is None
    assert listed(user_data) == []


def test_lists_or_notes_can_be_left_out(packed: Pack, lists: Library, user_data: Path) -> None:
    take_in(packed, lists, user_data, NOW)
    assert not (user_data / "notebook.db").exists()
    assert len(lists.lists()) == 2
    for each in lists.lists():
        lists.remove(each.path)

    take_in(packed, lists, user_data, NOW, lists=False, notebook=Taking.MERGE)
    assert lists.lists() == ()
    assert read_notes(user_data).people == town_notes().people


def test_the_outlook_says_what_is_here_and_writes_nothing(
    packed: Pack, lists: Library, user_data: Path
) -> None:
    seen = outlook(packed, lists, user_data)
    assert seen.are_here == (False, False)
    assert seen.merging
    assert seen.replacing
    assert len(seen.merging.edit.changes) == len(seen.replacing.changes) == 8
    assert not user_data.exists()

    lists.add([made(TOWNS[0])])
    (user_data / "notebook.db").write_bytes(b"junk" * 4096)
    seen = outlook(packed, lists, user_data)
    assert sorted(seen.are_here) == [False, True]
    assert seen.merging is None
    assert "不是记事本" in seen.fault or "损坏" in seen.fault


def test_a_damaged_list_here_is_made_whole(packed: Pack, lists: Library, user_data: Path) -> None:
    (path,) = lists.add([made(TOWNS[0])])
    path.write_bytes(b"damaged")

    taken = take_in(packed, lists, user_data, NOW)

    assert path in taken.new
    assert path.read_bytes() == made(TOWNS[0])[1]


def test_the_same_list_by_another_program_stays_as_it_is(
    packed: Pack, lists: Library, user_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = lists.add([made(TOWNS[0])])
    whole = path.read_bytes()
    monkeypatch.setattr(
        Library, "_put", lambda _self, new: [path.write_bytes(b"") for path, _ in new]
    )

    take_in(packed, lists, user_data, NOW)

    assert path.read_bytes() == whole


def test_a_pack_without_notebook_has_none_to_take(
    tmp_path: Path, lists: Library, user_data: Path
) -> None:
    theirs = [each.path for each in library_of(tmp_path / "theirs", TOWNS[0]).lists()]
    data, _ = pack_making.made(theirs, None)
    only_list = looked_through(data, "x")

    assert outlook(only_list, lists, user_data) == pack_taking.Outlook((False,))
    with pytest.raises(PackError, match=r"没有记事本.*。$"):
        take_in(only_list, lists, user_data, NOW, notebook=Taking.MERGE)
    assert not user_data.exists()


@pytest.mark.parametrize("how", [Taking.MERGE, Taking.REPLACE])
def test_where_the_notebook_cannot_be_written_no_list_is_taken(
    packed: Pack, lists: Library, user_data: Path, monkeypatch: pytest.MonkeyPatch, how: Taking
) -> None:
    with_notes(user_data, edited(TownNotes(), "原来的", [LI, town_notes().offices["o2"]]))
    (kept,) = lists.add([made(TOWNS[0])])

    def full(*_: object, **_restored: bool) -> None:
        raise NotebookError("磁盘满了。")

    monkeypatch.setattr(Notebook, "apply", full)

    with pytest.raises(NotebookError, match="磁盘满了"):
        take_in(packed, lists, user_data, NOW, notebook=how)

    assert names_in(lists) == {kept.name}
    assert set(read_notes(user_data).people) == {"p2"}


def test_where_a_list_cannot_be_written_the_notebook_stays(
    packed: Pack, lists: Library, user_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OutputError("磁盘已满。")

    monkeypatch.setattr(library, "write_whole", full)

    with pytest.raises(OutputError):
        take_in(packed, lists, user_data, NOW, notebook=Taking.REPLACE)

    assert names_in(lists) == set()
    assert not (user_data / "notebook.db").exists()


def test_a_damaged_or_lost_notebook_is_not_merged_into(
    packed: Pack, lists: Library, user_data: Path
) -> None:
    path = with_notes(user_data)
    path.write_bytes(b"junk" * 4096)

    with pytest.raises(NotebookError, match=r"没有取入任何内容。$"):
        take_in(packed, lists, user_data, NOW, notebook=Taking.MERGE)
    assert names_in(lists) == set()

    taken = take_in(packed, lists, user_data, NOW, notebook=Taking.REPLACE)
    assert len(taken.new) == 2
    assert read_notes(user_data) == town_notes()
