"""科室与人员, driven as a clerk does."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from duty_desktop.domain.assignment import Person, TownNotes, edited
from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.domain.staff import removed
from duty_desktop.models.roles import RecordRole
from duty_desktop.models.town import Town
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.people.staff_dialog import StaffDialog
from duty_desktop.views.people.staff_side import StaffSide
from tests.notes import NOW, town_notes
from tests.office import office_of_twelve

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NAME, OFFICE, POST, PHONE = range(4)


class _Office:
    """The dialog over a notebook, and what it asks the window for."""

    def __init__(self, duty_list: DutyList, town: Town, memory: WindowMemory) -> None:
        self.town = town
        self.printed: list[list[str]] = []
        self.shown: list[str] = []
        self.dialog = StaffDialog(
            duty_list,
            town,
            memory,
            lambda duties: self.printed.append([duty.id for duty in duties]),
            lambda duty: self.shown.append(duty.id),
        )

    @property
    def said(self) -> str:
        return self.dialog.edits.line.text

    def press(self, words: str) -> None:
        """Click the button in the line that says what happened."""
        button = next(each for each in self.dialog.edits.line.buttons if each.text() == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def offered(self) -> list[str]:
        return [button.text() for button in self.dialog.edits.line.buttons]

    def choose(self, side: StaffSide, name: str, among: int = 0) -> None:
        rows = [at for at, row in enumerate(side.table.rows.rows) if row.texts[0] == name]
        side.table.select(side.table.rows.rows[rows[among]].record)

    def replace(self, side: StaffSide, label: str) -> None:
        """The two clicks: on the button, and on whoever takes the place."""
        QTest.mouseClick(side.replace, Qt.MouseButton.LeftButton)
        menu = side.replacing
        action = next(each for each in menu.actions() if each.text() == label)
        spot = menu.actionGeometry(action).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=spot)

    def write(self, side: StaffSide, row: int, column: int, text: str) -> None:
        """Open a cell by a double click, write, and press Enter."""
        table = side.table
        spot = table.visualRect(table.rows.index(row, column)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        _type(_editor(table), text)

    def names(self) -> list[str]:
        return [row.texts[NAME] for row in self.dialog.people.table.rows.rows[:-1]]


def _editor(table: QWidget) -> QWidget:
    editors = [*table.findChildren(QComboBox), *table.findChildren(QLineEdit)]
    return next(each for each in editors if each.isVisible())


def _type(editor: QWidget, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    if isinstance(editor, QComboBox):
        editor.setEditText(text)
    elif isinstance(editor, QLineEdit):
        editor.setText(text)
    QTest.keyClick(editor, key)
    # An item view writes a moment later what Enter ends.
    QApplication.processEvents()


@pytest.fixture
def office(qtbot: QtBot, duty_list: DutyList, town: Town, memory: WindowMemory) -> _Office:
    """Three offices, three people, two duties of another list."""
    return _opened(qtbot, duty_list, town, memory, town_notes())


@pytest.fixture
def twelve(qtbot: QtBot, duty_list: DutyList, town: Town, memory: WindowMemory) -> _Office:
    """Twelve people with a whole list's assignments."""
    return _opened(qtbot, duty_list, town, memory, office_of_twelve(duty_list))


def _opened(
    qtbot: QtBot, duty_list: DutyList, town: Town, memory: WindowMemory, notes: TownNotes
) -> _Office:
    town.edit(edited(TownNotes(), "填写", notes.records))
    office = _Office(duty_list, town, memory)
    qtbot.addWidget(office.dialog)
    office.dialog.show()
    return office


def _printed(notes: TownNotes) -> Mapping[str, tuple[str, ...]]:
    """What each duty's sheet says, worked out here and not by the rules that are tested."""
    sheets = {}
    for assignment in notes.assignments.values():
        who = [notes.people[key] for key in assignment.handlers]
        phones: list[str] = []
        for person in who:
            if person.phone and person.phone not in phones:
                phones.append(person.phone)
        sheets[assignment.duty_id] = (
            notes.people[assignment.leader].name if assignment.leader else "",
            " ".join(notes.offices[key].name for key in assignment.offices),
            " ".join(person.name for person in who),
            assignment.phone or " ".join(phones),
            assignment.deadline,
        )
    return sheets


