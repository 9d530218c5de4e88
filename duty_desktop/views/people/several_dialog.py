"""填写选中事项的分工: what is typed once is noted for every selected duty."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from duty_desktop.domain.assignment import DutyKey
from duty_desktop.domain.duty import Duty
from duty_desktop.domain.noting import Note, Noted, TooManyNamesError, noted
from duty_desktop.domain.roster import SEPARATOR, AmbiguousNameError, offices_of, people_of
from duty_desktop.domain.several import common_text
from duty_desktop.errors import NotebookError
from duty_desktop.models.overriding import override
from duty_desktop.models.town import Town
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine
from duty_desktop.views.people.words import ambiguous
from duty_desktop.views.plain import plain_label
from duty_desktop.views.side_window import SideWindow
from duty_desktop.views.town.entry import EntryField

_NAMED = 3
"""Duties that are named above the fields; of more, how many they are."""

_VARIOUS, _CLEARED, _NOTHING = "（多种）", "（清空）", "（空）"
_ADD, _REPLACE = "添加", "替换"


class _Field:
    """One note: whether it is to be written, what, and whether it is added to what is there."""

    def __init__(self, note: Note) -> None:
        self.note = note
        self.tick = QCheckBox(note.called)
        self.text = EntryField(note.called, several=note.takes_several)
        self.way = QComboBox()
        self.way.addItems([_REPLACE, _ADD])
        self.way.setAccessibleName(f"{note.called}：替换或添加")
        if not note.takes_several:
            self.way.hide()

    @property
    def adds(self) -> bool:
        """Whether names are added to those that are there."""
        return self.note.takes_several and self.way.currentText() == _ADD

    def hint(self, common: str | None) -> None:
        """Show in the empty field what is there, or that it will be cleared."""
        if self.tick.isChecked() and not self.adds:
            words = _CLEARED
        else:
            words = _VARIOUS if common is None else (common or _NOTHING)
        self.text.setPlaceholderText(" ".join(words.split()))


class SeveralDialog(SideWindow):
    """A field for each note, and a tick for those that are to be written.

    Attributes:
        fields: ticks, texts and ways, by note.
        coming: says what will change, before it does.
        line: says why it cannot.
        buttons: 确定 and 取消.
    """

    def __init__(
        self,
        duties: Sequence[Duty],
        list_key: str,
        town: Town,
        memory: WindowMemory,
        parent: QWidget | None = None,
    ) -> None:
        """Write for ``duties`` of the list ``list_key``."""
        title = f"填写 {len(duties)} 项事项的分工"
        super().__init__(title, "several", memory, parent, enlarges=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keys: list[DutyKey] = [(list_key, duty.id) for duty in duties]
        self._town = town
        self._noted: Noted | None = None
        self.fields = {note: _Field(note) for note in Note}
        self.coming = plain_label()
        self.coming.setAccessibleName("将要改动")
        self.line = NoteLine("为什么不能填写")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._lay_out(duties)
        self._wire()
        self._refresh()
        self._open_where_left(34, 22)
        self.fields[Note.LEADER].text.setFocus()

    @override
    def accept(self) -> None:
        """Write, and close if that was done."""
        self._weigh()
        if self._noted is None or not self._noted.edit.changes:
            return
        try:
            self._town.edit(self._noted.edit)
        except NotebookError as error:
            self.line.say(str(error), loud=True)
            return
        super().accept()

    def _lay_out(self, duties: Sequence[Duty]) -> None:
        first = SEPARATOR.join(duty.label for duty in duties[:_NAMED])
        more = f" 等 {len(duties)} 项" if len(duties) > _NAMED else ""
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(self.fields.values()):
            grid.addWidget(field.tick, row, 0)
            grid.addWidget(field.text, row, 1)
            grid.addWidget(field.way, row, 2)
        rows = QVBoxLayout(self)
        rows.addWidget(plain_label(f"{first}{more}。只改打勾的栏目；打了勾又空着，就是清空。"))
        rows.addLayout(grid)
        rows.addStretch()
        rows.addWidget(self.coming)
        rows.addWidget(self.line)
        rows.addWidget(self.buttons)

    def _wire(self) -> None:
        for field in self.fields.values():
            # Only a tick set by hand on an empty field clears it: Esc and Backspace take it off.
            field.text.typed.connect(
                lambda field=field: field.tick.setChecked(bool(field.text.text()))
            )
            field.text.typed.connect(self._weigh)
            field.tick.toggled.connect(self._refresh)
            field.way.currentIndexChanged.connect(self._refresh)
        self._town.changed.connect(self._refresh)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _refresh(self) -> None:
        notes = self._town.notes
        people = list(people_of(notes).labels.values())
        offices = list(offices_of(notes).labels.values())
        for note, field in self.fields.items():
            if note.names_people or note.names_offices:
                field.text.offer(people if note.names_people else offices)
            field.hint(common_text(notes, self._keys, note))
        self._weigh()

    def _weigh(self) -> None:
        """Say what would change by what is typed now, or why it cannot."""
        written = {note: field for note, field in self.fields.items() if field.tick.isChecked()}
        entries = {note: field.text.text() for note, field in written.items()}
        adding = {note for note, field in written.items() if field.adds}
        self._noted, why_not = None, self._town.read_only
        try:
            self._noted = noted(
                self._town.notes, self._keys, entries, f"{len(self._keys)} 项", adding
            )
        except AmbiguousNameError as error:
            why_not = ambiguous(error)
        except TooManyNamesError as error:
            why_not = f"“{Note(error.args[0]).called}”只能写一个。"
        if why_not:
            self.line.say(why_not, loud=True)
        else:
            self.line.hide()
        self.coming.setText(self._words() if entries else "还没有勾选要填写的栏目。")
        changes = self._noted is not None and bool(self._noted.edit.changes)
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(changes and not why_not)

    def _words(self) -> str:
        if self._noted is None:
            return ""
        changing = len(self._noted.edit.duties)
        said = f"将改动 {changing} 项" if changing else "没有要改动的事项"
        if 0 < changing < len(self._keys):
            said += f"，其余 {len(self._keys) - changing} 项已经是这样"
        new = [
            f"{words}：{SEPARATOR.join(names)}"
            for words, names in (
                ("新增科室", self._noted.new_offices),
                ("新增人员", self._noted.new_people),
            )
            if names
        ]
        return "；".join([said, *new]) + "。"
