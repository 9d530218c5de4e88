"""From the window's menu to the dialogs, and on to printing."""

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from duty_desktop.domain.assignment import TownNotes, edited
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.noting import Note
from duty_desktop.domain.readings import Readings
from duty_desktop.models.town import Town
from duty_desktop.reports.order import DocumentKind
from duty_desktop.views.printing.choices import PrintChoices
from duty_desktop.views.window import MainWindow
from tests.composing import commit
from tests.office import office_of_twelve

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_sheets_go_to_the_print_dialog(
    qtbot: QtBot, window: MainWindow, town: Town, duty_list: DutyList
) -> None:
    content = window.content
    assert content is not None
    town.edit(edited(TownNotes(), "填写", office_of_twelve(duty_list).records))
    window.frame.commands["staff"].trigger()
    staff = content.noting.people.staff
    assert staff is not None
    staff.people.table.select("p3")
    staff.people.replace_wanted.emit("p3", "p7")
    QTest.qWait(0)
    wanted = [sheet.duty[1] for sheet in staff.edits.sheets]
    next(each for each in staff.edits.line.buttons if each.text() == "打印…").click()

    dialog = content.printing.dialog
    assert dialog is not None
    choices = dialog.choices
    assert isinstance(choices, PrintChoices)
    order = choices.wanted()
    assert order.kind is DocumentKind.SHEETS
    assert order.assignments is not None
    assert order.assignments[wanted[0]].handlers
    assert [duty.id for duty in order.duties or ()] == wanted
    qtbot.waitUntil(lambda: dialog.is_ready, timeout=30_000)
    dialog.reject()
    window.frame.commands["staff"].trigger()
    assert content.noting.people.staff is staff


def test_one_sheet_goes_there_too(qtbot: QtBot, window: MainWindow, duty_list: DutyList) -> None:
    content = window.content
    assert content is not None
    staff = content.noting.people.open_staff()
    staff.edits._print([duty_list.duty("basic-7")])
    dialog = content.printing.dialog
    assert dialog is not None
    choices = dialog.choices
    assert isinstance(choices, PrintChoices)

    assert [duty.id for duty in choices.wanted().duties or ()] == ["basic-7"]
    qtbot.waitUntil(lambda: dialog.is_ready, timeout=30_000)
    dialog.reject()


@pytest.mark.parametrize("command", ["staff", "fill_in"])
def test_what_is_being_written_is_noted_first(
    window: MainWindow, town: Town, duty_list: DutyList, command: str
) -> None:
    content = window.content
    assert content is not None
    window.frame.commands["assign"].trigger()
    assert content.noting.panel.form is not None
    commit(content.noting.panel.form.fields[Note.LEADER], "王五")
    assert not town.notes.people

    window.frame.commands[command].trigger()

    assert [each.name for each in town.notes.people.values()] == ["王五"]
    first = duty_list.source_sha256, duty_list.duties[0].id
    assert town.notes.assignment(first).leader is not None


def test_dialogs_go_with_their_list(
    qtbot: QtBot, window: MainWindow, town: Town, duty_list: DutyList
) -> None:
    content = window.content
    assert content is not None
    content.noting.people.open_staff()
    content.noting.people.open_checks()
    kept: list[weakref.ref[object]] = [
        weakref.ref(content.noting.people.staff),
        weakref.ref(content.noting.people.checks),
    ]
    del content
    window.show_list(duty_list, Readings)

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.wait(1)
    gc.unfreeze()
    gc.collect()
    assert [each() for each in kept] == [None, None]
    town.edit(edited(town.notes, "填写", office_of_twelve(duty_list).records))
    assert window.content is not None
    assert window.content.noting.people.open_staff().people.table.rows.rowCount() == 13
