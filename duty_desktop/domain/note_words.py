"""What the town noted of a duty, told to people."""

from collections.abc import Iterable, Iterator

from duty_desktop.domain.assigning import handling
from duty_desktop.domain.assignment import Assignment, TownNotes


def note_parts(notes: TownNotes, assignment: Assignment) -> tuple[tuple[str, str], ...]:
    """Everything that is noted, each with its heading; none where nothing is."""
    return tuple((heading, text) for heading, text in _parts(notes, assignment) if text)


def note_line(notes: TownNotes, assignment: Assignment) -> str:
    """Everything that is noted, in one line: 主责 民生服务办；承办 张三."""
    parts = (f"{heading} {text}" for heading, text in note_parts(notes, assignment))
    return "；".join(" ".join(part.split()) for part in parts)


def _parts(notes: TownNotes, assignment: Assignment) -> Iterator[tuple[str, str]]:
    named = handling(notes, assignment)
    yield "分管", named.leader
    yield "主责", named.office
    yield "协办", _several(named.helpers)
    yield "承办", _several(named.handlers)
    yield "电话", assignment.phone
    yield "时限", assignment.deadline
    yield "依据", assignment.basis
    yield "备注", assignment.remark
    yield "附件", _several(each.name for each in assignment.attachments)
    yield "收藏", "是" if assignment.favourite else ""


def _several(names: Iterable[str]) -> str:
    return "、".join(names)
