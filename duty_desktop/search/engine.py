"""Finding duties in the words people use, in tiers that look different.

1. ``exact``: every term stands in the duty, as typed or as pinyin reads it.
2. ``synonym``: everyday words and short names of departments stand for official words.
3. ``maybe``: duties that resemble what was typed, down to a measured threshold; below it nothing.

Within a tier the name counts most.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from duty_desktop import tables
from duty_desktop.domain.duty import Department, Duty, Field
from duty_desktop.domain.readings import Readings
from duty_desktop.search.answer import Answer, Hits, Tier
from duty_desktop.search.entries import LABEL, WHOLE
from duty_desktop.search.finds import Finds, Why
from duty_desktop.search.folding import fold
from duty_desktop.search.index import TextIndex
from duty_desktop.search.indexed import Indexed
from duty_desktop.search.pinyin import Pattern, Syllables
from duty_desktop.search.query import Query, Term, parse
from duty_desktop.search.source import InMemory, Source
from duty_desktop.search.vocabulary import Piece, Vocabulary

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


_TERMS_KEPT, _TERMS_KEPT_OF_MANY = 64, 16
"""Terms whose finds are kept; of 250,000 duties one term's may take some MB."""


@dataclass(frozen=True, slots=True)
class _Filters:
    """What a query lets through besides its terms."""

    within: tuple[Finds, ...] = ()
    without: tuple[Finds, ...] = ()

    def passing(self, finds: Finds) -> Finds:
        """Those of the finds that may be shown."""
        for each in self.within:
            finds = finds.within(each)
        for each in self.without:
            finds = finds.without(each)
        return finds

    def passes(self, place: int) -> bool:
        """Whether this one may be shown."""
        return all(place in each for each in self.within) and not any(
            place in each for each in self.without
        )


_NO_FILTERS = _Filters()


class _Meaning(NamedTuple):
    """What else than itself a term may stand for."""

    pieces: tuple[Piece, ...]
    """Everyday words in it and what stands between them; none where there are no such words."""
    heard: Sequence[str]
    """Everyday words that it is the pinyin of."""


