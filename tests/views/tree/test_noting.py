"""Tree, table and search follow what the town notes, and take nothing away under the hands."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from duty_desktop.domain.assigning import remove_office
from duty_desktop.domain.assignment import Assignment, Record, edited
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.noting import starred
from duty_desktop.models.branches import Branch
from duty_desktop.models.roles import ReasonsRole
from duty_desktop.models.town import Town
from duty_desktop.models.town_words import FAVOURITE
from duty_desktop.views.browser import Browser
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.tree.branch_tree import BranchTree
from tests.notes import CIVIL, LI, PARTY, WANG, ZHANG
from tests.views.conftest import WindowMaker

PEOPLE: tuple[Record, ...] = (PARTY, CIVIL, ZHANG, LI, WANG)


class Noting:
    """Notes what a test wants about the list that is shown."""

    def __init__(self, town: Town, duty_list: DutyList) -> None:
        self._town = town
        self._key = duty_list.source_sha256

    def note(self, duty_id: str, **said: object) -> None:
        before = self._town.notes.assignment((self._key, duty_id))
        after: Assignment = replace(before, **said)  # type: ignore[arg-type]  # fields by name
        self._town.edit(edited(self._town.notes, "填写", [*PEOPLE, after]))

    def star(self, duty_id: str, *, wanted: bool = True) -> None:
        notes = self._town.notes
        self._town.edit(starred(notes, [(self._key, duty_id)], duty_id, wanted=wanted))


@pytest.fixture
def noting(town: Town, duty_list: DutyList) -> Noting:
    return Noting(town, duty_list)


def shown(browser: Browser) -> list[str]:
    rows = browser.rows
    return [rows.duty_at(row).id for row in range(rows.rowCount()) if row != rows.divider]


def current(browser: Browser) -> str | None:
    duty = browser.table.current_duty()
    return duty.id if duty else None


def branch(tree: BranchTree, title: str) -> Branch:
    return next(each for each in tree._model.root.walk() if each.title == title)


def titles(tree: BranchTree) -> list[str]:
    return [f"{each.title} {each.count}" for each in tree._model.root.children[5:]]


def choose(browser: Browser, title: str) -> None:
    browser.tree.setCurrentIndex(browser.tree._model.index_of(branch(browser.tree, title)))


def test_a_town_that_notes_nothing_sees_nothing_of_it(browser: Browser) -> None:
    header = browser.table.horizontalHeader()

    assert titles(browser.tree) == []
    assert [header.isSectionHidden(place) for place in range(header.count())] == [
        *[False] * 4,
        *[True] * 2,
    ]


def test_branches_come_with_what_is_noted_and_go_with_it(
    browser: Browser, noting: Noting, town: Town
) -> None:
    noting.star("basic-5")
    assert titles(browser.tree) == ["收藏 1"]

    noting.note("basic-1", office="o1", helpers=("o2",), leader="p3", handlers=("p1",))
    assert titles(browser.tree) == [
        "收藏 1",
        "未分工 207",
        "按科室 1",
        "按分管领导 1",
        "按承办人 1",
    ]

    town.undo()
    town.undo()
    assert titles(browser.tree) == []


def test_a_notebook_that_was_there_before_the_window(
    make_window: WindowMaker, duty_list: DutyList, noting: Noting
) -> None:
    noting.note("basic-2", office="o1")

    window = make_window(duty_list)

    assert titles(window.frame.tree) == ["未分工 207", "按科室 1"]
    assert not window.frame.table.horizontalHeader().isSectionHidden(4)
    assert window.content is not None
    assert current(window.content.browser) == "basic-1"


def test_the_tree_does_not_jump(browser: Browser, noting: Noting) -> None:
    tree = browser.tree
    noting.note("basic-1", office="o2")
    tree.open(["offices", "departments"])
    choose(browser, "民生服务办")
    scrolled = tree.verticalScrollBar().maximum()
    tree.verticalScrollBar().setValue(scrolled)
    browser.field.setText("宣传")

    noting.star("basic-9")
    noting.note("basic-3", office="o1", handlers=("p1",))

    assert [each.title for each in tree.branches()] == ["民生服务办"]
    assert tree.opened() == ["offices", "departments"]
    assert tree.verticalScrollBar().value() == scrolled
    offices = branch(tree, "按科室")
    assert tree.isExpanded(tree._model.index_of(offices))
    found = set(browser.results.found)
    assert offices.count == len(offices.places & found) < len(offices.places)


def test_branches_that_come_later_are_folded_out_as_remembered(
    make_window: WindowMaker, duty_list: DutyList, tmp_path: Path, noting: Noting
) -> None:
    memory = WindowMemory(tmp_path / "kept.ini")
    memory.keep("layout/opened", ["basic", "offices", "handlers"])

    tree = make_window(duty_list, memory=memory).frame.tree
    noting.note("basic-1", office="o2")

    assert tree.isExpanded(tree._model.index_of(branch(tree, "按科室")))
    assert tree.opened() == ["basic", "offices", "handlers"]


def test_a_duty_stays_while_it_is_filled_in(qtbot: QtBot, browser: Browser, noting: Noting) -> None:
    noting.note("basic-1", office="o1")
    choose(browser, "未分工")
    assert shown(browser)[:3] == ["basic-2", "basic-3", "basic-4"]
    told: list[str | None] = []
    browser.table.select_row(1)
    browser.table.current_changed.connect(lambda: told.append(current(browser)))

    noting.note("basic-3", office="o2")
    noting.note("basic-3", handlers=("p1",))

    assert branch(browser.tree, "未分工").count == 206
    assert shown(browser)[:3] == ["basic-2", "basic-3", "basic-4"]
    assert current(browser) == "basic-3"
    assert told == []  # whoever shows the current duty is not made to show it again

    browser.table.step(1)
    qtbot.waitUntil(lambda: len(shown(browser)) == 206)
    assert shown(browser)[:3] == ["basic-2", "basic-4", "basic-5"]
    assert current(browser) == "basic-4"
    assert browser.table.currentIndex().row() == 1


def test_selected_duties_stay_while_they_are_filled_in(
    qtbot: QtBot, browser: Browser, noting: Noting
) -> None:
    noting.note("basic-1", office="o1")
    choose(browser, "未分工")
    QTest.keyClick(browser.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    selected = [duty.id for duty in browser.table.selected_duties()]

    for duty_id in selected:
        noting.note(duty_id, office="o2")

    assert (
        [duty.id for duty in browser.table.selected_duties()] == selected == ["basic-2", "basic-3"]
    )
    browser.table.select_row(4)
    qtbot.waitUntil(lambda: shown(browser)[0] == "basic-4")


def test_another_branch_or_search_lets_go_at_once(browser: Browser, noting: Noting) -> None:
    noting.note("basic-1", office="o1")
    choose(browser, "未分工")
    browser.table.select_row(0)
    noting.note("basic-2", office="o1")
    assert "basic-2" in shown(browser)

    browser.field.setText("工作")

    assert "basic-2" not in shown(browser)
    assert "basic-1" not in shown(browser)


def test_the_last_one_of_a_branch(qtbot: QtBot, browser: Browser, noting: Noting) -> None:
    noting.star("basic-5")
    choose(browser, "收藏")
    assert shown(browser) == ["basic-5"]

    noting.star("basic-5", wanted=False)
    assert shown(browser) == ["basic-5"]
    assert titles(browser.tree) == ["收藏 0"]

    browser.table.clearSelection()
    browser.table.setCurrentIndex(browser.rows.index(-1, -1))
    qtbot.waitUntil(lambda: not shown(browser))
    assert browser.empty is not None
    assert browser.empty.message == "“收藏”中没有事项\n没有收藏的事项了。"
    assert browser.empty.everywhere.isHidden()

    browser.empty.everything.click()
    assert len(shown(browser)) == 242
    noting.note("basic-1", remark="无")
    assert titles(browser.tree) == []


def test_a_search_without_hits_in_an_office_says_so(browser: Browser, noting: Noting) -> None:
    noting.note("basic-1", office="o1")
    choose(browser, "党政综合办")
    browser.field.setText("养犬")

    assert browser.empty is not None
    assert "在“党政综合办”中没有找到“养犬”" in browser.empty.message
    assert "全部事项中有 2 项" in browser.empty.message


def test_search_finds_people_with_the_reason(browser: Browser, noting: Noting) -> None:
    noting.note("cooperative-21", office="o2", handlers=("p1",))
    browser.field.setText("张三")

    assert shown(browser)[0] == "cooperative-21"
    assert browser.rows.index(0, 1).data(ReasonsRole) == ("承办人：张三",)
    assert branch(browser.tree, "民生服务办").count == 1
    browser.detail.write()
    assert "承办人：张三" in browser.detail.text.toPlainText()

    noting.note("basic-43", handlers=("p1",))
    assert shown(browser)[:2] == ["basic-43", "cooperative-21"]
    assert current(browser) == "cooperative-21"

    noting.note("cooperative-21", handlers=("p2",))
    assert shown(browser)[:2] == ["basic-43", "cooperative-21"]
    browser.field.setText("李四")
    assert shown(browser)[0] == "cooperative-21"


def test_an_office_that_is_removed_while_it_is_chosen(
    browser: Browser, noting: Noting, town: Town
) -> None:
    noting.note("basic-1", office="o1")
    choose(browser, "党政综合办")

    town.edit(remove_office(town.notes, PARTY).edit)

    assert titles(browser.tree) == ["按科室 0"]
    assert [each.title for each in browser.tree.branches()] == ["党政综合办"]
    assert shown(browser) == ["basic-1"]


def test_a_favourite_is_marked_at_its_number(browser: Browser, noting: Noting) -> None:
    noting.star("basic-2")

    assert browser.rows.index(1, 0).data(ReasonsRole) == (FAVOURITE,)
    assert browser.rows.index(0, 0).data(ReasonsRole) == ()
    assert browser.rows.index(1, 0).data() == "基本 2"
    spoken = browser.rows.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "基本 2，★ 收藏"


def test_copied_rows_say_what_is_shown(browser: Browser, noting: Noting) -> None:
    noting.note("basic-1", office="o1", helpers=("o2",), handlers=("p1", "p2"))
    browser.table.select_row(0)
    assert browser.table.rows_as_text().endswith("\t党政综合办；协办 民生服务办")

    browser.table.want_column("handlers", shown=True)
    browser.table.want_column("category", shown=False)
    assert browser.table.rows_as_text().endswith("\t党政综合办；协办 民生服务办\t张三、李四")
    assert browser.table.rows_as_text().count("\t") == 4


def test_columns_are_chosen_in_a_menu(browser: Browser, noting: Noting) -> None:
    menu = browser._commands.columns_menu
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["编号", "类别", "对应部门"]

    noting.note("basic-1", office="o1")
    menu.aboutToShow.emit()
    offered = {action.text(): action.isChecked() for action in menu.actions()}
    assert offered["责任科室"]
    assert not offered["承办人"]

    next(action for action in menu.actions() if action.text() == "承办人").trigger()
    assert not browser.table.horizontalHeader().isSectionHidden(5)


def test_sorting_by_a_column_that_is_hidden_is_taken_off(browser: Browser, noting: Noting) -> None:
    noting.note("basic-7", office="o1")
    browser.table.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    assert shown(browser)[:2] == ["basic-7", "basic-1"]

    browser.table.want_column("office", shown=False)

    assert shown(browser)[:2] == ["basic-1", "basic-2"]


def test_an_edit_does_not_sort_again(browser: Browser, noting: Noting) -> None:
    noting.note("basic-7", office="o1")
    browser.table.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    browser.table.select_row(3)
    before = shown(browser)

    noting.note(before[3], office="o2")

    assert shown(browser) == before
    assert current(browser) == before[3]


def test_columns_are_remembered_with_those_that_came_later(
    make_window: WindowMaker, duty_list: DutyList, tmp_path: Path, noting: Noting
) -> None:
    """A layout that was kept before the town had columns keeps its widths and order."""
    path = tmp_path / "kept.ini"
    first = make_window(duty_list, memory=WindowMemory(path))
    header = first.frame.table.horizontalHeader()
    model = first.frame.table._model
    assert first.content is not None
    model.beginResetModel()
    model.columns = model.columns[:4]
    model.endResetModel()
    header.moveSection(header.visualIndex(3), 0)
    header.resizeSection(2, 133)
    first.close()
    memory = WindowMemory(path)
    memory._settings.remove("layout/columns-known")
    memory._settings.remove("layout/columns-hidden")
    noting.note("basic-1", office="o1")

    second = make_window(duty_list, memory=memory).frame.table
    header = second.horizontalHeader()

    assert header.count() == 6
    assert (header.visualIndex(3), header.sectionSize(2)) == (0, 133)
    assert not header.isSectionHidden(4)
    assert header.isSectionHidden(5)
    em = second.fontMetrics().horizontalAdvance("事")
    assert header.sectionSize(4) == 7 * em


def test_chosen_columns_are_remembered(
    make_window: WindowMaker, duty_list: DutyList, tmp_path: Path, noting: Noting
) -> None:
    path = tmp_path / "kept.ini"
    first = make_window(duty_list, memory=WindowMemory(path))
    noting.note("basic-1", office="o1", handlers=("p1",))
    first.frame.table.want_column("handlers", shown=True)
    first.frame.table.want_column("category", shown=False)
    first.frame.table.horizontalHeader().resizeSection(4, 155)
    first.close()

    second = make_window(duty_list, memory=WindowMemory(path))
    header = second.frame.table.horizontalHeader()
    assert [header.isSectionHidden(place) for place in range(6)] == [
        *[False] * 2,
        True,
        *[False] * 3,
    ]
    assert header.sectionSize(4) == 155

    second.frame.commands["reset_layout"].trigger()
    assert [header.isSectionHidden(place) for place in range(6)] == [*[False] * 5, True]


def test_hidden_columns_keep_their_width_in_larger_text(browser: Browser, noting: Noting) -> None:
    table = browser.table
    header = table.horizontalHeader()
    before = 7 * table.fontMetrics().horizontalAdvance("事")
    font = table.font()
    font.setPointSizeF(1.5 * font.pointSizeF())
    table.setFont(font)
    QApplication.processEvents()

    noting.note("basic-1", office="o1")

    assert header.sectionSize(4) == 7 * table.fontMetrics().horizontalAdvance("事") > before
