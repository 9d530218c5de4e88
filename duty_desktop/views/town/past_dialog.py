"""Every change of the notebook, with its date: what was done, undone, done again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

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

from duty_desktop.domain.record_words import edit_lines
from duty_desktop.errors import NotebookError
from duty_desktop.models.town import Town
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine
from duty_desktop.views.plain import choose_rows, plain_button
from duty_desktop.views.side_window import SideWindow, reading_page

if TYPE_CHECKING:
    from duty_desktop.store.notebook_history import PastEdit

_TITLES = ("时间", "改了什么", "状态")

_MOST_LINES = 500
"""Changed fields that are listed of one edit."""

_STATES = {"done": "", "undone": "已撤销", "dropped": "撤销后另有改动"}


class PastDialog(SideWindow):
    """The notebook's last edits, the newest first; the last can be undone from here.

    Attributes:
        shown: the table of edits.
        page: what the edit that is chosen changed, field by field.
        undoing, redoing: the buttons.
    """

    def __init__(self, town: Town, list_key: str, memory: WindowMemory, parent: QWidget) -> None:
        """Show what was done in the notebook of ``town``; duties of other lists are told apart."""
        super().__init__("改动记录", "past", memory, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._town = town
        self._list_key = list_key
        self._past: Sequence[PastEdit] = ()
        self.page = reading_page("改动的内容")
        self.shown = QTableWidget(0, len(_TITLES))
        choose_rows(self.shown)
        self.shown.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.shown.setHorizontalHeaderLabels(_TITLES)
        self.shown.setAccessibleName("改动记录")
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
        rows.addWidget(self._divided(Qt.Orientation.Vertical, self.shown, self.page, (3, 2)), 1)
        rows.addWidget(self.note)
        rows.addLayout(buttons)
        self._open_where_left(40, 28)
        self.undoing.clicked.connect(lambda: self._turn(undo=True))
        self.redoing.clicked.connect(lambda: self._turn(undo=False))
        self.shown.itemSelectionChanged.connect(self._show_changes)
        town.changed.connect(self._fill)
        self._fill()
        self.shown.setFocus()

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
        chosen = self._chosen
        self._past = past
        self.shown.blockSignals(True)
        self.shown.setRowCount(len(past))
        for row, edit in enumerate(past):
            made = edit.made_at.astimezone()
            words = (f"{made:%Y-%m-%d %H:%M}", edit.title, _STATES[edit.state])
            for column, text in enumerate(words):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.shown.setItem(row, column, item)
        numbers = [edit.number for edit in past]
        if past:
            here = numbers.index(chosen.number) if chosen and chosen.number in numbers else 0
            self.shown.selectRow(here)
        self.shown.blockSignals(False)
        self._show_changes()
        self.undoing.setEnabled(turns is not None and turns.undo is not None)
        self.redoing.setEnabled(turns is not None and turns.redo is not None)

    @property
    def _chosen(self) -> "PastEdit | None":
        rows = {index.row() for index in self.shown.selectionModel().selectedRows()}
        return next((self._past[row] for row in rows if row < len(self._past)), None)

    def _show_changes(self) -> None:
        """Write what the chosen edit changed; the names are those of today."""
        past = self._chosen
        if past is None:
            self.page.setPlainText("" if self._past else "还没有改动。")
            return
        try:
            edit = self._town.past_edit(past)
        except NotebookError as error:
            self.page.setPlainText(str(error))
            return
        lines = [] if edit is None else [*edit_lines(edit, self._town.notes, self._list_key)]
        said = lines[:_MOST_LINES]
        if len(lines) > _MOST_LINES:
            said.append(f"……共 {len(lines)} 处，这里列出前 {_MOST_LINES} 处。")
        self.page.setPlainText("\n".join(said))
