"""Finding by sound in an index of very many duties: which words read as what was typed.

Words are put together character by character from the pairs that stand in the lists, and looked for
as they are written: there are ever so many duties, and few words that sound alike.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from duty_desktop.search.index import TextIndex
from duty_desktop.search.material import SIGNS, SPOKEN, SPOKEN_NAME, read_signs
from duty_desktop.search.pinyin import Pattern, is_letters, piece_reads

MOST_WORDS = 4000
"""Beginnings of words that are followed; what people type has some dozens."""


class Spelling:
    """The words of an index by their sound."""

    def __init__(self, index: TextIndex, readings: Mapping[str, str]) -> None:
        """``readings`` gives the usual syllable of each character."""
        self._index = index
        self._readings = readings
        self._signs = read_signs(index.note(SIGNS))
        self._followers = {field: self._pairs(field) for field in (SPOKEN, SPOKEN_NAME)}
        self._by_syllable: defaultdict[str, set[str]] = defaultdict(set)
        self._by_character: defaultdict[str, set[str]] = defaultdict(set)
        for sign in self._followers[SPOKEN]:
            character, syllable = self._spoken(sign)
            self._by_character[character].add(sign)
            if syllable:
                self._by_syllable[syllable].add(sign)
        self._reading = lru_cache(maxsize=512)(self._signs_that_read)

    def _pairs(self, field: str) -> Mapping[str, set[str]]:
        """For each sign of a field, those that stand behind it somewhere."""
        followers: defaultdict[str, set[str]] = defaultdict(set)
        for pair in self._index.pairs(field):
            followers[pair[0]].add(pair[1])
        return followers

    def _spoken(self, sign: str) -> tuple[str, str]:
        """The character that a sign is, and its syllable."""
        return self._signs.get(sign) or (sign, self._readings.get(sign, ""))

    def _signs_that_read(self, piece: str, *, open_end: bool) -> frozenset[str]:
        """The signs that a piece of a pattern may be."""
        if not is_letters(piece):
            signs = self._by_character.get(piece, ())
            return frozenset(signs)
        found: set[str] = set()
        for syllable, signs in self._by_syllable.items():
            if piece_reads(piece, "", syllable, open_end=open_end):
                found |= signs
        return frozenset(found)

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
        followers = self._followers[field]
        last = len(pattern.pieces) - 1
        words = [""]
        for at, piece in enumerate(pattern.pieces):
            signs = self._reading(piece, open_end=at == last)
            longer = [
                word + sign
                for word in words
                for sign in (signs & followers[word[-1]] if word else signs & followers.keys())
            ]
            if 2 <= at < last:
                longer = [word for word in longer if self._index.places(field, word)]
            words = sorted(longer)[:MOST_WORDS]
        return words
