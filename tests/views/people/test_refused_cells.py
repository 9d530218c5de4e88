"""A cell that was refused is seen before the window or the dialog closes, and undone first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from duty_desktop.domain.assignment import TownNotes, edited
from duty_desktop.models.town import Town
from duty_desktop.views.people.staff_dialog import StaffDialog
from duty_desktop.views.people.table import StaffTable
from duty_desktop.views.window import MainWindow
from tests.composing import commit
from tests.notes import CIVIL, LAW, LI, PARTY, WANG, ZHANG

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TAKEN = "已经有科室“民生服务办”。要把两个科室合成一个，请用“替换为…”。"
OFFICE, PHONE = 1, 3


@pytest.fixture
def staff(qtbot: QtBot, town: Town, window: MainWindow) -> StaffDialog:
    town.edit(edited(TownNotes(), "填写", [PARTY, CIVIL, LAW, ZHANG, LI, WANG]))
    assert window.content is not None
    window.frame.commands["staff"].trigger()
    dialog = window.content.noting.people.staff
    assert dialog is not None
    qtbot.waitActive(dialog)
    return dialog


def _editor(table: StaffTable) -> QLineEdit:
    assert isinstance(table.editor, QLineEdit)
    return table.editor


def _write(table: StaffTable, row: int, text: str, column: int = 0) -> QLineEdit:
    table.write(row, column)
    editor = _editor(table)
    editor.selectAll()
    commit(editor, text)
    return editor


def _go_to(qtbot: QtBot, window: QWidget) -> None:
    window.activateWindow()
    qtbot.waitActive(window)


def test_the_window_stops_once(staff: StaffDialog, window: MainWindow, town: Town) -> None:
    editor = _write(staff.offices.table, 0, CIVIL.name)

    assert not window.close()
    assert staff.edits.line.text == TAKEN
    assert staff.offices.table.editor is editor
    assert editor.text() == CIVIL.name
    assert staff.isActiveWindow()

    assert window.close()
    assert town.notes.offices[PARTY.key] == PARTY


def test_after_escape_it_closes(staff: StaffDialog, window: MainWindow) -> None:
    editor = _write(staff.offices.table, 0, CIVIL.name)
    assert not window.close()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert staff.offices.table.editor is None
    assert window.close()


def test_what_was_corrected_is_noted(staff: StaffDialog, window: MainWindow, town: Town) -> None:
    editor = _write(staff.offices.table, 0, CIVIL.name)
    assert not window.close()
    editor.setText("党政办")
    assert window.close()
    assert town.notes.offices[PARTY.key].name == "党政办"


def test_another_refused_cell_is_shown_again(staff: StaffDialog, window: MainWindow) -> None:
    editor = _write(staff.offices.table, 0, CIVIL.name)
    assert not window.close()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    _write(staff.offices.table, 2, CIVIL.name)
    assert not window.close()
    assert window.close()


def test_an_office_that_means_several_is_shown(
    staff: StaffDialog, window: MainWindow, town: Town
) -> None:
    town.edit(edited(town.notes, "同名", [LAW, type(CIVIL)("o9", CIVIL.name, 9)]))
    staff.people.table.write(0, OFFICE)
    box = staff.people.table.editor
    assert isinstance(box, QComboBox)
    box.setEditText(CIVIL.name)
    assert not window.close()
    assert "不止一" in staff.edits.line.text
    assert box.currentText() == CIVIL.name
    assert window.close()


def test_the_dialog_stops_once(staff: StaffDialog) -> None:
    _write(staff.offices.table, 0, CIVIL.name)
    closing = next(each for each in staff.findChildren(QPushButton) if each.text() == "关闭")

    QTest.mouseClick(closing, Qt.MouseButton.LeftButton)
    assert staff.isVisible()
    assert staff.edits.line.text == TAKEN
    assert _editor(staff.offices.table).text() == CIVIL.name

    QTest.mouseClick(closing, Qt.MouseButton.LeftButton)
    assert not staff.isVisible()
    assert staff.offices.table.editor is None


def test_the_cross_of_the_dialog_stops_once_too(staff: StaffDialog) -> None:
    _write(staff.people.table, 0, " ")
    assert not staff.close()
    assert "姓名不能空着" in staff.edits.line.text
    assert staff.close()


def test_it_stays_where_the_user_went_to_the_window_first(
    qtbot: QtBot, staff: StaffDialog, window: MainWindow, town: Town
) -> None:
    _write(staff.offices.table, 0, CIVIL.name)
    _go_to(qtbot, window)
    QApplication.processEvents()

    town.edit(edited(town.notes, "别的改动", [type(LAW)(LAW.key, "执法队", LAW.order)]))

    assert _editor(staff.offices.table).text() == CIVIL.name
    assert not window.close()
    assert staff.edits.line.text == TAKEN
    assert window.close()


def test_what_is_fit_is_noted_where_the_user_went_to_the_window(
    qtbot: QtBot, staff: StaffDialog, window: MainWindow, town: Town
) -> None:
    _write(staff.people.table, 0, "0994-9", PHONE)
    _go_to(qtbot, window)
    qtbot.waitUntil(lambda: town.notes.people[ZHANG.key].phone == "0994-9")
    assert staff.people.table.editor is None


def test_an_empty_new_row_is_no_reason_to_stay(staff: StaffDialog, window: MainWindow) -> None:
    staff.offices.add()
    _editor(staff.offices.table).setText("  ")
    assert window.close()
