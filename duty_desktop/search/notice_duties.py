"""The duties made ready to be held against a notice: what is rare in them, what stands where."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from duty_desktop.domain.duty import Duty, Field
from duty_desktop.domain.words import words
from duty_desktop.search.folding import fold
from duty_desktop.search.index import PhraseIndex
from duty_desktop.search.notice_words import pairs_of, runs
from duty_desktop.search.vocabulary import Phrases

_SPOKEN = (Field.NAME, Field.CATEGORY, Field.SUPERIOR, Field.TOWNSHIP, Field.METHOD)
"""The fields that say what a duty is about; departments are asked for apart."""

_CLAUSE_ENDS = re.compile(r"[,;:。()、“”\"]")
"""Marks of folded text that end a part of a name: basic duties have names of several sentences."""


class NoticeDuties:
    """What the words of a list's duties are worth.

    Attributes:
        duties: in official order; everything else speaks of their places in it.
        texts: what each says, folded, departments left out.
        names: their folded names.
    """

    def __init__(self, duties: Sequence[Duty]) -> None:
        """Index the duties."""
        self.duties = tuple(duties)
        self.names = [fold(words(duty.name)) for duty in duties]
        self.texts = ["\n".join(fold(words(duty.cell(f))) for f in _SPOKEN) for duty in duties]
        self._index = PhraseIndex(self.texts)
        self._clauses: dict[int, list[list[str]]] = {}
        self.places = lru_cache(maxsize=8192)(self._places)

    def rarity(self, phrase: str) -> float:
        """1 for what stands in one duty, near 0 for what stands in all, 0 for what in none."""
        return self.rarity_of(len(self.places((phrase,))))

    def rarity_of(self, count: int) -> float:
        """The rarity of what stands in so many duties."""
        if not count:
            return 0.0
        whole = len(self.duties) + 1
        return min(1.0, math.log(whole / (count + 0.5)) / math.log(max(2.0, whole / 1.5)))

    def _places(self, phrases: Phrases) -> frozenset[int]:
        """The duties that hold all the phrases."""
        first, *others = phrases
        held = set(self._index.places(first))
        for phrase in others:
            held.intersection_update(self._index.places(phrase))
        return frozenset(held)

    def clauses(self, place: int) -> list[list[str]]:
        """The pairs of each part of a duty's name, parts without any left out."""
        if place not in self._clauses:
            parts = _CLAUSE_ENDS.split(self.names[place])
            pairs = [[pair for run in runs(part) for pair in pairs_of(run.text)] for part in parts]
            self._clauses[place] = [part for part in pairs if part]
        return self._clauses[place]
