"""One side of 科室与人员: a table of offices or of people, and what can be done with its rows."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from duty_desktop.domain.assignment import Key
from duty_desktop.models.staff_table import StaffTableModel
from duty_desktop.views.people.table import StaffTable
from duty_desktop.views.plain import plain_button


class StaffSide(QWidget):
    """A title, a table, and buttons below it.

    Attributes:
        table: the offices or the people.
        replacing: the menu of those that can be put in the place of the selected one.
        adding, removing, replace: buttons.

    Signals:
        remove_wanted(keys): these are to be deleted.
        replace_wanted(old, new): one is to be put in another's place; ``None`` for somebody new.
        move_wanted(key, steps): one is to be moved down, or up.
        pasted(text): lines for the table.
    """

    remove_wanted = Signal(list)
    replace_wanted = Signal(object, object)
    move_wanted = Signal(object, int)
    pasted = Signal(str)

    def __init__(
        self, title: str, noun: str, model: StaffTableModel, *, ordered: bool = False
    ) -> None:
        """``title`` marks the letter for Alt; ``ordered`` rows can be moved up and down."""
        super().__init__()
        self._model = model
        self._noun = noun
        self._others: list[tuple[Key, str]] = []
        self.table = StaffTable(model, noun)
        self.replacing = QMenu(self)
        self.adding = plain_button("新增", f"新增{noun}（Insert）")
        self.removing = plain_button("删除", f"删除选中的{noun}（Delete），可以撤销")
        self.replace = plain_button("替换为…", f"在所有事项里把选中的{noun}换成另一个")
        self.up = plain_button("上移", "上移（Alt+↑）")
        self.down = plain_button("下移", "下移（Alt+↓）")
        self._lay_out(title, ordered=ordered)
        self._wire(ordered=ordered)
        self._allow()

    def offer(self, others: Sequence[tuple[Key, str]]) -> None:
        """Say who can be put in another's place: keys and labels."""
        self._others = list(others)
        self._allow()

    @property
    def selected(self) -> list[Key]:
        """The keys of the selected rows."""
        return [str(key) for key in self.table.selected()]

    def _lay_out(self, title: str, *, ordered: bool) -> None:
        label = QLabel(title)
        label.setBuddy(self.table)
        buttons = QHBoxLayout()
        for button in (self.adding, self.removing, self.up, self.down, self.replace):
            buttons.addWidget(button)
        buttons.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(label)
        rows.addWidget(self.table, 1)
        rows.addLayout(buttons)
        for button in (self.up, self.down):
            button.setVisible(ordered)

    def _wire(self, *, ordered: bool) -> None:
        table = self.table
        table.chosen.connect(self._allow)
        table.pasted.connect(self.pasted)
        table.add_wanted.connect(self.add)
        table.remove_wanted.connect(self._remove)
        self.adding.clicked.connect(self.add)
        self.removing.clicked.connect(self._remove)
        self.replace.clicked.connect(self._open_menu)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        if ordered:
            only_here = Qt.ShortcutContext.WidgetShortcut
            QShortcut(QKeySequence("Alt+Up"), table, lambda: self._move(-1), context=only_here)
            QShortcut(QKeySequence("Alt+Down"), table, lambda: self._move(1), context=only_here)

    def add(self) -> None:
        """Open the empty row to write in, once what is being written is noted."""
        if self.table.settle():
            self.table.write(self._model.empty_row)

    def fill_menu(self) -> None:
        """Put those into the menu who can take the selected one's place."""
        self.replacing.clear()
        chosen = self.selected
        if len(chosen) != 1:
            return
        old = chosen[0]
        for key, label in self._others:
            if key != old:
                action = self.replacing.addAction(label.replace("&", "&&"))
                action.triggered.connect(
                    lambda _=False, key=key: self.replace_wanted.emit(old, key)
                )
        self.replacing.addSeparator()
        new = self.replacing.addAction(f"新{self._noun}…")
        new.triggered.connect(lambda: self.replace_wanted.emit(old, None))

    def _open_menu(self) -> None:
        self.fill_menu()
        self.replacing.popup(self.replace.mapToGlobal(QPoint(0, self.replace.height())))

    def _remove(self) -> None:
        if self.selected:
            self.remove_wanted.emit(self.selected)

    def _move(self, steps: int) -> None:
        if len(self.selected) == 1:
            self.move_wanted.emit(self.selected[0], steps)
            self._allow()

    def _allow(self) -> None:
        rows = self.selected
        self.removing.setEnabled(bool(rows))
        self.replace.setEnabled(len(rows) == 1)
        place = self._model.row_of(rows[0]) if len(rows) == 1 else None
        self.up.setEnabled(bool(place))
        self.down.setEnabled(place is not None and place < self._model.empty_row - 1)
