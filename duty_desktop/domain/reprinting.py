"""Which duty sheets say something else after the town's notes were edited, and in which words."""

from collections.abc import Iterator
from dataclasses import dataclass

from duty_desktop.domain.assigning import Handling, handling, naming, to_reprint
from duty_desktop.domain.assignment import DutyKey, Edit, TownNotes, applied
from duty_desktop.domain.duty import Duty, DutyList, ListKind
from duty_desktop.domain.handling_words import one_line
from duty_desktop.domain.roster import SEPARATOR

_NOTHING = "（空）"


@dataclass(frozen=True, slots=True)
class SheetChange:
    """A duty's sheet before and after."""

    duty: DutyKey
    before: Handling
    after: Handling

    @property
    def words(self) -> str:
        """What changes on it: 承办人：张三 → 李四；电话：1 → 2."""
        pairs = zip(_fields(self.before), _fields(self.after), strict=True)
        return "；".join(
            f"{called}：{old or _NOTHING} → {new or _NOTHING}"
            for (called, old), (_, new) in pairs
            if old != new
        )


def changed_sheets(notes: TownNotes, edit: Edit) -> tuple[SheetChange, ...]:
    """The sheets that say something else after the edit than they do by ``notes``."""
    after = applied(notes, edit)
    was, now = naming(notes), naming(after)
    return tuple(
        SheetChange(
            key,
            handling(notes, notes.assignment(key), was),
            handling(after, after.assignment(key), now),
        )
        for key in to_reprint(notes, edit)
    )


def here(sheets: tuple[SheetChange, ...], duty_list: DutyList) -> list[tuple[Duty, SheetChange]]:
    """Those of one list's duties, in the list's order."""
    of_duty = {sheet.duty[1]: sheet for sheet in sheets if sheet.duty[0] == duty_list.source_sha256}
    return [(duty, of_duty[duty.id]) for duty in duty_list.duties if duty.id in of_duty]


def elsewhere(sheets: tuple[SheetChange, ...], duty_list: DutyList) -> list[SheetChange]:
    """Those that are not of this list's duties."""
    return [
        sheet
        for sheet in sheets
        if sheet.duty[0] != duty_list.source_sha256 or sheet.duty[1] not in duty_list
    ]


def label_of(duty_id: str) -> str:
    """A duty's number as people say it, 配合 21, where only its id is known."""
    prefix, _, serial = duty_id.rpartition("-")
    known = [kind for kind in ListKind if kind.value == prefix]
    return f"{known[0].short_name} {serial}" if known else duty_id


def _fields(of: Handling) -> Iterator[tuple[str, str]]:
    yield "分管领导", of.leader
    yield "责任科室", of.office
    yield "协办科室", SEPARATOR.join(of.helpers)
    yield "承办人", SEPARATOR.join(of.handlers)
    yield "电话", of.phone
    yield "完成时限", of.deadline
    yield "依据", one_line(of.basis)
    yield "备注", one_line(of.remark)
    yield "附件", SEPARATOR.join(map(one_line, of.attachments))
