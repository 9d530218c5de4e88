from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from duty_desktop.domain.duty import DutyList
from duty_desktop.errors import CatalogueError, NotFoundError, OutputError
from duty_desktop.files import write_whole
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.ingest.pronouncing import read_aloud
from duty_desktop.store import catalogue, library, turns
from duty_desktop.store.library import Library
from duty_desktop.store.writer import database_bytes
from tests import support

Made = tuple[DutyList, bytes]


def made(source: bytes) -> Made:
    duty_list = read_duty_list(source)
    return duty_list, database_bytes(duty_list, read_aloud(duty_list))


@pytest.fixture(scope="module")
def two() -> list[Made]:
    source = support.document()
    return [made(source), made(source.replace("喜洲镇".encode(), "双廊镇".encode()))]


@pytest.fixture
def lists(tmp_path: Path) -> Library:
    return Library(tmp_path / "用户" / "lists")


def test_an_empty_library_has_nothing_and_writes_nothing(lists: Library) -> None:
    assert lists.lists() == ()
    assert lists.current() is None
    assert not lists.folder.exists()


def test_lists_live_side_by_side(lists: Library, two: list[Made]) -> None:
    paths = lists.add(two)

    assert [each.title for each in lists.lists()] == [
        "大理市双廊镇履职事项清单（2025年6月）",
        "大理市喜洲镇履职事项清单（2025年6月）",
    ]
    assert lists.lists()[0].counts == (1, 1, 1)
    assert [catalogue.load(path) for path in paths] == [duty_list for duty_list, _ in two]
    sha256 = two[0][0].source_sha256
    assert paths[0].name == f"大理市-喜洲镇-2025-06-{sha256[:8]}.db"


def test_the_same_list_again_is_the_same_file(lists: Library, two: list[Made]) -> None:
    (path,) = lists.add(two[:1])
    path.write_bytes(b"damaged")

    assert lists.add(two[:1]) == (path,)
    assert [each.fault for each in lists.lists()] == [""]


def test_one_is_current_until_it_is_taken_out(lists: Library, two: list[Made]) -> None:
    first, second = lists.add(two)
    lists.set_current(first)
    assert lists.current() == first
    assert [each.is_current for each in lists.lists()] == [False, True]

    lists.remove(second)
    assert lists.current() == first
    place = lists.remove(first)

    assert lists.current() is None
    assert lists.lists() == ()
    assert catalogue.load(place) == two[0][0], "moved aside, not deleted"


def test_what_is_taken_out_twice_is_kept_twice(lists: Library, two: list[Made]) -> None:
    places = [lists.remove(lists.add(two[:1])[0]) for _ in range(3)]

    assert len(set(places)) == 3
    assert all(place.exists() for place in places)


def test_what_another_window_took_out_is_told(lists: Library, two: list[Made]) -> None:
    (path,) = lists.add(two[:1])
    Library(lists.folder).remove(path)

    with pytest.raises(OutputError, match="已经不在清单库里"):
        lists.remove(path)


def test_what_was_taken_out_is_put_back(lists: Library, two: list[Made]) -> None:
    (path,) = lists.add(two[:1])
    places = [lists.remove(path), lists.remove(lists.add(two[:1])[0])]
    places[0].write_bytes(b"damaged")
    assert [bool(each.fault) for each in lists.removed()] == [False, True]

    assert lists.put_back(places[1]) == path
    assert catalogue.load(path) == two[0][0]
    with pytest.raises(OutputError, match="已经有"):
        lists.put_back(places[0])
    assert [each.path for each in lists.removed()] == places[:1]


def test_what_is_gone_cannot_be_put_back(lists: Library, two: list[Made]) -> None:
    place = lists.remove(lists.add(two[:1])[0])
    place.unlink()

    with pytest.raises(OutputError, match="放不回"):
        lists.put_back(place)


NAMES_NOTHING = [b"", b"{}", b"[]", b"null", b"\xff" * 9, b"[" * 60_000]
NAMES_NOTHING += [
    b'{"current": %s}' % said for said in (b"7", b"null", b'"no.db"', b'"../secret.db"')
]


@pytest.mark.parametrize("said", NAMES_NOTHING)
def test_a_damaged_choice_is_none(lists: Library, said: bytes) -> None:
    lists.folder.mkdir(parents=True)
    (lists.folder.parent / "secret.db").write_bytes(b"x")
    (lists.folder / "current.json").write_bytes(said)

    assert lists.current() is None


