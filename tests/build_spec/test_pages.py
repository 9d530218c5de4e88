import datetime

import pytest
from PySide6.QtGui import QColor, QImage

from build_spec import pages
from duty_desktop.domain.duty import DutyList
from duty_desktop.reports.canvas import MM, Paper
from duty_desktop.reports.faces import bundled
from tests.support import ROOT

pytestmark = pytest.mark.usefixtures("qapp")

MOST_BYTES = 150_000


def test_every_picture_in_the_folder_is_made_here_and_small(duty_list: DutyList) -> None:
    files = {path.stem: path for path in (ROOT / "docs" / "pages").iterdir()}

    assert {picture.name for picture in pages.pictures(duty_list)} == set(files)
    assert [path for path in files.values() if path.stat().st_size > MOST_BYTES] == []


def page() -> QImage:
    """A page with a grey and a black box."""
    day = datetime.date(2025, 7, 1)
    paper = Paper(bundled(), title="", author="", printed_on=day, size=(100 * MM, 50 * MM))
    paper.shade(0, 0, 50 * MM, 25 * MM, 0.5)
    paper.shade(50 * MM, 25 * MM, 50 * MM, 25 * MM, 0.0)
    paper.end_page()
    return pages.rendered(paper.finish(), 0, 254)


def test_a_page_is_drawn_in_grey_on_white() -> None:
    picture = page()

    assert (picture.width(), picture.height()) == (1000, 500)
    corners = [(250, 400), (750, 100), (250, 100), (750, 400)]
    greys = [picture.pixelColor(*corner).lightness() for corner in corners]
    assert greys == pytest.approx([128, 0, 255, 255], abs=1)


def test_few_greys_are_near_those_of_the_page() -> None:
    picture = QImage(256, 1, QImage.Format.Format_Grayscale8)
    for x in range(256):
        picture.setPixelColor(x, 0, QColor(x, x, x))

    few = pages.in_few_greys(picture)

    found = [few.pixelColor(x, 0).lightness() for x in range(256)]
    assert len(set(found)) == pages.GREYS
    assert max(abs(x - grey) for x, grey in enumerate(found)) <= 256 / pages.GREYS / 2 + 1
    assert (found[0], found[255]) == (0, 255)
