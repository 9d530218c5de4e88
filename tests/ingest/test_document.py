import time

import pytest

from duty_desktop.domain.duty import ListKind
from duty_desktop.errors import SourceDocumentError
from duty_desktop.ingest import document
from tests import support

MOST_SECONDS = 10.0
"""On a machine that others use as well; it takes half a second alone, minutes if rows are looked
through for each row."""


def test_three_tables_are_read_with_their_rows(source_bytes: bytes) -> None:
    tables = document.read(source_bytes).tables

    assert [(table.kind, len(table.rows)) for table in tables] == [
        (ListKind.BASIC, 107),
        (ListKind.COOPERATIVE, 101),
        (ListKind.RECLAIMED, 34),
    ]
    assert tables[0].headings == ("序号", "事项类别", "事项名称")
    assert len(tables[1].header_lines) > 1, "the header row repeats at page breaks"


def test_a_towns_own_words_in_headings_are_read() -> None:
    source = support.document().replace("乡镇配合职责".encode(), "街道配合职责".encode())

    assert document.read(source).tables[1].headings[-1] == "街道配合职责"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_endings_are_kept(ending: str) -> None:
    source = support.document(ending=ending)

    lines = document.read(source).lines

    assert "".join(line.text + line.ending for line in lines).encode() == source
    assert all("\r" not in line.text for line in lines)


TORN = [
    (("1", "党的建设"), "有 2 列，应有 3 列"),
    (("1", "党的建设", "甲", "乙"), "有 4 列，应有 3 列"),
    (("继续上一行的话",), "不以序号开头"),
    (("1", "", "甲"), "空白的单元格"),
    (("0", "党的建设", "甲"), "从 1 开始"),
]


@pytest.mark.parametrize(("row", "sentence"), TORN)
def test_a_torn_row_is_refused_with_its_line(row: tuple[str, ...], sentence: str) -> None:
    source = support.document(basic=[row])

    with pytest.raises(SourceDocumentError, match=rf"^第 \d+ 行读不懂：.*{sentence}") as refused:
        document.read(source)

    line = int(str(refused.value).split()[1])
    assert source.decode().split("\n")[line - 1] == "\t".join(row)


@pytest.mark.parametrize("serials", [("1", "1"), ("2", "1")])
def test_numbers_that_repeat_or_go_back_are_refused(serials: tuple[str, str]) -> None:
    source = support.document(basic=[(serial, "党的建设", "甲") for serial in serials])

    with pytest.raises(SourceDocumentError, match="重复或倒退"):
        document.read(source)


def test_a_header_with_a_column_too_few_is_refused() -> None:
    source = support.document().replace(b"\t" + "事项名称".encode() + b"\n1", b"\n1")

    with pytest.raises(SourceDocumentError, match="表头有 2 列，应有 3 列"):
        document.read(source)


def test_a_header_that_says_something_else_is_refused() -> None:
    source = support.document().replace("对应上级部门".encode(), "备注".encode())

    with pytest.raises(SourceDocumentError, match="表头“备注”"):
        document.read(source)


def test_rows_before_a_header_are_refused() -> None:
    source = support.document().replace(support.BASIC_HEADER.encode() + b"\n", b"")

    with pytest.raises(SourceDocumentError, match="表头应在数据之前"):
        document.read(source)


NOT_A_LIST = [
    (b"", "是空的"),
    (b"\n \n", "是空的"),
    ("随便一段话。".encode(), "没有找到履职事项清单的三张表"),
    (support.document().decode().encode("gb18030"), "不是 UTF-8"),
    (support.document().decode().encode("utf-16"), "不是 UTF-8"),
    (support.document() + b"\x00", "控制字符"),
    (b"PK\x03\x04\x14\x00", "控制字符"),
    (support.document()[: support.document().rfind(b"\n1\t")], "没有任何事项"),
    (support.document().partition("大理市喜洲镇上级".encode())[0], "没有找到“上级部门收回事项”"),
    (support.document(reclaimed=()), "没有任何事项"),
]


@pytest.mark.parametrize(("data", "sentence"), NOT_A_LIST)
def test_what_is_no_list_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(SourceDocumentError, match=sentence) as refused:
        document.read(data)

    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith("。")


def test_a_list_that_comes_twice_is_refused() -> None:
    source = support.document() + "\n大理市喜洲镇基本履职事项清单\n".encode()

    with pytest.raises(SourceDocumentError, match="出现了两次"):
        document.read(source)


def test_a_file_too_large_to_be_a_list_is_refused() -> None:
    with pytest.raises(SourceDocumentError, match="太大"):
        document.read(b"1" * (document.MAX_BYTES + 1))


def test_a_file_of_too_many_lines_is_refused() -> None:
    with pytest.raises(SourceDocumentError, match="行太多"):
        document.read(b"1" + b"\n" * (document.MAX_LINES + 1))


def test_as_many_rows_as_numbers_allow_are_read_in_time_that_grows_with_them() -> None:
    rows = [(str(number), "党的建设", "甲") for number in range(1, 100_000)]

    started = time.process_time()
    tables = document.read(support.document(basic=rows)).tables

    assert len(tables[0].rows) == len(rows)
    assert time.process_time() - started < MOST_SECONDS
