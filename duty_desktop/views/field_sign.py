"""A sign inside the search field that can be clicked; it grows with the text."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from duty_desktop.models.overriding import override
from duty_desktop.views.colours import muted

Draw = Callable[[QPainter, float, QColor], None]
"""Draws a sign of so many pixels in a colour at the painter's origin."""

_ROOM = 1.25
"""Heights of the font that a sign takes of the field's width, its surroundings included."""


class FieldSign(QAbstractButton):
    """A sign at one end of a field, muted, in text's own colour under the mouse.

    It takes no focus: the keyboard has keys for what it does.
    """

    def __init__(self, field: QLineEdit, sign: str, tip: str = "") -> None:
        """The function ``sign`` of ``signs`` draws it; without a tip it cannot be clicked."""
        super().__init__(field)
        self._sign = sign
        self._draw: Draw | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not tip)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @override
    def sizeHint(self) -> QSize:
        height = self.fontMetrics().height()
        return QSize(round(_ROOM * height), height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._draw is None:
            from duty_desktop.views import signs

            self._draw = getattr(signs, f"draw_{self._sign}")
        size = float(min(self.fontMetrics().height(), self.height()))
        palette = self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - size) / 2, (self.height() - size) / 2)
        self._draw(painter, size, palette.text().color() if self.underMouse() else muted(palette))
        painter.end()
