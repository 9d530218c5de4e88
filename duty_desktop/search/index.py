"""Which texts hold a phrase: in memory for one list or a county, asked from outside beyond that."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise
from sys import intern
from typing import Protocol

MOST_IN_MEMORY = 5_000
"""Duties up to which the engine keeps them in memory: one list, or a county of 20 towns, which need
no file then. ``python -m tests.benchmarks.many``: p99 of a first page is 6 ms in memory and 12 ms
on an index at 5,000 duties, 17 ms and 13 ms at 20,000, where the slowest takes 87 ms and 18 ms and
the memory besides the duties is 210 MB and 70 MB."""


class TextIndex(Protocol):
    """What the engine asks of an index that somebody else keeps, of several fields of each duty.

    Sets of places are whole numbers, as in ``duty_desktop.search.places``. The index was built from
    the rows that ``duty_desktop.search.material`` makes of the same duties.
    """

    @property
    def count(self) -> int:
        """How many duties there are."""
        ...

    def places(self, field: str, phrase: str, /) -> int:
        """The set of the places whose field holds the phrase of one or more characters."""
        ...

    def lengths(self, field: str, /) -> Sequence[int]:
        """How many characters the field has, place by place."""
        ...

    def pairs(self, field: str, /) -> Iterable[str]:
        """Every pair of neighbouring characters that stands somewhere in the field.

        The last character of a text has a line break for its neighbour.
        """
        ...

    def note(self, name: str, /) -> str:
        """What was noted under this name when the index was built."""
        ...


_Places = bytes | tuple[int, ...]
"""Places, ascending; bytes where a byte holds each of them."""

_BYTE = 256

_Beginning = tuple[_Places, str, tuple[_Places, ...]]
"""Where a character stands, the characters that stand behind it, and where each of them does so."""


class PhraseIndex:
    """Answers for single characters and phrases of any length, without fail and without guessing.

    A phrase is looked for only in the texts that hold its rarest pair of characters. A pair is
    found among the characters that stand behind its first one, and pairs that stand in the same
    texts share their places: a table of all pairs would take eight times the memory.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Note every character and every pair of neighbours of each text."""
        self.texts = texts
        self._beginnings = _beginnings(texts)

    def places(self, phrase: str) -> Sequence[int]:
        """The places of the texts that hold ``phrase``, ascending."""
        beginnings = self._beginnings
        length = len(phrase)
        if length == 2:
            beginning = beginnings.get(phrase[0])
            at = -1 if beginning is None else beginning[1].find(phrase[1])
            return () if beginning is None or at < 0 else beginning[2][at]
        if length == 1:
            beginning = beginnings.get(phrase)
            return () if beginning is None else beginning[0]
        if not length:
            return range(len(self.texts))
        rarest: Sequence[int] | None = None
        for first, second in pairwise(phrase):
            beginning = beginnings.get(first)
            at = -1 if beginning is None else beginning[1].find(second)
            if beginning is None or at < 0:
                return ()
            found = beginning[2][at]
            if rarest is None or len(found) < len(rarest):
                rarest = found
        texts = self.texts
        return [place for place in rarest or () if phrase in texts[place]]

    def characters(self) -> Collection[str]:
        """Every character that stands somewhere."""
        return self._beginnings.keys()

    def behind(self, char: str) -> str:
        """The characters that stand behind this one somewhere."""
        beginning = self._beginnings.get(char)
        return "" if beginning is None else beginning[1]


def _beginnings(texts: Sequence[str]) -> dict[str, _Beginning]:
    """What is noted of each character of the texts."""
    alone: defaultdict[str, list[int]] = defaultdict(list)
    behind: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(_no_lists)
    for place, text in enumerate(texts):
        for char in set(text):
            alone[char].append(place)
        for first, second in set(pairwise(text)):
            behind[first][second].append(place)
    packed: Callable[[list[int]], _Places] = bytes if len(texts) <= _BYTE else tuple
    equal: dict[_Places, _Places] = {}

    def shared(places: list[int]) -> _Places:
        own = packed(places)
        return equal.setdefault(own, own)

    # What is noted is let go as it is packed: both together would be most of what is ever needed.
    return {
        intern(char): (
            shared(alone.pop(char)),
            "".join(seconds),
            tuple(map(shared, seconds.values())),
        )
        for char, seconds in ((char, behind.pop(char, _no_lists())) for char in list(alone))
    }


def _no_lists() -> defaultdict[str, list[int]]:
    return defaultdict(list)
