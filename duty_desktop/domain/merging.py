"""A colleague's notes taken into the town's: only what is not noted here, and what differs.

Nothing that stands here is ever changed or taken away. A field that is empty here is filled; one
that says something else is told as a difference and stays. Favourites are everybody's own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace

from duty_desktop.domain.assignment import (
    Assignment,
    Edit,
    Key,
    Person,
    Record,
    TownNotes,
    applied,
    edited,
)
from duty_desktop.domain.record_words import CALLED, about, said
from duty_desktop.domain.unseen import seen


@dataclass(frozen=True, slots=True)
class Difference:
    """What is noted otherwise in the other notebook; what stands here stays."""

    record: Record
    """As it is here."""
    about: str
    """党政综合办, 张三, 配合 21"""
    what: str
    """The field's name: 承办人."""
    here: str
    there: str

    @property
    def words(self) -> str:
        """配合 21 的承办人：这里是“张三”，包里是“李四”."""
        here = f"是“{self.here}”" if self.here else "没有写"
        return f"{self.about} 的{self.what}：这里{here}，包里是“{self.there}”"


@dataclass(frozen=True, slots=True)
class Merging:
    """What is taken in, and what is not."""

    edit: Edit
    differences: tuple[Difference, ...]
    namesakes: tuple[str, ...]
    """Names of people who are taken in although there is somebody here who is called the same."""


def merged(here: TownNotes, there: TownNotes, title: Callable[[int], str]) -> Merging:
    """What becomes of ``here`` when ``there`` is taken in; the title is told the changes' number.

    Offices and people are the same by their key, or by their name where that leaves no doubt.
    """
    there = _seen(here, there)
    offices = _same_offices(here, there)
    people, namesakes = _same_people(here, there, offices)
    renamed = _Renaming(here, there, offices, people)
    wanted: list[Record] = []
    differences: list[Difference] = []
    for record in renamed.records():
        mine = here.like(record)
        if mine is None:
            wanted.append(record)
            continue
        filled = _filled(mine, record)
        if filled != mine:
            wanted.append(filled)
        differences += renamed.differences(filled, record)
    edit = edited(here, "", wanted)
    return Merging(
        Edit(title(len(edit.changes)), edit.changes), tuple(differences), tuple(namesakes)
    )


def _seen(here: TownNotes, there: TownNotes) -> TownNotes:
    """The other's notes without what nobody sees, unless it stands here as well."""
    records = [each if here.like(each) == each else seen(each) for each in there.records]
    return applied(TownNotes(), edited(TownNotes(), "", records))


def _same_offices(here: TownNotes, there: TownNotes) -> Mapping[Key, Key]:
    """What an office of ``there`` is known by here."""
    same = {key: key for key in there.offices}
    by_name: dict[str, Key] = {}
    for office in here.offices.values():
        if office.key not in there.offices:
            by_name.setdefault(office.name.strip(), office.key)
    for office in there.offices.values():
        if office.key not in here.offices:
            same[office.key] = by_name.pop(office.name.strip(), office.key)
    return same


def _same_people(
    here: TownNotes, there: TownNotes, offices: Mapping[Key, Key]
) -> tuple[Mapping[Key, Key], list[str]]:
    """What somebody of ``there`` is known by here, and who only has somebody's name."""
    same = {key: key for key in there.people}
    mine = _by_name(each for key, each in here.people.items() if key not in there.people)
    theirs = _by_name(each for key, each in there.people.items() if key not in here.people)
    names = {each.name.strip() for each in here.people.values()}
    namesakes = []
    for name, people in theirs.items():
        for person in people:
            office = offices[person.office] if person.office else None
            found = _the_same(replace(person, office=office), mine[name], people)
            if found is not None:
                same[person.key] = found.key
            elif name in names:
                namesakes.append(person.name)
    return same, namesakes


def _by_name(people: Iterable[Person]) -> defaultdict[str, list[Person]]:
    named: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        named[person.name.strip()].append(person)
    return named


def _the_same(other: Person, mine: list[Person], theirs: list[Person]) -> Person | None:
    """Whom of ``mine`` somebody of ``theirs`` is, all of one name; ``None`` where it is not sure.

    Where there is one on both sides, only two different offices speak against it; of several, the
    phone tells who is who.
    """
    if len(mine) == len(theirs) == 1:
        apart = mine[0].office and other.office and mine[0].office != other.office
        if not apart or _phone_of(mine, other.phone):
            return mine[0]
        return None
    found = _phone_of(mine, other.phone)
    return found if _phone_of(theirs, other.phone) else None


def _phone_of(people: list[Person], phone: str) -> Person | None:
    """The only one who has this phone."""
    having = [each for each in people if phone and each.phone == phone]
    return having[0] if len(having) == 1 else None


class _Renaming:
    """The other notebook's records, under the keys that they have here."""

    def __init__(
        self,
        here: TownNotes,
        there: TownNotes,
        offices: Mapping[Key, Key],
        people: Mapping[Key, Key],
    ) -> None:
        self._there = there
        self._offices = offices
        self._people = people
        self._office_names = {offices[key]: each.name for key, each in there.offices.items()}
        self._office_names |= {key: each.name for key, each in here.offices.items()}
        self._people_names = {people[key]: each.name for key, each in there.people.items()}
        self._people_names |= {key: each.name for key, each in here.people.items()}

    def records(self) -> Iterator[Record]:
        """All of them, offices first; assignments without their mark as a favourite."""
        for office in self._there.offices.values():
            yield replace(office, key=self._offices[office.key])
        for person in self._there.people.values():
            lead = self._offices[person.office] if person.office else None
            yield replace(person, key=self._people[person.key], office=lead)
        for each in self._there.assignments.values():
            plain = replace(
                each,
                leader=self._people[each.leader] if each.leader else None,
                office=self._offices[each.office] if each.office else None,
                helpers=tuple(self._offices[key] for key in each.helpers),
                handlers=tuple(self._people[key] for key in each.handlers),
                favourite=False,
            )
            if not plain.is_blank:
                yield plain

    def differences(self, here: Record, there: Record) -> Iterator[Difference]:
        """What the other says otherwise; where it says nothing it does not differ."""
        for field in fields(here):
            what = CALLED[type(here)].get(field.name)
            mine, other = getattr(here, field.name), getattr(there, field.name)
            if what and other and other != mine:
                names = (self._office_names, self._people_names)
                words = [said(field.name, value, *names) for value in (mine, other)]
                yield Difference(here, about(here), what, *words)


def _filled(mine: Record, other: Record) -> Record:
    """What stands here, with what only the other says."""
    match mine, other:
        case Person(), Person():
            return replace(
                mine,
                office=mine.office or other.office,
                post=mine.post or other.post,
                phone=mine.phone or other.phone,
            )
        case Assignment(), Assignment():
            return _filled_assignment(mine, other)
    return mine


def _filled_assignment(mine: Assignment, other: Assignment) -> Assignment:
    office = mine.office
    if office is None and other.office not in mine.helpers:
        office = other.office
    # Who helps is said of who leads, and whose phone it is of who handles: never half of it.
    same_lead = office == other.office
    helpers = mine.helpers or (other.helpers if same_lead else ())
    handlers = mine.handlers or other.handlers
    phone = mine.phone or (other.phone if handlers == other.handlers else "")
    return replace(
        mine,
        leader=mine.leader or other.leader,
        office=office,
        helpers=helpers,
        handlers=handlers,
        phone=phone,
        deadline=mine.deadline or other.deadline,
        basis=mine.basis or other.basis,
        remark=mine.remark or other.remark,
        attachments=mine.attachments or other.attachments,
    )
