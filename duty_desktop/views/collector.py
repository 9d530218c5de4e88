"""When Python's collector of cyclic garbage walks: the window stands still as long as it does.

It walks over every object there is, a tenth of a second where the lists of a county are in memory,
whatever thread it walks on. Left to itself it walks on whatever thread makes an object at the wrong
moment, and deletes there what of the window hangs in cycles: Qt's objects, their fonts and layouts
belong to the window's thread and must be deleted on it.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

_LATER = 200
"""Milliseconds until what was closed is deleted and something else is painted."""

_LOOK_EVERY = 1000
"""Milliseconds between two looks whether there is enough to walk for."""

_resting = 0
_was_on = False
_lock = threading.Lock()


def keep_on_this_thread(parent: QObject) -> None:
    """Let the collector walk on the window's thread only, from now on, as long as ``parent`` lives.

    Call it once, on that thread.
    """
    gc.disable()
    timer = QTimer(parent)
    timer.timeout.connect(walk_if_due)
    timer.start(_LOOK_EVERY)


def walk_if_due() -> None:
    """Walk here over as much as Python's own thresholds say, if it is time; not while it rests."""
    if _resting:
        return
    due = zip(gc.get_count(), gc.get_threshold(), strict=True)
    generations = [number for number, (count, most) in enumerate(due) if most and count > most]
    if generations:
        gc.collect(generations[-1])


@contextmanager
def resting() -> Iterator[None]:
    """Let the collector rest while a thread makes much and leaves little garbage in cycles.

    It passes over what was made, until ``sweep_soon``: it would walk over it at once.
    """
    global _resting, _was_on
    with _lock:
        if not _resting:
            _was_on = gc.isenabled()
        _resting += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _resting -= 1
            if not _resting:
                gc.freeze()
                if _was_on:
                    gc.enable()


def sweep_soon() -> None:
    """Take up what is no longer used, in a moment; then the collector passes over the rest."""
    gc.unfreeze()
    QTimer.singleShot(_LATER, _sweep)


def _sweep() -> None:
    gc.collect()
    gc.freeze()
