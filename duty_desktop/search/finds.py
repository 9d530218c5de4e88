"""What a query or a part of it finds, and how finds are put together.

A find is a place, what it is worth, and why. The engine only ever puts finds together by the few
operations of ``Finds``; there is one way to do them for duties in memory, place by place, and one
for very many duties, in groups of places (``duty_desktop.search.groups``).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import NamedTuple, Self


class Find(NamedTuple):
    """How one duty answers a query or a part of it."""

    score: float
    phrases: tuple[str, ...]
    reasons: tuple[str, ...] = ()


class Finds(ABC):
    """Places that were found, each once, with what they are worth."""

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def __contains__(self, place: int) -> bool: ...

    @abstractmethod
    def both(self, other: Self) -> Self:
        """What both have found, their worth added up."""

    @abstractmethod
    def or_else(self, other: Self) -> Self:
        """These, and what only the other has found."""

    @abstractmethod
    def or_better(self, other: Self) -> Self:
        """What either has found, where both have the worthier; these among equals."""

    @abstractmethod
    def within(self, other: Self) -> Self:
        """These, where the other has found them too."""

    @abstractmethod
    def without(self, other: Self) -> Self:
        """These, where the other has not found them."""

    @abstractmethod
    def because(self, reasons: tuple[str, ...]) -> Self:
        """These, with reasons put before their own."""

    @abstractmethod
    def best(self, limit: int | None) -> Iterator[tuple[int, Find]]:
        """The first so many, the worthiest first, in official order among equals."""

    @abstractmethod
    def phrases(self) -> Iterable[str]:
        """Every phrase that was found, some perhaps more than once."""


class Listed(Finds):
    """Finds place by place."""

    __slots__ = ("_finds",)

    def __init__(self, finds: Mapping[int, Find]) -> None:
        self._finds = finds

    def __len__(self) -> int:
        return len(self._finds)

    def __contains__(self, place: int) -> bool:
        return place in self._finds

    def both(self, other: Self) -> Self:
        """What both have found, their worth added up."""
        others = other._finds
        if not others:
            return other
        return type(self)(
            {
                place: Find(
                    find.score + others[place].score,
                    find.phrases + others[place].phrases,
                    find.reasons + others[place].reasons,
                )
                for place, find in self._finds.items()
                if place in others
            }
        )

    def or_else(self, other: Self) -> Self:
        """These, and what only the other has found."""
        if not other._finds:
            return self
        return type(self)({**other._finds, **self._finds}) if self._finds else other

    def or_better(self, other: Self) -> Self:
        """What either has found, where both have the worthier; these among equals."""
        if not other._finds:
            return self
        if not self._finds:
            return other
        finds = dict(self._finds)
        for place, find in other._finds.items():
            if place not in finds or find.score > finds[place].score:
                finds[place] = find
        return type(self)(finds)

    def within(self, other: Self) -> Self:
        """These, where the other has found them too."""
        return type(self)({p: each for p, each in self._finds.items() if p in other._finds})

    def without(self, other: Self) -> Self:
        """These, where the other has not found them."""
        if not other._finds:
            return self
        return type(self)({p: each for p, each in self._finds.items() if p not in other._finds})

    def because(self, reasons: tuple[str, ...]) -> Self:
        """These, with reasons put before their own."""
        return type(self)(
            {p: each._replace(reasons=reasons + each.reasons) for p, each in self._finds.items()}
        )

    def best(self, limit: int | None) -> Iterator[tuple[int, Find]]:
        """The first so many, the worthiest first, in official order among equals."""
        # Places rise in official order, and sorting keeps it among equals.
        ordered = sorted(self._finds.items())
        ordered.sort(key=lambda item: -item[1].score)
        return islice(ordered, limit)

    def phrases(self) -> Iterable[str]:
        """Every phrase that was found, some more than once."""
        return chain.from_iterable({find.phrases for find in self._finds.values()})
