"""Duties that resemble what was typed: pairs of characters, everyday words, words that sound alike.

Characters and pairs of neighbours count by their rarity, as in BM25, once in a duty and once more
in its name. A threshold decides what is shown: without one a loose match always finds something.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from duty_desktop.domain.readings import is_han
from duty_desktop.search.vocabulary import Phrases, Piece

_IN_NAME = 1.1
"""What a pair in a duty's name counts besides standing in the duty: the name says what it is."""

_LENGTH = 0.35
"""How much a long text is held back: duties have from 10 to 1800 characters, and the long ones are
not about more things."""

_DAMPING = 0.6
"""BM25's k1."""

MOST_WEIGHT = (1 + _DAMPING) / (_DAMPING + 1 - _LENGTH)
"""What a word counts beside its worth in a text of no length: no text has more."""

_TOO_COMMON = 0.22
"""A character or pair that stands in a larger part of all duties says nothing."""

_ONE_CHARACTER = 0.25
"""What a single character counts beside a pair."""

_SOUNDS_ALIKE = 0.55
"""What a pair that only sounds alike counts beside one that is written so."""

_NEITHER_RIGHT = 0.6
"""What is left of that where neither character is the one that stands there."""

_MEANT, _MEANT_BY_NAME = 1.2, 2.2
"""What an official word for an everyday one counts in a duty, and in its name, for each character
the everyday word has more than one, beside a pair."""

_ONE_CHARACTER_WORD = 0.5
"""A word of one character (车, 羊) means much else as well."""

_ALTERNATIVE = 0.93
"""What each further official word for an everyday one counts beside the one before it."""

_NOWHERE = 0.5
"""What is left of a score when an everyday word is known and the lists hold none of its official
words: the matter has a name, and no duty is about it."""

_LEAST, _LEAST_EACH_PAIR, _LEAST_AT_MOST = 0.6, 0.28, 1.55
"""A duty is worth showing from so many times the rarity of a pair that stands nowhere: a part for
any query, a part for each pair typed, and never more than the last. Measured with
``tests.evaluation.search``: queries that no duty is behind mostly stay below it."""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How much a duty resembles what was typed."""

    place: int
    score: float


class Grams(Protocol):
    """What is asked of an index of texts."""

    def places(self, phrase: str, /) -> Collection[int]:
        """The places of the texts that hold the phrase."""
        ...

    def characters(self) -> Iterable[str]:
        """Every character that has a neighbour behind it somewhere."""
        ...

    def behind(self, char: str, /) -> Container[str]:
        """The characters that stand behind this one somewhere."""
        ...


class Words(Protocol):
    """What is asked of the searched words of all duties."""

    @property
    def whole(self) -> Grams:
        """Every field of each duty."""
        ...

    @property
    def names(self) -> Grams:
        """The names alone."""
        ...

    def lengths(self) -> Sequence[int]:
        """How long each duty's searched text is."""
        ...

    def named(self, phrases: Phrases, /) -> Collection[int]:
        """The places whose name holds all the phrases."""
        ...


class Tally:
    """What a query's words count for each place so far."""

    def __init__(self) -> None:
        self._scores: defaultdict[int, float] = defaultdict(float)

    def add(
        self, places: Collection[int], worth: float, weights: Sequence[float] | None = None
    ) -> None:
        """Count ``worth`` for the places, times each one's weight."""
        scores = self._scores
        if weights is None:
            for place in places:
                scores[place] += worth
        else:
            for place in places:
                scores[place] += worth * weights[place]

    def add_further(
        self, places: Collection[int], worth: float, weights: Sequence[float] | None = None
    ) -> None:
        """Count so where something counts already."""
        scores = self._scores
        # Whichever is shorter; a byte is looked up in bytes as quickly as a number in a set.
        if isinstance(places, bytes) and len(scores) < len(places):
            both = [place for place in scores if place in places]
        else:
            both = [place for place in places if place in scores]
        for place in both:
            scores[place] += worth if weights is None else worth * weights[place]

    def add_best(self, options: Iterable[tuple[Collection[int], float]]) -> None:
        """Count for each place the largest of what is offered for it."""
        best: dict[int, float] = {}
        for places, worth in options:
            for place in places:
                if worth > best.get(place, 0.0):
                    best[place] = worth
        for place, worth in best.items():
            self._scores[place] += worth

    def reaching(self, least: float) -> Iterable[tuple[int, float]]:
        """The places that count as much as ``least`` or more, and how much."""
        return ((place, score) for place, score in self._scores.items() if score >= least)


