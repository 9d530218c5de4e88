"""The faces, loaded once, and the sheets of the whole list, made and read once a look."""

import datetime

import pytest

from duty_desktop.domain.duty import DutyList
from duty_desktop.reports.canvas import Paper
from duty_desktop.reports.document import Document
from duty_desktop.reports.faces import Faces, bundled
from duty_desktop.reports.order import Look
from duty_desktop.reports.sheet import sheets
from duty_desktop.reports.typesetting import Typesetter
from tests.reports import reading
from tests.reports.papers import PaperMaker


@pytest.fixture(scope="session")
def faces() -> Faces:
    return bundled()


@pytest.fixture(scope="session")
def setter(faces: Faces) -> Typesetter:
    return Typesetter(faces)


@pytest.fixture(scope="session")
def day() -> datetime.date:
    return datetime.date(2025, 7, 1)


@pytest.fixture
def make_paper(faces: Faces, day: datetime.date) -> PaperMaker:
    def make(*, title: str = "", author: str = "", printed_on: datetime.date = day) -> Paper:
        return Paper(faces, title=title, author=author, printed_on=printed_on)

    return make


@pytest.fixture(scope="session", params=Look)
def look(request: pytest.FixtureRequest) -> Look:
    """Every look in turn."""
    wanted: Look = request.param
    return wanted


@pytest.fixture(scope="session")
def all_sheets(duty_list: DutyList, day: datetime.date, look: Look) -> Document:
    """A sheet for each duty of the real list, in each look."""
    return sheets(duty_list, duty_list.duties, day, look=look)


@pytest.fixture(scope="session")
def all_texts(all_sheets: Document) -> list[list[str]]:
    """The texts of each sheet's pages."""
    return reading.sheet_texts(all_sheets.pdf)
