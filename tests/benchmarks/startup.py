"""Time from starting the process to the first painted window, against a bare PySide6 window.

    python -m tests.benchmarks.startup [RUNS] [--lists N | --county N] [--noted]

The bare window has a tree, a table and a text browser and nothing in them of ours. Both are started
in turn, A B A B …, each in a process of its own; the ratio is that of each pair, its median is
printed. Two moments count: the first paint, when our window shows empty panes, and the paint of the
table with its rows. Also says which heavy packages our window had loaded by its first paint.

``--lists`` puts the lists of so many towns into the library, one of them current; ``--county`` one
list that is as long as theirs together; ``--noted`` begins a notebook with 242 assignments of 12
people for the list that is shown. Without them the user's folder is empty.

Memory is measured in further starts, in turn too, of which each lives on for some seconds: what is
resident when the list (or the bare table) is on the screen, and once everything put off has been
done; medians are printed. Showing Chinese costs any program the pages of a Chinese face that its
characters stand on, so two more baselines are printed: a bare window with one Chinese label, and
one that shows a screen full of the official words, some of them bold as our page has them.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from duty_desktop import paths
from duty_desktop.store.catalogue import load
from tests.benchmarks import loaded
from tests.support import DATABASE, ROOT, SOURCE

HEAVY = ("reportlab", "openpyxl", "pypinyin", "sqlite_utils", "PySide6.QtPdf")

WATCH = '''
import json, os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QTableView

class Watch(QObject):
    """Tells when something was first painted, and when a table with rows was; then ends."""
    painted = rows = None
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            view = watched.parent()
            self.painted = self.painted or "now"
            if isinstance(view, QTableView) and view.model() and view.model().rowCount():
                self.rows = self.rows or "now"
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        now = time.monotonic()
        if self.painted == "now":
            self.painted = now
            self.loaded = [name for name in HEAVY if name in sys.modules]
        if self.rows == "now":
            self.rows = now
            self.resident = resident()
            QTimer.singleShot(STAY, self.end)
    def end(self):
        now = resident()
        print(json.dumps([self.painted, self.rows, self.loaded, self.resident, now]), flush=True)
        os._exit(0)

def resident():
    """Megabytes; None where the system does not tell."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024
    except OSError:
        return None

