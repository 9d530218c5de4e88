"""Official words in a form that office files carry unharmed, and the way back, to the character.

Three things are in the way: characters that XML forbids, words that a spreadsheet runs as a
formula, and cells that hold only so much. Each has its law: what goes out comes back.
"""

import re
from collections.abc import Callable, Iterable

CONTINUED = "（续）"
"""Begins a cell whose words go on from the cell above."""

_OWN_TITLE = "分工（自行记录 不是清单原文）"
"""Ends the title of the town's own table; without a comma, so that whoever looks for titles takes
it for one."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\r\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 §2.2 forbids, and the carriage return, which its readers turn into a line feed."""

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

_RUNS = r"\s*[=+\-@＝＋－＠\t\r|%]"
_DANGEROUS = re.compile(rf"'*(?:{_RUNS})")
_PROTECTED = re.compile(rf"'+(?:{_RUNS})")


def own_title(own: str) -> str:
    """The title of a table that holds what the town noted, beside the list and not of it.

    ``own`` is what the town calls itself: 本镇分工（自行记录 不是清单原文）.
    """
    return own + _OWN_TITLE


def is_own_title(text: str) -> bool:
    """Whether ``text`` is that title, whatever the town calls itself."""
    return text.endswith(_OWN_TITLE)


def xml_text(text: str) -> str:
    """``text`` with what XML forbids written ``_x0001_``, as Office does (ECMA-376 §22.9.2.19).

    Where the text itself looks so, its first sign is written ``_x005F_``.
    """
    return _FORBIDDEN.sub(lambda found: f"_x{ord(found[0]):04X}_", _ESCAPE.sub("_x005F_", text))


def text_of_xml(text: str) -> str:
    """What ``xml_text`` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def text_of_word(text: str) -> str:
    """What ``xml_text`` was given, in a Word document.

    Unlike Excel, Word means such signs as they stand: only those are turned back that ``xml_text``
    writes, so that another's words stay as they are.
    """

    def turned(found: re.Match[str]) -> str:
        char = chr(int(found[1], 16))
        return char if char == "_" or _FORBIDDEN.match(char) else found[0]

    return _ESCAPED.sub(turned, text)


def runs(text: str) -> bool:
    """Whether a spreadsheet that opens ``text`` as CSV may run it as a formula."""
    return bool(_DANGEROUS.match(text))


def csv_text(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet may run it as a formula.

    A text that already begins with apostrophes before such a sign gets one more, so that taking one
    away always gives the text again.
    """
    return f"'{text}" if runs(text) else text


def text_of_csv(text: str) -> str:
    """What ``csv_text`` was given."""
    return text[1:] if _PROTECTED.match(text) else text


def pieces(text: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """``text`` in pieces that fit; all but the first begin with ``（续）``.

    ``fits`` must hold for whatever is shorter than a text for which it holds; a piece has at least
    one character, even if it does not fit. No piece ends in white space, if there is other
    room for a cut; where a paragraph ends in a piece's later half, the cut is there.
    """
    cut: list[str] = []
    begin, rest = "", text
    while rest and not fits(begin + rest):
        length = _cut(rest, begin, fits)
        cut.append(begin + rest[:length])
        begin, rest = CONTINUED, rest[length:]
    return (*cut, begin + rest) if rest or not cut else tuple(cut)


def text_of_pieces(parts: Iterable[str]) -> str:
    """What ``pieces`` was given."""
    first, *others = parts
    return first + "".join(part.removeprefix(CONTINUED) for part in others)


def _cut(rest: str, begin: str, fits: Callable[[str], bool]) -> int:
    least, most = 1, len(rest)
    while least < most:
        middle = (least + most + 1) // 2
        if fits(begin + rest[:middle]):
            least = middle
        else:
            most = middle - 1
    paragraph = rest.rfind("\n", least // 2, least)
    length = paragraph if paragraph > 0 else least
    filled = len(rest[:length].rstrip())
    return filled or length
