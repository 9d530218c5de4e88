import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from duty_desktop.domain.duty import Duty, DutyList, Field, ListKind, Side
from duty_desktop.domain.office_text import text_of_xml
from duty_desktop.domain.words import paragraphs, words, words_of_steps
from duty_desktop.export.exported import Cancelled
from duty_desktop.export.selection import select
from duty_desktop.export.word_document import WordLayout, word_document
from tests.export import hostile

Rows = list[tuple[str, ...]]


def opened(
    duty_list: DutyList,
    layout: WordLayout = WordLayout.LIST,
    duties: tuple[Duty, ...] | None = None,
) -> Any:
    return docx.Document(io.BytesIO(word_document(select(duty_list, duties), layout).data))


def rows_of(table: Any) -> Rows:
    """Each row's cells, a line for each paragraph."""
    rows: Rows = []
    for row in table._tbl.tr_lst:
        texts = (
            "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.p_lst)
            for cell in row.tc_lst
        )
        rows.append(tuple(text_of_xml(text) for text in texts))
    return rows


def values_of(table: Any) -> dict[str, str]:
    """What stands beside each label of a sheet, below its head."""
    return {row[0]: row[1] for row in rows_of(table)[1:]}


def expected(duty_list: DutyList, kind: ListKind) -> Rows:
    return [
        duty_list.headings[kind],
        *(
            tuple("\n".join(paragraphs(cell)) for cell in duty.cells)
            for duty in duty_list.of_kind(kind)
        ),
    ]


def test_the_list_has_every_word_in_its_cell(duty_list: DutyList) -> None:
    document = opened(duty_list)

    for table, kind in zip(document.tables, ListKind, strict=True):
        rows = rows_of(table)
        assert rows == expected(duty_list, kind)
        for row, duty in zip(rows[1:], duty_list.of_kind(kind), strict=True):
            assert [" ".join(text.split("\n")) for text in row] == [*map(words, duty.cells)]
            assert [cell.text for cell in table.rows[1].cells] == list(rows[1])


def test_the_list_has_a_cover_and_the_titles_as_printed(duty_list: DutyList) -> None:
    document = opened(duty_list)
    lines = [each.text for each in document.paragraphs if each.text]

    assert lines[:4] == [
        "新疆维吾尔自治区昌吉回族自治州",
        "昌吉市三工镇",
        "履职事项清单",
        "2025年7月",
    ]
    titles = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert titles == [duty_list.titles[kind] for kind in ListKind]


def test_a_selection_says_so(duty_list: DutyList) -> None:
    document = opened(duty_list, duties=(duty_list.duty("cooperative-21"),))

    assert len(document.tables) == 1
    assert "选取 1 项（清单共 242 项）：配合 1 项" in [each.text for each in document.paragraphs]


def test_heads_are_repeated_on_every_page(duty_list: DutyList) -> None:
    for table in opened(duty_list).tables:
        [first, *others] = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)


def in_mm(*lengths: int) -> tuple[int, ...]:
    return tuple(round(length / Mm(1)) for length in lengths)


def test_pages_and_faces_are_those_of_the_standard(duty_list: DutyList) -> None:
    document = opened(duty_list)
    cover, basic, cooperative, reclaimed = document.sections

    for section in (cover, basic, reclaimed):
        assert in_mm(section.page_width, section.page_height) == (210, 297)
        assert in_mm(section.top_margin, section.right_margin) == (37, 26)
        assert in_mm(section.bottom_margin, section.left_margin) == (35, 28)
    assert in_mm(cooperative.page_width, cooperative.page_height) == (297, 210)
    assert in_mm(cooperative.top_margin, cooperative.right_margin) == (28, 35)
    assert "PAGE" in basic.footer._element.xml
    faces = {
        style.name: style.element.rPr.rFonts.get(qn("w:eastAsia"))
        for style in document.styles
        if style.name in ("Normal", "Heading 1", "履职表头", "履职正文")
    }
    assert faces == {
        "Normal": "仿宋",
        "Heading 1": "宋体",
        "履职表头": "黑体",
        "履职正文": "仿宋",
    }


