"""科室与人员: the town's offices and people in two tables, and what came of the last edit."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from duty_desktop.domain.assignment import Key, Office, Person
from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.domain.reprinting import SheetChange
from duty_desktop.domain.roster import offices_of, people_of
from duty_desktop.models.overriding import override
from duty_desktop.models.staff import OFFICE_COLUMNS, PEOPLE_COLUMNS, office_rows, people_rows
from duty_desktop.models.staff_table import StaffTableModel
from duty_desktop.models.town import Town
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.people.cell_delegates import OfficeDelegate
from duty_desktop.views.people.edit_line import EditLine, PrintDuties
from duty_desktop.views.people.sheets_dialog import SheetsDialog
from duty_desktop.views.people.staff_side import StaffSide
from duty_desktop.views.people.writing import StaffWriting
from duty_desktop.views.plain import plain_button
from duty_desktop.views.side_window import SideWindow

_OFFICE_COLUMN = next(at for at, each in enumerate(PEOPLE_COLUMNS) if each.field == "office")


class StaffDialog(SideWindow):
    """Offices at the left, people at the right; it does not block the window.

    Attributes:
        offices, people: the two sides.
        edits: does what is wanted and says what came of it.
        sheets: the list of sheets that was opened last, ``None`` before.
        asking: asks for a new name, ``None`` before it was first asked.
    """

    def __init__(
        self,
        duty_list: DutyList,
        town: Town,
        memory: WindowMemory,
        print_duties: PrintDuties,
        show_duty: Callable[[Duty], None],
        parent: QWidget | None = None,
    ) -> None:
        """Write in ``town``; counts are those of ``duty_list``."""
        super().__init__("科室与人员", "staff", memory, parent)
        self._duty_list = duty_list
        self._town = town
        self._print = print_duties
        self._show_duty = show_duty
        self.sheets: SheetsDialog | None = None
        self.asking: QInputDialog | None = None
        self.edits = EditLine(town, duty_list, print_duties, self)
        self._writing = writing = StaffWriting(town, self.edits)
        self._office_rows = StaffTableModel(OFFICE_COLUMNS, "（新增）", writing.office_cell, self)
        self._people_rows = StaffTableModel(PEOPLE_COLUMNS, "（新增）", writing.person_cell, self)
        self.offices = StaffSide("科室(&O)：", "科室", self._office_rows, ordered=True)
        self.people = StaffSide("人员(&R)：", "人员", self._people_rows)
        self._delegate = OfficeDelegate(self.people.table)
        self.people.table.setItemDelegateForColumn(_OFFICE_COLUMN, self._delegate)
        self._tables = (self.offices.table, self.people.table)
        self._shown: list[QWidget | None] = []
        self._lay_out()
        self._wire()
        self._refresh()
        self._open_where_left(56, 32)

    def show_record(self, record: Office | Person) -> None:
        """Select the row of an office or of somebody."""
        side = self.offices if isinstance(record, Office) else self.people
        side.table.select(record.key)
        side.table.setFocus()

    def settle(self) -> bool:
        """Note what is being written in a cell; whether it could be, or stays there."""
        # What an input method still holds is no text of the cell yet.
        QGuiApplication.inputMethod().commit()
        settled = [table.settle() for table in self._tables]
        return all(settled)

    def may_leave(self) -> bool:
        """Whether no cell holds what was refused: that is shown once, and let go the next time."""
        if self.settle():
            return True
        held = [table.editor for table in self._tables]
        if held == self._shown:
            return True
        self._shown = held
        self.bring_forward()
        return False

    def give_back(self) -> bool:
        """Give up what a cell holds and was refused; whether there was any."""
        given = [table.give_back() for table in self._tables]
        if any(given):
            self.edits.line.say("没有存成的内容已撤回，之前的改动没有撤销。")
        return any(given)

    @override
    def reject(self) -> None:
        """Close, unless a cell holds what was refused and nobody has seen that yet."""
        if self.may_leave():
            self.give_back()
            super().reject()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.edits.begin()

    def _lay_out(self) -> None:
        parts = self._divided(Qt.Orientation.Horizontal, self.offices, self.people, (2, 3))
        parts.setHandleWidth(self.fontMetrics().height() // 2)
        self._pasting = plain_button(
            "从 Excel 粘贴人员(&V)", "先在 Excel 里复制“姓名、科室、职务、电话”几列，再按这里"
        )
        self._close = plain_button("关闭")
        below = QHBoxLayout()
        below.addWidget(self._pasting)
        below.addStretch()
        below.addWidget(self._close)
        # A click that took the focus would end the cell before it is known that the window closes.
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        rows = QVBoxLayout(self)
        rows.addWidget(parts, 1)
        rows.addWidget(self.edits.line)
        rows.addLayout(below)

    def _wire(self) -> None:
        offices, people, writing = self.offices, self.people, self._writing
        self._town.changed.connect(self._refresh)
        self.edits.sheets_wanted.connect(self._show_sheets)
        for table in self._tables:
            self.edits.refused.connect(table.refuse)
        offices.remove_wanted.connect(lambda keys: writing.remove(self._known_offices(keys)))
        people.remove_wanted.connect(lambda keys: writing.remove(self._known_people(keys)))
        offices.replace_wanted.connect(partial(self._replace, self._known_offices))
        people.replace_wanted.connect(partial(self._replace, self._known_people))
        offices.move_wanted.connect(writing.move)
        offices.pasted.connect(writing.paste_offices)
        people.pasted.connect(writing.paste_people)
        self._pasting.clicked.connect(
            lambda: writing.paste_people(QGuiApplication.clipboard().text())
        )
        self._close.clicked.connect(self.reject)
        for keys, do in (("Ctrl+Z", self.edits.undo), ("Ctrl+Y", self.edits.redo)):
            QShortcut(QKeySequence(keys), self, do)

    def _refresh(self) -> None:
        notes, list_key = self._town.notes, self._duty_list.source_sha256
        self._office_rows.show(office_rows(notes, list_key))
        self._people_rows.show(people_rows(notes, list_key))
        offices, people = offices_of(notes).labels, people_of(notes).labels
        self._delegate.names = list(offices.values())
        self.offices.offer(list(offices.items()))
        self.people.offer(list(people.items()))

    def _known_offices(self, keys: list[Key]) -> list[Office]:
        offices = self._town.notes.offices
        return [offices[key] for key in keys if key in offices]

    def _known_people(self, keys: list[Key]) -> list[Person]:
        people = self._town.notes.people
        return [people[key] for key in keys if key in people]

    def _replace(
        self,
        known: Callable[[list[Key]], list[Office] | list[Person]],
        old: Key,
        new: Key | None,
    ) -> None:
        """Put one in another's place, or ask who it is where it is nobody known."""
        if new is None:
            self._ask_whom(*known([old]))
            return
        both = known([old, new])
        if len(both) == 2:
            self._writing.replace(*both)

    def _ask_whom(self, old: Office | Person) -> None:
        noun = "科室名称" if isinstance(old, Office) else "姓名"
        self.asking = QInputDialog(self)
        self.asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.asking.setWindowTitle("替换为…")
        self.asking.setLabelText(f"用谁替换“{old.name}”？请写{noun}：")
        for label in self.asking.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.asking.textValueSelected.connect(partial(self._writing.replace_by_name, old))
        self.asking.open()

    def _show_sheets(self, sheets: tuple[SheetChange, ...]) -> None:
        self.sheets = SheetsDialog(
            sheets,
            self._duty_list,
            self._memory,
            self._print,
            self._show_duty,
            self.parentWidget() or self,
        )
        self.sheets.show()
