"""What the engine answers: the duties found, best first, tier by tier."""

from collections.abc import Callable, Collection, Iterable, Sequence
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple, overload

from duty_desktop.domain.duty import Duty
from duty_desktop.search.entries import Entry
from duty_desktop.search.finds import Why
from duty_desktop.search.folding import fold
from duty_desktop.search.query import Query


class Tier(StrEnum):
    """How sure a find is."""

    EXACT = "exact"
    SYNONYM = "synonym"
    NOTED = "noted"
    """By what the town noted about the duty."""
    MAYBE = "maybe"


class Hit(NamedTuple):
    """A duty that was found."""

    duty: Duty
    tier: Tier
    score: float
    """Larger is better; comparable within one tier of one query only."""
    why: Why
    place: int
    """Where it stands among the engine's duties."""
    entry_at: Callable[[int], Entry]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it was found where that is not plain to see: 同义：低保 → 最低生活保障."""
        return self.why.reasons

    @property
    def phrases(self) -> tuple[str, ...]:
        """The folded words that were found in it."""
        return self.why.phrases

    @property
    def entry(self) -> Entry:
        """The duty as it was searched."""
        return self.entry_at(self.place)

    @property
    def matched(self) -> tuple[str, ...]:
        """The fields in which something was found: ``label`` or a ``Field``'s value."""
        fields = self.entry.fields.items()
        return tuple(name for name, text in fields if any(each in text for each in self.phrases))


class Hits(Sequence[Hit]):
    """Hits, each made when it is looked at: a letter or two find thousands, of which some show."""

    def __init__(self, duties: Sequence[Duty], entry_at: Callable[[int], Entry]) -> None:
        """No hits yet, of these duties."""
        self._duties = duties
        self._entry_at = entry_at
        self._found: list[tuple[int, float, Why]] = []
        self._ends: list[tuple[int, Tier]] = []

    def add(self, tier: Tier, finds: Iterable[tuple[int, float, Why]]) -> None:
        """Put the finds of a tier behind what there is: places, scores and reasons, best first."""
        self._found += finds
        self._ends.append((len(self._found), tier))

    def without(self, places: Collection[int]) -> "Hits":
        """Those that stand at none of these places."""
        left = Hits(self._duties, self._entry_at)
        start = 0
        for end, tier in self._ends:
            left.add(tier, (each for each in self._found[start:end] if each[0] not in places))
            start = end
        return left

    def with_noted(self, finds: Sequence[tuple[int, float, Why]]) -> "Hits":
        """These and what the notes find besides, behind the sure ones; no duty is there twice."""
        together = Hits(self._duties, self._entry_at)
        sure = self.sure
        together._found = self._found[:sure]
        together._ends = [each for each in self._ends if each[1] is not Tier.MAYBE]
        together.add(Tier.NOTED, finds)
        noted = {place for place, _, _ in finds}
        together.add(Tier.MAYBE, (each for each in self._found[sure:] if each[0] not in noted))
        return together

    def places(self) -> list[int]:
        """Where each hit's duty stands among the engine's, without looking at it."""
        return list(map(itemgetter(0), self._found))

    @property
    def sure(self) -> int:
        """How many are no ``maybe``: they stand first."""
        return max((end for end, tier in self._ends if tier is not Tier.MAYBE), default=0)

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int, /) -> Hit: ...

    @overload
    def __getitem__(self, at: slice, /) -> list[Hit]: ...

    def __getitem__(self, at: int | slice, /) -> Hit | list[Hit]:
        if isinstance(at, slice):
            return [self._hit(each) for each in range(len(self._found))[at]]
        return self._hit(range(len(self._found))[at])

    def _hit(self, at: int) -> Hit:
        place, score, why = self._found[at]
        tier = next(tier for end, tier in self._ends if at < end)
        return Hit(self._duties[place], tier, score, why, place, self._entry_at)


class Answer(NamedTuple):
    """What a query finds."""

    query: Query
    hits: Hits
    """Best first, tier by tier; the first of them where a limit was asked for."""
    phrases: tuple[str, ...]
    """Folded words that were found in one duty or another."""
    total: int
    """How many hits there are without a limit."""

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where found words stand in ``text``: half-open, sorted, merged where they touch."""
        folded = fold(text)
        found: list[tuple[int, int]] = []
        for phrase in self.phrases:
            at = folded.find(phrase)
            while at >= 0:
                found.append((at, at + len(phrase)))
                at = folded.find(phrase, at + 1)
        return _merged(found)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
