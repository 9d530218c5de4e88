"""What the town noted about each duty, in the words that the table shows."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duty_desktop.domain.assigning import Handling
    from duty_desktop.domain.assignment import TownNotes
    from duty_desktop.domain.duty import Duty, DutyList

FAVOURITE = "★ 收藏"
"""Stands under a favourite's number."""


class TownWords:
    """The town's words beside a list's duties.

    Attributes:
        is_empty: whether nothing is noted about any of them.
    """

    def __init__(self, duty_list: "DutyList") -> None:
        """Nothing noted yet about the duties of this list."""
        self._duty_list = duty_list
        self._duty_of: dict[str, int] = {}
        # By identity: an id is put together anew whenever a duty is asked for it.
        self._handling: dict[int, Handling] = {}
        self._favourites: set[int] = set()
        self.is_empty = True

    def use(self, notes: "TownNotes") -> None:
        """Speak of these notes from now on."""
        list_key = self._duty_list.source_sha256
        own = [each for key, each in notes.assignments.items() if key[0] == list_key]
        self._handling, self._favourites = {}, set()
        self.is_empty = not own
        if not own:
            return
        from duty_desktop.domain.assigning import handling

        if not self._duty_of:
            self._duty_of = {duty.id: id(duty) for duty in self._duty_list.duties}
        for each in own:
            duty = self._duty_of.get(each.duty_id)
            if duty is not None:
                self._handling[duty] = handling(notes, each)
                if each.favourite:
                    self._favourites.add(duty)

    def offices(self, duty: "Duty") -> str:
        """The office that leads, and those that help."""
        held = self._handling.get(id(duty))
        if held is None:
            return ""
        helpers = f"协办 {'、'.join(held.helpers)}" if held.helpers else ""
        return "；".join(filter(None, (held.office, helpers)))

    def handlers(self, duty: "Duty") -> str:
        """Who handles the duty."""
        held = self._handling.get(id(duty))
        return "、".join(held.handlers) if held else ""

    def mark(self, duty: "Duty") -> tuple[str, ...]:
        """What stands small beside the duty's number."""
        return (FAVOURITE,) if id(duty) in self._favourites else ()
