"""A line that says what has happened, with what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from duty_desktop.views.plain import let_copy, plain_button, plain_label

Way = tuple[str, Callable[[], object]]
"""What a button says, and what it does."""


class NoteLine(QFrame):
    """Words that can be copied, and buttons; hidden while there is nothing to say.

    Attributes:
        buttons: the buttons shown now.
    """

    def __init__(self, spoken: str) -> None:
        """Say nothing yet; ``spoken`` is what a screen reader calls the line."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._label = plain_label()
        self._label.setAccessibleName(spoken)
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return "" if self.isHidden() else self._label.text()

    def say(self, text: str, ways: Sequence[Way] = (), *, loud: bool = False) -> None:
        """Say ``text``, in bold letters where it must not be missed."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        font = self.font()
        font.setBold(loud)
        self._label.setFont(font)
        self._label.setText(text)
        # Not before there is something to say: a document comes with it.
        let_copy(self._label)
        for words, pressed in ways:
            self.add_way(words, pressed)
        self.show()

    def take_back(self, text: str) -> None:
        """Say no more of it where the line still says ``text``."""
        if self.text == text:
            self.hide()

    def add_way(self, words: str, pressed: Callable[[], object]) -> None:
        """Offer one thing more that can be done."""
        button = plain_button(words)
        button.clicked.connect(pressed)
        self._row.addWidget(button)
        self.buttons.append(button)

    def add(self, widget: QWidget) -> None:
        """Put a widget between the words and the buttons, for good."""
        self._row.addWidget(widget)
