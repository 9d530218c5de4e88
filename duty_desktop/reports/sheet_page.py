"""A duty sheet's page in each look: where the form stands, and what stands above and below it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from duty_desktop.domain.duty import DutyList
from duty_desktop.reports.canvas import A4, MM, Paper, Style
from duty_desktop.reports.faces import Face
from duty_desktop.reports.form import Row, draw_form
from duty_desktop.reports.official_page import TYPE_HEIGHT, TYPE_WIDTH, OfficialPage
from duty_desktop.reports.order import Look
from duty_desktop.reports.roles import Role
from duty_desktop.reports.ruled_table import TableRow, draw_table
from duty_desktop.reports.sheet_style import (
    OFFICIAL_HEADS,
    OFFICIAL_LATER_HEAD,
    STYLES,
    WORKING_BOTTOM,
    WORKING_HEADS,
    WORKING_LATER_HEAD,
    WORKING_LEFT,
    WORKING_TOP,
)
from duty_desktop.reports.typesetting import Typesetter

TITLE = "履职事项单"

_FOOTER = 15 * MM
"""Height of the working page's footer's baseline above the paper's edge, in pt."""

_TOWN = Style(Face.SERIF, 16.0, 27.0)
_TITLE = Style(Face.BOLD, 22.0, 36.0)
_SOURCE = Style(Face.SERIF, 10.5, 20.0)
_LATER_TITLE = Style(Face.BOLD, 16.0, 26.0)
_FOOT = Style(Face.SERIF, 9.0, 13.5)

_OFFICIAL_TITLE = Style(Role.TITLE, 22.0, 44.0)
_OFFICIAL_FACTS = Style(Role.BODY, 12.0, 24.0)
_OFFICIAL_LATER = Style(Role.KAI, 14.0, 26.0)

FORM_WIDTH = STYLES[Look.COMPACT].width
FIRST_ROOM = STYLES[Look.COMPACT].first_room
LATER_ROOM = STYLES[Look.COMPACT].later_room
"""What a working page has for the form, in pt."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The page numbers of one sheet."""

    first: int
    last: int
    """Of all pages that are counted together: the sheet's own, or the document's."""


class Pages(Protocol):
    """Draws the pages of sheets on a paper, and of the contents before them."""

    def draw(self, pages: Sequence[Sequence[Row]], numbers: Numbers | None = None) -> None:
        """Draw one sheet's pages, each given as its rows, numbered by themselves if not told."""

    def draw_contents(self, rows: Sequence[TableRow]) -> None:
        """Draw a page of the contents; it has no number."""

    @property
    def contents_room(self) -> float:
        """The height in pt that it has."""


@dataclass(frozen=True, slots=True)
class SheetPages:
    """Working pages: everything that a reader asks for is in the foot."""

    paper: Paper
    setter: Typesetter
    duty_list: DutyList
    printed_on: datetime.date
    title: str = TITLE
    """What the document is called."""

    def draw(self, pages: Sequence[Sequence[Row]], numbers: Numbers | None = None) -> None:
        """Draw one sheet's pages, each given as its rows, numbered by themselves if not told."""
        numbers = numbers or Numbers(1, len(pages))
        for at, rows in enumerate(pages):
            if at:
                self._line(f"{self.title}（续）", _LATER_TITLE, A4[1] - WORKING_TOP)
            else:
                self._first_head()
            top = A4[1] - WORKING_TOP - (WORKING_LATER_HEAD if at else WORKING_HEADS)
            draw_form(self.paper, rows, WORKING_LEFT, top, FORM_WIDTH)
            self._foot(numbers.first + at, numbers.last)
            self.paper.end_page()

    def draw_contents(self, rows: Sequence[TableRow]) -> None:
        """Draw a page of the contents; it has no number."""
        draw_table(self.paper, rows, WORKING_LEFT, A4[1] - WORKING_TOP)
        self.paper.end_page()

    @property
    def contents_room(self) -> float:
        """The height in pt that it has."""
        return A4[1] - WORKING_TOP - WORKING_BOTTOM

    def _first_head(self) -> None:
        town = self.duty_list.town
        top = self._line(town.county + town.name, _TOWN, A4[1] - WORKING_TOP)
        top = self._line(self.title, _TITLE, top)
        self._line(f"依据：{self.duty_list.full_title}", _SOURCE, top)

    def _line(self, text: str, style: Style, top: float) -> float:
        """Draw one centred line; gives the height at which the next begins."""
        return _one_line(self.paper, self.setter, text, style, (WORKING_LEFT, top, FORM_WIDTH))

    def _foot(self, number: int, count: int) -> None:
        """Draw the list's title at the left, the page number, and the print date at the right."""
        page = f"第 {number} 页　共 {count} 页"
        printed = f"打印日期：{_in_words(self.printed_on)}"
        page_width = self.setter.width(page, _FOOT)
        room = (FORM_WIDTH - page_width) / 2 - 2 * _FOOT.size
        title, small = self.setter.fitted(self.duty_list.full_title, _FOOT, room)
        self.paper.text(WORKING_LEFT, _FOOTER, title, small)
        self.paper.text(WORKING_LEFT + (FORM_WIDTH - page_width) / 2, _FOOTER, page, _FOOT)
        right = WORKING_LEFT + FORM_WIDTH - self.setter.width(printed, _FOOT)
        self.paper.text(right, _FOOTER, printed, _FOOT)


