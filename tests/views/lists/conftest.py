"""A library with two towns in it, and a window that shows the current list."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from duty_desktop import paths
from duty_desktop.domain.duty import DutyList
from duty_desktop.importing import library
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.ingest.pronouncing import read_aloud
from duty_desktop.models.town import Town
from duty_desktop.store.library import Library
from duty_desktop.store.writer import database_bytes
from duty_desktop.views.digest import sha256
from duty_desktop.views.lists.opening import Lists
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.window import MainWindow
from duty_desktop.views.zoom import Zoom
from tests import support

Opener = Callable[..., Lists]


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, empty for each test."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "data"))
    return paths.user_data()


@pytest.fixture(scope="session")
def towns() -> list[tuple[DutyList, bytes]]:
    made = []
    for town in ("喜洲镇", "双廊镇"):
        source = support.document().replace("喜洲镇".encode(), town.encode())
        duty_list = read_duty_list(source)
        made.append((duty_list, database_bytes(duty_list, read_aloud(duty_list))))
    return made


@pytest.fixture
def lists_folder() -> Library:
    """The library, empty."""
    return library()


@pytest.fixture
def xizhou(lists_folder: Library, towns: list[tuple[DutyList, bytes]]) -> Path:
    """The first of two lists in the library; the bundled one stays current."""
    return lists_folder.add(towns)[0]


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    """What dialogs belong to that delete themselves."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def open_window(qtbot: QtBot, memory: WindowMemory, zoom: Zoom, town: Town) -> Opener:
    """Opens the window as the program does."""

    def open_it(named: Path | None = None) -> Lists:
        window = MainWindow(memory, zoom, town)
        qtbot.addWidget(window)
        lists = Lists(window, memory, named)
        lists.open_first(sha256)
        window.resize(1366, 728)
        window.show()
        qtbot.waitExposed(window)
        return lists

    return open_it
