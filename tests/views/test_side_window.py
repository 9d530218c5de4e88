"""What the dialogs beside the window share: place, division, zoom, a page."""

from typing import TypeVar

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from duty_desktop.models.overriding import override
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.side_window import PageWindow, SideWindow
from duty_desktop.views.zoom import Zoom

LEFT = QRect(60, 80, 500, 300)

Window = TypeVar("Window", bound=SideWindow)


class Whole(SideWindow):
    """A window that is not divided."""

    def __init__(self, memory: WindowMemory) -> None:
        super().__init__("整", "whole", memory, enlarges=False)
        self._open_where_left(20, 10)


class Divided(SideWindow):
    """A window of two parts, as they are left or three to one."""

    def __init__(self, memory: WindowMemory, orientation: Qt.Orientation) -> None:
        super().__init__("分", "divided", memory)
        self.parts = self._divided(orientation, QLabel(), QLabel(), (3, 1))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.parts)
        self._open_where_left(20, 20)


class Page(PageWindow):
    """A window that counts how often its page is written."""

    def __init__(self, memory: WindowMemory, zoom: Zoom) -> None:
        super().__init__("页", "page", memory, zoom, "一页")
        self.written = 0

    @override
    def _rewrite(self) -> None:
        self.written += 1


def shown(qtbot: QtBot, window: Window) -> Window:
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def test_a_window_opens_where_it_was_left(qtbot: QtBot, memory: WindowMemory) -> None:
    window = shown(qtbot, Whole(memory))
    em = window.fontMetrics().height()
    assert window.size().toTuple() == (20 * em, 10 * em)
    window.setGeometry(LEFT)

    window.hide()

    assert shown(qtbot, Whole(memory)).geometry() == LEFT
    assert memory.state("layout/whole_parts").isEmpty()


def test_a_forgotten_place_is_the_first_again(qtbot: QtBot, memory: WindowMemory) -> None:
    window = shown(qtbot, Whole(memory))
    first = window.size()
    window.setGeometry(LEFT)
    window.hide()

    memory.forget_layout()

    assert shown(qtbot, Whole(memory)).size() == first


@pytest.mark.parametrize("orientation", list(Qt.Orientation))
def test_a_window_is_divided_as_it_was_left(
    qtbot: QtBot, memory: WindowMemory, orientation: Qt.Orientation
) -> None:
    window = shown(qtbot, Divided(memory, orientation))
    first, second = window.parts.sizes()
    assert first / second == pytest.approx(3, abs=0.1)
    window.parts.setSizes([100, 10_000])
    left = window.parts.sizes()

    window.hide()

    assert shown(qtbot, Divided(memory, orientation)).parts.sizes() == left


def test_only_some_windows_take_the_whole_screen(memory: WindowMemory, qtbot: QtBot) -> None:
    hint = Qt.WindowType.WindowMaximizeButtonHint

    assert not shown(qtbot, Whole(memory)).windowFlags() & hint
    assert shown(qtbot, Divided(memory, Qt.Orientation.Vertical)).windowFlags() & hint


def test_the_keys_of_the_zoom_work_in_it(qtbot: QtBot, memory: WindowMemory, zoom: Zoom) -> None:
    window = shown(qtbot, Page(memory, zoom))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    ctrl = Qt.KeyboardModifier.ControlModifier
    keys = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0)

    seen = []
    for key in keys:
        QTest.keyClick(window, key, ctrl)
        seen.append(zoom.percent)

    assert seen == [110, 125, 110, 100]


def test_the_page_is_written_once_for_new_looks(
    qtbot: QtBot, memory: WindowMemory, zoom: Zoom
) -> None:
    window = shown(qtbot, Page(memory, zoom))
    window.written = 0

    zoom.step(1)
    window.setPalette(QPalette(Qt.GlobalColor.darkGray))
    window.setWindowTitle("另一页")

    assert window.written == 0
    qtbot.waitUntil(lambda: window.written > 0)
    QTest.qWait(20)
    assert window.written == 1
