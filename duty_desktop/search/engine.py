"""Finding duties in the words people use, in tiers that look different.

1. ``exact``: every term stands in the duty, as typed or as pinyin reads it.
2. ``synonym``: everyday words and short names of departments stand for official words.
3. ``maybe``: duties that resemble what was typed, down to a measured threshold; below it nothing.

Within a tier the name counts most.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from duty_desktop import tables
from duty_desktop.domain.duty import Department, Duty, Field
from duty_desktop.domain.readings import Readings
from duty_desktop.search.entries import BETWEEN, LABEL, WEIGHTS, Entry, entry
from duty_desktop.search.folding import fold
from duty_desktop.search.index import PhraseIndex
from duty_desktop.search.pinyin import Pattern, Spelling, Syllables
from duty_desktop.search.query import Query, Term, parse
from duty_desktop.search.resemblance import Likeness
from duty_desktop.search.vocabulary import Phrases, Piece, Vocabulary


class Tier(StrEnum):
    """How sure a find is."""

    EXACT = "exact"
    SYNONYM = "synonym"
    MAYBE = "maybe"


@dataclass(frozen=True, slots=True)
class Hit:
    """A duty that was found."""

    duty: Duty
    tier: Tier
    score: float
    """Larger is better; comparable within one tier of one query only."""
    matched: tuple[str, ...]
    """The fields in which something was found: ``label`` or a ``Field``'s value."""
    reasons: tuple[str, ...] = ()
    """Why it was found where that is not plain to see, in Chinese: 同义：低保 → 最低生活保障."""


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


_ENOUGH = 12
"""With so many sure finds nobody asks for what merely resembles the query."""

_NEAR_BEST = 0.4
"""Part of the best resemblance that another must have to be shown beside it."""

_MOST_MAYBE = 10

_SPELLED_WORD, _SPELLED_BY_CHANCE, _INITIALS_BY_CHANCE = 0.95, 0.6, 0.4
"""What pinyin counts beside the characters: where it spells a word that people use, where whole
syllables stand side by side, where only initials do."""

_ALTERNATIVE = 0.93
"""What each further official word for an everyday one counts beside the one before it."""


