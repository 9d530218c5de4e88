"""Lists as offices have them, each layout read as the same duties."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty_desktop.domain.duty import Basis, Duty, DutyList, ListKind, Side
from duty_desktop.domain.words import MARKUP, words
from duty_desktop.errors import SourceDocumentError
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.ingest.understanding import Understanding, understand
from duty_desktop.ingest.watching import WHOLE, ImportCancelled, Watch
from duty_desktop.ingest.whose import Whose
from tests import support
from tests.fixtures import make_lists
from tests.fixtures.make_lists import BASIC, COOPERATIVE, FOLDER, LISTS, PLACE, RECLAIMED

XIZHOU = Whose("喜洲镇", "大理市")


def read(name: str, given: Whose | None = None) -> Understanding:
    return understand([FOLDER / name], given)


def only(understanding: Understanding) -> DutyList:
    (one,) = understanding.lists
    assert one.duty_list is not None, one.lacking
    return one.duty_list


def said(duty_list: DutyList, kind: ListKind) -> list[tuple[str, ...]]:
    return [tuple(map(words, duty.cells)) for duty in duty_list.of_kind(kind)]


def expected(rows: Sequence[make_lists.Row]) -> list[tuple[str, ...]]:
    return [tuple(" ".join(cell.split("\n")) for cell in row) for row in rows]


def joined(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells, departments in rows of their own named in a row as elsewhere."""
    return tuple(cell.replace("局 大理", "局、大理") for cell in cells)


WHOLE_LISTS = [name for name in make_lists.FILES if name.endswith(("xlsx", "page.docx"))]


@pytest.mark.parametrize("name", WHOLE_LISTS)
def test_every_layout_is_read_as_the_same_duties(name: str) -> None:
    understanding = read(name)
    duty_list = only(understanding)

    for kind, rows in zip(ListKind, LISTS, strict=True):
        assert list(map(joined, said(duty_list, kind))) == list(map(joined, expected(rows)))
    assert duty_list.date == "2026-03"
    assert duty_list.town.county == "大理市"
    assert duty_list.town.name == ("城关街道" if name == "street.xlsx" else "喜洲镇")
    assert [duty_list.absent_serials(kind) for kind in ListKind] == [(4,), (3,), ()]


@pytest.mark.parametrize("name", make_lists.FILES)
def test_the_fixtures_are_those_that_the_script_makes(name: str) -> None:
    assert parts((FOLDER / name).read_bytes()) == parts(make_lists.FILES[name]())


def parts(data: bytes) -> dict[str, bytes]:
    """What an office file holds, without what its writers say of their own version."""
    if not data.startswith(b"PK"):
        return {"": data}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if not name.startswith("docProps")]
        return {name: archive.read(name) for name in names}


SAVED_AGAIN = sorted(path.name for path in (FOLDER / "libreoffice").iterdir())


@pytest.mark.parametrize("name", SAVED_AGAIN)
def test_a_file_that_libreoffice_saved_again_is_the_same_list(name: str) -> None:
    """Opened and saved by LibreOffice 7.4: other parts, shared texts, other styles."""
    before, after = read(name), understand([FOLDER / "libreoffice" / name])

    assert only(after).duties == only(before).duties
    assert after.lists[0].whose == before.lists[0].whose
    assert after.all_doubts == before.all_doubts


PARTS = [
    ("merged.docx", ListKind.COOPERATIVE, COOPERATIVE),
    ("quoted.csv", ListKind.COOPERATIVE, COOPERATIVE),
    ("groups.csv", ListKind.BASIC, BASIC),
    ("tabs.txt", ListKind.RECLAIMED, RECLAIMED),
]


@pytest.mark.parametrize(("name", "kind", "rows"), PARTS)
def test_one_list_alone_is_a_list(
    name: str, kind: ListKind, rows: Sequence[make_lists.Row]
) -> None:
    understanding = read(name)
    duty_list = only(understanding)

    assert said(duty_list, kind) == expected(rows)
    assert len(duty_list.duties) == len(rows)
    assert any("没有“" in doubt.message for doubt in understanding.all_doubts)


def test_three_files_are_one_towns_three_lists() -> None:
    names = ["groups.csv", "quoted.csv", "tabs.txt"]

    duty_list = only(understand([FOLDER / name for name in names]))

    assert [said(duty_list, kind) for kind in ListKind] == list(map(expected, LISTS))


