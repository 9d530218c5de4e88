"""A page by GB/T 9704-2012: the type area 156 mm × 225 mm, upright or lying, numbered.

§5.2.1: upper margin 37 mm, binding margin 28 mm; printed on both sides, so that the binding lies at
the left of odd pages and at the right of even ones. §7.5: the number in 14 pt between one-em
dashes, the dashes 7 mm under the type area, one character in from its right edge on odd pages and
from its left on even ones. §8: a page whose table lies keeps the number where upright pages have
it; the table's head is at the binding on odd pages and at the cut edge on even ones.

All of §8 is one turn: a lying page is an upright one turned clockwise by a quarter. On paper its
upper edge is the left edge of the upright page: the binding of an odd page, the cut of an even one.

A3 is not in the standard. It keeps the margins of A4 on all sides and is not turned: lying, it is
as high as A4 is, bound at its left edge and folded in.
"""

from dataclasses import dataclass

from duty_desktop.reports.canvas import A3, A4, MM, Paper, Style
from duty_desktop.reports.order import PaperSize
from duty_desktop.reports.roles import Role
from duty_desktop.reports.typesetting import Typesetter

TYPE_WIDTH = 156 * MM
TYPE_HEIGHT = 225 * MM
"""Of the type area of an upright page, in pt."""

_BINDING = 28 * MM
_CUT = A4[0] - _BINDING - TYPE_WIDTH
_HEAD = 37 * MM
_FOOT = A4[1] - _HEAD - TYPE_HEIGHT

_NUMBER = Style(Role.SONG, 14.0, 21.0)
_NUMBER_DROP = 7 * MM
"""From the type area down to the dashes beside the number, in pt."""

_DASH = 0.37
"""The dash's height above its baseline, in type sizes."""


@dataclass(frozen=True, slots=True)
class OfficialPage:
    """One page of a document."""

    number: int
    """As counted for the binding: odd ones are on the right."""
    landscape: bool = False
    paper: PaperSize = "A4"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper in pt, as the page is read."""
        width, height = A3 if self.paper == "A3" else A4
        return (height, width) if self.landscape else (width, height)

    @property
    def left(self) -> float:
        """The type area's left edge, in pt."""
        return _FOOT if self._turned else self._inset

    @property
    def top(self) -> float:
        """The type area's upper edge, in pt above the paper's lower one."""
        return self.size[1] - (self._inset if self._turned else _HEAD)

    @property
    def width(self) -> float:
        """The type area's width in pt, as the page is read."""
        return self.size[0] - (_HEAD + _FOOT if self._turned else _BINDING + _CUT)

    @property
    def height(self) -> float:
        """The type area's height in pt, as the page is read."""
        return self.size[1] - (_BINDING + _CUT if self._turned else _HEAD + _FOOT)

    @property
    def _turned(self) -> bool:
        """Whether the page is bound at an edge that is not its left one, as it is read."""
        return self.landscape and self.paper == "A4"

    @property
    def _inset(self) -> float:
        """From the bound page's left edge to its type area, in pt."""
        return _BINDING if self.number % 2 else _CUT

    def draw_number(self, paper: Paper, setter: Typesetter) -> None:
        """Draw the page's number: — 12 —."""
        text = f"— {self.number} —"
        x = self._inset + _NUMBER.size
        if self.number % 2:
            across = self.height if self._turned else self.width
            x = self._inset + across - _NUMBER.size - setter.width(text, _NUMBER)
        y = _FOOT - _NUMBER_DROP - _DASH * _NUMBER.size
        if self._turned:
            paper.turned(y, self.size[1] - x, text, _NUMBER)
        else:
            paper.text(x, y, text, _NUMBER)


def width(*, landscape: bool) -> float:
    """The width in pt of an A4 page's type area, as the page is read."""
    return TYPE_HEIGHT if landscape else TYPE_WIDTH


def room(*, landscape: bool) -> float:
    """The height in pt of an A4 page's type area, as the page is read."""
    return TYPE_WIDTH if landscape else TYPE_HEIGHT
