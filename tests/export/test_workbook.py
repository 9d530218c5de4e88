import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.writer.excel import ExcelWriter

from duty_desktop.domain.duty import Duty, DutyList, Field, ListKind
from duty_desktop.domain.matrix import by_department
from duty_desktop.domain.office_text import CONTINUED, text_of_pieces, text_of_xml
from duty_desktop.domain.words import paragraphs, words
from duty_desktop.errors import OutputError
from duty_desktop.export.exported import Cancelled
from duty_desktop.export.measuring import line_count
from duty_desktop.export.selection import select
from duty_desktop.export.workbook import workbook
from duty_desktop.export.workbook_cells import MOST_CHARACTERS, MOST_LINES
from tests.export import hostile


def opened(duty_list: DutyList, duties: tuple[Duty, ...] | None = None) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(select(duty_list, duties)).data))


@pytest.fixture(scope="module")
def book(duty_list: DutyList) -> Any:
    return opened(duty_list)


Read = dict[tuple[ListKind, str], tuple[str, ...]]


def read(book: Any) -> Read:
    """Each duty's cells after its number, as whoever reads the three sheets puts them together."""
    cells: dict[tuple[ListKind, str], list[list[str]]] = {}
    for kind in ListKind:
        if kind.official_name not in book.sheetnames:
            continue
        for row in book[kind.official_name].iter_rows(min_row=3, values_only=True):
            serial, *others = (text_of_xml(str(value or "")) for value in row)
            rows = cells.setdefault((kind, serial.removesuffix(CONTINUED)), [])
            assert serial.endswith(CONTINUED) is bool(rows)
            rows.append(others)
    return {
        key: tuple(
            text_of_pieces(each for each in column if each or column == ("",) * len(column))
            if any(column)
            else ""
            for column in zip(*rows, strict=True)
        )
        for key, rows in cells.items()
    }


def expected(duty_list: DutyList) -> Read:
    return {
        (duty.kind, words(duty.cells[0])): tuple(
            "\n".join(paragraphs(cell)) for cell in duty.cells[1:]
        )
        for duty in duty_list.duties
    }


def test_every_word_of_every_duty_is_in_its_cell(book: Any, duty_list: DutyList) -> None:
    found = read(book)

    assert found == expected(duty_list)
    assert len(found) == 242
    for duty in duty_list.duties:
        cells = found[duty.kind, str(duty.serial)]
        assert [" ".join(cell.split("\n")) for cell in cells] == [
            words(cell) for cell in duty.cells[1:]
        ]


def test_a_sheet_has_its_title_and_headings_as_printed(book: Any, duty_list: DutyList) -> None:
    for kind in ListKind:
        sheet = book[kind.official_name]
        assert sheet["A1"].value == duty_list.titles[kind]
        assert tuple(cell.value for cell in sheet[2]) == duty_list.headings[kind]
        assert sheet.freeze_panes == ("A3" if kind is ListKind.BASIC else "D3")
        last = 2 + len(duty_list.of_kind(kind))
        assert sheet.auto_filter.ref == f"A2:{'CFD'[list(ListKind).index(kind)]}{last}"
        assert sheet.print_title_rows == "$1:$2"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert "&P" in sheet.oddFooter.center.text


def test_every_row_is_high_enough_for_its_words(book: Any) -> None:
    sheet = book[ListKind.COOPERATIVE.official_name]
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEF"]

    for row in sheet.iter_rows(min_row=3):
        lines = max(
            line_count(str(cell.value), width) for cell, width in zip(row, widths, strict=True)
        )
        assert lines <= MOST_LINES
        assert sheet.row_dimensions[row[0].row].height >= lines * 14
        assert all(cell.alignment.wrap_text for cell in row)


def test_departments_have_their_counts_and_their_duties(book: Any, duty_list: DutyList) -> None:
    rows = list(book["部门"].iter_rows(min_row=4, values_only=True))

    assert len(rows) == len(duty_list.departments)
    matrix = by_department(duty_list)
    for row, column, total in zip(rows, matrix.columns[1:], matrix.totals[1:], strict=True):
        assert row[1:4] == (column.name, column.short_name, total.duties)
        assert row[4] + row[5] == total.duties == len(row[7].split("\n"))
    police = next(row for row in rows if row[1] == "昌吉市公安局")
    assert "◆ 配合 21 文明养犬管理工作" in police[7].split("\n")


def test_the_matrix_has_every_mark_and_total(book: Any, duty_list: DutyList) -> None:
    sheet, matrix = book["责任矩阵"], by_department(duty_list)
    rows = list(sheet.iter_rows(min_row=4, values_only=True))

    assert len(rows) == 243
    for row, wanted in zip(rows, matrix.rows, strict=False):
        assert row[0] == wanted.duty.label
        assert row[3:-1] == tuple(cell.role.mark if cell else None for cell in wanted.cells)
        assert row[-1] == matrix.row_total(wanted).duties
    assert rows[-1][3:-1] == tuple(total.duties for total in matrix.totals)
    assert [cell.value for cell in sheet[3]][3:-1] == [each.short_name for each in matrix.columns]
    assert sheet["E3"].alignment.textRotation == 255
    assert sheet.freeze_panes == "D4"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$3", "$A:$C")
    assert all(mark in sheet["A2"].value for mark in "●○◆◇△")


