"""Words typed into the window 30 keys a second, and for how long it was held up meanwhile."""

import time
from collections.abc import Callable, Iterable
from itertools import cycle

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from duty_desktop.views.searching.field import SearchField

KEY_EVERY = 33
"""Milliseconds between two keys: 30 a second."""

LOOK_EVERY = 5
"""Milliseconds between two ticks of the timer whose gaps are measured."""


def gaps_while_typing(
    field: SearchField,
    words: Iterable[str],
    wait: Callable[[Callable[[], int]], object],
    clock: Callable[[], float] = time.perf_counter,
) -> list[float]:
    """Seconds of ``clock`` between ticks of a fast timer while the words are typed again and again.

    The field is cleared behind each word. ``wait`` runs the events for as long as is typed; it may
    ask how many keys were pressed so far.
    """
    field.setFocus()
    keys = cycle([key for word in words for key in (*word, "")])
    gaps: list[float] = []
    before = clock()
    pressed = 0

    def press() -> None:
        nonlocal pressed
        pressed += 1
        key = next(keys)
        if not key:
            field.clear()
            return
        event = QInputMethodEvent()
        event.setCommitString(key)
        QApplication.sendEvent(field, event)

    def tick() -> None:
        nonlocal before
        now = clock()
        gaps.append(now - before)
        before = now

    timers = (QTimer(interval=KEY_EVERY), QTimer(interval=LOOK_EVERY))
    for timer, work in zip(timers, (press, tick), strict=True):
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(work)
        timer.start()
    wait(lambda: pressed)
    for timer in timers:
        timer.stop()
    return gaps
