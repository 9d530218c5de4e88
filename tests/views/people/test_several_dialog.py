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
from duty_desktop.views.people.name_field import NameField
from duty_desktop.views.people.several_dialog import SeveralDialog
from duty_desktop.views.window import MainWindow
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
    field.setText(text)
    field.textEdited.emit(text)


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
    assert dialog.line.text == "“分管领导”只能填一个。"


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


def test_names_are_completed_in_their_place(qtbot: QtBot) -> None:
    field = NameField("承办人", several=True)
    qtbot.addWidget(field)
    field.know(["张三", "张三丰", "李四"])
    field.show()
    field.setText("李四、张、王五")
    field.setCursorPosition(4)
    field.textEdited.emit(field.text())
    assert field.offered.completionCount() == 2
    field.offered.activated.emit("张三丰")

    assert field.text() == "李四、张三丰、王五"
    alone = NameField("分管领导", several=False)
    qtbot.addWidget(alone)
    alone.know(["甲、乙办"])
    alone.setText("甲、")
    alone.textEdited.emit("甲、")
    alone.offered.activated.emit("甲、乙办")
    assert alone.text() == "甲、乙办"


def test_from_the_window(window: MainWindow, town: Town, duty_list: DutyList) -> None:
    content = window.content
    assert content is not None
    content.browser.table.selectAll()
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    several = content.people.several
    assert several is not None
    assert several.windowTitle() == "填写 242 项事项的分工"
    fill(several, Note.OFFICE, "党政综合办")
    assert several.coming.text() == "将改动 242 项；新增科室：党政综合办。"
    several.accept()
    assert len(town.notes.assignments) == 242
    assert {each.list_key for each in town.notes.assignments.values()} == {duty_list.source_sha256}
    content.browser.field.setText("zzqqxx")
    assert not window.frame.commands["fill_in"].isEnabled()
