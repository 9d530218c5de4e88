"""Undoing in the middle of writing takes back what is being written, and nothing else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from duty_desktop.domain.assignment import DutyKey, Person, edited
from duty_desktop.domain.noting import Note
from duty_desktop.models.town import Town
from duty_desktop.views.content import Content
from duty_desktop.views.town.form import AssignmentForm
from duty_desktop.views.town.panel import AssignmentPanel
from duty_desktop.views.window import MainWindow
from tests.composing import commit
from tests.notes import CIVIL, LI, PARTY

WRITING = "撤销(&U)：正在填写的内容"


@pytest.fixture
def undo(window: MainWindow) -> QAction:
    return window.frame.commands["undo"]


def _write(form: AssignmentForm, note: Note, text: str) -> None:
    field = form.fields[note]
    field.setFocus()
    field.selectAll()
    commit(field, text)


def _enter(form: AssignmentForm, note: Note, text: str) -> None:
    _write(form, note, text)
    QTest.keyClick(form.fields[note], Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (Note.HANDLERS, "张三"),
        (Note.LEADER, "张三、李四"),
        (Note.PHONE, "9" * 1001),
        (Note.REMARK, "字" * 20_001),
    ],
)
def test_what_cannot_be_noted_is_given_up_first(
    panel: AssignmentPanel,
    form: AssignmentForm,
    undo: QAction,
    staffed: Town,
    first: DutyKey,
    note: Note,
    words: str,
) -> None:
    staffed.edit(edited(staffed.notes, "又一位", [Person("p9", "张三", CIVIL.key)]))
    _enter(form, Note.DEADLINE, "月底")
    stored = form.fields[note].stored
    _write(form, note, words)
    assert undo.text() == WRITING

    undo.trigger()

    assert staffed.notes.assignment(first).deadline == "月底"
    assert form.fields[note].written == stored
    assert not panel.pending
    assert panel.note.text == f"“{note.called}”里没有存成的内容已撤回，之前的改动没有撤销。"
    assert undo.text().endswith("：完成时限")
    undo.trigger()
    assert staffed.notes.assignment(first).deadline == ""


def test_words_that_were_noted_before_are_given_back(
    form: AssignmentForm, undo: QAction, staffed: Town, first: DutyKey
) -> None:
    _enter(form, Note.HANDLERS, "李四")
    staffed.edit(edited(staffed.notes, "又一位", [Person("p9", "张三", CIVIL.key)]))
    _enter(form, Note.HANDLERS, "李四、张三")
    undo.trigger()
    assert form.fields[Note.HANDLERS].written == "李四"
    assert staffed.notes.assignment(first).handlers == (LI.key,)
    assert "p9" in staffed.notes.people


def test_a_draft_can_be_given_up_where_nothing_was_ever_noted(
    window: MainWindow, town: Town
) -> None:
    assert window.content is not None
    panel, undo = window.content.noting.panel, window.frame.commands["undo"]
    assert not undo.isEnabled()
    panel.write()
    assert panel.form is not None
    _write(panel.form, Note.LEADER, "张三、李四")
    assert undo.isEnabled()
    undo.trigger()
    assert panel.form.fields[Note.LEADER].written == ""
    assert not undo.isEnabled()
    assert undo.text() == "撤销(&U)"
    assert not town.notes.records


def test_another_fields_words_are_noted(
    panel: AssignmentPanel, form: AssignmentForm, undo: QAction, staffed: Town, first: DutyKey
) -> None:
    _enter(form, Note.LEADER, "张三、李四")
    _write(form, Note.DEADLINE, "月底")
    undo.trigger()
    assert form.fields[Note.LEADER].written == ""
    assert staffed.notes.assignment(first).deadline == "月底"
    assert "“分管领导”" in panel.note.text
    undo.trigger()
    assert staffed.notes.assignment(first).deadline == ""


def test_what_can_be_noted_is_undone_and_can_be_done_again(
    window: MainWindow, form: AssignmentForm, undo: QAction, staffed: Town, first: DutyKey
) -> None:
    _enter(form, Note.DEADLINE, "月底")
    _write(form, Note.PHONE, "110")
    undo.trigger()
    assert form.fields[Note.PHONE].written == ""
    assert staffed.notes.assignment(first).deadline == "月底"
    window.frame.commands["redo"].trigger()
    assert form.fields[Note.PHONE].written == "110"


def test_a_draft_about_another_duty_is_left_alone(
    content: Content,
    form: AssignmentForm,
    undo: QAction,
    staffed: Town,
    first: DutyKey,
) -> None:
    _enter(form, Note.DEADLINE, "月底")
    _enter(form, Note.LEADER, "张三、李四")
    content.browser.table.step(1)
    undo.trigger()
    assert staffed.notes.assignment(first).deadline == ""
    content.browser.table.step(-1)
    assert form.fields[Note.LEADER].written == "张三、李四"


def test_a_refused_cell_is_given_up_first(
    qtbot: QtBot, window: MainWindow, content: Content, undo: QAction, staffed: Town
) -> None:
    staff = content.noting.people.open_staff()
    qtbot.waitActive(staff)
    staff.offices.table.write(0)
    editor = staff.offices.table.editor
    assert isinstance(editor, QLineEdit)
    editor.setText(CIVIL.name)
    window.activateWindow()
    qtbot.waitActive(window)

    undo.trigger()

    assert staff.offices.table.editor is None
    assert staffed.notes.offices[PARTY.key] == PARTY
    assert staff.edits.line.text == "没有存成的内容已撤回，之前的改动没有撤销。"
    undo.trigger()
    assert not staffed.notes.offices


@pytest.mark.parametrize("words", ["张三、李四", "新来的领导"])
def test_what_was_said_of_the_last_step_goes_with_the_next_one(
    panel: AssignmentPanel, form: AssignmentForm, undo: QAction, words: str
) -> None:
    _enter(form, Note.DEADLINE, "月底")
    _enter(form, Note.LEADER, words)
    said = panel.note.text
    undo.trigger()
    undo.trigger()
    assert form.fields[Note.DEADLINE].written == ""
    assert said
    assert panel.note.text == ""


def test_the_last_edit_is_undone_from_the_search_field_too(
    qtbot: QtBot, window: MainWindow, content: Content, staffed: Town
) -> None:
    field = window.frame.field
    assert content.browser.field is field
    qtbot.waitActive(window)
    field.setFocus()
    control = Qt.KeyboardModifier.ControlModifier

    QTest.keyClicks(field, "qy")
    QTest.keyClick(field, Qt.Key.Key_Z, control)
    assert field.text() == ""
    assert staffed.notes.offices, "what was typed goes first"
    QTest.keyClick(field, Qt.Key.Key_Z, control)
    assert not staffed.notes.offices
    field.setText("")
    QTest.keyClick(field, Qt.Key.Key_Y, control)
    assert staffed.notes.offices
