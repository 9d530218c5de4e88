"""Where the town's notes could go in a new list, row by row, with what is chosen for each."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from duty_desktop.comparing.carrying import carried_over as planned
from duty_desktop.domain.assignment import DutyKey, TownNotes
from duty_desktop.domain.carrying_over import (
    CarriedOver,
    Choice,
    Landing,
    carried_over,
    landings,
)
from duty_desktop.domain.change_words import CARRIED, told
from duty_desktop.domain.changes import Carried, Comparison
from duty_desktop.domain.note_words import note_line
from duty_desktop.models.flat_table import DISPLAY_ROLE, FlatTableModel, Index
from duty_desktop.models.overriding import override
from duty_desktop.models.roles import RecordRole

_CheckRole = int(Qt.ItemDataRole.CheckStateRole)


class CarryTableModel(FlatTableModel):
    """A row for each new duty that old ones' notes could go to, and for each that has none.

    Attributes:
        comparison: the two lists.
        notes: what the town noted.
        rows: those shown; where there is nothing to decide only if wanted.
        plain: how many there are of which nothing is to decide.

    Signals:
        chosen: something else is chosen than before.
    """

    chosen = Signal()

    def __init__(
        self, comparison: Comparison, notes: TownNotes, parent: QObject | None = None
    ) -> None:
        """Propose how ``notes`` of the old list go to the new one."""
        super().__init__([column.title for column in COLUMNS], parent)
        self.comparison = comparison
        self._plan = planned(comparison)
        self._choices: dict[DutyKey, Choice] = {}
        self._with_plain = False
        self._take(notes)

    def show_notes(self, notes: TownNotes) -> None:
        """Take other notes, in which something was changed meanwhile; what was chosen stays."""
        self.beginResetModel()
        self._take(notes)
        self.endResetModel()
        self.chosen.emit()

    def show_plain(self, *, shown: bool) -> None:
        """Show the rows of which nothing is to decide, or hide them."""
        self.beginResetModel()
        self._with_plain = shown
        self._show()
        self.endResetModel()

    def outcome(self) -> CarriedOver:
        """What is written where nothing else is chosen any more."""
        old, new = self.comparison.old, self.comparison.new
        title = f"沿用分工：{old.date_in_words}→{new.date_in_words}"
        return carried_over(self.notes, self._every, self._choices, title)

    def choice(self, landing: Landing) -> Choice:
        """What is chosen for a row."""
        if landing.new is None or landing.is_plain:
            return landing.usual
        return self._choices.get(landing.new, landing.usual)

    def choose(self, landing: Landing, choice: Choice) -> None:
        """Choose for a row; nothing where there is nothing to decide."""
        if landing.new is None or landing.is_plain:
            return
        self._choices[landing.new] = choice
        self._tell()

    def toggle(self, landing: Landing) -> None:
        """Take the notes over or not."""
        choice = self.choice(landing)
        self.choose(landing, replace(choice, take=not choice.take))

    def take_all(self) -> None:
        """Take over whatever writes nothing over; what would is for single ticks."""
        self._choose_all(lambda landing: not landing.replaces)

    def take_none(self) -> None:
        """Take over nothing of what is to decide."""
        self._choose_all(lambda _landing: False)

    def propose(self) -> None:
        """Choose what is proposed again."""
        self._choices.clear()
        self._tell()

    def duties(self, landing: Landing) -> str:
        """The old duties of a row: 配合 21　文明养犬管理工作."""
        old = self.comparison.old
        return "；".join(told(old.duty(each.duty_id)) for each in landing.sources)

    def new_duty(self, landing: Landing) -> str:
        """The new duty of a row, 无 where there is none."""
        return told(self.comparison.new.duty(landing.new[1])) if landing.new else "无"

    def noted(self, landing: Landing) -> str:
        """What is noted of the old duties; of several, each under its number."""
        if len(landing.sources) == 1:
            return note_line(self.notes, landing.sources[0])
        old = self.comparison.old
        return "　".join(
            f"【{old.duty(each.duty_id).label}】{note_line(self.notes, each)}"
            for each in landing.sources
        )

    def why(self, landing: Landing) -> str:
        """What there is to know before deciding."""
        if landing.new is None:
            return (
                "新清单中没有对应的事项。原分工仍留在旧清单，不会丢失；如有接替的事项，请人工填写。"
            )
        said = []
        if landing.carried is Carried.SPLIT:
            said.append("原事项拆成几项，每一项都可以沿用原来的分工。")
        if len(landing.sources) > 1:
            said.append(f"{len(landing.sources)} 项合为一项，请选择以哪一项的分工为准。")
        if landing.replaces:
            said.append("新清单已另有记录，勾选才会覆盖。")
        elif landing.present is not None:
            said.append("已经沿用。")
        return "".join(said)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        flags |= Qt.ItemFlag.ItemNeverHasChildren
        if index.column() == TICK_COLUMN and _is_open(self.rows[index.row()]):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    @override
    def data(self, index: Index, role: int = DISPLAY_ROLE) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == DISPLAY_ROLE:
            return COLUMNS[index.column()].text(self, row)
        if role == RecordRole:
            return row
        if role == _CheckRole and index.column() == TICK_COLUMN and row.new is not None:
            taken = self.choice(row).take
            return Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
        return None

    @override
    def setData(self, index: Index, value: Any, role: int = DISPLAY_ROLE) -> bool:
        if not index.isValid() or role != _CheckRole or not _is_open(self.rows[index.row()]):
            return False
        row = self.rows[index.row()]
        taken = Qt.CheckState(value) is Qt.CheckState.Checked
        self.choose(row, replace(self.choice(row), take=taken))
        return True

    def _take(self, notes: TownNotes) -> None:
        self.notes = notes
        old, new = self.comparison.old.source_sha256, self.comparison.new.source_sha256
        self._every = landings(notes, old, new, self._plan)
        self.plain = sum(each.is_plain for each in self._every)
        self._show()

    def _show(self) -> None:
        self.rows = tuple(each for each in self._every if self._with_plain or not each.is_plain)

    def _choose_all(self, wanted: Callable[[Landing], bool]) -> None:
        for landing in self._every:
            if landing.new is not None and not landing.is_plain:
                choice = self.choice(landing)
                self._choices[landing.new] = replace(choice, take=wanted(landing))
        self._tell()

    def _tell(self) -> None:
        if self.rows:
            last = self.index(len(self.rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.chosen.emit()


class _Column(NamedTuple):
    """What one column says about a row."""

    title: str
    text: Callable[[CarryTableModel, Landing], str]


def _is_open(landing: Landing) -> bool:
    """Whether there is something to decide."""
    return landing.new is not None and not landing.is_plain


def _decision(model: CarryTableModel, landing: Landing) -> str:
    if landing.new is None:
        return "需人工"
    if landing.is_plain:
        return "自动沿用"
    if not model.choice(landing).take:
        return "不沿用"
    return "覆盖" if landing.replaces else "沿用"


def _likeness(landing: Landing) -> str:
    # Rounded down: what is not the same is not 100 % alike.
    return "" if landing.carried is Carried.REMOVED else f"{int(landing.score * 100)}%"


COLUMNS = (
    _Column("沿用", _decision),
    _Column("变化", lambda _model, row: CARRIED[row.carried]),
    _Column("原事项", CarryTableModel.duties),
    _Column("现事项", CarryTableModel.new_duty),
    _Column("相近", lambda _model, row: _likeness(row)),
    _Column("已记的分工", CarryTableModel.noted),
)

TICK_COLUMN = 0
WORDY_COLUMNS = (2, 3, 5)
"""Columns of words, which share what room the others leave."""
