"""Very many duties, looked for in an index that somebody else keeps."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from itertools import islice
from operator import and_, or_
from typing import Any

from duty_desktop.domain.duty import Duty, Field
from duty_desktop.domain.readings import Readings
from duty_desktop.search.entries import LABEL, WHOLE, Entry, entry
from duty_desktop.search.fields import FEW, Standing
from duty_desktop.search.finds import Find, Finds, Why
from duty_desktop.search.groups import Group, Grouped
from duty_desktop.search.index import TextIndex
from duty_desktop.search.material import (
    BEGINNING,
    BESIDE,
    PADDING,
    SIGNS,
    SPOKEN,
    SPOKEN_NAME,
    read_signs,
)
from duty_desktop.search.pinyin import Pattern
from duty_desktop.search.places import Places, by_value, gathered, members
from duty_desktop.search.resemblance import MOST_WEIGHT, Likeness, Tally
from duty_desktop.search.spelling import Spelling
from duty_desktop.search.vocabulary import Phrases

_PHRASES_KEPT = 48
"""Phrases whose worth is kept; of 250,000 duties one takes some MB where half of them hold it."""

_ENTRIES_KEPT = 4096


class Indexed:
    """Duties that an index knows."""

    def __init__(self, index: TextIndex, duties: Sequence[Duty], readings: Readings) -> None:
        """Look into ``index``, which was built from the same duties."""
        if index.count != len(duties):
            raise ValueError(f"an index of {index.count} duties for {len(duties)}")
        self._index = index
        self._duties = duties
        self._readings = readings
        self._everywhere = (1 << index.count) - 1
        self._by_length: dict[str, Mapping[int, int]] = {}
        self._spelling: Spelling | None = None
        self._likeness: Likeness | None = None
        self.entry = lru_cache(maxsize=_ENTRIES_KEPT)(self._entry)
        self._worth = lru_cache(maxsize=_PHRASES_KEPT)(self._worth_of)

    @property
    def count(self) -> int:
        """How many duties there are."""
        return self._index.count

    def _entry(self, place: int) -> Entry:
        return entry(self._duties[place], self._readings)

    def everything(self) -> Grouped:
        """Every duty, worth nothing."""
        return _worth_nothing(self._everywhere)

    def held(self, field: str, phrases: Phrases) -> Grouped:
        """The duties that hold all the phrases in this field, worth nothing."""
        return _worth_nothing(self._all(field, phrases))

    def _all(self, field: str, phrases: Phrases) -> int:
        return reduce(and_, (self._index.places(field, phrase) for phrase in phrases))

    def written(self, phrases: Phrases, worth: float = 1.0, reasons: Phrases = ()) -> Grouped:
        """The duties in which all the phrases stand; ``worth`` multiplies what that is worth."""
        first, *others = (self._worth(phrase) for phrase in phrases)
        if others:
            # The same sums in the same order as ``Fields.together`` has them.
            first = first.both(reduce(Grouped.both, others))

        why = Why(phrases, reasons)

        def valued(score: float) -> Find:
            mean = score / len(phrases) if others else score
            return Find(mean * worth, why)

        return first.map(lambda find: valued(find.score))

    def spelled(self, pattern: Pattern, worth: float, beside: Finds) -> Grouped:
        """The duties, not among those ``beside``, that read as the pattern, each by one word."""
        known = beside.places if isinstance(beside, Grouped) else 0
        groups: list[Group] = []
        for word, places in self._by_sound().words(pattern).items():
            left = places & ~known
            if not left:
                continue
            why = Why((word,), (f"拼音：{word}",))
            for group in self._worth_among(word, left):
                find = Find(group.find.score * worth, why)
                groups.append(group._replace(find=find))
        return Grouped.best_of(groups)

    def holding(self, phrases: Phrases) -> Places:
        """The places of the duties in which all the phrases stand."""
        return Places(self._all(WHOLE, phrases))

    @property
    def likeness(self) -> Likeness:
        """What scores them against loose words."""
        if self._likeness is None:
            self._likeness = Likeness(_Words(self._index), BoundedTally)
        return self._likeness

    def _by_sound(self) -> Spelling:
        if self._spelling is None:
            self._spelling = Spelling(_Spoken(self._index), self._readings.characters)
        return self._spelling

    def prepare(self) -> None:
        """Make now what is otherwise made when it is first needed."""
        self._by_sound()
        for field in (Field.NAME, Field.CATEGORY, Field.DEPARTMENTS, LABEL):
            self._lengths(field)
        self.likeness.prepare(self._readings.characters)

    # What a phrase is worth

    def _worth_of(self, phrase: str) -> Grouped:
        """The duties that hold the phrase, in groups of the same worth."""
        whole = self._index.places(WHOLE, phrase)
        few = whole.bit_count() <= FEW
        return Grouped((self._one_by_one if few else self._together)(phrase, whole))

    def _worth_among(self, phrase: str, places: int) -> Iterable[Group]:
        """The same among these places, which all hold the phrase."""
        if places.bit_count() > FEW:
            return self._together(phrase, places)
        return self._worth(phrase).limited(places)

    def _one_by_one(self, phrase: str, places: int) -> Iterator[Group]:
        worth: defaultdict[float, list[int]] = defaultdict(list)
        for place in members(places):
            own = self.entry(place)
            standing = Standing.of(phrase, own.text, own.fields)
            worth[standing.worth(len(phrase))].append(place)
        for score, those in worth.items():
            yield Group(gathered(those, self.count), Find(score))

    def _together(self, phrase: str, places: int) -> Iterator[Group]:
        for standing, those in self._standings(phrase, places):
            yield Group(those, Find(standing.worth(len(phrase))), standing.name)

    def _standings(self, phrase: str, whole: int) -> Iterable[tuple[Standing, int]]:
        """The duties that hold the phrase, by where it stands in them."""
        groups = [(Standing(kin=kin), places) for kin, places in self._kin(phrase, whole).items()]
        for field in (Field.CATEGORY, Field.DEPARTMENTS, LABEL, Field.NAME):
            held = self._index.places(field, phrase)
            if held:
                groups = [
                    (_changed(standing, field, length) if length else standing, places)
                    for standing, before in groups
                    for length, places in self._split(field, before, held)
                ]
        begins = self._index.places(Field.NAME, BEGINNING + phrase)
        groups = _marked(groups, "begins", begins)
        if phrase[-1:].isdigit() and BESIDE not in phrase:
            number = self._index.places(LABEL, f"{BESIDE}{phrase}{BESIDE}")
            groups = _marked(groups, "number", number)
        return groups

    def _kin(self, phrase: str, whole: int) -> dict[int, int]:
        """For each number of the phrase's pairs, the places whose name holds so many of them."""
        having = {0: whole}
        for pair in map(str.__add__, phrase, phrase[1:]):
            named = self._index.places(Field.NAME, pair)
            if not named & whole:
                continue
            more: dict[int, int] = {}
            for kin, places in having.items():
                one_more = places & named
                if one_more:
                    more[kin + 1] = more.get(kin + 1, 0) | one_more
                if places ^ one_more:
                    more[kin] = more.get(kin, 0) | (places ^ one_more)
            having = more
        return having

    def _split(self, field: str, places: int, held: int) -> Iterator[tuple[int, int]]:
        """Places by the length of their field where it is among ``held``; the others under 0."""
        left = places & held
        if left != places:
            yield 0, places ^ left
        for length, those in self._lengths(field).items():
            if not left:
                return
            part = left & those
            if part:
                yield length, part
                left ^= part

    def _lengths(self, field: str) -> Mapping[int, int]:
        """For each length, the places where the field has it."""
        if field not in self._by_length:
            padding = PADDING.get(field, 0)
            lengths = (length - padding for length in self._index.lengths(field))
            self._by_length[field] = by_value(lengths, self.count)
        return self._by_length[field]


