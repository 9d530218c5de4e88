"""One query's answer, against a plain scan of the same text in Python.

    python -m tests.benchmarks.searching [--towns N]

Asks every query under tests/search and 300 pieces of real duties. The baseline lower-cases the
query and looks for it with ``in`` in every duty's whole text, in the same run. ``--towns`` repeats
the list as if so many towns had one each. SQLite's LIKE over the same text is timed as well, and
datasette's own full-text search where datasette is installed.
"""

import argparse
import asyncio
import importlib.util
import random
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.domain.readings import Readings
from duty_desktop.domain.words import words
from duty_desktop.search.engine import SearchEngine
from duty_desktop.store import catalogue
from tests.benchmarks.measuring import report
from tests.evaluation.search import QUERIES, read_cases
from tests.support import DATABASE


def queries(duties: Sequence[Duty]) -> list[str]:
    chooser = random.Random(7)
    pieces = []
    for _ in range(300):
        cell = words(chooser.choice(chooser.choice(duties).cells[1:]))
        start = chooser.randrange(len(cell))
        pieces.append(cell[start : start + chooser.randint(1, 12)])
    return [case.query for case in read_cases(QUERIES)] + pieces


def county(duty_list: DutyList, readings: Readings, towns: int) -> tuple[list[Duty], Readings]:
    """The duties of so many towns: the list again and again under other numbers."""
    duties: list[Duty] = []
    cells = {}
    for town in range(towns):
        for duty in duty_list.duties:
            copy = replace(duty, serial=duty.serial + 1000 * town)
            duties.append(copy)
            cells[copy.id] = readings.cells[duty.id]
    return duties, Readings(cells, readings.characters)


def times(asked: Sequence[str], search: Callable[[str], object]) -> list[float]:
    import time

    for query in asked[:20]:
        search(query)
    taken = []
    for query in asked:
        started = time.perf_counter()
        search(query)
        taken.append(time.perf_counter() - started)
    return taken


def like(texts: Sequence[str]) -> Callable[[str], object]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE duties (text TEXT)")
    connection.executemany("INSERT INTO duties VALUES (?)", [(text,) for text in texts])

    def search(query: str) -> object:
        escaped = query.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        sql = "SELECT rowid FROM duties WHERE text LIKE ? ESCAPE '!'"
        return connection.execute(sql, (f"%{escaped}%",)).fetchall()

    return search


def datasette(texts: Sequence[str], folder: Path) -> Callable[[str], object]:
    """Datasette's table page as JSON, with its search over an FTS5 index made by sqlite-utils."""
    from datasette.app import Datasette
    from sqlite_utils import Database

    path = folder / "duties.db"
    db = Database(path)
    db.table("duties").insert_all({"id": n, "text": text} for n, text in enumerate(texts))
    db.table("duties").enable_fts(["text"])
    db.close()
    loop = asyncio.new_event_loop()
    server = Datasette([str(path)])
    loop.run_until_complete(server.invoke_startup())

    def search(query: str) -> object:
        address = "/duties/duties.json"
        return loop.run_until_complete(server.client.get(address, params={"_search": query}))

    return search


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--towns", type=int, default=1)
    towns = parser.parse_args().towns
    duty_list = catalogue.load(DATABASE)
    readings = catalogue.load_readings(DATABASE, duty_list)
    asked = queries(duty_list.duties)
    duties, all_readings = county(duty_list, readings, towns)
    engine = SearchEngine(duties, duty_list.departments, all_readings)
    engine.prepare()
    texts = ["\n".join(words(cell) for cell in duty.cells).lower() for duty in duties]

    def scan(query: str) -> object:
        wanted = query.lower()
        return [place for place, text in enumerate(texts) if wanted in text]

    print(f"{len(duties)} duties, {len(asked)} queries")
    ours = times(asked, engine.search)
    report("this program", ours, times(asked, scan), "plain scan")
    report("this program", ours, times(asked, like(texts)), "SQLite LIKE")
    if importlib.util.find_spec("datasette"):
        with tempfile.TemporaryDirectory() as folder:
            report("this program", ours, times(asked, datasette(texts, Path(folder))), "datasette")
    else:
        print("datasette is not installed: not compared")


if __name__ == "__main__":
    main()
