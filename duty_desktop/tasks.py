"""Work in the background: a snapshot goes in, one result comes back on the window's thread."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

_Result = TypeVar("_Result")

_LOOK_EVERY = 25
"""Milliseconds between two looks at the worker: soon enough for eyes, no load on an old machine."""

_LET_GO_EVERY = 250
"""Milliseconds between two looks whether a worker has ended whose task is gone."""


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
    Nor is the worker the last to hold one: what the work was given often hangs on a widget, and
    whoever lets go of that last deletes it.

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
        self._worker = threading.Thread(target=_work, args=(op, job, self._outcome), daemon=True)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self.destroyed.connect(partial(_abandon, job, _Held(self._worker, op, self._outcome)))
        self._worker.start()
        self._timer.start(_LOOK_EVERY)

    def cancel(self) -> None:
        """Give the work up: neither success nor failure will be told."""
        if self._timer.isActive():
            self._job.cancel()
            self._finish()

    def _look(self) -> None:
        done = not self._worker.is_alive()
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


class _Held(NamedTuple):
    """What a worker was given and gives, held for it until it has ended."""

    worker: threading.Thread
    op: Callable[[Job], Any]
    outcome: list[tuple[Any, BaseException | None]]


def _let_go(held: _Held) -> None:
    """Hold this until its worker has ended; the last to let go of it is then this thread."""
    # Once the application is gone there is nothing of Qt left to hang on it, and no timers.
    if held.worker.is_alive() and QCoreApplication.instance() is not None:
        QTimer.singleShot(_LET_GO_EVERY, partial(_let_go, held))


def _abandon(job: Job, held: _Held) -> None:
    """Leave a worker to itself: its task is gone."""
    job.cancel()
    _let_go(held)


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
