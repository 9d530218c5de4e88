"""The page of a table that is printed for use: a title, tables, and what stands at the foot.

For the department's sheet and the list. A working page says at its foot what it is, which page it
is and when it was printed; an official one (GB/T 9704-2012) has nothing there but its number.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from duty_desktop.domain.duty import DutyList
from duty_desktop.reports.canvas import MM, Paper, Style
from duty_desktop.reports.faces import Face
from duty_desktop.reports.official_page import OfficialPage
from duty_desktop.reports.order import Look, PaperSize
from duty_desktop.reports.roles import Role
from duty_desktop.reports.ruled_table import TableRow, draw_table
from duty_desktop.reports.typesetting import Typesetter
from duty_desktop.reports.watching import Watch

_BINDING = 24 * MM
_EDGE = 18 * MM
_FOOT_ROOM = 23 * MM
"""Margins in pt of a working page. The binding one is at the left of an upright page and at the
head of A4 that lies, where the left edge is when it is bound with upright ones."""

_FOOTER = 15 * MM
"""Height of the footer's baseline above the paper's edge, in pt."""

_FOOT = Style(Face.SERIF, 9.0, 13.5)

_UNDER_TITLE = 7.0
"""Between the title's lines and the table, in pt."""

Heading = Sequence[tuple[str, Style]]
"""Centred lines above a table."""


@dataclass(frozen=True, slots=True)
class Headings:
    """How the lines above a table are set."""

    town: Style
    title: Style
    name: Style
    """What the document is about, under the title."""
    facts: Style
    later: Style
    """The title on later pages."""


_HEADINGS: Mapping[Look, Headings] = {
    Look.COMPACT: Headings(
        town=Style(Face.SERIF, 16.0, 27.0),
        title=Style(Face.BOLD, 22.0, 36.0),
        name=Style(Face.SANS, 16.0, 27.0),
        facts=Style(Face.SERIF, 10.5, 18.0),
        later=Style(Face.BOLD, 14.0, 24.0),
    ),
    Look.OFFICIAL: Headings(
        town=Style(Role.TITLE, 22.0, 36.0),
        title=Style(Role.TITLE, 22.0, 36.0),
        name=Style(Role.KAI, 16.0, 28.0),
        facts=Style(Role.BODY, 12.0, 22.0),
        later=Style(Role.KAI, 14.0, 24.0),
    ),
}


@dataclass(frozen=True, slots=True)
class RunningPage:
    """One page format."""

    setter: Typesetter
    duty_list: DutyList
    printed_on: datetime.date
    landscape: bool = False
    look: Look = Look.COMPACT
    paper: PaperSize = "A4"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper in pt."""
        return self._official(1).size

    @property
    def headings(self) -> Headings:
        """How the lines above a table are set."""
        return _HEADINGS[self.look]

    @property
    def width(self) -> float:
        """The type area's width, in pt."""
        if self.look is Look.OFFICIAL:
            return self._official(1).width
        return self.size[0] - _EDGE - (_EDGE if self._bound_above else _BINDING)

    @property
    def height(self) -> float:
        """The type area's height, in pt."""
        if self.look is Look.OFFICIAL:
            return self._official(1).height
        return self.size[1] - _FOOT_ROOM - (_BINDING if self._bound_above else _EDGE)

    def corner(self, number: int) -> tuple[float, float]:
        """The type area's left edge and its upper one, in pt from the paper's lower left corner.

        Official pages have their binding margin at the left and at the right in turn.
        """
        if self.look is Look.OFFICIAL:
            page = self._official(number)
            return page.left, page.top
        if self._bound_above:
            return _EDGE, self.size[1] - _BINDING
        return _BINDING, self.size[1] - _EDGE

    @property
    def _bound_above(self) -> bool:
        return self.landscape and self.paper == "A4"

    def _official(self, number: int) -> OfficialPage:
        return OfficialPage(number, self.landscape, self.paper)

    def title(self, name: str) -> Heading:
        """The lines of a document's title: whose it is, and what it is."""
        styles, town = self.headings, self.duty_list.town
        owner = town.county + town.name
        whole = owner + name
        if self.look is Look.OFFICIAL and self.setter.width(whole, styles.title) <= self.width:
            return ((whole, styles.title),)
        return ((owner, styles.town), (name, styles.title))

    def named(self, name: str) -> Heading:
        """Whom the document is about, under its title, in as many lines as the name takes."""
        style = self.headings.name
        lines = self.setter.centred(name, style, self.width)
        return tuple((line.pieces[0].text, style) for line in lines)

    def facts(self, text: str) -> Heading:
        """Facts under the title; on official pages also the day, which is not at their foot."""
        style = self.headings.facts
        if self.look is not Look.OFFICIAL:
            return ((text, style),)
        both = f"{text}　　{self._printed}"
        if self.setter.width(both, style) <= self.width:
            return ((both, style),)
        return ((text, style), (self._printed, style))

    def room(self, heading: Heading) -> float:
        """The height in pt that a page with this heading has for tables."""
        tall = sum(style.pitch for _, style in heading)
        return self.height - tall - (_UNDER_TITLE if heading else 0.0)

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
        for number, rows in enumerate(pages, start=1):
            watch.check()
            for row in rows:
                if row.anchor:
                    began(row.anchor)
            left, top = self.corner(number)
            top = self._heading(paper, heading if number == 1 else later, left, top)
            draw_table(paper, rows, left, top)
            if self.look is Look.OFFICIAL:
                self._official(number).draw_number(paper, self.setter)
            else:
                self._foot(paper, left, number, len(pages))
            paper.end_page()

    def _heading(self, paper: Paper, heading: Heading, left: float, top: float) -> float:
        """Draw centred lines; gives the height at which the table begins."""
        for text, style in heading:
            text, fitted = self.setter.fitted(text, style, self.width)
            for line in self.setter.centred(text, fitted, self.width)[:1]:
                line.draw(paper, left, top)
            top -= style.pitch
        return top - _UNDER_TITLE

    def _foot(self, paper: Paper, left: float, number: int, count: int) -> None:
        """Draw the list's title at the left, the page number, and the print date at the right."""
        page = f"第 {number} 页　共 {count} 页"
        page_width = self.setter.width(page, _FOOT)
        room = (self.width - page_width) / 2 - 2 * _FOOT.size
        title, small = self.setter.fitted(self.duty_list.full_title, _FOOT, room)
        paper.text(left, _FOOTER, title, small)
        paper.text(left + (self.width - page_width) / 2, _FOOTER, page, _FOOT)
        right = left + self.width - self.setter.width(self._printed, _FOOT)
        paper.text(right, _FOOTER, self._printed, _FOOT)

    @property
    def _printed(self) -> str:
        day = self.printed_on
        return f"打印日期：{day.year}年{day.month}月{day.day}日"
