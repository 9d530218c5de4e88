"""One keystroke to painted rows, against repainting the same table with nothing changed.

    python -m tests.benchmarks.keystroke [--county N] [--noted]

Types real words letter by letter into the window's search field. What counts is the time from the
key until its rows are painted, with everything else that changed at once, the whole of it on the
window's thread; beside it stand the engine's own share and, as a baseline, repainting the whole
window with nothing changed. The branches' counts follow some milliseconds later: what they add to
the work of a key, the wait left out, is told apart. Between two keys the window does what it has
put off, as it does between real ones. ``--county`` shows the
lists of so many towns as one: the list again and again under other numbers. ``--noted`` fills the
notebook with 242 assignments of 12 people, measures without and with them, and tells the ratio.

Then keys are typed 30 times a second for some seconds, and the gaps of a fast timer tell how long
the window was ever held up: a frame of 60 per second is 16.7 ms.
"""

import argparse
import gc
import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.readings import Readings
from duty_desktop.models.overriding import override
from duty_desktop.models.town import Town
from duty_desktop.search.answer import Answer
from duty_desktop.search.engine import SearchEngine
from duty_desktop.store.catalogue import load, load_readings
from duty_desktop.views.browser import Browser
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.typeface import window_font
from duty_desktop.views.window import MainWindow
from duty_desktop.views.zoom import Zoom
from tests.benchmarks.loaded import everything_noted
from tests.benchmarks.measuring import percentile, report, seconds
from tests.support import DATABASE, ROOT
from tests.typist import LOOK_EVERY, gaps_while_typing

WORDS = (
    "低保",
    "养犬管理",
    "农业农村局 农药",
    "消防",
    "公租房申请",
    "12345",
    "土地复垦验收",
    "gzf",
    "dibao",
    "烧麦茬",
    "高龄津贴领多了要退回吗",
    "林草局 防火",
)

ROUNDS = 10

TYPED_FOR = 60
"""Seconds."""

FRAME = 1 / 60
"""Seconds."""


def county(duty_list: DutyList, readings: Readings, towns: int) -> tuple[DutyList, Readings]:
    """The lists of so many towns as one: the list again and again, its numbers going on."""
    last = {kind: max(d.serial for d in duty_list.of_kind(kind)) for kind in duty_list.headings}
    duties, cells = [], {}
    for town in range(towns):
        for duty in duty_list.duties:
            copy = replace(duty, serial=duty.serial + last[duty.kind] * town)
            duties.append(copy)
            cells[copy.id] = readings.cells[duty.id]
    return replace(duty_list, duties=tuple(duties)), Readings(cells, readings.characters)


def texts() -> list[str]:
    """What stands in the field after each key."""
    return [word[: end + 1] for word in WORDS for end in range(len(word))]


def paint_now(window: MainWindow) -> None:
    """Paint what has changed, as the system asks for with the next frame."""
    QApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    QApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))


def let_idle(milliseconds: int) -> None:
    """Let the window do what it has put off."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class TimedEngine(SearchEngine):
    """Knows how long it took to answer."""

    seconds = 0.0

    @override
    def search(self, text: str, limit: int | None = None) -> Answer:
        started = time.perf_counter()
        answer = super().search(text, limit)
        self.seconds = time.perf_counter() - started
        return answer


class KeyTimes(NamedTuple):
    """Seconds, key by key."""

    rows: list[float]
    """Until the rows are painted."""
    counts: list[float]
    """With the work for the branches' counts."""
    engine: list[float]
    """What the engine took of it."""


def key_times(window: MainWindow, browser: Browser) -> KeyTimes:
    """How long each key takes.

    Each round has a new engine, which remembers no answer of the round before.
    """
    times = KeyTimes([], [], [])
    for _ in range(ROUNDS):
        tools = browser.results.prepared()
        tools.engine.__class__ = TimedEngine
        browser.results._tools = tools
        gc.freeze()  # as the window does once its engine is made
        let_idle(100)
        for text in texts():
            started = time.perf_counter()
            browser.field.setText(text)
            paint_now(window)
            times.rows.append(time.perf_counter() - started)
            started = time.perf_counter()
            browser._count()
            paint_now(window)
            times.counts.append(times.rows[-1] + time.perf_counter() - started)
            QApplication.processEvents()
            times.engine.append(cast(TimedEngine, tools.engine).seconds)
    return times


def held_up(window: MainWindow, browser: Browser) -> list[float]:
    """Seconds between ticks of a fast timer while words are typed 30 keys a second."""
    window.activateWindow()
    return gaps_while_typing(browser.field, WORDS, lambda _: let_idle(1000 * TYPED_FOR))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--county", type=int, default=1, metavar="N", help="so many towns")
    parser.add_argument("--noted", action="store_true", help="with the town's notes too")
    arguments = parser.parse_args()
    towns = arguments.county
    application = QApplication(sys.argv[:1])
    face = ROOT / "resources" / "fonts" / "DutySans-Regular.ttf"
    with tempfile.TemporaryDirectory() as folder:
        zoom = Zoom(window_font(application.font(), face), 100, application)
        notebook = Town(Path(folder))
        window = MainWindow(WindowMemory(Path(folder) / "window.ini"), zoom, notebook)
        window.resize(1366, 700)
        window.show()
        town = load(DATABASE)
        duty_list, readings = county(town, load_readings(DATABASE, town), towns)
        browser = window.show_list(duty_list, lambda: readings).browser
        browser.warm_up()
        while not browser.results.ready:
            let_idle(100)
        print(f"{len(duty_list.duties)} duties, {len(texts())} keys, {ROUNDS} rounds")
        times = key_times(window, browser)
        report("key to painted rows", times.rows, seconds(window.repaint, 300), "repainting alone")
        report("key to painted rows", times.rows, times.engine, "of it the engine")
        report("with the counts", times.counts, times.rows, "key to painted rows")
        if arguments.noted:
            started = time.perf_counter()
            notebook.edit(everything_noted(notebook.notes, duty_list))
            paint_now(window)
            print(f"noting 242 assignments: {(time.perf_counter() - started) * 1000:.0f} ms")
            before = times
            times = key_times(window, browser)
            report("key to painted rows, with notes", times.rows, before.rows, "without notes")
        late = sum(key > FRAME for key in times.rows)
        print(f"keys that took longer than a frame of 16.7 ms: {late} of {len(times.rows)}")
        without = [key - own for key, own in zip(times.rows, times.engine, strict=True)]
        print(
            f"without the engine: median {statistics.median(without) * 1000:.1f} ms, "
            f"p99 {percentile(without, 99) * 1000:.1f} ms"
        )
        gaps = held_up(window, browser)
        print(
            f"30 keys a second for {TYPED_FOR} s: gaps of a {LOOK_EVERY} ms timer "
            f"p99 {percentile(gaps, 99) * 1000:.1f} ms, longest {max(gaps) * 1000:.1f} ms, "
            f"held up beyond a frame {sum(gap > FRAME + LOOK_EVERY / 1000 for gap in gaps)} times"
        )


if __name__ == "__main__":
    main()
