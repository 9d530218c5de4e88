"""Signs drawn by the program, sharp at any size and in any colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF


def draw_magnifier(painter: QPainter, size: float, colour: QColor) -> None:
    """A magnifying glass in a square of ``size`` pixels at the painter's origin."""
    painter.setPen(QPen(colour, size / 10))
    painter.drawEllipse(QRectF(size * 0.16, size * 0.16, size * 0.5, size * 0.5))
    painter.drawLine(QPointF(size * 0.6, size * 0.6), QPointF(size * 0.86, size * 0.86))


def draw_cross(painter: QPainter, size: float, colour: QColor) -> None:
    """A cross in a square of ``size`` pixels: take it away."""
    painter.setPen(QPen(colour, size / 10))
    painter.drawLine(QPointF(size * 0.25, size * 0.25), QPointF(size * 0.75, size * 0.75))
    painter.drawLine(QPointF(size * 0.25, size * 0.75), QPointF(size * 0.75, size * 0.25))


def draw_arrow_down(painter: QPainter, size: float, colour: QColor) -> None:
    """An open arrowhead in a square of ``size`` pixels: there is more below."""
    painter.setPen(QPen(colour, size / 10))
    corners = ((0.24, 0.38), (0.5, 0.64), (0.76, 0.38))
    painter.drawPolyline(QPolygonF([QPointF(size * x, size * y) for x, y in corners]))


def stop_sign(size: float, pixel_ratio: float, colour: QColor) -> QImage:
    """A barred circle: no."""
    image, painter = _begun(size, pixel_ratio, QPen(colour, size / 9))
    painter.drawEllipse(QRectF(size * 0.12, size * 0.12, size * 0.76, size * 0.76))
    painter.drawLine(QPointF(size * 0.24, size * 0.24), QPointF(size * 0.76, size * 0.76))
    painter.end()
    return image


def _begun(size: float, pixel_ratio: float, pen: QPen) -> tuple[QImage, QPainter]:
    pixels = round(size * pixel_ratio)
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(pixel_ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    return image, painter
