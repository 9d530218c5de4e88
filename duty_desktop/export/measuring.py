"""How many lines words take, as far as that can be told without a face."""

import math
import unicodedata

_SLACK = 2
"""Half-width characters of a line that may stay empty before a mark that begins no line."""


def display_width(text: str) -> int:
    """Columns that ``text`` takes, a full-width character counting two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def line_count(text: str, width: float) -> int:
    """Lines that ``text`` takes in a column of so many half-width characters; rather more."""
    room = max(2.0, width - _SLACK)
    return sum(max(1, math.ceil(display_width(line) / room)) for line in text.split("\n"))
