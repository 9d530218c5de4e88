"""The comparison sheet of a notice (清单核对单) as a document to print: nothing is to be chosen."""

from typing import TYPE_CHECKING

from duty_desktop import tasks
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.notice import NoticeMatch
from duty_desktop.views.file_names import safe_name
from duty_desktop.views.printing.opening import today

if TYPE_CHECKING:
    from duty_desktop.reports.document import Document
    from duty_desktop.views.printing.dialog import Wanted


def sheet_name(match: NoticeMatch) -> str:
    """What the sheet of this match is called: 清单核对单 关于规范养犬的通知."""
    return f"清单核对单 {match.notice.title}".strip()


def sheet_wanted(duty_list: DutyList, match: NoticeMatch) -> "Wanted":
    """The sheet of this match with the list, to be made with today's date."""
    from duty_desktop.views.printing.dialog import Wanted

    printed_on = today()

    def make(_job: tasks.Job) -> "Document":
        from duty_desktop.reports.comparison import comparison

        return comparison(duty_list, match, printed_on)

    return Wanted(make, f"{safe_name(sheet_name(match))}.pdf")
