"""Notices from files of every make, sound and hostile."""

import io
import zipfile
from pathlib import Path

import pytest

from duty_desktop.errors import SourceDocumentError
from duty_desktop.ingest import docx_text, notice_text
from duty_desktop.ingest.notice_text import clean_notice, read_notice
from tests.support import encrypted

NOTICE = "关于规范养犬的通知\n各乡镇：\n请于〔9〕月底前登记犬只，养犬证办理费10元。\n昌吉市公安局\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def document_xml(body: str, namespace: str = _WORD, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{namespace}" '
        f'xmlns:mc="{_COMPATIBLE}"><w:body>{body}</w:body></w:document>'
    ).encode()


def docx(xml: bytes, name: str = "word/document.xml", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, xml)
        archive.writestr("word/vbaProject.bin", b"macro")
    return made.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_text_in_any_encoding(encoding: str, ending: str) -> None:
    data = NOTICE.replace("\n", ending).encode(encoding)

    assert notice_text.notice_text(data) == NOTICE


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_text_without_a_line_end_or_a_digit(encoding: str) -> None:
    said = "请各村组织养犬户办理登记并注射疫苗，不得散养烈性犬。"

    assert notice_text.notice_text(said.encode(encoding)) == said


def test_text_that_begins_like_a_bitmap() -> None:
    assert notice_text.notice_text("BMW 车辆排查通知".encode()) == "BMW 车辆排查通知"


def test_a_word_document_in_order() -> None:
    table = (
        "<w:tbl><w:tr><w:tc>"
        + paragraph("村名")
        + "</w:tc><w:tc>"
        + paragraph("户数")
        + "</w:tc></w:tr></w:tbl>"
    )
    body = (
        '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>关于</w:t></w:r>'
        '<w:r><w:t xml:space="preserve">养犬 </w:t><w:br/><w:t>的通知</w:t></w:r></w:p>'
        + table
        + "<w:p><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>&lt;b&gt;A&amp;B</w:t></w:r></w:p>"
        "<mc:AlternateContent><mc:Choice>"
        + paragraph("一次")
        + "</mc:Choice><mc:Fallback>"
        + paragraph("两次")
        + "</mc:Fallback></mc:AlternateContent>"
    )

    text = notice_text.notice_text(docx(document_xml(body)))

    assert text.split() == ["关于养犬", "的通知", "村名", "户数", "<b>A&B", "一次"]
    assert text.index("村名") < text.index("户数")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("name", ["word/document.xml", "word/document2.xml"])
@pytest.mark.parametrize("namespace", [_WORD, _STRICT])
def test_word_documents_of_all_makes(method: int, name: str, namespace: str) -> None:
    data = docx(document_xml(paragraph("养犬"), namespace), name, method)

    assert notice_text.notice_text(data).strip() == "养犬"


DOCTYPE = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
SOUND = docx(document_xml(paragraph("养犬" * 400)))
BROKEN = {
    "doctype": docx(document_xml(paragraph("&b;"), before=DOCTYPE)),
    "external": docx(
        document_xml(
            paragraph("&x;"), before='<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        )
    ),
    "no xml": docx(b"not xml"),
    "cut xml": docx(document_xml(paragraph("养犬"))[:-20]),
    "cut": SOUND[: len(SOUND) // 2],
    "spoiled": SOUND[:120] + b"\0\0\0\0\0\0" + SOUND[126:],
    "empty zip": docx(document_xml("")),
    "sheet": docx(b"<x/>", "xl/workbook.xml"),
    "ofd": docx(b"<x/>", "OFD.xml"),
    "bzip2": docx(document_xml(paragraph("养犬")), method=zipfile.ZIP_BZIP2),
    "encrypted": encrypted(docx(document_xml(paragraph("养犬")))),
    "only a name": b"PK",
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "pdf": b"%PDF-1.7\n",
    "rtf": b"{\\rtf1 }",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpeg": b"\xff\xd8\xff\xe0",
    "bmp": b"BM\x36\x00\x00\x00\x00\x00\x00\x00\x36\x00",
    "nothing": b"",
    "blank": b" \r\n\t ",
    "only a mark": b"\xef\xbb\xbf",
    "bytes": bytes(range(256)) * 8,
    "zeros": bytes(4000),
    "half a character": b"\xff\xfea",
    "controls": b"a\x01\x02\x03\x04\x05b" * 40,
    "long": ("养犬。" * 80_000).encode(),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_what_cannot_be_read_is_one_sentence_with_what_to_do(data: bytes) -> None:
    with pytest.raises(SourceDocumentError) as refused:
        notice_text.notice_text(data)

    said = str(refused.value)
    assert said.endswith("。")
    assert "\n" not in said
    assert "请" in said


def test_a_document_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_text, "_MOST_UNPACKED", 1 << 20)
    bomb = docx(document_xml("<w:p/>" * 2_000_000))
    assert len(bomb) < 100_000

    with pytest.raises(SourceDocumentError, match="太大"):
        notice_text.notice_text(bomb)


def test_a_document_with_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_text, "_MOST_MEMBERS", 2)

    with pytest.raises(SourceDocumentError, match="太多"):
        notice_text.notice_text(SOUND)


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice_text, "MAX_BYTES", 10)

    with pytest.raises(SourceDocumentError, match="太大"):
        notice_text.notice_text(b"a" * 11)


def test_pasted_text_keeps_the_length_of_what_is_kept() -> None:
    assert clean_notice("养\x07犬\u200b证\u2028办理\x0b完") == "养 犬 证\n办理\n完"


@pytest.mark.parametrize("place", ["没有.txt", "."])
def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path, place: str) -> None:
    with pytest.raises(SourceDocumentError, match=r"。$"):
        read_notice(tmp_path / place)


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "来文 一.txt"
    path.write_bytes(NOTICE.encode("gb18030"))

    assert read_notice(path) == NOTICE