def test_the_notes_say_where_it_is_from_and_what_is_odd(book: Any, duty_list: DutyList) -> None:
    text = "\n".join(
        str(value) for row in book["说明"].iter_rows(values_only=True) for value in row if value
    )

    assert duty_list.source_sha256 in text
    assert "配合 7、9、23、25、69、71、91" in text
    assert "2025年7月" in text
    assert "全部 242 项：基本 107 项、配合 101 项、收回 34 项" in text
    assert all(finding.message in text for finding in duty_list.findings)


def test_a_selection_has_its_lists_only_in_official_order(duty_list: DutyList) -> None:
    chosen = ("reclaimed-2", "cooperative-21", "reclaimed-1")
    book = opened(duty_list, tuple(map(duty_list.duty, chosen)))

    assert book.sheetnames == ["配合履职事项", "上级部门收回事项", "部门", "责任矩阵", "说明"]
    assert [serial for _, serial in read(book)] == ["21", "1", "2"]
    assert "选取 3 项（清单共 242 项）：配合 1 项、收回 2 项" in [
        cell.value for cell in book["说明"]["B"]
    ]


def test_basic_duties_alone_have_no_sheet_of_departments(duty_list: DutyList) -> None:
    book = opened(duty_list, duty_list.of_kind(ListKind.BASIC))

    assert book.sheetnames == ["基本履职事项", "责任矩阵", "说明"]


def parts(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name).decode("utf-8")


def test_no_word_is_ever_a_formula_or_anything_but_text() -> None:
    duty_list = hostile.formulas()
    data = workbook(select(duty_list)).data

    sheets = [text for name, text in parts(data) if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not any(re.search(r"<f[ >/]|t=\"(?:e|b|d|str)\"", text) for text in sheets)
    assert not any("externalLink" in name or "vba" in name.lower() for name, _ in parts(data))
    book = opened(duty_list)
    assert read(book) == expected(duty_list)
    for row in book[ListKind.COOPERATIVE.official_name].iter_rows(min_row=3, min_col=2):
        assert {cell.data_type for cell in row} == {"s"}
        assert [cell.quotePrefix for cell in row] == [
            cell.value[0] in "=+-@＝" or cell.value.startswith("'=") for cell in row
        ]


def test_control_characters_are_escaped_and_nothing_is_lost() -> None:
    duty_list = hostile.list_of(("类别", "名称", "大理市公安局", hostile.CONTROLS, "乙"))

    book = opened(duty_list)

    written = book[ListKind.COOPERATIVE.official_name]["E3"].value
    assert written == (
        "甲_x0000__x0001__x0008__x000B__x000C__x001F_\x7f_xFFFE__xFFFF_乙_x005F_x0001_"
    )
    assert read(book) == expected(duty_list)


def test_words_beyond_a_cell_go_on_below_and_are_told() -> None:
    duty_list = hostile.long()
    made = workbook(select(duty_list))
    book = opened(duty_list)

    assert len(hostile.LONG) > MOST_CHARACTERS
    assert read(book) == expected(duty_list)
    sheet = book[ListKind.COOPERATIVE.official_name]
    assert sheet["A4"].value == "1（续）"
    assert sheet["E4"].value.startswith("（续）")
    assert len(made.notes) == 2
    assert made.notes[0].startswith("配合 1“上级部门职责”超过")
    assert made.notes[1].startswith("配合 2“乡镇配合职责”超过")
    assert "\n".join(made.notes) in [cell.value for cell in book["说明"]["B"]]
    for cell in sheet["E"][2:]:
        assert line_count(cell.value or "", sheet.column_dimensions["E"].width) <= MOST_LINES


def test_the_same_list_gives_the_same_bytes(duty_list: DutyList) -> None:
    data = workbook(select(duty_list)).data

    assert workbook(select(duty_list, reversed(duty_list.duties))).data == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert properties.created == properties.modified
    assert (properties.created.year, properties.created.month) == (2025, 7)


def test_progress_is_told_and_an_unwanted_file_is_given_up(duty_list: DutyList) -> None:
    told: list[tuple[int, int]] = []

    workbook(select(duty_list), lambda done, total: told.append((done, total)))

    assert told[-1] == (484, 484)
    assert told == sorted(told)
    with pytest.raises(Cancelled):
        workbook(select(duty_list), cancelled=lambda: True)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=5, max_size=5))
def test_whatever_the_words_are_they_are_read_back(cells: list[str]) -> None:
    duty_list = hostile.list_of(tuple(cells))

    assert read(opened(duty_list)) == expected(duty_list)


def test_an_empty_cell_stays_empty() -> None:
    book = opened(hostile.list_of(("类别", "名称", "大理市公安局", "", "乙")))

    assert book[ListKind.COOPERATIVE.official_name]["E3"].value is None
    assert Field.SUPERIOR in ListKind.COOPERATIVE.fields


def test_a_name_beyond_a_row_is_cut_only_where_it_stands_again() -> None:
    duty_list = hostile.list_of(("类别", hostile.LONG, "大理市公安局", "甲", "乙"))
    book = opened(duty_list)

    assert read(book) == expected(duty_list)
    [name] = [
        row[2].value for row in book["责任矩阵"].iter_rows(min_row=4) if row[0].value == "配合 1"
    ]
    assert name.endswith("…")
    assert hostile.LONG.startswith(name[:-1])
    listed = [row[7] for row in book["部门"].iter_rows(min_row=4, values_only=True)]
    assert hostile.LONG in text_of_pieces(listed).replace("\n", "")


def test_no_room_for_temporary_files_is_a_sentence(
    duty_list: DutyList, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_writer: ExcelWriter) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ExcelWriter, "save", fail)

    with pytest.raises(OutputError, match="腾出空间"):
        workbook(select(duty_list, duty_list.duties[:1]))
