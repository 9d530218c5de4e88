"""Signs drawn by the program, sharp at any size and in any colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget


def magnifier(size: int, widget: QWidget, colour: QColor) -> QIcon:
    """A magnifying glass of so many pixels for ``widget``."""
    image, painter = _begun(size, widget.devicePixelRatioF(), QPen(colour, size / 10))
    painter.drawEllipse(QRectF(size * 0.16, size * 0.16, size * 0.5, size * 0.5))
    painter.drawLine(QPointF(size * 0.6, size * 0.6), QPointF(size * 0.86, size * 0.86))
    painter.end()
    return QIcon(QPixmap.fromImage(image))


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
