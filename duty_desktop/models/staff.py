"""The town's offices and people as rows of a table."""

from collections import Counter

from duty_desktop.domain.assignment import TownNotes
from duty_desktop.domain.roster import people_of
from duty_desktop.models.text_table import TextColumn, TextRow

OFFICE_COLUMNS = (
    TextColumn("名称", 9, "name", stretches=True),
    TextColumn("主责", 3.2, number=True),
    TextColumn("协办", 3.2, number=True),
    TextColumn("人数", 3.2, number=True),
)

PEOPLE_COLUMNS = (
    TextColumn("姓名", 5.5, "name"),
    TextColumn("科室", 8, "office", stretches=True),
    TextColumn("职务", 5.5, "post"),
    TextColumn("电话", 7.5, "phone"),
    TextColumn("分管", 3.2, number=True),
    TextColumn("承办", 3.2, number=True),
)


def office_rows(notes: TownNotes, list_key: str) -> list[TextRow]:
    """A row for each office, in the town's order: with how many duties of a list it has."""
    leads, helps = Counter[str | None](), Counter[str]()
    for each in notes.assignments.values():
        if each.list_key == list_key:
            leads[each.office] += 1
            helps.update(each.helpers)
    people = Counter(person.office for person in notes.people.values())
    return [
        TextRow(
            (each.name, str(leads[each.key]), str(helps[each.key]), str(people[each.key])),
            each.key,
        )
        for each in notes.ordered_offices
    ]


def people_rows(notes: TownNotes, list_key: str) -> list[TextRow]:
    """A row for each person, office by office: with how many duties of a list are theirs."""
    leads, handles = Counter[str | None](), Counter[str]()
    for each in notes.assignments.values():
        if each.list_key == list_key:
            leads[each.leader] += 1
            handles.update(each.handlers)
    rows = []
    for key in people_of(notes).labels:
        person = notes.people[key]
        office = notes.offices[person.office].name if person.office else ""
        texts = (person.name, office, person.post, person.phone)
        rows.append(TextRow((*texts, str(leads[key]), str(handles[key])), key))
    return rows
