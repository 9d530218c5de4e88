"""Which texts hold a phrase: in memory for one list or a county, asked from outside beyond that."""

from collections.abc import Iterable, Sequence
from typing import Protocol

MOST_IN_MEMORY = 5_000
"""Duties up to which the engine keeps them in memory: one list, or a county of 20 towns, which need
no file then. ``python -m tests.benchmarks.many``: p99 of a first page is 25 ms in memory and 10 ms
on an index at 5,000 duties, 135 ms and 8 ms at 20,000, where memory also takes 280 MB and 70 MB."""


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


class PhraseIndex:
    """Answers for single characters and phrases of any length, without fail and without guessing.

    A phrase is looked for only in the texts that hold its rarest pair of characters.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Note every character and every pair of neighbours of each text."""
        self.texts = texts
        postings: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            grams = set(text)
            grams.update(map(str.__add__, text, text[1:]))
            for gram in grams:
                postings.setdefault(gram, []).append(place)
        self._postings = postings
        self._everywhere = list(range(len(texts)))

    def places(self, phrase: str) -> list[int]:
        """The places of the texts that hold ``phrase``, ascending."""
        if len(phrase) <= 2:
            return self._postings.get(phrase, []) if phrase else self._everywhere
        rarest = self._everywhere
        for pair in map(str.__add__, phrase, phrase[1:]):
            found = self._postings.get(pair)
            if found is None:
                return []
            if len(found) < len(rarest):
                rarest = found
        texts = self.texts
        return [place for place in rarest if phrase in texts[place]]

    def pairs(self) -> list[str]:
        """Every pair of neighbours that stands somewhere."""
        return [gram for gram in self._postings if len(gram) == 2]
