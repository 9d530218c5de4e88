"""How search, branches, table and detail act on one another."""

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from duty_desktop import tasks
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.readings import Readings
from duty_desktop.models.branch_tree import BranchTreeModel
from duty_desktop.models.branches import below, branches_of, departments_of
from duty_desktop.models.columns import columns_with
from duty_desktop.models.duty_table import DutyTableModel
from duty_desktop.models.results import Results, SearchTools
from duty_desktop.models.town import Town
from duty_desktop.models.town_branches import (
    HANDLERS,
    LEADERS,
    OFFICES,
    WHY_EMPTY,
    TownBranches,
)
from duty_desktop.models.town_words import TownWords
from duty_desktop.views.frame import Frame
from duty_desktop.views.printing.matter import PrintMatter
from duty_desktop.views.table.column_menu import ColumnMenu

if TYPE_CHECKING:
    from duty_desktop.domain.assignment import TownNotes
    from duty_desktop.views.searching.empty_state import EmptyState


_PAUSE = 150
"""Milliseconds without a key after which other words are offered where nothing is found."""

_AFTER_ROWS = 20
"""Milliseconds until the branches count: by then the rows are painted, in whatever order a system
takes timers and paint events. Keys that come faster are counted once."""


def _raise(error: BaseException) -> None:
    raise error


