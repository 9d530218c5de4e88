"""Column heads in vertical Chinese type, for horizontal tables.

Source of the rules: W3C "Requirements for Chinese Text Layout" (CLREQ) §3.1.5 and §3.1.10: Han
characters stand upright one under the other; brackets, dashes, ellipses and Latin words are turned
clockwise by a quarter; 、，。 stand in the upper right of their square; a number of up to two
figures stands upright across the line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duty_desktop.reports.canvas import Paper, Style
from duty_desktop.reports.faces import ASCENT
from duty_desktop.reports.typesetting import Typesetter

_MIDDLE = ASCENT - 0.5
"""Height of the em box's middle above the baseline, in type sizes."""

_PARTS = re.compile(r"[!-~]{1,12}|\s+|.", re.DOTALL)
"""A Latin word or number, a space, or a single character."""

_TURNED = frozenset("（）《》〈〉【】〔〕「」『』〖〗［］｛｝“”‘’…—―–-~～⋯：；:;=＝|()[]{}<>")
_RAISED = frozenset("、，。")

_RAISE = 0.56
"""How far 、，。 are moved to the right and up, in type sizes: they are drawn at the lower left."""

_ACROSS = 2
"""A number of no more figures stands upright."""

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Sign:
    """A character, or a word, in its place under the ones before it."""

    text: str
    turned: bool
    raised: bool
    height: float
    """How far down the next one stands, in pt."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head, set downwards."""

    signs: tuple[Sign, ...]
    style: Style

    @property
    def height(self) -> float:
        """In pt."""
        return sum(sign.height for sign in self.signs)

    @property
    def text(self) -> str:
        """What stands there, in reading order."""
        return "".join(sign.text for sign in self.signs)

    def draw(self, paper: Paper, setter: Typesetter, middle: float, top: float) -> None:
        """Draw it downwards from ``top``, its signs in the middle of the column."""
        size = self.style.size
        y = top
        for sign in self.signs:
            if sign.turned:
                paper.turned(middle - _MIDDLE * size, y, sign.text, self.style)
            else:
                x = middle - setter.width(sign.text, self.style) / 2
                baseline = y - sign.height / 2 - _MIDDLE * size
                shift = _RAISE * size if sign.raised else 0.0
                paper.text(x + shift, baseline + shift, sign.text, self.style)
            y -= sign.height


def head(setter: Typesetter, text: str, style: Style, most: float) -> Head:
    """The text set downwards, no taller than ``most`` pt: what is longer ends in ``…``.

    ``style.pitch`` is the distance from one character to the next.
    """
    signs = tuple(_signs(setter, text, style))
    whole = Head(signs, style)
    if whole.height <= most:
        return whole
    end = Sign(_ELLIPSIS, turned=True, raised=False, height=style.pitch)
    kept: list[Sign] = []
    room = most - end.height
    for sign in signs:
        room -= sign.height
        if room < 0:
            break
        kept.append(sign)
    return Head((*kept, end), style)


def _signs(setter: Typesetter, text: str, style: Style) -> Iterator[Sign]:
    for part in _PARTS.findall(text):
        if part.isspace():
            yield Sign(" ", turned=False, raised=False, height=style.size / 2)
        elif _runs_down(part):
            yield Sign(part, turned=True, raised=False, height=setter.width(part, style))
        else:
            yield Sign(part, turned=False, raised=part in _RAISED, height=style.pitch)


def _runs_down(part: str) -> bool:
    """Whether the part is turned: a mark that lies along the line, or a Latin word."""
    if part in _TURNED:
        return True
    return part.isascii() and not (len(part) <= _ACROSS and (part.isdigit() or len(part) == 1))
