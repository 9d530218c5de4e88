"""What is written, pasted, replaced or deleted in the tables of offices and people."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from duty_desktop.domain import staff
from duty_desktop.domain.assigning import replace_office, replace_person
from duty_desktop.domain.assignment import Edit, Key, Office, Person, TownNotes, applied, new_key
from duty_desktop.domain.roster import SEPARATOR, AmbiguousNameError, people_of
from duty_desktop.domain.staff_list import (
    MOST_ROWS,
    Pasted,
    TooManyRowsError,
    lists_people,
    pasted_offices,
    pasted_people,
)
from duty_desktop.models.town import Town
from duty_desktop.views.people.edit_line import EditLine
from duty_desktop.views.people.words import ambiguous

_TOLD = 5
"""Lines without a name whose numbers are told."""


class StaffWriting:
    """Turns what is done in the tables into edits, or into the sentence why not."""

    def __init__(self, town: Town, edits: EditLine) -> None:
        """Edit ``town`` through ``edits``."""
        self._town = town
        self._edits = edits

    def office_cell(self, key: Key | None, _field: str, text: str) -> bool:
        """Write an office's name, of one that is new without ``key``; whether that was done."""
        name, notes = staff.clean(text), self._notes
        if not name:
            return key is None or self._refuse("科室名称不能空着；要去掉科室，请按“删除”。")
        try:
            edit = (
                staff.office_added(notes, name)
                if key is None
                else staff.office_renamed(notes, key, name)
            )
        except staff.NameTakenError:
            return self._refuse(f"已经有科室“{name}”。要把两个科室合成一个，请用“替换为…”。")
        return self._do(edit)

    def person_cell(self, key: Key | None, field: str, text: str) -> bool:
        """Write one thing about somebody, who is new without ``key``; whether that was done."""
        notes = self._notes
        said = staff.clean_name(text) if field == "name" else staff.clean(text)
        if field == "name" and not said:
            return key is None or self._refuse("姓名不能空着；要去掉人员，请按“删除”。")
        try:
            edit = (
                staff.person_added(notes, said)
                if key is None
                else staff.person_changed(notes, key, field, said)
            )
        except AmbiguousNameError as error:
            return self._refuse(ambiguous(error))
        others = [each for each in notes.people.values() if each.name == said and each.key != key]
        if field == "name" and others:
            return self._do(edit, f"；另有同名的 {said}，请填写科室、职务或电话加以区分")
        return self._do(edit)

    def remove(self, gone: Sequence[Office | Person]) -> None:
        """Delete offices or people."""
        edit = staff.removed(self._notes, gone)
        losing = len(edit.duties)
        self._do(edit, f"，涉及 {losing} 项事项" if losing else "，没有事项受影响")

    def replace(self, old: Office | Person, new: Office | Person) -> None:
        """Put one in the place of another of its kind everywhere."""
        if isinstance(old, Office) and isinstance(new, Office):
            self._do(replace_office(self._notes, old, new).edit)
        elif isinstance(old, Person) and isinstance(new, Person):
            edit = replace_person(self._notes, old, new).edit
            if old.name == new.name:
                labels = people_of(applied(self._notes, edit)).labels
                edit = replace(edit, title=f"把 {labels[old.key]} 换成 {labels[new.key]}")
            self._do(edit)

    def replace_by_name(self, old: Office | Person, text: str) -> None:
        """Put somebody new in the place of another; a new person is of the same office."""
        if isinstance(old, Person):
            name = staff.clean_name(text)
            if name:
                self.replace(old, Person(new_key(), name, old.office))
            return
        name = staff.clean(text)
        if any(each.name == name for each in self._notes.offices.values()):
            self._refuse(f"已经有科室“{name}”，请在“替换为…”里直接选它。")
        elif name:
            self.replace(old, Office(new_key(), name, staff.next_place(self._notes)))

    def move(self, key: Key, steps: int) -> None:
        """Move an office up or down."""
        self._do(staff.office_moved(self._notes, key, steps))

    def paste_people(self, text: str) -> None:
        """Add the people of copied lines."""
        self._paste(pasted_people, text, "人")

    def paste_offices(self, text: str) -> None:
        """Add the offices of copied lines, or the people where the lines are headed as theirs."""
        if lists_people(text):
            self.paste_people(text)
        else:
            self._paste(pasted_offices, text, "个科室")

    @property
    def _notes(self) -> TownNotes:
        return self._town.notes

    def _do(self, edit: Edit, beside: str = "") -> bool:
        return self._edits.do(edit, f"已{edit.title}{beside}")

    def _refuse(self, sentence: str) -> bool:
        self._edits.refuse(sentence)
        return False

    def _paste(self, paste: Callable[[TownNotes, str], Pasted], text: str, counted: str) -> None:
        try:
            pasted = paste(self._notes, text)
        except TooManyRowsError:
            self._refuse(f"一次最多粘贴 {MOST_ROWS} 行，没有粘贴。请分几次。")
            return
        except AmbiguousNameError as error:
            self._refuse(ambiguous(error))
            return
        came = "，".join(_came_of(pasted, counted))
        if pasted.edit.changes:
            self._edits.do(pasted.edit, f"已粘贴：{came}")
        elif came:
            self._refuse(f"没有改动：{came}。")
        else:
            self._refuse("没有可以粘贴的内容。请先在 Excel 里复制“姓名、科室、职务、电话”几列。")


def _came_of(pasted: Pasted, counted: str) -> list[str]:
    """What became of the lines, in words."""
    numbers = (("新增", pasted.added), ("更新", pasted.updated), ("原来就有", pasted.same))
    said = [f"{words} {number} {counted}" for words, number in numbers if number]
    if pasted.offices:
        said.append(f"新增 {pasted.offices} 个科室")
    if pasted.nameless:
        lines = SEPARATOR.join(map(str, pasted.nameless[:_TOLD]))
        more = "等" if len(pasted.nameless) > _TOLD else ""
        said.append(f"第 {lines} {more}行没有姓名，没有粘贴")
    return said
