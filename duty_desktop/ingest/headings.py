"""What the columns of a list are called: the published words, and what offices make of them."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from duty_desktop.domain.duty import Field, ListKind
from duty_desktop.ingest.grid import squeezed


class Column(StrEnum):
    """What a column of a table holds: a field of a list, or one of the columns beside them."""

    SERIAL = Field.SERIAL.value
    CATEGORY = Field.CATEGORY.value
    NAME = Field.NAME.value
    DEPARTMENTS = Field.DEPARTMENTS.value
    SUPERIOR = Field.SUPERIOR.value
    TOWNSHIP = Field.TOWNSHIP.value
    METHOD = Field.METHOD.value
    TAKER = "taker"
    """承接部门 in a column of its own."""
    WAY = "way"
    """工作方式 in a column of its own."""
    TOWN = "town"
    """Whose duty the row is, where one table holds those of many towns."""
    LIST = "list"
    """Which list the row is of, where one table holds all three."""


_UPPER = "(?:上级|县级|县直|县|区级|区直|区|市级|市直|市|州级|旗级)"
_DEPARTMENT = "(?:部门|单位)"
_TOWN = "(?:本)?(?:乡镇街道|镇街道|乡镇|镇街|街镇|街道|苏木|乡|镇)"

_MEANING = {
    Column.SERIAL: r"(?:事项)?(?:序号|编号)|序|No\.?",
    Column.CATEGORY: (
        r"(?:履职|职责)?事项(?:类别|分类|类型|领域)|(?:所属|一级)?(?:类别|分类|领域)(?:名称)?"
    ),
    Column.NAME: (
        r"(?:基本|主要|具体|配合|协助|收回|上级收回|上级部门收回|乡镇)?(?:履职|职责)?事项(?:名称|内容)?"
        r"|(?:职责|任务)名称"
    ),
    Column.DEPARTMENTS: (
        rf"(?:对应|牵头|责任|主责|主管|负责|主要)?(?:的)?{_UPPER}?"
        rf"(?:主管|业务|牵头|责任|主责|职能|行业|对应)?{_DEPARTMENT}(?:名称)?"
    ),
    Column.SUPERIOR: (
        rf"(?:对应|牵头|责任|主责|主管)?(?:的)?{_UPPER}?(?:主管|业务|牵头|责任|主责|职能|行业)?"
        rf"{_DEPARTMENT}(?:的)?(?:配合|工作|主要|具体|履行|承担)?(?:的)?职责|上级(?:的)?职责"
    ),
    Column.TOWNSHIP: (
        rf".{{0,8}}(?:配合|协助)(?:的)?(?:履职)?(?:职责|事项|内容|工作|责任)"
        rf"|{_TOWN}(?:的)?(?:具体|工作|主要|履行|承担|履职)?(?:的)?(?:职责|责任|事项)"
    ),
    Column.METHOD: (
        rf"(?:收回后)?(?:承接|收回|接收|责任){_DEPARTMENT}(?:及|和|与|、|/)(?:其|具体)?"
        r"(?:工作|履职|承接|办理|落实)(?:方式|方法)"
    ),
    Column.TAKER: (
        rf"(?:收回后)?(?:的)?(?:具体|上级)?(?:承接|收回|接收|接手)(?:的)?{_UPPER}?{_DEPARTMENT}"
    ),
    Column.WAY: r"(?:收回后)?(?:的)?(?:具体)?(?:工作|履职|承接|办理|落实|收回)(?:方式|方法)",
    Column.LIST: r"(?:所属)?清单(?:名称|类别|类型|种类)?",
    Column.TOWN: rf"(?:所属|所在)?{_TOWN}(?:名称)?",
}
_PATTERNS = {column: re.compile(words) for column, words in _MEANING.items()}
_LONGEST = 40
"""Characters of a heading with its remarks; what is longer is a duty."""

_REMARK = re.compile(r"\([^()]*\)")

STANDARD = {
    ListKind.BASIC: ("序号", "事项类别", "事项名称"),
    ListKind.COOPERATIVE: (
        "序号",
        "事项分类",
        "事项名称",
        "对应上级部门",
        "上级部门职责",
        "乡镇配合职责",
    ),
    ListKind.RECLAIMED: ("序号", "事项分类", "事项名称", "承接部门及工作方式"),
}
"""The columns' names as the lists of 2024 and 2025 were published."""


def meanings(heading: str) -> tuple[Column, ...]:
    """What a column with this heading may hold, likeliest first; empty where it is none of ours."""
    if len(heading) > _LONGEST:
        return ()
    text = _REMARK.sub("", squeezed(heading)).strip(":：*＊")
    return tuple(column for column, pattern in _PATTERNS.items() if pattern.fullmatch(text))


def means(heading: str, field: Field) -> bool:
    """Whether a column with this heading may hold ``field``."""
    return Column(field.value) in meanings(heading)


def columns_of(cells: Sequence[str]) -> dict[int, Column]:
    """What each column holds under a row of headings; empty where the row is no header.

    A header has a column for names and one more; what stands in two columns is the first's, or
    what else the second's heading may mean.
    """
    found: dict[int, Column] = {}
    for place, cell in enumerate(cells):
        free = [column for column in meanings(cell) if column not in found.values()]
        if free:
            found[place] = free[0]
    taken = set(found.values())
    return found if Column.NAME in taken and len(taken) > 1 else {}


def kind_by_columns(columns: Mapping[int, Column]) -> ListKind | None:
    """The list that only a table with these columns can be; ``None`` where they do not tell."""
    held = set(columns.values())
    if held & {Column.METHOD, Column.TAKER, Column.WAY}:
        return ListKind.RECLAIMED
    if held & {Column.SUPERIOR, Column.TOWNSHIP}:
        return ListKind.COOPERATIVE
    return None


def kind_by_title(text: str) -> ListKind | None:
    """The list that a title or a sheet's name speaks of; ``None`` where it speaks of none."""
    for word, kind in (
        ("收回", ListKind.RECLAIMED),
        ("配合", ListKind.COOPERATIVE),
        ("基本", ListKind.BASIC),
    ):
        if word in text:
            return kind
    return None
