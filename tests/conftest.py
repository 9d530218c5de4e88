"""What every room's tests share."""

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import hypothesis
import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from duty_desktop.domain.duty import DutyList
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.reports import font_places
from duty_desktop.views.collector import walk_if_due
from tests.support import SOURCE

# How long an example takes says more about the machine than about the program.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing of whoever runs the tests is read or written."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name)))
        yield


@pytest.fixture(scope="session", autouse=True)
def collector_off() -> Iterator[None]:
    """Python's collector walks on no worker's thread: windows hang in cycles, as in the program."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def gone_between_tests() -> Iterator[None]:
    """What was closed is deleted, and the collector walks, on the thread that the windows are on.

    pytest-qt's ``deleteLater`` alone waits for the next event loop, in whatever test that is; until
    then timers of the window go on, and it is Python's collector that deletes it once it is let go.
    """
    yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    walk_if_due()


@pytest.fixture(scope="session")
def source_bytes() -> bytes:
    return SOURCE.read_bytes()


@pytest.fixture(scope="session")
def duty_list(source_bytes: bytes) -> DutyList:
    """The real list, read from its source document."""
    return read_duty_list(source_bytes)


@pytest.fixture(scope="session", autouse=True)
def no_fonts_of_this_machine() -> Iterator[None]:
    """Pages are the same wherever the tests run: only the faces that come with the program."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(font_places, "of_this_machine", font_places.FontPlaces)
        yield
