"""Finding by sound: which words read as what was typed.

Words are put together character by character from the pairs that stand in the lists, and looked for
as they are written: there may be ever so many duties, and few words that sound alike.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from duty_desktop.search.material import SPOKEN, SPOKEN_NAME
from duty_desktop.search.pinyin import Pattern, is_letters, piece_reads
from duty_desktop.search.spoken import Spoken

MOST_WORDS = 4000
"""Beginnings of words that are followed; what people type has some dozens."""


class Spelling:
    """The words of an index by their sound."""

    def __init__(self, spoken: Spoken, readings: Mapping[str, str]) -> None:
        """``readings`` gives the usual syllable of each character."""
        self._index = spoken
        self._readings = readings
        self._by_syllable: defaultdict[str, list[str]] = defaultdict(list)
        self._by_character: defaultdict[str, list[str]] = defaultdict(list)
        for sign in spoken.signs:
            self._by_character[spoken.signs[sign][0]].append(sign)
        for sign in spoken.characters(SPOKEN):
            syllable = self._spoken(sign)[1]
            if syllable:
                self._by_syllable[syllable].append(sign)
        self._reading = lru_cache(maxsize=512)(self._signs_that_read)

    def _spoken(self, sign: str) -> tuple[str, str]:
        """The character that a sign is, and its syllable."""
        return self._index.signs.get(sign) or (sign, self._readings.get(sign, ""))

    def _signs_that_read(self, piece: str, *, open_end: bool) -> list[str]:
        """The signs that a piece of a pattern may be."""
        if not is_letters(piece):
            itself = () if piece in self._index.signs else (piece,)
            return [*itself, *self._by_character.get(piece, ())]
        return [
            sign
            for syllable, signs in self._by_syllable.items()
            if piece_reads(piece, "", syllable, open_end=open_end)
            for sign in signs
        ]

    def words(self, pattern: Pattern) -> dict[str, int]:
        """The words that read as the pattern, and the set of places where each does.

        A pattern of initials alone is looked for in names only: elsewhere initials stand side by
        side by chance.
        """
        field = SPOKEN_NAME if pattern.only_initials else SPOKEN
        words: defaultdict[str, int] = defaultdict(int)
        for spelled in self._spelled(field, pattern):
            word = "".join(self._spoken(sign)[0] for sign in spelled)
            words[word] |= self._index.places(field, spelled)
        return {word: places for word, places in sorted(words.items()) if places}

    def _spelled(self, field: str, pattern: Pattern) -> list[str]:
        known = self._index.characters(field)
        last = len(pattern.pieces) - 1
        words = [""]
        for at, piece in enumerate(pattern.pieces):
            signs = self._reading(piece, open_end=at == last)
            longer: list[str] = []
            for word in words:
                following = self._index.behind(field, word[-1]) if word else known
                longer += [word + sign for sign in signs if sign in following]
            if 2 <= at < last:
                longer = [word for word in longer if self._index.places(field, word)]
            words = sorted(longer)[:MOST_WORDS]
        return words
