"""What differs between two lists as rows to choose from, as plain objects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from duty_desktop.domain.change_words import number_runs
from duty_desktop.domain.changes import Comparison, DutyChange, Renaming, Verdict
from duty_desktop.domain.duty import Duty, ListKind
from duty_desktop.domain.words import words
from duty_desktop.search.folding import fold


class Topic(StrEnum):
    """What a row is about; the value of a verdict's is the verdict."""

    ADDED = Verdict.ADDED
    REMOVED = Verdict.REMOVED
    SPLIT = Verdict.SPLIT
    MERGED = Verdict.MERGED
    MOVED = Verdict.MOVED
    CHANGED = Verdict.CHANGED
    RENAMED = "renamed"
    """A department has another name throughout."""
    RENUMBERED = "renumbered"
    """The number differs and nothing else does."""
    FORM = "form"
    """Only leftover markup or white space differs."""

    @property
    def words(self) -> str:
        """As clerks call it."""
        return _WORDS.get(self) or Verdict(self).words


_WORDS = {Topic.RENAMED: "部门更名", Topic.RENUMBERED: "仅序号变动", Topic.FORM: "仅排版不同"}

DEPARTMENTS = "departments"
"""Filters the changes in which departments came or went, whatever else they are."""

_DEPARTMENTS_CHANGED = "部门增减"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row; what it is about is in ``change``, ``renaming`` or ``pairs``."""

    topic: Topic
    number: str
    """Where the duty stood and stands: 配合 21 → 20."""
    name: str
    change: DutyChange | None = None
    renaming: Renaming | None = None
    pairs: tuple[tuple[Duty, Duty], ...] = ()
    """Old and new duties, of numbers that moved and of leftover markup."""
    texts: tuple[str, ...] = ()
    """What a search looks through besides number and name."""

    @property
    def departments_changed(self) -> bool:
        """Whether departments came or went."""
        change = self.change
        return change is not None and bool(change.departments_added or change.departments_removed)

    def is_about(self, wanted: str) -> bool:
        """Whether a filter shows it: a topic, ``DEPARTMENTS``, or nothing for all."""
        if wanted == DEPARTMENTS:
            return self.departments_changed
        return not wanted or self.topic == wanted

    def holds(self, query: str) -> bool:
        """Whether every word of a typed query stands in it; white space separates them."""
        read = fold("\n".join((self.number, self.number.replace(" ", ""), self.name, *self.texts)))
        return all(word in read for word in fold(query).split())


def rows_of(comparison: Comparison) -> tuple[ChangeRow, ...]:
    """A row for each change and each renaming; number moves list by list, markup at the end."""
    return (
        *map(_changed, comparison.changes),
        *map(_renamed, comparison.renamings),
        *_renumbered(comparison),
        *_form(comparison),
    )


def filters_of(rows: Iterable[ChangeRow]) -> tuple[tuple[str, str], ...]:
    """The filters that would show something, each with its words: 新增（4）."""
    every = tuple(rows)
    wanted = [(topic.value, topic.words) for topic in Topic]
    wanted.insert(len(Verdict), (DEPARTMENTS, _DEPARTMENTS_CHANGED))
    counted = [(key, title, _count(every, key)) for key, title in wanted]
    return (
        ("", "全部差别"),
        *((key, f"{title}（{count}）") for key, title, count in counted if count),
    )


def _count(rows: Iterable[ChangeRow], wanted: str) -> int:
    return sum(len(row.pairs) or 1 for row in rows if row.is_about(wanted))


def _changed(change: DutyChange) -> ChangeRow:
    return ChangeRow(
        Topic(change.verdict),
        _number(change),
        "、".join(duty.name for duty in change.new or change.old),
        change,
        texts=tuple(_texts(change)),
    )


def _number(change: DutyChange) -> str:
    """Which duties it is about: 配合 21 → 20; the list is named again only where it is another."""
    if len(change.old) == len(change.new) == 1 and change.old[0].id == change.new[0].id:
        return change.old[0].label
    kind: ListKind | None = None
    sides = []
    for duties in filter(None, (change.old, change.new)):
        labels = []
        for duty in duties:
            labels.append(duty.label if duty.kind is not kind else str(duty.serial))
            kind = duty.kind
        sides.append("、".join(labels))
    return " → ".join(sides)


def _texts(change: DutyChange) -> Iterator[str]:
    """Old names too, the words that changed or all that there are, and the departments."""
    for duty in (*change.old, *change.new):
        yield duty.label
        yield duty.label.replace(" ", "")
        yield duty.name
        yield duty.category
        yield from (named.as_printed for named in duty.departments)
        if not change.fields:
            yield from map(words, duty.cells[1:])
    for field in change.fields:
        yield from (field.old, field.new)


def _renamed(renaming: Renaming) -> ChangeRow:
    name = f"{renaming.old} → {renaming.new}"
    return ChangeRow(Topic.RENAMED, f"{len(renaming.pairs)} 项", name, renaming=renaming)


def _renumbered(comparison: Comparison) -> Iterator[ChangeRow]:
    for kind in ListKind:
        pairs = tuple(pair for pair in comparison.renumbered if pair[1].kind is kind)
        if pairs:
            runs = "、".join(run.words for run in number_runs(comparison, kind))
            yield ChangeRow(
                Topic.RENUMBERED,
                f"{len(pairs)} 项",
                f"{kind.official_name}：{runs}",
                pairs=pairs,
                texts=_names(pairs),
            )


def _form(comparison: Comparison) -> Iterator[ChangeRow]:
    pairs = comparison.form_only
    if pairs:
        yield ChangeRow(
            Topic.FORM,
            f"{len(pairs)} 项",
            "文字相同，只是原文中残留的排版标记不同",
            pairs=pairs,
            texts=_names(pairs),
        )


def _names(pairs: Iterable[tuple[Duty, Duty]]) -> tuple[str, ...]:
    return tuple(text for pair in pairs for duty in pair for text in (duty.label, duty.name))
