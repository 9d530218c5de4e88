import datetime
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from duty_desktop.domain.duty import Duty, DutyList, Field, ListKind
from duty_desktop.domain.words import words
from duty_desktop.reports.document import Document
from duty_desktop.reports.faces import Face
from duty_desktop.reports.form import total
from duty_desktop.reports.order import Look
from duty_desktop.reports.sheet import laid_out, sheets
from duty_desktop.reports.sheet_style import STYLES
from duty_desktop.reports.typesetting import Typesetter
from tests.reports import reading
from tests.reports.reading import squeezed

OFFICIAL = frozenset(Field) - {Field.SERIAL}

NUMBER = re.compile("— [0-9]+ —")
FOOT = re.compile(
    "—[0-9]+—|昌吉市三工镇履职事项清单（2025年7月）第[0-9]+页共[0-9]+页打印日期：2025年7月1日"
)


def test_every_duty_of_the_real_list_has_a_sheet(
    duty_list: DutyList, all_sheets: Document, all_texts: list[list[str]], look: Look
) -> None:
    assert len(all_texts) == len(duty_list.duties) == 242
    assert all_sheets.page_count == sum(map(len, all_texts))
    assert all_sheets.missing == ()
    longest = max(map(len, all_texts))
    assert (longest > 1) is (look is Look.OFFICIAL)
    assert longest <= 3


def running(duty_list: DutyList, duty: Duty, pages: list[str]) -> str:
    """A sheet's text without what stands at the foot of pages and is repeated at their heads."""
    headings = dict(zip(duty.kind.fields, duty_list.headings[duty.kind], strict=True))
    name = "事项内容" if duty.kind is ListKind.BASIC else headings[Field.NAME]
    head = (
        f"履职事项单（续）所属清单{duty.kind.official_name}编号{duty.label}"
        f"{headings[Field.CATEGORY]}{duty.category_as_printed}{name}{duty.name}"
    )
    labels = "|".join(map(re.escape, headings.values()))
    repeated = re.compile(re.escape(squeezed(head)) + f"(({labels})（续）)?")
    texts = [FOOT.sub("", squeezed(page)) for page in pages]
    for page in texts[1:]:
        assert repeated.match(page)
    return "".join([texts[0], *(repeated.sub("", page, count=1) for page in texts[1:])])


def test_every_official_word_is_found_in_its_order(
    duty_list: DutyList, all_texts: list[list[str]]
) -> None:
    lost = [
        (duty.id, field)
        for duty, pages in zip(duty_list.duties, all_texts, strict=True)
        for field in sorted(OFFICIAL)
        if squeezed(words(duty.cell(field))) not in running(duty_list, duty, pages)
    ]

    assert lost == []


def test_every_sheet_says_which_duty_it_is(
    duty_list: DutyList, all_texts: list[list[str]], look: Look
) -> None:
    source = "依据：昌吉市三工镇履职事项清单（2025年7月）"
    for duty, pages in zip(duty_list.duties, all_texts, strict=True):
        first, last = squeezed(pages[0]), squeezed(pages[-1])
        assert f"所属清单{duty.kind.official_name}编号{squeezed(duty.label)}事项" in first
        assert f"昌吉市三工镇履职事项单{source}" in first
        if look is Look.OFFICIAL:
            assert f"{source}打印日期：2025年7月1日所属清单" in first
            assert last.endswith(f"—{len(pages)}—")
        else:
            assert last.endswith("（2025年7月）第1页共1页打印日期：2025年7月1日")


def test_every_note_on_the_source_is_printed(
    duty_list: DutyList, all_texts: list[list[str]]
) -> None:
    noted = 0
    for duty, pages in zip(duty_list.duties, all_texts, strict=True):
        text = running(duty_list, duty, pages)
        spoken = [finding.message for finding in duty.findings if finding.in_words]
        noted += len(spoken)
        assert all(squeezed(message) in text for message in spoken)
        assert ("原文说明" in text) is bool(spoken)
    assert noted > 0


def test_every_reclaimed_sheet_says_who_takes_over(
    duty_list: DutyList, all_texts: list[list[str]]
) -> None:
    reclaimed = [
        (duty, running(duty_list, duty, pages))
        for duty, pages in zip(duty_list.duties, all_texts, strict=True)
        if duty.kind is ListKind.RECLAIMED
    ]

    assert len(reclaimed) == 34
    for duty, text in reclaimed:
        takers = "、".join(named.as_printed for named in duty.departments)
        assert takers
        assert f"本镇不再承担本事项，由{takers}承接。" in text


def test_no_extracted_line_breaks_the_rules_for_marks(all_texts: list[list[str]]) -> None:
    pages = (text for texts in all_texts for text in texts)
    lines = [line.strip() for text in pages for line in text.splitlines() if line.strip()]
    lines = [line for line in lines if not NUMBER.fullmatch(line)]

    assert len(lines) > 3000
    assert [line for line in lines if line[0] in reading.STARTS_NO_LINE] == []
    assert [line for line in lines if line[-1] in reading.ENDS_NO_LINE] == []


@pytest.fixture(scope="module")
def all_pages(duty_list: DutyList, setter: Typesetter, look: Look) -> list[reading.Pages]:
    """The rows of every sheet of the real list."""
    return [laid_out(setter, duty_list, duty, look=look) for duty in duty_list.duties]


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
    all_pages: list[reading.Pages], setter: Typesetter, look: Look
) -> None:
    for row in reading.rows_in(all_pages):
        reading.assert_inside(row, setter, STYLES[look].width)


def test_every_form_fits_its_page(all_pages: list[reading.Pages], look: Look) -> None:
    style = STYLES[look]
    assert all(total(pages[0]) <= style.first_room for pages in all_pages)
    assert all(total(rows) <= style.later_room for pages in all_pages for rows in pages[1:])


def test_official_words_have_the_size_of_the_look(
    all_pages: list[reading.Pages], look: Look
) -> None:
    sides = ("上级部门职责", "乡镇配合职责", "承接部门及工作方式", "事项内容")
    sizes = {
        piece.style.size
        for pages in all_pages
        for label in sides
        for row in reading.labelled(pages, label)
        for line in row.cells[-1].lines
        for piece in line.pieces
    }

    assert sizes == ({15.75} if look is Look.OFFICIAL else {10.5, 12.0})


def test_bookmarks_carry_the_labels(
    duty_list: DutyList, all_sheets: Document, all_texts: list[list[str]]
) -> None:
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
    for duty, pages in zip(duty_list.duties, all_texts, strict=True):
        assert f"编号{squeezed(duty.label)}" in squeezed(pages[0])


def test_every_font_in_the_file_is_embedded(all_sheets: Document) -> None:
    fonts = list(reading.fonts(all_sheets.pdf))

    assert {font["/BaseFont"].partition("+")[2] for font in fonts} == set(Face)
    for font in fonts:
        assert "/FontFile2" in font["/FontDescriptor"].get_object()
        assert "/ToUnicode" in font
    assert b"Helvetica" not in all_sheets.pdf


def test_the_same_list_and_day_are_the_same_bytes(
    duty_list: DutyList, all_sheets: Document, day: datetime.date, look: Look
) -> None:
    assert sheets(duty_list, duty_list.duties, day, look=look) == all_sheets


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(all_sheets: Document, tmp_path: Path) -> None:
    path = tmp_path / "sheets.pdf"
    path.write_bytes(all_sheets.pdf)

    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)

    assert checked.returncode == 0, checked.stderr
