"""Words near to a query that found nothing, each of which does find something.

What people type in vain is mostly a right word with something too much beside it, a word written
with a wrong character of the same sound, or a word that the lists put a little differently. So what
is offered is, in this order: the query without its filters or without one of its terms, the known
words in it, known words of the same sound, its longest parts that stand in a duty, known words that
share half of its characters.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from duty_desktop import tables
from duty_desktop.domain.duty import Department
from duty_desktop.domain.readings import Readings, is_han
from duty_desktop.search.answer import Tier
from duty_desktop.search.engine import SearchEngine
from duty_desktop.search.query import Query, parse
from duty_desktop.search.vocabulary import Vocabulary

MOST = 5
"""Suggestions: a handful is read, more are not."""

_MOST_TRIES = 60
"""Candidates that are looked up; each takes some hundredths of a millisecond."""

_LONGEST_TERM = 24
"""Characters of a term that are cut into pieces; a longer one is a sentence."""


class Suggester:
    """Offers words for queries that find nothing."""

    def __init__(
        self, engine: SearchEngine, departments: Iterable[Department], readings: Readings
    ) -> None:
        """Offer what ``engine`` finds; the words are read as ``readings`` say."""
        self._engine = engine
        self._departments = tuple(departments)
        self._readings = readings
        self._known: Vocabulary | None = None
        self._by_sound: dict[int, dict[tuple[str, ...], list[str]]] = {}

    @property
    def _vocabulary(self) -> Vocabulary:
        """The known words, 3 MB: made when something is first searched in vain."""
        if self._known is None:
            short_names = [(each.short_name, each.name) for each in self._departments]
            self._known = Vocabulary([*short_names, *tables.rows("synonyms")], self._readings)
        return self._known

    def closest(self, text: str) -> list[str]:
        """Up to five queries near to ``text`` that find duties for sure, nearest first."""
        query = parse(text)
        if query.is_empty:
            return []
        offered: list[str] = []
        tried: set[str] = {text.strip()}
        for candidate in self._candidates(query):
            if candidate in tried:
                continue
            tried.add(candidate)
            if any(candidate in other for other in offered):
                continue
            if self._is_found(candidate):
                offered.append(candidate)
            if len(offered) == MOST or len(tried) > _MOST_TRIES:
                break
        return offered

    def _is_found(self, candidate: str) -> bool:
        hits = self._engine.search(candidate).hits
        return bool(hits) and hits[0].tier is not Tier.MAYBE

    def _candidates(self, query: Query) -> Iterator[str]:
        terms = [term.text for term in query.terms]
        narrowed = query.excluded or query.departments or query.categories or query.kinds
        if terms and (narrowed or any(term.to_the_letter for term in query.terms)):
            yield " ".join(terms)
        if len(terms) > 1:
            for left_out in range(len(terms)):
                yield " ".join(terms[:left_out] + terms[left_out + 1 :])
        named = (*query.departments, *query.categories)
        for term in sorted((*terms, *named), key=len, reverse=True):
            yield from self._near(term[:_LONGEST_TERM])

    def _near(self, term: str) -> Iterator[str]:
        """Words near to one term."""
        yield term
        cut = self._vocabulary.pieces(term)
        pieces = sorted((piece.text for piece in cut), key=len, reverse=True)
        yield from (piece for piece in pieces if len(piece) > 1)
        for word in (term, *pieces):
            # The sound of a word that is found by itself is no clue.
            if len(word) > 1 and not self._is_found(word):
                yield from self._sounding(word)
        for piece in pieces:
            yield from _parts(piece)
        yield from self._sharing(term)

    def _sounding(self, typed: str) -> list[str]:
        """Known words of the same sound."""
        if not all(map(is_han, typed)):
            return []
        by_sound = self._by_sound.get(len(typed))
        if by_sound is None:
            by_sound = self._by_sound[len(typed)] = defaultdict(list)
            for word in sorted(self._vocabulary.known):
                if len(word) == len(typed):
                    by_sound[self._readings.of(word)].append(word)
        return by_sound.get(self._readings.of(typed), [])

    def _sharing(self, term: str) -> Sequence[str]:
        """Known words that share half of their characters with the term, and half of its."""
        in_common = set(term).intersection
        near: dict[str, float] = {}
        for word in self._vocabulary.known:
            common = len(in_common(word))
            longer = max(len(word), len(term))
            if common >= 2 and 2 * common >= longer:
                near[word] = common / longer
        return sorted(near, key=lambda word: (-near[word], word))


def _parts(piece: str) -> Iterator[str]:
    """Runs of neighbouring characters, two at least, longest first; letters are not cut."""
    if not all(map(is_han, piece)):
        return
    for length in range(len(piece) - 1, 1, -1):
        for start in range(len(piece) - length + 1):
            yield piece[start : start + length]
