"""The assignment panel, driven as a person does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from duty_desktop.domain.assignment import Assignment, DutyKey, Person, edited
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.noting import Note
from duty_desktop.errors import NotebookError
from duty_desktop.models.town import Town
from duty_desktop.store.notebook_places import FILE_NAME
from duty_desktop.views.content import Content
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.town.entry import EntryField
from duty_desktop.views.town.form import AssignmentForm
from duty_desktop.views.town.panel import AssignmentPanel
from duty_desktop.views.window import MainWindow
from tests.composing import commit
from tests.notes import CIVIL, LAW, LI, PARTY, WANG, ZHANG
from tests.views.conftest import WindowMaker


def _form(panel: AssignmentPanel) -> AssignmentForm:
    panel.opener.setChecked(True)
    assert panel.form is not None
    return panel.form


def _write(panel: AssignmentPanel, note: Note, text: str) -> QWidget:
    field = _form(panel).fields[note]
    field.setFocus()
    field.selectAll()
    commit(field, text)
    return field


def _enter(panel: AssignmentPanel, note: Note, text: str) -> None:
    QTest.keyClick(_write(panel, note, text), Qt.Key.Key_Return)


def test_it_is_folded_until_it_is_wanted(content: Content, panel: AssignmentPanel) -> None:
    assert panel.form is None
    assert panel.text == "还没有填写"
    content._frame.commands["assign"].trigger()
    assert panel.form is not None
    assert panel.form.fields[Note.LEADER].hasFocus()


def test_a_town_with_notes_shows_them_from_the_first(
    town: Town, make_window: WindowMaker, duty_list: DutyList, first: DutyKey
) -> None:
    assignment = Assignment(*first, office=PARTY.key)
    town.edit(edited(town.notes, "填写", (PARTY, assignment)))
    content = make_window(duty_list).content
    assert content is not None
    assert content.noting.panel.text == "主责 党政综合办"
    assert content.noting.panel.star.isEnabled()


def test_what_is_entered_is_noted(town: Town, panel: AssignmentPanel, first: DutyKey) -> None:
    _enter(panel, Note.LEADER, "王五")
    _enter(panel, Note.OFFICE, "党政综合办")
    _enter(panel, Note.HELPERS, "民生服务办，综合行政执法队")
    _enter(panel, Note.HANDLERS, "张三、李四")
    _enter(panel, Note.DEADLINE, "每季度末")
    noted = town.notes.assignment(first)
    assert noted.leader == WANG.key
    assert noted.offices == (PARTY.key, CIVIL.key, LAW.key)
    assert noted.handlers == (ZHANG.key, LI.key)
    assert not panel.pending
    panel.opener.setChecked(False)
    assert panel.text == (
        "分管 王五　主责 党政综合办　协办 民生服务办、综合行政执法队　"
        "承办 张三、李四（0994-1111111、0994-2222222）　时限 每季度末"
    )


def test_leaving_a_field_notes_it(town: Town, panel: AssignmentPanel, first: DutyKey) -> None:
    _write(panel, Note.REMARK, "要点")
    assert town.notes.assignment(first).remark == ""
    _form(panel).fields[Note.LEADER].setFocus()
    assert town.notes.assignment(first).remark == "要点"


def test_the_next_duty_is_shown_after_the_last_is_noted(
    town: Town, content: Content, panel: AssignmentPanel, duty_list: DutyList, first: DutyKey
) -> None:
    _write(panel, Note.HANDLERS, "张三")
    content.browser.table.step(1)
    assert town.notes.assignment(first).handlers == (ZHANG.key,)
    assert _form(panel).fields[Note.HANDLERS].written == ""
    _enter(panel, Note.HANDLERS, "李四")
    second = (duty_list.source_sha256, duty_list.duties[1].id)
    assert town.notes.assignment(second).handlers == (LI.key,)


def test_new_names_are_told_and_can_be_undone(
    town: Town, panel: AssignmentPanel, first: DutyKey
) -> None:
    _enter(panel, Note.HANDLERS, "赵六")
    assert "新增人员：赵六" in panel.note.text
    (undo,) = panel.note.buttons
    undo.click()
    assert not town.notes.assignment(first).handlers
    assert all(person.name != "赵六" for person in town.notes.people.values())
    assert _form(panel).fields[Note.HANDLERS].written == ""


def test_what_cannot_be_noted_is_kept(
    town: Town, content: Content, panel: AssignmentPanel, first: DutyKey
) -> None:
    town.edit(edited(town.notes, "又一位", [Person("p9", "张三", CIVIL.key)]))
    _enter(panel, Note.HANDLERS, "张三")
    assert "不止一位" in panel.note.text
    assert panel.pending
    content.browser.table.step(1)
    assert _form(panel).fields[Note.HANDLERS].written == ""
    assert panel.pending
    content.browser.table.step(-1)
    assert _form(panel).fields[Note.HANDLERS].written == "张三"
    _enter(panel, Note.HANDLERS, "张三（民生服务办）")
    assert town.notes.assignment(first).handlers == ("p9",)
    assert not panel.pending


def test_two_leaders_are_refused(town: Town, panel: AssignmentPanel, first: DutyKey) -> None:
    _enter(panel, Note.LEADER, "张三、李四")
    assert "“分管领导”只能写一个" in panel.note.text
    assert town.notes.assignment(first).leader is None


def test_escape_takes_back_what_is_not_noted(panel: AssignmentPanel, content: Content) -> None:
    content.browser.field.setText("党")
    field = _write(panel, Note.PHONE, "123")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert _form(panel).fields[Note.PHONE].written == ""
    assert content.browser.field.text() == "党"


def test_undo_and_redo_from_the_menu(
    town: Town, window: MainWindow, panel: AssignmentPanel, first: DutyKey
) -> None:
    commands = window.frame.commands
    _enter(panel, Note.PHONE, "123")
    assert "：电话" in commands["undo"].text()
    commands["undo"].trigger()
    assert town.notes.assignment(first).phone == ""
    assert _form(panel).fields[Note.PHONE].written == ""
    commands["redo"].trigger()
    assert _form(panel).fields[Note.PHONE].written == "123"
    assert not commands["redo"].isEnabled()


def test_undo_by_keys_from_a_field_that_has_nothing_to_undo(
    town: Town, window: MainWindow, panel: AssignmentPanel, first: DutyKey
) -> None:
    _enter(panel, Note.PHONE, "123")
    window.activateWindow()
    field = _form(panel).fields[Note.DEADLINE]
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert town.notes.assignment(first).phone == ""


def test_a_favourite(town: Town, panel: AssignmentPanel, first: DutyKey) -> None:
    panel.star.click()
    assert town.notes.assignment(first).favourite
    assert panel.star.text() == "★ 已收藏"
    panel.star.click()
    assert first not in town.notes.assignments


def test_known_names_are_chosen_from_a_menu(
    town: Town, panel: AssignmentPanel, first: DutyKey
) -> None:
    field = _form(panel).fields[Note.HANDLERS]
    assert isinstance(field, EntryField)
    menu = field.choices()
    assert [action.text() for action in menu.actions()] == ["张三", "李四", "王五"]
    menu.actions()[0].trigger()
    field.choices().actions()[2].trigger()
    assert town.notes.assignment(first).handlers == (ZHANG.key, WANG.key)
    field.choices().actions()[0].trigger()
    assert town.notes.assignment(first).handlers == (WANG.key,)


def test_another_windows_edit_is_shown_and_what_is_written_stays(
    town: Town, panel: AssignmentPanel, first: DutyKey
) -> None:
    _write(panel, Note.REMARK, "写到一半")
    other = Town(town.user_data)
    other.start()
    from duty_desktop.domain.noting import noted

    other.edit(noted(other.notes, [first], {Note.PHONE: "110"}, "别的窗口").edit)
    other.close()
    town.refresh()
    fields = _form(panel).fields
    assert fields[Note.PHONE].written == "110"
    assert fields[Note.REMARK].written == "写到一半"
    assert panel.settle()
    assert town.notes.assignment(first).remark == "写到一半"


def test_a_notebook_that_cannot_be_written_says_so(
    town: Town, panel: AssignmentPanel, first: DutyKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_edit: object) -> None:
        raise NotebookError("磁盘已满，没有保存。")

    with monkeypatch.context() as patched:
        patched.setattr(town, "edit", fail)
        _enter(panel, Note.PHONE, "123")
        assert panel.note.text == "磁盘已满，没有保存。"
        assert panel.pending
        assert not panel.settle()
    assert panel.settle()
    assert town.notes.assignment(first).phone == "123"


def test_a_read_only_notebook_is_only_read(
    town: Town, panel: AssignmentPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = _form(panel).fields
    monkeypatch.setattr(Town, "read_only", "只能看、不能改。")
    town.changed.emit()
    assert all(field.isReadOnly() for field in fields.values())
    assert not panel.star.isEnabled()
    assert panel.note.text == "只能看、不能改。"


def test_hostile_words_stay_words(town: Town, panel: AssignmentPanel, first: DutyKey) -> None:
    name = "<b>张&三</b>%s{0}"
    _enter(panel, Note.HANDLERS, name)
    _enter(panel, Note.DEADLINE, "'\"; DROP TABLE edits; --")
    panel.opener.setChecked(False)
    assert f"承办 {name}" in panel.text
    handler = town.notes.assignment(first).handlers[0]
    assert town.notes.people[handler].name == name


def test_it_is_opened_again_where_it_was_open(
    make_window: WindowMaker, duty_list: DutyList, memory: WindowMemory, town: Town
) -> None:
    memory.keep("town/opened", 1)
    window = make_window(duty_list)
    assert window.content is not None
    assert window.content.noting.panel.form is not None
    assert not window.content.noting.panel.form.isHidden()
    assert not (town.user_data / FILE_NAME).exists()


def test_closing_asks_about_what_could_not_be_noted(
    window: MainWindow, panel: AssignmentPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [False, True]
    monkeypatch.setattr("duty_desktop.views.town.leaving.lets_go", lambda _: answers.pop(0))
    _write(panel, Note.LEADER, "张三、李四")
    assert not window.close()
    assert window.isVisible()
    assert window.close()
    assert not answers
