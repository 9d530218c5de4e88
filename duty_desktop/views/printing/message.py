"""What stands in the pages' place while there are none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from duty_desktop.errors import PersonError
from duty_desktop.views.faults import fault_box
from duty_desktop.views.plain import let_copy, plain_button, plain_label


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
        self._sentence = plain_label()
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        let_copy(self._sentence)
        self.details = plain_button("详细信息(&I)")
        self.again = plain_button("重新生成(&A)")
        self.details.clicked.connect(self._show_details)
        self.again.clicked.connect(self.again_wanted)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self.again, self.details):
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
