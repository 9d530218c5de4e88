"""The sheet 说明: whose list it is, where it is from, what it leaves out, what was found odd."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from duty_desktop.domain.duty import DutyList, Finding, ListKind
from duty_desktop.domain.office_text import CONTINUED, pieces
from duty_desktop.export.measuring import line_count
from duty_desktop.export.selection import Selection
from duty_desktop.export.workbook_cells import (
    BODY,
    CENTRED,
    HEAD,
    TITLE,
    SheetCells,
    fits,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

_WIDTHS = (16, 16, 76, 44)
_SPAN = sum(_WIDTHS[1:])

_ABOUT = (
    "前几张表的每个单元格是官方原文的文字，一字不改；原文残留的网页标记略去，原文的段落在单元格内"
    "分行。“部门”和“责任矩阵”由程序按原文整理；如有出入，以前几张表为准。"
)

_OWN = "“分工”表是{}自行记录的，不是清单原文；再导入本文件时不读入。"


def add_notes(workbook: "Workbook", selection: Selection, notes: Sequence[str]) -> None:
    """Give a workbook the sheet 说明; ``notes`` are what the file itself leaves to say."""
    cells = SheetCells(workbook.create_sheet("说明"))
    cells.widths(_WIDTHS)
    cells.across(1, len(_WIDTHS), "说明", TITLE, 32)
    row = 1
    for label, text in _facts(selection, notes):
        for place, piece in enumerate(_pieces(text, _SPAN)):
            row += 1
            cells.text(row, 1, f"{label}{CONTINUED}" if place else label, HEAD)
            cells.text(row, 2, piece)
            for column in range(3, len(_WIDTHS) + 1):
                cells.text(row, column, "")
            cells.sheet.merge_cells(
                start_row=row, end_row=row, start_column=2, end_column=len(_WIDTHS)
            )
            cells.fit(row, max(line_count(piece, _SPAN), line_count(label, _WIDTHS[0])))
    _add_findings(cells, row + 2, selection)
    cells.printed(1)


def _facts(selection: Selection, notes: Sequence[str]) -> Iterator[tuple[str, str]]:
    duty_list = selection.duty_list
    town = duty_list.town
    place = "　".join(
        part for part in (town.region, town.prefecture, town.county, town.name) if part
    )
    yield "清单", duty_list.title
    yield "乡镇", place
    yield "日期", duty_list.date_in_words
    yield "本文件内容", selection.extent
    yield "原文缺号", _absent(duty_list)
    yield "原文校验码", f"SHA-256 {duty_list.source_sha256}"
    yield "原文与本表", _ABOUT
    if selection.tasks:
        yield f"{town.own}分工", _OWN.format(town.own)
    if notes:
        yield "续行", "\n".join(notes)


def _absent(duty_list: DutyList) -> str:
    absent = [
        f"{kind.short_name} {'、'.join(map(str, duty_list.absent_serials(kind)))}"
        for kind in ListKind
        if duty_list.absent_serials(kind)
    ]
    return "；".join(absent) or "无"


def _add_findings(cells: SheetCells, row: int, selection: Selection) -> None:
    """Write what was found odd, below the facts: first what is odd in the words themselves."""
    for title, in_words in (("原文文字上的疑点", True), ("原文形式上的残留", False)):
        found = [each for each in selection.findings if each.in_words is in_words]
        if not found:
            continue
        cells.across(row, len(_WIDTHS), f"{title}（{len(found)} 处）", TITLE, 28)
        row += 1
        for column, heading in enumerate(("编号", "栏目", "说明", "原文"), 1):
            cells.text(row, column, heading, HEAD)
        cells.fit(row, 1)
        for finding in found:
            row = _add_finding(cells, row, finding, selection)
        row += 2


def _add_finding(cells: SheetCells, row: int, finding: Finding, selection: Selection) -> int:
    """Write a finding's row, or rows; the last of them."""
    texts = (_where(finding, selection), _field(finding, selection), finding.message, finding.quote)
    cut = [_pieces(text, width) for text, width in zip(texts, _WIDTHS, strict=True)]
    for place in range(max(map(len, cut))):
        row += 1
        lines = 1
        for column, (parts, width) in enumerate(zip(cut, _WIDTHS, strict=True), 1):
            text = parts[place] if place < len(parts) else ""
            cells.text(row, column, text, CENTRED if column < 3 else BODY)
            lines = max(lines, line_count(text, width))
        cells.fit(row, lines)
    return row


def _pieces(text: str, width: int) -> tuple[str, ...]:
    return pieces(text, lambda piece: fits(piece, width))


def _where(finding: Finding, selection: Selection) -> str:
    if finding.duty_id:
        return selection.duty_list.duty(finding.duty_id).label
    return finding.kind.official_name if finding.kind else "清单"


def _field(finding: Finding, selection: Selection) -> str:
    if finding.kind is None or finding.field is None:
        return ""
    return selection.heading(finding.kind, finding.field)
