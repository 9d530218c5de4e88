"""Every change of the notebook, with its date: what was done, undone, done again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from duty_desktop.errors import NotebookError
from duty_desktop.models.town import Town
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine
from duty_desktop.views.plain import plain_button
from duty_desktop.views.side_window import SideWindow

_TITLES = ("时间", "改了什么", "状态")

_STATES = {"done": "", "undone": "已撤销", "dropped": "撤销后另有改动"}


class PastDialog(SideWindow):
    """The notebook's last edits, the newest first; the last can be undone from here.

    Attributes:
        shown: the table of edits.
        undoing, redoing: the buttons.
    """

    def __init__(self, town: Town, memory: WindowMemory, parent: QWidget) -> None:
        """Show what was done in the notebook of ``town``."""
        super().__init__("改动记录", "past", memory, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._town = town
        self.shown = QTableWidget(0, len(_TITLES))
        self.shown.setHorizontalHeaderLabels(_TITLES)
        self.shown.setAccessibleName("改动记录")
        self.shown.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.shown.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.shown.setTabKeyNavigation(False)
        self.shown.verticalHeader().hide()
        header = self.shown.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.undoing, self.redoing = plain_button("撤销最近一次(&U)"), plain_button("重做(&R)")
        self.note = NoteLine("改动提示")
        buttons = QHBoxLayout()
        for button in (self.undoing, self.redoing):
            buttons.addWidget(button)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        buttons.addWidget(close)
        rows = QVBoxLayout(self)
        rows.addWidget(self.shown, 1)
        rows.addWidget(self.note)
        rows.addLayout(buttons)
        self._open_where_left(36, 22)
        self.undoing.clicked.connect(lambda: self._turn(undo=True))
        self.redoing.clicked.connect(lambda: self._turn(undo=False))
        town.changed.connect(self._fill)
        self._fill()

    def _turn(self, *, undo: bool) -> None:
        try:
            if undo:
                self._town.undo()
            else:
                self._town.redo()
        except NotebookError as error:
            self.note.say(str(error), loud=True)
        else:
            self.note.hide()

    def _fill(self) -> None:
        try:
            past, turns = self._town.past(), self._town.turns
        except NotebookError as error:
            self.note.say(str(error), loud=True)
            return
        self.shown.setRowCount(len(past))
        for row, edit in enumerate(past):
            made = edit.made_at.astimezone()
            words = (f"{made:%Y-%m-%d %H:%M}", edit.title, _STATES[edit.state])
            for column, text in enumerate(words):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.shown.setItem(row, column, item)
        self.undoing.setEnabled(turns is not None and turns.undo is not None)
        self.redoing.setEnabled(turns is not None and turns.redo is not None)
