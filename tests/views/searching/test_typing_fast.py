"""Typing as fast as fingers go never holds the window up."""

import statistics
import time

from pytestqt.qtbot import QtBot

from duty_desktop.views.browser import Browser
from duty_desktop.views.window import MainWindow
from tests.typist import gaps_while_typing

KEYS = 150
"""What is typed in five seconds; a machine that is busy otherwise takes longer."""

PATIENCE = 120_000
"""Milliseconds that a busy machine has for it."""

LONG = 12
"""Times that the window is painted: about 50 ms where painting it takes 4.
``tests.benchmarks.keystroke`` holds the strict measure."""

WORDS = ("养犬管理", "农业农村局 农药", "公租房申请", "烧麦茬", "林草局 防火", "股票开户", "12345")


def painting(window: MainWindow) -> float:
    """The seconds of work that painting the whole window takes."""
    taken = []
    for _ in range(20):
        started = time.process_time()
        window.repaint()
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def test_thirty_keys_a_second(qtbot: QtBot, window: MainWindow, browser: Browser) -> None:
    browser.results.use(browser.results.prepared())
    qtbot.wait(100)
    long = LONG * painting(window)

    # Work of this program, on any of its threads: what other programs take does not count.
    gaps = gaps_while_typing(
        browser.field,
        WORDS,
        lambda pressed: qtbot.waitUntil(lambda: pressed() >= KEYS, timeout=PATIENCE),
        time.process_time,
    )

    short = sum(gap < long for gap in gaps)
    assert short >= 0.99 * len(gaps)
    # Somebody looked between the keys.
    assert len(gaps) > KEYS / 2
