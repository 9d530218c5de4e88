"""调整对照表 as an Excel workbook: every change, every old duty's place in the new list."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duty_desktop.domain.change_words import CARRIED, FIELDS, evidence_words, summary, tracked
from duty_desktop.domain.changes import Carrying, Comparison, DutyChange, Verdict
from duty_desktop.domain.duty import Duty, Field, ListKind
from duty_desktop.domain.office_text import CONTINUED, pieces
from duty_desktop.domain.words import words
from duty_desktop.export.exported import Exported, Watch
from duty_desktop.export.measuring import line_count
from duty_desktop.export.workbook import finished, new_workbook
from duty_desktop.export.workbook_cells import (
    BODY,
    CENTRED,
    HEAD,
    LEGEND,
    TITLE,
    SheetCells,
    fits,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

_CHANGES = "调整对照表"

_HEADINGS = ("序号", "类型", "原事项", "现事项", "栏目", "原文字", "现文字", "变化", "说明")
_WIDTHS = (6, 10, 20, 20, 13, 32, 32, 36, 20)
_HEADS = 4

_LEGEND = "“变化”栏中，［－……－］为删去的字，［＋……＋］为增加的字。"

_PLACES = ("原编号", "原事项名称", "去向", "现编号", "现事项名称", "相近程度")
_PLACE_WIDTHS = (11, 60, 11, 22, 60, 10)

_Row = tuple[str, ...]


def changes_workbook(
    comparison: Comparison,
    carried: Sequence[Carrying],
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Exported:
    """The file's bytes.

    Raises ``Cancelled`` once it is no longer wanted, ``OutputError`` where the system has no room
    for temporary files.
    """
    watch = Watch(len(comparison.changes) + len(carried), progress, cancelled)
    book = new_workbook()
    _add_changes(book, comparison, watch)
    _add_places(book, comparison, carried, watch)
    town = comparison.new.town.county + comparison.new.town.name
    return Exported(finished(book, f"{town}{_CHANGES}", comparison.new))


def _add_changes(book: "Workbook", comparison: Comparison, watch: Watch) -> None:
    """Give a workbook the sheet of changes."""
    sheet = _Sheet(SheetCells(book.create_sheet(_CHANGES)), _WIDTHS, _HEADS)
    old, new = comparison.old, comparison.new
    facts = (
        f"原清单：{old.full_title}，{len(old.duties)} 项　　"
        f"现清单：{new.full_title}，{len(new.duties)} 项\n{summary(comparison)}。"
    )
    cells = sheet.cells
    cells.across(1, len(_WIDTHS), f"履职事项清单{_CHANGES}", TITLE, 32)
    cells.across(2, len(_WIDTHS), facts, LEGEND, 34)
    cells.across(3, len(_WIDTHS), _LEGEND, LEGEND, 20)
    sheet.begin(_HEADINGS)
    number = 0
    for change in comparison.changes:
        watch.count()
        number += 1
        for row in _change_rows(change):
            sheet.add(number, row)
    for renaming in comparison.renamings:
        number += 1
        said = f"涉及 {len(renaming.pairs)} 项"
        sheet.add(number, ("部门更名", "", "", "部门名称", renaming.old, renaming.new, "", said))
    if not number:
        cells.across(_HEADS + 1, len(_WIDTHS), f"{summary(comparison)}。", BODY, 24)
    sheet.close()


def _change_rows(change: DutyChange) -> Iterator[_Row]:
    """A row for each cell that changed; one for a change without any."""
    sides = (_named(change.old), _named(change.new))
    said = "\n".join(_notes(change))
    rows = list(_cells(change)) or [("", "", "", "")]
    for place, row in enumerate(rows):
        yield (change.verdict.words, *sides, *row, "" if place else said)


def _cells(change: DutyChange) -> Iterator[_Row]:
    for each in change.fields:
        yield (FIELDS[each.field], each.old, each.new, tracked(each.spans))
    if change.verdict in (Verdict.ADDED, Verdict.REMOVED):
        added = change.verdict is Verdict.ADDED
        duty = (change.new or change.old)[0]
        for field in duty.kind.fields[1:]:
            text = words(duty.cell(field))
            # The name stands in the column before.
            if text and field is not Field.NAME:
                yield (FIELDS[field], "" if added else text, text if added else "", "")


def _notes(change: DutyChange) -> Iterator[str]:
    if change.verdict is Verdict.MOVED:
        yield f"由{change.old[0].kind.official_name}转为{change.new[0].kind.official_name}。"
    for heading, names in (
        ("增加的部门", change.departments_added),
        ("减少的部门", change.departments_removed),
    ):
        if names:
            yield f"{heading}：{'、'.join(names)}。"
    for old, new in change.renamed:
        yield f"部门更名：{old}改为{new}。"
    yield from evidence_words(change)


def _named(duties: Sequence[Duty]) -> str:
    return "\n".join(f"{duty.label} {duty.name}" for duty in duties)


def _add_places(
    book: "Workbook", comparison: Comparison, carried: Sequence[Carrying], watch: Watch
) -> None:
    """Give a workbook the sheet that tells where each old duty stands in the new list."""
    sheet = _Sheet(SheetCells(book.create_sheet("编号对照")), _PLACE_WIDTHS, 2)
    sheet.cells.across(1, len(_PLACE_WIDTHS), "原事项在现清单中的位置", TITLE, 32)
    sheet.begin(_PLACES)
    for each in carried:
        watch.count()
        old = comparison.old.duty(each.old_id)
        new = [comparison.new.duty(new_id) for new_id in each.new_ids]
        sheet.add(
            None,
            (
                old.label,
                words(old.name),
                CARRIED[each.carried],
                "、".join(duty.label for duty in new) or "无",
                "\n".join(words(duty.name) for duty in new),
                f"{round(each.score * 100)}%" if new else "",
            ),
        )
    for kind in ListKind:
        for duty in comparison.new.of_kind(kind):
            if not any(duty.id in each.new_ids for each in carried):
                sheet.add(None, ("无", "", Verdict.ADDED.words, duty.label, words(duty.name), ""))
    sheet.close()


@dataclass(slots=True)
class _Sheet:
    """A table that grows row by row; what a row cannot hold goes on in the next."""

    cells: SheetCells
    widths: Sequence[float]
    head: int
    """The row of the headings."""
    row: int = 0
    """The last one that is written."""

    def begin(self, headings: Sequence[str]) -> None:
        """Write the headings; the columns take their widths."""
        self.cells.widths(self.widths)
        for column, heading in enumerate(headings, 1):
            self.cells.text(self.head, column, heading, HEAD)
        self.cells.sheet.row_dimensions[self.head].height = 24
        self.row = self.head

    def close(self) -> None:
        """Freeze the headings, let rows be filtered, set up the page."""
        self.cells.sheet.freeze_panes = f"A{self.head + 1}"
        self.cells.filtered(self.head, max(self.row, self.head), len(self.widths))
        self.cells.printed(self.head)

    def add(self, number: int | None, texts: _Row) -> None:
        """Write a row, or rows; with a number in front where it is counted."""
        first = 1 if number is None else 2
        widths = self.widths[first - 1 :]
        cut = [_pieces(text, width) for text, width in zip(texts, widths, strict=True)]
        for place in range(max(map(len, cut))):
            self.row += 1
            if number is not None and place:
                self.cells.text(self.row, 1, f"{number}{CONTINUED}", CENTRED)
            elif number is not None:
                self.cells.number(self.row, 1, number)
            lines = 1
            for column, (parts, width) in enumerate(zip(cut, widths, strict=True), first):
                text = parts[place] if place < len(parts) else ""
                self.cells.text(self.row, column, text, BODY)
                lines = max(lines, line_count(text, width))
            self.cells.fit(self.row, lines)


def _pieces(text: str, width: float) -> tuple[str, ...]:
    return pieces(text, lambda piece: fits(piece, width))
