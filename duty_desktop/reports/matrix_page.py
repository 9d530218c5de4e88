"""A matrix's pages: what stands around the table."""

import datetime
from dataclasses import dataclass

from duty_desktop.domain.duty import DutyList
from duty_desktop.reports.canvas import Paper
from duty_desktop.reports.matrix_frame import FOOTER, one_line
from duty_desktop.reports.matrix_layout import Layout
from duty_desktop.reports.matrix_table import MatrixTable, Pen

TITLE = "履职事项责任矩阵"

_BOX = (6.0, 4.0)
_MAP = (60.0, 20.0)
_MOST_BOXES = (12, 20)
"""The tile map in pt at A4: a box, the whole map, and the most boxes drawn across and down."""

_HERE, _ELSEWHERE = 0.0, 0.78
"""The greys of this page's box and of the others."""

_BETWEEN = 0.2
"""The part of a box that stays white, to tell it from the next."""


def title_of(duty_list: DutyList, layout: Layout) -> str:
    """昌吉市三工镇履职事项责任矩阵（按部门）."""
    return f"{duty_list.town.county}{duty_list.town.name}{TITLE}（{layout.grid.title}）"


def tile_name(layout: Layout, x: int, y: int) -> str:
    """Which tile it is: 列2/3·行1/4."""
    return f"列{x + 1}/{len(layout.across)}·行{y + 1}/{len(layout.down)}"


@dataclass(frozen=True, slots=True)
class MatrixPages:
    """Draws the tiles of a matrix on a paper."""

    paper: Paper
    pen: Pen
    layout: Layout
    duty_list: DutyList
    printed_on: datetime.date

    def draw(self, x: int, y: int) -> None:
        """Draw one tile's page, ``x`` to the right and ``y`` down from the first."""
        layout = self.layout
        self._head(x, y)
        MatrixTable(self.paper, self.pen, layout, layout.across[x], layout.down[y]).draw()
        self._legend()
        self._foot(1 + y * len(layout.across) + x)
        self.paper.end_page()

    def _head(self, x: int, y: int) -> None:
        """Draw the title in the middle; under it what was counted, and which tile this is."""
        frame, pen = self.layout.frame, self.pen
        line = frame.top - frame.title.pitch - frame.facts.pitch / 2
        name = tile_name(self.layout, x, y)
        beside = pen.width(name, frame.facts)
        gap = frame.title.size
        title = title_of(self.duty_list, self.layout)
        room = frame.width - 2 * (max(beside, _MAP[0] * frame.scale) + gap)
        text, style = one_line(pen.setter, title, frame.title, room, frame.least)
        pen.centred(frame.left + frame.width / 2, frame.top - frame.title.pitch / 2, text, style)
        facts = f"依据：{self.duty_list.full_title}　　{self.layout.grid.facts}"
        room = frame.width - beside - gap
        text, style = one_line(pen.setter, facts, frame.facts, room, frame.least)
        pen.text(frame.left, line, text, style)
        pen.text(frame.right - beside, line, name, frame.facts)
        self._tile_map(x, y)

    def _tile_map(self, x: int, y: int) -> None:
        """Draw a box for each tile, this one's black."""
        layout, frame = self.layout, self.layout.frame
        columns, rows = len(layout.across), len(layout.down)
        if columns == 1 or columns > _MOST_BOXES[0] or rows > _MOST_BOXES[1]:
            return
        wide = min(_BOX[0], _MAP[0] / columns) * frame.scale
        tall = min(_BOX[1], _MAP[1] / rows) * frame.scale
        left, top = frame.right - columns * wide, frame.top
        for column, row in layout.tiles:
            grey = _HERE if (column, row) == (x, y) else _ELSEWHERE
            corner = left + (column + _BETWEEN) * wide, top - (row + 1) * tall
            self.paper.shade(*corner, wide * (1 - _BETWEEN), tall * (1 - _BETWEEN), grey)

    def _legend(self) -> None:
        """Draw the explanations at the foot of the type area, the same on every page."""
        frame = self.layout.frame
        middle = frame.bottom + (len(self.layout.legend) - 0.5) * frame.legend.pitch
        for line in self.layout.legend:
            text, style = one_line(self.pen.setter, line, frame.legend, frame.width, frame.least)
            self.pen.text(frame.left, middle, text, style)
            middle -= frame.legend.pitch

    def _foot(self, number: int) -> None:
        """Draw the list's title at the left, the page number, and the print date at the right."""
        frame, pen = self.layout.frame, self.pen
        style = frame.foot
        page = f"第 {number} 页　共 {self.layout.page_count} 页"
        day = self.printed_on
        printed = f"打印日期：{day.year}年{day.month}月{day.day}日"
        room = (frame.width - pen.width(page, style)) / 2 - 2 * style.size
        title, small = one_line(pen.setter, self.duty_list.full_title, style, room, frame.least)
        pen.text(frame.left, FOOTER, title, small)
        pen.centred(frame.left + frame.width / 2, FOOTER, page, style)
        pen.text(frame.right - pen.width(printed, style), FOOTER, printed, style)
