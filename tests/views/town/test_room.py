"""The assignment panel on a small screen with large text: everything still has its room."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from duty_desktop import paths
from duty_desktop.domain.duty import DutyList
from duty_desktop.views.panes import BELOW, RIGHT
from duty_desktop.views.typeface import window_font
from duty_desktop.views.window import MainWindow
from duty_desktop.views.zoom import Zoom
from tests.views.conftest import WindowMaker

SMALL_SCREEN = 728
"""Height of a screen of 768 pixels without the taskbar of Windows."""


Opener = Callable[[int], MainWindow]
"""Opens the window at so many per cent."""


@pytest.fixture
def open_at(make_window: WindowMaker, duty_list: DutyList, base_font: QFont) -> Opener:
    # The face of the program, which is higher than what a test has without it.
    font = window_font(base_font, paths.resources() / "fonts" / "DutySans-Regular.ttf")
    return lambda percent: make_window(duty_list, zoom=Zoom(font, percent))


@pytest.mark.parametrize("percent", [150, 200])
def test_the_open_panel_leaves_a_row_in_sight_and_the_window_as_high_as_it_was(
    qtbot: QtBot, open_at: Opener, percent: int
) -> None:
    window = open_at(percent)
    window.frame.commands["assign"].trigger()
    table, panes = window.frame.table, window.frame.panes
    qtbot.wait(1)

    assert panes.place == BELOW
    assert window.height() <= SMALL_SCREEN
    panes._reading.setSizes([0, 1000])
    qtbot.wait(1)
    assert table.viewport().height() > table.fontMetrics().lineSpacing()


def stand_beside(window: MainWindow) -> bool:
    assert window.content is not None
    panel, text = window.content.noting.panel.geometry(), window.frame.detail.text.geometry()
    assert not panel.intersects(text)
    assert window.frame.detail.rect().contains(panel)
    return panel.left() > text.left()


def test_in_a_broad_low_pane_the_fields_stand_beside_the_duty_while_they_are_open(
    qtbot: QtBot, open_at: Opener
) -> None:
    window = open_at(150)
    assert window.content is not None
    text, panel = window.frame.detail.text, window.content.noting.panel
    qtbot.wait(1)
    folded = text.height()
    assert not stand_beside(window)

    window.frame.commands["assign"].trigger()
    qtbot.wait(1)
    assert stand_beside(window)
    assert text.height() > folded

    panel.opener.click()
    qtbot.wait(1)
    assert not stand_beside(window)
    assert panel.width() == text.width()
    assert text.height() == folded


def test_in_a_narrow_high_pane_the_fields_stand_under_the_duty(
    qtbot: QtBot, open_at: Opener
) -> None:
    window = open_at(100)
    window.frame.commands["assign"].trigger()
    qtbot.wait(1)
    assert window.frame.panes.place == RIGHT
    assert not stand_beside(window)
    window.frame.panes.want(BELOW)
    qtbot.wait(1)
    assert stand_beside(window)


@pytest.mark.parametrize("percent", [150, 200])
def test_with_the_largest_text_the_fields_leave_lines_of_the_duty_to_be_read(
    qtbot: QtBot, open_at: Opener, percent: int
) -> None:
    window = open_at(percent)
    window.frame.commands["assign"].trigger()
    assert window.content is not None
    window.content.noting.panel.note.say("已新增人员：某某。", [("撤销", lambda: None)])
    qtbot.wait(1)
    text = window.frame.detail.text
    assert text.viewport().height() >= 6 * text.fontMetrics().lineSpacing()
    assert window.height() <= SMALL_SCREEN


def test_the_open_fields_do_not_keep_a_window_from_being_put_on_half_a_screen(
    qtbot: QtBot, open_at: Opener
) -> None:
    window = open_at(150)
    window.frame.commands["assign"].trigger()
    qtbot.wait(1)
    assert stand_beside(window)
    half = 1366 // 2
    window.resize(half, SMALL_SCREEN)
    qtbot.wait(1)
    assert (window.width(), window.height()) == (half, SMALL_SCREEN)
