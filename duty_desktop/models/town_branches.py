"""The branches of the town's own: favourites, what nobody has yet, and who has what."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.models.branches import Branch

if TYPE_CHECKING:
    from typing import TypeAlias

    from duty_desktop.domain.assignment import Assignment, Key, TownNotes

    _Noted: TypeAlias = Sequence[tuple[int, Assignment]]
    """What is noted, and where its duty stands."""

    _Holding: TypeAlias = Iterable[tuple[Key, int]]
    """Who holds a duty, and where that stands."""

FAVOURITES, UNASSIGNED = "favourites", "unassigned"
OFFICES, LEADERS, HANDLERS = "offices", "leaders", "handlers"
"""The keys of the branches; an office's and a person's own key follows after a slash."""

WHY_EMPTY = {
    FAVOURITES: "没有收藏的事项了。",
    UNASSIGNED: "基本履职和配合履职的每个事项都有了责任科室。",
}
"""What is said where nothing is left in a branch that is chosen."""


class TownBranches:
    """Makes the town's branches of one list.

    A branch is there where there is something in it. 未分工 is there once an office leads any duty
    of the list: whoever never assigns a duty is not told that all of them wait for it.
    """

    def __init__(self, duty_list: DutyList) -> None:
        """Branches for the duties of this list."""
        self._duty_list = duty_list
        self._places: dict[str, int] = {}
        self._to_assign = frozenset[int]()

    def of(self, notes: "TownNotes") -> list[Branch]:
        """The branches at the top, those below them in place; none where nothing is noted."""
        assignments = self._assignments(notes)
        if not assignments:
            return []
        from duty_desktop.domain.roster import offices_of, people_of

        root = Branch("", "")
        self._add_favourites(root, assignments)
        self._add_unassigned(root, assignments)
        offices, people = offices_of(notes).labels, people_of(notes).labels
        holders: tuple[tuple[str, str, Mapping[Key, str], _Holding], ...] = (
            (OFFICES, "按科室", offices, _with_offices(assignments)),
            (LEADERS, "按分管领导", people, _with_leaders(assignments)),
            (HANDLERS, "按承办人", people, _with_handlers(assignments)),
        )
        for key, title, labels, held in holders:
            _add_holders(root, key, title, labels, held)
        return root.children

    def _assignments(self, notes: "TownNotes") -> "_Noted":
        """What is noted about the list's duties, and where those stand."""
        list_key = self._duty_list.source_sha256
        own = [each for key, each in notes.assignments.items() if key[0] == list_key]
        if own and not self._places:
            self._note_places()
        return [(self._places[each.duty_id], each) for each in own if each.duty_id in self._places]

    def _note_places(self) -> None:
        duties = self._duty_list.duties
        self._places = {duty.id: place for place, duty in enumerate(duties)}
        self._to_assign = frozenset(
            place for place, duty in enumerate(duties) if duty.kind is not ListKind.RECLAIMED
        )

    def _add_favourites(self, root: Branch, assignments: "_Noted") -> None:
        favourites = [place for place, each in assignments if each.favourite]
        if favourites:
            root.add(FAVOURITES, "收藏", favourites)

    def _add_unassigned(self, root: Branch, assignments: "_Noted") -> None:
        """As ``duty_desktop.domain.assigning.without_office`` has it."""
        led = {place for place, each in assignments if each.office is not None}
        left = self._to_assign - led
        if led and left:
            root.add(UNASSIGNED, "未分工", left)


def _with_offices(
    assignments: "_Noted",
) -> "_Holding":
    return ((key, place) for place, each in assignments for key in each.offices)


def _with_leaders(
    assignments: "_Noted",
) -> "_Holding":
    return ((each.leader, place) for place, each in assignments if each.leader is not None)


def _with_handlers(
    assignments: "_Noted",
) -> "_Holding":
    return ((key, place) for place, each in assignments for key in each.handlers)


def _add_holders(
    root: Branch,
    key: str,
    title: str,
    labels: "Mapping[Key, str]",
    held: "_Holding",
) -> None:
    """A branch for each who holds anything, in the order of the roster."""
    places: dict[Key, list[int]] = {}
    for holder, place in held:
        places.setdefault(holder, []).append(place)
    if not places:
        return
    branch = root.add(key, title, {place for each in places.values() for place in each})
    for holder, label in labels.items():
        if holder in places:
            branch.add(f"{key}/{holder}", label, places[holder])
