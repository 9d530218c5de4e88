"""Text with tabs or commas between its columns (.txt, .csv) as a grid."""

import csv
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from duty_desktop.domain.office_text import text_of_csv
from duty_desktop.errors import SourceDocumentError
from duty_desktop.ingest.grid import MAX_COLUMNS, MAX_LINES, Gathering, Grid, GridRow
from duty_desktop.ingest.text_encoding import decoded
from duty_desktop.ingest.watching import Watch

if TYPE_CHECKING:
    from _csv import Reader

_SEPARATORS = "\t,;|"
_ENCLOSED = re.compile('"[^"]*"')

_LONGEST_QUOTED = 200
"""Lines that one quoted cell may hold; more, and the quotation mark was part of the words. Not in a
file that begins with a mark and where all of them pair: every cell is quoted there, as in ours."""

_USUAL_ROWS = 5000
"""What progress is counted up to."""

_LINE_END = re.compile("\r\n|[\n\r]")
_HTML = re.compile(r"\s*<(?:!doctype html|html|table|\?xml)", re.IGNORECASE)


def read_text(data: bytes, file: str, watch: Watch) -> Grid:
    """The rows of the text in ``data``, in any usual encoding.

    Raises ``SourceDocumentError`` where it is no text.
    """
    text = decoded(data)
    if text is None or "\0" in text:
        raise SourceDocumentError("这个文件不是文字文件，或者已经损坏，请核对是否选对了文件。")
    if _HTML.match(text):
        raise SourceDocumentError(
            "这是网页文件（改了扩展名），不是表格。请用 Excel 或 WPS 打开后另存为 .xlsx，再导入。"
        )
    separator = _separator(text)
    gathering = Gathering()
    gathering.lines(max(text.count("\n"), text.count("\r")))
    rows = []
    lines = _quoted if '"' in text and _is_quoted(text, separator) else _plain
    for line, cells in lines(text, separator):
        watch.at(line, _USUAL_ROWS)
        kept = tuple(cells[:MAX_COLUMNS])
        if any(cell.strip() for cell in kept):
            gathering.row(kept)
            rows.append(GridRow(f"第 {line} 行", kept))
    return Grid(file, "", tuple(rows))


def _separator(text: str) -> str:
    """What parts the columns: the mark that stands in most lines outside of quoted cells.

    Not the commonest one: cells may hold any number of half-width semicolons, but the headings hold
    none.
    """
    lines = _LINE_END.split(_ENCLOSED.sub("", text))
    return max(_SEPARATORS, key=lambda mark: sum(mark in line for line in lines))


def _is_quoted(text: str, separator: str) -> bool:
    """Whether quotation marks enclose cells: not where they do not pair, or would swallow rows."""
    longest = MAX_LINES if text.startswith('"') else _LONGEST_QUOTED
    reader = _reader(text, separator)
    line = 1
    try:
        for _ in reader:
            if reader.line_num - line > longest:
                return False
            line = reader.line_num + 1
    except csv.Error:
        return False
    return True


def _quoted(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its first line's number, quoted cells unwrapped, what guards them taken off."""
    reader = _reader(text, separator)
    line = 1
    for cells in reader:
        yield line, list(map(text_of_csv, cells))
        line = reader.line_num + 1


def _reader(text: str, separator: str) -> "Reader":
    # strict: a mark that opens no whole cell is an error, not a guess.
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _plain(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(_LINE_END.split(text), 1):
        yield number, line.split(separator)