def test_a_damaged_list_is_shown_with_its_fault_and_not_made_current(
    lists: Library, two: list[Made]
) -> None:
    good, bad = lists.add(two)
    bad.write_bytes(bad.read_bytes()[:-4096])

    faults = {each.path: each.fault for each in lists.lists()}
    assert not faults[good]
    assert faults[bad].endswith("不完整，请移出清单库，再重新导入。")
    with pytest.raises(CatalogueError):
        lists.set_current(bad)
    assert lists.current() is None


def test_several_lists_are_kept_all_or_none(
    lists: Library, two: list[Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_on_the_second(path: Path, data: bytes) -> None:
        if "双廊" in path.name:
            raise OutputError("磁盘已满。")
        write_whole(path, data)

    monkeypatch.setattr(library, "write_whole", fails_on_the_second)

    with pytest.raises(OutputError):
        lists.add(two)

    assert [path.name for path in lists.folder.iterdir()] == ["library.lock"]


def test_what_a_killed_import_left_is_swept_away(lists: Library, two: list[Made]) -> None:
    lists.folder.mkdir(parents=True)
    left = ["大理市-喜洲镇.incoming", ".大理市-喜洲镇.incoming.0123456789abcdef"]
    stay = ["说明.txt", ".hidden", "removed.db.bak"]
    for name in (*left, *stay):
        (lists.folder / name).write_bytes(b"half")

    (path,) = lists.add(two[:1])

    names = {each.name for each in lists.folder.iterdir()}
    assert names == {path.name, "library.lock", *stay}


@contextmanager
def another_importer(folder: Path) -> Iterator[None]:
    """Somebody else is just putting lists into the library."""
    folder.mkdir(parents=True)
    with turns.alone(folder / "library.lock", "", "") as is_alone:
        assert is_alone
        yield


def test_nothing_of_another_importer_is_swept_away(
    lists: Library, two: list[Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "WAITING", 0.05)
    with another_importer(lists.folder):
        incoming = lists.folder / "x.incoming"
        incoming.write_bytes(b"half")
        with pytest.raises(OutputError, match=r"另一个窗口.*。$"):
            lists.add(two)
        with pytest.raises(OutputError, match=r"另一个窗口.*。$"):
            lists.set_current(None)
        assert incoming.exists()

    lists.add(two)

    assert not incoming.exists()
    assert len(lists.lists()) == 2


def test_a_folder_without_locks_is_written_and_not_swept(lists: Library, two: list[Made]) -> None:
    lists.folder.mkdir(parents=True)
    (lists.folder / "library.lock").write_bytes(b"no database, hence no lock" * 99)
    (lists.folder / "x.incoming").write_bytes(b"half")

    lists.add(two)

    assert len(lists.lists()) == 2
    assert (lists.folder / "x.incoming").exists()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path, two: list[Made]) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(OutputError, match=r"。$"):
        Library(tmp_path / "file" / "lists").add(two)


def test_a_list_is_found_by_a_part_of_its_name(lists: Library, two: list[Made]) -> None:
    first, second = lists.add(two)

    assert lists.find("喜洲") == first
    assert lists.find(second.stem) == lists.find(second.name) == second
    for name in ("大理市", "没有", ""):
        with pytest.raises(NotFoundError, match=r"。$"):
            lists.find(name)


def test_what_another_window_chooses_while_a_list_is_removed_stays_chosen(
    lists: Library, two: list[Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As soon as others may write, the removed list is no choice any more."""
    first, second = lists.add(two)
    lists.set_current(first)
    alone = turns.alone

    @contextmanager
    def then_another_chooses(*given: Any) -> Iterator[bool]:
        with alone(*given) as is_alone:
            yield is_alone
        monkeypatch.setattr(turns, "alone", alone)
        Library(lists.folder).set_current(second)

    monkeypatch.setattr(turns, "alone", then_another_chooses)
    lists.remove(first)

    assert lists.current() == second


def test_a_list_whose_choice_cannot_be_unsaid_stays(
    lists: Library, two: list[Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = lists.add(two)
    lists.set_current(first)

    def full(*_given: object) -> None:
        raise OutputError("磁盘已满。")

    monkeypatch.setattr(library, "write_whole", full)
    with pytest.raises(OutputError, match="磁盘已满"):
        lists.remove(first)

    assert lists.current() == first
    assert lists.removed() == ()