def test_line_breaks_in_cells_are_paragraphs() -> None:
    duty = only(read("plain.xlsx")).duty("cooperative-1")

    assert duty.superior_text == (
        "<p>1.市公安局负责办理养犬登记；</p> <p>2.市农业农村局负责犬只免疫。</p>"
    )
    assert [step.number for step in duty.side(Side.SUPERIOR)] == [1, 2]
    assert {step.basis for step in duty.side(Side.SUPERIOR)} == {Basis.NAMED}
    assert duty.findings == (), "the marks of paragraphs are the program's, no leftover"


def test_departments_in_rows_of_their_own_are_departments_of_one_duty() -> None:
    duty = only(read("rows.xlsx")).duty("cooperative-1")

    assert [named.as_printed for named in duty.departments] == ["大理市公安局", "大理市农业农村局"]


def test_columns_that_no_list_has_are_kept_aside_and_told() -> None:
    (one,) = read("extra.xlsx").lists

    assert ("cooperative-1", "实施依据", "《大理市养犬管理办法》") in [
        (aside.duty_id, aside.heading, aside.text) for aside in one.asides
    ]
    assert any("“备注”列不属于清单" in doubt.message for doubt in one.doubts)
    assert one.tables[0].others == ("责任科室",)


def test_sheets_beside_the_lists_are_left_alone_and_hidden_ones_told() -> None:
    understanding = read("extra.xlsx")

    assert [table.count for table in understanding.lists[0].tables] == [4, 3, 2]
    assert [str(doubt) for doubt in understanding.doubts] == [
        "“extra.xlsx”：隐藏的工作表“旧稿”没有读取。"
    ]


def test_what_was_taken_for_what_is_told() -> None:
    street = read("street.xlsx").lists[0].tables[2]

    assert street.place == "“street.xlsx”的“收回”表第 1 行"
    assert [f"{heading} {column}" for heading, column in street.columns] == [
        "编号 serial",
        "类别 category",
        "履职事项 name",
        "承接部门 taker",
        "工作方式 way",
    ]


def workbook(tmp_path: Path, *sheets: make_lists.Sheet) -> Path:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(make_lists.xlsx(sheets))
    return path


def test_a_list_without_town_or_month_waits_for_them(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("基本", [make_lists.HEADERS[0], *BASIC], ()))

    (waiting,) = understand([path]).lists
    assert waiting.duty_list is None
    assert waiting.lacking == ("乡镇（街道）", "县（市、区）", "年月")

    duty_list = only(understand([path], Whose("喜洲镇", "大理市", date="2026-03")))
    assert duty_list.full_title == "大理市喜洲镇履职事项清单（2026年3月）"


def test_what_is_given_counts_more_than_what_the_file_says() -> None:
    assert only(read("plain.xlsx", Whose("凤仪镇", date="2027-01"))).full_title == (
        "大理市凤仪镇履职事项清单（2027年1月）"
    )


DOUBTFUL = [
    ([("", "党的建设", "甲"), ("3", "党的建设", "乙")], ["basic-1", "basic-3"], "按次序算作 1"),
    (
        [("1", "党的建设", "甲"), ("", "党的建设", "乙"), ("2", "党的建设", "丙")],
        ["basic-1", "basic-2"],
        "没有取用：“乙”",
    ),
    ([("", "党的建设", "甲"), ("", "党的建设", "乙")], ["basic-1", "basic-2"], "按先后次序编号"),
    ([("2", "党的建设", "甲"), ("1", "党的建设", "乙")], ["basic-2", "basic-1"], "排在 2 之后"),
    ([("甲一", "党的建设", "甲"), ("2", "党的建设", "乙")], ["basic-2"], "“甲一”不是序号"),
    ([("1", "", "甲"), ("2", "党的建设", "乙")], ["basic-1", "basic-2"], "上面也没有"),
    ([("1", "党的建设", "甲"), ("2", "", "乙")], ["basic-1", "basic-2"], "沿用上面的“党的建设”"),
    ([("1", "党的建设", "甲"), ("", "", "又及")], ["basic-1", "basic-2"], "按次序算作 2"),
]


@pytest.mark.parametrize(("rows", "ids", "doubt"), DOUBTFUL)
def test_what_is_odd_is_doubted_with_its_row(
    tmp_path: Path, rows: list[make_lists.Row], ids: list[str], doubt: str
) -> None:
    titled = make_lists.titled(PLACE, 0, rows)
    understanding = understand([workbook(tmp_path, ("基本", titled, ()))])

    assert [duty.id for duty in only(understanding).duties] == ids
    told = [d.message for d in understanding.all_doubts if "行" in d.place]
    assert any(doubt in message for message in told)


