"""From what stands in the window to the print dialog."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from duty_desktop import tasks
from duty_desktop.domain.duty import DutyList
from duty_desktop.reports.order import DocumentKind, PrintOrder
from duty_desktop.views.file_names import safe_name, suggested_name
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.printing.dialog_opening import DialogOpening
from duty_desktop.views.printing.matter import PrintMatter
from duty_desktop.views.printing.words import DOCUMENTS

if TYPE_CHECKING:
    from datetime import date

    from duty_desktop.reports.document import Document
    from duty_desktop.views.printing.dialog import Wanted


class Printing(DialogOpening):
    """Opens the print dialog on what stands in the window."""

    def __init__(self, duty_list: DutyList, memory: WindowMemory, window: QWidget) -> None:
        """Print from ``duty_list`` for ``window``."""
        super().__init__(memory, window)
        self._duty_list = duty_list

    def open(self, matter: PrintMatter, kind: DocumentKind | None = None) -> None:
        """Open the dialog on ``matter``; ``kind`` is the document, by default that of last time."""
        if self.dialog is not None:
            return
        from duty_desktop.views.printing.choices import PrintChoices

        choices = PrintChoices(self._duty_list, matter, self._memory, kind)
        self.show("打印", lambda: self._wanted(choices.wanted()), choices)

    def _wanted(self, order: PrintOrder) -> "Wanted":
        from duty_desktop.views.printing.dialog import Wanted

        duty_list, printed_on = self._duty_list, today()

        def make_it(job: tasks.Job) -> "Document":
            from duty_desktop.reports.checking import stood_in
            from duty_desktop.reports.making import make

            document = make(
                order, duty_list, printed_on, progress=job.progress, cancelled=job.cancelled
            )
            return replace(document, replaced=tuple(r.chinese_name for r in stood_in(order)))

        return Wanted(make_it, order_name(order, duty_list))


def today() -> "date":
    """The date to print."""
    from datetime import datetime

    return datetime.now().astimezone().date()


def order_name(order: PrintOrder, duty_list: DutyList) -> str:
    """A file's name for what is ordered: 责任矩阵（按部门） 三工镇.pdf."""
    if order.kind is DocumentKind.SHEETS:
        return suggested_name(order.duties or duty_list.duties, ".pdf")
    of = duty_list.town.name
    names, what = {
        DocumentKind.DEPARTMENTS: (order.departments, "个部门"),
        DocumentKind.OFFICES: (order.offices, "个科室"),
        DocumentKind.PEOPLE: (order.people, "人"),
    }.get(order.kind, ((), ""))
    if names:
        of = f"{names[0]}等{len(names)}{what}" if names[1:] else names[0]
    return safe_name(f"{DOCUMENTS[order.kind]} {of}") + ".pdf"
