"""What an order cannot be printed with, known before anything is printed."""

from collections.abc import Iterator

from duty_desktop.domain.assigning import handlings
from duty_desktop.domain.assignment import TownNotes
from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.domain.handling_words import one_line, own_words
from duty_desktop.domain.words import words
from duty_desktop.reports.making import faces_for, look_of
from duty_desktop.reports.order import DocumentKind, Look, PrintOrder, SheetBlock
from duty_desktop.reports.roles import Role
from duty_desktop.reports.sheet_blocks import HANDLING_FIELDS, noted

_SET_IN = (Role.BODY, Role.KAI, Role.HEADING, Role.TITLE, Role.SONG)

_WHOLE_LIST = frozenset((DocumentKind.BOOKLET, DocumentKind.DEPARTMENTS))
_WITH_CELLS = frozenset((DocumentKind.SHEETS, *_WHOLE_LIST))
_OF_THE_TOWN = frozenset(
    (
        DocumentKind.OFFICES,
        DocumentKind.PEOPLE,
        DocumentKind.UNASSIGNED,
        DocumentKind.REPRINT,
    )
)
"""Documents that are always of the whole list, those that print the official cells, and those that
print what the town noted."""


def missing_in(order: PrintOrder, duty_list: DutyList) -> tuple[str, ...]:
    """The characters in what an order prints that no face has, each once.

    They are printed as a mark. Some may be told that are not printed after all: a department's
    sheets are looked through as if they were of all departments, a department's name as printed and
    as canonical. Nothing is laid out: for the whole list it takes some hundredths of a second once
    the faces are loaded. Raises ``PrintError`` where a bundled face is missing.
    """
    return faces_for(order).missing_characters(_printed(order, duty_list))


def stood_in(order: PrintOrder) -> tuple[Role, ...]:
    """The faces of official documents that this machine lacks and the order would be set in.

    None for a look that does not ask for them, and none where only the bundled faces are wanted.
    The booklet's pages are official in either look.
    Raises ``PrintError`` where a bundled face is missing.
    """
    official = look_of(order) is Look.OFFICIAL or order.kind is DocumentKind.BOOKLET
    if order.bundled_only or not official:
        return ()
    return faces_for(order).stood_in(_SET_IN)


def _printed(order: PrintOrder, duty_list: DutyList) -> Iterator[str]:
    """Every text that the order prints, in no particular order."""
    town = duty_list.town
    yield from (town.county, town.name, duty_list.full_title, order.title or "")
    yield from (*order.offices, *order.people)
    duties = duty_list.duties if order.duties is None else order.duties
    if order.kind in _WHOLE_LIST:
        duties = duty_list.duties
        yield from (town.region, town.prefecture, duty_list.title, *duty_list.titles.values())
    if order.kind in _OF_THE_TOWN:
        yield from map(one_line, _of_the_town(order, duty_list))
    if order.kind in _WITH_CELLS:
        yield from (heading for row in duty_list.headings.values() for heading in row)
    for duty in duties:
        yield from _words(order, duty)
        yield from _noted(order, duty)


def _words(order: PrintOrder, duty: Duty) -> Iterator[str]:
    """What the order prints of a duty."""
    yield from (duty.category_as_printed, duty.category)
    if order.kind is not DocumentKind.CATEGORY_MATRIX:
        yield duty.name
    if order.kind is not DocumentKind.OFFICE_MATRIX:
        for department in duty.departments:
            yield from (department.as_printed, department.name)
    if order.kind in _WITH_CELLS:
        yield from map(words, duty.cells)
    if order.kind is DocumentKind.SHEETS and SheetBlock.NOTES in order.blocks:
        yield from (finding.message for finding in duty.findings if finding.in_words)


def _of_the_town(order: PrintOrder, duty_list: DutyList) -> Iterator[str]:
    """What a document of the town's own prints of offices, people and who does what."""
    notes = order.notes or TownNotes()
    yield from (office.name for office in notes.offices.values())
    for person in notes.people.values():
        yield from (person.name, person.post, person.phone)
    by_duty = {**handlings(notes, duty_list.source_sha256), **(order.assignments or {})}
    for handling in by_duty.values():
        yield from (text for name in HANDLING_FIELDS for text in noted(handling, name))
        yield from own_words(handling)


def _noted(order: PrintOrder, duty: Duty) -> Iterator[str]:
    """What the order prints of the town's notes about a duty."""
    handling = (order.assignments or {}).get(duty.id)
    if handling is None:
        return
    if order.kind is DocumentKind.OFFICE_MATRIX and not order.offices:
        yield from (handling.office, *handling.helpers)
    elif order.kind is DocumentKind.SHEETS:
        if SheetBlock.HANDLING in order.blocks:
            for name in HANDLING_FIELDS:
                yield from noted(handling, name)
        if SheetBlock.OWN in order.blocks:
            yield from own_words(handling)
