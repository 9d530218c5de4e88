"""The collector rests while much is made, and takes up what was frozen when it is told to."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from duty_desktop import tasks
from duty_desktop.views import collector


class Knot:
    """Something in a cycle."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector_on() -> Iterator[None]:
    """Python's collector walking where it likes, as in a program that says nothing of it."""
    before = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if before else gc.disable)()


@pytest.mark.usefixtures("collector_on")
def test_it_rests_until_the_last_has_ended() -> None:
    with collector.resting():
        with collector.resting():
            assert not gc.isenabled()
        assert not gc.isenabled()

    assert gc.isenabled()


def test_what_was_made_meanwhile_is_swept_up_when_told(qtbot: QtBot) -> None:
    with collector.resting():
        knot = weakref.ref(Knot())
    gc.collect()
    assert knot() is not None

    collector.sweep_soon()

    qtbot.waitUntil(lambda: knot() is None)


@pytest.mark.usefixtures("collector_on")
def test_what_was_off_stays_off() -> None:
    gc.disable()

    with collector.resting():
        pass

    assert not gc.isenabled()


def never(error: BaseException) -> None:
    pytest.fail(repr(error))


def make_garbage(_job: tasks.Job) -> None:
    """Enough for walks over everything."""
    kept = [[Knot()] for _ in range(100_000)]
    kept.clear()
    for _ in range(100_000):
        Knot()


@pytest.mark.usefixtures("collector_on")
def test_nothing_is_deleted_on_a_workers_thread(qtbot: QtBot) -> None:
    parent = QObject()
    collector.keep_on_this_thread(parent)
    deleted_on: list[int] = []
    knot = Knot()
    weakref.finalize(knot, lambda: deleted_on.append(threading.get_ident()))
    del knot

    task = tasks.run(parent, make_garbage, lambda _: None, never)
    with qtbot.waitSignal(task.finished):
        pass
    qtbot.waitUntil(lambda: bool(deleted_on))

    assert deleted_on == [threading.get_ident()]


def test_nothing_is_walked_over_while_it_rests() -> None:
    gc.collect()
    knot = weakref.ref(Knot())

    with collector.resting():
        kept: list[list[int]] = [[] for _ in range(10 * gc.get_threshold()[0])]
        collector.walk_if_due()
        assert knot() is not None

    assert kept
    gc.unfreeze()
    gc.collect()
    assert knot() is None
