"""The table of changes (调整对照表) as a document to print: only its paper is to be chosen."""

from typing import TYPE_CHECKING

from duty_desktop import tasks
from duty_desktop.domain.changes import Comparison
from duty_desktop.reports.order import PaperSize
from duty_desktop.views.file_names import safe_name
from duty_desktop.views.printing.opening import today

if TYPE_CHECKING:
    from duty_desktop.reports.document import Document
    from duty_desktop.views.printing.dialog import Wanted


def changes_wanted(comparison: Comparison, size: PaperSize) -> "Wanted":
    """The table of this comparison, to be made with today's date."""
    from duty_desktop.views.printing.dialog import Wanted

    printed_on = today()

    def make(job: tasks.Job) -> "Document":
        from duty_desktop.reports.changes import changes

        return changes(
            comparison, printed_on, size=size, progress=job.progress, cancelled=job.cancelled
        )

    return Wanted(make, f"{safe_name(changes_name(comparison))}.pdf")


def changes_name(comparison: Comparison) -> str:
    """What the table is called: 昌吉市三工镇调整对照表（2025年7月—2026年7月）."""
    old, new = comparison.old, comparison.new
    town = new.town.county + new.town.name
    dates = "—".join(dict.fromkeys((old.date_in_words, new.date_in_words)))
    return f"{town}调整对照表（{dates}）"
