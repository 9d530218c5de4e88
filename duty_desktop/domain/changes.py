"""What differs between two duty lists: one list held against another, as records.

``comparing`` makes them, exports and reports show them. Every verdict carries what speaks for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from duty_desktop.domain.duty import Duty, DutyList, Field, ListKind


class SpanKind(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Span:
    """Words that were kept, deleted or inserted together."""

    kind: SpanKind
    text: str


def old_text(spans: Iterable[Span]) -> str:
    """The text before the change."""
    return "".join(span.text for span in spans if span.kind is not SpanKind.INSERTED)


def new_text(spans: Iterable[Span]) -> str:
    """The text after the change."""
    return "".join(span.text for span in spans if span.kind is not SpanKind.DELETED)


class Verdict(StrEnum):
    """What happened to a duty."""

    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    """One old duty seems to have become several."""
    MERGED = "merged"
    """Several old duties seem to have become one."""
    MOVED = "moved"
    """It went to another list; its words may have changed, too."""
    CHANGED = "changed"
    """Its words changed."""

    @property
    def words(self) -> str:
        """As clerks call it."""
        return _WORDS[self]


_WORDS = {
    Verdict.ADDED: "新增",
    Verdict.REMOVED: "取消",
    Verdict.SPLIT: "疑似拆分",
    Verdict.MERGED: "疑似合并",
    Verdict.MOVED: "转列",
    Verdict.CHANGED: "内容变化",
}

_MIRRORED = {
    Verdict.ADDED: Verdict.REMOVED,
    Verdict.REMOVED: Verdict.ADDED,
    Verdict.SPLIT: Verdict.MERGED,
    Verdict.MERGED: Verdict.SPLIT,
}


class Ground(StrEnum):
    """Why two duties are held for one, or why none is."""

    SAME_WORDS = "same words"
    SAME_NAME = "same name"
    ALIKE = "alike"
    """No other pairing of the two lists' duties makes them more alike on the whole."""
    CONTAINED = "contained"
    """The words of one are found in the other, and have gone from where they were."""
    NONE_ALIKE = "none alike"
    """No duty of the other list is alike enough and free."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two duties have in common."""

    old_id: str
    new_id: str
    score: float
    """From 0 to 1; rare words count more, the name most. Of a part: the share of its words that
    the whole has."""
    shared: tuple[str, ...] = ()
    """The longest phrases that both have, in the order of the old one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a verdict."""

    ground: Ground
    likenesses: tuple[Likeness, ...] = ()
    """Of the pair; of the whole and each part; of an added or removed duty and the one of the
    other list that comes nearest, where any does."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What changed in one cell."""

    field: Field
    spans: tuple[Span, ...]
    """Over the cell's words, free of markup (``domain.words.words``)."""

    @property
    def old(self) -> str:
        """The words before; empty where the old duty's list has no such column."""
        return old_text(self.spans)

    @property
    def new(self) -> str:
        """The words after; empty where the new duty's list has no such column."""
        return new_text(self.spans)


@dataclass(frozen=True, slots=True)
class Renaming:
    """A department that has another name throughout the new list."""

    old: str
    new: str
    """Canonical names."""
    pairs: tuple[tuple[str, str], ...]
    """The ids, old and new, of the duties that name it."""


@dataclass(frozen=True, slots=True)
class DutyChange:
    """What happened to one duty, or to those that were split or merged."""

    verdict: Verdict
    old: tuple[Duty, ...]
    """None where it was added, several where they were merged."""
    new: tuple[Duty, ...]
    """None where it was removed, several where it was split."""
    evidence: Evidence
    fields: tuple[FieldChange, ...] = ()
    """The cells whose words changed, in the official order; empty for added, removed, split and
    merged duties. What a department's new name alone explains is not among them."""
    departments_added: tuple[str, ...] = ()
    departments_removed: tuple[str, ...] = ()
    """Canonical names; renamed ones are in neither."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Old and new names of renamed departments that it names, as a note."""

    @property
    def mirrored(self) -> "DutyChange":
        """The same change read backwards."""
        return replace(
            self,
            verdict=_MIRRORED.get(self.verdict, self.verdict),
            old=self.new,
            new=self.old,
            evidence=replace(
                self.evidence,
                likenesses=tuple(
                    replace(each, old_id=each.new_id, new_id=each.old_id)
                    for each in self.evidence.likenesses
                ),
            ),
            fields=tuple(replace(each, spans=tuple(_mirrored(each.spans))) for each in self.fields),
            departments_added=self.departments_removed,
            departments_removed=self.departments_added,
            renamed=tuple((new, old) for old, new in self.renamed),
        )