@dataclass(slots=True)
class _Find:
    """How one entry answers a query so far."""

    score: float = 0.0
    fields: dict[str, None] = field(default_factory=dict)
    reasons: dict[str, None] = field(default_factory=dict)
    phrases: dict[str, None] = field(default_factory=dict)


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
        self._index = PhraseIndex([each.text for each in self._entries])
        short_names = [
            (each.short_name, each.name) for each in departments if each.short_name not in each.name
        ]
        rows = [*short_names, *tables.rows("synonyms"), *own_words]
        self._vocabulary = Vocabulary(rows, self._readings)
        self._syllables = Syllables(self._readings.characters.values())
        self._spellings: tuple[tuple[Spelling, Spelling], ...] | None = None
        self._likeness: Likeness | None = None

    def prepare(self) -> None:
        """Make now what the first loose or spelled query would otherwise wait for."""
        self._loose()
        self._spelled()
        self._vocabulary.read_as(())

    def search(self, text: str) -> Answer:
        """What is found for ``text``; an empty query finds every duty in official order."""
        query = parse(text)
        if query.is_empty:
            hits = tuple(Hit(each.duty, Tier.EXACT, 0.0, ()) for each in self._entries)
            return Answer(query, hits, ())
        allowed = self._allowed(query)
        exact = self._exact(query, allowed)
        synonym = self._synonym(query, allowed, exact) if query.terms else {}
        found = [(Tier.EXACT, exact), (Tier.SYNONYM, synonym)]
        if query.terms and len(exact) + len(synonym) < _ENOUGH:
            found.append((Tier.MAYBE, self._maybe(query, allowed, {**exact, **synonym})))
        return self._answer(query, found)

    def _answer(self, query: Query, found: Iterable[tuple[Tier, dict[int, _Find]]]) -> Answer:
        hits: list[Hit] = []
        phrases = dict.fromkeys(term.text for term in query.terms)
        for tier, finds in found:
            ordered = sorted(finds.items(), key=lambda item: (-item[1].score, item[0]))
            for place, find in ordered:
                own = self._entries[place]
                matched = tuple(name for name in own.fields if name in find.fields)
                hits.append(Hit(own.duty, tier, find.score, matched, tuple(find.reasons)))
                phrases.update(find.phrases)
        return Answer(query, tuple(hits), tuple(phrase for phrase in phrases if phrase))

    def _allowed(self, query: Query) -> Callable[[int], bool] | None:
        """The test that filters and excluded words put to a place; ``None`` where all pass."""
        barred = {place for words in query.excluded for place in self._index.places(words)}
        if not (barred or query.departments or query.categories or query.kinds):
            return None

        def allowed(place: int) -> bool:
            own = self._entries[place]
            departments = own.fields.get(Field.DEPARTMENTS) or own.fields.get(Field.METHOD, "")
            return (
                place not in barred
                and all(self._names(departments, wanted) for wanted in query.departments)
                and all(wanted in own.fields[Field.CATEGORY] for wanted in query.categories)
                and (not query.kinds or own.duty.kind in query.kinds)
            )

        return allowed

    def _names(self, departments: str, wanted: str) -> bool:
        meanings = self._vocabulary.meanings(wanted)
        return wanted in departments or any(
            all(phrase in departments for phrase in phrases) for phrases in meanings
        )

    # Tier 1

    def _exact(self, query: Query, allowed: Callable[[int], bool] | None) -> dict[int, _Find]:
        finds = self._all_terms(query, allowed)
        # Words copied from a duty may look like the query language; they find it all the same.
        copied = " ".join(fold(query.text).split())
        if any((query.excluded, query.departments, query.categories, query.kinds)):
            for place in self._index.places(copied):
                finds.setdefault(place, self._find_words(place, (copied,)))
        return finds

    def _all_terms(self, query: Query, allowed: Callable[[int], bool] | None) -> dict[int, _Find]:
        finds: dict[int, _Find] | None = None
        for term in query.terms:
            own = self._one_term(term)
            if finds is not None:
                own = {p: _joined(finds[p], find) for p, find in own.items() if p in finds}
            finds = own
        if finds is None:
            finds = {place: _Find() for place in range(len(self._entries))}
        return {p: find for p, find in finds.items() if allowed is None or allowed(p)}

    def _one_term(self, term: Term) -> dict[int, _Find]:
        finds = {
            place: self._find_words(place, (term.text,)) for place in self._index.places(term.text)
        }
        if not term.to_the_letter and len(term.text) > 1:
            patterns = self._syllables.patterns(term.text)
            if patterns:
                self._add_spelled(patterns, finds)
        return finds

    def _find_words(self, place: int, phrases: Phrases, worth: float = 1.0) -> _Find:
        """What it counts that all these phrases stand in an entry."""
        own = self._entries[place]
        find = _Find()
        for phrase in phrases:
            for rank, name in enumerate(own.fields_with(phrase)):
                # Other fields confirm what the weightiest one says.
                find.score += WEIGHTS[name] * (1.0 if rank == 0 else 0.15) * worth
                find.fields[name] = None
            find.score += _closeness(own, phrase) * worth
            find.phrases[phrase] = None
        find.score /= len(phrases)
        return find

    def _add_spelled(self, patterns: Sequence[Pattern], finds: dict[int, _Find]) -> None:
        """Add the entries that read as the patterns do."""
        for place, (name, whole) in enumerate(self._spelled()):
            if place in finds:
                continue
            for pattern in patterns:
                words = self._spelled_words(pattern, name, whole)
                if words:
                    finds[place] = self._find_spelled(place, words, pattern)
                    break

    def _spelled_words(self, pattern: Pattern, name: Spelling, whole: Spelling) -> str | None:
        """What reads so in the name, or else elsewhere; words that people know come first.

        Outside the name initials stand side by side by chance: there only known words count.
        """
        known = self._vocabulary.known
        in_name = list(pattern.find(name))
        anywhere = [] if in_name else list(pattern.find(whole))
        words = next((found for found in (*in_name, *anywhere) if found in known), None)
        if words is None and not pattern.only_initials:
            words = next(iter(anywhere), None)
        return words or next(iter(in_name), None)

    def _find_spelled(self, place: int, words: str, pattern: Pattern) -> _Find:
        if words in self._vocabulary.known:
            worth = _SPELLED_WORD
        else:
            worth = _INITIALS_BY_CHANCE if pattern.only_initials else _SPELLED_BY_CHANCE
        find = self._find_words(place, (words,), worth)
        find.reasons[f"拼音：{words}"] = None
        return find

    def _spelled(self) -> Sequence[tuple[Spelling, Spelling]]:
        """Each entry's name and whole text as they are spelled."""
        if self._spellings is None:
            made = []
            for own in self._entries:
                start = len(own.fields[LABEL]) + len(BETWEEN)
                name = own.fields[Field.NAME]
                part = own.syllables[start : start + len(name)]
                made.append((Spelling.of(name, part), Spelling.of(own.text, own.syllables)))
            self._spellings = tuple(made)
        return self._spellings

    # Tier 2

    def _synonym(
        self, query: Query, allowed: Callable[[int], bool] | None, above: dict[int, _Find]
    ) -> dict[int, _Find]:
        finds: dict[int, _Find] | None = None
        for term in query.terms:
            own = self._meant(term)
            if finds is not None:
                own = {p: _joined(finds[p], find) for p, find in own.items() if p in finds}
            finds = own
        return {
            place: find
            for place, find in (finds or {}).items()
            if place not in above and (allowed is None or allowed(place))
        }

    def _meant(self, term: Term) -> dict[int, _Find]:
        """The entries that hold every piece of a term or what it stands for."""
        finds = self._one_term(term)
        if term.to_the_letter:
            return finds
        for read in self._read_as_words(term):
            finds = {**self._one_piece(read, spelled=term.text), **finds}
        pieces = self._vocabulary.pieces(term.text)
        if any(piece.alternatives for piece in pieces):
            together: dict[int, _Find] | None = None
            for piece in pieces:
                own = self._one_piece(piece)
                if together is not None:
                    own = {p: _joined(together[p], f) for p, f in own.items() if p in together}
                together = own
            finds = {**(together or {}), **finds}
        return finds

    def _read_as_words(self, term: Term) -> list[Piece]:
        """Everyday words that a term in letters is the pinyin of."""
        if len(term.text) < 2 or not term.text.isascii():
            return []
        patterns = self._syllables.patterns(term.text)
        words = self._vocabulary.read_as(patterns) if patterns else []
        return [Piece(word, self._vocabulary.meanings(word)) for word in words]

    def _one_piece(self, piece: Piece, spelled: str = "") -> dict[int, _Find]:
        finds: dict[int, _Find] = {}
        worth = 1.0
        for phrases in piece.alternatives:
            for place in self._places(phrases):
                find = self._find_words(place, phrases, worth)
                find.reasons[f"同义：{piece.text} → {'、'.join(phrases)}"] = None
                if place not in finds or find.score > finds[place].score:
                    finds[place] = find
            worth *= _ALTERNATIVE
        for place in self._index.places(piece.text):
            literal = self._find_words(place, (piece.text,))
            if place not in finds or literal.score >= finds[place].score:
                finds[place] = literal
        if spelled:
            for find in finds.values():
                find.reasons = {f"拼音：{piece.text}": None, **find.reasons}
        return finds

    def _places(self, phrases: Phrases) -> list[int]:
        first, *others = phrases
        places = self._index.places(first)
        for phrase in others:
            held = set(self._index.places(phrase))
            places = [place for place in places if place in held]
        return places

    # Tier 3

    def _maybe(
        self, query: Query, allowed: Callable[[int], bool] | None, above: dict[int, _Find]
    ) -> dict[int, _Find]:
        pieces = [
            piece
            for term in query.terms
            if not term.to_the_letter
            for piece in self._vocabulary.pieces(term.text)
        ]
        places_of = {
            phrases: self._places(phrases) for piece in pieces for phrases in piece.alternatives
        }
        found = self._loose().resembling(pieces, places_of, self._readings.characters)
        best = found[0].score if found else 0.0
        finds: dict[int, _Find] = {}
        for each in found:
            if each.score < _NEAR_BEST * best:
                break
            if each.place in above or not (allowed is None or allowed(each.place)):
                continue
            finds[each.place] = self._find_loose(each.place, each.score, pieces)
            if len(finds) == _MOST_MAYBE:
                break
        return finds

    def _find_loose(self, place: int, score: float, pieces: Iterable[Piece]) -> _Find:
        own = self._entries[place]
        find = _Find(score)
        for piece in pieces:
            for phrases in piece.alternatives:
                if all(phrase in own.text for phrase in phrases):
                    find.reasons[f"同义：{piece.text} → {'、'.join(phrases)}"] = None
                    find.phrases.update(dict.fromkeys(phrases))
                    break
            pairs = map(str.__add__, piece.text, piece.text[1:])
            find.phrases.update(dict.fromkeys(pair for pair in pairs if pair in own.text))
        for phrase in find.phrases:
            find.fields.update(dict.fromkeys(own.fields_with(phrase)))
        return find

    def _loose(self) -> Likeness:
        if self._likeness is None:
            self._likeness = Likeness(self._entries)
        return self._likeness


def _joined(one: _Find, other: _Find) -> _Find:
    return _Find(
        one.score + other.score,
        {**one.fields, **other.fields},
        {**one.reasons, **other.reasons},
        {**one.phrases, **other.phrases},
    )


def _closeness(own: Entry, phrase: str) -> float:
    """More for a phrase that is much of the name, begins it, or is the number itself."""
    name = own.fields[Field.NAME]
    close = 0.0
    if phrase in name:
        close += 20.0 * len(phrase) / len(name)
        close += 4.0 if name.startswith(phrase) else 0.0
    if phrase in (str(own.duty.serial), own.duty.id) or phrase == own.fields[LABEL].split()[2]:
        close += 30.0
    return close
