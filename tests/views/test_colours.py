import pytest
from PySide6.QtGui import QColor, QPalette

from duty_desktop.views import colours

WHITE, BLACK = QColor("white"), QColor("black")
THEMES = {
    "light": (QColor("#f0f0f0"), QColor("#ffffff"), BLACK, QColor("#308cc6"), WHITE),
    "dark": (QColor("#323232"), QColor("#1e1e1e"), WHITE, QColor("#308cc6"), WHITE),
    "high contrast": (BLACK, BLACK, QColor("yellow"), QColor("#1aebff"), BLACK),
}


@pytest.fixture(params=THEMES)
def palette(request: pytest.FixtureRequest) -> QPalette:
    window, base, text, highlight, highlighted = THEMES[request.param]
    made = QPalette(window)
    made.setColor(QPalette.ColorRole.Base, base)
    made.setColor(QPalette.ColorRole.Text, text)
    made.setColor(QPalette.ColorRole.Highlight, highlight)
    made.setColor(QPalette.ColorRole.HighlightedText, highlighted)
    return made


def test_contrast_as_the_standard_defines_it() -> None:
    assert colours.contrast(WHITE, BLACK) == pytest.approx(21)
    assert colours.contrast(BLACK, BLACK) == pytest.approx(1)
    assert colours.contrast(QColor("#767676"), WHITE) == pytest.approx(4.54, abs=0.01)


def test_every_text_is_legible_on_its_ground(palette: QPalette) -> None:
    base, text = palette.base().color(), palette.text().color()

    assert colours.contrast(colours.underlay(base, text), text) >= colours.LEGIBLE
    assert colours.contrast(colours.muted(palette), base) >= colours.LEGIBLE
    assert colours.contrast(colours.tinted(palette), text) >= colours.LEGIBLE
    red = QColor(200, 30, 30)
    assert colours.contrast(colours.visible(red, base, text), base) >= colours.VISIBLE


def test_marks_can_be_seen(palette: QPalette) -> None:
    base, text = palette.base().color(), palette.text().color()

    assert colours.underlay(base, text) != base


def test_a_selection_is_legible(palette: QPalette) -> None:
    better = colours.legible_selection(palette)
    ground = (better or palette).highlight().color()

    assert colours.contrast(ground, palette.highlightedText().color()) >= colours.LEGIBLE
