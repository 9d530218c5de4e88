"""The program's icon, drawn: a sheet with three entries, the first of them ticked.

.venv/bin/python build_spec/icon.py     # writes resources/icons/duty-desktop.png
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen

ICON = Path(__file__).resolve().parent.parent / "resources" / "icons" / "duty-desktop.png"
SIDE = 256
"""Pixels; the drawing's coordinates are pixels of this size."""

BLUE, PALE, RED, WHITE = "#1f5fa8", "#9db8d6", "#c8352e", "#ffffff"


def main() -> int:
    """Draw and save it."""
    application = QGuiApplication(["icon"])
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _box(painter, QRectF(16, 16, 224, 224), 44, BLUE)
    _box(painter, QRectF(60, 44, 136, 168), 12, WHITE)
    for y in (122, 160):
        _line(painter, PALE, 12, (86, y), (88, y))
        _line(painter, PALE, 12, (116, y), (172, y))
    _line(painter, RED, 14, (82, 82), (92, 93), (108, 72))
    _line(painter, BLUE, 12, (126, 84), (172, 84))
    painter.end()
    saved = image.save(str(ICON))
    application.quit()
    return 0 if saved else 1


def _box(painter: QPainter, place: QRectF, radius: float, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(place, radius, radius)


def _line(painter: QPainter, colour: str, width: float, *points: tuple[float, float]) -> None:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([QPointF(x, y) for x, y in points])


if __name__ == "__main__":
    sys.exit(main())
