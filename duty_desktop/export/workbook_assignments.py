"""The sheet 分工 of a workbook: what the town noted about each duty, apart from the lists."""

from typing import TYPE_CHECKING

from duty_desktop.domain.office_text import CONTINUED, own_title, pieces
from duty_desktop.domain.workload import Task
from duty_desktop.export.assigned import COLUMNS
from duty_desktop.export.exported import Watch
from duty_desktop.export.measuring import line_count
from duty_desktop.export.selection import Selection
from duty_desktop.export.workbook_cells import BODY, HEAD, LEGEND, TITLE, SheetCells, fits

if TYPE_CHECKING:
    from openpyxl import Workbook

_HEADS = 3
"""Rows above the duties: the title, the legend, the headings."""

_LEGEND = (
    "前 {official} 列是清单原文，其余各列由{own}自行记录；“主责科室”空着的事项还没有分工。"
    "再导入本文件时，本表不作清单读入。"
)


def add_assignments(workbook: "Workbook", selection: Selection, watch: Watch) -> None:
    """Give a workbook the sheet 分工, where what the town noted is exported."""
    if not selection.tasks:
        return
    cells = SheetCells(workbook.create_sheet("分工"))
    cells.widths(column.width for column in COLUMNS)
    official = sum(column.official for column in COLUMNS)
    own = selection.duty_list.town.own
    cells.across(1, len(COLUMNS), own_title(own), TITLE, 32)
    cells.across(2, len(COLUMNS), _LEGEND.format(official=official, own=own), LEGEND, 20)
    for place, column in enumerate(COLUMNS, 1):
        cells.text(_HEADS, place, column.heading, HEAD)
    cells.fit(_HEADS, 1)
    row = _HEADS
    for task in selection.tasks:
        watch.count()
        row = _add(cells, row, task)
    cells.sheet.freeze_panes = cells.sheet.cell(_HEADS + 1, official + 1)
    cells.filtered(_HEADS, row, len(COLUMNS))
    cells.printed(_HEADS, 1)


def _add(cells: SheetCells, row: int, task: Task) -> int:
    """Write a duty's row, and further ones where its cells hold more than a row; the last one."""
    cut = [_pieces(column.text(task), column.width) for column in COLUMNS]
    for at in range(max(map(len, cut))):
        row += 1
        lines = 1
        for place, (column, parts) in enumerate(zip(COLUMNS, cut, strict=True), 1):
            text = parts[at] if at < len(parts) else ""
            if at and place == 1:
                text = f"{parts[0]}{CONTINUED}"
            cells.text(row, place, text, BODY)
            lines = max(lines, line_count(text, column.width))
        cells.fit(row, lines)
    return row


def _pieces(text: str, width: int) -> tuple[str, ...]:
    return pieces(text, lambda piece: fits(piece, width))