@pytest.mark.parametrize(("old", "new"), [("李一", "王一"), ("赵一", "李一"), ("钱一", "孙一")])
def test_replaced_everywhere_in_two_clicks(
    twelve: _Office, duty_list: DutyList, old: str, new: str
) -> None:
    before = twelve.town.notes
    assert (len(before.people), len(before.assignments)) == (12, 242)
    twelve.choose(twelve.dialog.people, old)

    twelve.replace(twelve.dialog.people, new)

    after = twelve.town.notes
    gone = next(each.key for each in before.people.values() if each.name == old)
    assert not [each for each in after.assignments.values() if gone in each.people]
    was, now = _printed(before), _printed(after)
    wanted = [duty.id for duty in duty_list.duties if was[duty.id] != now[duty.id]]
    assert wanted
    assert twelve.said == (
        f"已把 {old} 换成 {new}（{len(wanted)}项）；需要重新打印 {len(wanted)} 份事项单。"
    )
    twelve.press("打印…")
    assert twelve.printed == [wanted]
    twelve.press("查看清单")
    sheets = twelve.dialog.sheets
    assert sheets is not None
    assert [row.texts[0] for row in sheets.table.rows.rows] == [
        duty_list.duty(duty).label for duty in wanted
    ]
    assert all(old in row.texts[2] and new in row.texts[2] for row in sheets.table.rows.rows)
    assert sheets.others is None
    twelve.press("撤销")
    assert twelve.town.notes == before
    assert "已撤销" in twelve.said


def test_an_office_is_replaced_with_its_people(twelve: _Office) -> None:
    before = twelve.town.notes
    twelve.choose(twelve.dialog.offices, "党政综合办")
    twelve.replace(twelve.dialog.offices, "民生服务办")
    after = twelve.town.notes

    assert not [each for each in after.assignments.values() if "o1" in each.offices]
    assert not [each for each in after.people.values() if each.office == "o1"]
    was, now = _printed(before), _printed(after)
    assert {sheet.duty[1] for sheet in twelve.dialog.edits.sheets} == {
        duty for duty in was if was[duty] != now[duty]
    }


def test_somebody_new_takes_the_place(office: _Office) -> None:
    office.choose(office.dialog.people, "张三")
    office.replace(office.dialog.people, "新人员…")
    asking = office.dialog.asking
    assert asking is not None
    asking.setTextValue("赵 六")
    asking.accept()

    assert office.said.startswith("已把 张三 换成 赵六（2项）；需要重新打印 2 份事项单")
    new = next(each for each in office.town.notes.people.values() if each.name == "赵六")
    assert (new.office, new.post, new.phone) == ("o1", "", "")
    assert office.offered() == ["查看清单", "撤销"]


def test_sheets_of_other_lists_are_told_and_not_printed(office: _Office) -> None:
    office.choose(office.dialog.people, "张三")
    office.replace(office.dialog.people, "李四")

    assert "2 份事项单（其中 2 份属于其他清单）" in office.said
    office.press("查看清单")
    sheets = office.dialog.sheets
    assert sheets is not None
    assert sheets.others is not None
    assert [row.texts[0] for row in sheets.others.rows.rows] == ["基本 1", "配合 21"]
    assert not sheets.printing.isEnabled()
    assert any("不能从这里打印" in label.text() for label in sheets.findChildren(QLabel))