def test_each_sheet_has_all_words_of_its_duty(duty_list: DutyList) -> None:
    document = opened(duty_list, WordLayout.SHEETS)

    assert len(document.tables) == 242
    for table, duty in zip(document.tables, duty_list.duties, strict=True):
        head, values = rows_of(table)[0], values_of(table)
        headings = duty_list.headings[duty.kind]
        assert head[1::2] == (duty.kind.official_name, duty.label, duty.category_as_printed)
        name = "事项内容" if duty.kind is ListKind.BASIC else headings[2]
        assert values[name] == words(duty.cell(Field.NAME))
        for field in (Field.SUPERIOR, Field.TOWNSHIP, Field.METHOD, Field.DEPARTMENTS):
            if field in duty.kind.fields:
                written = values[headings[duty.kind.fields.index(field)]]
                assert "".join(written.split()) == "".join(words(duty.cell(field)).split())


def test_each_step_of_a_sheet_is_a_paragraph_of_its_own(duty_list: DutyList) -> None:
    duty = duty_list.duty("cooperative-1")
    [table] = opened(duty_list, WordLayout.SHEETS, (duty,)).tables

    lines = values_of(table)["上级部门职责"].split("\n")
    assert len(lines) == len(duty.side(Side.SUPERIOR)) == 5
    assert "".join("".join(lines).split()) == words_of_steps(duty.side(Side.SUPERIOR))


def test_each_sheet_begins_a_page_and_repeats_its_head(duty_list: DutyList) -> None:
    document = opened(duty_list, WordLayout.SHEETS, duty_list.of_kind(ListKind.RECLAIMED))

    titles = [each for each in document.paragraphs if each.style.name == "Heading 1"]
    assert [each.text for each in titles[:2]] == ["履职事项单（收回 1）", "履职事项单（收回 2）"]
    breaks = [bool(each.paragraph_format.page_break_before) for each in titles]
    assert breaks == [False, *[True] * 33]
    for table in document.tables:
        assert table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
    said = values_of(document.tables[0])["本镇职责"]
    assert said == "本镇不再承担本事项，由昌吉市民政局承接。"


@pytest.mark.parametrize("layout", WordLayout)
@pytest.mark.parametrize(
    "duty_list",
    [
        hostile.formulas(),
        hostile.long(),
        hostile.list_of(("类别", hostile.CONTROLS, "局", hostile.CONTROLS, hostile.CONTROLS)),
        hostile.list_of(("", "", "", "", "")),
    ],
    ids=["formulas", "long", "controls", "empty"],
)
def test_hostile_words_are_all_there(duty_list: DutyList, layout: WordLayout) -> None:
    document = opened(duty_list, layout)

    if layout is WordLayout.LIST:
        tables = zip(document.tables, ListKind, strict=True)
        assert all(rows_of(table) == expected(duty_list, kind) for table, kind in tables)
    else:
        written = [rows_of(table) for table in document.tables]
        for rows, duty in zip(written, duty_list.duties, strict=True):
            text = "".join("".join("".join(row) for row in rows).split())
            for cell in duty.cells[2:]:
                assert "".join(words(cell).split()) in text


@pytest.mark.parametrize("layout", WordLayout)
def test_the_same_list_gives_the_same_bytes(duty_list: DutyList, layout: WordLayout) -> None:
    chosen = duty_list.duties[::9]
    data = word_document(select(duty_list, chosen), layout).data

    assert word_document(select(duty_list, chosen), layout).data == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert properties.title == "昌吉市三工镇履职事项清单（2025年7月）"
    assert properties.created == properties.modified


def test_an_unwanted_file_is_given_up(duty_list: DutyList) -> None:
    with pytest.raises(Cancelled):
        word_document(select(duty_list), cancelled=lambda: True)
