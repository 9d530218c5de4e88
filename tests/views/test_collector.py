"""The collector rests while much is made, and takes up what was frozen when it is told to."""

import gc
import weakref

from pytestqt.qtbot import QtBot

from duty_desktop.views import collector


class Knot:
    """Something in a cycle."""

    def __init__(self) -> None:
        self.itself = self


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
