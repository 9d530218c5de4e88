"""A bound page by GB/T 9704-2012: the type area 156 mm × 225 mm, upright or lying, numbered.

§5.2.1: upper margin 37 mm, binding margin 28 mm; printed on both sides, so that the binding lies at
the left of odd pages and at the right of even ones. §7.5: the number in 14 pt between one-em
dashes, the dashes 7 mm under the type area, one character in from its right edge on odd pages and
from its left on even ones. §8: a page whose table lies keeps the number where upright pages have
it; the table's head is at the binding on odd pages and at the cut edge on even ones.

All of §8 is one turn: a lying page is an upright one turned clockwise by a quarter. On paper its
upper edge is the left edge of the upright page: the binding of an odd page, the cut of an even one.
"""

from dataclasses import dataclass

from duty_desktop.reports.canvas import A4, MM, Paper, Style
from duty_desktop.reports.faces import Face
from duty_desktop.reports.typesetting import Typesetter

TYPE_WIDTH = 156 * MM
TYPE_HEIGHT = 225 * MM
"""Of the type area of an upright page, in pt."""

_BINDING = 28 * MM
_HEAD = 37 * MM
_FOOT = A4[1] - _HEAD - TYPE_HEIGHT

_NUMBER = Style(Face.SERIF, 14.0, 21.0)
_NUMBER_DROP = 7 * MM
"""From the type area down to the dashes beside the number, in pt."""

_DASH = 0.37
"""The dash's height above its baseline, in type sizes."""


@dataclass(frozen=True, slots=True)
class BookletPage:
    """One page of a bound document."""

    number: int
    """As counted for the binding: odd ones are on the right."""
    landscape: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper in pt, as the page is read."""
        return (A4[1], A4[0]) if self.landscape else A4

    @property
    def left(self) -> float:
        """The type area's left edge, in pt."""
        return _FOOT if self.landscape else self._inset

    @property
    def top(self) -> float:
        """The type area's upper edge, in pt above the paper's lower one."""
        return A4[0] - self._inset if self.landscape else A4[1] - _HEAD

    @property
    def _inset(self) -> float:
        """From the upright page's left edge to its type area, in pt."""
        return _BINDING if self.number % 2 else A4[0] - _BINDING - TYPE_WIDTH

    def draw_number(self, paper: Paper, setter: Typesetter) -> None:
        """Draw the page's number: — 12 —."""
        text = f"— {self.number} —"
        x = self._inset + _NUMBER.size
        if self.number % 2:
            x = self._inset + TYPE_WIDTH - _NUMBER.size - setter.width(text, _NUMBER)
        y = _FOOT - _NUMBER_DROP - _DASH * _NUMBER.size
        if self.landscape:
            paper.turned(y, A4[0] - x, text, _NUMBER)
        else:
            paper.text(x, y, text, _NUMBER)


def width(*, landscape: bool) -> float:
    """The type area's width in pt, as the page is read."""
    return TYPE_HEIGHT if landscape else TYPE_WIDTH


def room(*, landscape: bool) -> float:
    """The type area's height in pt, as the page is read."""
    return TYPE_WIDTH if landscape else TYPE_HEIGHT
