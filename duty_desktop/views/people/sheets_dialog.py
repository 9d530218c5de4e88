"""Which duty sheets are to be printed again, and what changes on each."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.domain.reprinting import SheetChange, elsewhere, here, label_of
from duty_desktop.models.text_table import TextColumn, TextRow, TextTableModel
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.people.edit_line import PrintDuties
from duty_desktop.views.people.table import TextTable
from duty_desktop.views.plain import plain_button, plain_label
from duty_desktop.views.side_window import SideWindow

_COLUMNS = (
    TextColumn("编号", 5),
    TextColumn("事项名称", 15),
    TextColumn("事项单上的改动", 26, stretches=True),
)
_OTHER_COLUMNS = (TextColumn("编号", 5), TextColumn("事项单上的改动", 26, stretches=True))


class SheetsDialog(SideWindow):
    """The sheets of the open list, and apart from them those of other lists.

    Attributes:
        table: the sheets of this list; a double click shows the duty.
        others: those of other lists, ``None`` where there are none.
        printing: hands the duties of this list to the print dialog.
    """

    def __init__(
        self,
        sheets: tuple[SheetChange, ...],
        duty_list: DutyList,
        memory: WindowMemory,
        print_duties: PrintDuties,
        show_duty: Callable[[Duty], None],
        parent: QWidget,
    ) -> None:
        """Show ``sheets``; ``show_duty`` shows one of the list's duties in the window."""
        super().__init__("需要重新打印的事项单", "sheets", memory, parent, enlarges=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        of_here = here(sheets, duty_list)
        of_others = elsewhere(sheets, duty_list)
        rows = QVBoxLayout(self)
        rows.addWidget(plain_label(f"这份清单里有 {len(of_here)} 项的事项单要重新打印："))
        model = TextTableModel(
            _COLUMNS,
            [TextRow((duty.label, duty.name, sheet.words), duty) for duty, sheet in of_here],
            self,
        )
        self.table = TextTable(model, "要重新打印的事项单")
        self.table.row_wanted.connect(show_duty)
        rows.addWidget(self.table, 3)
        self.others: TextTable | None = None
        if of_others:
            rows.addWidget(
                plain_label(
                    f"另有 {len(of_others)} 项属于其他清单，不能从这里打印。"
                    "请打开那份清单，再打印这些事项单："
                )
            )
            other_model = TextTableModel(
                _OTHER_COLUMNS,
                [TextRow((label_of(each.duty[1]), each.words), each) for each in of_others],
                self,
            )
            self.others = TextTable(other_model, "其他清单的事项单")
            rows.addWidget(self.others, 1)
        self.printing = plain_button("打印(&P)…")
        self.printing.setEnabled(bool(of_here))
        self.printing.clicked.connect(lambda: print_duties([duty for duty, _ in of_here]))
        rows.addLayout(self._buttons())
        self._open_where_left(52, 26)

    def _buttons(self) -> QHBoxLayout:
        copy = plain_button("复制(&C)", "复制选中的行；没有选中时复制全部")
        close = plain_button("关闭")
        copy.clicked.connect(self.table.copy)
        close.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.addStretch()
        for button in (self.printing, copy, close):
            below.addWidget(button)
        return below
