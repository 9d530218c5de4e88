"""What the benchmark of printing has printed: the same words for every maker, as plain text.

Every maker reads the records by this module's ``duty_list``, as the program itself does, and takes
from it the same words; how they are set into columns and pages is the maker's own work. The sizes
of type come from the document that the program made (``tests.benchmarks.printing``), so that the
other makers need not look for them.
"""

import datetime
import functools
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from duty_desktop import paths
from duty_desktop.domain import matrix as tables
from duty_desktop.domain.duty import Duty, DutyList, Field, ListKind, Side
from duty_desktop.domain.words import words
from duty_desktop.reports.order import Look
from duty_desktop.store import catalogue

DAY = datetime.date(2025, 7, 1)
SHEETS = 100

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a look sets a sheet, in pt."""

    left: float
    right: float
    top: float
    bottom: float
    pitch: float
    """From line to line, in type sizes."""


COMPACT = Sheet(24 * MM, 18 * MM, 18 * MM, 23 * MM, 1.5)
OFFICIAL = Sheet(28 * MM, 26 * MM, 37 * MM, 35 * MM, 1.88)


def sheet_of(kind: str) -> Sheet:
    """The sheet that the name of a document asks for: sheets, sheets-official, sheets-compact."""
    return OFFICIAL if kind.endswith(Look.OFFICIAL) else COMPACT


HEAD_COLUMNS = (80.0, 114.0, 44.0, 72.0, 66.0)
LABEL_COLUMN = 80.0
"""Columns of a sheet, in pt."""

MATRIX_MARGIN = 12 * MM
MATRIX_BOTTOM = 15 * MM
MATRIX_LABEL, MATRIX_NAME = 45.0, 190.0
MATRIX_COLUMN = 17.0
MATRIX_SIZE, MATRIX_NAME_PITCH, MATRIX_HEAD_SIZE = 9.375, 11.75, 10.0
"""Margins, columns and type of the matrix on A3, in pt."""

FONTS = paths.resources() / "fonts"


@functools.cache
def duty_list() -> DutyList:
    """The records, read from the official database; once, as in the program."""
    return catalogue.load(paths.database())


def sheet_duties(records: DutyList) -> tuple[Duty, ...]:
    """The duties whose sheets are made: the first hundred cooperative ones, the longest texts."""
    return records.of_kind(ListKind.COOPERATIVE)[:SHEETS]


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words of one duty's sheet."""

    title: tuple[str, str, str]
    """The town, what the sheet is called, on what it is based."""
    bookmark: str
    head: tuple[str, ...]
    """Label, value, label, value, label, value."""
    rows: tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]
    """For each row its label and its paragraphs, with whether each is a heading."""


def sheet_words(records: DutyList, duty: Duty) -> SheetWords:
    """The words of one cooperative duty's sheet."""
    town = records.town.county + records.town.name
    headings = dict(zip(duty.kind.fields, records.headings[duty.kind], strict=True))
    departments = words(duty.cell(Field.DEPARTMENTS))
    return SheetWords(
        (town, "履职事项单", f"依据：{records.full_title}"),
        f"{duty.label}　{duty.name}",
        (
            *("所属清单", duty.kind.official_name),
            *("编号", duty.label),
            *(headings[Field.CATEGORY], duty.category_as_printed),
        ),
        (
            (headings[Field.NAME], ((duty.name, True),)),
            (headings[Field.DEPARTMENTS], ((departments, False),)),
            (headings[Field.SUPERIOR], tuple(_steps(duty, Side.SUPERIOR))),
            (headings[Field.TOWNSHIP], tuple(_steps(duty, Side.TOWNSHIP))),
        ),
    )


def _steps(duty: Duty, side: Side) -> Sequence[tuple[str, bool]]:
    lines: list[tuple[str, bool]] = []
    section: str | None = None
    heading: str | None = None
    for step in duty.side(side):
        if step.section != section:
            section, heading = step.section, None
            lines.append((section or "", True))
        if step.heading != heading:
            heading = step.heading
            lines.append((heading or "", True))
        lines.append((step.marker + step.text, False))
    return [line for line in lines if line[0]]


@dataclass(frozen=True, slots=True)
class MatrixWords:
    """The words of the matrix of all duties and departments."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """A category's band has one cell; other rows have number, name and one cell a column."""
    legend: str


def matrix_words(records: DutyList) -> MatrixWords:
    """The words of the matrix of all duties and departments."""
    table = tables.by_department(records)
    heads = [column.short_name or column.name for column in table.columns]
    rows: list[tuple[str, ...]] = []
    for group in table.groups:
        rows.append((f"{group.category}　{len(group.rows)} 项",))
        for row in group.rows:
            marks = [cell.role.mark if cell else "" for cell in row.cells]
            across = table.row_total(row).duties
            rows.append((row.duty.label, row.duty.name, *marks, _figure(across)))
        rows.append(("", f"小计　{len(group.rows)} 项", *_sums(table, group.totals)))
    rows.append(("", f"合计　{len(table.rows)} 项", *_sums(table, table.totals)))
    legend = "　".join(f"{role.mark} {role.meaning('本镇')}" for role in tables.Role)
    title = f"{records.town.county}{records.town.name}履职事项责任矩阵（按部门）"
    return MatrixWords(
        title, ("编号", "事项名称", *heads, "部门数"), tuple(rows), f"图例：{legend}"
    )


def _sums(table: tables.ResponsibilityMatrix, totals: Sequence[tables.Total]) -> tuple[str, ...]:
    return (*(_figure(each.duties) for each in totals), _figure(table.across(totals).duties))


def _figure(count: int) -> str:
    return str(count) if count else ""


def printable_day(day: datetime.date) -> str:
    """打印日期：2025年7月1日."""
    return f"打印日期：{day.year}年{day.month}月{day.day}日"


def run(make: Callable[[str, Sequence[float]], bytes]) -> None:
    """Make the document named on the command line twice and say how that went, as JSON.

    Arguments: one of ``tests.benchmarks.printing.kinds()``, the file to write, and the type sizes
    of the sheets as JSON.
    """
    kind, target, sizes = sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3])
    target.write_bytes(make(kind, sizes))
    done = time.monotonic()
    used, peak = _used()
    again = time.perf_counter()
    second = make(kind, sizes)
    taken = time.perf_counter() - again
    told = {
        "done": done,
        "cpu": used,
        "peak": peak,
        "second": taken,
        "second_peak": _used()[1],
        "same": second == target.read_bytes(),
    }
    print(json.dumps(told))


def _used() -> tuple[float, int]:
    """Seconds of CPU and the most bytes of memory used so far."""
    usage = getrusage(RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
