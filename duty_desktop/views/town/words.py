"""Assignments in words, for the window."""

from duty_desktop.domain.assigning import handling
from duty_desktop.domain.assignment import Assignment, TownNotes
from duty_desktop.domain.noting import Noted
from duty_desktop.domain.roster import SEPARATOR, AmbiguousNameError

_BETWEEN = "　"

_LONGEST = 30
"""Characters of a remark that the line shows; the rest stands in its field."""


def summary(notes: TownNotes, assignment: Assignment) -> str:
    """What is noted of a duty, in one line: 分管 王五　主责 党政综合办　承办 张三（0994-…）."""
    said = handling(notes, assignment)
    handlers = SEPARATOR.join(said.handlers)
    if said.phone:
        handlers = f"{handlers}（{said.phone}）" if handlers else f"电话 {said.phone}"
    parts = (
        ("分管", said.leader),
        ("主责", said.office),
        ("协办", SEPARATOR.join(said.helpers)),
        ("承办", handlers),
        ("时限", said.deadline),
        ("依据", _shortened(assignment.basis)),
        ("备注", _shortened(assignment.remark)),
        ("附件", f"{len(assignment.attachments)} 个" if assignment.attachments else ""),
    )
    return _BETWEEN.join(f"{title} {words}" for title, words in parts if words)


def _shortened(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def ambiguous(error: AmbiguousNameError) -> str:
    """What to do about a name that several have."""
    several = "、".join(error.labels)
    return f"叫“{error.name}”的不止一位：{several}。请写全或点右边的箭头选择，现在还没有保存。"


def newly_named(noted: Noted) -> str:
    """Who is in the notebook since this edit; empty where nobody is new."""
    parts = (("科室", noted.new_offices), ("人员", noted.new_people))
    said = [f"新增{kind}：{SEPARATOR.join(names)}" for kind, names in parts if names]
    return f"已{'，'.join(said)}。" if said else ""