@dataclass(frozen=True, slots=True)
class OfficialSheetPages:
    """Pages by GB/T 9704-2012: nothing stands under the type area but the number."""

    paper: Paper
    setter: Typesetter
    duty_list: DutyList
    printed_on: datetime.date

    def draw(self, pages: Sequence[Sequence[Row]], numbers: Numbers | None = None) -> None:
        """Draw one sheet's pages, each given as its rows, numbered by themselves if not told."""
        first = numbers.first if numbers else 1
        for at, rows in enumerate(pages):
            page = OfficialPage(first + at)
            if at:
                text, head = f"{TITLE}（续）", OFFICIAL_LATER_HEAD
                self._line(text, _OFFICIAL_LATER, page.left, page.top)
            else:
                head = OFFICIAL_HEADS
                self._first_head(page)
            draw_form(self.paper, rows, page.left, page.top - head, page.width)
            page.draw_number(self.paper, self.setter)
            self.paper.end_page()

    def draw_contents(self, rows: Sequence[TableRow]) -> None:
        """Draw a page of the contents; it has no number."""
        page = OfficialPage(self.paper.page_count + 1)
        draw_table(self.paper, rows, page.left, page.top)
        self.paper.end_page()

    @property
    def contents_room(self) -> float:
        """The height in pt that it has."""
        return TYPE_HEIGHT

    def _first_head(self, page: OfficialPage) -> None:
        """Draw the title, and under it which list it is from and when it was printed."""
        town = self.duty_list.town
        title = town.county + town.name + TITLE
        top = self._line(title, _OFFICIAL_TITLE, page.left, page.top)
        style = _OFFICIAL_FACTS
        printed = f"打印日期：{_in_words(self.printed_on)}"
        beside = self.setter.width(printed, style)
        source, fitted = self.setter.fitted(
            f"依据：{self.duty_list.full_title}", style, TYPE_WIDTH - beside - style.size
        )
        baseline = top - style.pitch / 2 - style.size / 2
        self.paper.text(page.left, baseline, source, fitted)
        self.paper.text(page.left + TYPE_WIDTH - beside, baseline, printed, style)

    def _line(self, text: str, style: Style, left: float, top: float) -> float:
        """Draw one centred line; gives the height at which the next begins."""
        return _one_line(self.paper, self.setter, text, style, (left, top, TYPE_WIDTH))


def pages_of(
    look: Look, paper: Paper, setter: Typesetter, duty_list: DutyList, printed_on: datetime.date
) -> Pages:
    """What draws the pages of a look."""
    if look is Look.OFFICIAL:
        return OfficialSheetPages(paper, setter, duty_list, printed_on)
    return SheetPages(paper, setter, duty_list, printed_on)


def _one_line(
    paper: Paper, setter: Typesetter, text: str, style: Style, at: tuple[float, float, float]
) -> float:
    """Draw a centred line; ``at`` is its left edge, upper edge and measure, in pt."""
    left, top, measure = at
    text, fitted = setter.fitted(text, style, measure)
    for line in setter.centred(text, fitted, measure):
        line.draw(paper, left, top)
    return top - style.pitch


def _in_words(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
