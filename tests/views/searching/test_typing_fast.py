"""Typing as fast as fingers go never holds the window up."""

import time
from itertools import cycle

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from duty_desktop.views.browser import Browser

KEY_EVERY, LOOK_EVERY = 33, 5
"""Milliseconds: 30 keys a second, watched by a timer whose gaps show when nothing could run."""

TYPED_FOR = 5000

LONG = 0.05
"""Seconds that any machine stays below; ``tests.benchmarks.keystroke`` holds the strict measure."""

WORDS = ("养犬管理", "农业农村局 农药", "公租房申请", "烧麦茬", "林草局 防火", "股票开户", "12345")


def test_thirty_keys_a_second(qtbot: QtBot, browser: Browser) -> None:
    browser.results.use(browser.results.prepared())
    browser.field.setFocus()
    keys = cycle([*(key for word in WORDS for key in (*word, ""))])
    gaps: list[float] = []
    before = time.perf_counter()

    def press() -> None:
        key = next(keys)
        if not key:
            browser.field.clear()
            return
        event = QInputMethodEvent()
        event.setCommitString(key)
        QApplication.sendEvent(browser.field, event)

    def tick() -> None:
        nonlocal before
        now = time.perf_counter()
        gaps.append(now - before)
        before = now

    timers = (QTimer(interval=KEY_EVERY), QTimer(interval=LOOK_EVERY))
    for timer, work in zip(timers, (press, tick), strict=True):
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(work)
        timer.start()
    qtbot.wait(TYPED_FOR)
    for timer in timers:
        timer.stop()

    short = sum(gap < LONG for gap in gaps)
    assert short >= 0.99 * len(gaps)
    assert len(gaps) > TYPED_FOR / LOOK_EVERY / 4
