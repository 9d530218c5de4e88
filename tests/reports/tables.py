"""Tables as the lines that are drawn, and pages as the places where they are."""

import re
from collections.abc import Iterable, Iterator, Sequence

from duty_desktop.reports.ruled_table import TableRow
from duty_desktop.reports.typesetting import SetLine
from tests.reports import reading

PAGE_NUMBER = re.compile(r"— \d+ —")


def texts(lines: Iterable[SetLine]) -> list[str]:
    """Each line's text."""
    return [reading.line_text(line) for line in lines]


def lines_of(pages: Iterable[Sequence[TableRow]]) -> Iterator[str]:
    """The text of every line of every cell."""
    for rows in pages:
        for row in rows:
            for cell in row.cells:
                yield from texts(cell.lines)


def assert_marks_stand_right(page_texts: Iterable[str]) -> None:
    """No extracted line begins or ends with a mark that may not."""
    lines = [
        line.strip()
        for text in page_texts
        for line in PAGE_NUMBER.sub("", text).splitlines()
        if line.strip()
    ]
    assert lines
    assert [line for line in lines if line[0] in reading.STARTS_NO_LINE] == []
    assert [line for line in lines if line[-1] in reading.ENDS_NO_LINE] == []


def lost(words: str, pages: Sequence[str]) -> str:
    """What is left of words after each page has taken the longest beginning that it holds.

    Words and pages are free of white space; a cell that goes on overleaf begins there anew.
    """
    for text in pages:
        low, high = 0, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if words[:middle] in text else (low, middle - 1)
        words = words[low:]
        if not words:
            break
    return words
