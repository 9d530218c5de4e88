"""From a compared notice to the print dialog: the document is given, nothing is to be chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from duty_desktop import tasks
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.notice import NoticeMatch
from duty_desktop.views.file_names import safe_name
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.printing.opening import today

if TYPE_CHECKING:
    from duty_desktop.reports.document import Document
    from duty_desktop.views.printing.dialog import PrintDialog


class ComparisonPrinting(QObject):
    """Opens the print dialog on a comparison sheet.

    Attributes:
        dialog: the dialog that is open, ``None`` where none is.
    """

    def __init__(self, duty_list: DutyList, memory: WindowMemory, window: QWidget) -> None:
        """Print from ``duty_list`` for ``window``."""
        super().__init__(window)
        self._duty_list = duty_list
        self._memory = memory
        self._window = window
        self.dialog: PrintDialog | None = None

    def start(self, match: NoticeMatch) -> None:
        """Show the sheet of this match; nothing while another is shown."""
        if self.dialog is not None:
            return
        from duty_desktop.views.printing.dialog import PrintDialog, Wanted

        duty_list, printed_on = self._duty_list, today()

        def make(_job: tasks.Job) -> "Document":
            from duty_desktop.reports.comparison import comparison

            return comparison(duty_list, match, printed_on)

        title = f"清单核对单 {match.notice.title}".strip()
        wanted = Wanted(make, f"{safe_name(title)}.pdf")
        self.dialog = PrintDialog(
            f"打印 · {title}", lambda: wanted, self._memory, parent=self._window
        )
        self.dialog.destroyed.connect(self._forget)
        self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None
