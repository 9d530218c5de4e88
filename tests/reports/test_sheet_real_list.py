import datetime

import pytest

from duty_desktop.domain.duty import DutyList, Field, ListKind
from duty_desktop.domain.words import words
from duty_desktop.reports.document import Document
from duty_desktop.reports.faces import Face
from duty_desktop.reports.form import total
from duty_desktop.reports.sheet import laid_out, sheets
from duty_desktop.reports.sheet_page import FIRST_ROOM, FORM_WIDTH
from duty_desktop.reports.sheet_rows import SheetRows
from duty_desktop.reports.typesetting import Typesetter
from tests.reports import reading
from tests.reports.reading import squeezed


def test_every_duty_of_the_real_list_has_a_page(
    duty_list: DutyList, all_sheets: Document, all_texts: list[str]
) -> None:
    assert all_sheets.page_count == len(all_texts) == len(duty_list.duties) == 242
    assert all_sheets.missing == ()


OFFICIAL = frozenset(Field) - {Field.SERIAL}


def test_every_official_word_is_found_on_its_page(
    duty_list: DutyList, all_texts: list[str]
) -> None:
    lost = [
        (duty.id, field)
        for duty, text in zip(duty_list.duties, map(squeezed, all_texts), strict=True)
        for field in sorted(OFFICIAL)
        if squeezed(words(duty.cell(field))) not in text
    ]

    assert lost == []


def test_every_sheet_says_which_duty_it_is(duty_list: DutyList, all_texts: list[str]) -> None:
    for duty, text in zip(duty_list.duties, map(squeezed, all_texts), strict=True):
        assert "昌吉市三工镇履职事项单依据：昌吉市三工镇履职事项清单（2025年7月）" in text
        assert f"所属清单{duty.kind.official_name}编号{squeezed(duty.label)}事项" in text
        assert text.endswith(
            "昌吉市三工镇履职事项清单（2025年7月）第1页共1页打印日期：2025年7月1日"
        )


def test_every_note_on_the_source_is_printed(duty_list: DutyList, all_texts: list[str]) -> None:
    noted = 0
    for duty, text in zip(duty_list.duties, map(squeezed, all_texts), strict=True):
        spoken = [finding.message for finding in duty.findings if finding.in_words]
        noted += len(spoken)
        assert all(squeezed(message) in text for message in spoken)
        assert ("原文说明" in text) is bool(spoken)
    assert noted > 0


def test_every_reclaimed_sheet_says_who_takes_over(
    duty_list: DutyList, all_texts: list[str]
) -> None:
    reclaimed = [
        (duty, squeezed(text))
        for duty, text in zip(duty_list.duties, all_texts, strict=True)
        if duty.kind is ListKind.RECLAIMED
    ]

    assert len(reclaimed) == 34
    for duty, text in reclaimed:
        takers = "、".join(named.as_printed for named in duty.departments)
        assert takers
        assert f"本镇不再承担本事项，由{takers}承接。" in text


def test_no_extracted_line_breaks_the_rules_for_marks(all_texts: list[str]) -> None:
    lines = [line.strip() for text in all_texts for line in text.splitlines() if line.strip()]

    assert len(lines) > 3000
    assert [line for line in lines if line[0] in reading.STARTS_NO_LINE] == []
    assert [line for line in lines if line[-1] in reading.ENDS_NO_LINE] == []


@pytest.fixture(scope="module")
def all_pages(duty_list: DutyList, setter: Typesetter) -> list[reading.Pages]:
    """The rows of every sheet of the real list."""
    return [laid_out(setter, duty_list, duty) for duty in duty_list.duties]


def test_no_drawn_line_breaks_the_rules_for_marks(all_pages: list[reading.Pages]) -> None:
    lines = [
        reading.line_text(line)
        for row in reading.rows_in(all_pages)
        for cell in row.cells
        for line in cell.lines
    ]

    assert len(lines) > 4000
    assert [line for line in lines if line[0] in reading.STARTS_NO_LINE] == []
    assert [line for line in lines if line[-1] in reading.ENDS_NO_LINE] == []


def test_every_drawn_line_fits_its_cell_and_every_row_the_form(
    all_pages: list[reading.Pages], setter: Typesetter
) -> None:
    for row in reading.rows_in(all_pages):
        reading.assert_inside(row, setter)


def test_every_form_fits_its_page(all_pages: list[reading.Pages]) -> None:
    assert all(total(rows) <= FIRST_ROOM for pages in all_pages for rows in pages)


def test_type_is_no_smaller_than_it_must_be(
    duty_list: DutyList, all_pages: list[reading.Pages], setter: Typesetter
) -> None:
    sizes: list[float] = []
    for duty, pages in zip(duty_list.duties, all_pages, strict=True):
        basic = duty.kind is ListKind.BASIC
        [name] = reading.labelled(pages, "事项内容" if basic else "事项名称")
        size = name.cells[-1].lines[0].pieces[0].style.size
        sizes.append(size / (8 / 7 if basic else 1))
        for larger in (14.0, 12.0):
            if larger > sizes[-1] + 0.1:
                made = SheetRows(setter, duty_list, duty, FORM_WIDTH, larger)
                tried = [*made.head(), made.name(), *made.sides(), *made.notes()]
                assert total(tried) > FIRST_ROOM
    assert {round(size, 3) for size in sizes} == {14.0, 12.0, 10.5}


def test_bookmarks_carry_the_labels(duty_list: DutyList, all_sheets: Document) -> None:
    expected: list[tuple[int, str]] = []
    for duty in duty_list.duties:
        if duty.serial == 1:
            expected.append((0, duty.kind.official_name))
        expected.append((1, f"{duty.label}　{duty.name}"))

    found = reading.bookmarks(all_sheets.pdf)

    assert len(found) == len(expected) == 245
    for (level, title, _), (wanted_level, wanted) in zip(found, expected, strict=True):
        assert level == wanted_level
        assert title == wanted or (title[-1] == "…" and wanted.startswith(title[:-1]))
    assert [page for level, _, page in found if level] == list(range(242))


def test_every_font_in_the_file_is_embedded(all_sheets: Document) -> None:
    fonts = list(reading.fonts(all_sheets.pdf))

    assert {font["/BaseFont"].partition("+")[2] for font in fonts} == set(Face)
    for font in fonts:
        assert "/FontFile2" in font["/FontDescriptor"].get_object()
        assert "/ToUnicode" in font
    assert b"Helvetica" not in all_sheets.pdf


def test_the_same_list_and_day_are_the_same_bytes(
    duty_list: DutyList, all_sheets: Document, day: datetime.date
) -> None:
    assert sheets(duty_list, duty_list.duties, day) == all_sheets
