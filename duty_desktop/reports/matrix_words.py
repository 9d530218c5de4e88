"""A responsibility matrix as a grid of words: which marks, which figures, which explanations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.domain.matrix import (
    CategoryMatrix,
    CategoryRow,
    Cell,
    ColumnKind,
    Group,
    ResponsibilityMatrix,
    Role,
    Total,
)
from duty_desktop.errors import PrintError
from duty_desktop.reports.matrix_grid import Grid, GridColumn, GridGroup, GridRow, RowKind, Shape

Heads = Literal["short", "full"]
"""Whether departments stand at the head of their columns by their short or their full names."""

_HAND_FILLED = "科室各栏由{}填写：主责画 ●，配合画 ○"
_FILLED = "科室各栏为{}分工：● 主责，○ 协办"
_UNASSIGNED, _UNASSIGNED_MARK = "未分工", "未"
"""The column of duties that no office leads, once some are led: its head and its mark."""

_OF_OFFICES = {Role.OWN: "主责", Role.COOPERATES: "协办"}
"""What the marks say in an office's column."""


def grid_of(
    duty_list: DutyList,
    table: ResponsibilityMatrix | CategoryMatrix,
    *,
    steps: bool = False,
    heads: Heads = "short",
) -> Grid:
    """The matrix in words; raises ``PrintError`` where it has no row or no column.

    ``steps`` adds to each mark the number of steps behind it.
    """
    if not table.rows:
        raise PrintError("没有要打印的事项，请先选中至少一个事项。")
    if isinstance(table, CategoryMatrix):
        return _Categories(duty_list, table, heads).grid()
    if len(table.columns) < 2:
        raise PrintError("所选事项没有涉及任何所选部门或科室，矩阵是空的，请另选事项或部门。")
    if any(column.kind is ColumnKind.OFFICE for column in table.columns):
        return _Offices(duty_list, table).grid()
    return _Departments(duty_list, table, heads, steps).grid()


@dataclass(frozen=True, slots=True)
class _Departments:
    """Duties against departments."""

    duty_list: DutyList
    matrix: ResponsibilityMatrix
    heads: Heads
    steps: bool

    def grid(self) -> Grid:
        matrix = self.matrix
        town, *departments = matrix.columns
        heads = _heads([(each.name, each.short_name) for each in departments], self.heads)
        added = ["部门数", "部门条目数"] if self.steps else ["部门数"]
        return Grid(
            Shape.MARKS,
            "按部门",
            f"{_facts(_kinds(matrix))}　部门 {len(departments)} 个",
            "编号",
            "事项名称",
            (GridColumn(town.name), *_columns(heads), *_columns(added)),
            tuple(map(self._group, matrix.groups)),
            tuple(self._totals()),
            (*self._legend(), *_absences(self.duty_list, _kinds(matrix))),
        )

    def _group(self, group: Group) -> GridGroup:
        rows = tuple(
            GridRow(
                RowKind.ITEM,
                row.duty.label,
                row.duty.name,
                (*map(self._mark, row.cells), *self._across(self.matrix.row_total(row))),
            )
            for row in group.rows
        )
        subtotal = self._sum(RowKind.SUBTOTAL, f"小计　{len(rows)} 项", group.totals)
        return GridGroup(_band(group), rows, subtotal)

    def _mark(self, cell: Cell | None) -> str:
        if cell is None:
            return ""
        return cell.role.mark + (_figure(cell.steps) if self.steps else "")

    def _across(self, total: Total) -> tuple[str, ...]:
        figures = (_figure(total.duties), _figure(total.steps))
        return figures if self.steps else figures[:1]

    def _sum(self, kind: RowKind, name: str, totals: Sequence[Total]) -> GridRow:
        across = self._across(self.matrix.across(totals))
        return GridRow(kind, "", name, (*(_figure(each.duties) for each in totals), *across))

    def _totals(self) -> Iterator[GridRow]:
        matrix, totals = self.matrix, self.matrix.totals
        yield self._sum(RowKind.TOTAL, f"合计　{len(matrix.rows)} 项", totals)
        present = {cell.role for row in matrix.rows for cell in row.cells if cell}
        for role in Role:
            if role in present:
                counts = [Total(count) for count in matrix.role_totals(role)]
                yield self._sum(
                    RowKind.PART, f"其中　{_explained(role, self.duty_list.town.own)}", counts
                )
        if self.steps:
            figures = [_figure(each.steps) for each in totals]
            across = ("", _figure(matrix.across(totals).steps))
            yield GridRow(RowKind.PART, "", "职责条目数", (*figures, *across))

    def _legend(self) -> Iterator[str]:
        own = self.duty_list.town.own
        yield from (_explained(role, own) for role in Role)
        if self.steps:
            yield "标记后的数字：职责条目数"


