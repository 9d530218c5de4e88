import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duty_desktop.errors import OutputError
from duty_desktop.store import phrase_index
from duty_desktop.store.phrase_index import FILE_NAME, PhraseIndex, kept, matching, stored

FIELDS = ("name", "text")
ODD = [
    "%",
    "_",
    '"',
    "'",
    "*",
    "公租房",
    "公租公",
    "a b",
    "NEAR(",
    "😀x😀",
    "\x00",
    "\ud800",
    "",
    "\n",
]


def built(folder: Path, texts: Sequence[str], key: str = "key") -> PhraseIndex:
    rows = [(text[:3], text) for text in texts]
    return kept(folder, key, FIELDS, lambda: rows, lambda: {"note": "\ud800說"})


def holding(index: PhraseIndex, field: str, phrase: str) -> list[int]:
    bits = index.places(field, phrase)
    return [place for place in range(bits.bit_length()) if bits >> place & 1]


def test_a_query_says_its_sql() -> None:
    assert matching(2, "公租房") == (
        "SELECT rowid FROM field_2 WHERE field_2 MATCH ?",
        ('"00516c0079df 0079df00623f"',),
    )
    assert matching(0, '"')[1] == ('"000022"*',)
    assert stored(1, "公租") == (
        "SELECT places FROM words WHERE field_id = ? AND word = ?",
        (1, "00516c0079df"),
    )


def test_nothing_is_lost_and_nothing_means_anything_else(tmp_path: Path) -> None:
    # Once with every word stored as bits, once with hardly any.
    for more in (0, 2000):
        texts = [*ODD, *("无" for _ in range(more))]
        index = built(tmp_path, texts, f"{more}")
        for phrase in [*ODD, "公", "租", "租公", "x😀", "OR", "没", "b"]:
            expected = [place for place, text in enumerate(texts) if phrase in text]
            assert holding(index, "text", phrase) == expected, phrase
        assert list(index.lengths("text"))[:3] == [1, 1, 1]
        assert index.note("note") == "\ud800說"
        index.close()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text("公租房、 \"'*x\n😀", max_size=6), max_size=12),
    st.text("公租房、 \"'*x\n😀", max_size=4),
)
def test_a_phrase_is_found_wherever_it_stands(
    tmp_path: Path, texts: list[str], phrase: str
) -> None:
    index = built(tmp_path, texts, repr(texts))

    for wanted in {phrase, *(text[at : at + 3] for text in texts for at in range(len(text)))}:
        # Behind the last character a line break stands in the index: no phrase holds one.
        if "\n" not in wanted:
            expected = [place for place, text in enumerate(texts) if wanted in text]
            assert holding(index, "text", wanted) == expected
    pairs = {text[at : at + 2] for text in texts for at in range(len(text) - 1)}
    assert {pair for pair in index.pairs("text") if pair[1] != "\n"} == {
        pair for pair in pairs if pair[1] != "\n"
    }
    index.close()


def test_it_is_built_once_and_anew_when_the_lists_change(tmp_path: Path) -> None:
    built(tmp_path, ["甲"]).close()
    with closing(built(tmp_path, ["乙"])) as index:
        assert holding(index, "text", "甲") == [0]
    assert holding(built(tmp_path, ["乙"], "other key"), "text", "甲") == []
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_newer_shape_builds_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(tmp_path, ["甲"]).close()
    monkeypatch.setattr(phrase_index, "VERSION", phrase_index.VERSION + 1)

    assert holding(built(tmp_path, ["乙"]), "text", "乙") == [0]


@pytest.mark.parametrize("spoil", [b"", b"no database", None])
def test_a_broken_file_is_built_anew(tmp_path: Path, spoil: bytes | None) -> None:
    built(tmp_path, ["甲"]).close()
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes()[:4096] if spoil is None else spoil)

    assert holding(built(tmp_path, ["乙"]), "text", "乙") == [0]


def test_what_ends_the_building_leaves_what_there_was(tmp_path: Path) -> None:
    built(tmp_path, ["甲"]).close()
    before = (tmp_path / FILE_NAME).read_bytes()

    def cancelled() -> Iterator[tuple[str, str]]:
        yield "乙", "乙"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kept(tmp_path, "other", FIELDS, cancelled, dict)

    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(OutputError, match="没有写成"):
        built(tmp_path / "file", ["甲"])


def test_it_can_change_nothing(tmp_path: Path) -> None:
    index = built(tmp_path, ["甲"])

    with pytest.raises(sqlite3.OperationalError):
        index._connection.execute("DELETE FROM meta")


def test_what_a_killed_program_left_is_swept(tmp_path: Path) -> None:
    left, young = (tmp_path / f".{FILE_NAME}.{name}" for name in ("left", "young"))
    for each in (left, young):
        each.write_bytes(b"half")
    long_ago = time.time() - 3 * 24 * 3600
    os.utime(left, (long_ago, long_ago))

    kept(tmp_path, "key", ["text"], lambda: [["养犬"]], dict)

    assert not left.exists()
    assert young.exists()
