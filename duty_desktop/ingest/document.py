"""A source document as text: its cover, its three tables and every line, to be written again.

The shape is that of the published lists: a cover, a table of contents, then for each list a title
and a table whose cells are separated by tabs and whose header row repeats at every printed page.
"""

import re
from dataclasses import dataclass, field

from duty_desktop.domain.duty import Field, ListKind
from duty_desktop.errors import SourceDocumentError
from duty_desktop.ingest.grid import quoted
from duty_desktop.ingest.headings import means
from duty_desktop.ingest.text_form import is_generated, marks_paragraphs

MAX_BYTES = 32 * 1024 * 1024
"""Far above any list (a town's is 0.12 MB); what is larger is some other file."""

MAX_LINES = 200_000
"""Lines of a file; the published list of a town has 404."""

_LONGEST_COVER = 40
"""Lines among which a generated text form says what it is."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of the file, its ending kept apart."""

    text: str
    ending: str


@dataclass(frozen=True, slots=True)
class Row:
    """A duty's row."""

    line: int
    """Index into ``TextDocument.lines``."""
    serial: int
    cells: tuple[str, ...]


@dataclass(slots=True)
class Table:
    """One of the three lists as it stands in the document."""

    kind: ListKind
    title: str
    headings: tuple[str, ...] = ()
    header_lines: set[int] = field(default_factory=set)
    rows: list[Row] = field(default_factory=list)
    serials: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A source document, read but not yet understood."""

    lines: tuple[RawLine, ...]
    cover: tuple[str, ...]
    """The lines above the first table."""
    tables: tuple[Table, ...]
    """Basic, cooperative, reclaimed; a generated text form may lack some."""
    generated: bool = False
    """Whether it is the text form of a list that was imported from other files."""
    marks_paragraphs: bool = False
    """Whether its markup is the program's own: the files had line breaks in those places."""


def read(data: bytes) -> TextDocument:
    """The document in ``data``.

    Raises ``SourceDocumentError`` where it is no text in UTF-8 or its three tables are not whole;
    the sentence names the line.
    """
    lines = _lines(_text(data))
    generated = is_generated(line.text for line in lines[:_LONGEST_COVER])
    first_table: int | None = None
    tables: list[Table] = []
    for index, line in enumerate(lines):
        kind = title_of(line.text)
        if kind is not None and not (tables and tables[-1].kind is kind):
            if any(table.kind is kind for table in tables):
                raise _at(index, f"“{kind.official_name}清单”出现了两次")
            first_table = index if first_table is None else first_table
            tables.append(Table(kind, line.text.strip()))
        elif tables:
            _read_table_line(tables[-1], index, line.text, generated=generated)
    _check_complete(tables, generated=generated)
    cover = tuple(line.text for line in lines[:first_table])
    ordered = tuple(sorted(tables, key=lambda table: list(ListKind).index(table.kind)))
    return TextDocument(lines, cover, ordered, generated, marks_paragraphs(cover))


def _text(data: bytes) -> str:
    if not data.strip():
        raise SourceDocumentError("这个文件是空的，请换一份履职事项清单。")
    if len(data) > MAX_BYTES:
        raise SourceDocumentError("这个文件太大，不像是一份履职事项清单，请核对后重试。")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceDocumentError(
            "这个文件不是 UTF-8 编码的文本，请在记事本或 WPS 中另存为 UTF-8 文本后重试。",
            str(error),
        ) from error
    if text.count("\n") > MAX_LINES:
        raise SourceDocumentError("这个文件的行太多，不像是一份履职事项清单，请核对后重试。")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise SourceDocumentError(
            f"第 {line} 行有不可见的控制字符，这不是一份文本清单，请核对文件。"
        )
    return text


def _lines(text: str) -> tuple[RawLine, ...]:
    lines = []
    for whole in re.findall(r"[^\n]*\n|[^\n]+", text):
        body = whole.rstrip("\r\n")
        lines.append(RawLine(body, whole[len(body) :]))
    return tuple(lines)


def title_of(text: str) -> ListKind | None:
    """The list whose title this line is; ``None`` where it is none."""
    if "\t" in text:
        return None
    for kind in ListKind:
        if text.strip().endswith(f"{kind.official_name}清单"):
            return kind
    return None


def _read_table_line(table: Table, index: int, text: str, *, generated: bool) -> None:
    if not text.strip():
        return
    cells = tuple(text.split("\t"))
    if _is_header(cells):
        _check_header(table, index, cells)
        table.headings = table.headings or tuple(cell.strip() for cell in cells)
        table.header_lines.add(index)
        return
    if not table.headings:
        raise _at(index, f"“{quoted(table.title)}”的表头应在数据之前")
    if not re.fullmatch(r"\d{1,5}", cells[0].strip()):
        raise _at(index, "这一行不以序号开头，表格可能断开了")
    if len(cells) != len(table.kind.fields):
        raise _at(index, f"这一行有 {len(cells)} 列，应有 {len(table.kind.fields)} 列")
    serial = int(cells[0])
    if serial < 1:
        raise _at(index, "序号应从 1 开始")
    # A generated form is not torn: what is odd in it was so in the file, and the user was told.
    if not generated and not all(cell.strip() for cell in cells):
        raise _at(index, "这一行有空白的单元格，表格可能断开了")
    # Where numbers may not go back, the last one is the highest.
    goes_back = not generated and table.rows and serial <= table.rows[-1].serial
    if serial in table.serials or goes_back:
        raise _at(index, f"序号 {serial} 重复或倒退")
    table.rows.append(Row(index, serial, cells))
    table.serials.add(serial)


def _is_header(cells: tuple[str, ...]) -> bool:
    return len(cells) > 1 and means(cells[0], Field.SERIAL)


def _check_header(table: Table, index: int, cells: tuple[str, ...]) -> None:
    fields = table.kind.fields
    if len(cells) != len(fields):
        raise _at(index, f"表头有 {len(cells)} 列，应有 {len(fields)} 列")
    for wanted, cell in zip(fields, cells, strict=True):
        if not means(cell, wanted):
            said = f"表头“{quoted(cell)}”不是“{quoted(table.title)}”应有的列"
            raise _at(index, said)


def _check_complete(tables: list[Table], *, generated: bool) -> None:
    present = {table.kind for table in tables}
    absent = [kind.official_name for kind in ListKind if kind not in present]
    if len(absent) == len(ListKind):
        raise SourceDocumentError("这个文件里没有找到履职事项清单的三张表，请核对是否选对了文件。")
    if absent and not generated:
        raise SourceDocumentError(
            f"文件不完整：没有找到“{'”“'.join(absent)}”，请换一份完整的清单。"
        )
    for table in tables:
        if not table.rows:
            raise SourceDocumentError(
                f"文件不完整：“{quoted(table.title)}”没有任何事项，请换一份完整的清单。"
            )


def _at(index: int, what: str) -> SourceDocumentError:
    return SourceDocumentError(f"第 {index + 1} 行读不懂：{what}，请核对原文件。")
