import sqlite3
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from duty_desktop.domain.duty import DutyList
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.ingest.pronouncing import read_aloud
from duty_desktop.store import catalogue, schema, writer
from tests import support


def built(duty_list: DutyList) -> bytes:
    return writer.database_bytes(duty_list, read_aloud(duty_list))


def test_two_builds_are_the_same_bytes(duty_list: DutyList, source_bytes: bytes) -> None:
    again = read_duty_list(source_bytes)

    assert built(duty_list) == built(again)


def test_the_database_in_the_repository_is_the_one_built_here(duty_list: DutyList) -> None:
    assert support.DATABASE.read_bytes() == built(duty_list), (
        "build it again: duty-desktop build data/sources/sangong-2025-07.txt -o data/duties.db"
    )


def test_what_was_written_is_read_again(duty_list: DutyList, tmp_path: Path) -> None:
    path = tmp_path / f"{support.ODD}.db"
    path.write_bytes(built(duty_list))

    assert catalogue.load(path) == duty_list
    assert catalogue.load_readings(path, duty_list) == read_aloud(duty_list)


WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\x85"),
    min_size=1,
    max_size=20,
).filter(lambda text: bool(text.strip()))


@settings(max_examples=25, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_source_to_database_to_source(name: str, superior: str, township: str) -> None:
    row = ("3", "平安法治", name, "大理市公安局", superior, township)
    source = support.document(cooperative=[row])
    data = built(read_duty_list(source))
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        read = catalogue.read(connection)
    finally:
        connection.close()

    assert read.source_text().encode("utf-8") == source


def test_tables_are_strict_and_linked(duty_list: DutyList) -> None:
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(built(duty_list))
        tables = connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        ).fetchall()
        assert len(tables) == 14
        assert all(strict for _, strict in tables)
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        links = connection.execute("SELECT * FROM pragma_foreign_key_list('steps')").fetchall()
        assert len(links) == 1
        sql = "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name LIKE 'idx%'"
        assert connection.execute(sql).fetchone()[0] >= 8
    finally:
        connection.close()
