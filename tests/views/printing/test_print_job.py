"""Making a document again and again: the last wish wins."""

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from duty_desktop import tasks
from duty_desktop.errors import PrintError
from duty_desktop.reports.document import Cancelled, Document
from duty_desktop.views.printing.job import PrintJob


class Making:
    """Documents that are made when they are allowed to be."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.begun: list[str] = []
        self.given_up: list[str] = []

    def slowly(self, name: str) -> Callable[[tasks.Job], Document]:
        def make(job: tasks.Job) -> Document:
            self.begun.append(name)
            while not self.let_go.is_set():
                if job.cancelled():
                    self.given_up.append(name)
                    raise Cancelled
                job.progress(1, 2)
                time.sleep(0.001)
            return Document(name.encode(), 1, ())

        return make


@pytest.fixture
def making() -> Making:
    return Making()


@pytest.fixture
def told(job: PrintJob) -> list[object]:
    told: list[object] = []
    job.started.connect(lambda: told.append("started"))
    job.made.connect(lambda document: told.append(document.pdf))
    job.failed.connect(told.append)
    job.stopped.connect(lambda: told.append("stopped"))
    return told


@pytest.fixture
def job(qapp: QObject) -> PrintJob:
    return PrintJob(qapp)


def test_the_last_wish_wins(
    qtbot: QtBot, job: PrintJob, making: Making, told: list[object]
) -> None:
    job.want(making.slowly("first"), 0)
    qtbot.waitUntil(lambda: making.begun == ["first"])
    job.want(making.slowly("second"), 0)
    qtbot.waitUntil(lambda: making.begun == ["first", "second"])
    assert making.given_up == ["first"]
    making.let_go.set()

    qtbot.waitUntil(lambda: not job.is_running)
    assert told == ["started", "started", b"second"]


def test_changes_that_follow_one_another_make_one_document(
    qtbot: QtBot, job: PrintJob, making: Making, told: list[object]
) -> None:
    making.let_go.set()
    for number in range(5):
        job.want(making.slowly(str(number)), 40)
        qtbot.wait(1)

    qtbot.waitUntil(lambda: not job.is_running)
    assert making.begun == ["4"]
    assert told[-1] == b"4"


def test_stopping(qtbot: QtBot, job: PrintJob, making: Making, told: list[object]) -> None:
    job.stop()
    assert told == []
    with qtbot.waitSignal(job.progressed):
        job.want(making.slowly("one"), 0)
    job.stop()

    assert not job.is_running
    qtbot.waitUntil(lambda: making.given_up == ["one"])
    qtbot.wait(60)
    assert told == ["started", "stopped"]


def test_what_fails_is_told(qtbot: QtBot, job: PrintJob, told: list[object]) -> None:
    def fail(_job: tasks.Job) -> Document:
        raise PrintError("没有字体。")

    job.want(fail, 0)
    qtbot.waitUntil(lambda: not job.is_running)

    assert isinstance(told[-1], PrintError)
