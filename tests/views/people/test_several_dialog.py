"""One writing for many duties."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from duty_desktop.domain.assignment import Person, TownNotes, edited
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.noting import Note
from duty_desktop.models.town import Town
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.people.several_dialog import SeveralDialog
from duty_desktop.views.window import MainWindow
from tests.composing import commit
from tests.notes import LIST, town_notes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

OK = QDialogButtonBox.StandardButton.Ok
DUTIES = ("basic-1", "basic-2", "cooperative-21")


@pytest.fixture
def dialog(qtbot: QtBot, duty_list: DutyList, town: Town, memory: WindowMemory) -> SeveralDialog:
    town.edit(edited(TownNotes(), "填写", town_notes().records))
    duties = [duty_list.duty(each) for each in DUTIES]
    dialog = SeveralDialog(duties, LIST, town, memory)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    return dialog


def fill(dialog: SeveralDialog, note: Note, text: str) -> None:
    """Write into a field as somebody who types does."""
    field = dialog.fields[note].text
    field.clear()
    commit(field, text)


def can_accept(dialog: SeveralDialog) -> bool:
    return dialog.buttons.button(OK).isEnabled()


def test_fields_show_what_is_common(dialog: SeveralDialog) -> None:
    def hint(note: Note) -> str:
        return dialog.fields[note].text.placeholderText()

    assert (hint(Note.OFFICE), hint(Note.PHONE)) == ("（多种）", "（多种）")
    assert dialog.coming.text() == "还没有勾选要填写的栏目。"
    assert not can_accept(dialog)
    dialog.fields[Note.OFFICE].tick.setChecked(True)
    assert hint(Note.OFFICE) == "（清空）"
    assert dialog.coming.text() == "将改动 2 项，其余 1 项已经是这样。"


def test_one_edit_for_all(dialog: SeveralDialog, town: Town) -> None:
    before = town.notes
    fill(dialog, Note.OFFICE, "党政综合办")
    fill(dialog, Note.LEADER, "王五")
    assert dialog.fields[Note.OFFICE].tick.isChecked()
    assert dialog.coming.text() == "将改动 2 项，其余 1 项已经是这样。"
    QTest.mouseClick(dialog.buttons.button(OK), Qt.MouseButton.LeftButton)

    assert not dialog.isVisible()
    for duty in DUTIES:
        assignment = town.notes.assignment((LIST, duty))
        assert (assignment.office, assignment.leader) == ("o1", "p3")
    assert town.notes.assignment((LIST, "cooperative-21")).handlers == ("p1",)
    undone = town.undo()
    assert undone is not None
    assert undone.title == "3 项：分管领导、责任科室"
    assert town.notes == before


@pytest.mark.parametrize(
    ("way", "handlers"),
    [("替换", [("p2",), ("p2",), ("p2",)]), ("添加", [("p1", "p2"), ("p2",), ("p1", "p2")])],
)
def test_names_are_put_in_the_place_of_others_or_added(
    dialog: SeveralDialog, town: Town, way: str, handlers: list[tuple[str, ...]]
) -> None:
    dialog.fields[Note.HANDLERS].way.setCurrentText(way)
    fill(dialog, Note.HANDLERS, "李四")
    dialog.accept()

    assert [town.notes.assignment((LIST, duty)).handlers for duty in DUTIES] == handlers


def test_what_is_ambiguous_is_one_sentence(dialog: SeveralDialog, town: Town) -> None:
    town.edit(edited(town.notes, "", [Person("p9", "李四", "o1")]))
    fill(dialog, Note.HANDLERS, "李四")

    assert "“李四”不止一个：李四（党政综合办）、李四（民生服务办）" in dialog.line.text
    assert not can_accept(dialog)
    dialog.accept()
    assert dialog.isVisible()
    fill(dialog, Note.HANDLERS, "李四（党政综合办）")
    assert dialog.line.text == ""
    assert can_accept(dialog)
    fill(dialog, Note.LEADER, "王五、张三")
    assert dialog.line.text == "“分管领导”只能写一个。"


def test_whoever_is_new_is_said_before(dialog: SeveralDialog, town: Town) -> None:
    fill(dialog, Note.LEADER, "赵六")
    fill(dialog, Note.HELPERS, "林业站、水利站")

    assert dialog.coming.text() == "将改动 3 项；新增科室：林业站、水利站；新增人员：赵六。"
    dialog.fields[Note.HELPERS].tick.setChecked(False)
    dialog.accept()
    assert [each.name for each in town.notes.people.values()][-1] == "赵六"
    assert len(town.notes.offices) == 3


def test_what_cannot_be_written_is_a_sentence(dialog: SeveralDialog, town: Town) -> None:
    fill(dialog, Note.PHONE, "9" * 1001)
    dialog.accept()

    assert dialog.isVisible()
    assert "太长" in dialog.line.text
    assert town.notes == town_notes()


def test_known_names_are_offered(dialog: SeveralDialog, town: Town) -> None:
    def offered(note: Note) -> list[str]:
        return [each.text() for each in dialog.fields[note].text.choices().actions()]

    assert offered(Note.HANDLERS) == ["张三", "李四", "王五"]
    assert offered(Note.OFFICE) == ["党政综合办", "民生服务办", "综合行政执法队"]
    assert offered(Note.PHONE) == []
    for name in ("张三", "王五"):
        menu = dialog.fields[Note.HANDLERS].text.choices()
        next(each for each in menu.actions() if each.text() == name).trigger()
    assert dialog.fields[Note.HANDLERS].tick.isChecked()
    dialog.accept()
    assert town.notes.assignment((LIST, "basic-2")).handlers == ("p1", "p3")


def test_what_is_taken_back_is_not_cleared(dialog: SeveralDialog, town: Town) -> None:
    fill(dialog, Note.OFFICE, "林业站")
    QTest.keyClick(dialog.fields[Note.OFFICE].text, Qt.Key.Key_Escape)
    assert not can_accept(dialog)
    dialog.fields[Note.OFFICE].tick.setChecked(True)
    dialog.accept()

    assert {town.notes.assignment((LIST, duty)).office for duty in DUTIES} == {None}


def test_an_enter_in_a_field_writes_nothing_yet(dialog: SeveralDialog, town: Town) -> None:
    fill(dialog, Note.LEADER, "王五")
    QTest.keyClick(dialog.fields[Note.LEADER].text, Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert town.notes == town_notes()


def test_from_the_window(window: MainWindow, town: Town, duty_list: DutyList) -> None:
    content = window.content
    assert content is not None
    content.browser.table.selectAll()
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    several = content.noting.people.several
    assert several is not None
    assert several.windowTitle() == "填写 242 项事项的分工"
    fill(several, Note.OFFICE, "党政综合办")
    assert several.coming.text() == "将改动 242 项；新增科室：党政综合办。"
    several.accept()
    assert len(town.notes.assignments) == 242
    assert {each.list_key for each in town.notes.assignments.values()} == {duty_list.source_sha256}
    content.browser.field.setText("zzqqxx")
    assert not window.frame.commands["fill_in"].isEnabled()
