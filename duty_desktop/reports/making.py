"""From a print order to its document: the one door to everything that can be printed.

A document's modules are loaded when it is first made: whoever prints a sheet does not wait for the
booklet's.
"""

import datetime
from collections.abc import Callable

from duty_desktop.domain import matrix as tables
from duty_desktop.domain.assignment import TownNotes
from duty_desktop.domain.duty import DutyList
from duty_desktop.reports.document import Document
from duty_desktop.reports.faces import Faces, bundled, installed
from duty_desktop.reports.order import OFFERS, DocumentKind, Look, PaperSize, PrintOrder

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def make(
    order: PrintOrder,
    duty_list: DutyList,
    printed_on: datetime.date,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Document:
    """The document that ``order`` asks for.

    ``progress`` is told how much of all is done. ``cancelled`` is asked time and again; once it
    says yes, ``document.Cancelled`` is raised. Raises ``PrintError`` where there is nothing to
    print or a face is missing, ``NotFoundError`` where a department is not in the list, an
    office or somebody not in the notes.
    """
    duties = duty_list.duties if order.duties is None else order.duties
    faces = faces_for(order)
    look = look_of(order)
    match order.kind:
        case DocumentKind.SHEETS:
            from duty_desktop.reports.sheet import sheets

            return sheets(
                duty_list,
                duties,
                printed_on,
                look=look,
                blocks=order.blocks,
                assignments=order.assignments,
                odd_start=order.odd_start,
                contents=order.contents,
                faces=faces,
                progress=progress,
                cancelled=cancelled,
            )
        case DocumentKind.LIST:
            from duty_desktop.reports.duty_table import duty_table

            return duty_table(
                duty_list,
                duties,
                printed_on,
                title=order.title,
                landscape=lies(order),
                look=look,
                size=size_of(order),
                faces=faces,
                progress=progress,
                cancelled=cancelled,
            )
        case DocumentKind.DEPARTMENTS:
            from duty_desktop.reports.department import department_sheets

            return department_sheets(
                duty_list,
                order.departments,
                printed_on,
                look=look,
                faces=faces,
                progress=progress,
                cancelled=cancelled,
            )
        case DocumentKind.BOOKLET:
            from duty_desktop.reports.booklet import booklet

            return booklet(
                duty_list,
                printed_on,
                look=look,
                faces=faces,
                progress=progress,
                cancelled=cancelled,
            )
        case DocumentKind.OFFICES | DocumentKind.PEOPLE:
            return _town_sheets(order, duty_list, printed_on, progress, cancelled)
        case DocumentKind.UNASSIGNED | DocumentKind.REPRINT:
            return _town_list(order, duty_list, printed_on, progress, cancelled)
        case _:
            from duty_desktop.reports.matrix import matrix

            return matrix(
                duty_list,
                _table(order, duty_list),
                printed_on,
                paper=size_of(order),
                landscape=lies(order),
                steps=order.steps,
                faces=faces,
                progress=progress,
                cancelled=cancelled,
            )


def faces_for(order: PrintOrder) -> Faces:
    """The faces that an order is printed in; raises ``PrintError`` where a bundled one is gone."""
    return bundled() if order.bundled_only else installed()


def lies(order: PrintOrder) -> bool:
    """Whether the pages lie, as asked for or as the document usually does."""
    turns = OFFERS[order.kind].turns
    return order.landscape if order.landscape in turns else turns[0]


def look_of(order: PrintOrder) -> Look:
    """The look, as asked for or as the document is usually printed.

    A document with one look of its own is a working document.
    """
    looks = OFFERS[order.kind].looks or (Look.COMPACT,)
    return order.look if order.look in looks else looks[0]


def size_of(order: PrintOrder) -> PaperSize:
    """The paper, as asked for or as the document is usually printed on."""
    sizes = OFFERS[order.kind].sizes
    return order.size if order.size in sizes else sizes[0]


def _town_sheets(
    order: PrintOrder,
    duty_list: DutyList,
    printed_on: datetime.date,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Document:
    from duty_desktop.reports.town_sheets import office_sheets, person_sheets

    of_offices = order.kind is DocumentKind.OFFICES
    return (office_sheets if of_offices else person_sheets)(
        duty_list,
        order.notes or TownNotes(),
        order.offices if of_offices else order.people,
        printed_on,
        look=look_of(order),
        landscape=lies(order),
        faces=faces_for(order),
        progress=progress,
        cancelled=cancelled,
    )


def _town_list(
    order: PrintOrder,
    duty_list: DutyList,
    printed_on: datetime.date,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Document:
    from duty_desktop.reports.town_lists import reprint, unassigned

    look, faces = look_of(order), faces_for(order)
    if order.kind is DocumentKind.UNASSIGNED:
        return unassigned(
            duty_list,
            order.duties,
            order.notes or TownNotes(),
            printed_on,
            look=look,
            faces=faces,
            progress=progress,
            cancelled=cancelled,
        )
    return reprint(
        duty_list,
        duty_list.duties if order.duties is None else order.duties,
        order.assignments or {},
        printed_on,
        look=look,
        faces=faces,
        progress=progress,
        cancelled=cancelled,
    )


def _table(
    order: PrintOrder, duty_list: DutyList
) -> tables.ResponsibilityMatrix | tables.CategoryMatrix:
    if order.kind is DocumentKind.CATEGORY_MATRIX:
        return tables.by_category(duty_list, order.duties)
    if order.kind is DocumentKind.OFFICE_MATRIX:
        return tables.by_office(duty_list, order.duties, order.offices, order.assignments)
    return tables.by_department(duty_list, order.duties, order.departments or None)
