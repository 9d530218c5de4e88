"""What a town wrote beside its list in columns of its own, taken into the notebook."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from duty_desktop.domain.assignment import (
    Assignment,
    DutyKey,
    Edit,
    TownNotes,
    applied,
    difference,
)
from duty_desktop.domain.noting import Note, TooManyNamesError, noted
from duty_desktop.domain.roster import AmbiguousNameError
from duty_desktop.domain.unseen import plain

_HEADINGS: tuple[tuple[Note, re.Pattern[str]], ...] = (
    (Note.BASIS, re.compile("依据|法律法规")),
    (Note.DEADLINE, re.compile("时限|期限|完成时间")),
    (Note.PHONE, re.compile("电话|联系方式|手机")),
    (Note.HELPERS, re.compile("(协办|协助|配合)(科室|单位|站所|部门)")),
    (Note.OFFICE, re.compile("(责任|主责|主办|牵头|承办|负责)(科室|站所|办公室|单位|机构)")),
    (Note.LEADER, re.compile("(分管|责任|包抓|牵头)领导")),
    (Note.HANDLERS, re.compile("承办人|经办人|责任人|负责人|联系人|具体人员")),
)
"""What a heading says; the first that fits. Anything else is a remark, its heading before it."""

_REMARKS = re.compile("备注|说明|备考")
"""Headings that need not stand before their words."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Words that stood beside a duty."""

    duty: DutyKey
    heading: str
    text: str


def note_of(heading: str) -> Note:
    """What the words under a heading are to the notebook."""
    plain = "".join(heading.split())
    return next((note for note, words in _HEADINGS if words.search(plain)), Note.REMARK)


def taken(notes: TownNotes, words: Iterable[Beside], title: str) -> Edit:
    """The edit that notes the words; what is noted already stays as it is.

    A name that may mean several, and several names where one is wanted, become part of the remark,
    as does whatever has a heading that says nothing of the kind. Words that stand in the remark
    already are not added again.
    """
    named: defaultdict[tuple[Note, str], list[Beside]] = defaultdict(list)
    plain: list[tuple[Note, Beside]] = []
    for each in words:
        beside = Beside(each.duty, each.heading, _cleaned(each.text))
        note = note_of(beside.heading)
        if beside.text and (note.names_people or note.names_offices):
            named[note, beside.text].append(beside)
        elif beside.text:
            plain.append((note, beside))
    after = notes
    for (note, text), group in named.items():
        free = [each for each in group if not getattr(after.assignment(each.duty), note.value)]
        try:
            made = noted(after, [each.duty for each in free], {note: text}, "")
        except (AmbiguousNameError, TooManyNamesError):
            plain += [(Note.REMARK, each) for each in free]
        else:
            after = applied(after, made.edit)
    assignments = dict(after.assignments)
    for note, beside in plain:
        before = assignments.get(beside.duty) or Assignment(*beside.duty)
        assignments[beside.duty] = _with(before, note, beside)
    after = TownNotes(after.offices, after.people, assignments)
    return difference(notes, after, lambda _: title)


def _with(assignment: Assignment, note: Note, beside: Beside) -> Assignment:
    """An assignment with these words, where their place is free."""
    if note is not Note.REMARK:
        if getattr(assignment, note.value):
            return assignment
        text = beside.text if note is Note.BASIS else "；".join(beside.text.splitlines())
        return replace(assignment, **{note.value: text})  # type: ignore[arg-type]  # a text's name
    said = beside.text
    if not _REMARKS.search(beside.heading):
        said = f"{' '.join(beside.heading.split())}：{said}"
    if said in assignment.remark:
        return assignment
    return replace(assignment, remark="\n".join(filter(None, (assignment.remark, said))))


def _cleaned(text: str) -> str:
    """A cell's lines without blank ones and without characters that no note may hold."""
    kept = "".join(each for each in plain(text) if each >= " " or each == "\n")
    kept = "".join(each for each in kept if not "\ud800" <= each <= "\udfff")
    return "\n".join(line.strip() for line in kept.split("\n") if line.strip())
