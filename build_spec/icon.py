"""The program's icon, drawn: a sheet with three entries, the first of them ticked.

.venv/bin/python build_spec/icon.py     # writes resources/icons/duty-desktop.png and .ico
"""

import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen

ICON = Path(__file__).resolve().parent.parent / "resources" / "icons" / "duty-desktop.png"
SIDE = 256
"""Pixels; the drawing's coordinates are pixels of this size."""

SMALL_SIDES = (16, 20, 24, 32, 40, 48, 64)
"""What Windows shows in lists, title bars and the task bar, at 100 to 250 per cent."""

BLUE, PALE, RED, WHITE = "#1f5fa8", "#9db8d6", "#c8352e", "#ffffff"


def main() -> int:
    """Draw and save it."""
    application = QGuiApplication(["icon"])
    whole = _drawn(SIDE)
    saved = whole.save(str(ICON))
    images = [(side, _as_bitmap(_drawn(side))) for side in SMALL_SIDES]
    ICON.with_suffix(".ico").write_bytes(_as_ico([*images, (SIDE, _as_png(whole))]))
    application.quit()
    return 0 if saved else 1


def _drawn(side: int) -> QImage:
    """The icon, ``side`` pixels wide and high."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / SIDE, side / SIDE)
    _box(painter, QRectF(16, 16, 224, 224), 44, BLUE)
    _box(painter, QRectF(60, 44, 136, 168), 12, WHITE)
    for y in (122, 160):
        _line(painter, PALE, 12, (86, y), (88, y))
        _line(painter, PALE, 12, (116, y), (172, y))
    _line(painter, RED, 14, (82, 82), (92, 93), (108, 72))
    _line(painter, BLUE, 12, (126, 84), (172, 84))
    painter.end()
    return image


def _as_png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # PySide6's stubs want bytes for the format where Qt takes a string (6.11).
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _as_bitmap(image: QImage) -> bytes:
    """The picture as icons hold it: a header for twice the height, rows from below, no mask."""
    side = image.width()
    header = struct.pack("<IiiHHIIiiII", 40, side, 2 * side, 1, 32, 0, 0, 0, 0, 0, 0)
    rows = [bytes(cast(memoryview, image.constScanLine(y))) for y in reversed(range(side))]
    mask = bytes((side + 31) // 32 * 4 * side)
    return header + b"".join(rows) + mask


def _as_ico(images: Iterable[tuple[int, bytes]]) -> bytes:
    """A Windows icon of pictures with their sides, the smallest first."""
    pictures = list(images)
    directory = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(directory) + 16 * len(pictures)
    for side, data in pictures:
        # 256 is written as 0.
        directory += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(data), place)
        place += len(data)
    return directory + b"".join(data for _, data in pictures)


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
