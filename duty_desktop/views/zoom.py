"""The size of everything in the window, 80 % to 200 %."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import QApplication

STEPS = (80, 90, 100, 110, 125, 150, 175, 200)
_NOTCH = 120
"""An eighth of a degree times 15: one notch of an ordinary mouse wheel (``QWheelEvent``)."""


class Zoom(QObject):
    """Scales the application's font; views take their measures from theirs when it changes.

    Attributes:
        percent: the present size.
    """

    def __init__(self, base: QFont, percent: int = 100, parent: QObject | None = None) -> None:
        """Start at the step nearest to ``percent``; ``base`` is the font at 100 %."""
        super().__init__(parent)
        self._base = QFont(base)
        self._turned = 0
        self.percent = min(STEPS, key=lambda step: abs(step - percent))
        self._apply()

    def step(self, steps: int) -> None:
        """Go up or down by so many steps, as far as they go."""
        place = STEPS.index(self.percent) + steps
        self._go_to(STEPS[max(0, min(place, len(STEPS) - 1))])

    def reset(self) -> None:
        """Go back to 100 %."""
        self._go_to(100)

    def take_wheel(self, event: QWheelEvent) -> bool:
        """Follow the wheel while Ctrl is held, one step a notch; whether it was.

        Finer wheels add up to notches.
        """
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self._turned += event.angleDelta().y()
        notches = int(self._turned / _NOTCH)
        if notches:
            self._turned -= notches * _NOTCH
            self.step(notches)
        event.accept()
        return True

    def _go_to(self, percent: int) -> None:
        if percent != self.percent:
            self.percent = percent
            self._apply()

    def _apply(self) -> None:
        font = QFont(self._base)
        font.setPointSizeF(self._base.pointSizeF() * self.percent / 100)
        QApplication.setFont(font)
