"""The responsibility matrix as a sheet of a workbook: duties against the town and departments."""

from typing import TYPE_CHECKING

from duty_desktop.domain.matrix import (
    ColumnKind,
    MatrixRow,
    ResponsibilityMatrix,
    Role,
    by_department,
)
from duty_desktop.export.exported import Watch
from duty_desktop.export.measuring import line_count
from duty_desktop.export.selection import Selection
from duty_desktop.export.workbook_cells import (
    CENTRED,
    HEAD,
    LEGEND,
    MARK,
    PITCH,
    TITLE,
    TOTAL,
    UPRIGHT,
    SheetCells,
    shown,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

_FIRST = (("编号", 10), ("事项类别", 11), ("事项名称", 44))
"""The columns before the marks, with their widths."""

_NARROW = 4.2
_HEADS = 3
_HEAD_WIDTH = 4
_MOST_UPRIGHT = 24
"""Characters that stand one below the other in the highest row there is."""


def add_matrix(workbook: "Workbook", selection: Selection, watch: Watch) -> None:
    """Give a workbook the sheet 责任矩阵."""
    matrix = by_department(selection.duty_list, selection.duties)
    cells = SheetCells(workbook.create_sheet("责任矩阵"))
    before, after = len(_FIRST), len(matrix.columns)
    last = before + after + 1
    cells.widths([*(width for _, width in _FIRST), *[_NARROW] * after, 7])
    cells.across(1, last, "责任矩阵（按部门）", TITLE, 32)
    own = selection.duty_list.town.own
    legend = "　".join(f"{role.mark} {role.meaning(own)}" for role in Role)
    cells.across(2, last, f"图例：{legend}", LEGEND, 20)
    _add_heads(cells, matrix)
    for row, each in enumerate(matrix.rows, _HEADS + 1):
        watch.count()
        _add_row(cells, row, each, matrix)
    bottom = _HEADS + len(matrix.rows)
    _add_totals(cells, bottom + 1, matrix)
    cells.sheet.freeze_panes = cells.sheet.cell(_HEADS + 1, before + 1)
    cells.filtered(_HEADS, bottom, last)
    cells.printed(_HEADS, before)


def _add_heads(cells: SheetCells, matrix: ResponsibilityMatrix) -> None:
    for column, (heading, _) in enumerate(_FIRST, 1):
        cells.text(_HEADS, column, heading, HEAD)
    names = [column.short_name for column in matrix.columns]
    for at, name in enumerate(names, len(_FIRST) + 1):
        cells.text(_HEADS, at, shown(name, _HEAD_WIDTH), UPRIGHT)
    cells.text(_HEADS, len(_FIRST) + len(names) + 1, "部门数", HEAD)
    longest = min(_MOST_UPRIGHT, max(map(len, names)))
    # Room for the filter's button below the last character.
    cells.sheet.row_dimensions[_HEADS].height = min(409.0, (longest + 2) * PITCH)


def _add_row(cells: SheetCells, row: int, each: MatrixRow, matrix: ResponsibilityMatrix) -> None:
    duty, before = each.duty, len(_FIRST)
    cells.text(row, 1, duty.label, CENTRED)
    name = shown(duty.name, _FIRST[2][1])
    cells.text(row, 2, shown(duty.category, _FIRST[1][1]), CENTRED)
    cells.text(row, 3, name)
    for column, cell in enumerate(each.cells, before + 1):
        cells.text(row, column, cell.role.mark if cell else "", MARK)
    cells.number(row, before + len(each.cells) + 1, matrix.row_total(each).duties)
    cells.fit(row, max(line_count(name, _FIRST[2][1]), line_count(duty.category, _FIRST[1][1])))


def _add_totals(cells: SheetCells, row: int, matrix: ResponsibilityMatrix) -> None:
    before = len(_FIRST)
    cells.text(row, 1, "合计", TOTAL)
    cells.text(row, 2, "", TOTAL)
    cells.text(row, 3, f"{len(matrix.rows)} 项；部门合计为各部门事项数之和", TOTAL)
    for column, total in enumerate(matrix.totals, before + 1):
        cells.number(row, column, total.duties, TOTAL)
    across = sum(
        total.duties
        for column, total in zip(matrix.columns, matrix.totals, strict=True)
        if column.kind is not ColumnKind.TOWN
    )
    cells.number(row, before + len(matrix.columns) + 1, across, TOTAL)
    cells.fit(row, 2)
