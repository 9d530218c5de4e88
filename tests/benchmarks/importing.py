"""How long a county's lists take to come in: ``python -m tests.benchmarks.importing``.

Twenty towns with the bundled list each, 4,840 duties in sixty sheets of one workbook; printed are
the seconds to understand and to store them, and the memory at its height.
"""

import resource
import tempfile
import time
from pathlib import Path

from duty_desktop.domain.duty import ListKind
from duty_desktop.domain.words import MARKUP, words
from duty_desktop.importing import store
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.ingest.understanding import understand
from duty_desktop.store.library import Library
from tests.benchmarks.loaded import TOWNS
from tests.fixtures import make_lists
from tests.support import SOURCE


def county() -> bytes:
    """The workbook: paragraphs are lines in its cells, as offices have them."""
    duty_list = read_duty_list(SOURCE.read_bytes())
    sheets: list[make_lists.Sheet] = []
    for kind in ListKind:
        rows: list[make_lists.Row] = [duty_list.headings[kind]]
        for duty in duty_list.of_kind(kind):
            cells = ([words(text) for text in MARKUP.split(cell)] for cell in duty.cells)
            rows.append(tuple("\n".join(filter(None, lines)) for lines in cells))
        sheets += [
            (f"{town}{kind.short_name}", make_lists.titled(f"昌吉市{town}", 0, ())[:1] + rows, ())
            for town in TOWNS
        ]
    return make_lists.xlsx(sheets)


def main() -> None:
    """Print the seconds of both halves."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "全市.xlsx"
        path.write_bytes(county())
        started = time.perf_counter()
        understanding = understand([path])
        understood = time.perf_counter()
        stored = store(understanding, Library(Path(folder) / "lists"))
        ended = time.perf_counter()
    duties = sum(len(each.duty_list.duties) for each in understanding.lists if each.duty_list)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(stored)} lists, {duties} duties, {memory} MB at most")
    print(f"understood in {understood - started:.1f} s, stored in {ended - understood:.1f} s")


if __name__ == "__main__":
    main()