run = QApplication.exec
def watched_exec(*_):
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    return run()
QApplication.exec = watched_exec
'''.replace("HEAVY", repr(HEAVY))

SETTLED = 3000
"""Milliseconds after which everything that was put off has been done."""

MEMORY_RUNS = 5
"""Starts of each window whose memory is measured; it differs less than the time."""

Started = tuple[float, float, list[str], float | None, float | None]
"""Seconds to the first paint and to painted rows, heavy packages, megabytes then and later."""


BARE = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (QApplication, QMainWindow, QSplitter, QTableWidget,
    QTableWidgetItem, QTextBrowser, QTreeWidget, QTreeWidgetItem)
app = QApplication(sys.argv)
window, splitter = QMainWindow(), QSplitter()
tree, table, browser = QTreeWidget(), QTableWidget(20, 4), QTextBrowser()
for row in range(20):
    tree.addTopLevelItem(QTreeWidgetItem([f"branch {row}"]))
    for column in range(4):
        table.setItem(row, column, QTableWidgetItem(f"cell {row} {column}"))
browser.setPlainText("words " * 100)
for widget in (tree, table, browser):
    splitter.addWidget(widget)
window.setCentralWidget(splitter)
window.resize(1200, 680)
window.show()
sys.exit(QApplication.exec())
"""

LABEL = BARE.replace(
    "window.show()",
    """from PySide6.QtWidgets import QLabel
window.statusBar().addWidget(QLabel("履职清单"))
window.show()""",
)

READING = BARE.replace(
    "window.show()",
    """from pathlib import Path
rows = [line.split("\\t") for line in Path(SOURCE).read_text(encoding="utf-8").splitlines()]
rows = [row for row in rows if len(row) == 3 and row[0].isdigit()]
for row in range(20):
    tree.topLevelItem(row).setText(0, rows[row][1])
    for column in range(3):
        table.item(row, column).setText(rows[row][column])
browser.setHtml(f"<b>{rows[0][1]} {rows[0][2]}</b><p>{rows[1][2]}")
window.show()""".replace("SOURCE", repr(str(SOURCE))),
)

OURS = """
from duty_desktop.app import main
main([])
"""


def start(code: str, environment: dict[str, str], stay: int = 0) -> Started:
    """What one start was like; ``stay`` is how many milliseconds it lives on."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", WATCH.replace("STAY", str(stay)) + code],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        timeout=60,
    )
    painted, rows, loaded, resident, settled = json.loads(done.stdout)
    return painted - began, rows - began, loaded, resident, settled


def line(what: str, ours: list[float], bare: list[float]) -> None:
    ratios = [a / b for a, b in zip(ours, bare, strict=True)]
    low, middle, high = min(ratios), statistics.median(ratios), max(ratios)
    print(
        f"{what:<24}{statistics.median(ours) * 1000:7.1f} ms"
        f"   bare window {statistics.median(bare) * 1000:7.1f} ms"
        f"   ratio {middle:.2f} ({low:.2f} to {high:.2f})"
    )


def memory_line(what: str, ours: list[float | None], name: str, bare: list[float | None]) -> None:
    known, known_bare = (list(filter(None, each)) for each in (ours, bare))
    if not known or not known_bare:
        print(f"{what:<24}not known on this system")
        return
    middle, base = statistics.median(known), statistics.median(known_bare)
    print(f"{what:<24}{middle:7.1f} MB   {name} {base:7.1f} MB   ratio {middle / base:.2f}")


def fill(lists: int, county: int, *, noted: bool) -> str:
    """Put into the user's folder what the start is to find there; what that is."""
    user_data = paths.user_data()
    shown, said = load(DATABASE), []
    if lists or county:
        kept = [loaded.long_list(county)] if county else loaded.town_lists(lists)
        shown = kept[0]
        loaded.keep(user_data, kept)
        said.append(f"{len(kept)} lists, {len(shown.duties)} duties in the current one")
    if noted:
        loaded.note(user_data, shown)
        said.append(f"{loaded.NOTED} assignments of {len(loaded.PEOPLE)} people")
    return "; ".join(said) or "an empty folder of the user"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("runs", type=int, nargs="?", default=15, help="pairs of starts")
    kept = parser.add_mutually_exclusive_group()
    kept.add_argument("--lists", type=int, default=0, metavar="N", help="so many towns' lists")
    kept.add_argument("--county", type=int, default=0, metavar="N", help="so many towns as one")
    parser.add_argument("--noted", action="store_true", help="with the town's notes")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # What is put into the folder here is found there by those that are started.
        os.environ.update({"XDG_DATA_HOME": folder, "LOCALAPPDATA": folder})
        found = fill(arguments.lists, arguments.county, noted=arguments.noted)
        environment = dict(os.environ)
        # Compiled modules are kept, as they are where the program is installed.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        start(OURS, environment)
        start(BARE, environment)
        pairs = [
            (start(OURS, environment), start(BARE, environment)) for _ in range(arguments.runs)
        ]
        ours, bare, label, reading = zip(
            *(
                [start(code, environment, SETTLED) for code in (OURS, BARE, LABEL, READING)]
                for _ in range(MEMORY_RUNS)
            ),
            strict=True,
        )
    print(f"platform {environment['QT_QPA_PLATFORM']}, medians of {arguments.runs} pairs; {found}")
    line("first painted window", [a[0] for a, _ in pairs], [b[0] for _, b in pairs])
    line("the list on the screen", [a[1] for a, _ in pairs], [b[1] for _, b in pairs])
    for name, baseline in (
        ("bare window", bare),
        ("with one Chinese label", label),
        ("with a screen of Chinese", reading),
    ):
        memory_line("memory with the list", [a[3] for a in ours], name, [b[3] for b in baseline])
        memory_line(
            f"memory {SETTLED // 1000} s later",
            [a[4] for a in ours],
            name,
            [b[4] for b in baseline],
        )
    print(f"heavy packages loaded by the first paint: {', '.join(pairs[-1][0][2]) or 'none'}")


if __name__ == "__main__":
    main()
