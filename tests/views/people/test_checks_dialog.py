"""What the checks find, and where they lead."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from duty_desktop.domain.assignment import Office, Person, TownNotes, edited
from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.models.town import Town
from duty_desktop.views.people.checks_dialog import ChecksDialog
from duty_desktop.views.window import MainWindow
from tests.office import office_of_twelve

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

IDLE = Person("z", "闲一", "o9", phone="1")


@pytest.fixture
def checks(window: MainWindow, town: Town, duty_list: DutyList) -> ChecksDialog:
    """Two duties without an office; somebody and an office without duties."""
    notes = office_of_twelve(duty_list)
    key = duty_list.source_sha256
    lacking = [
        replace(notes.assignments[key, duty], office=None, helpers=())
        for duty in ("basic-7", "cooperative-21", "reclaimed-3")
    ]
    town.edit(edited(TownNotes(), "填写", notes.records))
    town.edit(edited(notes, "", [Office("o9", "林业站", 9), IDLE, *lacking]))
    window.frame.commands["checks"].trigger()
    assert window.content is not None
    checks = window.content.noting.people.checks
    assert checks is not None
    return checks


def test_three_pages(checks: ChecksDialog) -> None:
    pages = [checks.pages.tabText(at) for at in range(checks.pages.count())]

    assert pages == ["没有主责科室的事项（2）", "没有事项的人员（1）", "没有事项的科室（1）"]
    assert [row.texts[0] for row in checks.duties.model.rows] == ["基本 7", "配合 21"]
    assert [row.texts for row in checks.people.model.rows] == [("闲一", "林业站", "", "1")]
    assert [row.texts for row in checks.offices.model.rows] == [("林业站",)]


def test_a_duty_is_shown_in_the_window(checks: ChecksDialog, window: MainWindow) -> None:
    checks.duties.table.select(checks.duties.model.rows[1].record)
    spot = checks.duties.table.visualRect(checks.duties.model.index(1, 0)).center()
    viewport = checks.duties.table.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=spot)

    assert window.content is not None
    shown = window.content.browser.detail.duty
    assert isinstance(shown, Duty)
    assert shown.id == "cooperative-21"


def test_the_keyboard_is_in_the_table_at_first(qtbot: QtBot, checks: ChecksDialog) -> None:
    table = checks.duties.table
    assert checks.focusWidget() is table
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.selected_rows() == [1]
    with qtbot.waitSignal(checks.duty_wanted) as wanted:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args[0].id == "cooperative-21"


def test_a_dialog_that_covers_the_duty_is_put_away(
    checks: ChecksDialog, window: MainWindow, duty_list: DutyList
) -> None:
    assert window.content is not None
    detail = window.frame.detail
    seen = QRect(detail.mapToGlobal(QPoint()), detail.size())

    checks.setGeometry(seen.adjusted(0, seen.height() * 2 // 3, 0, 0))
    window.content.show_duty(duty_list.duty("basic-7"))
    assert checks.isVisible()

    checks.setGeometry(seen)
    window.content.show_duty(duty_list.duty("basic-8"))
    assert not checks.isVisible()
    assert "“分工检查”挡住了事项" in window.frame.status.currentMessage()

    checks.duties.table.select(checks.duties.model.rows[1].record)
    window.frame.commands["checks"].trigger()
    assert checks.isVisible()
    assert checks.duties.table.selected_rows() == [1]


def test_somebody_is_shown_among_the_people(checks: ChecksDialog, window: MainWindow) -> None:
    assert window.content is not None
    for check, key in ((checks.people, "z"), (checks.offices, "o9")):
        check.table.select(check.model.rows[0].record)
        QTest.keyClick(check.table, Qt.Key.Key_Return)
        staff = window.content.noting.people.staff
        assert staff is not None
        side = staff.people if key == "z" else staff.offices
        assert side.selected == [key]


def test_rows_are_copied(checks: ChecksDialog) -> None:
    QTest.keyClick(checks.duties.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().splitlines()

    assert [line.split("\t")[0] for line in copied] == ["基本 7", "配合 21"]


def test_what_is_put_right_goes(checks: ChecksDialog, town: Town, duty_list: DutyList) -> None:
    key = duty_list.source_sha256
    lacking = [town.notes.assignment((key, each)) for each in ("basic-7", "cooperative-21")]
    town.edit(edited(town.notes, "", [replace(each, office="o9") for each in lacking]))

    assert checks.duties.model.rowCount() == 0
    assert checks.pages.tabText(0) == "没有主责科室的事项（0）"
    assert checks.offices.model.rowCount() == 0
