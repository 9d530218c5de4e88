"""What the town notes about a duty, field by field: as it is written down, and what becomes of it.

The same for one duty and for many: what is typed into a field is noted for each of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from duty_desktop.domain.assignment import (
    Assignment,
    Attachment,
    DutyKey,
    Edit,
    Key,
    Office,
    Person,
    TownNotes,
    edited,
    new_key,
)
from duty_desktop.domain.roster import Named, Roster, offices_of, people_of, without_blanks
from duty_desktop.domain.unseen import plain, unturned


class Note(StrEnum):
    """A field of an assignment that is typed in."""

    LEADER = "leader"
    OFFICE = "office"
    HELPERS = "helpers"
    HANDLERS = "handlers"
    PHONE = "phone"
    DEADLINE = "deadline"
    BASIS = "basis"
    REMARK = "remark"

    @property
    def called(self) -> str:
        """What it is called."""
        return _TITLES[self]

    @property
    def names_people(self) -> bool:
        """Whether names of people are typed into it."""
        return self in (Note.LEADER, Note.HANDLERS)

    @property
    def names_offices(self) -> bool:
        """Whether names of offices are typed into it."""
        return self in (Note.OFFICE, Note.HELPERS)

    @property
    def takes_several(self) -> bool:
        """Whether more than one name may be typed into it."""
        return self in (Note.HELPERS, Note.HANDLERS)

    @property
    def has_lines(self) -> bool:
        """Whether it may be of several lines."""
        return self in (Note.BASIS, Note.REMARK)


_TITLES = {
    Note.LEADER: "分管领导",
    Note.OFFICE: "责任科室",
    Note.HELPERS: "协办科室",
    Note.HANDLERS: "承办人",
    Note.PHONE: "电话",
    Note.DEADLINE: "完成时限",
    Note.BASIS: "依据",
    Note.REMARK: "备注",
}


class TooManyNamesError(ValueError):
    """Several names in a field that takes one; the field is its argument."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What typing something into fields leads to."""

    edit: Edit
    new_people: tuple[str, ...] = ()
    """Names that nobody had: who bears them is new."""
    new_offices: tuple[str, ...] = ()


def text_of(notes: TownNotes, assignment: Assignment, note: Note) -> str:
    """What stands in a field; ``noted`` reads it as what it was."""
    match note:
        case Note.LEADER:
            return people_of(notes).text([assignment.leader] if assignment.leader else [])
        case Note.HANDLERS:
            return people_of(notes).text(assignment.handlers)
        case Note.OFFICE:
            return offices_of(notes).text([assignment.office] if assignment.office else [])
        case Note.HELPERS:
            return offices_of(notes).text(assignment.helpers)
        case Note.PHONE:
            return assignment.phone
        case Note.DEADLINE:
            return assignment.deadline
        case Note.BASIS:
            return assignment.basis
        case Note.REMARK:
            return assignment.remark


def noted(
    notes: TownNotes,
    duties: Sequence[DutyKey],
    entries: Mapping[Note, str],
    whose: str,
    adding: Collection[Note] = (),
) -> Noted:
    """The edit that notes what was typed for each of the duties.

    ``whose`` says in the edit's title which duties they are: 配合 21, 12 项. ``adding`` names the
    fields of several names that are added to, where otherwise what was typed replaces what was.
    Whoever is named for the first time becomes one more office or person. Raises
    ``AmbiguousNameError`` where a name may mean several, ``TooManyNamesError`` where one is wanted.
    """
    offices, people = offices_of(notes), people_of(notes)
    made = _Made(notes)
    values: dict[Note, str | tuple[Key, ...]] = {}
    for note, text in entries.items():
        if note.names_people or note.names_offices:
            named = _read(people if note.names_people else offices, note, plain(text))
            values[note] = made.keys(named, people=note.names_people)
        else:
            words = unturned(text).strip() if note.has_lines else " ".join(plain(text).split())
            values[note] = words
    after = [_with(notes.assignment(duty), values, adding) for duty in duties]
    title = f"{whose}：{'、'.join(note.called for note in entries)}"
    edit = edited(notes, title, [*made.offices, *made.people, *after])
    return Noted(
        edit,
        tuple(each.name for each in made.people),
        tuple(each.name for each in made.offices),
    )


def starred(notes: TownNotes, duties: Iterable[DutyKey], whose: str, *, wanted: bool) -> Edit:
    """The edit that makes duties favourites, or no favourites any more."""
    after = [replace(notes.assignment(duty), favourite=wanted) for duty in duties]
    return edited(notes, f"{whose}：{'收藏' if wanted else '取消收藏'}", after)


def attached(notes: TownNotes, duty: DutyKey, files: Iterable[Attachment], whose: str) -> Edit:
    """The edit that puts files to a duty, each path once."""
    assignment = notes.assignment(duty)
    by_path = {each.path: each for each in (*assignment.attachments, *files)}
    after = replace(assignment, attachments=tuple(by_path.values()))
    return edited(notes, f"{whose}：添加附件", [after])


def detached(notes: TownNotes, duty: DutyKey, gone: Attachment, whose: str) -> Edit:
    """The edit that takes one file's reference off a duty; the file stays."""
    assignment = notes.assignment(duty)
    left = tuple(each for each in assignment.attachments if each != gone)
    return edited(notes, f"{whose}：移除附件", [replace(assignment, attachments=left)])


class _Made:
    """Offices and people that names typed for the first time make."""

    def __init__(self, notes: TownNotes) -> None:
        self._next = max((each.order for each in notes.offices.values()), default=0) + 1
        self._by_name: dict[tuple[bool, str], Key] = {}
        self.offices: list[Office] = []
        self.people: list[Person] = []

    def keys(self, named: Named, *, people: bool) -> tuple[Key, ...]:
        """A key for each name, new ones where nobody has it."""
        return tuple(
            key or self._key_of(name, people=people)
            for key, name in zip(named.known, named.names, strict=True)
        )

    def _key_of(self, name: str, *, people: bool) -> Key:
        key = self._by_name.get((people, name))
        if key is None:
            key = self._by_name[people, name] = new_key()
            if people:
                self.people.append(Person(key, without_blanks(name)))
            else:
                self.offices.append(Office(key, name, self._next + len(self.offices)))
        return key


def _read(roster: Roster, note: Note, text: str) -> Named:
    named = roster.read(text)
    if len(named.names) > 1 and not note.takes_several:
        raise TooManyNamesError(note)
    return named


def _with(
    assignment: Assignment,
    values: Mapping[Note, str | tuple[Key, ...]],
    adding: Collection[Note],
) -> Assignment:
    """An assignment with other values; the office that leads does not help too."""
    changes: dict[str, object] = {}
    for note, value in values.items():
        if isinstance(value, str):
            changes[note.value] = value
        elif note.takes_several:
            before = getattr(assignment, note.value) if note in adding else ()
            changes[note.value] = tuple(dict.fromkeys((*before, *value)))
        else:
            changes[note.value] = value[0] if value else None
    after = replace(assignment, **changes)  # type: ignore[arg-type]  # by name, each of its type
    return replace(after, helpers=tuple(key for key in after.helpers if key != after.office))
