"""分工检查: duties that no office leads, and offices and people without duties."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from duty_desktop.domain.assigning import offices_without_duties, without_duties, without_office
from duty_desktop.domain.assignment import Office, Person, TownNotes
from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.models.text_table import TextColumn, TextRow, TextTableModel
from duty_desktop.models.town import Town
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.people.table import TextTable
from duty_desktop.views.plain import plain_button, plain_label
from duty_desktop.views.side_window import SideWindow

_DUTIES = (
    TextColumn("编号", 5),
    TextColumn("事项名称", 20, stretches=True),
    TextColumn("类别", 6),
)
_PEOPLE = (
    TextColumn("姓名", 6),
    TextColumn("科室", 10, stretches=True),
    TextColumn("职务", 7),
    TextColumn("电话", 9),
)
_OFFICES = (TextColumn("科室名称", 20, stretches=True),)


class _Check(QWidget):
    """One thing looked for: a sentence, and the rows that were found."""

    def __init__(self, title: str, columns: Sequence[TextColumn], missing: str, fine: str) -> None:
        super().__init__()
        self.title = title
        self._missing = missing
        self._fine = fine
        self._said = plain_label()
        self.model = TextTableModel(columns, (), self)
        self.table = TextTable(self.model, title)
        rows = QVBoxLayout(self)
        rows.addWidget(self._said)
        rows.addWidget(self.table, 1)

    def show_found(self, found: Sequence[TextRow]) -> None:
        """Show these rows; the selection stays where only what is around it changed."""
        chosen = self.table.currentIndex().row()
        self.model.show(found)
        self._said.setText(self._missing.format(len(found)) if found else self._fine)
        if found and chosen >= 0:
            self.table.select(found[min(chosen, len(found) - 1)].record)


class ChecksDialog(SideWindow):
    """A page for each check, kept up while duties are assigned in the window.

    Attributes:
        pages: the pages, their titles with the number of rows.
        duties, people, offices: the checks.

    Signals:
        duty_wanted(Duty): the user wants to see this duty in the window.
        record_wanted(record): the user wants to see this office or person.
    """

    duty_wanted = Signal(Duty)
    record_wanted = Signal(object)

    def __init__(
        self, duty_list: DutyList, town: Town, memory: WindowMemory, parent: QWidget | None = None
    ) -> None:
        """Check what ``town`` noted about the duties of ``duty_list``."""
        super().__init__("分工检查", "checks", memory, parent, enlarges=False)
        self._duty_list = duty_list
        self._town = town
        self.duties = _Check(
            "没有主责科室的事项",
            _DUTIES,
            "{} 项还没有主责科室（收回事项不需要，没有列出）。双击可以查看事项。",
            "每一项都有主责科室（收回事项不需要）。",
        )
        self.people = _Check(
            "没有事项的人员",
            _PEOPLE,
            "{} 人在这份清单里既没有分管，也没有承办。双击可以查看此人。",
            "每个人都有分管或承办的事项。",
        )
        self.offices = _Check(
            "没有事项的科室",
            _OFFICES,
            "{} 个科室在这份清单里既没有主责，也没有协办。双击可以查看科室。",
            "每个科室都有主责或协办的事项。",
        )
        self.pages = QTabWidget()
        self._lay_out()
        self.duties.table.row_wanted.connect(self.duty_wanted)
        self.people.table.row_wanted.connect(self.record_wanted)
        self.offices.table.row_wanted.connect(self.record_wanted)
        town.changed.connect(self._check)
        self._check()
        self._open_where_left(44, 30)
        self.duties.table.setFocus()

    def _lay_out(self) -> None:
        for check in (self.duties, self.people, self.offices):
            self.pages.addTab(check, check.title)
        copy = plain_button("复制(&C)", "复制选中的行；没有选中时复制全部")
        close = plain_button("关闭")
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.addStretch()
        for button in (copy, close):
            below.addWidget(button)
        rows = QVBoxLayout(self)
        rows.addWidget(self.pages, 1)
        rows.addLayout(below)

    def _copy(self) -> None:
        check = self.pages.currentWidget()
        if isinstance(check, _Check):
            check.table.copy()

    def _check(self) -> None:
        notes, list_key = self._town.notes, self._duty_list.source_sha256
        self.duties.show_found(
            [
                TextRow((duty.label, duty.name, duty.category), duty)
                for duty in without_office(self._duty_list.duties, notes, list_key)
            ]
        )
        self.people.show_found(
            [_person_row(notes, each) for each in without_duties(notes, list_key)]
        )
        self.offices.show_found(
            [TextRow((each.name,), each) for each in offices_without_duties(notes, list_key)]
        )
        for check in (self.duties, self.people, self.offices):
            title = f"{check.title}（{check.model.rowCount()}）"
            self.pages.setTabText(self.pages.indexOf(check), title)


def _person_row(notes: TownNotes, person: Person) -> TextRow:
    office: Office | None = notes.offices.get(person.office or "")
    texts = (person.name, office.name if office else "", person.post, person.phone)
    return TextRow(texts, person)