def _worth_nothing(places: int) -> Grouped:
    return Grouped([Group(places, Find(0.0))] if places else [])


def _changed(standing: Standing, name: str, value: int) -> Standing:
    changes: dict[str, Any] = {name: value}
    return standing._replace(**changes)


def _marked(
    groups: Iterable[tuple[Standing, int]], mark: str, marked: int
) -> list[tuple[Standing, int]]:
    """The groups, those places in groups of their own that are to be marked."""
    if not marked:
        return list(groups)
    parts = [
        each
        for standing, places in groups
        for each in (
            (standing, places & ~marked),
            (_changed(standing, mark, 1), places & marked),
        )
    ]
    return [(standing, places) for standing, places in parts if places]


# What only resembles

_MOST_CANDIDATES = 20_000
"""Duties that are scored against loose words, some 10 ms; more are thinned out."""

_MOST_COUNTED = 400
"""Characters and pairs that are counted, the worthiest: those of a query of a hundred characters,
in the whole text and in the name. What is longer is thinned out."""


class _Field:
    """One field of the index."""

    def __init__(self, index: TextIndex, field: str) -> None:
        self._index = index
        self._field = field
        self._followers: defaultdict[str, set[str]] | None = None

    def places(self, phrase: str) -> Places:
        """The places that hold the phrase."""
        return Places(self._index.places(self._field, phrase))

    def characters(self) -> Collection[str]:
        """Every character that stands somewhere."""
        return self._neighbours().keys()

    def behind(self, char: str) -> Container[str]:
        """The characters that stand behind this one somewhere."""
        return self._neighbours().get(char, ())

    def _neighbours(self) -> Mapping[str, Container[str]]:
        if self._followers is None:
            self._followers = defaultdict(set)
            for pair in self._index.pairs(self._field):
                self._followers[pair[0]].add(pair[1])
        return self._followers


