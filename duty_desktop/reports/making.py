"""From a print order to its document: the one door to everything that can be printed."""

import datetime
from collections.abc import Callable

from duty_desktop.domain import matrix as tables
from duty_desktop.domain.duty import DutyList
from duty_desktop.reports.booklet import booklet
from duty_desktop.reports.department import department_sheets
from duty_desktop.reports.document import Document
from duty_desktop.reports.duty_table import duty_table
from duty_desktop.reports.matrix import matrix
from duty_desktop.reports.order import OFFERS, DocumentKind, Look, PrintOrder
from duty_desktop.reports.sheet import sheets

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
    print or a face is missing, ``NotFoundError`` where a department is not in the list.
    """
    duties = duty_list.duties if order.duties is None else order.duties
    match order.kind:
        case DocumentKind.SHEETS:
            return sheets(
                duty_list,
                duties,
                printed_on,
                look=look_of(order) or Look.OFFICIAL,
                blocks=order.blocks,
                odd_start=order.odd_start,
                contents=order.contents,
                progress=progress,
                cancelled=cancelled,
            )
        case DocumentKind.LIST:
            return duty_table(
                duty_list,
                duties,
                printed_on,
                title=order.title,
                landscape=lies(order),
                progress=progress,
                cancelled=cancelled,
            )
        case DocumentKind.DEPARTMENTS:
            return department_sheets(
                duty_list, order.departments, printed_on, progress=progress, cancelled=cancelled
            )
        case DocumentKind.BOOKLET:
            return booklet(duty_list, printed_on, progress=progress, cancelled=cancelled)
        case _:
            return matrix(
                duty_list,
                _table(order, duty_list),
                printed_on,
                paper=order.size,
                landscape=lies(order),
                steps=order.steps,
                progress=progress,
                cancelled=cancelled,
            )


def lies(order: PrintOrder) -> bool:
    """Whether the pages lie, as asked for or as the document usually does."""
    turns = OFFERS[order.kind].turns
    return order.landscape if order.landscape in turns else turns[0]


def look_of(order: PrintOrder) -> Look | None:
    """The look, as asked for or as the document is usually printed; none where it has its own."""
    looks = OFFERS[order.kind].looks
    return order.look if order.look in looks else next(iter(looks), None)


def _table(
    order: PrintOrder, duty_list: DutyList
) -> tables.ResponsibilityMatrix | tables.CategoryMatrix:
    if order.kind is DocumentKind.CATEGORY_MATRIX:
        return tables.by_category(duty_list, order.duties)
    if order.kind is DocumentKind.OFFICE_MATRIX:
        return tables.by_office(duty_list, order.duties, order.offices)
    return tables.by_department(duty_list, order.duties, order.departments or None)
