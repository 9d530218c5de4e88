"""What people say and what lists call it: everyday words, departments' short names, fillers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from duty_desktop import tables
from duty_desktop.domain.readings import Readings
from duty_desktop.search.folding import fold
from duty_desktop.search.pinyin import Pattern, initials_of

Phrases = tuple[str, ...]
"""Words that must all stand in a duty."""

_SHORTEST, _LONGEST = 3, 8
"""Characters of an official word that is cut out of a term: two may be a part of anything."""

_DEPARTMENT_ENDINGS = ("局", "委", "办", "部")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a term: words to find as they are, or an everyday word and what it stands for."""

    text: str
    alternatives: tuple[Phrases, ...] = ()
    """Official words instead, best first; empty where the words only stand for themselves."""


class Vocabulary:
    """Everyday words → official words."""

    def __init__(self, rows: Iterable[Sequence[str]], readings: Readings) -> None:
        """``rows`` are like those of the table ``synonyms``; later ones add to earlier ones."""
        self._meanings: dict[str, tuple[Phrases, ...]] = {}
        # Thousands of words come again and again: each is kept once.
        words: dict[str, str] = {}
        for everyday, official in _short_names():
            self._add(words.setdefault(everyday, everyday), ((official,),))
        for row in rows:
            if len(row) >= 2:
                ways = (_phrases(each, words) for each in row[1].split("、") if each)
                meanings = tuple(dict.fromkeys(ways))
                for everyday in filter(None, map(fold, row[0].split("、"))):
                    self._add(words.setdefault(everyday, everyday), meanings)
        for official in self._official():
            self._meanings.setdefault(official, ((official,),))
        self._longest = max(map(len, self._meanings), default=0)
        self._readings = readings
        self._by_initial: dict[str, str] | None = None
        fillers = sorted((fold(row[0]) for row in tables.rows("fillers")), key=len, reverse=True)
        self._filler = re.compile("|".join(map(re.escape, fillers)) or r"(?!)")
        self.pieces = lru_cache(maxsize=256)(self._pieces)
        phrases = (phrase for ways in self._meanings.values() for way in ways for phrase in way)
        self.known = tuple(dict.fromkeys(chain(self._meanings, phrases)))
        """Every word that people or lists use, once: everyday ones and official ones."""

    def _add(self, everyday: str, meanings: tuple[Phrases, ...]) -> None:
        before = self._meanings.get(everyday)
        # The words of one row share what they stand for.
        both = meanings if before is None else tuple(dict.fromkeys((*before, *meanings)))
        self._meanings[everyday] = both

    def _official(self) -> list[str]:
        """Official words that are cut out of a longer term as everyday ones are.

        So 公租房退出 is understood as 公租房 and 退出, and a matter that has an official name which
        no duty holds (社区矫正) is known to be none of the list's.
        """
        phrases = {phrase for ways in self._meanings.values() for way in ways for phrase in way}
        return sorted(each for each in phrases if _SHORTEST <= len(each) <= _LONGEST)

    def meanings(self, word: str) -> tuple[Phrases, ...]:
        """The official words for an everyday one, best first."""
        return self._meanings.get(word, ())

    def _pieces(self, term: str) -> tuple[Piece, ...]:
        """The term cut into everyday words and what stands between them, fillers left out.

        The longest everyday word wins, from left to right.
        """
        found: list[Piece] = []
        for part in filter(None, self._filler.sub(" ", term).split(" ")):
            found += self._cut(part)
        return tuple(found)

    def _cut(self, part: str) -> Iterable[Piece]:
        at = plain_from = 0
        while at < len(part):
            word = self._word_at(part, at)
            if word is None:
                at += 1
                continue
            if plain_from < at:
                yield Piece(part[plain_from:at])
            yield Piece(word, self._meanings[word])
            at = plain_from = at + len(word)
        if plain_from < len(part):
            yield Piece(part[plain_from:])

    def _word_at(self, part: str, at: int) -> str | None:
        for length in range(min(self._longest, len(part) - at), 0, -1):
            word = part[at : at + length]
            if word in self._meanings:
                return word
        return None

    def read_as(self, patterns: Iterable[Pattern]) -> list[str]:
        """The known words that are read in one of these ways from beginning to end."""
        lines = self._lines()
        found: dict[str, None] = {}
        for way in patterns:
            initials = way.initials or ""
            for word in _with_initials(lines.get(initials[:1], ""), initials):
                if way.reads(word, self._readings.of(word)):
                    found[word] = None
        return sorted(found)

    def _lines(self) -> Mapping[str, str]:
        """Initials and word, a line for each known word, by the first of the initials.

        Text that is searched takes a tenth of the memory of a table with a key for each word, and
        a few thousand characters are searched in a microsecond.
        """
        if self._by_initial is None:
            lines: defaultdict[str, list[str]] = defaultdict(list)
            for word in self.known:
                initials = initials_of(word, self._readings.of(word))
                lines[initials[:1]].append(f"\n{initials}\t{word}")
            self._by_initial = {first: "".join(each) for first, each in lines.items()}
        return self._by_initial


def _with_initials(lines: str, initials: str) -> Iterator[str]:
    """The words whose characters' syllables begin so."""
    sought = f"\n{initials}\t"
    at = lines.find(sought)
    while at >= 0:
        start = at + len(sought)
        end = start + len(initials)
        yield lines[start:end]
        at = lines.find(sought, end)


def _phrases(said: str, words: dict[str, str]) -> Phrases:
    """Words that are joined by ``+``, each the one in ``words`` that is equal to it."""
    folded = (fold(phrase.strip()) for phrase in said.split("+"))
    return tuple(words.setdefault(each, each) for each in folded if each)


def _short_names() -> Iterable[tuple[str, str]]:
    """Short names of departments, with and without their last character: 住建局, 住建."""
    for row in tables.rows("department_short_names"):
        official, short = fold(row[0]), fold(row[1])
        if short in official:
            continue
        yield short, official
        if len(short) > 2 and short.endswith(_DEPARTMENT_ENDINGS) and short[:-1] not in official:
            yield short[:-1], official
