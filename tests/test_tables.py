from pathlib import Path

import pytest

from duty_desktop import tables
from duty_desktop.domain.duty import DutyList
from duty_desktop.search.answer import Tier
from duty_desktop.search.engine import SearchEngine


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_own_words_are_read_as_people_save_them(tmp_path: Path, encoding: str) -> None:
    text = "# 本镇的词\n铁疙瘩\t农业机械、农机\n\n大喇叭=广播\n只有一列\n四轮，农业机械\n"
    (tmp_path / tables.OWN_WORDS).write_text(text, encoding=encoding)

    assert tables.own_words(tmp_path) == (
        ("铁疙瘩", "农业机械、农机"),
        ("大喇叭", "广播"),
        ("四轮", "农业机械"),
    )


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe\x01", b"\t\t\t\n=\n,", b"x" * 2_000_000])
def test_a_table_that_is_none_does_no_harm(tmp_path: Path, content: bytes) -> None:
    (tmp_path / tables.OWN_WORDS).write_bytes(content)

    assert tables.own_words(tmp_path) == ()


def test_no_table_is_no_words(tmp_path: Path) -> None:
    assert tables.own_words(tmp_path) == ()
    assert tables.own_words(tmp_path / "absent") == ()


def test_own_words_find(duty_list: DutyList) -> None:
    engine = SearchEngine(duty_list.duties, own_words=[("铁疙瘩", "农业机械安全")])

    hits = engine.search("铁疙瘩").hits

    assert [(hit.duty.id, hit.tier) for hit in hits] == [("reclaimed-4", Tier.SYNONYM)]


@pytest.mark.parametrize("name", ["synonyms", "department_short_names", "readings", "traditional"])
def test_tables_have_two_columns(name: str) -> None:
    assert all(len(row) == 2 and all(row) for row in tables.rows(name))


def test_no_everyday_word_stands_in_two_rows() -> None:
    words = [word for row in tables.rows("synonyms") for word in row[0].split("、")]

    assert len(words) == len(set(words))
    assert len(words) > 3000
