"""What a query or a part of it finds, and how finds are put together.

A find is a place, what it is worth, and why. The engine only ever puts finds together by the few
operations of ``Finds``; there is one way to do them for duties in memory, place by place, and one
for very many duties, in groups of places (``duty_desktop.search.groups``).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import NamedTuple, Self


class Why(NamedTuple):
    """Why a duty was found."""

    phrases: tuple[str, ...] = ()
    """The folded words that were found in it."""
    reasons: tuple[str, ...] = ()
    """In Chinese, where it is not plain to see."""

    def and_also(self, other: "Why") -> "Why":
        """Both, these first."""
        return Why(self.phrases + other.phrases, self.reasons + other.reasons)


class Find(NamedTuple):
    """How one duty answers a query or a part of it."""

    score: float
    why: Why = Why()


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
    def best(self, limit: int | None) -> Iterator[tuple[int, float, Why]]:
        """The first so many, the worthiest first, in official order among equals.

        Each with its place and its score.
        """

    @abstractmethod
    def phrases(self) -> Iterable[str]:
        """Every phrase that was found, some perhaps more than once."""


class Listed(Finds):
    """Finds place by place.

    A letter or two may find thousands of duties. What is done with all of them is left to ``dict``
    and ``sorted``; nothing is made for each of them.
    """

    __slots__ = ("_scores", "_why")

    def __init__(self, scores: Mapping[int, float], why: Why | Mapping[int, Why]) -> None:
        """Take each place's score, and why it was found: one for all, or one for each."""
        self._scores = scores
        self._why = why

    def __len__(self) -> int:
        return len(self._scores)

    def __contains__(self, place: int) -> bool:
        return place in self._scores

    def _whys(self) -> Mapping[int, Why]:
        """Why each place was found."""
        why = self._why
        return dict.fromkeys(self._scores, why) if isinstance(why, Why) else why

    def both(self, other: Self) -> Self:
        """What both have found, their worth added up."""
        others = other._scores
        scores = {
            place: score + others[place] for place, score in self._scores.items() if place in others
        }
        if isinstance(self._why, Why) and isinstance(other._why, Why):
            return type(self)(scores, self._why.and_also(other._why))
        mine, theirs = self._whys(), other._whys()
        return type(self)(scores, {p: mine[p].and_also(theirs[p]) for p in scores})

    def or_else(self, other: Self) -> Self:
        """These, and what only the other has found."""
        if not other._scores:
            return self
        if not self._scores:
            return other
        whys = {**other._whys(), **self._whys()}
        return type(self)({**other._scores, **self._scores}, whys)

    def or_better(self, other: Self) -> Self:
        """What either has found, where both have the worthier; these among equals."""
        if not other._scores:
            return self
        if not self._scores:
            return other
        scores, whys = dict(self._scores), dict(self._whys())
        theirs = other._whys()
        for place, score in other._scores.items():
            if place not in scores or score > scores[place]:
                scores[place] = score
                whys[place] = theirs[place]
        return type(self)(scores, whys)

    def within(self, other: Self) -> Self:
        """These, where the other has found them too."""
        return type(self)({p: s for p, s in self._scores.items() if p in other._scores}, self._why)

    def without(self, other: Self) -> Self:
        """These, where the other has not found them."""
        if not other._scores:
            return self
        left = {p: s for p, s in self._scores.items() if p not in other._scores}
        return type(self)(left, self._why)

    def because(self, reasons: tuple[str, ...]) -> Self:
        """These, with reasons put before their own."""
        also = Why((), reasons)
        if isinstance(self._why, Why):
            return type(self)(self._scores, also.and_also(self._why))
        return type(self)(self._scores, {p: also.and_also(w) for p, w in self._why.items()})

    def best(self, limit: int | None) -> Iterator[tuple[int, float, Why]]:
        """The first so many, the worthiest first, in official order among equals."""
        scores, whys = self._scores, self._whys()
        # Places rise in official order, and sorting keeps it among equals.
        order = sorted(scores)
        order.sort(key=scores.__getitem__, reverse=True)
        ordered = zip(
            order, map(scores.__getitem__, order), map(whys.__getitem__, order), strict=True
        )
        return islice(ordered, limit)

    def phrases(self) -> Iterable[str]:
        """Every phrase that was found, some more than once."""
        if not self._scores:
            return ()
        if isinstance(self._why, Why):
            return self._why.phrases
        whys = self._why
        return chain.from_iterable({whys[place].phrases for place in self._scores})
