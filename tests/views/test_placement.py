import pytest
from PySide6.QtCore import QByteArray, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from duty_desktop.views.placement import place


def remembered(qtbot: QtBot, geometry: QRect) -> QByteArray:
    other = QWidget()
    qtbot.addWidget(other)
    other.setGeometry(geometry)
    return other.saveGeometry()


def room(widget: QWidget) -> QRect:
    return widget.screen().availableGeometry()


@pytest.mark.parametrize(
    "geometry",
    [
        QRect(-5000, 40, 700, 500),
        QRect(9000, 9000, 700, 500),
        QRect(50, -900, 700, 500),
        QRect(0, 0, 20000, 20000),
    ],
)
def test_a_remembered_place_is_never_off_the_screen(qtbot: QtBot, geometry: QRect) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)

    place(widget, remembered(qtbot, geometry))

    assert room(widget).intersects(QRect(widget.geometry().topLeft(), widget.size()))
    assert widget.width() <= room(widget).width()
    assert widget.height() <= room(widget).height()


def test_a_good_place_is_taken_again(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)

    assert place(widget, remembered(qtbot, QRect(60, 60, 500, 400))) is False
    assert widget.size() == QRect(60, 60, 500, 400).size()


@pytest.mark.parametrize("rubbish", [b"", b"rubbish"])
def test_without_a_good_place_the_window_fits_its_screen(qtbot: QtBot, rubbish: bytes) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)

    place(widget, QByteArray(rubbish))

    assert room(widget).contains(widget.geometry())
