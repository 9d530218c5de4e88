"""Lists whose words try what they can, and what office files say."""

from dataclasses import replace

from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.ingest.duty_list import read_duty_list
from tests.support import document

FORMULAS = (
    '=HYPERLINK("http://x","y")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1,2)",
    "＝1",
    "#N/A",
    "TRUE",
    "1e5",
    "2026-01-02",
    "'=1",
    "<b>&amp;</b>",
    "_x0041_",
    "（续）甲",
)
"""Words that a spreadsheet may run, or take for something else."""

CONTROLS = "甲\x00\x01\x08\x0b\x0c\x1f\x7f\ufffe\uffff乙_x0001_"


def with_cells(duty: Duty, *cells: str) -> Duty:
    """The duty with other cells after its number, whatever a reader would say of them."""
    return replace(duty, cells=(duty.cells[0], *cells), name=cells[1])


def list_of(*rows: tuple[str, ...]) -> DutyList:
    """A list whose cooperative duties have these cells after their numbers."""
    plain = [
        (str(n), "类别", "名称", "大理市公安局", "1.甲。", "乙。") for n in range(1, len(rows) + 1)
    ]
    given = read_duty_list(document(cooperative=plain))
    cells = iter(rows)
    return replace(
        given,
        duties=tuple(
            with_cells(duty, *next(cells)) if duty.id.startswith("cooperative") else duty
            for duty in given.duties
        ),
    )


def formulas() -> DutyList:
    """A list with each of the words, in every place once."""
    around = len(FORMULAS)
    return list_of(
        *(tuple(FORMULAS[(at + shift) % around] for shift in range(5)) for at in range(around))
    )


LONG = "".join(f"{number}.负责第{number}项工作；" for number in range(1, 3500))
"""Some 50,000 characters in one paragraph: more than a cell of Excel holds."""

MANY = "</p> <p>".join(f"{number}.甲" for number in range(1, 600))
"""More paragraphs than a cell of Excel has lines."""


def long() -> DutyList:
    """A list with cells that no row of Excel can hold or show."""
    return list_of(
        ("类别", "名称", "大理市公安局", LONG, "乙。"),
        ("类别", "名称二", "大理市公安局", "丙。", f"<p>{MANY}</p>"),
    )
