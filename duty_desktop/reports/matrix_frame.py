"""The paper a matrix is printed on: its sizes, its margins, its type."""

from dataclasses import dataclass, replace
from typing import Literal

from duty_desktop.reports.canvas import A3, A4, MM, Style
from duty_desktop.reports.faces import Face
from duty_desktop.reports.matrix_grid import RowKind
from duty_desktop.reports.typesetting import Typesetter

PaperSize = Literal["A4", "A3"]

_SIZES = {"A4": (A4, 1.0), "A3": (A3, 1.25)}
"""Each paper, and how much larger than on A4 everything on it is: A3 is read from the wall."""

_SIDE = 12 * MM
_TOP = 12 * MM
_BOTTOM = 15 * MM
"""Margins in pt on any paper; the bottom one holds the footer."""

FOOTER = 8.5 * MM
"""Height of the footer's middle above the paper's edge, in pt."""

_LEAST = 7.0
"""A running line is shrunk to no less, in pt at A4; issue 4 asks for 6.5 (7.5 at A3)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's size and type area, in pt from its lower left corner."""

    page: tuple[float, float]
    scale: float
    """What a length that is meant for A4 is multiplied with."""

    @classmethod
    def of(cls, paper: PaperSize, *, landscape: bool) -> "Frame":
        """The frame of a paper, upright or lying."""
        (width, height), scale = _SIZES[paper]
        return cls((height, width) if landscape else (width, height), scale)

    @property
    def left(self) -> float:
        """The type area's left edge."""
        return _SIDE

    @property
    def right(self) -> float:
        """The type area's right edge."""
        return self.page[0] - _SIDE

    @property
    def width(self) -> float:
        """The type area's width."""
        return self.right - self.left

    @property
    def top(self) -> float:
        """The type area's upper edge."""
        return self.page[1] - _TOP

    @property
    def bottom(self) -> float:
        """The type area's lower edge; the footer stands below it."""
        return _BOTTOM

    @property
    def least(self) -> float:
        """The smallest type, in pt."""
        return _LEAST * self.scale

    def style(self, face: Face, size: float, pitch: float) -> Style:
        """A style whose size and pitch are meant for A4."""
        return Style(face, size * self.scale, pitch * self.scale)

    @property
    def title(self) -> Style:
        """The document's title."""
        return self.style(Face.BOLD, 15.0, 22.0)

    @property
    def facts(self) -> Style:
        """The line under the title."""
        return self.style(Face.SERIF, 8.5, 14.0)

    @property
    def head(self) -> Style:
        """A column's head, vertical."""
        return self.style(Face.SANS, 8.0, 8.7)

    @property
    def name(self) -> Style:
        """A duty's name."""
        return self.style(Face.SERIF, 7.5, 9.4)

    @property
    def label(self) -> Style:
        """A duty's number."""
        return self.style(Face.SERIF, 7.0, 9.4)

    @property
    def mark(self) -> Style:
        """A cell's mark, with its number of steps."""
        return self.style(Face.SERIF, 7.5, 9.4)

    @property
    def figure(self) -> Style:
        """A figure that is a total."""
        return self.style(Face.SANS, 7.0, 9.4)

    def text_style(self, kind: RowKind) -> Style:
        """How the cells of a row are set."""
        return self.mark if kind is RowKind.ITEM else self.figure

    @property
    def word(self) -> Style:
        """A category, 小计 and 合计, the heads of the left columns."""
        return self.style(Face.SANS, 7.5, 10.0)

    @property
    def legend(self) -> Style:
        """The explanations under the table."""
        return self.style(Face.SERIF, 7.5, 11.5)

    @property
    def foot(self) -> Style:
        """The footer."""
        return self.style(Face.SERIF, 7.5, 11.0)


def one_line(
    setter: Typesetter, text: str, style: Style, room: float, least: float
) -> tuple[str, Style]:
    """The text and style that fit ``room`` pt: shrunk to ``least`` pt, then cut with ``…``."""
    width = setter.width(text, style)
    if width <= room:
        return text, style
    small = replace(style, size=min(style.size, max(least, style.size * room / width)))
    if width * small.size / style.size <= room * 1.0001:
        return text, small
    left = room - setter.width("…", small)
    advances = setter.faces.advances(style.face)
    for at, char in enumerate(text):
        left -= advances[char] * small.size / 1000
        if left < 0:
            return text[:at] + "…", small
    return text, small
