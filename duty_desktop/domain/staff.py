"""The town's offices and people as they are typed into a table: what each cell's edit is."""

from collections.abc import Sequence
from dataclasses import replace

from duty_desktop.domain.assigning import remove_office, remove_person
from duty_desktop.domain.assignment import (
    Edit,
    Key,
    Office,
    Person,
    TownNotes,
    applied,
    difference,
    edited,
    new_key,
)
from duty_desktop.domain.record_words import CALLED
from duty_desktop.domain.roster import SEPARATOR, AmbiguousNameError, offices_of, without_blanks
from duty_desktop.domain.unseen import plain


class NameTakenError(ValueError):
    """An office has this name already; the name is its argument."""


def clean(text: str) -> str:
    """What was typed or pasted into a cell, on one line, without what cannot be printed."""
    return " ".join("".join(char if char >= " " else " " for char in plain(text)).split())


def clean_name(text: str) -> str:
    """A person's name, likewise, without spaces within Chinese words."""
    return without_blanks(clean(text))


def office_meant(notes: TownNotes, text: str) -> Office | None:
    """The office of a name, one that is new where none has it; ``None`` where nothing is said.

    Raises ``AmbiguousNameError`` where several are called so.
    """
    name = clean(text)
    if not name:
        return None
    labels = offices_of(notes).labels
    meant = [notes.offices[key] for key, label in labels.items() if name == label]
    meant = meant or [each for each in notes.offices.values() if each.name == name]
    if len(meant) > 1:
        raise AmbiguousNameError(name, tuple(labels[each.key] for each in meant))
    return meant[0] if meant else Office(new_key(), name, next_place(notes))


def next_place(notes: TownNotes) -> int:
    """The place behind all offices."""
    return max((each.order for each in notes.offices.values()), default=0) + 1


def office_added(notes: TownNotes, name: str) -> Edit:
    """The edit that adds an office at the end; raises ``NameTakenError``."""
    _check_free(notes, name)
    return edited(notes, f"新增 {name}", [Office(new_key(), name, next_place(notes))])


def office_renamed(notes: TownNotes, key: Key, name: str) -> Edit:
    """The edit that calls an office otherwise; raises ``NameTakenError``."""
    office = notes.offices[key]
    if name != office.name:
        _check_free(notes, name)
    return edited(notes, f"把 {office.name} 改名为 {name}", [replace(office, name=name)])


def office_moved(notes: TownNotes, key: Key, steps: int) -> Edit:
    """The edit that moves an office so many places down, or up; no change at the ends."""
    ordered = [each.key for each in notes.ordered_offices]
    place = ordered.index(key)
    ordered.insert(max(0, min(place + steps, len(ordered) - 1)), ordered.pop(place))
    moved = [replace(notes.offices[each], order=at) for at, each in enumerate(ordered, 1)]
    if ordered == [each.key for each in notes.ordered_offices]:
        moved = []
    return edited(notes, f"移动 {notes.offices[key].name}", moved)


def person_added(notes: TownNotes, name: str) -> Edit:
    """The edit that adds somebody."""
    return edited(notes, f"新增 {name}", [Person(new_key(), name)])


def person_changed(notes: TownNotes, key: Key, field: str, text: str) -> Edit:
    """The edit that writes ``text`` as somebody's ``name``, ``office``, ``post`` or ``phone``.

    An office that nobody has written yet is added. Raises ``AmbiguousNameError``.
    """
    person = notes.people[key]
    if field == "office":
        office = office_meant(notes, text)
        after = replace(person, office=office.key if office else None)
        return edited(notes, f"修改 {person.name} 的科室", [*([office] if office else ()), after])
    if field == "name":
        return edited(notes, f"把 {person.name} 改名为 {text}", [replace(person, name=text)])
    after = replace(person, post=text) if field == "post" else replace(person, phone=text)
    return edited(notes, f"修改 {person.name} 的{CALLED[Person][field]}", [after])


def removed(notes: TownNotes, gone: Sequence[Office | Person]) -> Edit:
    """The edit that takes offices or people out of the notebook and of every assignment."""
    after = notes
    for each in gone:
        remove = (
            remove_office(after, each) if isinstance(each, Office) else remove_person(after, each)
        )
        after = applied(after, remove.edit)
    title = f"删除 {SEPARATOR.join(each.name for each in gone)}"
    return difference(notes, after, lambda _count: title)


def _check_free(notes: TownNotes, name: str) -> None:
    if any(each.name == name for each in notes.offices.values()):
        raise NameTakenError(name)
