"""What stands in the pages' place while there are none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from duty_desktop.errors import PersonError
from duty_desktop.views.faults import fault_box


class PrintMessage(QWidget):
    """A sentence; where something failed, its details behind a button and a way to try again.

    Attributes:
        details: shows the details of what failed.
        again: makes the document again.

    Signals:
        again_wanted: the user wants to try again.
    """

    again_wanted = Signal()

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        self._fault: BaseException | None = None
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.details = QPushButton("详细信息(&I)")
        self.again = QPushButton("重新生成(&A)")
        self.details.clicked.connect(self._show_details)
        self.again.clicked.connect(self.again_wanted)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self.again, self.details):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch()
        rows = QVBoxLayout(self)
        rows.addStretch(2)
        rows.addWidget(self._sentence)
        rows.addLayout(buttons)
        rows.addStretch(3)

    @property
    def sentence(self) -> str:
        """What is said."""
        return self._sentence.text()

    def say(self, sentence: str, fault: BaseException | None = None, *, again: bool = True) -> None:
        """Say ``sentence``; ``fault`` is what its details are about."""
        self._fault = fault
        self._sentence.setText(sentence)
        told = isinstance(fault, PersonError) and not fault.details
        self.details.setVisible(fault is not None and not told)
        self.again.setVisible(again)

    def _show_details(self) -> None:
        if self._fault is not None:
            fault_box(self._fault, self.window()).open()
