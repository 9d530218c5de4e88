"""What the town noted about a duty, as the columns of a table beside the list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from duty_desktop.domain.assigning import Handling
from duty_desktop.domain.workload import Task


@dataclass(frozen=True, slots=True)
class AssignedColumn:
    """A column of the table."""

    heading: str
    width: int
    """In half-width characters."""
    text: Callable[[Task], str]
    official: bool = False
    """Whether the list says it, not the town."""


COLUMNS: Sequence[AssignedColumn] = (
    AssignedColumn("编号", 9, lambda task: task.duty.label, official=True),
    AssignedColumn("所属清单", 10, lambda task: task.duty.kind.official_name, official=True),
    AssignedColumn("事项类别", 10, lambda task: task.duty.category_as_printed, official=True),
    AssignedColumn("事项名称", 36, lambda task: task.duty.name, official=True),
    AssignedColumn("分管领导", 10, lambda task: task.handling.leader),
    AssignedColumn("主责科室", 15, lambda task: task.handling.office),
    AssignedColumn("协办科室", 16, lambda task: "、".join(task.handling.helpers)),
    AssignedColumn("承办人", 13, lambda task: "、".join(task.handling.handlers)),
    AssignedColumn("电话", 15, lambda task: "\n".join(task.handling.phone.split("、"))),
    AssignedColumn("完成时限", 12, lambda task: task.handling.deadline),
    AssignedColumn("依据", 18, lambda task: _lines(task.handling.basis)),
    AssignedColumn("备注", 18, lambda task: _lines(task.handling.remark)),
    AssignedColumn("附件", 12, lambda task: "、".join(task.handling.attachments)),
)


def assignment_document(handling: Handling) -> dict[str, Any]:
    """What the town noted, for other programs; files by their names only."""
    return {
        "leader": handling.leader,
        "office": handling.office,
        "helpers": list(handling.helpers),
        "handlers": list(handling.handlers),
        "phone": handling.phone,
        "deadline": handling.deadline,
        "basis": handling.basis,
        "remark": handling.remark,
        "attachments": list(handling.attachments),
    }


def _lines(text: str) -> str:
    """Words of several lines, with the line breaks that office files have."""
    return "\n".join(text.splitlines())
