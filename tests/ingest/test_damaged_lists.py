"""Files that are no list, damaged or meant to do harm: one sentence each, in bounded time."""

import io
import re
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from duty_desktop.errors import SourceDocumentError
from duty_desktop.export.template import template_bytes
from duty_desktop.importing import list_in
from duty_desktop.ingest.understanding import understand
from duty_desktop.ingest.whose import Whose
from tests import support
from tests.fixtures import make_lists
from tests.fixtures.make_lists import BASIC, COOPERATIVE, HEADERS, PLACE, docx, titled, xlsx
from tests.support import encrypted

MOST_SECONDS = 20.0
"""On a machine that others use as well; each takes two at most alone."""

MOST_MEMORY = 160 * 1024 * 1024

SOUND = xlsx([("基本履职事项", titled(PLACE, 0, BASIC), ())])
SOUND_DOCX = docx([f"{PLACE}基本履职事项清单（2026年3月）", [HEADERS[0], *BASIC]])
SAVED = (make_lists.FOLDER / "libreoffice" / "plain.xlsx").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)


def part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The office file with one part changed or added."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        for each in names:
            new.writestr(each, change(old.read(each)) if each == name else old.read(each))
        if name not in names:
            new.writestr(name, change(b""))
    return made.getvalue()


def entity_bomb(data: bytes, name: str) -> bytes:
    return part(data, name, lambda body: ENTITIES + body.partition(b"?>")[2])


def zip_bomb() -> bytes:
    sheet = b"<worksheet><sheetData>" + b"<row/>" * 15_000_000
    return part(SOUND, "xl/worksheets/sheet1.xml", lambda _: sheet)


def many_rows() -> bytes:
    rows = [(str(number), "党的建设", f"事项{number}") for number in range(1, 100_001)]
    body = "".join(
        f'<row r="{at}">'
        + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row)
        + "</row>"
        for at, row in enumerate([HEADERS[0], *rows], 1)
    )
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{body}</sheetData></worksheet>"
    )
    return part(SOUND, "xl/worksheets/sheet1.xml", lambda _: sheet.encode())


def nested() -> bytes:
    return part(SOUND, "xl/worksheets/sheet1.xml", lambda _: b"<a>" * 1_000_000)


def many_word_rows() -> bytes:
    table = "<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 100_000 + "</w:tbl>"
    return word_body(table)


def word_body(body: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    whole = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    return part(SOUND_DOCX, "word/document.xml", lambda _: whole.encode())


def many_sheets(count: int) -> bytes:
    sheets = '<sheet name="表" sheetId="1" r:id="rId1"/>' * count
    whole = (
        '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"<sheets>{sheets}</sheets></workbook>"
    )
    return part(SOUND, "xl/workbook.xml", lambda _: whole.encode())


def one_large_sheet_under_many_names() -> bytes:
    blank = b"<worksheet><sheetData>" + b"<row/>" * 100 + b"</sheetData></worksheet>"
    return part(many_sheets(900), "xl/worksheets/sheet1.xml", lambda _: blank)


def merged_without_end() -> bytes:
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{at}</t></is></c></row>'
        for at in range(1, 15_001)
    )
    ranges = "".join(f'<mergeCell ref="A{at}:B15000"/>' for at in range(1, 15_000))
    sheet = f"<worksheet><sheetData>{rows}</sheetData><mergeCells>{ranges}</mergeCells></worksheet>"
    return part(SOUND, "xl/worksheets/sheet1.xml", lambda _: sheet.encode())


def linked_document() -> bytes:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/oleObject" Target="http://example.org/x" TargetMode="External"/>'
        b"</Relationships>"
    )
    return part(SOUND_DOCX, "word/_rels/document.xml.rels", lambda _: relations)


