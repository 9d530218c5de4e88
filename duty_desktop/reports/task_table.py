"""A table of duties with what the town noted about each: who leads, who helps, until when."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from duty_desktop.domain.assigning import Handling
from duty_desktop.domain.duty import ListKind
from duty_desktop.domain.handling_words import one_line, own_words
from duty_desktop.domain.workload import Task
from duty_desktop.reports.cell_words import CellWords
from duty_desktop.reports.ruled_table import TableCell, TableRow
from duty_desktop.reports.typesetting import SetLine

ROW_PADDING = 3.5
LEAST_HEIGHT = 22.0
"""Of a row, in pt."""

_ROOMY = 18.0
"""So many type sizes are room enough for names of duties."""

_OWN_WORDS = "附注"
"""The label of the town's own words under a duty."""


@dataclass(frozen=True, slots=True)
class TaskColumn:
    """A column: its head, its width, and how it sets what is known of a duty."""

    head: str
    wide: float
    """In type sizes, without padding; 0 for the one column that takes what is left."""
    cell: Callable[[CellWords, Task, float], TableCell]
    """From a task and the column's width in pt to the cell."""
    roomy: float = 0.0
    """Its width where that leaves room enough for the duties' names; 0 for the same."""


@dataclass(frozen=True, slots=True)
class TaskTable:
    """Sets duties under their columns' heads."""

    cells: CellWords
    width: float
    """In pt."""
    columns: Sequence[TaskColumn]
    own_words: bool = True
    """Whether the town's own words stand under a duty."""

    @property
    def widths(self) -> tuple[float, ...]:
        """Of the columns, in pt."""
        roomy = self._widths([each.roomy or each.wide for each in self.columns])
        if roomy[self._left] >= self.cells.wide(_ROOMY):
            return roomy
        return self._widths([each.wide for each in self.columns])

    @property
    def _left(self) -> int:
        """The column that takes what is left."""
        return next(at for at, each in enumerate(self.columns) if not each.wide)

    def _widths(self, wanted: Sequence[float]) -> tuple[float, ...]:
        fixed = [wide and self.cells.wide(wide) for wide in wanted]
        return tuple(wide or self.width - sum(fixed) for wide in fixed)

    def head(self) -> TableRow:
        """The columns' heads."""
        heads = (each.head for each in self.columns)
        cells = map(self.cells.head, heads, self.widths)
        return TableRow(tuple(cells), LEAST_HEIGHT, ROW_PADDING, keep=True)

    def rows(self, tasks: Sequence[Task]) -> Iterator[TableRow]:
        """The head, then a row for each duty, and under it one for the town's own words."""
        head = self.head()
        yield head
        for task in tasks:
            cells = (
                each.cell(self.cells, task, wide)
                for each, wide in zip(self.columns, self.widths, strict=True)
            )
            row = TableRow(
                tuple(cells), LEAST_HEIGHT, ROW_PADDING, head=(head,), anchor=task.duty.id
            )
            if not (self.own_words and task.handling.has_own_words):
                yield row
                continue
            yield replace(row, keep=True)
            yield self._under(task.handling, head)

    def _under(self, handling: Handling, head: TableRow) -> TableRow:
        label, *others = self.widths
        wide = sum(others)
        lines: list[SetLine] = []
        for text in own_words(handling):
            lines += self.cells.note(text, wide)
        cells = (
            self.cells.short(_OWN_WORDS, label, continued=True),
            TableCell(wide, tuple(lines), self.cells.padding),
        )
        return TableRow(cells, LEAST_HEIGHT, ROW_PADDING, head=(head,))


def _label(cells: CellWords, task: Task, width: float) -> TableCell:
    return cells.short(task.duty.label, width, continued=True)


def _duty(cells: CellWords, task: Task, width: float) -> TableCell:
    return _described(cells, task, width, "")


def _plain_duty(cells: CellWords, task: Task, width: float) -> TableCell:
    return cells.plain(task.duty.name, width)


def _noted_duty(cells: CellWords, task: Task, width: float) -> TableCell:
    return _described(cells, task, width, "；".join(_already(task.handling)))


def _described(cells: CellWords, task: Task, width: float, noted: str) -> TableCell:
    """The name, and under it in our own words what category it is of and whom it concerns."""
    duty = task.duty
    cell = cells.plain(duty.name, width)
    facts = f"类别：{duty.category_as_printed}"
    departments = "、".join(named.as_printed for named in duty.departments)
    if departments:
        whose = "承接部门" if duty.kind is ListKind.RECLAIMED else "上级部门"
        facts += f"；{whose}：{departments}"
    lines = [*cell.lines, *cells.small(facts, width)]
    if noted:
        lines += cells.note(f"已记：{noted}", width)
    return replace(cell, lines=tuple(lines))


def _already(handling: Handling) -> Iterator[str]:
    for label, text in (
        ("分管领导", handling.leader),
        ("协办", "、".join(handling.helpers)),
        ("承办", "、".join(handling.handlers)),
        ("时限", handling.deadline),
    ):
        if text:
            yield f"{label} {one_line(text)}"


def _leader(cells: CellWords, task: Task, width: float) -> TableCell:
    return cells.short(one_line(task.handling.leader), width)


def _leading(cells: CellWords, task: Task, width: float) -> TableCell:
    return _ragged(cells, (task.handling.office,), width)


def _helping(cells: CellWords, task: Task, width: float) -> TableCell:
    return _ragged(cells, task.handling.helpers, width)


def _both(cells: CellWords, task: Task, width: float) -> TableCell:
    helpers = (f"协办：{name}" for name in task.handling.helpers)
    return _ragged(cells, (task.handling.office, *helpers), width)


def _handlers(cells: CellWords, task: Task, width: float) -> TableCell:
    handling = task.handling
    phones = handling.phone.split("、")
    return _ragged(cells, ("、".join(handling.handlers), *phones), width)


def _deadline(cells: CellWords, task: Task, width: float) -> TableCell:
    return cells.short(one_line(task.handling.deadline), width)


def _blank(cells: CellWords, _task: Task, width: float) -> TableCell:
    return TableCell(width, (), cells.padding)


def _ragged(cells: CellWords, texts: Sequence[str], width: float) -> TableCell:
    """Names and numbers, a paragraph each: none is broken that fits a line, none is spread."""
    lines = [
        line.ragged
        for text in filter(None, map(one_line, texts))
        for line in cells.names(text, width).lines
    ]
    return TableCell(width, tuple(lines), cells.padding)


LABEL = TaskColumn("编号", 4.2, _label)
DUTY = TaskColumn("事项", 0.0, _duty)
PLAIN_DUTY = TaskColumn("事项", 0.0, _plain_duty)
NOTED_DUTY = TaskColumn("事项", 0.0, _noted_duty)
LEADER = TaskColumn("分管领导", 3.4, _leader)
LEADING = TaskColumn("主责科室", 5.2, _leading, roomy=7.4)
HELPING = TaskColumn("协办科室", 5.2, _helping, roomy=7.4)
OFFICES = TaskColumn("责任科室", 6.4, _both, roomy=7.4)
HANDLERS = TaskColumn("承办人、电话", 6.7, _handlers)
DEADLINE = TaskColumn("完成时限", 5.4, _deadline)


def to_fill_in(head: str, wide: float) -> TaskColumn:
    """An empty column to write or tick in; ``wide`` in type sizes."""
    return TaskColumn(head, wide, _blank)
