"""Rules over the town's notes: who holds what, what is missing, and replacing one by another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from duty_desktop.domain.assignment import (
    Assignment,
    DutyKey,
    Edit,
    Key,
    Office,
    Person,
    Record,
    TownNotes,
    applied,
    edited,
)
from duty_desktop.domain.duty import Duty, ListKind
from duty_desktop.domain.roster import offices_of, people_of


@dataclass(frozen=True, slots=True)
class Handling:
    """What is printed of who handles a duty, in names; those of one name are told apart."""

    leader: str = ""
    office: str = ""
    helpers: tuple[str, ...] = ()
    handlers: tuple[str, ...] = ()
    phone: str = ""
    deadline: str = ""
    basis: str = ""
    remark: str = ""
    attachments: tuple[str, ...] = ()
    """Names of files, without where they are."""

    @property
    def has_own_words(self) -> bool:
        """Whether more is noted than who does it and until when."""
        return bool(self.basis or self.remark or self.attachments)


@dataclass(frozen=True, slots=True)
class Held:
    """The duties that one office or one person has, in the notes' order."""

    first: tuple[Assignment, ...]
    """主责 of an office; 分管 of a person."""
    second: tuple[Assignment, ...]
    """协办 of an office; 承办 of a person."""

    @property
    def is_empty(self) -> bool:
        """Whether there are none."""
        return not self.first and not self.second


@dataclass(frozen=True, slots=True)
class Replacement:
    """One put in the place of another everywhere."""

    edit: Edit
    reprint: tuple[DutyKey, ...]
    """The duties whose sheets say something else afterwards."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What a town's offices and people are called on paper, by their keys."""

    offices: Mapping[Key, str]
    people: Mapping[Key, str]


def naming(notes: TownNotes) -> Naming:
    """The names that tell all offices and all people apart."""
    return Naming(offices_of(notes).labels, people_of(notes).labels)


def handling(notes: TownNotes, assignment: Assignment, names: Naming | None = None) -> Handling:
    """What is printed of an assignment; without a phone of its own, its handlers' phones.

    ``names`` are those of the notes, where somebody has them already.
    """
    names = names or naming(notes)
    phones = dict.fromkeys(notes.people[key].phone for key in assignment.handlers)
    return Handling(
        leader=names.people[assignment.leader] if assignment.leader else "",
        office=names.offices[assignment.office] if assignment.office else "",
        helpers=tuple(names.offices[key] for key in assignment.helpers),
        handlers=tuple(names.people[key] for key in assignment.handlers),
        phone=assignment.phone or "、".join(filter(None, phones)),
        deadline=assignment.deadline,
        basis=assignment.basis,
        remark=assignment.remark,
        attachments=tuple(each.name for each in assignment.attachments),
    )


def handlings(notes: TownNotes, list_key: str) -> Mapping[str, Handling]:
    """What is printed of each duty of one list that anything is noted about, by the duty's id."""
    names = naming(notes)
    return {
        each.duty_id: handling(notes, each, names)
        for each in notes.assignments.values()
        if each.list_key == list_key
    }


def to_reprint(notes: TownNotes, edit: Edit) -> tuple[DutyKey, ...]:
    """The duties whose sheets say something else after the edit.

    Also those of which nothing was edited but somebody's name or phone.
    """
    after = applied(notes, edit)
    keys = dict.fromkeys([*notes.assignments, *after.assignments])
    names, names_after = naming(notes), naming(after)
    return tuple(
        key
        for key in keys
        if handling(notes, notes.assignment(key), names)
        != handling(after, after.assignment(key), names_after)
    )


def without_office(duties: Iterable[Duty], notes: TownNotes, list_key: str) -> tuple[Duty, ...]:
    """The duties that no office leads; what was taken from the town needs none."""
    return tuple(
        duty
        for duty in duties
        if duty.kind is not ListKind.RECLAIMED
        and notes.assignment((list_key, duty.id)).office is None
    )


def without_duties(notes: TownNotes, list_key: str) -> tuple[Person, ...]:
    """The people who have no duty of a list."""
    busy = {
        key
        for each in notes.assignments.values()
        if each.list_key == list_key
        for key in each.people
    }
    return tuple(person for person in notes.people.values() if person.key not in busy)


