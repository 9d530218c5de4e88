"""Building the database, against putting the bare rows of the document into a table.

python -m tests.benchmarks.building
"""

import sqlite3

from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.ingest.pronouncing import read_aloud
from duty_desktop.store.writer import database_bytes
from tests.benchmarks.measuring import report, seconds
from tests.support import SOURCE


def bare(data: bytes) -> None:
    """The least that any program must do: split the rows, store them, take the bytes."""
    rows = [(line.split("\t") + [""] * 6)[:6] for line in data.decode().splitlines()]
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE rows (a, b, c, d, e, f)")
    connection.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.commit()
    connection.serialize()
    connection.close()


def build(data: bytes) -> bytes:
    duty_list = read_duty_list(data)
    return database_bytes(duty_list, read_aloud(duty_list))


def main() -> None:
    data = SOURCE.read_bytes()
    report(
        "build: read, understand, pinyin, write, seal",
        seconds(lambda: build(data), 20),
        seconds(lambda: bare(data), 20),
        "bare rows into a table",
    )


if __name__ == "__main__":
    main()