@dataclass(frozen=True, slots=True)
class _Offices:
    """Duties against the town's offices, filled as far as the town noted who does what."""

    duty_list: DutyList
    matrix: ResponsibilityMatrix

    def grid(self) -> Grid:
        matrix = self.matrix
        town, *offices = matrix.columns
        added = _columns([_UNASSIGNED]) if self._filled else ()
        return Grid(
            Shape.NOTED if self._filled else Shape.FORM,
            "按科室",
            self._facts(),
            "编号",
            "事项名称",
            (GridColumn(town.name), *_columns([each.name for each in offices]), *added),
            tuple(map(self._group, matrix.groups)),
            tuple(self._totals()),
            (*self._legend(), *_absences(self.duty_list, _kinds(matrix))),
        )

    def _facts(self) -> str:
        facts = _facts(_kinds(self.matrix))
        return f"{facts}　{_UNASSIGNED} {self._unassigned} 项" if self._filled else facts

    def _group(self, group: Group) -> GridGroup:
        rows = tuple(
            GridRow(
                RowKind.ITEM,
                row.duty.label,
                row.duty.name,
                (
                    *(cell.role.mark if cell else "" for cell in row.cells),
                    *self._last(_UNASSIGNED_MARK if row.has_no_leader else ""),
                ),
            )
            for row in group.rows
        )
        return GridGroup(_band(group), rows, None)

    def _last(self, text: str) -> tuple[str, ...]:
        """What stands in the column 未分工, where it is there."""
        return (text,) if self._filled else ()

    @property
    def _unassigned(self) -> int:
        return sum(row.has_no_leader for row in self.matrix.rows)

    @property
    def _filled(self) -> bool:
        """Whether any office has a part in any duty."""
        return any(total.duties for total in self.matrix.totals[1:])

    def _totals(self) -> Iterator[GridRow]:
        matrix = self.matrix
        if not self._filled:
            yield GridRow(RowKind.TOTAL, "", "合计", ("",) * len(matrix.columns))
            return
        counts = (*(_figure(total.duties) for total in matrix.totals), _figure(self._unassigned))
        yield GridRow(RowKind.TOTAL, "", f"合计　{len(matrix.rows)} 项", counts)
        for role, meaning in _OF_OFFICES.items():
            figures = ("", *map(_figure, matrix.role_totals(role)[1:]), "")
            yield GridRow(RowKind.PART, "", f"其中　{role.mark} {meaning}", figures)

    def _legend(self) -> Iterator[str]:
        own = self.duty_list.town.own
        yield _explained(Role.OWN, own)
        yield _explained(Role.COOPERATES, own)
        if not self._filled:
            yield _HAND_FILLED.format(own)
            return
        yield _FILLED.format(own)
        yield f"{_UNASSIGNED_MARK} 还没有主责科室"


@dataclass(frozen=True, slots=True)
class _Categories:
    """Categories against lists and departments."""

    duty_list: DutyList
    matrix: CategoryMatrix
    heads: Heads

    def grid(self) -> Grid:
        matrix = self.matrix
        heads = _heads([(each.name, each.short_name) for each in matrix.departments], self.heads)
        counts = Counter(dict(zip(ListKind, matrix.totals.by_list, strict=True)))
        lists = [GridColumn(kind.official_name) for kind in ListKind]
        rows = tuple(self._row(RowKind.ITEM, each.category, each) for each in matrix.rows)
        return Grid(
            Shape.FIGURES,
            "按类别",
            f"类别 {len(rows)} 个　{_facts(counts)}　部门 {len(heads)} 个",
            "",
            "事项类别",
            (*lists, GridColumn("事项数"), *_columns(heads), *_columns(["部门项次"])),
            (GridGroup(None, rows, None),),
            (self._row(RowKind.TOTAL, "合计", matrix.totals),),
            (
                "数字为事项数，空白为没有",
                "一项事项涉及几个部门，就在几个部门各计一次，合为部门项次",
                *_absences(self.duty_list, counts),
            ),
        )

    def _row(self, kind: RowKind, name: str, row: CategoryRow) -> GridRow:
        figures = (*row.by_list, row.duties, *row.by_department, row.parts)
        return GridRow(kind, "", name, tuple(map(_figure, figures)))


def _columns(heads: Iterable[str]) -> Iterator[GridColumn]:
    """Columns of one kind, a stronger rule before the first."""
    return (GridColumn(head, at == 0) for at, head in enumerate(heads))


def _heads(names: Sequence[tuple[str, str]], heads: Heads) -> list[str]:
    """The heads of departments given by full and short name; two are never headed alike."""
    shorts = Counter(short for _, short in names)
    return [
        short if heads == "short" and short and shorts[short] == 1 else name
        for name, short in names
    ]


def _figure(count: int) -> str:
    return str(count) if count else ""


def _explained(role: Role, own: str) -> str:
    return f"{role.mark} {role.meaning(own)}"


def _kinds(matrix: ResponsibilityMatrix) -> Counter[ListKind]:
    """How many duties of each list there are."""
    return Counter(row.duty.kind for row in matrix.rows)


def _facts(counts: Counter[ListKind]) -> str:
    """事项 242 项（基本 107、配合 101、收回 34）."""
    parts = "、".join(f"{kind.short_name} {counts[kind]}" for kind in ListKind if counts[kind])
    return f"事项 {counts.total()} 项（{parts}）"


def _band(group: Group) -> GridRow:
    """A category's name, and how many duties it has in each list."""
    counts = Counter(row.duty.kind for row in group.rows)
    parts = " · ".join(f"{kind.short_name} {counts[kind]} 项" for kind in ListKind if counts[kind])
    return GridRow(RowKind.BAND, group.category, parts, ())


def _absences(duty_list: DutyList, counts: Counter[ListKind]) -> Iterator[str]:
    """For each list that is counted whole, the numbers that its source leaves out."""
    for kind in ListKind:
        absent = duty_list.absent_serials(kind)
        if absent and counts[kind] == len(duty_list.of_kind(kind)):
            numbers = "、".join(map(str, absent))
            yield f"{kind.official_name}原文缺号 {len(absent)} 个：{numbers}"
