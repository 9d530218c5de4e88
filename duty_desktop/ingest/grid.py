"""What every document becomes before it is understood: rows of cells that hold text.

Bounds stand here for all formats: what is larger is no duty list.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from duty_desktop.errors import SourceDocumentError

MAX_ROWS = 20_000
"""Rows with words in one file; a county of twenty towns has some 5,000."""

MAX_LINES = 200_000
"""Lines of a text, blank ones included."""

MAX_COLUMNS = 128
"""Columns that are looked at; a list has seven and a few notes beside them."""

MAX_CHARACTERS = 20_000_000
"""Of all cells of one file; a county of twenty towns has some 1,000,000."""

MAX_CELL = 32_767
"""Characters in one cell: what Excel allows, kept for all formats."""

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

_STEERING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Control characters but tabs and line ends, and halves of characters: no words of anybody."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row, or one line of text that stands outside of tables."""

    place: str
    """Where people find it: 第 12 行."""
    cells: tuple[str, ...]
    filled: frozenset[int] = frozenset()
    """Columns whose words belong to a merged cell that begins in a row above."""
    note: str = ""
    """What was hard to read, in words for people."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of a workbook, or the whole of a document or text."""

    file: str
    """The file's name."""
    name: str
    """The sheet's name; empty where the file has no sheets."""
    rows: tuple[GridRow, ...]

    @property
    def place(self) -> str:
        """The grid as people call it: “清单.xlsx”的“基本”表."""
        return f"“{self.file}”的“{self.name}”表" if self.name else f"“{self.file}”"

    def harmless(self) -> "Grid":
        """The same with a space for each character that steers a terminal: cells are quoted there.

        What is stored of a cell is the same either way (``paragraphs``).
        """
        rows = (
            replace(row, cells=tuple(_STEERING.sub(" ", cell) for cell in row.cells))
            if any(map(_STEERING.search, row.cells))
            else row
            for row in self.rows
        )
        return replace(self, rows=tuple(rows))


class Gathering:
    """Counts what is gathered of a file and refuses what is no list any more."""

    def __init__(self) -> None:
        """Nothing gathered."""
        self._rows = 0
        self._characters = 0

    def row(self, cells: tuple[str, ...]) -> None:
        """Count a row with words; raise ``SourceDocumentError`` where there are too many."""
        self._rows += 1
        self._characters += sum(map(len, cells))
        self.check(0)
        if max(map(len, cells), default=0) > MAX_CELL:
            raise SourceDocumentError(
                f"这个文件有一格超过 {MAX_CELL} 字，不像是履职事项清单，请核对后重试。"
            )
        if self._characters > MAX_CHARACTERS:
            raise SourceDocumentError("这个文件的文字太多，不像是履职事项清单，请核对后重试。")

    def lines(self, count: int) -> None:
        """Raise ``SourceDocumentError`` where a text has too many lines, be they blank."""
        if count > MAX_LINES:
            raise SourceDocumentError(
                f"这个文件超过 {MAX_LINES} 行，不像是履职事项清单，请核对是否选对了文件。"
            )

    def check(self, more: int) -> None:
        """Raise ``SourceDocumentError`` where so many more rows would be too many."""
        if self._rows + more > MAX_ROWS:
            raise SourceDocumentError(
                f"这个文件有字的行超过 {MAX_ROWS} 行，不像是履职事项清单，请核对是否选对了文件。"
            )


def quoted(text: str, most: int = 30) -> str:
    """The text as a sentence for people quotes it: on one line, and not all of it."""
    line = " ".join(_STEERING.sub(" ", text[: most * 4]).split())
    return line if len(line) <= most and len(text) <= most * 4 else f"{line[:most]}…"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cell, blank ones left out, characters that only steer made spaces."""
    found = []
    for line in _LINE_ENDS.split(text):
        plain = "".join(
            " " if unicodedata.category(char) in ("Cc", "Cs") else char for char in line
        )
        if stripped := plain.strip(" "):
            found.append(stripped)
    return found


def squeezed(text: str) -> str:
    """The text without any white space, full-width digits and brackets made half-width."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(
        char for char in plain if not char.isspace() and unicodedata.category(char) != "Cf"
    )
