"""What is written stays written: other windows, buttons pressed late, closing in the middle."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication, QInputMethod
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from duty_desktop.domain.assignment import Assignment, DutyKey, Office, Person, edited
from duty_desktop.domain.noting import Note
from duty_desktop.models.town import Town
from duty_desktop.views.content import Content
from duty_desktop.views.town.entry import EntryField
from duty_desktop.views.town.form import AssignmentForm
from duty_desktop.views.town.panel import AssignmentPanel
from duty_desktop.views.window import MainWindow


@pytest.fixture
def elsewhere(staffed: Town) -> Iterator[Town]:
    """The same notebook in another window."""
    town = Town(staffed.user_data)
    town.start()
    yield town
    town.close()


def _enter(form: AssignmentForm, note: Note, text: str) -> None:
    field = form.fields[note]
    assert isinstance(field, EntryField)
    field.setText(text)
    field.left.emit()


def test_after_a_conflict_the_fields_show_what_is_noted_now(
    panel: AssignmentPanel, form: AssignmentForm, first: DutyKey, elsewhere: Town
) -> None:
    elsewhere.edit(edited(elsewhere.notes, "", [Assignment(*first, phone="111", remark="要点")]))
    _enter(form, Note.PHONE, "222")
    assert "另一个窗口" in panel.note.text
    assert form.fields[Note.REMARK].written == "要点"
    assert form.fields[Note.PHONE].written == "222"
    assert form.fields[Note.PHONE].pending


def test_what_is_changed_elsewhere_is_not_written_over_in_silence(
    panel: AssignmentPanel, form: AssignmentForm, staffed: Town, first: DutyKey
) -> None:
    field = form.fields[Note.DEADLINE]
    assert isinstance(field, EntryField)
    field.setText("月底")
    staffed.edit(edited(staffed.notes, "", [Assignment(*first, deadline="季末")]))
    assert "“完成时限”刚在别处改过" in panel.note.text
    assert field.written == "月底"
    field.left.emit()
    assert staffed.notes.assignment(first).deadline == "月底"


def test_a_late_undo_takes_back_nothing_else(
    panel: AssignmentPanel, form: AssignmentForm, staffed: Town
) -> None:
    _enter(form, Note.HANDLERS, "赵六")
    (undo,) = panel.note.buttons
    staffed.edit(edited(staffed.notes, "新增", [Office("o9", "新科室", 9)]))
    undo.click()
    assert "o9" in staffed.notes.offices
    assert "没有撤销" in panel.note.text


def test_names_are_known_however_they_are_typed(
    panel: AssignmentPanel, form: AssignmentForm, staffed: Town, first: DutyKey
) -> None:
    staffed.edit(edited(staffed.notes, "", [Person("p9", "张三", "o2")]))
    _enter(form, Note.HANDLERS, "张三(党政综合办),李 四")
    assert staffed.notes.assignment(first).handlers == ("p1", "p2")
    assert panel.note.text == ""


def test_pasted_lines_become_one_where_there_is_one(
    form: AssignmentForm, staffed: Town, first: DutyKey
) -> None:
    field = form.fields[Note.PHONE]
    assert isinstance(field, EntryField)
    QGuiApplication.clipboard().setText("0994-1\n0994-2\n")
    field.paste()
    field.left.emit()
    assert staffed.notes.assignment(first).phone == "0994-1 0994-2"


def test_a_cell_is_noted_when_the_window_closes(
    qtbot: QtBot, content: Content, window: MainWindow, staffed: Town
) -> None:
    staff = content.noting.people.open_staff()
    qtbot.waitExposed(staff)
    staff.offices.add()
    editor = next(each for each in staff.findChildren(QLineEdit) if each.isVisible())
    editor.setText("写了一半")
    window.close()
    assert "写了一半" in [office.name for office in staffed.notes.offices.values()]


def test_what_the_input_method_holds_is_committed_first(
    monkeypatch: pytest.MonkeyPatch, form: AssignmentForm
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(QInputMethod, "commit", lambda _: asked.append(True))
    form.settle()
    assert asked


@pytest.mark.parametrize("length", [300, 1000])
def test_a_long_line_leaves_room_for_the_duty(
    content: Content, panel: AssignmentPanel, staffed: Town, first: DutyKey, length: int
) -> None:
    long = Office("o9", "长" * length, 9)
    remark = "注" * 20_000
    staffed.edit(edited(staffed.notes, "", [long, Assignment(*first, office="o9", remark=remark)]))
    QTest.qWait(50)
    assert panel.height() < content.browser.detail.text.height()
    assert len(panel.text) < length
