"""The list and a department's sheet in both looks, on every paper that is offered."""

import datetime
import itertools
import re

import pytest

from duty_desktop.domain.duty import DutyList
from duty_desktop.reports.canvas import A3, A4, MM
from duty_desktop.reports.department import department_sheets
from duty_desktop.reports.document import Document
from duty_desktop.reports.duty_table import duty_table
from duty_desktop.reports.order import OFFERS, DocumentKind, Look, PaperSize
from tests.reports import reading, tables
from tests.reports.reading import squeezed

FORMS = list(
    itertools.product(
        OFFERS[DocumentKind.LIST].looks,
        OFFERS[DocumentKind.LIST].sizes,
        OFFERS[DocumentKind.LIST].turns,
    )
)


@pytest.fixture(scope="module", params=FORMS, ids=lambda form: "-".join(map(str, form)))
def form(request: pytest.FixtureRequest) -> tuple[Look, PaperSize, bool]:
    found: tuple[Look, PaperSize, bool] = request.param
    return found


@pytest.fixture(scope="module")
def made(duty_list: DutyList, day: datetime.date, form: tuple[Look, PaperSize, bool]) -> Document:
    look, size, landscape = form
    return duty_table(duty_list, duty_list.duties, day, landscape=landscape, look=look, size=size)


def test_every_duty_has_its_row(duty_list: DutyList, made: Document) -> None:
    pages = [squeezed(text) for text in reading.page_texts(made.pdf)]

    at = 0
    for duty in duty_list.duties:
        begun = squeezed(duty.label + duty.name[:8])
        at += next(more for more, text in enumerate(pages[at:]) if begun in text)
        departments = "、".join(named.as_printed for named in duty.departments)
        for words in (duty.name, duty.category_as_printed, departments):
            assert tables.lost(squeezed(words), pages[at : at + 2]) == ""
    assert sum(text.count("打印日期：2025年7月1日") for text in pages) >= 1


def test_lines_keep_the_rules_and_fonts_are_embedded(made: Document) -> None:
    tables.assert_marks_stand_right(reading.page_texts(made.pdf))
    assert made.missing == ()
    assert all("/FontFile2" in f["/FontDescriptor"].get_object() for f in reading.fonts(made.pdf))


def test_pages_are_numbered_in_the_manner_of_their_look(
    made: Document, form: tuple[Look, PaperSize, bool]
) -> None:
    texts = [squeezed(text) for text in reading.page_texts(made.pdf)]
    for number, text in enumerate(texts, start=1):
        if form[0] is Look.OFFICIAL:
            assert re.findall("—[0-9]+—", text) == [f"—{number}—"]
            assert "第" not in text[-12:]
        else:
            assert f"第{number}页共{len(texts)}页" in text


def test_tables_stand_inside_the_margins(
    made: Document, form: tuple[Look, PaperSize, bool]
) -> None:
    look, size, landscape = form
    paper = A3 if size == "A3" else A4
    width, height = reversed(paper) if landscape else paper
    for number in range(1, made.page_count + 1):
        _, _, found = reading.places(made.pdf, number - 1)
        assert found == pytest.approx((width, height), abs=0.01)
        left, bottom, right, top = margins(look, size, number, landscape=landscape)
        frames = [
            tuple(map(float, operands))
            for operands, operator in reading.operations(made.pdf, number - 1)
            if operator == b"re" and len(operands) == 4
        ]
        assert frames
        for x, y, wide, tall in frames:
            assert x == pytest.approx(left * MM, abs=0.01)
            assert x + wide == pytest.approx(width - right * MM, abs=0.01)
            assert y >= bottom * MM - 0.01
            assert y + tall <= height - top * MM + 0.01


def margins(
    look: Look, size: PaperSize, number: int, *, landscape: bool
) -> tuple[float, float, float, float]:
    """Left, bottom, right and upper margins in mm of a page as it is read."""
    turned = landscape and size == "A4"
    if look is Look.COMPACT:
        return (18, 23, 18, 24) if turned else (24, 23, 18, 18)
    odd = number % 2 == 1
    if turned:
        # The table's head is at the binding on odd pages, at the cut edge on even ones (§8).
        return (35, 26, 37, 28) if odd else (35, 28, 37, 26)
    return (28, 35, 26, 37) if odd else (26, 35, 28, 37)


def test_a_long_line_of_facts_is_set_on_two_lines(duty_list: DutyList, day: datetime.date) -> None:
    whole = duty_table(duty_list, duty_list.duties, day, look=Look.OFFICIAL)
    few = duty_table(duty_list, duty_list.duties[:3], day, look=Look.OFFICIAL)

    facts = "共 242 项：基本履职事项 107 项、配合履职事项 101 项、上级部门收回事项 34 项"
    assert [facts, "打印日期：2025年7月1日"] == reading.page_texts(whole.pdf)[0].splitlines()[1:3]
    assert "3 项　　打印日期：2025年7月1日" in reading.page_texts(few.pdf)[0]


def test_official_sheets_of_departments_have_official_pages(
    duty_list: DutyList, day: datetime.date
) -> None:
    document = department_sheets(duty_list, ["昌吉市公安局"], day, look=Look.OFFICIAL)

    texts = [squeezed(text) for text in reading.page_texts(document.pdf)]
    assert texts[0].startswith("昌吉市三工镇部门履职事项单昌吉市公安局依据：")
    assert "打印日期：2025年7月1日" in texts[0]
    for number, text in enumerate(texts, start=1):
        assert text.endswith(f"—{number}—")
        left = (28 if number % 2 else 26) * MM
        frames = [
            tuple(map(float, operands))
            for operands, operator in reading.operations(document.pdf, number - 1)
            if operator == b"re" and len(operands) == 4
        ]
        for x, y, wide, _ in frames:
            assert (x, wide) == pytest.approx((left, 156 * MM), abs=0.01)
            assert y >= 35 * MM - 0.01
