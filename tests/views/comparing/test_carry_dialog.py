"""沿用分工 as a clerk uses it: review, choose, take over, undo."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.assignment import (
    Assignment,
    Edit,
    Person,
    TownNotes,
    applied,
    edited,
)
from duty_desktop.domain.changes import Carried, Comparison
from duty_desktop.domain.duty import DutyList
from duty_desktop.errors import NotebookConflictError
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.views.comparing.carry_dialog import CarryDialog
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.zoom import Zoom
from tests.comparing.changes import changed_copy
from tests.notes import town_notes

HOSTILE = "<b>粗</b><img src='x'> & %s"


class Notebook:
    """Keeps notes as the real one does, and can refuse an edit."""

    def __init__(self, notes: TownNotes) -> None:
        self.notes = notes
        self.refuses = False

    def apply(self, edit: Edit) -> None:
        if self.refuses:
            raise NotebookConflictError("别的窗口刚改过，没有写入。")
        for change in edit.changes:
            assert self.notes.like(change.record) == change.before
        self.notes = applied(self.notes, edit)


@pytest.fixture(scope="module")
def comparison(duty_list: DutyList) -> Comparison:
    return compare(duty_list, read_duty_list(changed_copy(duty_list, 4).data))


@pytest.fixture
def notebook(comparison: Comparison) -> Notebook:
    old = comparison.old
    people = [Person("p7", HOSTILE)]
    records = [
        Assignment(
            old.source_sha256, duty.id, leader="p7", office=f"o{place % 3 + 1}", handlers=("p1",)
        )
        for place, duty in enumerate(old.duties)
    ]
    return Notebook(applied(town_notes(), edited(town_notes(), "", [*people, *records])))


Open = Callable[[], CarryDialog]


@pytest.fixture
def opened(
    qtbot: QtBot, comparison: Comparison, notebook: Notebook, memory: WindowMemory, zoom: Zoom
) -> Open:
    def make() -> CarryDialog:
        made = CarryDialog(comparison, notebook.notes, notebook.apply, memory, zoom)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(made)
        made.show()
        qtbot.waitExposed(made)
        return made

    return make


@pytest.fixture
def dialog(opened: Open) -> CarryDialog:
    return opened()


def go_to(dialog: CarryDialog, carried: Carried) -> int:
    row = next(row for row, each in enumerate(dialog.model.rows) if each.carried is carried)
    dialog.table.selectRow(row)
    return row


def test_notes_are_taken_over_and_given_back(dialog: CarryDialog, notebook: Notebook) -> None:
    before = notebook.notes
    assert dialog.outcome.text() == "沿用 236 项，需人工 6 项；将写入 239 项新事项。"

    dialog.apply_button.click()

    assert dialog.note.text == "已沿用 236 项，需人工 6 项。"
    after = notebook.notes
    assert len(after.assignments) == len(before.assignments) + 239
    assert {key: after.assignments[key] for key in before.assignments} == before.assignments
    assert dialog.outcome.text() == "沿用 236 项，需人工 6 项；没有要写入的。"
    assert not dialog.apply_button.isEnabled()

    dialog.note.buttons[0].click()

    assert notebook.notes == before
    assert dialog.note.text == "已撤销，分工和沿用前一样。"
    assert dialog.apply_button.isEnabled()


def test_a_row_is_ticked_by_the_space_bar(dialog: CarryDialog, notebook: Notebook) -> None:
    row = go_to(dialog, Carried.CHANGED)
    landing = dialog.model.rows[row]
    assert landing.new is not None

    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.outcome.text().startswith("沿用 235 项，需人工 7 项")
    dialog.apply_button.click()

    assert landing.new not in notebook.notes.assignments
    assert landing.sources[0] in notebook.notes.assignments.values()


def test_of_merged_duties_one_is_chosen_to_lead(
    qtbot: QtBot, dialog: CarryDialog, notebook: Notebook
) -> None:
    row = go_to(dialog, Carried.MERGED)
    landing = dialog.model.rows[row]
    assert landing.new is not None
    qtbot.waitUntil(dialog.leading.isVisible)
    assert dialog.leading.value == (0, False)
    assert len(dialog.leading.values) == 4

    dialog.leading.choose((1, True))
    qtbot.waitUntil(lambda: dialog.leading.value == (1, True))
    dialog.apply_button.click()

    note = notebook.notes.assignment(landing.new)
    first, second = landing.sources
    assert (note.office, note.helpers) == (second.office, (first.office,))
    go_to(dialog, Carried.SPLIT)
    qtbot.waitUntil(dialog.leading.isHidden)


def test_a_refused_edit_is_told_and_nothing_is_taken_for_done(
    dialog: CarryDialog, notebook: Notebook
) -> None:
    notebook.refuses = True
    before = dialog.outcome.text()
    dialog.apply_button.click()

    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.text() == "别的窗口刚改过，没有写入。"
    box.close()
    assert dialog.outcome.text() == before
    assert dialog.note.text == ""
    assert dialog.apply_button.isEnabled()

    notebook.refuses = False
    notes = notebook.notes
    dialog.show_notes(notes)
    dialog.apply_button.click()
    assert len(notebook.notes.assignments) == len(notes.assignments) + 239


def test_the_page_shows_before_and_after_as_plain_words(qtbot: QtBot, dialog: CarryDialog) -> None:
    row = go_to(dialog, Carried.CHANGED)
    landing = dialog.model.rows[row]
    new = dialog.model.new_duty(landing)
    qtbot.waitUntil(lambda: new in dialog.page.toPlainText())
    text = dialog.page.toPlainText()
    assert text.count(HOSTILE) == 2
    assert "沿用后的记录" in text
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "不沿用：新事项暂无记录。" in dialog.page.toPlainText())

    go_to(dialog, Carried.REMOVED)
    qtbot.waitUntil(lambda: "不会丢失" in dialog.page.toPlainText())


def test_buttons_choose_for_all(dialog: CarryDialog) -> None:
    dialog._none.click()
    assert dialog.outcome.text().startswith("沿用 207 项，需人工 35 项")
    dialog._all.click()
    assert dialog.outcome.text().startswith("沿用 236 项")
    dialog._none.click()
    dialog._usual.click()
    assert dialog.outcome.text().startswith("沿用 236 项")
    rows = dialog.model.rowCount()
    dialog._plain.click()
    assert dialog.model.rowCount() == rows + 207
    assert dialog.current is not None


def test_rows_are_copied(dialog: CarryDialog) -> None:
    go_to(dialog, Carried.REMOVED)
    QTest.keyClick(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    cells = QGuiApplication.clipboard().text().split("\t")
    assert cells[:2] == ["需人工", "取消"]
    assert HOSTILE in cells[5]


def test_without_notes_there_is_nothing_to_take_over(
    qtbot: QtBot, opened: Open, notebook: Notebook
) -> None:
    notebook.notes = TownNotes()
    dialog = opened()

    qtbot.waitUntil(lambda: "没有可沿用的" in dialog.page.toPlainText())
    assert not any(button.isEnabled() for button in (dialog._all, dialog._none, dialog._usual))
    assert not dialog.apply_button.isEnabled()
    assert dialog.outcome.text() == "沿用 0 项，需人工 0 项；没有要写入的。"


def test_size_is_remembered_and_zoom_followed(
    qtbot: QtBot, dialog: CarryDialog, opened: Open, zoom: Zoom
) -> None:
    height = dialog.table.rowHeight(0)
    QTest.keyClick(dialog, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert zoom.percent == 110
    qtbot.waitUntil(lambda: dialog.table.rowHeight(0) > height)
    zoom.reset()
    dialog.resize(760, 560)
    dialog.reject()
    again = opened()
    assert (again.width(), again.height()) == (760, 560)


def test_everything_has_a_name(dialog: CarryDialog) -> None:
    for widget in (dialog.table, dialog.page, dialog.outcome, dialog.leading.box):
        assert widget.accessibleName()
