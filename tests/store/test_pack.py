"""What is packed is what comes out; from anything else nothing does."""

import hashlib
import io
import json
import random
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duty_desktop.domain.assignment import Record, TownNotes, applied
from duty_desktop.errors import NotebookError, PackError
from duty_desktop.store import notebook_schema, pack, pack_making, schema, seal
from duty_desktop.store.notebook_copies import bytes_of
from duty_desktop.store.notebook_recovery import begin_anew
from duty_desktop.store.pack import EntryKind, PackCancelled
from duty_desktop.store.pack_reading import LIST_FAULTS, Pack, looked_through, read_pack, sound_list
from tests import support
from tests.notes import records, sound_edit, town_notes
from tests.store.packs import (
    TOWNS,
    library_of,
    made,
    parts_of,
    saying,
    with_notes,
    with_part,
    zip_of,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with two lists, and a notebook."""
    folder = tmp_path_factory.mktemp("user")
    library_of(folder, *TOWNS[:2])
    with_notes(folder)
    return folder


@pytest.fixture(scope="module")
def packed(folder: Path) -> bytes:
    """Both lists and the notebook."""
    return packing(folder)


def packing(folder: Path, *, made_at: str = "") -> bytes:
    lists = (folder / "lists").glob("*.db")
    return pack_making.made(lists, folder / "notebook.db", made_at=made_at)[0]


def same(one: Pack, other: Pack) -> bool:
    """Whether the same would be taken in."""
    return [each.data for each in one.lists] == [each.data for each in other.lists] and (
        one.notebook == other.notebook
    )


def test_what_is_packed_is_what_comes_out(folder: Path, packed: bytes) -> None:
    found = looked_through(packed, "甲.dutypack")

    assert found.name == "甲.dutypack"
    assert found.sha256 == hashlib.sha256(packed).hexdigest()
    assert {each.file_name: each.data for each in found.lists} == {
        path.name: path.read_bytes() for path in (folder / "lists").glob("*.db")
    }
    assert found.notebook
    assert found.notebook.notes == town_notes()
    assert found.notebook.data == bytes_of(folder / "notebook.db")


def test_a_pack_says_what_is_in_it(packed: bytes) -> None:
    contents = looked_through(packed, "x").contents
    document = json.loads(parts_of(packed)["contents.json"])

    assert document == contents.document()
    assert [each.kind for each in contents.entries] == [EntryKind.LIST] * 2 + [EntryKind.NOTEBOOK]
    first, _, notebook = contents.entries
    assert first.words == "大理市双廊镇履职事项清单（2025年6月）"
    assert first.counted == "基本 1 项、配合 1 项、收回 1 项"
    assert (first.town, first.county, first.date) == ("双廊镇", "大理市", "2025-06")
    assert notebook.words == "记事本（分工等）"
    assert notebook.counted == "科室 3 个、人员 3 人、事项 2 项"
    for each in contents.entries:
        part = parts_of(packed)[each.name]
        assert (each.size, each.sha256) == (len(part), hashlib.sha256(part).hexdigest())


def test_the_same_contents_are_the_same_bytes(folder: Path, packed: bytes) -> None:
    lists = sorted((folder / "lists").glob("*.db"))
    again, _ = pack_making.made([*reversed(lists), lists[0]], folder / "notebook.db")

    assert again == packed
    assert packing(folder, made_at="2026-03-02 09:30") != packed


def test_a_pack_may_hold_lists_only_or_the_notebook_only(folder: Path) -> None:
    lists = sorted((folder / "lists").glob("*.db"))
    data, only_list = pack_making.made(lists[:1], None)
    _, only_notebook = pack_making.made([], folder / "notebook.db")

    assert only_list.notebook is None
    assert [each.data for each in only_list.lists] == [lists[0].read_bytes()]
    assert list(parts_of(data)) == ["contents.json", "list-1.db"]
    assert only_notebook.lists == ()
    assert only_notebook.notebook


def test_the_official_list_can_be_packed() -> None:
    _, found = pack_making.made([support.DATABASE], None)

    assert found.lists[0].data == support.DATABASE.read_bytes()
    assert found.contents.entries[0].counts == (107, 101, 34)


def test_what_cannot_be_packed_is_a_sentence(tmp_path: Path, folder: Path) -> None:
    broken = tmp_path / "坏的.db"
    broken.write_bytes(made()[1][:-4096])
    for lists, notebook, words in (
        ([], None, "没有选清单"),
        ([broken], None, "“坏的”已损坏"),
        ([tmp_path / "没有.db"], None, "“没有”读不出来"),
        ([folder / f"{n}.db" for n in range(201)], None, "最多 200 份"),
    ):
        with pytest.raises(PackError, match=rf"{words}.*。$"):
            pack_making.made(lists, notebook)
    with pytest.raises(NotebookError, match=r"。$"):
        pack_making.made([], tmp_path / "none.db")


def test_packing_and_reading_tell_how_far_they_are_and_can_be_given_up(
    folder: Path, packed: bytes
) -> None:
    told: list[float] = []
    lists = sorted((folder / "lists").glob("*.db"))

    def progress(done: int, whole: int) -> None:
        told.append(done / whole)

    pack_making.made(lists, folder / "notebook.db", progress=progress)
    assert told == sorted(told)
    assert told[-1] == 1
    told.clear()
    looked_through(packed, "x", progress)
    assert told == sorted(told)
    assert told[-1] == 1
    with pytest.raises(PackCancelled):
        looked_through(packed, "x", cancelled=lambda: len(told) > 2)
    with pytest.raises(PackCancelled):
        pack_making.made(lists, None, cancelled=lambda: True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(towns=st.sets(st.sampled_from(TOWNS)), wanted=st.none() | st.lists(records, max_size=8))
def test_any_lists_and_any_notes_come_out_as_they_went_in(
    tmp_path_factory: pytest.TempPathFactory, towns: set[str], wanted: list[Record] | None
) -> None:
    folder = tmp_path_factory.mktemp("any")
    library = library_of(folder, *towns)
    notes = TownNotes()
    notebook = None
    if wanted is not None:
        edit = sound_edit(notes, wanted, [])
        notes = applied(notes, edit)
        notebook = with_notes(folder, edit)
    if not towns and notebook is None:
        return
    data, _ = pack_making.made([each.path for each in library.lists()], notebook)

    found = looked_through(data, "x")

    assert {each.data for each in found.lists} == {made(town)[1] for town in towns}
    assert (found.notebook.notes if found.notebook else TownNotes()) == notes


def refused(data: bytes) -> str:
    """The sentence that a file is refused with."""
    with pytest.raises(PackError) as caught:
        looked_through(data, "x.dutypack")
    sentence = str(caught.value)
    assert sentence.endswith("。")
    assert "\n" not in sentence
    assert "Error" not in sentence
    return sentence


def test_every_truncation_is_refused(packed: bytes) -> None:
    step = max(1, len(packed) // 400)
    for length in (
        *range(200),
        *range(200, len(packed), step),
        *range(len(packed) - 60, len(packed)),
    ):
        refused(packed[:length])


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bytes_are_refused_or_change_nothing(packed: bytes, seed: int) -> None:
    dice = random.Random(seed)
    whole = looked_through(packed, "x.dutypack")
    directory = packed.rindex(b"PK\x05\x06") - 400
    harmless = 0
    for at in range(150):
        damaged = bytearray(packed)
        for _ in range(dice.choice([1, 1, 1, 2, 8])):
            place = dice.randrange(directory if at % 2 else 0, len(packed))
            damaged[place] ^= 1 << dice.randrange(8)
        try:
            found = looked_through(bytes(damaged), "x.dutypack")
        except PackError as error:
            assert str(error).endswith("。")  # noqa: PT017 - it may be harmless too
            continue
        harmless += 1
        assert same(found, whole)
    assert harmless < 100, "dates and attributes are all that may differ"


def test_junk_is_no_pack() -> None:
    for junk in (b"", b"P", b"PK\x03\x04", b"\0" * 999, made()[1], b"PK\x05\x06" + bytes(18)):
        refused(junk)
    assert "不是本程序打的包" in refused(b"%PDF-1.7")
    assert "不是本程序打的包" in refused(zip_of({"a.txt": b"x"}))
    assert "不是本程序打的包" in refused(zip_of({"contents.json": b"{}"}))
    assert "不是本程序打的包" in refused(zip_of({"contents.json": b"[]"}))


def test_a_later_version_says_so(packed: bytes) -> None:
    assert "安装新版程序" in refused(saying(packed, version=2, entries="other"))
    parts = parts_of(packed)
    newer = bytearray(parts["list-1.db"])
    newer[60:64] = (schema.VERSION + 1).to_bytes(4, "big")
    assert "安装新版程序" in refused(zip_of(parts | {"list-1.db": bytes(newer)}))
    connection = sqlite3.connect(":memory:")
    connection.deserialize(parts["notebook.db"])
    connection.execute(f"PRAGMA user_version = {notebook_schema.VERSION + 1}")
    data = connection.serialize()
    connection.close()
    assert "安装新版程序" in refused(zip_of(parts | {"notebook.db": data}))


_SAID = [
    {"version": "1"},
    {"version": 0},
    {"version": None},
    {"program": 7},
    {"program": "\n"},
    {"made_at": "x" * 300},
    {"entries": []},
    {"entries": None},
    {"more": 1},
]


@pytest.mark.parametrize("said", _SAID, ids=repr)
def test_a_pack_that_says_something_else_than_it_holds_is_refused(
    packed: bytes, said: dict[str, object]
) -> None:
    assert "已损坏或被改动过" in refused(saying(packed, **said))


def test_a_checksum_that_does_not_hold_is_refused(packed: bytes) -> None:
    entries = json.loads(parts_of(packed)["contents.json"])["entries"]
    for key, value in (("sha256", "0" * 64), ("title", "别的清单"), ("size", 1), ("counts", [])):
        changed = [entries[0] | {key: value}, *entries[1:]]
        assert "已损坏" in refused(saying(packed, entries=changed)), key


def test_contents_that_never_end_are_refused(packed: bytes) -> None:
    parts = parts_of(packed)
    for said in (b"[" * 100_000, b"{", b"\xff", b"1" * 9000, b'{"a":' * 50_000):
        refused(zip_of(parts | {"contents.json": said}))
    assert "太大" in refused(zip_of(parts | {"contents.json": b" " * 1_100_000}))


def _without(name: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    return lambda parts: {each: data for each, data in parts.items() if each != name}


_ODD: dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]] = {
    "more than it says": lambda parts: {**parts, "readme.txt": b"x"},
    "a path": lambda parts: {**parts, "../notebook.db": b"x"},
    "a folder": lambda parts: {**parts, "lists/": b""},
    "one list fewer": _without("list-2.db"),
    "no first list": _without("list-1.db"),
    "no notebook": _without("notebook.db"),
    "lists changed round": lambda parts: {
        **parts,
        "list-1.db": parts["list-2.db"],
        "list-2.db": parts["list-1.db"],
    },
    "a list as notebook": lambda parts: {**parts, "notebook.db": parts["list-1.db"]},
    "a notebook as list": lambda parts: {**parts, "list-1.db": parts["notebook.db"]},
    "a list twice": lambda parts: {**parts, "list-2.db": parts["list-1.db"]},
    "nothing": lambda parts: {"contents.json": parts["contents.json"]},
    "other order": lambda parts: dict(reversed(parts.items())),
    "an empty list": lambda parts: {**parts, "list-1.db": b""},
    "an empty notebook": lambda parts: {**parts, "notebook.db": b""},
}


@pytest.mark.parametrize("odd", _ODD)
def test_what_holds_something_else_is_refused(packed: bytes, odd: str) -> None:
    assert "已损坏" in refused(zip_of(_ODD[odd](parts_of(packed))))


def test_an_entry_twice_is_refused(packed: bytes) -> None:
    out = io.BytesIO(packed)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("notebook.db", b"x")
    assert "已损坏" in refused(out.getvalue())


def test_words_before_or_behind_are_refused(packed: bytes) -> None:
    refused(packed + b"\0")
    refused(b"PK\x03\x04" + packed)
    out = io.BytesIO(packed)
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = b"hello"
    refused(out.getvalue())


def test_other_methods_and_passwords_are_refused(packed: bytes) -> None:
    parts = parts_of(packed)
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert "已损坏" in refused(zip_of(parts, method=method))
    locked = bytearray(packed)
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = 0
        while (at := locked.find(mark, at)) >= 0:
            locked[at + flags] |= 1
            at += 4
    assert "设了密码" in refused(bytes(locked))


def test_bombs_are_refused(packed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = parts_of(packed)
    bomb = zip_of({**parts, "notebook.db": bytes(16 * 1024 * 1024)})
    assert "大得异常" in refused(bomb)
    many = zip_of({f"list-{n}.db": b"" for n in range(1, 400)})
    assert "已损坏" in refused(many)
    lying = bytearray(zip_of(parts, method=zipfile.ZIP_STORED))
    at = lying.rindex(b"PK\x01\x02") + 24
    lying[at : at + 4] = struct.pack("<L", 2**32 - 2)
    assert "大得异常" in refused(bytes(lying))
    monkeypatch.setattr(pack, "MOST_BYTES", 999)
    assert "太大" in refused(packed)


def test_a_pack_of_much_that_is_empty_is_no_bomb(tmp_path: Path) -> None:
    with begin_anew(tmp_path):
        pass
    connection = sqlite3.connect(tmp_path / "notebook.db")
    with connection:
        connection.execute("CREATE TABLE x (y)")
        connection.execute("INSERT INTO x VALUES (zeroblob(9000000))")
    with connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("DROP TABLE x")
    connection.close()

    data, found = pack_making.made([], tmp_path / "notebook.db")

    assert len(data) > 8_000_000
    assert found.notebook


def _resealed(data: bytes, *statements: str) -> bytes:
    """A list's database in which somebody changed something, with a seal that is right."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.execute("UPDATE meta SET value = ? WHERE key = 'seal'", (seal.PLACEHOLDER,))
    connection.commit()
    connection.execute("VACUUM")
    changed = connection.serialize()
    connection.close()
    return seal.sealed(changed)


_ENDLESS = (
    "ALTER TABLE categories RENAME TO c",
    """
    CREATE VIEW categories (id, name) AS WITH RECURSIVE e (n) AS
    (SELECT 1 UNION ALL SELECT n + 1 FROM e) SELECT id, name FROM c, e
    """,
)
_FORGED = {
    "a view that never ends": _ENDLESS,
    "a trigger": ("CREATE TRIGGER t AFTER INSERT ON meta BEGIN SELECT 1; END",),
    "another table": ("CREATE TABLE more (x)",),
    "a virtual table": ("CREATE VIRTUAL TABLE more USING fts5(x)",),
    "a computed column": ("ALTER TABLE cells ADD COLUMN x TEXT AS (text || text)",),
    "an index that is run": ("CREATE INDEX i ON cells (length(text))",),
    "a column more": ("ALTER TABLE cells ADD COLUMN x TEXT",),
    "other words": ("UPDATE cells SET text = '另外的话' WHERE position = 3",),
    "a date that is none": ("UPDATE meta SET value = '2025-13' WHERE key = 'date'",),
    "a name of two lines": ("UPDATE meta SET value = '甲\n乙' WHERE key = 'town'",),
    "no town": ("DELETE FROM meta WHERE key = 'town'",),
    "headings that are none": ("UPDATE lists SET headings = '5'",),
    "no lists": ("DELETE FROM lists",),
    "a cell less": ("DELETE FROM cells WHERE position = 2",),
    "no readings": ("UPDATE readings SET syllables = 'a'",),
    "another source": ("UPDATE meta SET value = 'x' WHERE key = 'source_sha256'",),
}


@pytest.mark.parametrize("forged", _FORGED)
def test_a_forged_list_is_refused_though_its_seal_is_right(forged: str) -> None:
    sound = _resealed(made()[1])
    data = _resealed(made()[1], *_FORGED[forged])
    seal.check(data)

    assert sound_list(sound) == made()[0]
    with pytest.raises(LIST_FAULTS):
        sound_list(data)


_IN_NOTEBOOK = (
    "CREATE TABLE more (x)",
    "CREATE VIEW v AS SELECT 1",
    "UPDATE offices SET name = ''",
    "UPDATE people SET name = 'a\x01b'",
    "PRAGMA application_id = 7",
)


@pytest.mark.parametrize("statement", _IN_NOTEBOOK)
def test_a_forged_notebook_is_refused(packed: bytes, statement: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(parts_of(packed)["notebook.db"])
    connection.execute(statement)
    connection.commit()
    data = connection.serialize()
    connection.close()

    assert "已损坏" in refused(with_part(packed, "notebook.db", data))


def test_a_notebook_with_the_same_counts_is_another_notebook(packed: bytes) -> None:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(parts_of(packed)["notebook.db"])
    connection.execute("UPDATE people SET name = '另一个人' WHERE key = 'p1'")
    connection.commit()
    data = connection.serialize()
    connection.close()

    found = looked_through(with_part(packed, "notebook.db", data), "x").notebook

    assert found
    assert found.notes.people["p1"].name == "另一个人"


def test_a_name_that_cannot_be_shown_is_no_danger(packed: bytes) -> None:
    assert looked_through(packed, "a\nb\udc80.dutypack").name == "a□b□.dutypack"
    with pytest.raises(PackError, match="“a□b”"):
        looked_through(b"", "a\nb")


def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path, packed: bytes) -> None:
    for path in (tmp_path, tmp_path / "none.dutypack", tmp_path / "a\0b"):
        with pytest.raises(PackError, match=r"读不出来.*。$"):
            read_pack(path)
    path = tmp_path / "甲.dutypack"
    path.write_bytes(packed)
    assert read_pack(path).name == "甲.dutypack"
