"""Work in the background: a snapshot goes in, one result comes back on the window's thread."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

_Result = TypeVar("_Result")

_LOOK_EVERY = 25
"""Milliseconds between two looks at the worker: soon enough for eyes, no load on an old machine."""


class Job:
    """What the worker sees of its task: plain values, no Qt.

    Attributes:
        done, total: how far the work is.
    """

    def __init__(self) -> None:
        """Nothing done, not cancelled."""
        self.done = 0
        self.total = 0
        self._cancelled = threading.Event()

    def progress(self, done: int, total: int) -> None:
        """Tell how far the work is."""
        self.done, self.total = done, total

    def cancelled(self) -> bool:
        """Whether the work is no longer wanted."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Say that the work is no longer wanted."""
        self._cancelled.set()


class Task(QObject):
    """One piece of work on a thread of its own.

    The worker touches no object of Qt: the window's thread looks whether it is done. So nothing
    can be deleted under it, and a task whose parent goes away is simply not looked at any more.

    Signals:
        progressed(done, total): the worker has come further.
        finished: success or failure has been told, or the task was cancelled.
    """

    progressed = Signal(int, int)
    finished = Signal()

    def __init__(
        self,
        parent: QObject,
        op: Callable[[Job], Any],
        success: Callable[[Any], None],
        failure: Callable[[BaseException], None],
    ) -> None:
        """Start ``op``; see ``run``."""
        super().__init__(parent)
        self._job = job = Job()
        self._success = success
        self._failure = failure
        self._outcome: list[tuple[Any, BaseException | None]] = []
        self._told = (0, 0)
        outcome = self._outcome
        self._worker = threading.Thread(target=lambda: _work(op, job, outcome), daemon=True)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self.destroyed.connect(job.cancel)
        self._worker.start()
        self._timer.start(_LOOK_EVERY)

    def cancel(self) -> None:
        """Give the work up: neither success nor failure will be told."""
        if self._timer.isActive():
            self._job.cancel()
            self._finish()

    def _look(self) -> None:
        done = bool(self._outcome)
        told = (self._job.done, self._job.total)
        if told != self._told:
            self._told = told
            self.progressed.emit(*told)
        if done:
            result, error = self._outcome[0]
            self._finish()
            if error is None:
                self._success(result)
            else:
                self._failure(error)

    def _finish(self) -> None:
        self._timer.stop()
        self.finished.emit()
        self.deleteLater()


def run(
    parent: QObject,
    op: Callable[[Job], _Result],
    success: Callable[[_Result], None],
    failure: Callable[[BaseException], None],
) -> Task:
    """Start ``op`` on a thread of its own.

    ``success`` gets its result and ``failure`` what it raised, both on the window's thread; neither
    is called once the task is cancelled or ``parent`` is gone. ``op`` gets a ``Job`` to tell its
    progress and to ask whether it is still wanted.
    """
    return Task(parent, op, success, failure)


def _work(
    op: Callable[[Job], Any], job: Job, outcome: list[tuple[Any, BaseException | None]]
) -> None:
    try:
        outcome.append((op(job), None))
    except BaseException as error:  # noqa: BLE001 - told to the window's thread, whatever it is
        outcome.append((None, error))
