"""The columns of the duty table, as data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duty_desktop.domain.duty import Duty

SortKey = tuple[int, int] | bytes
"""A native value that orders duties; of one type within a column."""


@dataclass(frozen=True, slots=True)
class Column:
    """What one column of the table says about a duty."""

    key: str
    """Its name in remembered layouts."""
    title: str
    text: Callable[["Duty"], str]
    sort_key: Callable[["Duty"], SortKey]
    width: float
    """What it takes at first, in ems; the name takes what the others leave."""


def pinyin_order(text: str) -> bytes:
    """A key that sorts Chinese text by its pronunciation, as Chinese Windows does.

    GB 18030 keeps the order of GB 2312, whose 3755 common characters stand by pinyin; the rarer
    ones follow by radical.
    """
    return text.encode("gb18030", errors="replace")


def departments_of(duty: "Duty") -> str:
    """The duty's departments, as the source prints them."""
    return "、".join(named.as_printed for named in duty.departments)


COLUMNS = (
    Column(
        key="number",
        title="编号",
        text=lambda duty: duty.label,
        sort_key=lambda duty: (list(type(duty.kind)).index(duty.kind), duty.serial),
        width=5.5,
    ),
    Column(
        key="name",
        title="事项名称",
        text=lambda duty: duty.name,
        sort_key=lambda duty: pinyin_order(duty.name),
        width=18,
    ),
    Column(
        key="category",
        title="类别",
        text=lambda duty: duty.category,
        sort_key=lambda duty: pinyin_order(duty.category),
        width=6,
    ),
    Column(
        key="departments",
        title="对应部门",
        text=departments_of,
        sort_key=lambda duty: pinyin_order(departments_of(duty)),
        width=10,
    ),
)

NAME_COLUMN = next(place for place, column in enumerate(COLUMNS) if column.key == "name")
