"""The departments as a sheet of a workbook: how many duties each has, and which."""

from typing import TYPE_CHECKING

from duty_desktop.domain.duty import Department, Duty, ListKind
from duty_desktop.domain.matrix import Cell, Role, department_cells
from duty_desktop.domain.office_text import CONTINUED, pieces
from duty_desktop.export.measuring import line_count
from duty_desktop.export.selection import Selection
from duty_desktop.export.workbook_cells import (
    BODY,
    CENTRED,
    HEAD,
    LEGEND,
    TITLE,
    SheetCells,
    fits,
    shown,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

_HEADINGS = ("序号", "部门", "简称", "事项数", "配合", "收回", "单列职责条数", "事项")
_WIDTHS = (7, 36, 20, 9, 8, 8, 10, 86)
_HEADS = 3


def add_departments(workbook: "Workbook", selection: Selection) -> None:
    """Give a workbook the sheet 部门, where a department has a part in a duty."""
    parts = _parts(selection)
    if not parts:
        return
    cells = SheetCells(workbook.create_sheet("部门"))
    cells.widths(_WIDTHS)
    cells.across(1, len(_HEADINGS), "各部门的事项", TITLE, 32)
    own = selection.duty_list.town.own
    legend = (
        "事项前的标记："
        + "　".join(
            f"{role.mark} {role.meaning(own)}" for role in (Role.ACTS, Role.NAMED, Role.TOOK_OVER)
        )
        + "。一个事项涉及几个部门，在每个部门下各计一次。"
    )
    cells.across(2, len(_HEADINGS), legend, LEGEND, 20)
    for column, heading in enumerate(_HEADINGS, 1):
        cells.text(_HEADS, column, heading, HEAD)
    cells.fit(_HEADS, 2)
    row = _HEADS
    for number, (department, held) in enumerate(parts, 1):
        row = _add(cells, row, number, department, held)
    cells.sheet.freeze_panes = f"C{_HEADS + 1}"
    cells.filtered(_HEADS, row, len(_HEADINGS))
    cells.printed(_HEADS)


_Held = list[tuple[Duty, Cell]]


def _parts(selection: Selection) -> list[tuple[Department, _Held]]:
    """Each department's parts in the duties, in the list's order; none without a part."""
    held: dict[str, _Held] = {}
    for duty in selection.duties:
        for name, cell in department_cells(duty).items():
            held.setdefault(name, []).append((duty, cell))
    departments = selection.duty_list.departments
    return [(each, held[each.name]) for each in departments if each.name in held]


def _add(cells: SheetCells, row: int, number: int, department: Department, held: _Held) -> int:
    """Write a department's row, or rows; the last of them."""
    width = _WIDTHS[-1]
    name = shown(department.name, _WIDTHS[1])
    listed = "\n".join(f"{cell.role.mark} {duty.label} {duty.name}" for duty, cell in held)
    counts = (
        len(held),
        sum(duty.kind is ListKind.COOPERATIVE for duty, _ in held),
        sum(duty.kind is ListKind.RECLAIMED for duty, _ in held),
        sum(cell.steps for duty, cell in held if duty.kind is ListKind.COOPERATIVE),
    )
    for place, text in enumerate(pieces(listed, lambda text: fits(text, width))):
        row += 1
        cells.text(row, 2, name)
        cells.text(row, 3, shown(department.short_name, _WIDTHS[2]))
        if place:
            cells.text(row, 1, f"{number}{CONTINUED}", CENTRED)
        else:
            cells.number(row, 1, number)
        for column, count in enumerate(counts, 4):
            if place:
                cells.text(row, column, "", CENTRED)
            else:
                cells.number(row, column, count)
        cells.text(row, len(_WIDTHS), text, BODY)
        beside = line_count(name, _WIDTHS[1])
        cells.fit(row, max(beside, line_count(text, width)))
    return row
