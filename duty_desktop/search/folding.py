"""Characters that people type in place of one another, made the same, one for one.

Folding never changes a text's length, so a place in the folded text is the same place in the text
itself: highlighting needs no map.
"""

import unicodedata


class _FoldTable(dict[int, str]):
    """A ``str.translate`` table that works out each character once, when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = unicodedata.normalize("NFKC", char).casefold()
        if len(folded) != 1:
            folded = char
        self[code] = folded
        return folded


_TABLE = _FoldTable()


def fold(text: str) -> str:
    """The text with full-width and upper-case letters made half-width and lower-case.

    Compatibility forms follow Unicode NFKC, case Unicode's case folding; a character whose folded
    form would be longer stays as it is.
    """
    return text.translate(_TABLE)