class Browser(QObject):
    """The search field, the tree, the table and the detail, working together.

    What the town notes is followed as it is noted. Rows that are selected or current are not taken
    away by that, though they may belong to the chosen branches or to the search no more: whoever
    fills in what is missing goes on where they are. They leave when others are selected.

    Attributes:
        field, tree, table, detail: the widgets of the frame.
        rows: the duties that are shown.
        results: what the search finds.
        empty: what stands in the table's place when nothing is found, ``None`` until needed.

    Signals:
        changed: other duties are shown or selected.
        reading(duty): this duty, or ``None``, is read now.
    """

    changed = Signal()
    reading = Signal(object)

    def __init__(
        self, duty_list: DutyList, readings: Callable[[], Readings], town: Town, frame: Frame
    ) -> None:
        """Show every duty of ``duty_list`` in ``frame``, with what the ``town`` noted.

        ``readings`` are asked for once.
        """
        super().__init__(frame)
        self._town = town
        self._notes: TownNotes | None = None
        self._own_branches = TownBranches(duty_list)
        self._words = TownWords(duty_list)
        self.results = Results(duty_list, readings)
        self._branches = BranchTreeModel(branches_of(duty_list), self)
        self._commands = frame.commands
        self._stack = frame.stack
        self.rows = DutyTableModel(duty_list.duties, self, columns_with(self._words))
        self.field, self.tree, self.table = frame.field, frame.tree, frame.table
        self.detail = frame.detail
        self.empty: EmptyState | None = None
        self._suggesting = QTimer(self, singleShot=True, interval=_PAUSE)
        self._suggesting.timeout.connect(self._suggest)
        self._counting = QTimer(self, singleShot=True, interval=_AFTER_ROWS)
        self._counting.timeout.connect(self._count)
        self._holding = False
        self._letting_go = QTimer(self, singleShot=True, interval=0)
        self._letting_go.timeout.connect(self._show_again)
        self.tree.show_branches(self._branches)
        self.table.show_duties(self.rows)
        self.detail.use(
            duty_list, [frame.commands[name] for name in ("previous", "next", "copy_duty")]
        )
        ColumnMenu(frame.commands.columns_menu, self.table)
        self._wire()
        if town.notes.assignments:
            self._follow_town()

    def _wire(self) -> None:
        self.field.textChanged.connect(self.search)
        self.field.left_downwards.connect(self._enter_table)
        self.tree.chosen.connect(self._filter)
        self.table.left_upwards.connect(self.field.setFocus)
        self.table.current_changed.connect(self._show_current)
        self.table.selection_changed.connect(self.changed)
        self.table.selection_changed.connect(self._let_go)
        self._town.changed.connect(self._follow_town)
        self._commands["find"].triggered.connect(self._find)
        self._commands["clear"].triggered.connect(self._clear)
        self._commands["previous"].triggered.connect(lambda: self.table.step(-1))
        self._commands["next"].triggered.connect(lambda: self.table.step(1))

    def search(self, text: str) -> None:
        """Show what is found for ``text``; the counts follow in a moment.

        A new search is shown best first: sorting by a column is taken off.
        """
        if text.strip() != self.results.text:
            self.table.sort_as_found()
        self.results.search(text)
        self._counting.start()
        self.table.mark(self.results.spans)
        self._refresh(keep_current=not self.results.text)

    def _count(self) -> None:
        """Let the branches count what is found now."""
        self._counting.stop()
        self._branches.count_found(self.results.counted)

    def warm_up(self) -> None:
        """Make the search engine in the background, so that the first key finds it ready."""
        tasks.run(self, lambda _job: self.results.prepared(), self._use, _raise)

    def _use(self, tools: "SearchTools") -> None:
        self.results.use(tools)
        # List and index live as long as the window: the collector of cyclic garbage would walk over
        # all of them between two keys.
        gc.freeze()

    def show_everything(self) -> None:
        """Take search and branches off."""
        self.tree.choose_everything()
        self.field.clear()
        self.field.setFocus()

    def matter(self) -> PrintMatter:
        """What can be printed from what is shown and selected now."""
        everything, branches = self.rows.duties, self.tree.branches()
        rows = (row for row in range(self.rows.rowCount()) if row != self.rows.divider)
        return PrintMatter(
            tuple(everything),
            self.detail.duty,
            tuple(self.table.selected_duties()),
            tuple(map(self.rows.duty_at, rows)),
            departments_of(branches),
            self._town.notes,
            below(OFFICES, branches),
            tuple(dict.fromkeys(below(LEADERS, branches) + below(HANDLERS, branches))),
        )

    def show_first(self) -> None:
        """Select the first duty, and show it to whoever follows ``reading``."""
        self.table.select_row(self.rows.first_row)
        # What the town noted may have selected it already, before anybody followed.
        self._show_current()

    def _filter(self) -> None:
        self._refresh(keep_current=True)

    def _refresh(self, *, keep_current: bool) -> None:
        """Show the rows again; the current duty stays current where that is wanted and it can."""
        current = self.table.current_duty()
        branches, results = self.tree.branches(), self.results
        self.rows.show(results.within(branches), results.maybe_within(branches), results.reasons)
        row = self.rows.row_of(current) if keep_current and current is not None else None
        self._holding = False
        if self.rows.rowCount():
            self._stack.setCurrentWidget(self.table)
            self.table.select_row(self.rows.first_row if row is None else row)
        else:
            self._explain_emptiness()
            self._show_current()
        self.changed.emit()

    def _follow_town(self) -> None:
        """Let branches, counts, cells and what is found follow what the town noted."""
        notes = self._town.notes
        if notes is self._notes:
            return
        self._notes = notes
        self._words.use(notes)
        self.results.use_notes(notes)
        self._branches.show_town(self._own_branches.of(notes), self.tree.held())
        if self.results.text:
            self.results.search(self.results.text)
            self.table.mark(self.results.spans)
        self._count()
        self.table.show_noted(noted=not self._words.is_empty)
        self._show_again()

    def _let_go(self) -> None:
        """Take rows away, once the table has done what it is at, that stayed for being selected."""
        if self._holding:
            self._letting_go.start()

    def _show_again(self) -> None:
        """Show what belongs here now; rows that are selected or current stay."""
        current = self.table.current_duty()
        held = {index.row() for index in self.table.selectionModel().selectedRows()}
        if current is not None:
            held.add(self.table.currentIndex().row())
        branches, results = self.tree.branches(), self.results
        self._holding = self.rows.follow(
            results.within(branches), results.maybe_within(branches), results.reasons, held
        )
        if not self.rows.rowCount():
            self._explain_emptiness()
        else:
            self._stack.setCurrentWidget(self.table)
            if self.table.current_duty() is None:
                row = None if current is None else self.rows.row_of(current)
                self.table.select_row(self.rows.first_row if row is None else row)
        self._show_current()
        self.changed.emit()

    def _show_current(self) -> None:
        duty = self.table.current_duty()
        row = self.table.currentIndex().row()
        place, why = "", tuple[str, ...]()
        if duty is not None:
            number, count = self.rows.standing(row)
            doubtful = self.rows.divider is not None and row > self.rows.divider
            place = f"{'可能相关，' if doubtful else ''}第 {number} 项，共 {count} 项"
            why = self.results.why(duty)
        self.detail.show_duty(duty, place, self.results.spans, why)
        self.reading.emit(duty)
        for name, step in (("previous", -1), ("next", 1)):
            there = duty is not None and self.rows.step_from(row, step) is not None
            self._commands[name].setEnabled(there)
        self._commands["copy_duty"].setEnabled(duty is not None)

    def _explain_emptiness(self) -> None:
        if self.empty is None:
            from duty_desktop.views.searching.empty_state import EmptyState

            self.empty = EmptyState()
            self.empty.everywhere_wanted.connect(self.tree.choose_everything)
            self.empty.everything_wanted.connect(self.show_everything)
            self.empty.words_wanted.connect(self._search_instead)
            self.empty.help_wanted.connect(self._commands["search_help"].trigger)
            self._stack.addWidget(self.empty)
        results = self.results
        chosen = [branch for branch in self.tree.branches() if branch.key != "all"]
        self.empty.explain(
            results.text,
            [branch.title for branch in chosen],
            len(results.found),
            len(results.maybe),
            "".join(WHY_EMPTY.get(branch.key, "") for branch in chosen),
        )
        self._suggesting.start()
        if self.table.hasFocus():
            self.field.setFocus()
        self._stack.setCurrentWidget(self.empty)

    def _enter_table(self) -> None:
        if self.rows.rowCount():
            self.table.setFocus()
        elif self.empty is not None:
            self._suggest()
            self.empty.first_button().setFocus()

    def _suggest(self) -> None:
        """Offer other words in the empty table's place, if it is still there."""
        self._suggesting.stop()
        if self.empty is not None and self._stack.currentWidget() is self.empty:
            self.empty.suggest(self.results.closest_words() if self.results.text else [])

    def _search_instead(self, words: str) -> None:
        self.field.setText(words)
        self.field.setFocus()

    def _find(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _clear(self) -> None:
        self.field.clear()
        self.field.setFocus()
