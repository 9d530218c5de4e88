"""What a pack holds, a row for each thing in it and one for the file itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Qt

from duty_desktop.models.flat_table import (
    ALIGNMENT_ROLE,
    DISPLAY_ROLE,
    FlatTableModel,
    Index,
)
from duty_desktop.models.overriding import override
from duty_desktop.models.roles import RecordRole
from duty_desktop.store.pack_taking import Outlook, Taken, Taking

if TYPE_CHECKING:
    from duty_desktop.store.pack_reading import Pack

_KIB = 1024


@dataclass(frozen=True, slots=True)
class PackRow:
    """One thing in a pack."""

    title: str
    counted: str
    size: int
    """In bytes."""
    state: str
    """Whether it is new here."""
    sha256: str


def rows_of(pack: "Pack", seen: "Outlook | Taken", size: int) -> tuple[PackRow, ...]:
    """The lists, the notebook, and the file itself, which has so many bytes.

    Each as it is ``seen`` to be: before anything is taken in, or afterwards.
    """
    states = _states_before(seen) if isinstance(seen, Outlook) else _states_after(pack, seen)
    rows = [
        PackRow(entry.words, entry.counted, entry.size, state, entry.sha256)
        for entry, state in zip(pack.contents.entries, states, strict=False)
    ]
    return (*rows, PackRow(f"整个文件：{pack.name}", "", size, "", pack.sha256))


def _states_before(expected: Outlook) -> list[str]:
    return [*("清单库里已有" if here else "新清单" for here in expected.are_here), "见下面的选项"]


def _states_after(pack: "Pack", taken: Taken) -> list[str]:
    new, old = ({path.name for path in paths} for paths in (taken.new, taken.old))
    states = [
        "已取入"
        if each.file_name in new
        else "清单库里已有"
        if each.file_name in old
        else "没有取入"
        for each in pack.lists
    ]
    return [*states, _NOTEBOOK_AFTER[taken.notebook]]


_NOTEBOOK_AFTER = {Taking.NONE: "没有取入", Taking.MERGE: "已合并", Taking.REPLACE: "已替换"}


class _Column(NamedTuple):
    title: str
    text: Callable[[PackRow], str]
    is_number: bool = False


_COLUMNS = (
    _Column("内容", lambda row: row.title),
    _Column("数量", lambda row: row.counted),
    _Column("这里", lambda row: row.state),
    _Column("大小", lambda row: f"{-(-row.size // _KIB):,} KB", is_number=True),
    _Column("校验码（SHA-256）", lambda row: row.sha256),
)


class PackRowsModel(FlatTableModel):
    """A table of what a pack holds."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing yet."""
        super().__init__([column.title for column in _COLUMNS], parent)
        self.rows: tuple[PackRow, ...] = ()

    def show(self, rows: Sequence[PackRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    @override
    def data(self, index: Index, role: int = DISPLAY_ROLE) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], _COLUMNS[index.column()]
        if role == DISPLAY_ROLE:
            return column.text(row)
        if role == ALIGNMENT_ROLE and column.is_number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return row if role == RecordRole else None
