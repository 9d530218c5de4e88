"""What readers make of the things that offices do in Excel, Word and text files."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from duty_desktop.ingest.grid import GridRow
from duty_desktop.ingest.list_file import read_list_file
from duty_desktop.ingest.watching import Watch
from tests.fixtures import make_lists
from tests.ingest.test_damaged_lists import part

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def rows_of(tmp_path: Path, name: str, data: bytes) -> list[GridRow]:
    path = tmp_path / name
    path.write_bytes(data)
    return [row for grid in read_list_file(path, Watch()).grids for row in grid.rows]


def cells_of(tmp_path: Path, name: str, data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in rows_of(tmp_path, name, data)]


def test_numbers_dates_and_formulas_read_as_they_show(tmp_path: Path) -> None:
    def dress(book: Any) -> None:
        sheet = book.active
        sheet["A1"] = 3.0
        sheet["B1"] = datetime.date(2026, 3, 1)
        sheet["C1"] = "=1+1"
        sheet["D1"] = "甲\n乙"
        sheet["E1"] = True

    data = make_lists.xlsx([("表", [("1",)], ())], dress)

    assert cells_of(tmp_path, "a.xlsx", data) == [("3", "2026年3月1日", "", "甲\n乙", "1")]


def sheet(body: str) -> bytes:
    whole = f"<worksheet><sheetData>{body}</sheetData></worksheet>".encode()
    return part(
        make_lists.xlsx([("表", [("1",)], ())]), "xl/worksheets/sheet1.xml", lambda _: whole
    )


def test_readings_are_passed_over_and_escapes_read(tmp_path: Path) -> None:
    body = (
        '<row><c t="inlineStr"><is><r><t>三</t></r><r><t>工镇</t></r><rPh><t>sān</t></rPh></is></c>'
        '<c t="inlineStr"><is><t>甲_x000A_乙</t></is></c><c t="str"><f>B1</f><v>丙</v></c></row>'
    )

    assert cells_of(tmp_path, "a.xlsx", sheet(body)) == [("三工镇", "甲\n乙", "丙")]


def test_merged_cells_are_filled_downwards_and_marked(tmp_path: Path) -> None:
    data = make_lists.xlsx(
        [("表", [("甲", "乙"), ("", "丙"), ("", "丁"), ("戊", "己")], ("A1:A3",))]
    )

    rows = rows_of(tmp_path, "a.xlsx", data)

    assert [row.cells for row in rows] == [("甲", "乙"), ("甲", "丙"), ("甲", "丁"), ("戊", "己")]
    assert [sorted(row.filled) for row in rows] == [[], [0], [0], []]
    assert rows[2].place == "第 3 行"


def document(body: str) -> bytes:
    whole = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode()
    return part(make_lists.docx(["甲"]), "word/document.xml", lambda _: whole)


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def cell(*paragraphs: str, properties: str = "") -> str:
    body = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_deleted_words_and_rows_are_passed_over(tmp_path: Path) -> None:
    deleted = f"<w:del>{run('旧')}<w:r><w:delText>旧</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{run('新')}</w:ins>"
    gone = f"<w:trPr><w:del/></w:trPr>{cell(run('去'))}"
    data = document(table(cell(run("甲") + deleted + inserted), gone))

    assert cells_of(tmp_path, "a.docx", data) == [("甲新",)]


def test_paragraphs_breaks_and_inner_tables_of_a_cell_are_lines(tmp_path: Path) -> None:
    broken = "<w:r><w:t>丙</w:t><w:br/><w:t>丁</w:t></w:r>"
    inner = f"<w:tc>{table(cell(run('戊')))}<w:p/></w:tc>"
    data = document(table(cell(run("甲"), run("乙")) + cell(broken) + inner))

    assert cells_of(tmp_path, "a.docx", data) == [("甲\n乙", "丙\n丁", "戊")]


def test_rows_that_cross_each_others_lines_stand_in_their_columns(tmp_path: Path) -> None:
    wide = '<w:gridSpan w:val="2"/>'
    header = cell(run("序号")) + cell(run("事项名称"), properties=wide) + cell(run("备注"))
    crossing = cell(run("1")) + cell(run("甲")) + cell(run("乙"), properties=wide)
    apart = cell(run("2")) + cell(run("丙")) + cell(run("丁")) + cell(run("戊"))

    assert cells_of(tmp_path, "a.docx", document(table(header, crossing))) == [
        ("序号", "事项名称", "备注"),
        ("1", "甲", "乙"),
    ]
    assert cells_of(tmp_path, "a.docx", document(table(header, apart))) == [
        ("序号", "事项名称", "", "备注"),
        ("2", "丙", "丁", "戊"),
    ]


NUMBERING = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>'


def test_numbers_that_word_shows_by_itself_are_counted_and_told(tmp_path: Path) -> None:
    rows = [cell(NUMBERING) + cell(run(name)) for name in "甲乙"]
    listed = cell(NUMBERING) + cell(NUMBERING + run("丙"))

    found = rows_of(tmp_path, "a.docx", document(table(*rows, listed)))

    assert [row.cells for row in found] == [("1", "甲"), ("2", "乙"), ("3", "丙")]
    assert [bool(row.note) for row in found] == [False, False, True]


def test_lines_and_tables_stand_in_order_with_their_places(tmp_path: Path) -> None:
    data = document(f"<w:p>{run('题')}</w:p><w:p/>{table(cell(run('甲')))}<w:p>{run('注')}</w:p>")

    assert [(row.place, row.cells) for row in rows_of(tmp_path, "a.docx", data)] == [
        ("正文第 1 段", ("题",)),
        ("第 1 个表格第 1 行", ("甲",)),
        ("正文第 3 段", ("注",)),
    ]


TEXTS = [
    (
        '甲,"乙\n丙",丁\n戊,己,庚\n',
        [("第 1 行", ("甲", "乙\n丙", "丁")), ("第 3 行", ("戊", "己", "庚"))],
    ),
    ("甲\t乙\r\n\r\n丙\t丁", [("第 1 行", ("甲", "乙")), ("第 3 行", ("丙", "丁"))]),
    ('甲\t"乙"丙\n丁\t戊', [("第 1 行", ("甲", '"乙"丙')), ("第 2 行", ("丁", "戊"))]),
    ('甲,"乙\n丙,丁', [("第 1 行", ("甲", '"乙')), ("第 2 行", ("丙", "丁"))]),
    ("甲;乙;丙", [("第 1 行", ("甲", "乙", "丙"))]),
]


@pytest.mark.parametrize(("text", "rows"), TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_with_columns(
    tmp_path: Path, text: str, rows: list[tuple[str, tuple[str, ...]]], encoding: str
) -> None:
    found = rows_of(tmp_path, "a.csv", text.encode(encoding))

    assert [(row.place, row.cells) for row in found] == rows


STEERS = "甲\x1b[31m乙\x9b2J\x7f"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", f"{STEERS},丙\n".encode()),
        (
            "a.xlsx",
            sheet(
                '<row><c t="inlineStr"><is><t>甲_x001B_[31m乙&#x9b;2J&#x7f;</t></is></c>'
                '<c t="inlineStr"><is><t>丙</t></is></c></row>'
            ),
        ),
    ],
)
def test_nothing_in_a_cell_steers_the_terminal_that_quotes_it(
    tmp_path: Path, name: str, data: bytes
) -> None:
    assert cells_of(tmp_path, name, data) == [("甲 [31m乙 2J ", "丙")]
