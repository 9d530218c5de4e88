"""Records as text for the history, and what a record must be to be written at all."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import NamedTuple

from duty_desktop.domain.assignment import Assignment, Attachment, Office, Person, Record
from duty_desktop.domain.unseen import NOT_IN_A_LINE, TURNING
from duty_desktop.errors import NotebookDamagedError, NotebookError

_KINDS: dict[str, type[Office] | type[Person] | type[Assignment]] = {
    "office": Office,
    "person": Person,
    "assignment": Assignment,
}


class _Fit(NamedTuple):
    """What a text may be."""

    longest: int
    """Characters."""
    unseen: frozenset[str] = frozenset()
    """Characters that nobody sees and nobody may write into it."""
    control: str = ""
    """Control characters that it may hold."""


_KEY = _Fit(1000)
"""Also of a file's name and path, which are as the file system has them."""

_LINE = _Fit(1000, NOT_IN_A_LINE)
"""A name, a phone."""

_LINES = _Fit(20_000, TURNING, "\n\t")
"""依据 and 备注."""

_UNFIT = "“{}”里有不能保存的字符，没有保存。请重新输入这一栏。"

_MOST = 500
"""Offices, people or attachments of one duty."""

_MOST_PLACES = 1_000_000


def kind_of(record: Record) -> str:
    """The word for the kind of record."""
    return next(kind for kind, made in _KINDS.items() if isinstance(record, made))


def as_text(record: Record | None) -> str | None:
    """The record as JSON; nothing for none."""
    if record is None:
        return None
    return json.dumps(asdict(record), ensure_ascii=False, separators=(",", ":"))


def from_text(kind: str, text: str | None) -> Record | None:
    """The record that was written as ``text``; raises ``NotebookDamagedError``."""
    if text is None:
        return None
    try:
        made = _KINDS[kind]
        values = json.loads(text)
        if made is Assignment:
            values["helpers"] = tuple(values["helpers"])
            values["handlers"] = tuple(values["handlers"])
            values["attachments"] = tuple(Attachment(**each) for each in values["attachments"])
        record = made(**values)
        check(record)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        raise NotebookDamagedError("记事本里的改动记录读不出来。", repr(error)) from error
    return record


def check(record: Record) -> None:
    """Raise ``NotebookError`` unless the record can be kept as it is.

    Raises ``TypeError`` where a field holds another kind of value than it should.
    """
    for called, text, fit in _texts(record):
        if not isinstance(text, str):
            raise TypeError(f"{called}: {type(text).__name__}")
        if len(text) > fit.longest:
            raise NotebookError(f"“{called}”太长，最多 {fit.longest} 字，没有保存。")
        if any(_is_unfit(char) and char not in fit.control for char in text):
            raise NotebookError(_UNFIT.format(called))
    if isinstance(record, Assignment):
        _check_task(record)
        return
    if isinstance(record, Office) and not 0 <= int(record.order) < _MOST_PLACES:
        raise NotebookError("科室太多，没有保存。")
    if not record.key:
        # Whoever has no office has one of this key.
        raise NotebookError("编号不能空着，没有保存。")
    if not record.name.strip():
        called = "科室名称" if isinstance(record, Office) else "姓名"
        raise NotebookError(f"{called}不能空着，没有保存。")


def _check_task(record: Assignment) -> None:
    if max(len(record.helpers), len(record.handlers), len(record.attachments)) > _MOST:
        raise NotebookError(f"一个事项的科室、人员或附件最多各 {_MOST} 个，没有保存。")
    if len({*record.offices}) < len(record.offices):
        raise NotebookError("同一个科室在一个事项里只能写一次，没有保存。")


def check_new(record: Record, stands: Callable[[str], bool]) -> None:
    """Raise ``NotebookError`` where something is written down anew that nobody sees.

    ``stands`` tells whether a text stands in the notebook already: what an earlier program wrote
    can be carried over, and whoever it is about be given a phone.
    """
    for called, text, fit in _texts(record):
        if not fit.unseen.isdisjoint(str(text)) and not stands(str(text)):
            raise NotebookError(_UNFIT.format(called))


def holds(record: Record, text: str) -> bool:
    """Whether one of the record's texts is this."""
    return any(each == text for _, each, _ in _texts(record))


def _texts(record: Record) -> Iterator[tuple[str, object, _Fit]]:
    """Each text of a record: what the field is called, the text, and what it may be."""
    match record:
        case Office():
            yield "编号", record.key, _KEY
            yield "科室名称", record.name, _LINE
        case Person():
            yield "编号", record.key, _KEY
            yield "姓名", record.name, _LINE
            yield "科室", record.office or "", _KEY
            yield "职务", record.post, _LINE
            yield "电话", record.phone, _LINE
        case Assignment():
            yield "清单", record.list_key, _KEY
            yield "事项", record.duty_id, _KEY
            yield "分管领导", record.leader or "", _KEY
            yield from (("责任科室", key, _KEY) for key in record.offices)
            yield from (("承办人", key, _KEY) for key in record.handlers)
            yield "电话", record.phone, _LINE
            yield "完成时限", record.deadline, _LINE
            yield "依据", record.basis, _LINES
            yield "备注", record.remark, _LINES
            for each in record.attachments:
                yield "附件", each.name, _KEY
                yield "附件", each.path, _KEY


def _is_unfit(char: str) -> bool:
    """Whether it is half of a character (a lone surrogate) or a control character."""
    return "\ud800" <= char <= "\udfff" or char < " "
