"""One choice among a few, under its title."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from duty_desktop.models.overriding import override

_Value = TypeVar("_Value")

_LEAST = 8
"""Characters that a choice shows at least; longer ones are shown in full when it is opened."""


class _Box(QComboBox):
    """A box that the wheel scrolls past, where it would change what is printed unseen."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Told(QObject):
    """What a generic class cannot have itself: a signal."""

    changed = Signal()


class Pick(QWidget, Generic[_Value]):
    """A title and a box with values to choose from; hidden where there is nothing to choose.

    Attributes:
        box: what is opened.
        told: its signal ``changed`` says that the user, or ``choose``, chose another value.
    """

    def __init__(self, title: str) -> None:
        """No values yet; ``&`` in the title marks the letter for Alt."""
        super().__init__()
        self.told = _Told(self)
        self._values: list[_Value] = []
        self.box = _Box()
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setAccessibleName(title.split("(")[0])
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(_LEAST)
        self.box.currentIndexChanged.connect(self.told.changed)
        label = QLabel(title)
        label.setBuddy(self.box)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(label)
        rows.addWidget(self.box)

    @property
    def value(self) -> _Value | None:
        """What is chosen, ``None`` where there is nothing to choose."""
        row = self.box.currentIndex()
        return self._values[row] if 0 <= row < len(self._values) else None

    @property
    def values(self) -> list[_Value]:
        """What may be chosen."""
        return list(self._values)

    def offer(self, values: Sequence[tuple[_Value, str]], chosen: _Value | None = None) -> None:
        """Offer other values, ``chosen`` or else the first of them chosen, without a signal."""
        self._values = [value for value, _ in values]
        self.box.blockSignals(True)
        self.box.clear()
        for _, words in values:
            self.box.addItem(words)
        row = self._values.index(chosen) if chosen in self._values else 0
        self.box.setCurrentIndex(row if self._values else -1)
        self.box.blockSignals(False)
        self.setVisible(len(self._values) > 1)

    def choose(self, value: _Value) -> None:
        """Choose a value that is offered."""
        self.box.setCurrentIndex(self._values.index(value))
