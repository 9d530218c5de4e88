"""Responsibility matrices: who answers for what, as the records say and not a word more.

A matrix counts duties once for each department that has a part in them; the town's own column is
never added to the departments'.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from duty_desktop.domain.assigning import Handling
from duty_desktop.domain.duty import Department, Duty, DutyList, ListKind, Side


class Role(StrEnum):
    """What one side is to a duty."""

    OWN = "own"
    """The town's own duty; an office that leads (主责)."""
    COOPERATES = "cooperates"
    """The town cooperates; an office that helps (协办)."""
    ACTS = "acts"
    """A department with steps of its own in the duty."""
    NAMED = "named"
    """A department named without a step of its own."""
    TOOK_OVER = "took over"
    """A department that took the duty over from the town."""

    @property
    def mark(self) -> str:
        """The sign in a cell, one character that is told apart in black and white."""
        return _MARKS[self]

    def meaning(self, own: str) -> str:
        """What the mark says, in Chinese, for a legend; ``own`` is what the town calls itself."""
        return _MEANINGS[self].format(own)


_MARKS = {
    Role.OWN: "●",
    Role.COOPERATES: "○",
    Role.ACTS: "◆",
    Role.NAMED: "◇",
    Role.TOOK_OVER: "△",
}
_MEANINGS = {
    Role.OWN: "{}主责",
    Role.COOPERATES: "{}配合",
    Role.ACTS: "部门有单列职责",
    Role.NAMED: "部门列名、未单列职责",
    Role.TOOK_OVER: "部门收回承接",
}


class ColumnKind(StrEnum):
    """Whose column it is."""

    TOWN = "town"
    DEPARTMENT = "department"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a matrix."""

    kind: ColumnKind
    name: str
    """A department's canonical name; empty for an office still to be written in by hand."""
    short_name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A part in a duty."""

    role: Role
    steps: int
    """How many steps of the duty say what that part is."""


@dataclass(frozen=True, slots=True)
class Total:
    """Cells added up."""

    duties: int = 0
    """How many cells hold a role."""
    steps: int = 0

    def __add__(self, other: "Total") -> "Total":
        return Total(self.duties + other.duties, self.steps + other.steps)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A duty and what each column is to it."""

    duty: Duty
    cells: tuple[Cell | None, ...]
    """One for each column of the matrix."""
    has_no_leader: bool = False
    """In a matrix of offices: whether the town has a part in the duty and no office leads it, be it
    one that has a column or not."""


@dataclass(frozen=True, slots=True)
class Group:
    """The duties of one category, in official order; never empty."""

    category: str
    rows: tuple[MatrixRow, ...]

    @property
    def totals(self) -> tuple[Total, ...]:
        """What each column adds up to in this category."""
        return _column_totals(self.rows)


@dataclass(frozen=True, slots=True)
class ResponsibilityMatrix:
    """Duties against the town and its departments, or against the town's offices."""

    columns: tuple[Column, ...]
    """The town first, then departments in the list's order, or offices in the order given."""
    groups: tuple[Group, ...]
    """By category, in order of the category's first appearance in the list."""

    @property
    def rows(self) -> tuple[MatrixRow, ...]:
        """All duties, in the order of the groups."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def totals(self) -> tuple[Total, ...]:
        """What each column adds up to."""
        return _column_totals(self.rows) or (Total(),) * len(self.columns)

    def role_totals(self, role: Role) -> tuple[int, ...]:
        """In how many duties each column has this role."""
        counts = Counter(
            at
            for row in self.rows
            for at, cell in enumerate(row.cells)
            if cell and cell.role is role
        )
        return tuple(counts[at] for at in range(len(self.columns)))

    def row_total(self, row: MatrixRow) -> Total:
        """The departments (or offices) of one row added up, the town left out."""
        return self.across(tuple(map(_counted, row.cells)))

    def across(self, totals: Sequence[Total]) -> Total:
        """The totals of all columns but the town's added up."""
        return sum(
            (
                total
                for column, total in zip(self.columns, totals, strict=True)
                if column.kind is not ColumnKind.TOWN
            ),
            Total(),
        )


def _counted(cell: Cell | None) -> Total:
    return Total(1, cell.steps) if cell else Total()


def _column_totals(rows: Iterable[MatrixRow]) -> tuple[Total, ...]:
    return tuple(
        sum(map(_counted, cells), Total())
        for cells in zip(*(row.cells for row in rows), strict=True)
    )


def town_cell(duty: Duty) -> Cell | None:
    """What the town is to a duty; ``None`` where the duty was taken from it."""
    if duty.kind is ListKind.RECLAIMED:
        return None
    role = Role.OWN if duty.kind is ListKind.BASIC else Role.COOPERATES
    return Cell(role, len(duty.side(Side.TOWNSHIP)))


def department_cells(duty: Duty) -> dict[str, Cell]:
    """What each department is to a duty, by its canonical name, in the duty's order."""
    reclaimed = duty.kind is ListKind.RECLAIMED
    side = Side.METHOD if reclaimed else Side.SUPERIOR
    acting = Counter(name for step in duty.side(side) for name in dict.fromkeys(step.departments))
    named = [department.name for department in duty.departments]
    return {
        name: Cell(_department_role(reclaimed=reclaimed, steps=acting[name]), acting[name])
        for name in dict.fromkeys([*named, *acting])
    }


def _department_role(*, reclaimed: bool, steps: int) -> Role:
    if reclaimed:
        return Role.TOOK_OVER
    return Role.ACTS if steps else Role.NAMED


