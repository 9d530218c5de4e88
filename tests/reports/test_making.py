"""One door to every document: an order in, its pages out."""

import datetime

import pytest

from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.matrix import by_department
from duty_desktop.errors import PrintError
from duty_desktop.reports.booklet import booklet
from duty_desktop.reports.department import department_sheets
from duty_desktop.reports.duty_table import duty_table
from duty_desktop.reports.making import lies, make
from duty_desktop.reports.matrix import matrix
from duty_desktop.reports.order import OFFERS, DocumentKind, PrintOrder
from duty_desktop.reports.sheet import sheets

DAY = datetime.date(2026, 1, 31)
POLICE = "昌吉市公安局"


def test_every_document_has_an_offer() -> None:
    assert set(OFFERS) == set(DocumentKind)


def test_each_order_makes_its_own_document(duty_list: DutyList) -> None:
    few = duty_list.duties[:3]
    assert make(PrintOrder(DocumentKind.SHEETS, few), duty_list, DAY) == sheets(duty_list, few, DAY)
    assert make(PrintOrder(DocumentKind.LIST, few, landscape=True), duty_list, DAY) == duty_table(
        duty_list, few, DAY, landscape=True
    )
    assert make(
        PrintOrder(DocumentKind.DEPARTMENTS, departments=(POLICE,)), duty_list, DAY
    ) == department_sheets(duty_list, [POLICE], DAY)
    wall = PrintOrder(DocumentKind.DEPARTMENT_MATRIX, size="A3", steps=True, departments=(POLICE,))
    assert make(wall, duty_list, DAY) == matrix(
        duty_list, by_department(duty_list, None, [POLICE]), DAY, paper="A3", steps=True
    )
    assert make(PrintOrder(DocumentKind.BOOKLET), duty_list, DAY) == booklet(duty_list, DAY)


@pytest.mark.parametrize("kind", [DocumentKind.CATEGORY_MATRIX, DocumentKind.OFFICE_MATRIX])
def test_tables_of_the_whole_list_come_out(duty_list: DutyList, kind: DocumentKind) -> None:
    assert make(PrintOrder(kind, offices=("", "")), duty_list, DAY).page_count > 0


def test_a_document_lies_as_it_usually_does_unless_it_is_told() -> None:
    assert lies(PrintOrder(DocumentKind.DEPARTMENT_MATRIX))
    assert not lies(PrintOrder(DocumentKind.DEPARTMENT_MATRIX, landscape=False))
    assert not lies(PrintOrder(DocumentKind.LIST))
    assert not lies(PrintOrder(DocumentKind.BOOKLET, landscape=True))


def test_nothing_chosen_is_said_in_a_sentence(duty_list: DutyList) -> None:
    with pytest.raises(PrintError, match="没有要打印的事项"):
        make(PrintOrder(DocumentKind.SHEETS, ()), duty_list, DAY)
