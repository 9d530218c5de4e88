"""Duties in a document's outline."""

from dataclasses import dataclass

from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.reports.canvas import Paper

_LENGTH = 40
"""A bookmark shows no more characters of a name."""


def bookmark_of(duty: Duty) -> str:
    """What a duty is called in an outline."""
    name = duty.name if len(duty.name) <= _LENGTH else duty.name[:_LENGTH] + "…"
    return f"{duty.label}　{name}"


@dataclass(frozen=True, slots=True)
class DutyBookmarks:
    """Enters duties, told by their ids, into the outline under what was entered before them."""

    paper: Paper
    duty_list: DutyList

    def __call__(self, duty_id: str) -> None:
        """Enter the duty at the current page."""
        self.paper.bookmark(bookmark_of(self.duty_list.duty(duty_id)), 1)