def test_a_row_of_the_sheets_shows_its_duty(twelve: _Office) -> None:
    twelve.choose(twelve.dialog.people, "李一")
    twelve.replace(twelve.dialog.people, "王一")
    twelve.press("查看清单")
    sheets = twelve.dialog.sheets
    assert sheets is not None
    duty = sheets.table.rows.rows[0].record
    assert isinstance(duty, Duty)
    QTest.keyClick(sheets.table, Qt.Key.Key_Return)
    assert twelve.shown == []
    sheets.table.select(duty)
    QTest.keyClick(sheets.table, Qt.Key.Key_Return)
    assert twelve.shown == [duty.id]
    QTest.keyClick(sheets.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith(f"{duty.label}\t{duty.name}\t承办人")


def test_cells_are_written_and_said(office: _Office) -> None:
    people = office.dialog.people
    office.write(people, 1, PHONE, " 0994-3 ")
    assert office.town.notes.people["p2"].phone == "0994-3"
    assert office.said == ("已修改 李四 的电话；需要重新打印 1 份事项单（其中 1 份属于其他清单）。")
    office.write(people, 1, NAME, "李思")
    assert office.town.notes.people["p2"].name == "李思"
    office.write(people, 1, OFFICE, "林业站")
    notes = office.town.notes
    assert notes.offices[notes.people["p2"].office or ""].name == "林业站"
    office.write(people, 1, NAME, " ")
    assert "姓名不能空着" in office.said
    assert office.names() == ["张三", "李思", "王五"]


def test_a_name_that_another_has_is_allowed_and_said(office: _Office) -> None:
    office.write(office.dialog.people, 1, NAME, "张三")

    assert "另有同名的 张三" in office.said
    office.choose(office.dialog.people, "王五")
    office.dialog.people.fill_menu()
    assert [each.text() for each in office.dialog.people.replacing.actions()] == [
        "张三（党政综合办）",
        "张三（民生服务办）",
        "",
        "新人员…",
    ]


def test_two_of_one_name_are_told_apart_when_one_is_replaced(office: _Office) -> None:
    office.write(office.dialog.people, 1, NAME, "张三")
    office.choose(office.dialog.people, "张三")
    office.replace(office.dialog.people, "张三（民生服务办）")

    assert office.said.startswith("已把 张三（党政综合办） 换成 张三（民生服务办）；")


def test_an_office_never_has_the_name_of_another(office: _Office) -> None:
    office.write(office.dialog.offices, 0, NAME, "民生服务办")

    assert "已经有科室“民生服务办”" in office.said
    assert office.town.notes.offices["o1"].name == "党政综合办"


def test_one_more_is_added_by_keys(office: _Office) -> None:
    table = office.dialog.people.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Insert)
    _type(_editor(table), "丁一", Qt.Key.Key_Tab)
    _type(_editor(table), "民生服务办")

    (new,) = [each for each in office.town.notes.people.values() if each.name == "丁一"]
    assert new.office == "o2"
    assert office.dialog.people.selected == [new.key]
    QTest.keyClick(office.dialog.offices.table, Qt.Key.Key_Insert)
    _type(_editor(office.dialog.offices.table), "林业站")
    assert [each.name for each in office.town.notes.ordered_offices][-1] == "林业站"


def test_one_after_another_is_added_by_the_buttons_letter(office: _Office) -> None:
    """Alt and the letter leave the keyboard in the cell that is being written in."""
    side = office.dialog.people
    for name in ("丁一", "丁二"):
        side.adding.click()
        editor = _editor(side.table)
        assert isinstance(editor, QLineEdit)
        assert editor.text() == ""
        editor.setText(name)
    side.adding.click()

    assert {*office.names()} == {"张三", "李四", "王五", "丁一", "丁二"}
    assert side.table.currentIndex().row() == len(office.names())


def test_what_is_refused_stays_in_its_cell_when_another_is_added(office: _Office) -> None:
    side = office.dialog.offices
    side.table.write(0)
    editor = _editor(side.table)
    assert isinstance(editor, QLineEdit)
    editor.setText("民生服务办")
    side.adding.click()

    assert "已经有科室“民生服务办”" in office.said
    assert _editor(side.table) is editor
    assert editor.text() == "民生服务办"
    assert side.table.currentIndex().row() == 0


def test_an_empty_row_left_empty_is_nothing(office: _Office) -> None:
    office.dialog.people.add()
    _type(_editor(office.dialog.people.table), "  ")

    assert office.said == ""
    assert office.town.notes == town_notes()


