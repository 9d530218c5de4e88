"""The signs in the search field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from duty_desktop.views.browser import Browser
from duty_desktop.views.zoom import Zoom


@pytest.mark.usefixtures("window")
def test_the_signs_grow_with_the_text(zoom: Zoom, browser: Browser) -> None:
    field = browser.field
    before, margin = field.recent.width(), field.textMargins().right()

    zoom.step(20)
    QApplication.processEvents()

    assert field.recent.width() == pytest.approx(2 * before, rel=0.15)
    assert field.textMargins().right() == pytest.approx(2 * margin, rel=0.15)
    assert field.recent.geometry().right() <= field.rect().right()


def test_the_cross_clears_and_goes_away(browser: Browser) -> None:
    field = browser.field
    assert field.clearing.isHidden()
    field.setText("养犬")
    assert field.clearing.isVisible()

    QTest.mouseClick(field.clearing, Qt.MouseButton.LeftButton)

    assert field.text() == ""
    assert field.hasFocus()
    assert field.clearing.isHidden()


def test_the_signs_take_no_focus_and_have_names(browser: Browser) -> None:
    for sign in (browser.field.clearing, browser.field.recent):
        assert sign.focusPolicy() is Qt.FocusPolicy.NoFocus
        assert sign.accessibleName()
        assert not sign.grab().isNull()