def spoiled(data: bytes, name: str) -> bytes:
    """The file with one part's packed bytes overwritten."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.getinfo(name).header_offset + 30 + len(name) + 40
    return data[:at] + bytes(20) + data[at + 20 :]


def without(column: int) -> bytes:
    rows = [HEADERS[1], *COOPERATIVE]
    kept = [tuple(cell for at, cell in enumerate(row) if at != column) for row in rows]
    return xlsx([("配合履职事项", kept, ())])


def departments_without_end() -> bytes:
    rows = [
        (str(at), "平安法治", f"事项{at}", f"大理市第{at}局", "负责。", "配合。")
        for at in range(1, 1000)
    ]
    return xlsx([("配合履职事项", titled(PLACE, 1, rows), ())])


DAMAGED: dict[str, tuple[Callable[[], bytes], str]] = {
    "wrong columns.xlsx": (
        lambda: xlsx([("名单", [("姓名", "电话"), ("甲", "1")], ())]),
        "没有找到",
    ),
    "template.xlsx": (template_bytes, "“基本履职事项”表第 2 行是清单的表头，下面没有填写事项"),
    "headings.csv": ("序号,事项名称,所属清单\n".encode, "第 1 行是清单的表头，下面没有填写事项"),
    "no numbers.csv": (
        "序号,事项名称\n甲,乙\n".encode,
        "下面没有读出事项。第 2 行：“甲”不是序号，这一行没有取用",
    ),
    "no superior.xlsx": (lambda: without(4), "没有“上级部门职责”"),
    "no way.xlsx": (
        lambda: xlsx([("收回", [("序号", "事项名称", "承接部门"), ("1", "甲", "乙")], ())]),
        "没有“承接部门及工作方式”",
    ),
    "password.xlsx": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "encrypted.xlsx": (lambda: encrypted(SOUND), "密码"),
    "old.docx": (lambda: OLE + "WordDocument".encode("utf-16-le"), "旧版 Word"),
    "old.xlsx": (lambda: OLE + "Workbook".encode("utf-16-le"), "旧版 Excel"),
    "ole.xlsx": (lambda: OLE, "旧版 Office"),
    "bomb.xlsx": (zip_bomb, "大得异常"),
    "entities.xlsx": (lambda: entity_bomb(SOUND, "xl/worksheets/sheet1.xml"), "实体定义"),
    "entities in strings.xlsx": (lambda: entity_bomb(SAVED, "xl/sharedStrings.xml"), "实体定义"),
    "entities.docx": (lambda: entity_bomb(SOUND_DOCX, "word/document.xml"), "实体定义"),
    "rows.xlsx": (many_rows, "超过 20000 行"),
    "rows.docx": (many_word_rows, "超过 20000 行"),
    "cells.docx": (
        lambda: word_body("<w:tbl><w:tr>" + "<w:tc/>" * 100_000 + "</w:tr></w:tbl>"),
        "损坏",
    ),
    "sheets.xlsx": (lambda: many_sheets(5000), "超过 1000 张"),
    "nested.xlsx": (nested, "损坏"),
    "merged.xlsx": (merged_without_end, "合并单元格多得异常"),
    "departments.xlsx": (departments_without_end, "超过 400 个"),
    "macros.xlsx": (lambda: part(SOUND, "xl/vbaProject.bin", lambda _: b"x"), "宏程序"),
    "macros.docx": (lambda: part(SOUND_DOCX, "word/vbaProject.bin", lambda _: b"x"), "宏程序"),
    "links.xlsx": (
        lambda: part(SOUND, "xl/externalLinks/externalLink1.xml", lambda _: b"<x/>"),
        "外部链接",
    ),
    "links.docx": (linked_document, "外部链接"),
    "cut.xlsx": (lambda: SOUND[: len(SOUND) // 2], "损坏"),
    "spoiled.xlsx": (lambda: spoiled(SOUND, "xl/worksheets/sheet1.xml"), "损坏"),
    "cut xml.xlsx": (
        lambda: part(SOUND, "xl/worksheets/sheet1.xml", lambda body: body[:-40]),
        "损坏",
    ),
    "cut.docx": (lambda: part(SOUND_DOCX, "word/document.xml", lambda body: body[:-40]), "损坏"),
    "no strings.xlsx": (
        lambda: part(SAVED, "xl/sharedStrings.xml", lambda _: b"<sst/>"),
        "损坏",
    ),
    "long cell.csv": (lambda: ("序号,事项名称\n1," + "长" * 40_000).encode(), "32767"),
    "long text.csv": (lambda: ("各村办理登记" * 700_000).encode("gb18030"), "32767"),
    "blank lines.csv": (lambda: b"1" + b"\n" * 8_000_000, "超过 200000 行"),
    "blank cells.csv": (lambda: b",\r" * 4_000_000, "超过 200000 行"),
    "quoted.csv": (lambda: ('"甲",' * 12 + "\n").encode() * 199_000, "超过 20000 行"),
    "numbers twice.csv": (
        lambda: "喜洲镇基本履职事项清单\n序号,事项名称\n1,甲\n1,乙\n".encode(),
        "序号 1 与第 3 行重复",
    ),
    "list twice.xlsx": (
        lambda: xlsx(
            [("基本1", titled(PLACE, 0, BASIC), ()), ("基本2", titled(PLACE, 0, BASIC), ())]
        ),
        "出现了两次",
    ),
    "string before the first.xlsx": (
        lambda: part(
            SAVED,
            "xl/worksheets/sheet1.xml",
            lambda body: re.sub(rb'(t="s"[^>]*><v>)\d+', rb"\g<1>-1", body, count=3),
        ),
        "损坏",
    ),
    "page.xlsx": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
    "scan.pdf": (lambda: b"%PDF-1.7\n", "PDF"),
    "picture.xlsx": (lambda: b"\x89PNG\r\n\x1a\n", "图片"),
    "database.db": (lambda: b"SQLite format 3\x00" + bytes(100), "数据库"),
    "empty.csv": (lambda: b"", "是空的"),
    "words.txt": (lambda: "关于开会的通知。".encode(), "没有找到"),
    "bytes.txt": (lambda: bytes(range(256)) * 20, "不是文字文件.*请核对是否选对了文件。$"),
    "cut.txt": (lambda: b"\xff\xfea", "不是文字文件.*请核对是否选对了文件。$"),
    "zeros.csv": (lambda: bytes(4000), "不是文字文件.*请核对是否选对了文件。$"),
    "packed.xlsx": (lambda: make_lists.settled(_zip("a.txt")), "压缩包"),
    "sheet.ods": (lambda: make_lists.settled(_zip("content.xml")), "ods"),
    "binary.xlsb": (lambda: make_lists.settled(_zip("xl/workbook.bin")), "xlsb"),
    "page.ofd": (lambda: make_lists.settled(_zip("OFD.xml")), "OFD"),
}


def _zip(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, "<x/>")
    return made.getvalue()


@pytest.mark.parametrize("name", DAMAGED)
def test_each_is_refused_in_one_sentence_in_bounded_time_and_room(
    tmp_path: Path, name: str
) -> None:
    make, sentence = DAMAGED[name]
    path = tmp_path / name
    path.write_bytes(make())

    tracemalloc.start()
    started = time.perf_counter()
    try:
        with pytest.raises(SourceDocumentError, match=sentence) as refused:
            understand([path])
        elapsed, (_, peak) = time.perf_counter() - started, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    said = str(refused.value)
    assert name in said or "部门" in said
    assert said.endswith("。")
    assert "\n" not in said
    assert elapsed < MOST_SECONDS
    assert peak < MOST_MEMORY


def test_work_is_bounded_by_the_elements_that_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duty_desktop.ingest.office_zip._MOST_ELEMENTS", 50_000)
    path = tmp_path / "a.xlsx"
    path.write_bytes(one_large_sheet_under_many_names())

    with pytest.raises(SourceDocumentError, match="东西太多"):
        understand([path])


def test_a_link_to_click_on_and_a_writers_own_template_are_harmless(tmp_path: Path) -> None:
    kinds = (b"hyperlink", b"attachedTemplate")
    relations = b"".join(
        b'<Relationship Id="r%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/%s" Target="file:///C:/x.dotm" TargetMode="External"/>' % (at, kind)
        for at, kind in enumerate(kinds)
    )
    path = tmp_path / "清单.docx"
    whole = b"<Relationships>" + relations + b"</Relationships>"
    path.write_bytes(part(SOUND_DOCX, "word/_rels/settings.xml.rels", lambda _: whole))

    assert understand([path]).is_ready


@pytest.mark.parametrize("place", ["没有.xlsx", "."])
def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path, place: str) -> None:
    with pytest.raises(SourceDocumentError, match=r"。$"):
        understand([tmp_path / place])


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duty_desktop.ingest.list_file.MAX_BYTES", 10)
    path = tmp_path / "清单.csv"
    path.write_bytes(b"1" * 100)

    with pytest.raises(SourceDocumentError, match="太大"):
        understand([path])


def test_several_towns_are_not_taken_for_one() -> None:
    folder = make_lists.FOLDER
    with pytest.raises(SourceDocumentError, match="2 个乡镇"):
        understand([folder / "street.xlsx", folder / "groups.csv"], Whose("凤仪镇"))


@pytest.mark.parametrize("town", ["凤仪", "各乡镇们", "一\n二镇"])
def test_a_place_that_is_none_is_refused(town: str) -> None:
    with pytest.raises(SourceDocumentError, match="读不懂"):
        understand([make_lists.FOLDER / "plain.xlsx"], Whose(town))


def test_what_sentences_quote_of_a_file_is_one_short_line(tmp_path: Path) -> None:
    path = tmp_path / "喜洲镇基本履职事项清单（2026年3月）.csv"
    path.write_text(
        f'序号,事项类别,事项名称,"自记\n{"长" * 900}"\n1,"党的\n建设",甲,乙\n'
        f'2,,丙,\n,,,"1.{"丁" * 900}；\n2.戊。"\n',
        newline="",
        encoding="utf-8",
    )

    doubts = [str(doubt) for doubt in understand([path], Whose(county="大理市")).all_doubts]

    assert any("“党的 建设”" in doubt for doubt in doubts)
    assert any("不是事项" in doubt for doubt in doubts)
    assert any("列不属于清单" in doubt for doubt in doubts)
    assert [doubt for doubt in doubts if "\n" in doubt or len(doubt) > 120] == []


@pytest.mark.parametrize(
    "made",
    [
        lambda: support.document().replace("事项类别".encode(), ("长" * 9000).encode()),
        lambda: part(
            SOUND,
            "xl/_rels/workbook.xml.rels",
            lambda body: body.replace(b'.xml"', b"&#10;" + b"x" * 9000 + b'.xml"'),
        ),
    ],
    ids=["heading", "relation"],
)
def test_what_a_refusal_quotes_is_one_short_line(tmp_path: Path, made: Callable[[], bytes]) -> None:
    path = tmp_path / "清单.txt"
    path.write_bytes(made())

    with pytest.raises(SourceDocumentError) as refused:
        list_in(path)

    assert len(str(refused.value)) < 200
    assert "\n" not in str(refused.value)


def test_a_packing_that_office_files_do_not_have_is_refused(tmp_path: Path) -> None:
    """bzip2 and LZMA report damage in words of their own, LZMA asks for any room it likes."""
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(SOUND)) as old, zipfile.ZipFile(made, "w", method) as new:
            for name in old.namelist():
                new.writestr(name, old.read(name))
        path = tmp_path / "清单.xlsx"
        path.write_bytes(spoiled(made.getvalue(), "xl/workbook.xml"))

        with pytest.raises(SourceDocumentError, match="损坏"):
            understand([path])


def test_a_mark_over_and_over_is_one_finding(tmp_path: Path) -> None:
    path = tmp_path / "喜洲镇基本履职事项清单（2026年3月）.csv"
    path.write_text(
        f"序号,事项类别,事项名称\n1,党的建设,{'甲，，' * 9000}乙。。\n", encoding="utf-8"
    )

    (only,) = understand([path], Whose(county="大理市")).lists

    assert only.duty_list is not None
    found = [each for each in only.duty_list.findings if each.code == "doubled-mark"]
    assert [each.quote for each in found] == ["，，", "。。"]