class SearchEngine:
    """Searches duties; made once for a list, cheap to ask on every key.

    Attributes:
        readings: the pinyin it was made with.
        patterns: the ways in which a folded term can be read as pinyin.
    """

    def __init__(
        self,
        duties: Sequence[Duty],
        departments: Iterable[Department] = (),
        readings: Readings | None = None,
        own_words: Iterable[Sequence[str]] = (),
        index: TextIndex | None = None,
    ) -> None:
        """Make every duty ready, or take an ``index`` that was made of them.

        ``departments`` give short names, ``readings`` pinyin; ``own_words`` are rows like those of
        the table ``synonyms`` that the town adds. With an index, a duty is only asked for when it
        is shown.
        """
        self._duties = duties
        self.readings = readings or Readings()
        self._source: Source = (
            InMemory(duties, self.readings)
            if index is None
            else Indexed(index, duties, self.readings)
        )
        short_names = [
            (each.short_name, each.name) for each in departments if each.short_name not in each.name
        ]
        rows = [*short_names, *tables.rows("synonyms"), *own_words]
        self._vocabulary = Vocabulary(rows, self.readings)
        self.patterns = Syllables(self.readings.characters.values()).patterns
        # The same terms come again with every further key.
        most = _TERMS_KEPT if index is None else _TERMS_KEPT_OF_MANY
        self._one_term = lru_cache(maxsize=most)(self._find_term)
        self._meant = lru_cache(maxsize=most)(self._find_meant)
        self._meaning = lru_cache(maxsize=most)(self._meaning_of)

    def prepare(self) -> None:
        """Make now what the first loose or spelled query would otherwise wait for."""
        self._source.prepare()
        self._vocabulary.read_as(())

    def search(self, text: str, limit: int | None = None) -> Answer:
        """What is found for ``text``; an empty query finds every duty in official order.

        With a ``limit`` the answer holds the first so many hits only.
        """
        query = parse(text)
        if query.is_empty:
            return self._answer(query, [(Tier.EXACT, self._source.everything())], limit)
        filters = self._filters(query)
        exact = self._exact(query, filters)
        found = [(Tier.EXACT, exact)]
        sure = len(exact)
        if any(map(self._meaning, query.terms)):
            synonym = self._in_all(query, filters, self._meant).without(exact)
            found.append((Tier.SYNONYM, synonym))
            sure += len(synonym)
        answer = self._answer(query, found, limit)
        if not query.terms or sure >= _ENOUGH:
            return answer
        maybe = self._maybe(query, filters, [finds for _, finds in found])
        return self._with_maybe(answer, maybe, limit)

    def surely(self, term: Term) -> Finds:
        """What one term finds, exactly or by another word, whatever else a query asks for."""
        return self._meant(term) if self._meaning(term) else self._one_term(term)

    def passing(self, query: Query) -> Callable[[int], bool]:
        """Whether the query's filters and excluded words let the duty at a place through."""
        return self._filters(query).passes

    def _answer(
        self, query: Query, found: Iterable[tuple[Tier, Finds]], limit: int | None
    ) -> Answer:
        phrases = dict.fromkeys(term.text for term in query.terms)
        hits = Hits(self._duties, self._source.entry)
        total = 0
        for tier, finds in found:
            total += len(finds)
            hits.add(tier, finds.best(None if limit is None else limit - len(hits)))
            phrases.update(dict.fromkeys(finds.phrases()))
        return Answer(query, hits, tuple(filter(None, phrases)), total)

    def _with_maybe(
        self, answer: Answer, maybe: Sequence[tuple[int, float, Why]], limit: int | None
    ) -> Answer:
        if not maybe:
            return answer
        left = None if limit is None else limit - len(answer.hits)
        answer.hits.add(Tier.MAYBE, maybe[:left])
        phrases = dict.fromkeys(answer.phrases)
        phrases.update(dict.fromkeys(phrase for _, _, why in maybe for phrase in why.phrases))
        return Answer(answer.query, answer.hits, tuple(phrases), answer.total + len(maybe))

    def _filters(self, query: Query) -> _Filters:
        """What filters and excluded words let through."""
        if not (query.excluded or query.departments or query.categories or query.kinds):
            return _NO_FILTERS
        held = self._source.held
        within = [self._naming(wanted) for wanted in query.departments]
        within += (held(Field.CATEGORY, (wanted,)) for wanted in query.categories)
        if query.kinds:
            # Every label ends with the duty's id.
            of_kinds = [held(LABEL, (f"{kind.value}-",)) for kind in query.kinds]
            within.append(_either(of_kinds))
        without = (held(WHOLE, (words,)) for words in query.excluded)
        return _Filters(tuple(within), tuple(without))

    def _naming(self, wanted: str) -> Finds:
        """The entries that name the department that is called so."""
        ways = [(wanted,), *self._vocabulary.meanings(wanted)]
        return _either([self._source.held(Field.DEPARTMENTS, phrases) for phrases in ways])

    # Tier 1

    def _exact(self, query: Query, filters: _Filters) -> Finds:
        finds = self._in_all(query, filters, self._one_term)
        if query.excluded or query.departments or query.categories or query.kinds:
            # Words copied from a duty may look like the query language; they find it all the same.
            copied = " ".join(fold(query.text).split())
            finds = finds.or_else(self._source.written((copied,)))
        return finds

    def _in_all(self, query: Query, filters: _Filters, find: Callable[[Term], Finds]) -> Finds:
        """What every term finds by ``find``, where it may be shown."""
        terms = iter(query.terms)
        first = next(terms, None)
        finds = self._source.everything() if first is None else find(first)
        for term in terms:
            finds = finds.both(find(term))
        return filters.passing(finds)

    def _find_term(self, term: Term) -> Finds:
        """The entries that hold a term as it was typed or as pinyin reads it."""
        finds = self._source.written((term.text,))
        if not term.to_the_letter and len(term.text) > 1:
            patterns = self.patterns(term.text)
            if patterns:
                finds = self._or_spelled(patterns, finds)
        return finds

    def _or_spelled(self, patterns: Sequence[Pattern], finds: Finds) -> Finds:
        """With the entries that read as the patterns do: known words anywhere, others in names."""
        for word in self._vocabulary.read_as(patterns):
            spelled = (f"拼音：{word}",)
            finds = finds.or_better(self._source.written((word,), _SPELLED_WORD, spelled))
        for pattern in patterns:
            by_chance = _INITIALS_BY_CHANCE if pattern.only_initials else _SPELLED_BY_CHANCE
            finds = finds.or_else(self._source.spelled(pattern, by_chance, finds))
        return finds

    # Tier 2

    def _meaning_of(self, term: Term) -> _Meaning | None:
        """What else than itself the term may stand for, if anything."""
        if term.to_the_letter:
            return None
        pieces = self._vocabulary.pieces(term.text)
        heard = self._read_as_words(term)
        # One word that stands for itself alone says nothing new; two may stand apart.
        told = any(piece.alternatives for piece in pieces) and not (
            len(pieces) == 1 and pieces[0].alternatives == ((term.text,),)
        )
        return _Meaning(pieces if told else (), heard) if told or heard else None

    def _find_meant(self, term: Term) -> Finds:
        """The entries that hold every piece of a term or what it stands for."""
        finds = self._one_term(term)
        meaning = self._meaning(term)
        if meaning is None:
            return finds
        ways = [
            self._one_piece(Piece(word, self._vocabulary.meanings(word))).because(
                (f"拼音：{word}",)
            )
            for word in meaning.heard
        ]
        if meaning.pieces:
            first, *others = meaning.pieces
            together = self._one_piece(first)
            for piece in others:
                together = together.both(self._one_piece(piece))
            ways.append(together)
        # The few of each way first: what the term itself finds may be thousands.
        return finds.or_else(_either(ways))

    def _read_as_words(self, term: Term) -> list[str]:
        """Everyday words that a term in letters is the pinyin of."""
        if len(term.text) < 2 or not term.text.isascii():
            return []
        patterns = self.patterns(term.text)
        return self._vocabulary.read_as(patterns) if patterns else []

    def _one_piece(self, piece: Piece) -> Finds:
        """The entries that hold the piece itself or what it stands for, the better of both."""
        finds = self._source.written((piece.text,))
        worth = 1.0
        for phrases in piece.alternatives:
            reason = f"同义：{piece.text} → {'、'.join(phrases)}"
            finds = finds.or_better(self._source.written(phrases, worth, (reason,)))
            worth *= _ALTERNATIVE
        return finds

    # Tier 3

    def _maybe(
        self, query: Query, filters: _Filters, above: Sequence[Finds]
    ) -> list[tuple[int, float, Why]]:
        pieces = [
            piece
            for term in query.terms
            if not term.to_the_letter
            for piece in self._vocabulary.pieces(term.text)
        ]
        places_of = {
            phrases: self._source.holding(phrases)
            for piece in pieces
            for phrases in piece.alternatives
        }
        likeness = self._source.likeness
        found = likeness.resembling(pieces, places_of, self.readings.characters)
        least = _NEAR_BEST * found[0].score if found else 0.0
        shown = (
            (each.place, each.score, self._resembling(each.place, pieces))
            for each in found
            if each.score >= least
            and not any(each.place in finds for finds in above)
            and filters.passes(each.place)
        )
        return list(islice(shown, _MOST_MAYBE))

    def _resembling(self, place: int, pieces: Iterable[Piece]) -> Why:
        text = self._source.entry(place).text
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
        return Why(tuple(words), tuple(reasons))


def _either(finds: Sequence[Finds]) -> Finds:
    """What any of them has found."""
    first, *others = finds
    for each in others:
        first = first.or_else(each)
    return first
