"""When Python's collector of cyclic garbage walks: the window stands still as long as it does.

It walks over every object there is, a tenth of a second where the lists of a county are in memory,
whatever thread it walks on.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

_LATER = 200
"""Milliseconds until what was closed is deleted and something else is painted."""

_resting = 0
_lock = threading.Lock()


@contextmanager
def resting() -> Iterator[None]:
    """Let the collector rest while a thread makes much and leaves little garbage in cycles.

    It passes over what was made, until ``sweep_soon``: it would walk over it at once.
    """
    global _resting
    with _lock:
        _resting += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _resting -= 1
            if not _resting:
                gc.freeze()
                gc.enable()


def sweep_soon() -> None:
    """Take up what is no longer used, in a moment; then the collector passes over the rest."""
    gc.unfreeze()
    QTimer.singleShot(_LATER, _sweep)


def _sweep() -> None:
    gc.collect()
    gc.freeze()
