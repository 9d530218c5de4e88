"""Records as text for the history, and what a record must be to be written at all."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from duty_desktop.domain.assignment import Assignment, Attachment, Office, Person, Record
from duty_desktop.errors import NotebookDamagedError, NotebookError

_KINDS: dict[str, type[Office] | type[Person] | type[Assignment]] = {
    "office": Office,
    "person": Person,
    "assignment": Assignment,
}

_SHORT, _LONG = 1000, 20_000
"""Characters: of a name, a phone, a path; of 依据 and 备注, which may have several lines."""

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
    for called, text, longest in _texts(record):
        if not isinstance(text, str):
            raise TypeError(f"{called}: {type(text).__name__}")
        if len(text) > longest:
            raise NotebookError(f"“{called}”太长，最多 {longest} 字，没有保存。")
        allowed = "\n\t" if longest == _LONG else ""
        if any(_is_unfit(char) and char not in allowed for char in text):
            raise NotebookError(f"“{called}”里有不能保存的字符，没有保存。请重新输入这一栏。")
    if isinstance(record, Assignment):
        if max(len(record.helpers), len(record.handlers), len(record.attachments)) > _MOST:
            raise NotebookError(f"一个事项的科室、人员或附件最多各 {_MOST} 个，没有保存。")
        if len({*record.offices}) < len(record.offices):
            raise NotebookError("同一个科室在一个事项里只能写一次，没有保存。")
        return
    if isinstance(record, Office) and not 0 <= int(record.order) < _MOST_PLACES:
        raise NotebookError("科室太多，没有保存。")
    if not record.name.strip():
        called = "科室名称" if isinstance(record, Office) else "姓名"
        raise NotebookError(f"{called}不能空着，没有保存。")


def _texts(record: Record) -> Iterator[tuple[str, object, int]]:
    """Each text of a record: what the field is called, the text, and how long it may be."""
    match record:
        case Office():
            yield "编号", record.key, _SHORT
            yield "科室名称", record.name, _SHORT
        case Person():
            yield "编号", record.key, _SHORT
            yield "姓名", record.name, _SHORT
            yield "科室", record.office or "", _SHORT
            yield "职务", record.post, _SHORT
            yield "电话", record.phone, _SHORT
        case Assignment():
            yield "清单", record.list_key, _SHORT
            yield "事项", record.duty_id, _SHORT
            yield "分管领导", record.leader or "", _SHORT
            yield from (("责任科室", key, _SHORT) for key in record.offices)
            yield from (("承办人", key, _SHORT) for key in record.handlers)
            yield "电话", record.phone, _SHORT
            yield "完成时限", record.deadline, _SHORT
            yield "依据", record.basis, _LONG
            yield "备注", record.remark, _LONG
            for each in record.attachments:
                yield "附件", each.name, _SHORT
                yield "附件", each.path, _SHORT


def _is_unfit(char: str) -> bool:
    """Whether it is half of a character (a lone surrogate) or a control character."""
    return "\ud800" <= char <= "\udfff" or char < " "
