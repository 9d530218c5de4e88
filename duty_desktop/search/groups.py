"""Finds in groups: sets of places that are worth the same for the same reasons.

Of 250,000 duties half may hold a word. They fall into some dozens of groups, so that whatever the
engine does with finds takes as long as there are groups, and a page of hits is read from the best.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import groupby, islice
from typing import NamedTuple, Self

from duty_desktop.search.finds import Find, Finds, Why
from duty_desktop.search.places import members


class Group(NamedTuple):
    """Places that are worth the same."""

    places: int
    find: Find
    length: int = 0
    """The length that the names of all these duties have, 0 where it may be any: groups of
    different lengths have nothing in common, which saves looking."""


class Grouped(Finds):
    """Finds group by group; no place is in two groups."""

    __slots__ = ("groups", "places")

    def __init__(self, groups: Iterable[Group]) -> None:
        self.groups = tuple(groups)
        places = 0
        for group in self.groups:
            places |= group.places
        self.places = places
        """Every place that was found."""

    def __len__(self) -> int:
        return self.places.bit_count()

    def __contains__(self, place: int) -> bool:
        return bool(self.places >> place & 1)

    def both(self, other: Self) -> Self:
        """What both have found, their worth added up."""
        by_length: defaultdict[int, list[Group]] = defaultdict(list)
        for theirs in other.groups:
            by_length[theirs.length].append(theirs)
        together: list[Group] = []
        for own in self.limited(other.places):
            if own.length:
                candidates = by_length.get(own.length, []) + by_length.get(0, [])
            else:
                candidates = list(other.groups)
            for theirs in candidates:
                places = own.places & theirs.places
                if places:
                    find = Find(
                        own.find.score + theirs.find.score,
                        own.find.why.and_also(theirs.find.why),
                    )
                    together.append(Group(places, find, own.length or theirs.length))
        return type(self)(together)

    def or_else(self, other: Self) -> Self:
        """These, and what only the other has found."""
        return type(self)((*self.groups, *other.limited(~self.places)))

    def or_better(self, other: Self) -> Self:
        """What either has found, where both have the worthier; these among equals."""
        shared = self.places & other.places
        if not shared:
            return type(self)((*self.groups, *other.groups))
        groups = [*self.limited(~shared), *other.limited(~shared)]
        clashing = [*self.limited(shared), *other.limited(shared)]
        clashing.sort(key=lambda group: -group.find.score)
        for group in clashing:
            places = group.places & shared
            if places:
                groups.append(group._replace(places=places))
                shared &= ~places
        return type(self)(groups)

    @classmethod
    def best_of(cls, groups: Iterable[Group]) -> Self:
        """Of groups that may share places, each place once, where it is worth most."""
        taken = 0
        kept: list[Group] = []
        for group in sorted(groups, key=lambda group: -group.find.score):
            places = group.places & ~taken
            if places:
                kept.append(group._replace(places=places))
                taken |= places
        return cls(kept)

    def within(self, other: Self) -> Self:
        """These, where the other has found them too."""
        return type(self)(self.limited(other.places))

    def without(self, other: Self) -> Self:
        """These, where the other has not found them."""
        return type(self)(self.limited(~other.places))

    def limited(self, places: int) -> Iterator[Group]:
        """Each group's part among the places."""
        for group in self.groups:
            left = group.places & places
            if left:
                yield group._replace(places=left)

    def map(self, change: Callable[[Find], Find]) -> Self:
        """The same places with other finds."""
        return type(self)(group._replace(find=change(group.find)) for group in self.groups)

    def because(self, reasons: tuple[str, ...]) -> Self:
        """These, with reasons put before their own."""
        also = Why((), reasons)
        return self.map(lambda find: Find(find.score, also.and_also(find.why)))

    def best(self, limit: int | None) -> Iterator[tuple[int, float, Why]]:
        """The first so many, the worthiest first, in official order among equals."""
        return islice(self._ordered(), limit)

    def _ordered(self) -> Iterator[tuple[int, float, Why]]:
        def score(group: Group) -> float:
            return -group.find.score

        def walked(group: Group) -> Iterator[tuple[int, float, Why]]:
            score, why = group.find
            return ((place, score, why) for place in members(group.places))

        for _, equals in groupby(sorted(self.groups, key=score), score):
            # No place is in two groups, so that reasons are never compared.
            yield from merge(*map(walked, equals))

    def phrases(self) -> Iterable[str]:
        """Every phrase that was found, some more than once."""
        return (phrase for group in self.groups for phrase in group.find.why.phrases)
