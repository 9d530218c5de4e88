"""A duty sheet's page: where the form stands on it, and what stands above and below the form."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from duty_desktop.domain.duty import DutyList
from duty_desktop.reports.canvas import A4, MM, Paper, Style
from duty_desktop.reports.faces import Face
from duty_desktop.reports.form import Row, draw_form
from duty_desktop.reports.typesetting import Typesetter

TITLE = "履职事项单"

_LEFT = 24 * MM
_RIGHT = 18 * MM
_TOP = 18 * MM
_BOTTOM = 23 * MM
"""Margins in pt; the left one is for binding, the bottom one holds the footer."""

_FOOTER = 15 * MM
"""Height of the footer's baseline above the paper's edge, in pt."""

_TOWN = Style(Face.SERIF, 16.0, 27.0)
_TITLE = Style(Face.BOLD, 22.0, 36.0)
_SOURCE = Style(Face.SERIF, 10.5, 20.0)
_LATER_TITLE = Style(Face.BOLD, 16.0, 26.0)
_FOOT = Style(Face.SERIF, 9.0, 13.5)

_UNDER_TITLE = 7.0
"""Between the title's lines and the form, in pt."""

FORM_WIDTH = A4[0] - _LEFT - _RIGHT
_HEIGHT = A4[1] - _TOP - _BOTTOM
FIRST_ROOM = _HEIGHT - _TOWN.pitch - _TITLE.pitch - _SOURCE.pitch - _UNDER_TITLE
LATER_ROOM = _HEIGHT - _LATER_TITLE.pitch - _UNDER_TITLE
"""What a sheet's first page and each later one have for the form, in pt."""


@dataclass(frozen=True, slots=True)
class SheetPages:
    """Draws the pages of sheets on a paper."""

    paper: Paper
    setter: Typesetter
    duty_list: DutyList
    printed_on: datetime.date
    title: str = TITLE
    """What the document is called."""

    def draw(self, pages: Sequence[Sequence[Row]]) -> None:
        """Draw one sheet's pages, each given as its rows."""
        for at, rows in enumerate(pages):
            top = self._later_head() if at else self._first_head()
            draw_form(self.paper, rows, _LEFT, top, FORM_WIDTH)
            self._foot(at + 1, len(pages))
            self.paper.end_page()

    def _first_head(self) -> float:
        """Draw the first page's title; gives the height at which the form begins."""
        town = self.duty_list.town
        top = self._line(town.county + town.name, _TOWN, A4[1] - _TOP)
        top = self._line(self.title, _TITLE, top)
        top = self._line(f"依据：{self.duty_list.full_title}", _SOURCE, top)
        return top - _UNDER_TITLE

    def _later_head(self) -> float:
        top = self._line(f"{self.title}（续）", _LATER_TITLE, A4[1] - _TOP)
        return top - _UNDER_TITLE

    def _line(self, text: str, style: Style, top: float) -> float:
        """Draw one centred line; gives the height at which the next begins."""
        text, fitted = self.setter.fitted(text, style, FORM_WIDTH)
        for line in self.setter.centred(text, fitted, FORM_WIDTH):
            line.draw(self.paper, _LEFT, top)
        return top - style.pitch

    def _foot(self, number: int, count: int) -> None:
        """Draw the list's title at the left, the page number, and the print date at the right."""
        page = f"第 {number} 页　共 {count} 页"
        day = self.printed_on
        printed = f"打印日期：{day.year}年{day.month}月{day.day}日"
        page_width = self.setter.width(page, _FOOT)
        room = (FORM_WIDTH - page_width) / 2 - 2 * _FOOT.size
        title, small = self.setter.fitted(self.duty_list.full_title, _FOOT, room)
        self.paper.text(_LEFT, _FOOTER, title, small)
        self.paper.text(_LEFT + (FORM_WIDTH - page_width) / 2, _FOOTER, page, _FOOT)
        right = _LEFT + FORM_WIDTH - self.setter.width(printed, _FOOT)
        self.paper.text(right, _FOOTER, printed, _FOOT)
