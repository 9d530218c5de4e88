"""Edits of offices and people: done, told about with the sheets to print again, and undone."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from duty_desktop.domain.assignment import Edit, TownNotes, difference
from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.domain.reprinting import SheetChange, changed_sheets, elsewhere, here
from duty_desktop.errors import NotebookError
from duty_desktop.models.town import Town
from duty_desktop.views.note_line import NoteLine, Way

PrintDuties: TypeAlias = Callable[[Sequence[Duty]], None]
"""Opens the print dialog on duty sheets of these."""


class EditLine(QObject):
    """Does edits and says what they did.

    Attributes:
        line: where it is said.
        sheets: the sheets that say something else since the last edit.

    Signals:
        sheets_wanted(sheets): the user wants to see which sheets.
        refused: something was not done; the line says why.
    """

    sheets_wanted = Signal(object)
    refused = Signal()

    def __init__(
        self, town: Town, duty_list: DutyList, print_duties: PrintDuties, parent: QObject
    ) -> None:
        """Edit ``town``; the sheets of ``duty_list`` can be printed from here."""
        super().__init__(parent)
        self._town = town
        self._duty_list = duty_list
        self._print = print_duties
        self._begun: TownNotes = town.notes
        self.line = NoteLine("改动说明")
        self.sheets: tuple[SheetChange, ...] = ()

    def begin(self) -> None:
        """Count the sheets of several edits from here, with nothing said yet."""
        self._begun = self._town.notes
        self.sheets = ()
        self.line.hide()
        if self._town.read_only:
            self.refuse(self._town.read_only)

    def refuse(self, sentence: str) -> None:
        """Say why something was not done."""
        self.line.say(sentence, loud=True)
        self.refused.emit()

    def do(self, edit: Edit, done: str) -> bool:
        """Do an edit and say so in the words ``done``, without a full stop; whether it was done."""
        if not edit.changes:
            return True
        sheets = changed_sheets(self._town.notes, edit)
        try:
            self._town.edit(edit)
            number = self._town.last
        except NotebookError as error:
            self.refuse(str(error))
            return False
        self.sheets = sheets
        self.line.say(
            f"{done}{self._to_print()}。", [*self._ways(), ("撤销", lambda: self._undo(number))]
        )
        return True

    def undo(self) -> None:
        """Undo the last edit, whatever it was."""
        self._turn(self._town.undo, "已撤销")

    def redo(self) -> None:
        """Do again what was undone last."""
        self._turn(self._town.redo, "已重做")

    def _undo(self, number: int | None) -> None:
        """Undo the edit that is spoken of, unless there was another since."""
        self._turn(lambda: self._town.undo_only(number), "已撤销")

    def _turn(self, turn: Callable[[], object], done: str) -> None:
        before = self._town.notes
        try:
            past = turn()
        except NotebookError as error:
            self.refuse(str(error))
            return
        if past is None:
            self.line.say("没有可以撤销或重做的改动。")
            return
        back = difference(before, self._town.notes, str)
        self.sheets = changed_sheets(before, back)
        title = getattr(past, "title", "")
        self.line.say(f"{done}：{title}{self._to_print()}。", self._ways())

    def _to_print(self) -> str:
        if not self.sheets:
            return ""
        others = len(elsewhere(self.sheets, self._duty_list))
        beside = f"（其中 {others} 份属于其他清单）" if others else ""
        return f"；需要重新打印 {len(self.sheets)} 份事项单{beside}"

    def _ways(self) -> list[Way]:
        ways: list[Way] = []
        sheets = self.sheets
        if sheets:
            ways.append(("查看清单", lambda: self.sheets_wanted.emit(sheets)))
        duties = [duty for duty, _ in here(sheets, self._duty_list)]
        if duties:
            ways.append(("打印…", lambda: self._print(duties)))
        since = difference(self._begun, self._town.notes, str)
        every = changed_sheets(self._begun, since)
        if len({each.duty for each in every} | {each.duty for each in sheets}) > len(sheets):
            words = f"全部改动（{len(every)} 份）"
            ways.append((words, lambda: self.sheets_wanted.emit(every)))
        return ways