class _Spoken:
    """The spoken texts, in the index."""

    def __init__(self, index: TextIndex) -> None:
        self.places = index.places
        self.signs = read_signs(index.note(SIGNS))
        self._fields = {field: _Field(index, field) for field in (SPOKEN, SPOKEN_NAME)}

    def characters(self, field: str) -> Collection[str]:
        """Every sign of a field that stands somewhere."""
        return self._fields[field].characters()

    def behind(self, field: str, sign: str) -> Container[str]:
        """The signs that stand behind this one somewhere."""
        return self._fields[field].behind(sign)


class _Words:
    """The searched words of all duties, in the index."""

    def __init__(self, index: TextIndex) -> None:
        self._index = index
        self.whole = _Field(index, WHOLE)
        self.names = _Field(index, Field.NAME)

    def lengths(self) -> Sequence[int]:
        """How long each duty's searched text is."""
        return self._index.lengths(WHOLE)

    def named(self, phrases: Phrases) -> Places:
        """The places whose name holds all the phrases."""
        return Places(reduce(and_, (self._index.places(Field.NAME, phrase) for phrase in phrases)))


class BoundedTally(Tally):
    """Counts only where the rarer words stand: the others make no find by themselves."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: list[tuple[int, float, Sequence[float] | None]] = []

    def add(
        self, places: Collection[int], worth: float, weights: Sequence[float] | None = None
    ) -> None:
        """Note that ``worth`` counts for the places, times each one's weight."""
        bits = places.bits if isinstance(places, Places) else 0
        if bits:
            self._counts.append((bits, worth, weights))

    def add_further(
        self, places: Collection[int], worth: float, weights: Sequence[float] | None = None
    ) -> None:
        """Note it as everything: what cannot reach enough is left out in the end."""
        self.add(places, worth, weights)

    def add_best(self, options: Iterable[tuple[Collection[int], float]]) -> None:
        """Note for each place the largest of what is offered for it."""
        groups = (
            Group(places.bits, Find(worth))
            for places, worth in options
            if isinstance(places, Places)
        )
        for group in Grouped.best_of(groups).groups:
            self._counts.append((group.places, group.find.score, None))

    def reaching(self, least: float) -> Iterable[tuple[int, float]]:
        """The places that count as much as ``least`` or more, and how much."""
        counts = self._counts
        if len(counts) > _MOST_COUNTED:
            worthiest = sorted(counts, key=lambda count: -count[1])[:_MOST_COUNTED]
            floor = worthiest[-1][1]
            counts = [count for count in counts if count[1] >= floor]
        candidates = _candidates(counts, least)
        for bits, worth, weights in counts:
            super().add(Places(bits & candidates), worth, weights)
        return super().reaching(least)


_ROUNDING = 1e-9
"""Sums of floats in another order may differ by less than this."""


def _candidates(counts: Iterable[tuple[int, float, Sequence[float] | None]], least: float) -> int:
    """The places that may reach ``least``: what counts least cannot do so even all together.

    Where there are more than can be scored, those that hold most of what counts.
    """
    most = [(worth * (MOST_WEIGHT if weights else 1.0), bits) for bits, worth, weights in counts]
    most.sort(key=lambda each: each[0])
    together = 0.0
    needed: list[int] = []
    for worth, bits in most:
        together += worth
        if together >= least - _ROUNDING:
            needed.append(bits)
    candidates = reduce(or_, needed, 0)
    if candidates.bit_count() <= _MOST_CANDIDATES:
        return candidates
    return _thinned(needed)


def _thinned(sets: Sequence[int]) -> int:
    """The places that are in most of the sets, in so many that they are not too many."""
    at_least = [0] * (len(sets) + 1)
    for places in sets:
        carried = places
        for at, before in enumerate(at_least):
            at_least[at], carried = before | carried, before & carried
            if not carried:
                break
    few_enough = (p for p in at_least if 0 < p.bit_count() <= _MOST_CANDIDATES)
    fullest = next(few_enough, 0) or next(filter(None, reversed(at_least)))
    return gathered(list(islice(members(fullest), _MOST_CANDIDATES)), fullest.bit_length())
