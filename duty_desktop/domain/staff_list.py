"""Offices and people as lines pasted from a spreadsheet: who is new, who is known already."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from duty_desktop.domain.assignment import (
    Edit,
    Key,
    Office,
    Person,
    Record,
    TownNotes,
    applied,
    edited,
    new_key,
)
from duty_desktop.domain.staff import clean, clean_name, next_place, office_meant

MOST_ROWS = 2000
"""Rows taken in at once: a county's offices together have fewer people."""

_FIELDS = ("name", "office", "post", "phone")
"""The columns, from left to right, where no heading says otherwise."""

_HEADINGS = {
    "name": ("姓名", "名字", "人员", "人员姓名"),
    "office": ("科室", "所在科室", "部门", "单位", "办公室", "站所", "责任科室", "科室名称"),
    "post": ("职务", "职位", "岗位", "职务职级"),
    "phone": ("电话", "手机", "手机号", "手机号码", "联系电话", "联系方式", "办公电话"),
}


class TooManyRowsError(ValueError):
    """More rows were pasted than are taken in at once."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What pasted lines lead to."""

    edit: Edit
    added: int = 0
    updated: int = 0
    """Who was known and is now told more of."""
    same: int = 0
    """Who was known as the line says."""
    nameless: tuple[int, ...] = ()
    """The numbers of the lines that name nobody, the first being 1; they are left out."""
    offices: int = 0
    """Offices that the lines of people name for the first time."""


def pasted_people(notes: TownNotes, text: str) -> Pasted:
    """The edit that adds the people of ``text``: 姓名, 科室, 职务, 电话 with tabs between them.

    A heading row may put the columns in another order. Whoever is known by name and office, or is
    the only one of the name where one side has no office, is told more of; what a line leaves
    empty stays. Raises ``TooManyRowsError``, and ``AmbiguousNameError`` for an office's name.
    """
    after, unseen = notes, dict(notes.people)
    added = updated = same = 0
    nameless = []
    said = set[tuple[str, ...]]()
    for number, row in _people(text):
        if not row["name"]:
            nameless.append(number)
            continue
        if tuple(row.values()) in said:
            same += 1
            continue
        said.add(tuple(row.values()))
        office = office_meant(after, row["office"])
        if office is not None:
            after = applied(after, edited(after, "", [office]))
        known = _known(unseen.values(), row["name"], office.key if office else None)
        if known is None:
            person = Person(new_key(), row["name"])
            added += 1
        else:
            person = unseen.pop(known.key)
        filled = replace(
            person,
            office=office.key if office else person.office,
            post=row["post"] or person.post,
            phone=row["phone"] or person.phone,
        )
        if known is not None:
            updated += filled != known
            same += filled == known
        after = applied(after, edited(after, "", [filled]))
    records: tuple[Record, ...] = (*after.offices.values(), *after.people.values())
    edit = edited(notes, f"粘贴人员（{added + updated}人）", records)
    offices = len(after.offices) - len(notes.offices)
    return Pasted(edit, added, updated, same, tuple(nameless), offices)


def pasted_offices(notes: TownNotes, text: str) -> Pasted:
    """The edit that adds the offices named in the first column of ``text``, each once."""
    known = {each.name for each in notes.offices.values()}
    names = [clean(row[0]) for _, row in _rows(text) if row]
    names = [name for name in dict.fromkeys(names) if name]
    if names and names[0] in (*_HEADINGS["office"], "名称"):
        del names[0]
    new = [name for name in names if name not in known]
    first = next_place(notes)
    offices = [Office(new_key(), name, first + place) for place, name in enumerate(new)]
    edit = edited(notes, f"粘贴科室（{len(new)}个）", offices)
    return Pasted(edit, len(new), 0, len(names) - len(new))


def lists_people(text: str) -> bool:
    """Whether the first line of ``text`` heads a list of people."""
    rows = _rows(next(iter(text.splitlines()), ""))
    return bool(rows) and _headed(rows[0][1]) is not None


def _people(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line's number and what it says, by field."""
    places = {field: place for place, field in enumerate(_FIELDS)}
    for number, row in _rows(text):
        headed = _headed(row) if number == 1 else None
        if headed:
            places = headed
            continue
        said = {
            field: clean(row[places[field]]) if places.get(field, len(row)) < len(row) else ""
            for field in _FIELDS
        }
        said["name"] = clean_name(said["name"])
        if any(said.values()):
            yield number, said


def _headed(row: Sequence[str]) -> dict[str, int] | None:
    """Where the fields stand, ``None`` where the row is no heading."""
    cells = ["".join(cell.split()) for cell in row]
    places = {
        field: place
        for field, words in _HEADINGS.items()
        for place, cell in enumerate(cells)
        if cell in words
    }
    return places if "name" in places else None


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows of a copied part of a spreadsheet, numbered; a cell in quotes may have lines."""
    # A quotation mark without its other would take all further lines into its cell.
    quoted = text.count('"') % 2 == 0
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t")) if quoted else None
    except csv.Error:
        rows = None
    if rows is None:
        rows = [line.split("\t") for line in text.splitlines()]
    if len(rows) > MOST_ROWS:
        raise TooManyRowsError(len(rows))
    return list(enumerate(rows, 1))


def _known(people: Iterable[Person], name: str, office: Key | None) -> Person | None:
    """Whom a line means among ``people``; nobody where it may mean several."""
    namesakes = [each for each in people if each.name == name]
    exact = [each for each in namesakes if each.office == office]
    meant = exact or [each for each in namesakes if each.office is None or office is None]
    return meant[0] if len(meant) == 1 else None
