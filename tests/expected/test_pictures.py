"""Documents against the expected ones: what the eye sees."""

import datetime

import pytest
from PySide6.QtGui import QImage

from duty_desktop.reports.canvas import Paper, Style
from duty_desktop.reports.faces import Face, bundled
from tests.expected import documents
from tests.expected.documents import Kept
from tests.expected.pictures import difference, read, rendered

pytestmark = pytest.mark.usefixtures("qapp")

RENEW = "right now? python -m tests.expected.renew"


@pytest.mark.parametrize("kept", documents.pictured(), ids=lambda kept: kept.name)
def test_a_page_looks_as_expected(kept: Kept) -> None:
    path = documents.PICTURES / f"{kept.name}.png"
    assert path.exists(), RENEW

    found = difference(rendered(kept.make().pdf, 0), read(path))

    assert found.tolerable, f"{found}; {RENEW}"


def test_every_picture_is_of_a_document() -> None:
    assert {path.stem for path in documents.PICTURES.iterdir()} == {
        kept.name for kept in documents.pictured()
    }


def page(
    *, line: str = "配合上级部门做好文明养犬管理工作", shift: float = 0.0, rule: float = 0.5
) -> QImage:
    """A page of forty lines; one of them other words, or elsewhere, one rule another."""
    paper = Paper(bundled(), title="", author="", printed_on=datetime.date(2025, 7, 1))
    style = Style(Face.SERIF, 10.5, 15.75)
    for at in range(40):
        text, more = (line, shift) if at == 20 else ("负责流浪犬只的收容和集中收容场所的管理", 0.0)
        paper.text(80, 760 - 15.75 * at + more, text, style)
    paper.rule(70, 440, 500, 440, rule)
    paper.end_page()
    return rendered(paper.finish(), 0)


def test_the_same_page_looks_the_same() -> None:
    assert difference(page(), page()).peak == 0.0


@pytest.mark.parametrize(
    "changed",
    [
        {"line": "配合上级部门做好养犬管理工作"},
        {"line": "配合上级部门做好文明养犬管理工"},
        {"line": ""},
        {"shift": 4.0},
        {"shift": -2.0},
        {"rule": 2.0},
    ],
    ids=str,
)
def test_a_change_is_seen(changed: dict[str, object]) -> None:
    assert not difference(page(), page(**changed)).tolerable  # type: ignore[arg-type]


def test_what_no_eye_sees_is_tolerated() -> None:
    assert difference(page(), page(shift=0.05)).tolerable


def test_a_page_of_another_size_is_another_page() -> None:
    assert not difference(page(), page().scaled(10, 10)).tolerable
