"""Making duty sheets in the background and showing them."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from duty_desktop import tasks
from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.views.file_names import suggested_name
from duty_desktop.views.memory import WindowMemory

if TYPE_CHECKING:
    from duty_desktop.reports.document import Document
    from duty_desktop.views.preview import PreviewDialog


class SheetPrinting(QObject):
    """Makes the sheets of duties, one run at a time, and opens the preview.

    Attributes:
        preview: the preview shown last.

    Signals:
        started: sheets are being made.
        progressed(done, total): so many of the sheets are made.
        finished: the run is over, whatever came of it.
    """

    started = Signal()
    progressed = Signal(int, int)
    finished = Signal()

    def __init__(self, duty_list: DutyList, memory: WindowMemory, window: QWidget) -> None:
        """Print from ``duty_list`` for ``window``."""
        super().__init__(window)
        self._duty_list = duty_list
        self._memory = memory
        self._window = window
        self._task: tasks.Task | None = None
        self.preview: PreviewDialog | None = None

    def start(self, duties: Sequence[Duty]) -> None:
        """Make the sheets of these duties; nothing while others are being made."""
        if self._task is not None or not duties:
            return
        wanted = tuple(duties)
        duty_list = self._duty_list
        today = datetime.datetime.now().astimezone().date()

        def make(job: tasks.Job) -> "Document":
            from duty_desktop.reports.sheet import sheets

            return sheets(duty_list, wanted, today, progress=job.progress, cancelled=job.cancelled)

        self._task = tasks.run(
            self, make, lambda document: self._show(document, wanted), self._tell
        )
        self._task.progressed.connect(self.progressed)
        self._task.finished.connect(self._end)
        self.started.emit()

    def cancel(self) -> None:
        """Give the present run up."""
        if self._task is not None:
            self._task.cancel()

    def _end(self) -> None:
        self._task = None
        self.finished.emit()

    def _show(self, document: "Document", duties: Sequence[Duty]) -> None:
        from duty_desktop.views.preview import PreviewDialog

        name = suggested_name(duties, ".pdf")
        self.preview = PreviewDialog(document, name, self._memory, self._window)
        self.preview.destroyed.connect(self._forget_preview)
        self.preview.open()

    def _forget_preview(self) -> None:
        self.preview = None

    def _tell(self, error: BaseException) -> None:
        from duty_desktop.views.faults import fault_box

        fault_box(error, self._window).open()
