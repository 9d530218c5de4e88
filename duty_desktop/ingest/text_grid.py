"""Text with tabs or commas between its columns (.txt, .csv) as a grid."""

import csv
import io
import re

from duty_desktop.errors import SourceDocumentError
from duty_desktop.ingest.grid import MAX_COLUMNS, Gathering, Grid, GridRow
from duty_desktop.ingest.text_encoding import decoded
from duty_desktop.ingest.watching import Watch

_SEPARATORS = "\t,;|"
_LONGEST_QUOTED = 200
"""Lines that one quoted cell may hold; more, and the quotation mark was part of the words."""

_USUAL_ROWS = 5000
"""What progress is counted up to."""

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
    rows = []
    found = _quoted(text, separator) if '"' in text else None
    for line, cells in found if found is not None else _plain(text, separator):
        watch.at(line, _USUAL_ROWS)
        kept = tuple(cells[:MAX_COLUMNS])
        if any(cell.strip() for cell in kept):
            gathering.row(kept)
            rows.append(GridRow(f"第 {line} 行", kept))
    return Grid(file, "", tuple(rows))


def _separator(text: str) -> str:
    """What parts the columns: a tab wherever there is one, else the commonest mark."""
    if "\t" in text:
        return "\t"
    return max(_SEPARATORS, key=text.count)


def _quoted(text: str, separator: str) -> list[tuple[int, list[str]]] | None:
    """Each row with its first line's number, quoted cells unwrapped.

    ``None`` where the quotation marks are the text's own: they do not pair, or would swallow rows.
    """
    # strict: a mark that opens no whole cell is an error, not a guess.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            if reader.line_num - line > _LONGEST_QUOTED:
                return None
            rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        return None
    return rows


def _plain(text: str, separator: str) -> list[tuple[int, list[str]]]:
    lines = enumerate(re.split("\r\n|[\n\r]", text), 1)
    return [(number, line.split(separator)) for number, line in lines]