def test_the_templates_example_row_is_no_duty(tmp_path: Path) -> None:
    from duty_desktop.export.template import template_bytes

    path = tmp_path / "模板.xlsx"
    path.write_bytes(template_bytes())
    with pytest.raises(SourceDocumentError, match="没有填写事项"):
        understand([path])

    import openpyxl

    book = openpyxl.load_workbook(path)
    for name, rows in zip(make_lists.NAMES, LISTS, strict=True):
        for row in rows:
            book[name].append(list(row))
    book.save(path)
    duty_list = only(understand([path], Whose("喜洲镇", "大理市", date="2026-03")))
    assert [said(duty_list, kind) for kind in ListKind] == list(map(expected, LISTS))


def bare(duty: Duty) -> tuple[object, ...]:
    """All of a duty but its markup."""
    cells = tuple(map(words, duty.cells))
    return (duty.id, duty.category, duty.name, duty.departments, cells, duty.steps)


@pytest.fixture(scope="module")
def bundled_sheets(duty_list: DutyList) -> list[make_lists.Sheet]:
    """The bundled list as a workbook has it: paragraphs as lines."""
    sheets: list[make_lists.Sheet] = []
    for kind in ListKind:
        rows: list[make_lists.Row] = [(f"{duty_list.titles[kind]}（2025年7月）",)]
        rows.append(duty_list.headings[kind])
        for duty in duty_list.of_kind(kind):
            cells = ([words(text) for text in MARKUP.split(cell)] for cell in duty.cells)
            rows.append(tuple("\n".join(filter(None, lines)) for lines in cells))
        sheets.append((kind.official_name, rows, ()))
    return sheets


def test_the_bundled_list_as_a_workbook_is_the_same_list(
    tmp_path: Path, bundled_sheets: list[make_lists.Sheet], duty_list: DutyList
) -> None:
    read_again = only(understand([workbook(tmp_path, *bundled_sheets)]))

    assert list(map(bare, read_again.duties)) == list(map(bare, duty_list.duties))
    assert read_again.departments == duty_list.departments
    assert len(read_again.duties) == 242


def test_the_bundled_list_as_a_word_document_is_the_same_list(
    tmp_path: Path, bundled_sheets: list[make_lists.Sheet], duty_list: DutyList
) -> None:
    path = tmp_path / "清单.docx"
    bodies = [part for _, rows, _ in bundled_sheets for part in (rows[0][0], rows[1:])]
    path.write_bytes(make_lists.docx(bodies))

    read_again = only(understand([path]))

    assert list(map(bare, read_again.duties)) == list(map(bare, duty_list.duties))


def test_the_bundled_text_is_the_same_list_to_the_byte(duty_list: DutyList) -> None:
    assert only(understand([support.SOURCE])) == duty_list


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_the_bundled_text_in_another_encoding_is_the_same_list(
    tmp_path: Path, source_bytes: bytes, duty_list: DutyList, encoding: str
) -> None:
    path = tmp_path / "清单.txt"
    path.write_bytes(source_bytes.decode().encode(encoding))

    read_again = only(understand([path]))

    assert read_again.duties == duty_list.duties
    assert read_again.findings == duty_list.findings


@pytest.mark.parametrize("name", make_lists.FILES)
def test_what_source_writes_of_an_import_imports_as_the_same_list(
    name: str, tmp_path: Path
) -> None:
    imported = only(read(name))
    written = tmp_path / "写回.txt"
    written.write_text(imported.source_text(), encoding="utf-8", newline="")

    assert only(understand([written])) == imported
    assert read_duty_list(written.read_bytes()) == imported


def test_the_original_files_name_and_checksum_are_kept() -> None:
    text = only(read("plain.xlsx")).source_text()

    (file,) = read("plain.xlsx").files
    assert f"原文件：“plain.xlsx”，SHA-256：{file.sha256}。" in text


def test_towns_of_one_county_are_lists_of_their_own(tmp_path: Path) -> None:
    sheets = [
        (f"{town}{kind}", make_lists.titled(f"大理市{town}", k, LISTS[k]), ())
        for town in ("喜洲镇", "双廊镇", "太和街道")
        for k, kind in enumerate(("基本", "配合", "收回"))
    ]

    lists = understand([workbook(tmp_path, *sheets)]).lists

    assert [each.whose.town for each in lists] == ["喜洲镇", "双廊镇", "太和街道"]
    for each in lists:
        assert each.duty_list
        assert [said(each.duty_list, kind) for kind in ListKind] == list(map(expected, LISTS))


