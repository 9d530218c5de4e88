"""A window to test in, with a memory of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.readings import Readings
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.models.town import Town
from duty_desktop.views.browser import Browser
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.window import MainWindow
from duty_desktop.views.zoom import Zoom
from tests.support import document

WindowMaker = Callable[..., MainWindow]


@pytest.fixture
def base_font(qapp: QApplication) -> Iterator[QFont]:
    """The application's font, given back to it afterwards."""
    font = QFont(qapp.font())
    yield font
    qapp.setFont(font)


@pytest.fixture(autouse=True)
def no_key_held(qapp: QApplication) -> Iterator[None]:
    """Let go of keys: a simulated Ctrl+A leaves Ctrl held for every test after it."""
    yield
    if qapp.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)


@pytest.fixture
def zoom(base_font: QFont) -> Zoom:
    return Zoom(base_font)


@pytest.fixture
def memory(tmp_path: Path) -> WindowMemory:
    return WindowMemory(tmp_path / "window.ini")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A town that noted nothing yet."""
    town = Town(tmp_path / "town")
    yield town
    town.close()


@pytest.fixture
def make_window(qtbot: QtBot, zoom: Zoom, memory: WindowMemory, town: Town) -> WindowMaker:
    """Shows a list in a window of the size of a small screen."""

    def make(duty_list: DutyList, memory: WindowMemory = memory, zoom: Zoom = zoom) -> MainWindow:
        window = MainWindow(memory, zoom, town)
        qtbot.addWidget(window)
        window.show()
        window.show_list(duty_list, Readings)
        window.resize(1366, 728)
        qtbot.waitExposed(window)
        return window

    return make


@pytest.fixture
def window(make_window: WindowMaker, duty_list: DutyList) -> MainWindow:
    return make_window(duty_list)


@pytest.fixture
def browser(window: MainWindow) -> Browser:
    assert window.content is not None
    return window.content.browser


@pytest.fixture
def hostile() -> DutyList:
    """A list whose words look like markup, formats and paths."""
    name = "<b>养犬</b> & <img src='x'> %s {0} C:\\x\\y " * 6
    row = (
        "1",
        "<i>平安</i>",
        name.strip(),
        "<u>公安局</u>",
        "1.<script>办证</script>。",
        "&lt;报送",
    )
    return read_duty_list(document(cooperative=[row]))
