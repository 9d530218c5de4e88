"""Finding duties by what the town noted about them: who does them, until when, and why.

A query's terms may each stand in the official words or in the notes: ``张三 消防`` finds the duties
about 消防 that 张三 handles. What is found so follows what the engine finds for sure, and stands
before what only resembles the query. Without notes an answer stays what it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from duty_desktop.domain.assignment import DutyKey, TownNotes
from duty_desktop.domain.readings import Readings
from duty_desktop.search.answer import Answer
from duty_desktop.search.engine import SearchEngine
from duty_desktop.search.finds import Why
from duty_desktop.search.noted_words import (
    FreeWords,
    Match,
    Name,
    Phone,
    free_words,
    free_words_in,
    named_in,
    names_in,
    phone,
    phone_of,
)
from duty_desktop.search.pinyin import Pattern
from duty_desktop.search.query import Query, Term

_TERMS_KEPT = 64
_MOST_REASONS = 3

_Matches = Mapping[int, tuple[Match, ...]]
"""For each place, how a term stands in what is noted about it, the worthiest first."""


class Noted:
    """What is noted about the duties of one list, ready to be searched.

    Made once for each change of the notes. The same office or person stands with many duties and is
    held against a term once.
    """

    def __init__(self, notes: TownNotes, places: Mapping[DutyKey, int], readings: Readings) -> None:
        """Take what is noted about the duties that stand at these places."""
        offices, people = names_in(notes, readings)
        self._names: dict[tuple[str, Name], list[int]] = {}
        self._phones: dict[Phone, list[int]] = {}
        self._words: dict[FreeWords, list[int]] = {}
        phones: dict[str, list[int]] = {}
        words: dict[tuple[str, str], list[int]] = {}
        for key, assignment in notes.assignments.items():
            place = places.get(key)
            if place is None:
                continue
            for what, is_person, named in named_in(assignment):
                name = people[named] if is_person else offices[named]
                self._names.setdefault((what, name), []).append(place)
            phones.setdefault(phone_of(notes, assignment), []).append(place)
            for said in free_words_in(assignment):
                words.setdefault(said, []).append(place)
        for shown, at in phones.items():
            self._phones[phone(shown)] = at
        for (what, said_of_it), at in words.items():
            self._words[free_words(what, said_of_it)] = at
        self._matches = lru_cache(maxsize=_TERMS_KEPT)(self._find)

    def added_to(self, answer: Answer, engine: SearchEngine) -> Answer:
        """The answer of ``engine``, with the duties that the notes let be found too.

        A word that must not stand there must not stand in the notes either.
        """
        query = answer.query
        by_notes = [self._matches(term, self._patterns(term, engine)) for term in query.terms]
        unwanted = self._unwanted(query)
        if not unwanted and not any(by_notes):
            return answer
        hits = answer.hits.without(unwanted) if unwanted else answer.hits
        passes = engine.passing(query)
        sure = {*hits.places()[: hits.sure], *unwanted}
        found = {
            place: stands
            for place in {place for matches in by_notes for place in matches}
            if place not in sure
            and (stands := _stands(place, query, by_notes, engine)) is not None
            and passes(place)
        }
        # A part of an office's name may be what a duty is about: then that is what is sought.
        if hits.sure or any(stands.is_meant for stands in found.values()):
            found = {place: stands for place, stands in found.items() if stands.is_meant}
        if not found and not unwanted:
            return answer
        hits = hits.with_noted(_ranked(found))
        phrases = dict.fromkeys(answer.phrases)
        phrases.update(dict.fromkeys(m.phrase for each in found.values() for m in each.matches))
        return Answer(query, hits, tuple(phrases), len(hits))

    def _patterns(self, term: Term, engine: SearchEngine) -> tuple[Pattern, ...]:
        spelled = not term.to_the_letter and len(term.text) > 1
        return engine.patterns(term.text) if spelled else ()

    def _unwanted(self, query: Query) -> set[int]:
        """Where an excluded word stands in the notes."""
        excluded = (Term(words, to_the_letter=True) for words in query.excluded)
        return {place for term in excluded for place in self._matches(term, ())}

    def _find(self, term: Term, patterns: tuple[Pattern, ...]) -> _Matches:
        """Where a term stands in the notes."""
        found: dict[int, list[Match]] = {}
        text = term.text

        def add(match: Match | None, places: Iterable[int]) -> None:
            if match is not None:
                for place in places:
                    found.setdefault(place, []).append(match)

        for (what, name), places in self._names.items():
            add(name.match(what, term, patterns), places)
        for number, places in self._phones.items():
            add(number.match(text), places)
        for words, places in self._words.items():
            add(words.match(text), places)
        return {
            place: tuple(sorted(matches, key=lambda match: -match.worth))
            for place, matches in found.items()
        }


class _Stands(NamedTuple):
    """How a query stands in the notes of a duty."""

    matches: Sequence[Match]
    is_meant: bool


def _stands(
    place: int, query: Query, by_notes: Sequence[_Matches], engine: SearchEngine
) -> _Stands | None:
    """How a query stands in the notes of a duty; ``None`` where a term stands nowhere in it."""
    together: list[Match] = []
    all_meant, any_meant = True, False
    for term, by_term in zip(query.terms, by_notes, strict=True):
        matches = by_term.get(place, ())
        is_meant = any(match.is_meant for match in matches)
        any_meant |= is_meant
        if not is_meant and place not in engine.surely(term):
            all_meant = False
            if not matches:
                return None
        together += matches
    return _Stands(together, all_meant and any_meant)


def _ranked(found: Mapping[int, _Stands]) -> list[tuple[int, float, Why]]:
    """The worthiest first, in official order among equals."""
    ranked = []
    for place in sorted(found):
        matches = found[place].matches
        reasons = tuple(dict.fromkeys(match.reason for match in matches))
        worth = sum(match.worth for match in matches)
        ranked.append((place, worth, Why((), reasons[:_MOST_REASONS])))
    ranked.sort(key=lambda each: -each[1])
    return ranked
