"""Characters that people type in place of one another, made the same, one for one.

Folding never changes a text's length, so a place in the folded text is the same place in the text
itself: highlighting needs no map.
"""

import unicodedata
from functools import cache

from duty_desktop import tables


class _FoldTable(dict[int, str]):
    """A ``str.translate`` table that works out each character once, when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = unicodedata.normalize("NFKC", char).casefold()
        if len(folded) != 1:
            folded = char
        folded = _QUOTES.get(folded) or _simplified(folded)
        self[code] = folded
        return folded


_QUOTES = {"“": '"', "”": '"', "„": '"', "‟": '"', "‘": "'", "’": "'"}


def _simplified(char: str) -> str:
    traditional, simplified = _characters()
    at = traditional.find(char)
    return simplified[at] if at >= 0 else char


@cache
def _characters() -> tuple[str, str]:
    """Traditional characters and the simplified ones in their places.

    Two texts, as each character of a list is asked for once: a table would take forty times as
    much memory.
    """
    rows = tables.rows("traditional")
    return "".join(row[0] for row in rows), "".join(row[1] for row in rows)


_TABLE = _FoldTable()


def fold(text: str) -> str:
    """The text with full-width and upper-case letters made half-width and lower-case.

    Compatibility forms follow Unicode NFKC, case Unicode's case folding, traditional characters the
    table ``traditional``; quotation marks become upright ones. A character whose folded form would
    be longer stays as it is.
    """
    return text.translate(_TABLE)
