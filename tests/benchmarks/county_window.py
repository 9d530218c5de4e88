"""A county in the window: ``python -m tests.benchmarks.county_window``.

Twenty towns, 4,840 duties, are imported from one workbook by the wizard, as a user does it; then
the window switches to one of them, and all are searched together, letter by letter. Printed are the
seconds of each, and how long the window was ever held up meanwhile: the longest gap of a timer that
ticks every 5 ms.
"""

import gc
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from duty_desktop import paths
from duty_desktop.models.town import Town
from duty_desktop.views.digest import sha256
from duty_desktop.views.lists.opening import Lists
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.window import MainWindow
from duty_desktop.views.zoom import Zoom
from tests.benchmarks.importing import county
from tests.benchmarks.measuring import percentile

LOOK_EVERY = 5
"""Milliseconds between two ticks."""

WORDS = ("低保", "狗咬人", "烧秸秆", "农业农村局 农药", "dibao", "gzf", "高龄津贴领多了要退回吗")


class Gaps(QObject):
    """Notices how long the window's thread is held up.

    Attributes:
        seen: the gaps between two ticks, in seconds.
    """

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.seen.append(now - self._last)
        self._last = now

    def begin(self) -> None:
        """Forget what was seen."""
        self.seen.clear()
        self._last = time.perf_counter()

    def said(self) -> str:
        """The longest gaps, in ms."""
        longest = " ".join(f"{gap * 1000:.0f}" for gap in sorted(self.seen)[-5:])
        over = sum(gap > 0.05 for gap in self.seen)
        return f"longest gaps {longest} ms, {over} over 50 ms"


def until(done: Callable[[], bool]) -> float:
    """Seconds until something is done, the window alive meanwhile."""
    started = time.perf_counter()
    while not done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return time.perf_counter() - started


def pass_by(seconds: float) -> None:
    """Let time pass in the window."""
    ended = time.perf_counter() + seconds
    until(lambda: time.perf_counter() > ended)


def memory() -> int:
    """The most memory taken so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def import_county(lists: Lists, gaps: Gaps, path: Path) -> None:
    """Read and store the county by the wizard."""
    gaps.begin()
    lists.import_files([path])
    dialog = lists.importing
    assert dialog is not None
    taken = until(lambda: not dialog.is_running)
    until(lambda: dialog.understanding is not None)
    print(f"read in {taken:.1f} s; {gaps.said()}")
    gc.collect()
    fields = dialog.review.fields
    fields.month.setText("2026年3月")
    fields.month.textEdited.emit("")
    gaps.begin()
    dialog.review.wanted.emit()
    taken = until(lambda: not dialog.is_running)
    print(f"read with a month in {taken:.1f} s; {gaps.said()}")
    gaps.begin()
    dialog.store()
    taken = until(lambda: not dialog.is_running)
    print(f"stored in {taken:.1f} s; {gaps.said()}; {memory()} MB at most")
    dialog.reject()


def switch(lists: Lists, gaps: Gaps) -> None:
    """Show three of the lists, one after the other."""
    shown: list[Path | None] = []
    lists.switched.connect(lambda: shown.append(lists.shown))
    for path in lists.library.paths()[:3]:
        shown.clear()
        gaps.begin()
        lists.use(path)
        taken = until(lambda: bool(shown))
        pass_by(0.5)
        print(f"switched in {taken:.2f} s; {gaps.said()}")


def search(lists: Lists, gaps: Gaps) -> None:
    """Search all the lists, letter by letter."""
    gaps.begin()
    lists.find_everywhere()
    dialog = lists.across
    assert dialog is not None
    found: list[float] = []
    ready: list[float] = []
    dialog.found.connect(lambda: found.append(time.perf_counter()))
    dialog.prepared.connect(lambda: ready.append(time.perf_counter()))
    taken = until(lambda: bool(ready))
    print(f"all lists ready in {taken:.1f} s; {gaps.said()}; {memory()} MB at most")
    for words in WORDS:
        dialog.field.setText(words)
        pass_by(0.3)
    waits = []
    gaps.begin()
    for words in WORDS * 3:
        for end in range(1, len(words) + 1):
            found.clear()
            started = time.perf_counter()
            dialog.field.setText(words[:end])
            until(lambda: bool(found))
            waits.append(found[-1] - started)
    print(
        f"a key: median {percentile(waits, 50) * 1000:.0f} ms, "
        f"p99 {percentile(waits, 99) * 1000:.0f} ms until found, n = {len(waits)}; {gaps.said()}"
    )
    dialog.reject()


def main() -> None:
    """Print the seconds and the gaps of everything."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        application = QApplication([])
        path = Path(folder) / "昌吉市.xlsx"
        path.write_bytes(county())
        gc.collect()
        window = MainWindow(
            WindowMemory(Path(folder) / "window.ini"), Zoom(application.font()), Town(Path(folder))
        )
        lists = Lists(window, WindowMemory(Path(folder) / "window.ini"))
        lists.open_first(sha256)
        window.resize(1366, 768)
        window.show()
        assert window.content is not None
        results = window.content.browser.results
        window.content.browser.warm_up()
        gaps = Gaps()
        until(lambda: results.ready)
        import_county(lists, gaps, path)
        switch(lists, gaps)
        search(lists, gaps)
        assert lists.shown != paths.database()
        window.close()


if __name__ == "__main__":
    main()
