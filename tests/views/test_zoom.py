import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from duty_desktop.views.browser import Browser
from duty_desktop.views.window import MainWindow
from duty_desktop.views.zoom import STEPS, Zoom


def turn(widget: QWidget, eighths: int, modifiers: Qt.KeyboardModifier) -> None:
    point = QPointF(widget.rect().center())
    event = QWheelEvent(
        point,
        QPointF(widget.mapToGlobal(point.toPoint())),
        QPoint(),
        QPoint(0, eighths),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


@pytest.mark.usefixtures("qapp")
def test_from_80_to_200_per_cent(zoom: Zoom, base_font: QFont) -> None:
    zoom.step(20)
    assert zoom.percent == 200
    assert QApplication.font().pointSizeF() == pytest.approx(base_font.pointSizeF() * 2)

    zoom.step(-20)
    zoom.step(-1)
    assert zoom.percent == 80

    zoom.reset()
    assert QApplication.font().pointSizeF() == pytest.approx(base_font.pointSizeF())


@pytest.mark.parametrize(("remembered", "taken"), [(100, 100), (5, 80), (160, 150), (9999, 200)])
@pytest.mark.usefixtures("qapp")
def test_a_remembered_size_is_taken_to_the_nearest_step(
    base_font: QFont, remembered: int, taken: int
) -> None:
    assert Zoom(base_font, remembered).percent == taken


@pytest.mark.parametrize("name", ["tree", "table", "detail", "frame"])
def test_the_wheel_with_ctrl(zoom: Zoom, window: MainWindow, browser: Browser, name: str) -> None:
    widgets = {
        "tree": browser.tree.viewport(),
        "table": browser.table.viewport(),
        "detail": browser.detail.text.viewport(),
        "frame": window.frame,
    }
    ctrl = Qt.KeyboardModifier.ControlModifier

    turn(widgets[name], 60, ctrl)
    assert zoom.percent == 100
    turn(widgets[name], 60, ctrl)
    assert zoom.percent == 110
    turn(widgets[name], -120, Qt.KeyboardModifier.NoModifier)
    assert zoom.percent == 110


@pytest.mark.parametrize("percent", STEPS)
@pytest.mark.usefixtures("qapp")
def test_nothing_essential_is_cut_off_on_a_small_screen(
    zoom: Zoom, window: MainWindow, browser: Browser, percent: int
) -> None:
    zoom.step(STEPS.index(percent) - STEPS.index(zoom.percent))
    QApplication.processEvents()

    assert window.minimumSizeHint().width() <= 1366
    assert window.minimumSizeHint().height() <= 728
    table, metrics = browser.table, browser.table.fontMetrics()
    assert table.rowHeight(0) >= 2 * metrics.lineSpacing()
    assert table.viewport().height() >= table.rowHeight(0)
    header = table.horizontalHeader()
    assert header.length() <= table.viewport().width() + 1
    for column in range(4):
        title = header.model().headerData(column, Qt.Orientation.Horizontal)
        assert header.sectionSize(column) > metrics.horizontalAdvance(title)
    assert browser.detail.text.viewport().height() >= 3 * metrics.lineSpacing()
    assert window.frame.panes.place == ("right" if percent <= 125 else "below")


def test_the_users_widths_keep_their_proportion(zoom: Zoom, browser: Browser) -> None:
    header = browser.table.horizontalHeader()
    header.resizeSection(3, 200)

    zoom.step(20)
    QApplication.processEvents()

    assert header.sectionSize(3) == pytest.approx(400, rel=0.1)
