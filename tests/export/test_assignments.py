"""What the town noted goes out beside the list: apart from it, whole, and never run."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
import openpyxl
import pytest

from duty_desktop.domain.assigning import Handling, handlings
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.office_text import (
    CONTINUED,
    own_title,
    text_of_csv,
    text_of_pieces,
    text_of_xml,
)
from duty_desktop.export.assigned import COLUMNS
from duty_desktop.export.making import ExportOrder, FileFormat, make
from duty_desktop.export.word_document import WordLayout
from tests.export import hostile
from tests.town import whole_town

Noted = Mapping[str, Handling]


@pytest.fixture(scope="module")
def noted(duty_list: DutyList) -> Noted:
    return handlings(whole_town(duty_list, every=9), duty_list.source_sha256)


def exported(
    duty_list: DutyList,
    form: FileFormat,
    noted: Noted | None,
    count: int = 242,
    layout: WordLayout = WordLayout.LIST,
) -> bytes:
    order = ExportOrder(form, duty_list.duties[:count], layout, noted)
    made = make(order, duty_list).data
    assert make(order, duty_list).data == made
    return made


def words_of(duty_list: DutyList, noted: Noted, count: int = 242) -> list[list[str]]:
    """What the table says of each duty, told without the program's own columns."""
    rows = []
    for duty in duty_list.duties[:count]:
        said = noted.get(duty.id, Handling())
        rows.append(
            [
                duty.label,
                duty.kind.official_name,
                duty.category_as_printed,
                duty.name,
                said.leader,
                said.office,
                "、".join(said.helpers),
                "、".join(said.handlers),
                said.phone.replace("、", "\n"),
                said.deadline,
                said.basis,
                said.remark,
                "、".join(said.attachments),
            ]
        )
    return rows


def sheet_of(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))["分工"]


@pytest.mark.parametrize("form", FileFormat)
@pytest.mark.parametrize("layout", WordLayout)
def test_without_assignments_nothing_is_different(
    duty_list: DutyList, form: FileFormat, layout: WordLayout, noted: Noted
) -> None:
    bare = exported(duty_list, form, None, 12, layout)

    assert make(ExportOrder(form, duty_list.duties[:12], layout), duty_list).data == bare
    assert exported(duty_list, form, noted, 12, layout) != bare


def test_a_workbook_has_a_sheet_of_its_own(duty_list: DutyList, noted: Noted) -> None:
    data = exported(duty_list, FileFormat.XLSX, noted)

    sheet = sheet_of(data)
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows[0][0] == own_title("本镇")
    assert "前 4 列是清单原文" in rows[1][0]
    assert rows[2] == [column.heading for column in COLUMNS]
    assert rows[3:] == words_of(duty_list, noted)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("E4", "A3:M245")
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$3", "$A:$A")
    with_it = openpyxl.load_workbook(io.BytesIO(data))
    bare = openpyxl.load_workbook(io.BytesIO(exported(duty_list, FileFormat.XLSX, None)))
    assert {*with_it.sheetnames} == {*bare.sheetnames, "分工"}
    for name in bare.sheetnames:
        if name != "说明":
            assert list(with_it[name].values) == list(bare[name].values)


def test_csv_and_json_have_it_apart(duty_list: DutyList, noted: Noted) -> None:
    data = exported(duty_list, FileFormat.CSV, noted).decode("utf-8-sig")
    bare = exported(duty_list, FileFormat.CSV, None).decode("utf-8-sig")
    assert data.startswith(bare)
    rows = list(csv.reader(io.StringIO(data[len(bare) :], newline=""), strict=True))
    assert rows[1] == [own_title("本镇")]
    assert [[text_of_csv(cell) for cell in row] for row in rows[3:]] == words_of(duty_list, noted)

    document = json.loads(exported(duty_list, FileFormat.JSON, noted))
    official = json.loads(exported(duty_list, FileFormat.JSON, None))
    assert document["duties"][0]["assignment"] is None
    assert document["duties"][4]["assignment"] == {
        "leader": "古丽娜尔·阿不都热西提",
        "office": "党政综合办公室",
        "helpers": ["文化和旅游服务中心"],
        "handlers": ["张伟（综合行政执法队）"],
        "phone": "0994-2200004",
        "deadline": "",
        "basis": "《新疆维吾尔自治区乡镇人民政府工作条例》第十二条",
        "remark": "每月5日前报送上月台账；\n与州、市两级系统同步填报。",
        "attachments": ["2026年工作方案.docx"],
    }
    for duty in document["duties"]:
        del duty["assignment"]
    assert document == official


def test_word_files_have_a_table_of_their_own(duty_list: DutyList, noted: Noted) -> None:
    listed = docx.Document(io.BytesIO(exported(duty_list, FileFormat.DOCX, noted, 12)))
    assert [each.text for each in listed.paragraphs][-1] == own_title("本镇")
    own = listed.tables[-1]
    # Only those of which anything is noted: of two of the twelve nothing is.
    assert len(own.rows) == 1 + 10
    assert [cell.text for cell in own.rows[3].cells][:4] == [
        "基本 4",
        duty_list.duties[3].name,
        "马建国",
        "民生服务办公室",
    ]

    data = exported(duty_list, FileFormat.DOCX, noted, 5, WordLayout.SHEETS)
    sheets = docx.Document(io.BytesIO(data))
    assert [each.text for each in sheets.paragraphs].count(own_title("本镇")) == 5
    last = {row.cells[0].text: row.cells[1].text for row in sheets.tables[-1].rows}
    assert last["备注"] == "每月5日前报送上月台账；\n与州、市两级系统同步填报。"
    assert last["附件"] == "2026年工作方案.docx"


def test_nothing_noted_is_said(duty_list: DutyList) -> None:
    listed = docx.Document(io.BytesIO(exported(duty_list, FileFormat.DOCX, {}, 3)))
    assert [each.text for each in listed.paragraphs][-2:] == [own_title("本镇"), "还没有分工。"]
    rows = list(sheet_of(exported(duty_list, FileFormat.XLSX, {}, 3)).values)
    assert [[cell or "" for cell in row] for row in rows[3:]] == words_of(duty_list, {}, 3)


@pytest.mark.parametrize("text", [*hostile.FORMULAS, hostile.CONTROLS])
def test_whatever_is_noted_is_never_run(duty_list: DutyList, text: str) -> None:
    noted = {"basic-1": Handling(text, text, (text,), (text,), text, text, text, text, (text,))}

    data = exported(duty_list, FileFormat.XLSX, noted, 1)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
    first = [text_of_xml(str(cell.value or "")) for cell in sheet_of(data)[4]]
    lines = "\n".join(text.splitlines())
    assert first[4:] == [text] * 6 + [lines, lines, text]

    said = exported(duty_list, FileFormat.CSV, noted, 1).decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(said, newline=""), strict=True))[-1]
    assert [text_of_csv(cell) for cell in row][4:] == [text] * 6 + [lines, lines, text]
    for layout in WordLayout:
        docx.Document(io.BytesIO(exported(duty_list, FileFormat.DOCX, noted, 1, layout)))


def test_what_a_cell_cannot_hold_goes_on_in_the_next_row(duty_list: DutyList) -> None:
    noted = {"basic-1": Handling(office="办", remark=hostile.LONG)}

    rows = list(sheet_of(exported(duty_list, FileFormat.XLSX, noted, 1)).values)[3:]

    assert len(rows) > 2
    assert [str(row[0]) for row in rows[1:]] == [f"基本 1{CONTINUED}"] * (len(rows) - 1)
    assert text_of_pieces(str(row[11]) for row in rows) == hostile.LONG
