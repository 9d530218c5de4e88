import threading
import weakref

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from duty_desktop import tasks


@pytest.fixture
def parent(qapp: QApplication) -> QObject:
    assert qapp is not None
    return QObject()


def never(_value: object) -> None:
    pytest.fail("should not have been called")


def test_the_result_comes_back_on_the_windows_thread(qtbot: QtBot, parent: QObject) -> None:
    told: list[tuple[int, bool]] = []
    worker: list[bool] = []

    def op(_job: tasks.Job) -> int:
        worker.append(threading.current_thread() is threading.main_thread())
        return 42

    def success(result: int) -> None:
        told.append((result, QThread.currentThread() is parent.thread()))

    task = tasks.run(parent, op, success, never)
    with qtbot.waitSignal(task.finished, timeout=2000):
        pass
    qtbot.waitUntil(lambda: bool(told))

    assert told == [(42, True)]
    assert worker == [False]


def test_what_was_raised_comes_back(qtbot: QtBot, parent: QObject) -> None:
    told: list[BaseException] = []

    def op(_job: tasks.Job) -> int:
        raise ValueError("no")

    tasks.run(parent, op, never, told.append)
    qtbot.waitUntil(lambda: bool(told))

    assert str(told[0]) == "no"


def test_progress_is_told_before_the_end(qtbot: QtBot, parent: QObject) -> None:
    go_on, told = threading.Event(), []

    def op(job: tasks.Job) -> None:
        job.progress(1, 2)
        go_on.wait(2)
        job.progress(2, 2)

    done: list[None] = []
    task = tasks.run(parent, op, done.append, never)
    task.progressed.connect(lambda *numbers: told.append(numbers))
    qtbot.waitUntil(lambda: told == [(1, 2)])
    go_on.set()
    qtbot.waitUntil(lambda: bool(done))

    assert told == [(1, 2), (2, 2)]


def test_nothing_is_told_after_cancelling(qtbot: QtBot, parent: QObject) -> None:
    stopped = threading.Event()

    def op(job: tasks.Job) -> None:
        while not job.cancelled():
            stopped.wait(0.005)
        stopped.set()

    task = tasks.run(parent, op, never, never)
    with qtbot.waitSignal(task.finished):
        task.cancel()

    assert stopped.wait(2)
    qtbot.wait(60)


def test_a_worker_outlives_its_parent_quietly(qtbot: QtBot) -> None:
    parent = QObject()
    ended = threading.Event()

    def op(job: tasks.Job) -> None:
        while not job.cancelled():
            ended.wait(0.005)
        ended.set()

    alive = weakref.ref(tasks.run(parent, op, never, never))
    parent.deleteLater()
    del parent

    qtbot.waitUntil(ended.is_set)
    qtbot.waitUntil(lambda: alive() is None)


class Given:
    """Something that the work was given."""

    def __init__(self, deleted_on: list[int]) -> None:
        weakref.finalize(self, lambda: deleted_on.append(threading.get_ident()))


def test_what_the_work_was_given_is_let_go_of_on_the_windows_thread(qtbot: QtBot) -> None:
    parent = QObject()
    deleted_on: list[int] = []
    go_on = threading.Event()

    def start(parent: QObject, given: Given) -> None:
        def op(_job: tasks.Job) -> Given:
            go_on.wait(2)
            return given

        tasks.run(parent, op, never, never)

    start(parent, Given(deleted_on))
    parent.deleteLater()
    del parent
    qtbot.wait(1)
    assert not deleted_on
    go_on.set()

    qtbot.waitUntil(lambda: bool(deleted_on))
    assert deleted_on == [threading.get_ident()]
