"""Whatever is done in any order, the window shows what is noted and what the search finds."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from duty_desktop.domain.assignment import TownNotes, edited
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.noting import starred
from duty_desktop.domain.readings import Readings
from duty_desktop.models.branch_tree import BranchTreeModel
from duty_desktop.models.branches import Branch, branches_of
from duty_desktop.models.results import Results
from duty_desktop.models.town import Town
from duty_desktop.models.town_branches import TownBranches
from duty_desktop.views.browser import Browser
from duty_desktop.views.content import Content
from duty_desktop.views.window import MainWindow
from tests.office import office_of_twelve
from tests.views.conftest import WindowMaker

STEPS = 90

WORDS = (
    *("", "养犬", "db", "dibao", "低保fa", "烧麦茬子", "股票", "公安局", "shi", "张三", "赵一"),
    *(
        "钱一、孙一",
        "党政综合办",
        "新办公室，民生服务办",
        "张三，李四；王五",
        "0994-2200001",
        "2025-07-01",
    ),
    *("<b>粗</b>", "&amp;", "=1+1", "%s {0}", "C:\\x\\y", "'; drop table--", "一\n二\t三", "，"),
    *("😀", "𠮷", "\u200b", "\u202eab", "e\u0301\u0302", "  ", "a" * 5000, "犬" * 5000),
)

_KEYS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


class _Monkey:
    """Does one thing after another that a clerk could do."""

    def __init__(self, seed: int, window: MainWindow, town: Town, duty_list: DutyList) -> None:
        self._random = random.Random(seed)
        self._window = window
        self._town = town
        self._duty_list = duty_list
        self._oracle = Results(duty_list, Readings)
        self._branches = TownBranches(duty_list)
        assert window.content is not None
        self.content: Content = window.content
        self.browser: Browser = window.content.browser
        self.done: list[str] = []
        self._steps: Sequence[Callable[[], object]] = (
            self._search,
            self._choose_branch,
            self._choose_branch,
            self._choose_row,
            self._choose_row,
            self._sort,
            self._write,
            self._write,
            self.content.noting.panel.star.click,
            lambda: window.frame.commands["undo"].trigger(),
            lambda: window.frame.commands["redo"].trigger(),
            self._let_another_edit,
            self._resize,
        )

    def step(self) -> None:
        """Do something, and let the window take it in."""
        step = self._random.choice(self._steps)
        self.done.append(getattr(step, "__name__", ""))
        step()
        QTest.qWait(self._random.choice((0, 0, 0, 10)))
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QMessageBox):
                each.close()
        # What is let go with the next event, and counted in a moment.
        QTest.qWait(1)
        while self.browser._counting.isActive():
            QTest.qWait(1)

    def _search(self) -> None:
        self.browser.field.setText(self._random.choice(WORDS))

    def _choose_branch(self) -> None:
        tree = self.browser.tree
        index = tree.model().index(self._random.randrange(tree.model().rowCount()), 0)
        below = tree.model().rowCount(index)
        if below and self._random.random() < 0.5:
            index = tree.model().index(self._random.randrange(below), 0, index)
        flags = QItemSelectionModel.SelectionFlag
        how = self._random.choice((flags.ClearAndSelect, flags.Toggle))
        tree.selectionModel().setCurrentIndex(index, how | flags.Rows)

    def _choose_row(self) -> None:
        rows, table = self.browser.rows, self.browser.table
        if rows.rowCount():
            index = rows.index(self._random.randrange(rows.rowCount()), 1)
            table.scrollTo(index)
            self._click(table.viewport(), table.visualRect(index).center())

    def _sort(self) -> None:
        header = self.browser.table.horizontalHeader()
        place = header.sectionViewportPosition(self._random.randrange(header.count())) + 12
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 8))

    def _click(self, widget: QWidget, spot: QPoint) -> None:
        key = self._random.choice(_KEYS)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, key, spot)

    def _write(self) -> None:
        panel = self.content.noting.panel
        panel.write()
        if panel.form is None or self.browser.detail.duty is None:
            return
        field = self._random.choice([*panel.form.fields.values()])
        field.setFocus()
        field.selectAll()
        event = QInputMethodEvent()
        event.setCommitString(self._random.choice(WORDS))
        QApplication.sendEvent(field, event)
        if self._random.random() < 0.7:
            self.browser.field.setFocus()

    def _let_another_edit(self) -> None:
        """Let another window of the same notebook write, and this one come forward."""
        another = Town(self._town.user_data)
        another.start()
        notes = another.notes
        duty = self._random.choice(self._duty_list.duties)
        key = (self._duty_list.source_sha256, duty.id)
        try:
            if self._random.random() < 0.3:
                another.undo()
            elif self._random.random() < 0.5 or not notes.offices:
                another.edit(starred(notes, [key], duty.label, wanted=True))
            else:
                office = self._random.choice(sorted(notes.offices))
                change = replace(notes.assignment(key), office=office)
                another.edit(edited(notes, "填写", [change]))
        finally:
            another.close()
        self._town.refresh()

    def _resize(self) -> None:
        self._window.resize(self._random.randint(640, 1920), self._random.randint(480, 1080))

    # What holds after each step

    def check(self) -> None:
        """Hold what is shown against what the notebook says, found and counted anew."""
        assert self._town.notes == self._noted_in_file()
        self._oracle.use_notes(self._town.notes)
        self._oracle.search(self.browser.field.text())
        assert list(self.browser.results.found) == list(self._oracle.found)
        assert list(self.browser.results.maybe) == list(self._oracle.maybe)
        self._check_branches()
        self._check_rows()

    def _noted_in_file(self) -> TownNotes:
        anew = Town(self._town.user_data)
        anew.start()
        anew.close()
        return anew.notes

    def _check_branches(self) -> None:
        root = branches_of(self._duty_list)
        for branch in self._branches.of(self._town.notes):
            root.children.append(branch)
        root.count_found(self._oracle.counted)
        wanted = [*_told(root)]
        keys = {key for key, _, _ in wanted}
        model = self.browser.tree.model()
        assert isinstance(model, BranchTreeModel)
        shown = [*_told(model.root)]
        # A branch that was chosen when it became empty stays for a while.
        assert [each for each in shown if each[0] in keys or each[2]] == wanted

    def _check_rows(self) -> None:
        browser, branches = self.browser, self.browser.tree.branches()
        places = {id(duty): place for place, duty in enumerate(self._duty_list.duties)}
        rows = [row for row in range(browser.rows.rowCount()) if row != browser.rows.divider]
        shown = [places[id(browser.rows.duty_at(row))] for row in rows]
        belong = {*self._oracle.within(branches), *self._oracle.maybe_within(branches)}
        current = browser.table.current_duty()
        assert len(shown) == len({*shown})
        assert belong <= {*shown}
        held = [*browser.table.selected_duties(), *([current] if current else [])]
        assert {*shown} - belong <= {places[id(duty)] for duty in held}
        assert browser.detail.duty is current


def _told(root: Branch) -> Iterator[tuple[str, str, int]]:
    """Key, title and count of each branch, as they stand."""
    return ((node.key, node.title, node.count) for node in root.walk() if node is not root)


def _undo_all(town: Town) -> list[TownNotes]:
    """The notes as they were after each edit, the last first."""
    states = [town.notes]
    while town.undo() is not None:
        states.append(town.notes)
    return states


@pytest.mark.parametrize("seed", range(3))
def test_what_is_shown_is_what_is_noted_and_found(
    make_window: WindowMaker,
    town: Town,
    duty_list: DutyList,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    monkeypatch.setattr("duty_desktop.views.town.leaving.lets_go", lambda _: True)
    town.edit(edited(TownNotes(), "填写", office_of_twelve(duty_list).records))
    monkey = _Monkey(seed, make_window(duty_list), town, duty_list)

    for _ in range(STEPS):
        monkey.step()
        monkey.check()

    monkey.content.noting.settle()
    states = _undo_all(town)
    assert states[-1] == TownNotes()
    for state in reversed(states[:-1]):
        town.redo()
        assert town.notes == state
    QTest.qWait(1)
    monkey.check()