def by_department(
    duty_list: DutyList,
    duties: Iterable[Duty] | None = None,
    departments: Collection[str] | None = None,
) -> ResponsibilityMatrix:
    """Duties against the town and the departments.

    ``duties`` chooses the rows, whatever their order; ``departments`` chooses the columns by
    canonical name. Where only departments are chosen, the rows are the duties in which one of them
    has a part. Departments without a part in any row are dropped; the town's column always stands.
    Raises ``KeyError`` for a department that the list does not know.
    """
    chosen = None if departments is None else {duty_list.department(n).name for n in departments}
    cells = {
        duty.id: {
            name: cell
            for name, cell in department_cells(duty).items()
            if chosen is None or name in chosen
        }
        for duty in duty_list.duties
    }
    rows = _official(duty_list, duties)
    if duties is None and chosen is not None:
        rows = [duty for duty in rows if cells[duty.id]]
    columns = _departments(duty_list, (name for duty in rows for name in cells[duty.id]))
    return ResponsibilityMatrix(
        (
            _town_column(duty_list),
            *(Column(ColumnKind.DEPARTMENT, each.name, each.short_name) for each in columns),
        ),
        _grouped(
            MatrixRow(duty, (town_cell(duty), *(cells[duty.id].get(each.name) for each in columns)))
            for duty in rows
        ),
    )


def by_office(
    duty_list: DutyList,
    duties: Iterable[Duty] | None,
    offices: Sequence[str],
    assignments: Mapping[str, Handling] | None = None,
) -> ResponsibilityMatrix:
    """Duties against the town's offices, as ``assignments`` say by the duty's id.

    What they do not say is left to be filled in by hand. An office whose name is empty gets a head
    to write in; where none is chosen, the offices are those that the assignments name. Without a
    choice of ``duties`` the rows are those that the town has a part in.
    """
    assigned = assignments or {}
    rows = _official(duty_list, duties)
    if duties is None:
        rows = [duty for duty in rows if town_cell(duty)]
    cells = {duty.id: office_cells(assigned.get(duty.id, Handling())) for duty in rows}
    heads = offices or dict.fromkeys(name for row in cells.values() for name in row)
    return ResponsibilityMatrix(
        (
            _town_column(duty_list),
            *(Column(ColumnKind.OFFICE, name, name) for name in heads),
        ),
        _grouped(
            MatrixRow(
                duty,
                (town_cell(duty), *map(cells[duty.id].get, heads)),
                town_cell(duty) is not None and not assigned.get(duty.id, Handling()).office,
            )
            for duty in rows
        ),
    )


def office_cells(handling: Handling) -> dict[str, Cell]:
    """What each office is to a duty, by its name; no step of the source says so."""
    cells = {name: Cell(Role.COOPERATES, 0) for name in handling.helpers}
    return {handling.office: Cell(Role.OWN, 0), **cells} if handling.office else cells


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """How many duties one category has."""

    category: str
    by_list: tuple[int, ...]
    """In each list, in the order of ``ListKind``."""
    by_department: tuple[int, ...]
    """With each department, in the order of ``CategoryMatrix.departments``."""

    @property
    def duties(self) -> int:
        """In all lists."""
        return sum(self.by_list)

    @property
    def parts(self) -> int:
        """With all departments: a duty counts once for each of them."""
        return sum(self.by_department)


@dataclass(frozen=True, slots=True)
class CategoryMatrix:
    """Categories against lists and departments, in numbers of duties."""

    departments: tuple[Department, ...]
    """Those with a part in a duty, in the list's order."""
    rows: tuple[CategoryRow, ...]
    """In order of the category's first appearance in the list."""

    @property
    def totals(self) -> CategoryRow:
        """All categories added up, under no name."""
        return CategoryRow(
            "",
            tuple(sum(row.by_list[at] for row in self.rows) for at in range(len(ListKind))),
            tuple(
                sum(row.by_department[at] for row in self.rows)
                for at in range(len(self.departments))
            ),
        )


def by_category(duty_list: DutyList, duties: Iterable[Duty] | None = None) -> CategoryMatrix:
    """Categories against the three lists and against the departments, in numbers of duties."""
    matrix = by_department(duty_list, duties)
    departments = _departments(duty_list, (column.name for column in matrix.columns[1:]))
    return CategoryMatrix(
        tuple(departments),
        tuple(
            CategoryRow(
                group.category,
                tuple(sum(row.duty.kind is kind for row in group.rows) for kind in ListKind),
                tuple(total.duties for total in group.totals[1:]),
            )
            for group in matrix.groups
        ),
    )


def _official(duty_list: DutyList, duties: Iterable[Duty] | None) -> list[Duty]:
    """The list's duties that are chosen, each once, in official order."""
    if duties is None:
        return list(duty_list.duties)
    wanted = {duty.id for duty in duties}
    return [duty for duty in duty_list.duties if duty.id in wanted]


def _departments(duty_list: DutyList, names: Iterable[str]) -> list[Department]:
    """The departments with these names, in the list's order."""
    wanted = set(names)
    return [department for department in duty_list.departments if department.name in wanted]


def _grouped(rows: Iterable[MatrixRow]) -> tuple[Group, ...]:
    groups: dict[str, list[MatrixRow]] = {}
    for row in rows:
        groups.setdefault(row.duty.category, []).append(row)
    return tuple(Group(category, tuple(group)) for category, group in groups.items())


def _town_column(duty_list: DutyList) -> Column:
    return Column(ColumnKind.TOWN, duty_list.town.own, duty_list.town.own)