def test_a_column_that_names_the_town_parts_the_rows(tmp_path: Path) -> None:
    towns = ("喜洲镇", "双廊镇")
    sheets = []
    for k, name in enumerate(make_lists.NAMES):
        rows: list[make_lists.Row] = [
            (f"大理市{name}清单（2026年3月）",),
            ("乡镇", *make_lists.HEADERS[k]),
        ]
        rows += [
            (town if at == 0 else "", *row) for town in towns for at, row in enumerate(LISTS[k])
        ]
        sheets.append((name, rows, ()))

    lists = understand([workbook(tmp_path, *sheets)]).lists

    assert [(each.whose.town, each.whose.county) for each in lists] == [
        ("喜洲镇", "大理市"),
        ("双廊镇", "大理市"),
    ]
    for each in lists:
        assert each.duty_list
        assert [said(each.duty_list, kind) for kind in ListKind] == list(map(expected, LISTS))


def test_a_column_that_names_the_list_parts_the_rows(tmp_path: Path) -> None:
    header = ("清单", *make_lists.HEADERS[1], make_lists.HEADERS[2][3])
    rows: list[make_lists.Row] = [(f"{PLACE}履职事项清单（2026年3月）",), header]
    for k, name in enumerate(("基本", "配合", "收回")):
        blank = ("", "", "") if k == 2 else ()
        rows += [(name, *row[:3], *blank, *row[3:]) for row in LISTS[k]]

    (one,) = understand([workbook(tmp_path, ("全部", rows, ()))]).lists

    assert one.duty_list
    assert [said(one.duty_list, kind) for kind in ListKind] == list(map(expected, LISTS))
    assert [table.count for table in one.tables] == [4, 3, 2]


def test_progress_rises_and_work_ends_when_it_is_unwanted() -> None:
    told: list[tuple[int, int]] = []
    understand([FOLDER / "plain.xlsx"], None, Watch(lambda done, of: told.append((done, of))))

    assert told == sorted(told)
    assert {whole for _, whole in told} == {WHOLE}
    questions = asked(10_000)
    assert questions > 20
    for answer_yes_at in range(1, questions):
        with pytest.raises(ImportCancelled):
            asked(answer_yes_at)


def asked(times: int) -> int:
    """How often an import asks whether it is unwanted, told yes once it asked so often."""
    count = 0

    def unwanted() -> bool:
        nonlocal count
        count += 1
        return count >= times

    understand([FOLDER / "plain.xlsx"], None, Watch(None, unwanted))
    return count


CELL = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufffe\uffff"),
    min_size=1,
    max_size=30,
).filter(lambda text: bool(text.strip()) and not MARKUP.search(text))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=3), min_size=3, max_size=3))
def test_any_words_in_cells_are_kept_to_the_character(texts: list[list[str]]) -> None:
    from duty_desktop.ingest.text_form import cell

    for paragraphs in texts:
        whole = cell("\n".join(paragraphs))
        assert words(whole) == words(" ".join(paragraphs))


def test_marks_in_cells_do_not_decide_what_parts_the_columns(tmp_path: Path) -> None:
    """Excel quotes a cell with a comma, not one with semicolons or a tab."""
    path = tmp_path / "喜洲镇基本履职事项清单（2026年3月）.csv"
    path.write_text(
        '序号,事项类别,事项名称\n1,党的建设,"甲,\t乙;丙;丁"\n2,党的建设,甲;乙;丙;丁\t戊\n',
        encoding="utf-8",
    )

    duties = only(understand([path], XIZHOU)).duties

    assert [words(duty.name) for duty in duties] == ["甲, 乙;丙;丁", "甲;乙;丙;丁 戊"]


def test_a_number_without_a_duty_is_told(tmp_path: Path) -> None:
    path = tmp_path / "喜洲镇基本履职事项清单（2026年3月）.csv"
    path.write_text(
        "序号,事项类别,事项名称\n1,党的建设,甲\n2,党的建设,\n3,党的建设,乙\n", encoding="utf-8"
    )

    understood = understand([path], XIZHOU)

    assert [duty.serial for duty in only(understood).duties] == [1, 3]
    (told,) = (str(doubt) for doubt in understood.all_doubts if "没有取用" in str(doubt))
    assert "第 3 行：序号 2 后面没有事项名称" in told


def test_words_that_a_second_row_says_again_are_left_out_and_that_is_told(tmp_path: Path) -> None:
    path = tmp_path / "喜洲镇配合履职事项清单（2026年3月）.csv"
    path.write_text(
        "序号,事项分类,事项名称,对应上级部门,上级部门职责,乡镇配合职责\n"
        "1,平安法治,甲,大理市公安局,负责监管。,配合。\n,,,大理市民政局,负责监管。,\n",
        encoding="utf-8",
    )

    understood = understand([path], XIZHOU)

    assert words(only(understood).duties[0].superior_text) == "负责监管。"
    assert any(
        "第 3 行：职责文字与上面（第 2 行）相同" in str(doubt) for doubt in understood.all_doubts
    )
