"""What every room's tests share."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from duty_desktop.domain.duty import DutyList
from duty_desktop.ingest.duty_list import read_duty_list
from tests.support import SOURCE


@pytest.fixture(scope="session")
def source_bytes() -> bytes:
    return SOURCE.read_bytes()


@pytest.fixture(scope="session")
def duty_list(source_bytes: bytes) -> DutyList:
    """The real list, read from its source document."""
    return read_duty_list(source_bytes)
