"""Making the sheet of a comparison in the background and showing it."""

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from duty_desktop import tasks
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.notice import NoticeMatch
from duty_desktop.views.file_names import safe_name
from duty_desktop.views.memory import WindowMemory

if TYPE_CHECKING:
    from duty_desktop.reports.document import Document
    from duty_desktop.views.preview import PreviewDialog


class ComparisonPrinting(QObject):
    """Makes comparison sheets, one at a time, and opens the preview.

    Attributes:
        preview: the preview shown last.
    """

    def __init__(self, duty_list: DutyList, memory: WindowMemory, window: QWidget) -> None:
        """Print from ``duty_list`` for ``window``."""
        super().__init__(window)
        self._duty_list = duty_list
        self._memory = memory
        self._window = window
        self._task: tasks.Task | None = None
        self.preview: PreviewDialog | None = None

    def start(self, match: NoticeMatch) -> None:
        """Make the sheet of this match; nothing while another is being made."""
        if self._task is not None:
            return
        duty_list = self._duty_list
        today = datetime.datetime.now().astimezone().date()

        def make(_job: tasks.Job) -> "Document":
            from duty_desktop.reports.comparison import comparison

            return comparison(duty_list, match, today)

        self._task = tasks.run(self, make, lambda made: self._show(made, match), self._tell)
        self._task.finished.connect(self._end)

    def _end(self) -> None:
        self._task = None

    def _show(self, document: "Document", match: NoticeMatch) -> None:
        from duty_desktop.views.preview import PreviewDialog

        name = safe_name(f"清单核对单 {match.notice.title}".strip()) + ".pdf"
        self.preview = PreviewDialog(document, name, self._memory, self._window)
        self.preview.destroyed.connect(self._forget_preview)
        self.preview.open()

    def _forget_preview(self) -> None:
        self.preview = None

    def _tell(self, error: BaseException) -> None:
        from duty_desktop.views.faults import fault_box

        fault_box(error, self._window).open()