def offices_without_duties(notes: TownNotes, list_key: str) -> tuple[Office, ...]:
    """The offices that neither lead nor help with a duty of a list."""
    busy = {
        key
        for each in notes.assignments.values()
        if each.list_key == list_key
        for key in each.offices
    }
    return tuple(office for office in notes.ordered_offices if office.key not in busy)


def held_by_person(notes: TownNotes, person: Key) -> Held:
    """What somebody leads and what somebody handles."""
    every = notes.assignments.values()
    return Held(
        tuple(each for each in every if each.leader == person),
        tuple(each for each in every if person in each.handlers),
    )


def held_by_office(notes: TownNotes, office: Key) -> Held:
    """What an office leads and where it helps."""
    every = notes.assignments.values()
    return Held(
        tuple(each for each in every if each.office == office),
        tuple(each for each in every if office in each.helpers),
    )


def replace_person(notes: TownNotes, old: Person, new: Person) -> Replacement:
    """``new`` in the place of ``old`` in every assignment, whatever list it is of.

    A phone noted with a duty that is the old one's becomes the new one's. ``old`` stays in the
    notebook, without duties; ``new`` may be somebody who is not in it yet.
    """
    changed = [
        replace(
            each,
            leader=new.key if each.leader == old.key else each.leader,
            handlers=_swapped(each.handlers, old.key, new.key),
            phone=new.phone if old.phone and each.phone == old.phone else each.phone,
        )
        for each in notes.assignments.values()
        if old.key in each.people
    ]
    return _replacement(notes, f"把 {old.name} 换成 {new.name}", changed, [new])


def replace_office(notes: TownNotes, old: Office, new: Office) -> Replacement:
    """``new`` in the place of ``old`` in every assignment, and its people with it.

    An office that leads a duty does not help with it too. ``old`` stays, without duties and people.
    """
    changed = []
    for each in notes.assignments.values():
        if old.key in each.offices:
            leading = new.key if each.office == old.key else each.office
            helpers = _swapped(each.helpers, old.key, new.key)
            helpers = tuple(key for key in helpers if key != leading)
            changed.append(replace(each, office=leading, helpers=helpers))
    moved = [
        replace(person, office=new.key)
        for person in notes.people.values()
        if person.office == old.key
    ]
    return _replacement(notes, f"把 {old.name} 换成 {new.name}", changed, [new, *moved])


def remove_person(notes: TownNotes, person: Person) -> Replacement:
    """Somebody taken out of the notebook and of every assignment."""
    changed = [
        replace(
            each,
            leader=None if each.leader == person.key else each.leader,
            handlers=_swapped(each.handlers, person.key, None),
        )
        for each in notes.assignments.values()
        if person.key in each.people
    ]
    return _replacement(notes, f"删除 {person.name}", changed, [], [person])


def remove_office(notes: TownNotes, office: Office) -> Replacement:
    """An office taken out of the notebook and of every assignment; its people stay, without one."""
    changed = [
        replace(
            each,
            office=None if each.office == office.key else each.office,
            helpers=_swapped(each.helpers, office.key, None),
        )
        for each in notes.assignments.values()
        if office.key in each.offices
    ]
    left = [
        replace(each, office=None) for each in notes.people.values() if each.office == office.key
    ]
    return _replacement(notes, f"删除 {office.name}", changed, left, [office])


def _replacement(
    notes: TownNotes,
    title: str,
    assignments: list[Assignment],
    others: Iterable[Record],
    removed: Iterable[Record] = (),
) -> Replacement:
    title = f"{title}（{len(assignments)}项）"
    edit = edited(notes, title, [*others, *assignments], removed)
    return Replacement(edit, to_reprint(notes, edit))


def _swapped(keys: tuple[Key, ...], old: Key, new: Key | None) -> tuple[Key, ...]:
    """The keys with one in another's place, none twice."""
    swapped = (new if key == old else key for key in keys)
    return tuple(dict.fromkeys(key for key in swapped if key is not None))
