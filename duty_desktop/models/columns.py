"""The columns of the duty table, as data."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duty_desktop.domain.duty import Duty
    from duty_desktop.models.town_words import TownWords

SortKey = tuple[int, int] | bytes
"""A native value that orders duties; of one type within a column."""


def nothing(_duty: "Duty") -> tuple[str, ...]:
    """No words."""
    return ()


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
    note: Callable[["Duty"], tuple[str, ...]] = nothing
    """What it says in small type beside its text."""
    is_town: bool = False
    """Whether it is the town's own, and not shown where nothing is noted."""
    shown: bool = True
    """Whether it is shown at first."""


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

NUMBER_COLUMN, NAME_COLUMN = 0, 1


def columns_with(town: "TownWords") -> tuple[Column, ...]:
    """The columns, with what the town noted.

    Its own follow the others, as a layout that was remembered before there were any has it.
    """
    number, *others = COLUMNS
    return (
        replace(number, note=town.mark),
        *others,
        Column(
            key="office",
            title="责任科室",
            text=town.offices,
            sort_key=lambda duty: _blank_last(town.offices(duty)),
            width=7,
            is_town=True,
        ),
        Column(
            key="handlers",
            title="承办人",
            text=town.handlers,
            sort_key=lambda duty: _blank_last(town.handlers(duty)),
            width=5,
            is_town=True,
            shown=False,
        ),
    )


def _blank_last(text: str) -> bytes:
    """The order by pronunciation, what says nothing behind all that says something."""
    return pinyin_order(text) or b"\xff"