def test_deleted_and_given_back(office: _Office) -> None:
    office.choose(office.dialog.people, "张三")
    QTest.keyClick(office.dialog.people.table, Qt.Key.Key_Delete)

    assert office.said.startswith("已删除 张三，涉及 2 项事项；需要重新打印 2 份")
    assert office.names() == ["李四", "王五"]
    QTest.keyClick(office.dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert office.town.notes == town_notes()
    assert "已撤销：删除 张三；需要重新打印 2 份" in office.said
    QTest.keyClick(office.dialog, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert office.names() == ["李四", "王五"]


@pytest.mark.parametrize("column", range(4))
@pytest.mark.parametrize("by_another", [False, True])
def test_a_row_that_is_written_in_is_deleted(
    office: _Office, column: int, *, by_another: bool
) -> None:
    """By the button's letter, which leaves the keyboard in the cell, or by another window."""
    side = office.dialog.people
    office.choose(side, "张三")
    row = side.table.currentIndex().row()
    (key,) = side.selected
    side.table.write(row, column)
    editor = _editor(side.table)
    if isinstance(editor, QLineEdit):
        editor.setText("张三三")
    elif isinstance(editor, QComboBox):
        editor.setEditText("张三三")
    if by_another:
        office.town.edit(removed(office.town.notes, [office.town.notes.people[key]]))
    else:
        side.removing.click()
    QApplication.processEvents()

    assert key not in office.town.notes.people
    assert office.names() == ["李四", "王五"]
    assert side.table.editor is None


def test_several_are_deleted_at_once(office: _Office) -> None:
    office.dialog.people.table.selectAll()
    QTest.mouseClick(office.dialog.people.removing, Qt.MouseButton.LeftButton)

    assert office.names() == []
    assert office.said.startswith("已删除 张三、李四、王五，涉及 2 项事项")
    office.press("撤销")
    assert office.town.notes == town_notes()


def test_undoing_another_edit_is_refused(office: _Office) -> None:
    office.choose(office.dialog.people, "张三")
    QTest.keyClick(office.dialog.people.table, Qt.Key.Key_Delete)
    office.town.edit(edited(office.town.notes, "别的", [Person("p7", "钱七")]))
    after = office.town.notes
    office.press("撤销")

    assert office.town.notes == after
    assert "之后又有别的改动" in office.said


def test_offices_are_moved(office: _Office) -> None:
    offices = office.dialog.offices
    office.choose(offices, "综合行政执法队")
    assert not offices.down.isEnabled()
    QTest.mouseClick(offices.up, Qt.MouseButton.LeftButton)
    assert [each.key for each in office.town.notes.ordered_offices] == ["o1", "o3", "o2"]
    assert offices.selected == ["o3"]
    offices.table.setFocus()
    QTest.keyClick(offices.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [each.key for each in office.town.notes.ordered_offices] == ["o3", "o1", "o2"]
    assert not offices.up.isEnabled()


def test_the_row_that_the_keyboard_comes_to_is_the_one_that_the_buttons_are_about(
    office: _Office,
) -> None:
    people = office.dialog.people
    assert not people.removing.isEnabled()
    people.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert people.selected == [people.table.currentIndex().data(RecordRole)]
    assert people.removing.isEnabled()


def test_people_are_pasted(office: _Office) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("姓名\t科室\t职务\t电话\r\n丁一\t林业站\t\t1\r\n张三\t\t\t\r\n\t林业站\r\n")
    QTest.keyClick(office.dialog.people.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (
        office.said
        == "已粘贴：新增 1 人，原来就有 1 人，新增 1 个科室，第 4 行没有姓名，没有粘贴。"
    )
    assert office.names() == ["张三", "李四", "丁一", "王五"]
    office.press("撤销")
    assert office.town.notes == town_notes()
    clipboard.setText("张三\n")
    QTest.keyClick(office.dialog.people.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert office.said == "没有改动：原来就有 1 人。"
    clipboard.setText("张三\n" * 2001)
    QTest.keyClick(office.dialog.people.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "一次最多粘贴 2000 行" in office.said
    clipboard.setText("林业站\n")
    QTest.keyClick(office.dialog.offices.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert office.said == "已粘贴：新增 1 个科室。"


def test_people_pasted_among_the_offices_are_people(office: _Office) -> None:
    QGuiApplication.clipboard().setText("姓名\t科室\t职务\t电话\r\n丁一\t林业站\t\t1\r\n")
    QTest.keyClick(office.dialog.offices.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert office.said == "已粘贴：新增 1 人，新增 1 个科室。"
    assert "丁一" in office.names()
    assert [each.name for each in office.town.notes.ordered_offices][-1] == "林业站"


def test_what_cannot_be_written_is_a_sentence(office: _Office) -> None:
    office.write(office.dialog.people, 0, POST, "长" * 1001)

    assert office.said == "“职务”太长，最多 1000 字，没有保存。"
    assert office.town.notes == town_notes()
    assert office.dialog.people.table.rows.index(0, POST).data() == "主任"


def test_another_windows_edit_is_a_sentence(office: _Office, town: Town) -> None:
    other = Town(town.user_data, lambda: NOW)
    other.start()
    other.edit(edited(other.notes, "别的", [Person("p1", "张山", "o1")]))
    other.close()
    office.write(office.dialog.people, 0, POST, "镇长")

    assert "另一个窗口刚刚改过" in office.said
    assert office.names()[0] == "张山"


def test_a_closed_notebook_is_a_sentence(
    qtbot: QtBot, duty_list: DutyList, memory: WindowMemory, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    office = _Office(duty_list, Town(blocked / "town"), memory)
    qtbot.addWidget(office.dialog)
    office.dialog.show()
    office.write(office.dialog.people, 0, NAME, "丁一")

    assert office.said
    assert office.names() == []


def test_names_that_look_like_markup_stay_words(office: _Office) -> None:
    office.write(office.dialog.people, 3, NAME, "<b>甲</b> & 乙")
    office.choose(office.dialog.people, "<b>甲</b> & 乙")
    office.dialog.people.fill_menu()
    assert "<b>甲</b> && 乙" not in [
        each.text() for each in office.dialog.people.replacing.actions()
    ]
    office.choose(office.dialog.people, "张三")
    office.dialog.people.fill_menu()
    assert "<b>甲</b> && 乙" in [each.text() for each in office.dialog.people.replacing.actions()]
    assert "已新增 <b>甲</b> & 乙" in office.said
    office.choose(office.dialog.people, "<b>甲</b> & 乙")
    office.replace(office.dialog.people, "新人员…")
    asking = office.dialog.asking
    assert asking is not None
    assert {label.textFormat() for label in asking.findChildren(QLabel)} == {
        Qt.TextFormat.PlainText
    }
    asking.reject()


def test_sheets_of_several_edits_are_counted_together(twelve: _Office) -> None:
    for old, new in (("李一", "王一"), ("周一", "吴一")):
        twelve.choose(twelve.dialog.people, old)
        twelve.replace(twelve.dialog.people, new)
    both = twelve.offered()[2]
    assert both == "全部改动（58 份）"
    twelve.press(both)
    assert twelve.dialog.sheets is not None
    assert twelve.dialog.sheets.table.rows.rowCount() == 58
    twelve.dialog.hide()
    twelve.dialog.show()
    assert twelve.said == ""


def test_size_is_remembered_and_everything_has_a_name(
    qtbot: QtBot, office: _Office, duty_list: DutyList, memory: WindowMemory
) -> None:
    office.dialog.resize(740, 500)
    office.dialog.reject()
    again = _Office(duty_list, office.town, memory).dialog
    qtbot.addWidget(again)

    assert (again.width(), again.height()) == (740, 500)
    for side in (again.offices, again.people):
        assert side.table.accessibleName()
        assert side.adding.toolTip()
    assert not again.people.table.indexAt(QPoint(-1, -1)).isValid()
    assert not again.people.table.rows.flags(QModelIndex())


def test_names_stay_readable_where_there_is_little_room(office: _Office) -> None:
    table = office.dialog.people.table
    em = table.fontMetrics().horizontalAdvance("事")
    table.resize(60 * em, 300)
    assert table.columnWidth(OFFICE) > 20 * em
    table.resize(20 * em, 300)
    assert table.columnWidth(OFFICE) == 6 * em
    table.resize(60 * em, 300)
    assert table.columnWidth(OFFICE) > 20 * em


def test_typing_writes_over_the_cell(office: _Office) -> None:
    table = office.dialog.people.table
    spot = table.visualRect(table.rows.index(0, POST)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.keyClicks(table, "8")
    editor = _editor(table)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "8"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()

    assert table.rows.rows[0].texts[POST] == "8"


def test_escape_leaves_the_cell_and_not_the_dialog(office: _Office) -> None:
    table = office.dialog.people.table
    table.write(0, POST)
    editor = _editor(table)
    _type(editor, "镇长", Qt.Key.Key_Escape)

    assert office.dialog.isVisible()
    assert office.town.notes == town_notes()
