"""What was noted of the list that the user goes on from."""

from duty_desktop.domain.assignment import TownNotes
from duty_desktop.domain.duty import DutyList


def left_behind(notes: TownNotes, old: DutyList, new: DutyList) -> int:
    """How many duties of ``old`` have notes that ``new`` could take over, and has none itself.

    Nothing goes from one town's list to another's, or to an older one.
    """
    of_both = {(each.town.county, each.town.name) for each in (old, new)}
    if len(of_both) > 1 or new.date < old.date:
        return 0
    keys = [list_key for list_key, _ in notes.assignments]
    return 0 if new.source_sha256 in keys else keys.count(old.source_sha256)
