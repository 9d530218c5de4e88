"""Very many duties: the engine in memory and on the index, side by side, and SQLite's LIKE.

    python -m tests.benchmarks.many [--duties 5000 20000 50000] [--way memory index] [--like N]

For each size and each way, in a process of its own: how long getting ready takes, how much memory
that needs at its peak and afterwards holds (besides the duties themselves), and how long the first
page of 200 hits takes for the queries under tests/search, 300 pieces of real duties and 100 words
in pinyin, none of which was asked before. The duties are the real list again and again. With
``--like`` so many of the same queries are put to SQLite's LIKE over the same words as well.
"""

import argparse
import gc
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.domain.readings import Readings
from duty_desktop.domain.words import words
from duty_desktop.search.engine import SearchEngine
from duty_desktop.search.many import engine_for
from duty_desktop.store import catalogue, phrase_index
from tests.benchmarks.measuring import percentile, report
from tests.benchmarks.searching import county, like, queries
from tests.evaluation.search import UNSEEN, read_cases
from tests.support import DATABASE

PAGE = 200
"""Hits: some screens of a long table."""

MB = 1_000_000


def spelled(duty_list: DutyList, readings: Readings, count: int) -> list[str]:
    """Words of names as people type them in letters, whole or by initials."""
    chooser = random.Random(11)
    typed: list[str] = []
    while len(typed) < count:
        name = chooser.choice(duty_list.duties).name
        start = chooser.randrange(len(name))
        syllables = readings.of(name[start : start + chooser.randint(2, 4)])
        most = chooser.choice((1, 6))
        typed.append("".join(syllable[:most] for syllable in syllables))
    return [each for each in typed if len(each) > 1]


def asked(duty_list: DutyList, readings: Readings) -> list[str]:
    unseen = [case.query for case in read_cases(UNSEEN)]
    return [*queries(duty_list.duties), *unseen, *spelled(duty_list, readings, 100)]


def resident() -> float:
    """Bytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


def peak() -> float:
    """Bytes that this process held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def measure(way: str, count: int, most_like: int) -> None:
    duty_list = catalogue.load(DATABASE)
    readings = catalogue.load_readings(DATABASE, duty_list)
    towns = -(-count // len(duty_list.duties))
    duties, all_readings = county(duty_list, readings, towns)
    del duties[count:]
    texts = asked(duty_list, readings)
    gc.collect()
    before = resident()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        engine = engine_for(
            duties,
            duty_list.departments,
            all_readings,
            (),
            [duty_list.source_sha256] * towns,
            partial(phrase_index.kept, Path(folder)),
            most_in_memory=0 if way == "index" else count,
        )
        built = time.perf_counter() - started
        file = Path(folder) / phrase_index.FILE_NAME
        size = f", file {file.stat().st_size / MB:.0f} MB" if file.exists() else ""
        engine.prepare()
        ready = time.perf_counter() - started
        top = peak() - before
        gc.collect()
        held = resident() - before
        taken = [first_page(engine, text) for text in texts]
        print(
            f"{count:7} duties  {way:<6} built in {built:6.1f} s, ready in {ready:6.1f} s{size};"
            f" memory at most {top / MB:5.0f} MB, then {held / MB:5.0f} MB,"
            f" after all queries {(resident() - before) / MB:5.0f} MB"
        )
        middle, high = percentile(taken, 50) * 1000, percentile(taken, 99) * 1000
        print(
            f"{'':23} first {PAGE}: median {middle:7.2f} ms   p99 {high:7.2f} ms"
            f"   most {max(taken) * 1000:7.2f} ms   n = {len(taken)}"
        )
        slowest = sorted(zip(taken, texts, strict=True), reverse=True)[:8]
        print(" " * 23, "slowest:", ", ".join(f"{q} {t * 1000:.0f}" for t, q in slowest))
        if most_like:
            chosen = random.Random(3).sample(range(len(texts)), most_like)
            compare(texts_of(duties), [texts[n] for n in chosen], [taken[n] for n in chosen])


def texts_of(duties: Sequence[Duty]) -> list[str]:
    return ["\n".join(words(cell) for cell in duty.cells).lower() for duty in duties]


def compare(texts: Sequence[str], asked: Sequence[str], ours: Sequence[float]) -> None:
    search = like(texts)
    theirs = []
    for query in asked:
        started = time.perf_counter()
        search(query)
        theirs.append(time.perf_counter() - started)
    report("this program", ours, theirs, "SQLite LIKE")


def first_page(engine: SearchEngine, text: str) -> float:
    started = time.perf_counter()
    engine.search(text, PAGE)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--duties", type=int, nargs="+", default=[5_000, 20_000, 50_000])
    parser.add_argument("--way", nargs="+", default=["memory", "index"])
    parser.add_argument("--like", type=int, default=0)
    arguments = parser.parse_args()
    if len(arguments.duties) == len(arguments.way) == 1:
        measure(arguments.way[0], arguments.duties[0], arguments.like)
        return
    for count in arguments.duties:
        for way in arguments.way:
            command = [sys.executable, "-m", "tests.benchmarks.many", "--way", way]
            command += ["--duties", str(count), "--like", str(arguments.like)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
