"""The page of a working document: a title, tables, and a foot that says what it is and when made.

For documents that are printed for use, not bound: the department's sheet and the list.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from duty_desktop.domain.duty import DutyList
from duty_desktop.reports.canvas import A4, MM, Paper, Style
from duty_desktop.reports.faces import Face
from duty_desktop.reports.ruled_table import TableRow, draw_table
from duty_desktop.reports.typesetting import Typesetter
from duty_desktop.reports.watching import Watch

_BINDING = 24 * MM
_EDGE = 18 * MM
_FOOT_ROOM = 23 * MM
"""Margins in pt. The binding one is at the left of an upright page and at the head of one that
lies, where the left edge is when it is bound with upright ones."""

_FOOTER = 15 * MM
"""Height of the footer's baseline above the paper's edge, in pt."""

TOWN = Style(Face.SERIF, 16.0, 27.0)
TITLE = Style(Face.BOLD, 22.0, 36.0)
SUBTITLE = Style(Face.SERIF, 10.5, 18.0)
LATER_TITLE = Style(Face.BOLD, 14.0, 24.0)
_FOOT = Style(Face.SERIF, 9.0, 13.5)

_UNDER_TITLE = 7.0
"""Between the title's lines and the table, in pt."""

Heading = Sequence[tuple[str, Style]]
"""Centred lines above a table."""


@dataclass(frozen=True, slots=True)
class RunningPage:
    """One page format."""

    setter: Typesetter
    duty_list: DutyList
    printed_on: datetime.date
    landscape: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper in pt."""
        width, height = A4
        return (height, width) if self.landscape else (width, height)

    @property
    def left(self) -> float:
        """The type area's left edge, in pt."""
        return _EDGE if self.landscape else _BINDING

    @property
    def width(self) -> float:
        """The type area's width, in pt."""
        return self.size[0] - self.left - _EDGE

    @property
    def top(self) -> float:
        """The type area's upper edge, in pt above the paper's lower one."""
        return self.size[1] - (_BINDING if self.landscape else _EDGE)

    @property
    def bottom(self) -> float:
        """The type area's lower edge, in pt above the paper's."""
        return _FOOT_ROOM

    def room(self, heading: Heading) -> float:
        """The height in pt that a page with this heading has for tables."""
        tall = sum(style.pitch for _, style in heading)
        return self.top - self.bottom - tall - (_UNDER_TITLE if heading else 0.0)

    def draw(
        self,
        paper: Paper,
        pages: Sequence[Sequence[TableRow]],
        heading: Heading,
        later: Heading,
        watch: Watch,
        began: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Draw the pages of one table or several, counted from 1.

        ``began`` is told the anchor of each row that begins on the current page.
        """
        for at, rows in enumerate(pages):
            watch.check()
            for row in rows:
                if row.anchor:
                    began(row.anchor)
            top = self._heading(paper, later if at else heading)
            draw_table(paper, rows, self.left, top)
            self._foot(paper, at + 1, len(pages))
            paper.end_page()

    def _heading(self, paper: Paper, heading: Heading) -> float:
        """Draw centred lines; gives the height at which the table begins."""
        top = self.top
        for text, style in heading:
            text, fitted = self.setter.fitted(text, style, self.width)
            for line in self.setter.centred(text, fitted, self.width)[:1]:
                line.draw(paper, self.left, top)
            top -= style.pitch
        return top - _UNDER_TITLE

    def _foot(self, paper: Paper, number: int, count: int) -> None:
        """Draw the list's title at the left, the page number, and the print date at the right."""
        page = f"第 {number} 页　共 {count} 页"
        day = self.printed_on
        printed = f"打印日期：{day.year}年{day.month}月{day.day}日"
        page_width = self.setter.width(page, _FOOT)
        room = (self.width - page_width) / 2 - 2 * _FOOT.size
        title, small = self.setter.fitted(self.duty_list.full_title, _FOOT, room)
        paper.text(self.left, _FOOTER, title, small)
        paper.text(self.left + (self.width - page_width) / 2, _FOOTER, page, _FOOT)
        right = self.left + self.width - self.setter.width(printed, _FOOT)
        paper.text(right, _FOOTER, printed, _FOOT)
