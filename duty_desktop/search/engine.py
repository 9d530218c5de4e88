"""Finding duties in the words people use, in tiers that look different.

1. ``exact``: every term stands in the duty, as typed or as pinyin reads it.
2. ``synonym``: everyday words and short names of departments stand for official words.
3. ``maybe``: duties that resemble what was typed, down to a measured threshold; below it nothing.

Within a tier the name counts most.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from duty_desktop import tables
from duty_desktop.domain.duty import Department, Duty, Field
from duty_desktop.domain.readings import Readings
from duty_desktop.search.entries import Entry, entry
from duty_desktop.search.fields import Fields
from duty_desktop.search.folding import fold
from duty_desktop.search.pinyin import Pattern, Syllables
from duty_desktop.search.query import Query, Term, parse
from duty_desktop.search.resemblance import Likeness
from duty_desktop.search.sounds import Sounds
from duty_desktop.search.vocabulary import Phrases, Piece, Vocabulary


class Tier(StrEnum):
    """How sure a find is."""

    EXACT = "exact"
    SYNONYM = "synonym"
    MAYBE = "maybe"


class Hit(NamedTuple):
    """A duty that was found."""

    duty: Duty
    tier: Tier
    score: float
    """Larger is better; comparable within one tier of one query only."""
    reasons: tuple[str, ...]
    """Why it was found where that is not plain to see, in Chinese: 同义：低保 → 最低生活保障."""
    entry: Entry
    """The duty as it was searched."""
    phrases: tuple[str, ...]
    """The folded words that were found in it."""

    @property
    def matched(self) -> tuple[str, ...]:
        """The fields in which something was found: ``label`` or a ``Field``'s value."""
        fields = self.entry.fields.items()
        return tuple(name for name, text in fields if any(each in text for each in self.phrases))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query finds."""

    query: Query
    hits: tuple[Hit, ...]
    """Best first, tier by tier."""
    phrases: tuple[str, ...]
    """Folded words that were found in one duty or another."""

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


_ENOUGH = 8
"""With so many sure finds nobody asks for what merely resembles the query."""

_NEAR_BEST = 0.4
"""Part of the best resemblance that another must have to be shown beside it."""

_MOST_MAYBE = 10

_SPELLED_WORD, _SPELLED_BY_CHANCE, _INITIALS_BY_CHANCE = 0.95, 0.6, 0.4
"""What pinyin counts beside the characters: where it spells a word that people use, where whole
syllables stand side by side, where only initials do."""

_ALTERNATIVE = 0.93
"""What each further official word for an everyday one counts beside the one before it."""


class _Find(NamedTuple):
    """How one entry answers a query or a part of it."""

    score: float
    phrases: tuple[str, ...]
    reasons: tuple[str, ...] = ()


_Finds = dict[int, _Find]
_Found = Mapping[int, _Find]
_Allowed = Callable[[int], bool]


class SearchEngine:
    """Searches duties held in memory; made once for a list, cheap to ask on every key."""

    def __init__(
        self,
        duties: Sequence[Duty],
        departments: Iterable[Department] = (),
        readings: Readings | None = None,
        own_words: Iterable[Sequence[str]] = (),
    ) -> None:
        """Make every duty ready.

        ``departments`` give short names, ``readings`` pinyin; ``own_words`` are rows like those of
        the table ``synonyms`` that the town adds.
        """
        self._readings = readings or Readings()
        self._entries = tuple(entry(duty, self._readings) for duty in duties)
        self._fields = Fields(self._entries)
        short_names = [
            (each.short_name, each.name) for each in departments if each.short_name not in each.name
        ]
        rows = [*short_names, *tables.rows("synonyms"), *own_words]
        self._vocabulary = Vocabulary(rows, self._readings)
        self._syllables = Syllables(self._readings.characters.values())
        self._sounds: Sounds | None = None
        self._likeness: Likeness | None = None
        # The same terms come again with every further key.
        self._one_term = lru_cache(maxsize=64)(self._find_term)
        self._meant = lru_cache(maxsize=64)(self._find_meant)

    def prepare(self) -> None:
        """Make now what the first loose or spelled query would otherwise wait for."""
        self._resemblance()
        self._by_sound()
        self._vocabulary.read_as(())

    def search(self, text: str) -> Answer:
        """What is found for ``text``; an empty query finds every duty in official order."""
        query = parse(text)
        if query.is_empty:
            hits = tuple(Hit(own.duty, Tier.EXACT, 0.0, (), own, ()) for own in self._entries)
            return Answer(query, hits, ())
        allowed = self._allowed(query)
        exact = self._exact(query, allowed)
        synonym = self._synonym(query, allowed, exact) if query.terms else {}
        found: list[tuple[Tier, _Found]] = [(Tier.EXACT, exact), (Tier.SYNONYM, synonym)]
        if query.terms and len(exact) + len(synonym) < _ENOUGH:
            found.append((Tier.MAYBE, self._maybe(query, allowed, exact.keys() | synonym.keys())))
        return self._answer(query, found)

    def _answer(self, query: Query, found: Iterable[tuple[Tier, _Found]]) -> Answer:
        hits: list[Hit] = []
        phrases = dict.fromkeys(term.text for term in query.terms)
        entries = self._entries
        for tier, finds in found:
            # Places rise in official order, and sorting keeps it among equals.
            ordered = sorted(finds.items())
            ordered.sort(key=lambda item: -item[1].score)
            for place, (score, words, reasons) in ordered:
                own = entries[place]
                hits.append(Hit(own.duty, tier, score, reasons, own, words))
                phrases.update(dict.fromkeys(words))
        return Answer(query, tuple(hits), tuple(filter(None, phrases)))

    def _allowed(self, query: Query) -> _Allowed | None:
        """The test that filters and excluded words put to a place; ``None`` where all pass."""
        barred = {place for words in query.excluded for place in self._fields.whole.places(words)}
        if not (barred or query.departments or query.categories or query.kinds):
            return None

        def allowed(place: int) -> bool:
            own = self._entries[place]
            return (
                place not in barred
                and all(self._names(own, wanted) for wanted in query.departments)
                and all(wanted in own.fields[Field.CATEGORY] for wanted in query.categories)
                and (not query.kinds or own.duty.kind in query.kinds)
            )

        return allowed

    def _names(self, own: Entry, wanted: str) -> bool:
        """Whether the entry names the department that is called so."""
        names = own.fields.get(Field.DEPARTMENTS, "")
        meanings = self._vocabulary.meanings(wanted)
        return wanted in names or any(
            all(phrase in names for phrase in phrases) for phrases in meanings
        )

    # Tier 1

    def _exact(self, query: Query, allowed: _Allowed | None) -> _Finds:
        finds = dict(self._in_all(query, allowed, self._one_term))
        if query.excluded or query.departments or query.categories or query.kinds:
            # Words copied from a duty may look like the query language; they find it all the same.
            copied = " ".join(fold(query.text).split())
            for place, find in self._written((copied,)).items():
                finds.setdefault(place, find)
        return finds

    def _in_all(
        self, query: Query, allowed: _Allowed | None, find: Callable[[Term], _Found]
    ) -> _Found:
        """What every term finds by ``find``, where it is allowed."""
        finds: _Found | None = None
        for term in query.terms:
            own = find(term)
            finds = own if finds is None else _both(finds, own)
        if finds is None:
            finds = dict.fromkeys(range(len(self._entries)), _Find(0.0, ()))
        if allowed is None:
            return finds
        return {place: each for place, each in finds.items() if allowed(place)}

    def _written(self, phrases: Phrases, worth: float = 1.0, reasons: Phrases = ()) -> _Finds:
        """The entries in which all the phrases stand."""
        return {
            place: _Find(value * worth, phrases, reasons)
            for place, value in self._fields.together(phrases).items()
        }

    def _find_term(self, term: Term) -> _Found:
        """The entries that hold a term as it was typed or as pinyin reads it."""
        finds = self._written((term.text,))
        if not term.to_the_letter and len(term.text) > 1:
            patterns = self._syllables.patterns(term.text)
            if patterns:
                self._add_spelled(patterns, finds)
        return finds

    def _add_spelled(self, patterns: Sequence[Pattern], finds: _Finds) -> None:
        """Add the entries that read as the patterns do: known words anywhere, others in names."""
        known = self._vocabulary.known
        for word in self._vocabulary.read_as(patterns):
            for place, find in self._written((word,), _SPELLED_WORD, (f"拼音：{word}",)).items():
                if place not in finds or find.score > finds[place].score:
                    finds[place] = find
        for pattern in patterns:
            by_chance = _INITIALS_BY_CHANCE if pattern.only_initials else _SPELLED_BY_CHANCE
            for place, words in self._by_sound().reading(pattern):
                if place not in finds:
                    word = next((each for each in words if each in known), words[0])
                    value = self._fields.worth(word).get(place, 0.0)
                    finds[place] = _Find(value * by_chance, (word,), (f"拼音：{word}",))

    def _by_sound(self) -> Sounds:
        if self._sounds is None:
            syllables = self._readings.characters.values()
            self._sounds = Sounds(self._entries, self._fields.whole, syllables)
        return self._sounds

    # Tier 2

    def _synonym(self, query: Query, allowed: _Allowed | None, above: _Found) -> _Found:
        if not any(map(self._has_meaning, query.terms)):
            return {}
        finds = self._in_all(query, allowed, self._meant)
        return {place: find for place, find in finds.items() if place not in above}

    def _has_meaning(self, term: Term) -> bool:
        """Whether the term may stand for something else than itself."""
        if term.to_the_letter:
            return False
        pieces = self._vocabulary.pieces(term.text)
        return any(piece.alternatives for piece in pieces) or bool(self._read_as_words(term))

    def _find_meant(self, term: Term) -> _Found:
        """The entries that hold every piece of a term or what it stands for."""
        found = self._one_term(term)
        if not self._has_meaning(term):
            return found
        finds = dict(found)
        for word in self._read_as_words(term):
            spelled = (f"拼音：{word}",)
            for place, find in self._one_piece(
                Piece(word, self._vocabulary.meanings(word))
            ).items():
                finds.setdefault(place, find._replace(reasons=spelled + find.reasons))
        pieces = self._vocabulary.pieces(term.text)
        if any(piece.alternatives for piece in pieces):
            together: _Found | None = None
            for piece in pieces:
                own = self._one_piece(piece)
                together = own if together is None else _both(together, own)
            finds = {**(together or {}), **finds}
        return finds

    def _read_as_words(self, term: Term) -> list[str]:
        """Everyday words that a term in letters is the pinyin of."""
        if len(term.text) < 2 or not term.text.isascii():
            return []
        patterns = self._syllables.patterns(term.text)
        return self._vocabulary.read_as(patterns) if patterns else []

    def _one_piece(self, piece: Piece) -> _Finds:
        """The entries that hold the piece itself or what it stands for, the better of both."""
        finds = self._written((piece.text,))
        worth = 1.0
        for phrases in piece.alternatives:
            reason = f"同义：{piece.text} → {'、'.join(phrases)}"
            for place, find in self._written(phrases, worth, (reason,)).items():
                if place not in finds or find.score > finds[place].score:
                    finds[place] = find
            worth *= _ALTERNATIVE
        return finds

    # Tier 3

    def _maybe(self, query: Query, allowed: _Allowed | None, above: Set[int]) -> _Finds:
        pieces = [
            piece
            for term in query.terms
            if not term.to_the_letter
            for piece in self._vocabulary.pieces(term.text)
        ]
        places_of = {
            phrases: tuple(self._fields.together(phrases))
            for piece in pieces
            for phrases in piece.alternatives
        }
        found = self._resemblance().resembling(pieces, places_of, self._readings.characters)
        best = found[0].score if found else 0.0
        finds: _Finds = {}
        for each in found:
            if each.score < _NEAR_BEST * best or len(finds) == _MOST_MAYBE:
                break
            if each.place not in above and (allowed is None or allowed(each.place)):
                finds[each.place] = self._resembling(each.place, each.score, pieces)
        return finds

    def _resembling(self, place: int, score: float, pieces: Iterable[Piece]) -> _Find:
        text = self._entries[place].text
        words: dict[str, None] = {}
        reasons: list[str] = []
        for piece in pieces:
            for phrases in piece.alternatives:
                if all(phrase in text for phrase in phrases):
                    reasons.append(f"同义：{piece.text} → {'、'.join(phrases)}")
                    words.update(dict.fromkeys(phrases))
                    break
            pairs = map(str.__add__, piece.text, piece.text[1:])
            words.update(dict.fromkeys(pair for pair in pairs if pair in text))
        return _Find(score, tuple(words), tuple(reasons))

    def _resemblance(self) -> Likeness:
        if self._likeness is None:
            self._likeness = Likeness(self._fields)
        return self._likeness


def _both(one: _Found, other: _Found) -> _Found:
    """What both have found, put together."""
    return {
        place: _Find(
            find.score + other[place].score,
            find.phrases + other[place].phrases,
            find.reasons + other[place].reasons,
        )
        for place, find in one.items()
        if place in other
    }
