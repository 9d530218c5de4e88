"""Offices and people as rows to write in, as Qt sees them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from duty_desktop.domain import staff
from duty_desktop.domain.assignment import Assignment, Person, TownNotes, applied, edited
from duty_desktop.models.roles import RecordRole
from duty_desktop.models.staff import OFFICE_COLUMNS, PEOPLE_COLUMNS, office_rows, people_rows
from duty_desktop.models.staff_table import StaffTableModel
from duty_desktop.models.text_table import TextColumn, TextRow, TextTableModel
from tests.notes import FIRST, LIST, town_notes

pytestmark = pytest.mark.usefixtures("qapp")

EDITABLE = Qt.ItemFlag.ItemIsEditable
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


class _Office:
    """People in memory, written through the model."""

    def __init__(self) -> None:
        self.notes = town_notes()
        self.written: list[tuple[str | None, str, str]] = []
        self.model = StaffTableModel(PEOPLE_COLUMNS, "（新增）", self.enter)
        self.tester = QAbstractItemModelTester(self.model, FATAL)
        self.show()

    def show(self) -> None:
        self.model.show(people_rows(self.notes, LIST))

    def enter(self, key: str | None, field: str, text: str) -> bool:
        self.written.append((key, field, text))
        if text == "错":
            return False
        edit = (
            staff.person_added(self.notes, text)
            if key is None
            else staff.person_changed(self.notes, key, field, text)
        )
        self.notes = applied(self.notes, edit)
        self.show()
        return True

    def put(self, row: int, column: int, text: str) -> bool:
        return self.model.setData(self.model.index(row, column), text)

    @property
    def names(self) -> list[str]:
        return [row.texts[0] for row in self.model.rows]


def test_rows_say_who_has_how_many_duties_of_the_list() -> None:
    elsewhere = Assignment("b" * 64, "basic-9", leader="p3", office="o1")
    notes = applied(town_notes(), edited(town_notes(), "", [elsewhere]))

    assert [row.texts for row in office_rows(notes, LIST)] == [
        ("党政综合办", "1", "0", "1"),
        ("民生服务办", "1", "1", "1"),
        ("综合行政执法队", "0", "1", "0"),
    ]
    assert [row.texts for row in people_rows(notes, LIST)] == [
        ("张三", "党政综合办", "主任", "0994-1111111", "0", "2"),
        ("李四", "民生服务办", "", "0994-2222222", "0", "1"),
        ("王五", "", "副镇长", "", "1", "0"),
    ]
    assert len(office_rows(notes, LIST)[0].texts) == len(OFFICE_COLUMNS)
    assert people_rows(TownNotes(), LIST) == []


def test_cells_are_written() -> None:
    office = _Office()

    assert office.put(1, 3, "123")
    assert office.written == [("p2", "phone", "123")]
    assert office.model.index(1, 3).data() == "123"
    assert office.put(1, 3, "123")
    assert len(office.written) == 1
    assert not office.put(0, 0, "错")
    assert office.names[0] == "张三"
    assert not office.put(0, 4, "7")


def test_only_what_is_written_can_be_opened() -> None:
    model = _Office().model

    def opened(row: int) -> list[bool]:
        return [bool(model.index(row, at).flags() & EDITABLE) for at in range(6)]

    assert opened(0) == [True, True, True, True, False, False]
    assert opened(3) == [True, False, False, False, False, False]


def test_the_empty_row_becomes_somebody_and_stays_pointed_at() -> None:
    office = _Office()
    written = QPersistentModelIndex(office.model.index(3, 0))
    assert written.data() == "（新增）"
    assert office.model.index(3, 0).data(int(Qt.ItemDataRole.EditRole)) == ""

    assert office.put(3, 0, "丁一")

    assert office.names == ["张三", "李四", "丁一", "王五", "（新增）"]
    assert written.data() == "丁一"
    assert (written.row(), office.model.empty_row) == (2, 4)
    assert not office.put(4, 0, "错")
    assert office.names[-1] == "（新增）"


def test_rows_that_move_keep_what_points_to_them(qtbot: QtBot) -> None:
    office = _Office()
    pointed = QPersistentModelIndex(office.model.index(0, 1))
    with qtbot.assertNotEmitted(office.model.modelReset):
        office.put(0, 1, "综合行政执法队")

    assert office.names == ["李四", "张三", "王五", "（新增）"]
    assert (pointed.row(), pointed.data()) == (1, "综合行政执法队")


def test_rows_come_and_go() -> None:
    office = _Office()
    pointed = QPersistentModelIndex(office.model.index(2, 0))
    edit = edited(office.notes, "", [Person("p7", "钱七", "o1"), replace(FIRST, handlers=())])
    office.notes = applied(office.notes, edit)
    gone = [office.notes.people["p2"]]
    office.notes = applied(office.notes, staff.removed(office.notes, gone))
    office.show()

    assert office.names == ["张三", "钱七", "王五", "（新增）"]
    assert pointed.data() == "王五"
    office.model.show([])
    assert office.names == ["（新增）"]
    assert not pointed.isValid()


def test_a_table_of_texts() -> None:
    columns = (TextColumn("名称", 5), TextColumn("数", 3, number=True))
    model = TextTableModel(columns, [TextRow(("<b>甲</b>", "1"), "a")])
    tester = QAbstractItemModelTester(model, FATAL)
    model.show([TextRow(("乙", "2"), "b"), TextRow(("丙", "3"), "c")])

    assert tester.model() is model
    assert model.row_of("c") == 1
    assert model.row_of("a") is None
    assert model.index(1, 0).data(RecordRole) == "c"
    assert model.as_text([0, 1]) == "乙\t2\n丙\t3"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "数"
    assert model.headerData(1, Qt.Orientation.Vertical) is None
