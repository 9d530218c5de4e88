"""Finding duties by exact words: every term somewhere in the duty, the name counting most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duty_desktop.domain.duty import Duty, Field
from duty_desktop.domain.words import words
from duty_desktop.search.folding import fold

_WEIGHTS: dict[str, float] = {
    "label": 8.0,
    Field.NAME: 4.0,
    Field.CATEGORY: 2.0,
    Field.DEPARTMENTS: 2.0,
    Field.SUPERIOR: 1.0,
    Field.TOWNSHIP: 1.0,
    Field.METHOD: 1.0,
}
"""What a term found in a field is worth; the order of the fields is the order of `matched`."""

_BETWEEN_FIELDS = "\n"
"""Stands between fields in the searched text; no term can hold it, as terms hold no white space."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A duty that was found."""

    duty: Duty
    score: float
    """Larger is better; comparable within one query only."""
    matched: tuple[str, ...]
    """The fields in which terms were found: ``label`` or a ``Field``'s value."""


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, as terms that must all be found."""

    text: str
    terms: tuple[str, ...]
    """Folded, in the order typed, without repeats; empty where nothing was typed."""

    @classmethod
    def parse(cls, text: str) -> "Query":
        """The terms of ``text``: what white space separates."""
        return cls(text, tuple(dict.fromkeys(fold(text).split())))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where terms stand in ``text``: half-open, sorted, merged where they touch."""
        folded = fold(text)
        found: list[tuple[int, int]] = []
        for term in self.terms:
            at = folded.find(term)
            while at >= 0:
                found.append((at, at + len(term)))
                at = folded.find(term, at + 1)
        return _merged(found)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


@dataclass(frozen=True, slots=True)
class _Entry:
    """A duty made ready to be searched."""

    duty: Duty
    fields: dict[str, str]
    """Folded words of each field."""
    everything: str


class SearchEngine:
    """Searches duties held in memory; made once for a list, cheap to ask on every key."""

    def __init__(self, duties: Sequence[Duty]) -> None:
        """Fold every field of every duty."""
        self._entries = tuple(_entry(duty) for duty in duties)
        self._last: tuple[Query, tuple[_Entry, ...]] = (Query.parse(""), self._entries)

    def search(self, text: str) -> list[Hit]:
        """Duties in which every term of ``text`` stands, best first, official order among equals.

        An empty query finds every duty.
        """
        query = Query.parse(text)
        entries = tuple(
            entry
            for entry in self._candidates(query)
            if all(term in entry.everything for term in query.terms)
        )
        self._last = (query, entries)
        hits = [_hit(entry, query.terms) for entry in entries]
        hits.sort(key=lambda hit: -hit.score)
        return hits

    def _candidates(self, query: Query) -> tuple[_Entry, ...]:
        """What the last query found, where the new one can only narrow it; else everything."""
        last, entries = self._last
        narrows = all(any(old in new for new in query.terms) for old in last.terms)
        return entries if narrows else self._entries


def _entry(duty: Duty) -> _Entry:
    fields = {"label": fold(f"{duty.label} {duty.kind.short_name}{duty.serial} {duty.id}")}
    for kind, cell in zip(duty.kind.fields, duty.cells, strict=True):
        if kind is not Field.SERIAL:
            fields[kind] = fold(words(cell))
    canonical = [duty.category, *(named.name for named in duty.departments)]
    everything = _BETWEEN_FIELDS.join([*fields.values(), *map(fold, canonical)])
    fields[Field.CATEGORY] += _BETWEEN_FIELDS + fold(duty.category)
    names = _BETWEEN_FIELDS.join(fold(named.name) for named in duty.departments)
    fields[Field.DEPARTMENTS] = fields.get(Field.DEPARTMENTS, "") + _BETWEEN_FIELDS + names
    return _Entry(duty, fields, everything)


def _hit(entry: _Entry, terms: tuple[str, ...]) -> Hit:
    matched = tuple(
        name for name in _WEIGHTS if any(term in entry.fields.get(name, "") for term in terms)
    )
    score = sum(
        weight
        for name, weight in _WEIGHTS.items()
        for term in terms
        if term in entry.fields.get(name, "")
    )
    return Hit(entry.duty, score, matched)