def _mirrored(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans read backwards; of neighbours, what is deleted stands first again."""
    inserted: list[Span] = []
    for span in spans:
        if span.kind is SpanKind.DELETED:
            inserted.append(Span(SpanKind.INSERTED, span.text))
            continue
        if span.kind is SpanKind.INSERTED:
            yield Span(SpanKind.DELETED, span.text)
            continue
        yield from inserted
        inserted.clear()
        yield span
    yield from inserted


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two lists held against each other."""

    old: DutyList
    new: DutyList
    changes: tuple[DutyChange, ...]
    """By verdict, each in the official order."""
    unchanged: tuple[tuple[Duty, Duty], ...]
    """The duties whose words are the same, old and new, in the official order; their numbers and
    leftover markup may differ, and the names of renamed departments."""
    renamings: tuple[Renaming, ...] = ()

    def of(self, verdict: Verdict) -> tuple[DutyChange, ...]:
        """The changes with this verdict."""
        return tuple(change for change in self.changes if change.verdict is verdict)

    @property
    def renumbered(self) -> tuple[tuple[Duty, Duty], ...]:
        """The unchanged duties whose number differs."""
        return tuple((old, new) for old, new in self.unchanged if old.serial != new.serial)

    @property
    def form_only(self) -> tuple[tuple[Duty, Duty], ...]:
        """The duties whose words are equal and whose cells are not: leftover markup, white space.

        No difference for people, and one for whoever wants every byte.
        """
        named = {pair for renaming in self.renamings for pair in renaming.pairs}
        return tuple(
            (old, new)
            for old, new in self.unchanged
            if old.cells[1:] != new.cells[1:] and (old.id, new.id) not in named
        )

    @property
    def is_same(self) -> bool:
        """Whether words, numbers and departments' names are the same."""
        return not (self.changes or self.renumbered or self.renamings)

    @property
    def mirrored(self) -> "Comparison":
        """The same comparison with old and new changed over."""
        return Comparison(
            self.new,
            self.old,
            in_order(change.mirrored for change in self.changes),
            tuple(sorted(((new, old) for old, new in self.unchanged), key=_place_of_pair)),
            tuple(
                sorted(
                    (
                        Renaming(each.new, each.old, tuple((b, a) for a, b in each.pairs))
                        for each in self.renamings
                    ),
                    key=lambda each: (each.old, each.new),
                )
            ),
        )


class Carried(StrEnum):
    """What became of an old duty, and of what the town wrote beside it."""

    SAME = "same"
    """Its words are the same; what the town wrote holds on."""
    CHANGED = "changed"
    MOVED = "moved"
    SPLIT = "split"
    """It went to several duties."""
    MERGED = "merged"
    """It became one with others."""
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Carrying:
    """Where one old duty went."""

    old_id: str
    new_ids: tuple[str, ...]
    """None where it was removed, several where it was split."""
    carried: Carried
    score: float
    """How sure that is, from 0 to 1: the likeness, of several the least; 1 where the words are the
    same, 0 where it was removed."""


def in_order(changes: Iterable[DutyChange]) -> tuple[DutyChange, ...]:
    """The changes by verdict, each in the official order of the new list, else of the old one."""
    return tuple(sorted(changes, key=_place_of_change))


_VERDICTS = list(Verdict)
_KINDS = list(ListKind)


def _place_of_change(change: DutyChange) -> tuple[int, int, int]:
    duty = (change.new or change.old)[0]
    return (_VERDICTS.index(change.verdict), *_place(duty))


def _place_of_pair(pair: tuple[Duty, Duty]) -> tuple[int, int]:
    return _place(pair[1])


def _place(duty: Duty) -> tuple[int, int]:
    return (_KINDS.index(duty.kind), duty.serial)
