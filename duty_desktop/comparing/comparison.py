"""Two duty lists in, what differs out: the one door of this room."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from difflib import SequenceMatcher

from duty_desktop.comparing.cohesion import Words
from duty_desktop.comparing.likeness import Finder, Profile, Resemblances
from duty_desktop.comparing.pairing import Pair, paired
from duty_desktop.comparing.parts import Parting, parted
from duty_desktop.comparing.renaming import Renamed, renamings, same_departments
from duty_desktop.comparing.spans import item_spans, text_spans, whole_spans
from duty_desktop.domain.changes import (
    Comparison,
    DutyChange,
    Evidence,
    FieldChange,
    Ground,
    Likeness,
    Renaming,
    Span,
    Verdict,
    in_order,
)
from duty_desktop.domain.duty import Duty, DutyList, Field
from duty_desktop.domain.words import words

_FIELDS = (
    Field.CATEGORY,
    Field.NAME,
    Field.DEPARTMENTS,
    Field.SUPERIOR,
    Field.TOWNSHIP,
    Field.METHOD,
)

_PHRASES = 3
_SHORTEST_PHRASE = 4
"""So many phrases of no fewer characters are told of what two duties have in common."""

_SENTENCE = re.compile(r"[^\n，。；： ][^\n。；]*(?<![，：、 ])")

_LEAST_READ = 0.1
"""Duties less alike than this have no phrase in common that tells anything."""

_LONGEST_READ = 400
"""Characters of each duty in which these are looked for."""


def compare(old: DutyList, new: DutyList) -> Comparison:
    """What differs from the old list to the new one.

    Held the other way round, the lists give the mirrored comparison. Whatever cannot be decided by
    words (two duties that are equally alike) is decided by numbers and order.
    """
    if _order(new) < _order(old):
        return _Comparing(new, old).comparison().mirrored
    return _Comparing(old, new).comparison()


def _order(duty_list: DutyList) -> tuple[object, ...]:
    """A place for every list, by which two are always held against each other the same way."""
    rows = tuple((duty.kind.value, *duty.cells) for duty in duty_list.duties)
    return (duty_list.date, rows, duty_list.source_sha256)


class _Comparing:
    """One comparison on its way."""

    def __init__(self, old: DutyList, new: DutyList) -> None:
        self._old, self._new = old, new
        self._resemblances = Resemblances(old.duties, new.duties)
        self._pairs = paired(self._resemblances)
        duties = [(pair.old.duty, pair.new.duty) for pair in self._pairs]
        self._renamings = renamings(old, new, duties)
        self._renamed = Renamed(old, new, self._renamings)
        self._known = same_departments(old, new)
        self._known.update({each.new: each.old for each in self._renamings})
        texts = (cell for each in (old, new) for duty in each.duties for cell in duty.cells[1:])
        self._words = Words(map(words, texts))

    def comparison(self) -> Comparison:
        """The finished comparison."""
        changed = [pair for pair in self._pairs if self._differs(pair)]
        alone_old = self._alone(self._resemblances.old, [pair.old for pair in self._pairs])
        alone_new = self._alone(self._resemblances.new, [pair.new for pair in self._pairs])
        found = parted(
            self._resemblances, [(pair.old, pair.new) for pair in changed], alone_old, alone_new
        )
        changes = [
            *(_parted(each, Verdict.SPLIT) for each in found.splits),
            *(_parted(each, Verdict.MERGED) for each in found.merges),
            *(self._change(pair) for pair in changed if pair.old.place not in found.olds),
            *self._lone(Verdict.REMOVED, alone_old, found.olds),
            *self._lone(Verdict.ADDED, alone_new, found.news),
        ]
        differing = {pair.old.place for pair in changed}
        unchanged = sorted(
            (pair for pair in self._pairs if pair.old.place not in differing),
            key=lambda pair: pair.new.place,
        )
        return Comparison(
            self._old,
            self._new,
            in_order(changes),
            tuple((pair.old.duty, pair.new.duty) for pair in unchanged),
            self._renamings,
        )

    def _alone(self, all_of_them: Sequence[Profile], taken: Iterable[Profile]) -> list[Profile]:
        places = {profile.place for profile in taken}
        return [profile for profile in all_of_them if profile.place not in places]

    def _differs(self, pair: Pair) -> bool:
        old, new = pair.old.duty, pair.new.duty
        return old.kind is not new.kind or (
            pair.ground is not Ground.SAME_WORDS
            and any(self._cells_differ(old, new, field) for field in _FIELDS)
        )

    def _cells_differ(self, old: Duty, new: Duty, field: Field) -> bool:
        before, after = words(old.cell(field)), words(new.cell(field))
        return before != after and not self._renamed.same(before, after)

    def _change(self, pair: Pair) -> DutyChange:
        old, new = pair.old.duty, pair.new.duty
        fields = tuple(
            FieldChange(field, self._spans(old, new, field))
            for field in _FIELDS
            if self._cells_differ(old, new, field)
        )
        before = {each.name: None for each in old.departments}
        after = {self._known.get(each.name, each.name): each.name for each in new.departments}
        return DutyChange(
            verdict=Verdict.CHANGED if old.kind is new.kind else Verdict.MOVED,
            old=(old,),
            new=(new,),
            evidence=Evidence(pair.ground, (_likeness(old, new, pair.score),)),
            fields=fields,
            departments_added=tuple(own for name, own in after.items() if name not in before),
            departments_removed=tuple(name for name in before if name not in after),
            renamed=_renamed_in(self._renamings, old, new),
        )

    def _spans(self, old: Duty, new: Duty, field: Field) -> tuple[Span, ...]:
        before, after = words(old.cell(field)), words(new.cell(field))
        if field is Field.CATEGORY or not (before and after):
            return whole_spans(before, after)
        if field is Field.DEPARTMENTS:
            return item_spans(before, after)
        return text_spans(before, after, self._words.coheres)

    def _lone(
        self, verdict: Verdict, alone: Sequence[Profile], explained: Set[int]
    ) -> Iterator[DutyChange]:
        """Duties of one list for which the other has none, each with the one that comes nearest."""
        added = verdict is Verdict.ADDED
        rest = [each for each in alone if each.place not in explained]
        others = self._resemblances.old if added else self._resemblances.new
        finder = Finder(self._resemblances, others if rest else ())
        for profile in rest:
            nearest = finder.nearest(profile)[:1]
            yield DutyChange(
                verdict,
                old=() if added else (profile.duty,),
                new=(profile.duty,) if added else (),
                evidence=Evidence(
                    Ground.NONE_ALIKE,
                    tuple(
                        _likeness(other.duty, profile.duty, score)
                        if added
                        else _likeness(profile.duty, other.duty, score)
                        for score, other in nearest
                    ),
                ),
            )


def _parted(parting: Parting, verdict: Verdict) -> DutyChange:
    whole = parting.whole.duty
    parts = tuple(part.duty for part, _ in parting.parts)
    split = verdict is Verdict.SPLIT
    return DutyChange(
        verdict,
        old=(whole,) if split else parts,
        new=parts if split else (whole,),
        evidence=Evidence(
            Ground.CONTAINED,
            tuple(
                _likeness(whole, part.duty, share) if split else _likeness(part.duty, whole, share)
                for part, share in parting.parts
            ),
        ),
    )


def _likeness(old: Duty, new: Duty, score: float) -> Likeness:
    if score < _LEAST_READ:
        return Likeness(old.id, new.id, round(score, 4))
    before, after = _read(old), _read(new)
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    phrases = [
        (block.a + found.start(), found[0])
        for block in blocks
        for found in _SENTENCE.finditer(before[block.a : block.a + block.size])
    ]
    longest = sorted(phrases, key=lambda phrase: (-len(phrase[1]), phrase[0]))[:_PHRASES]
    shared = tuple(text for _, text in sorted(longest) if len(text) >= _SHORTEST_PHRASE)
    return Likeness(old.id, new.id, round(score, 4), shared)


def _read(duty: Duty) -> str:
    """What is read of a duty for phrases: its name first."""
    cells = (words(duty.cell(field)) for field in (Field.SUPERIOR, Field.TOWNSHIP, Field.METHOD))
    return "\n".join((duty.name, *cells))[:_LONGEST_READ]


def _renamed_in(found: Sequence[Renaming], old: Duty, new: Duty) -> tuple[tuple[str, str], ...]:
    return tuple((each.old, each.new) for each in found if (old.id, new.id) in each.pairs)
