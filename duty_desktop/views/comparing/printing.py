"""From a comparison to the print dialog: 调整对照表, of which only the paper is to be chosen."""

from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from duty_desktop import tasks
from duty_desktop.domain.changes import Comparison
from duty_desktop.reports.order import PaperSize
from duty_desktop.views.file_names import safe_name
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.printing.opening import today

if TYPE_CHECKING:
    from duty_desktop.reports.document import Document
    from duty_desktop.views.printing.dialog import PrintDialog


class ChangesPrinting(QObject):
    """Opens the print dialog on a table of changes.

    Attributes:
        dialog: the dialog that is open, ``None`` where none is.
    """

    def __init__(self, memory: WindowMemory, window: QWidget) -> None:
        """Print for ``window``."""
        super().__init__(window)
        self._memory = memory
        self._window = window
        self.dialog: PrintDialog | None = None

    def start(self, comparison: Comparison) -> None:
        """Show the table of this comparison; nothing while another is shown."""
        if self.dialog is not None:
            return
        from duty_desktop.views.printing.dialog import PrintDialog, Wanted
        from duty_desktop.views.printing.paper_choices import PaperChoices

        choices = PaperChoices(get_args(PaperSize), self._memory, "changes")
        title, printed_on = changes_name(comparison), today()

        def wanted() -> Wanted:
            size = choices.wanted_size

            def make(job: tasks.Job) -> "Document":
                from duty_desktop.reports.changes import changes

                return changes(
                    comparison,
                    printed_on,
                    size=size,
                    progress=job.progress,
                    cancelled=job.cancelled,
                )

            return Wanted(make, f"{safe_name(title)}.pdf")

        self.dialog = PrintDialog(f"打印 · {title}", wanted, self._memory, choices, self._window)
        self.dialog.destroyed.connect(self._forget)
        self.dialog.open()

    def cancel(self) -> None:
        """Give up what is made or printed, and close."""
        if self.dialog is not None:
            self.dialog.abandon()

    def _forget(self) -> None:
        self.dialog = None


def changes_name(comparison: Comparison) -> str:
    """What the table is called: 昌吉市三工镇调整对照表（2025年7月—2026年7月）."""
    old, new = comparison.old, comparison.new
    town = new.town.county + new.town.name
    dates = "—".join(dict.fromkeys((old.date_in_words, new.date_in_words)))
    return f"{town}调整对照表（{dates}）"
