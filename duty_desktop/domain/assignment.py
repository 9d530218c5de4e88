"""Who in the town answers for a duty: the town's own notes, beside the official list, never in it.

Offices and people are named by keys, so that a name is written once and changed once. An ``Edit``
says what becomes of which records; it is made by pure rules, stored whole or not at all, and undone
by its inverse.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

_K = TypeVar("_K")
_R = TypeVar("_R")

Key: TypeAlias = str
"""What an office or a person is known by, whatever it is called."""

_KEY_BYTES = 16
"""Random ones; as many as a UUID has."""

DutyKey: TypeAlias = tuple[str, str]
"""A duty of a list: the list's ``source_sha256`` and the duty's id."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office of the town (科室)."""

    key: Key
    name: str
    order: int = 0
    """Its place among the offices."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works for the town."""

    key: Key
    name: str
    office: Key | None = None
    post: str = ""
    """职务"""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a duty; it stays where it is."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the town noted about one duty of one list."""

    list_key: str
    duty_id: str
    leader: Key | None = None
    """分管领导"""
    office: Key | None = None
    """责任科室 that leads (主责)"""
    helpers: tuple[Key, ...] = ()
    """责任科室 that help (协办)"""
    handlers: tuple[Key, ...] = ()
    """承办人"""
    phone: str = ""
    """Empty where the handlers' own are meant."""
    deadline: str = ""
    """完成时限 in the town's words: 每季度末, 2026-06-30."""
    basis: str = ""
    """依据"""
    remark: str = ""
    """备注"""
    favourite: bool = False
    attachments: tuple[Attachment, ...] = ()

    @property
    def key(self) -> DutyKey:
        """The duty that it is about."""
        return self.list_key, self.duty_id

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing."""
        return self == Assignment(self.list_key, self.duty_id)

    @property
    def offices(self) -> tuple[Key, ...]:
        """All offices that it names, the leading one first."""
        return (*((self.office,) if self.office else ()), *self.helpers)

    @property
    def people(self) -> tuple[Key, ...]:
        """All people that it names, the leader first."""
        return (*((self.leader,) if self.leader else ()), *self.handlers)


Record: TypeAlias = Office | Person | Assignment


@dataclass(frozen=True, slots=True)
class TownNotes:
    """Everything in the town's notebook at one moment."""

    offices: Mapping[Key, Office] = field(default_factory=dict)
    people: Mapping[Key, Person] = field(default_factory=dict)
    assignments: Mapping[DutyKey, Assignment] = field(default_factory=dict)

    @property
    def ordered_offices(self) -> tuple[Office, ...]:
        """The offices, as the town wants them in order."""
        return tuple(sorted(self.offices.values(), key=lambda each: (each.order, each.name)))

    @property
    def records(self) -> tuple[Record, ...]:
        """All of them."""
        return (*self.offices.values(), *self.people.values(), *self.assignments.values())

    def assignment(self, duty: DutyKey) -> Assignment:
        """What is noted about a duty, which may be nothing yet."""
        return self.assignments.get(duty) or Assignment(*duty)

    def like(self, record: Record) -> Record | None:
        """The record of the same kind and key, as it is now."""
        match record:
            case Office():
                return self.offices.get(record.key)
            case Person():
                return self.people.get(record.key)
            case Assignment():
                return self.assignments.get(record.key)


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; ``None`` where there is none. One of both is there."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """Either of both, to know which one it is about."""
        record = self.after or self.before
        if record is None:
            raise ValueError("a change of nothing")
        return record


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes that belong together, under the name by which they are undone."""

    title: str
    """把 张三 换成 李四（12项）"""
    changes: tuple[Change, ...]

    @property
    def inverse(self) -> "Edit":
        """What undoes it."""
        return Edit(
            self.title,
            tuple(Change(each.after, each.before) for each in reversed(self.changes)),
        )

    @property
    def duties(self) -> tuple[DutyKey, ...]:
        """The duties of which it changes what is noted."""
        records = (each.record for each in self.changes)
        return tuple(record.key for record in records if isinstance(record, Assignment))


def new_key() -> Key:
    """A key that no other record has, in this notebook or in another town's."""
    return os.urandom(_KEY_BYTES).hex()


def edited(
    notes: TownNotes, title: str, records: Iterable[Record], removed: Iterable[Record] = ()
) -> Edit:
    """The edit that makes the records as given and takes away those ``removed``.

    What is so already is no change; an assignment that says nothing is taken away.
    """
    wanted = [
        (record, None if isinstance(record, Assignment) and record.is_blank else record)
        for record in records
    ]
    wanted += [(record, None) for record in removed]
    changes = (Change(notes.like(record), after) for record, after in wanted)
    return Edit(title, tuple(each for each in changes if each.before != each.after))


def applied(notes: TownNotes, edit: Edit) -> TownNotes:
    """The notes after an edit."""
    offices, people = dict(notes.offices), dict(notes.people)
    assignments = dict(notes.assignments)
    for change in edit.changes:
        match change.record:
            case Office(key=key) as office:
                _put(offices, key, office if change.after else None)
            case Person(key=key) as person:
                _put(people, key, person if change.after else None)
            case Assignment() as assignment:
                _put(assignments, assignment.key, assignment if change.after else None)
    return TownNotes(offices, people, assignments)


def difference(now: TownNotes, then: TownNotes, title: Callable[[int], str]) -> Edit:
    """The edit that makes ``now`` what ``then`` was; its title is told the number of changes."""
    gone = [record for record in now.records if then.like(record) is None]
    edit = edited(now, "", then.records, gone)
    return Edit(title(len(edit.changes)), edit.changes)


def _put(records: dict[_K, _R], key: _K, record: _R | None) -> None:
    if record is None:
        records.pop(key, None)
    else:
        records[key] = record
