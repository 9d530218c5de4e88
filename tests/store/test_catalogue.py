import sqlite3
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty_desktop import paths
from duty_desktop.errors import CatalogueError
from duty_desktop.store import catalogue, schema, seal
from tests.support import DATABASE


def refusal(path: Path) -> str:
    """The sentence with which the file is refused."""
    with pytest.raises(CatalogueError) as refused:
        catalogue.load(path)
    sentence = str(refused.value)
    assert sentence.endswith("。")
    assert "\n" not in sentence
    return sentence


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert str(tmp_path / "duties.db") in refusal(tmp_path / "duties.db")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "打不开" in refusal(tmp_path)


def other_database(path: Path) -> bytes:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    return path.read_bytes()


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    other_database(tmp_path / "other.db")

    assert "别的程序的数据库" in refusal(tmp_path / "other.db")


def test_of_a_file_that_is_no_database_only_the_beginning_is_read(tmp_path: Path) -> None:
    path = tmp_path / "photographs.db"
    path.write_bytes(b"x" * 20_000_000)

    tracemalloc.start()
    try:
        assert "不是履职清单的数据文件，请核对是否选对了文件" in refusal(path)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


DAMAGED = DATABASE.read_bytes()[:-1]


@pytest.mark.parametrize("data", [None, b"", b"junk" * 40, DAMAGED])
def test_only_of_the_programs_own_file_is_a_new_installation_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes | None
) -> None:
    path = tmp_path / "junk.db"
    if data is not None:
        path.write_bytes(data)

    assert f"“{path}”" in refusal(path)
    assert "重新安装" not in refusal(path)
    monkeypatch.setattr(paths, "database", lambda: path)
    assert "请重新安装本程序" in refusal(path)


def with_user_version(data: bytes, version: int) -> bytes:
    return data[:60] + version.to_bytes(4, "big") + data[64:]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "是空的"),
        ("一份文本文件。\n".encode() * 300, "不是履职清单的数据文件"),
        (DATABASE.read_bytes()[:50], "不是履职清单的数据文件"),
        (DATABASE.read_bytes()[:-1], "不完整"),
        (DATABASE.read_bytes()[: len(DATABASE.read_bytes()) // 2], "不完整"),
        (DATABASE.read_bytes() + b"x", "不完整"),
        (with_user_version(DATABASE.read_bytes(), schema.VERSION + 1), "更新的版本"),
    ],
)
def test_damaged_files_are_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "duties.db"
    path.write_bytes(data)

    assert words in refusal(path)
    assert path.read_bytes() == data, "nothing is written to a file that is refused"
    assert list(tmp_path.iterdir()) == [path]


@settings(max_examples=200)
@given(st.integers(0, len(DATABASE.read_bytes()) - 1), st.integers(1, 255))
def test_one_changed_byte_is_always_found(place: int, change: int) -> None:
    data = bytearray(DATABASE.read_bytes())
    data[place] ^= change

    with pytest.raises(seal.UnfitError):
        seal.check(bytes(data))


def test_the_database_is_opened_so_that_nothing_can_be_written() -> None:
    connection = catalogue.read_only(DATABASE)
    try:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM duties")
    finally:
        connection.close()
