"""Making a document in the background, again whenever something else is wanted."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from duty_desktop import tasks

if TYPE_CHECKING:
    from duty_desktop.reports.document import Document

PAUSE = 200
"""Milliseconds without another change after which the document is made."""

MakeDocument = Callable[[tasks.Job], "Document"]

_one_at_a_time = threading.Lock()
"""A run that was given up may still be at work for a moment: the next one lets it end, so that two
do not share one processor."""


class PrintJob(QObject):
    """One document that follows what is wanted: the last wish wins.

    Signals:
        started: the document shown is no longer the one that is wanted; another will be made.
        progressed(done, total): so much of it is made.
        made(document): here it is.
        failed(error): it could not be made; a ``BaseException``.
        stopped: the user gave it up.
    """

    started = Signal()
    progressed = Signal(int, int)
    made = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QObject) -> None:
        """Nothing is wanted yet."""
        super().__init__(parent)
        self._make: MakeDocument | None = None
        self._task: tasks.Task | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._begin)

    @property
    def is_running(self) -> bool:
        """Whether a document is being made or about to be."""
        return self._task is not None or self._pause.isActive()

    def want(self, make: MakeDocument, pause: int = PAUSE) -> None:
        """Make another document after a pause (ms); what is being made is given up at once."""
        self._give_up()
        self._make = make
        self._pause.start(pause)
        self.started.emit()

    def stop(self) -> None:
        """Give up what is being made."""
        if self.is_running:
            self._give_up()
            self.stopped.emit()

    def _give_up(self) -> None:
        self._pause.stop()
        if self._task is not None:
            self._task.cancel()

    def _begin(self) -> None:
        if self._make is None:
            return
        make = self._make
        self._task = tasks.run(
            self, lambda job: _made_alone(make, job), self.made.emit, self.failed.emit
        )
        self._task.progressed.connect(self.progressed)
        self._task.finished.connect(self._end)

    def _end(self) -> None:
        self._task = None


def _made_alone(make: MakeDocument, job: tasks.Job) -> "Document":
    from duty_desktop.reports.document import Cancelled

    with _one_at_a_time:
        if job.cancelled():
            raise Cancelled
        return make(job)
