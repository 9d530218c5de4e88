"""The print dialog over a window, one at a time: on a document that is given, or on choices."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from duty_desktop.views.memory import WindowMemory

if TYPE_CHECKING:
    from duty_desktop.views.printing.choices import PrintChoices
    from duty_desktop.views.printing.dialog import PrintDialog, Wanted
    from duty_desktop.views.printing.paper_choices import PaperChoices


class DialogOpening(QObject):
    """Opens the print dialog and knows it as long as it is open.

    Attributes:
        dialog: the dialog that is open, ``None`` where none is.
    """

    def __init__(self, memory: WindowMemory, window: QWidget) -> None:
        """Open it over ``window``, with the sizes and choices in ``memory``."""
        super().__init__(window)
        self._memory = memory
        self._window = window
        self.dialog: PrintDialog | None = None

    def show(
        self,
        title: str,
        wanted: "Callable[[], Wanted]",
        choices: "PrintChoices | PaperChoices | None" = None,
    ) -> None:
        """Open the dialog on what ``wanted`` gives; nothing while another is open."""
        if self.dialog is not None:
            return
        from duty_desktop.views.printing.dialog import PrintDialog

        self.dialog = PrintDialog(title, wanted, self._memory, choices, self._window)
        self.dialog.destroyed.connect(self._forget)
        self.dialog.open()

    def cancel(self) -> None:
        """Give up what is made or printed, and close: the window closes."""
        if self.dialog is not None:
            self.dialog.abandon()

    def _forget(self) -> None:
        self.dialog = None