class Likeness:
    """Scores duties against loose words."""

    def __init__(self, words: Words, tally: type[Tally] = Tally) -> None:
        """Score what ``words`` has indexed, counted by ``tally``."""
        self._words = words
        self._whole = words.whole
        self._names = words.names
        self._tally = tally
        lengths = words.lengths()
        self._count = len(lengths)
        self._rarity: dict[int, float] = {}
        self._unknown = self._rare(0)
        self._most = max(3, _TOO_COMMON * self._count)
        mean = sum(lengths) / max(1, self._count)
        self._weights = [
            (1 + _DAMPING) / (_DAMPING + (1 - _LENGTH + _LENGTH * length / mean))
            for length in lengths
        ]
        self._heard: dict[str, str] | None = None

    def _rare(self, times: int) -> float:
        rarity = self._rarity.get(times)
        if rarity is None:
            rarity = math.log(1 + (self._count - times + 0.5) / (times + 0.5))
            self._rarity[times] = rarity
        return rarity

    def resembling(
        self,
        pieces: Sequence[Piece],
        places_of: Mapping[Phrases, Collection[int]],
        readings: Mapping[str, str],
    ) -> list[Resemblance]:
        """Entries that resemble the pieces enough to be worth showing, best first.

        ``places_of`` gives, for each alternative of each piece, the places that hold it;
        ``readings`` a character's syllable.
        """
        tally = self._tally()
        factor = 1.0
        # An everyday word inside a longer one (房 in 公祖房) must not tear its pairs apart.
        text = "".join(piece.text for piece in pieces)
        self._count_pairs(text, readings, tally)
        for piece in pieces:
            if piece.alternatives:
                if not any(places_of[phrases] for phrases in piece.alternatives):
                    factor *= _NOWHERE
                self._count_meanings(piece, places_of, tally)
        least = min(_LEAST_AT_MOST, _LEAST + _LEAST_EACH_PAIR * (len(text) - 1)) * self._unknown
        self._count_characters(text, least / factor, tally)
        found = [
            Resemblance(place, score * factor) for place, score in tally.reaching(least / factor)
        ]
        found.sort(key=lambda each: (-each.score, each.place))
        return found

    def _count_characters(self, text: str, least: float, tally: Tally) -> None:
        """Count characters, in no more duties than may come to as much as ``least``."""
        counted = [
            (char, places, _ONE_CHARACTER * self._rare(len(places)))
            for char, places in ((char, self._whole.places(char)) for char in dict.fromkeys(text))
            if 0 < len(places) <= self._most
        ]
        # Characters alone mostly make no find: then only duties count that hold more of the query.
        together = sum(worth for _, _, worth in counted) * (MOST_WEIGHT + _IN_NAME)
        add = tally.add if together >= least else tally.add_further
        for char, places, worth in counted:
            add(places, worth, self._weights)
            named = self._names.places(char)
            if named:
                add(named, worth * _IN_NAME)

    def _count_pairs(self, text: str, readings: Mapping[str, str], tally: Tally) -> None:
        """Count pairs as they are written, or at least as they sound."""
        standing = self._whole.places
        for pair in dict.fromkeys(map(str.__add__, text, text[1:])):
            places = standing(pair)
            if places:
                self._count_gram(pair, places, 1.0, tally)
            elif all(map(is_han, pair)):
                self._count_sound(pair, readings, tally)

    def _count_gram(self, gram: str, places: Collection[int], worth: float, tally: Tally) -> None:
        if not places or len(places) > self._most:
            return
        worth *= self._rare(len(places))
        tally.add(places, worth, self._weights)
        named = self._names.places(gram)
        if named:
            tally.add(named, worth * _IN_NAME)

    def _count_meanings(
        self, piece: Piece, places_of: Mapping[Phrases, Collection[int]], tally: Tally
    ) -> None:
        """Count the official words for an everyday one, the first of them a little more."""
        times = max(_ONE_CHARACTER_WORD, len(piece.text) - 1)
        options: list[tuple[Collection[int], float]] = []
        for rank, phrases in enumerate(piece.alternatives):
            places = places_of[phrases]
            if places:
                worth = times * self._rare(len(places)) * _ALTERNATIVE**rank
                options.append((places, worth * _MEANT))
                options.append((self._words.named(phrases), worth * _MEANT_BY_NAME))
        if options:
            tally.add_best(options)

    def _count_sound(self, pair: str, readings: Mapping[str, str], tally: Tally) -> None:
        """Count pairs of the lists that sound like one that stands in none of them."""
        for other in self._sounding(pair, readings):
            # One of the two is usually typed right; where neither is, it may be chance.
            kept = other[0] == pair[0] or other[1] == pair[1]
            worth = _SOUNDS_ALIKE if kept else _SOUNDS_ALIKE * _NEITHER_RIGHT
            self._count_gram(other, self._whole.places(other), worth, tally)

    def prepare(self, readings: Mapping[str, str]) -> None:
        """Make now what the first word that is only heard would otherwise wait for."""
        self._by_sound(readings)

    def _sounding(self, pair: str, readings: Mapping[str, str]) -> list[str]:
        """The pairs that stand somewhere and sound like this one, wherever the syllables part."""
        heard = self._by_sound(readings)
        sound = "".join(_sound(char, readings) for char in pair)
        found: list[str] = []
        for cut in range(1, len(sound)):
            seconds = heard.get(sound[cut:])
            for first in heard.get(sound[:cut], "") if seconds else "":
                following = self._whole.behind(first)
                found += [first + second for second in seconds or "" if second in following]
        found.sort()
        return found

    def _by_sound(self, readings: Mapping[str, str]) -> Mapping[str, str]:
        """The characters that stand somewhere, by how they sound."""
        if self._heard is None:
            heard: defaultdict[str, list[str]] = defaultdict(list)
            for char in self._whole.characters():
                if is_han(char):
                    heard[_sound(char, readings)].append(char)
            self._heard = {sound: "".join(chars) for sound, chars in heard.items()}
        return self._heard


def _sound(char: str, readings: Mapping[str, str]) -> str:
    """How a character sounds to somebody who does not tell zh from z or ng from n."""
    syllable = readings.get(char, char)
    for strict, loose in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        syllable = syllable.replace(strict, loose)
    return syllable.removesuffix("g") if syllable.endswith("ng") else syllable
