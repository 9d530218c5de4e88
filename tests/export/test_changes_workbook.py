"""调整对照表 for Excel: every change and its words, every old duty's place, never a formula."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest

from duty_desktop.comparing.carrying import carried_over
from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.change_words import FIELDS, summary
from duty_desktop.domain.changes import Comparison
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.office_text import CONTINUED, text_of_pieces, text_of_xml
from duty_desktop.domain.words import words
from duty_desktop.export.changes_file import ChangesFormat, changes_file
from duty_desktop.export.exported import Cancelled
from duty_desktop.ingest.duty_list import read_duty_list
from tests import support
from tests.comparing.changes import changed_copy


def data_of(comparison: Comparison) -> bytes:
    return changes_file(comparison, carried_over(comparison), ChangesFormat.XLSX).data


def opened(comparison: Comparison) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data_of(comparison)))


def rows_of(book: Any, name: str, first: int) -> list[list[str]]:
    """The rows below the headings, what goes on in a row of its own put together again."""
    rows: list[list[list[str]]] = []
    for cells in book[name].iter_rows(min_row=first, values_only=True):
        texts = [text_of_xml(str(cell if cell is not None else "")) for cell in cells]
        if texts[0].endswith(CONTINUED):
            for column, text in zip(rows[-1], texts, strict=True):
                column.append(text)
        else:
            rows.append([[text] for text in texts])
    return [
        [
            column[0],
            *(text_of_pieces(tuple(filter(None, each))) if any(each) else "" for each in columns),
        ]
        for column, *columns in rows
    ]


@pytest.fixture(scope="module")
def comparison(duty_list: DutyList) -> Comparison:
    return compare(duty_list, read_duty_list(changed_copy(duty_list, 4).data))


def test_every_change_has_its_rows(comparison: Comparison) -> None:
    book = opened(comparison)
    rows = rows_of(book, "调整对照表", 5)

    assert summary(comparison) in book["调整对照表"]["A2"].value
    numbers = [row[0] for row in rows]
    count = len(comparison.changes) + len(comparison.renamings)
    assert list(dict.fromkeys(numbers)) == [str(number) for number in range(1, count + 1)]
    for number, change in enumerate(comparison.changes, 1):
        own = [row for row in rows if row[0] == str(number)]
        assert {row[1] for row in own} == {change.verdict.words}
        for duty in change.old:
            assert f"{duty.label} {duty.name}" in own[0][2].split("\n")
        for duty in change.new:
            assert f"{duty.label} {duty.name}" in own[0][3].split("\n")
        if change.fields:
            assert [row[4:7] for row in own] == [
                [FIELDS[each.field], each.old, each.new] for each in change.fields
            ]
        elif not (change.old and change.new):
            [duty] = change.old or change.new
            held = {text for row in own for text in row[5:7]}
            assert held - {""} == {words(each) for each in (*duty.cells[1:2], *duty.cells[3:])}


def test_every_old_duty_and_every_added_one_has_its_place(comparison: Comparison) -> None:
    rows = rows_of(opened(comparison), "编号对照", 3)

    assert [row[0] for row in rows[:242]] == [duty.label for duty in comparison.old.duties]
    assert {row[3] for row in rows[242:]} == {
        change.new[0].label for change in comparison.changes if not change.old
    }
    assert {row[2] for row in rows} == {
        "未变",
        "内容变化",
        "转列",
        "疑似拆分",
        "疑似合并",
        "取消",
        "新增",
    }


def test_equal_lists_say_so(duty_list: DutyList) -> None:
    sheet = opened(compare(duty_list, duty_list))["调整对照表"]

    assert sheet["A5"].value == "两份清单的 242 项事项内容和序号都相同。"


def test_nothing_is_taken_for_a_formula_or_a_link() -> None:
    said = ('=HYPERLINK("http://x","点")', "+1_x0041_<b>😀</b>")
    lists = [
        read_duty_list(support.document(basic=[("1", "@党建", text), ("2", "-a", "#N/A")]))
        for text in said
    ]
    data = data_of(compare(*lists))

    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    texts = {text_of_xml(cell.value) for cell in cells if isinstance(cell.value, str)}
    assert set(said) <= texts
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name)
            assert b"<hyperlink" not in archive.read(name)


def test_words_beyond_a_cell_go_on_in_the_next_row() -> None:
    long = "".join(f"第{n}条依法开展巡查检查；" for n in range(4000))
    lists = [read_duty_list(support.document(basic=[("1", "党建", text)])) for text in ("短", long)]
    comparison = compare(*lists)
    rows = rows_of(opened(comparison), "调整对照表", 5)

    held = {text for row in rows for text in row}
    assert f"基本 1 {long}" in held


def test_the_making_is_watched_and_given_up(comparison: Comparison) -> None:
    told: list[tuple[int, int]] = []
    carried = carried_over(comparison)
    changes_file(
        comparison, carried, ChangesFormat.XLSX, lambda done, total: told.append((done, total))
    )
    assert told[-1] == (len(comparison.changes) + 242,) * 2
    with pytest.raises(Cancelled):
        changes_file(comparison, carried, ChangesFormat.XLSX, cancelled=lambda: True)
