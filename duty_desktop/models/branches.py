"""The tree of categories and departments, as plain objects."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from duty_desktop.domain.duty import DutyList, ListKind

_DEPARTMENTS = "departments"
"""The key of the branch that holds the departments."""


@dataclass(slots=True, eq=False)
class Branch:
    """A branch of the tree and the duties that belong to it."""

    key: str
    """Its name in remembered layouts, the same from one start to the next."""
    title: str
    places: frozenset[int] = frozenset()
    """Where its duties stand in ``DutyList.duties``."""
    parent: "Branch | None" = None
    children: list["Branch"] = field(default_factory=list)
    row: int = 0
    """Its place among its parent's children."""
    count: int = 0
    """How many of its duties are found at present."""
    flags: int = field(init=False)
    """``flags_of`` its places: branches are counted at every key."""

    def __post_init__(self) -> None:
        """Work out the flags."""
        self.flags = flags_of(self.places)

    def add(self, key: str, title: str, places: Iterable[int]) -> "Branch":
        """A new last child."""
        own = frozenset(places)
        child = Branch(key, title, own, parent=self, row=len(self.children), count=len(own))
        self.children.append(child)
        return child

    def become(self, other: "Branch") -> None:
        """Take another's title and duties; children stay."""
        self.title, self.places, self.flags = other.title, other.places, other.flags

    def walk(self) -> Iterator["Branch"]:
        """The branch and everything under it, from top to bottom."""
        yield self
        for child in self.children:
            yield from child.walk()

    def count_found(self, found: Collection[int]) -> None:
        """Count, below this branch, the duties that are among those found."""
        flags = flags_of(found)
        for branch in self.walk():
            branch.count = (branch.flags & flags).bit_count()


def flags_of(places: Collection[int]) -> int:
    """A number with a byte of 1 at each of these places."""
    flags = bytearray(max(places, default=-1) + 1)
    for place in places:
        flags[place] = 1
    return int.from_bytes(flags, "little")


def branches_of(duty_list: DutyList) -> Branch:
    """The root of the tree: all duties, each list with its categories, then the departments."""
    everything = range(len(duty_list.duties))
    root = Branch("", "", frozenset(everything), count=len(everything))
    root.add("all", "全部事项", everything)
    for kind in ListKind:
        _add_list(root, duty_list, kind)
    _add_departments(root, duty_list)
    return root


def union_of(branches: Iterable[Branch]) -> frozenset[int]:
    """The places of the duties that belong to any of the branches."""
    first, *others = [branch.places for branch in branches] or [frozenset[int]()]
    return first.union(*others) if others else first


def departments_of(branches: Iterable[Branch]) -> tuple[str, ...]:
    """The canonical names of the departments among the branches."""
    return below(_DEPARTMENTS, branches)


def below(key: str, branches: Iterable[Branch]) -> tuple[str, ...]:
    """What stands after the slash in the keys of those branches that are below the one at ``key``.

    Each once.
    """
    place = f"{key}/"
    found = (each.key.removeprefix(place) for each in branches if each.key.startswith(place))
    return tuple(dict.fromkeys(found))


def _add_list(root: Branch, duty_list: DutyList, kind: ListKind) -> None:
    by_category: dict[str, list[int]] = {}
    for place, duty in enumerate(duty_list.duties):
        if duty.kind is kind:
            by_category.setdefault(duty.category, []).append(place)
    places = [place for group in by_category.values() for place in group]
    branch = root.add(kind.value, kind.official_name, places)
    for category, group in by_category.items():
        branch.add(f"{kind.value}/{category}", category, group)


def _add_departments(root: Branch, duty_list: DutyList) -> None:
    by_department: dict[str, set[int]] = {
        department.name: set() for department in duty_list.departments
    }
    for place, duty in enumerate(duty_list.duties):
        for named in duty.departments:
            by_department.setdefault(named.name, set()).add(place)
    branch = root.add(_DEPARTMENTS, "按部门", set().union(*by_department.values()))
    sizes = Counter({name: len(places) for name, places in by_department.items() if places})
    for name, _ in sizes.most_common():
        branch.add(f"{_DEPARTMENTS}/{name}", name, by_department[name])
