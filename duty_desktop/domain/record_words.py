"""What stands in a record of the notebook, and what an edit made of it, in words for people."""

from collections.abc import Iterator, Mapping

from duty_desktop.domain.assignment import (
    Assignment,
    Attachment,
    Change,
    Edit,
    Key,
    Office,
    Person,
    Record,
    TownNotes,
)
from duty_desktop.domain.duty import ListKind

CALLED: Mapping[type[Record], Mapping[str, str]] = {
    Office: {"name": "名称"},
    Person: {"name": "姓名", "office": "科室", "post": "职务", "phone": "电话"},
    Assignment: {
        "leader": "分管领导",
        "office": "主责科室",
        "helpers": "协办科室",
        "handlers": "承办人",
        "phone": "电话",
        "deadline": "完成时限",
        "basis": "依据",
        "remark": "备注",
        "attachments": "附件",
    },
}
"""The fields that somebody has written, with what they are called."""

_NOTHING = "（空）"
_GONE = "（已删除）"
"""Instead of the name of an office or a person whom the notebook does not know any more."""

_KINDS: Mapping[type[Record], str] = {Office: "科室", Person: "人员"}


def about(record: Record) -> str:
    """What people call the record: its name, or its duty's number."""
    if isinstance(record, Assignment):
        kind, _, serial = record.duty_id.partition("-")
        known = kind in {each.value for each in ListKind}
        return f"{ListKind(kind).short_name} {serial}" if known else record.duty_id
    return record.name


def said(
    field: str,
    value: Key | tuple[Key | Attachment, ...] | None,
    offices: Mapping[Key, str],
    people: Mapping[Key, str],
    unknown: str | None = None,
) -> str:
    """A field's value for people, offices and people by the names given.

    A key without a name is shown as it is, or as ``unknown``.
    """
    values = value if isinstance(value, tuple) else (value or "",)
    names = {"office": offices, "helpers": offices, "leader": people, "handlers": people}.get(field)
    return "、".join(_name(each, names, unknown) for each in values)


def _name(value: Key | Attachment, names: Mapping[Key, str] | None, unknown: str | None) -> str:
    if isinstance(value, Attachment):
        return value.name
    if names is None or not value:
        return value
    return names.get(value, value if unknown is None else unknown)


def edit_lines(edit: Edit, notes: TownNotes, list_key: str) -> Iterator[str]:
    """What an edit changed, a line for each field: 基本 1　承办人：张三 → 李四.

    Offices and people have the names that ``notes`` know them by, or else the edit itself. Duties
    of another list than the one of ``list_key`` are told apart.
    """
    both = [each for change in edit.changes for each in (change.before, change.after)]
    offices = {each.key: each.name for each in both if isinstance(each, Office)}
    people = {each.key: each.name for each in both if isinstance(each, Person)}
    offices |= {key: each.name for key, each in notes.offices.items()}
    people |= {key: each.name for key, each in notes.people.items()}
    for change in edit.changes:
        yield from _change_lines(change, offices, people, list_key)


def _change_lines(
    change: Change, offices: Mapping[Key, str], people: Mapping[Key, str], list_key: str
) -> Iterator[str]:
    record = change.record
    kind = _KINDS.get(type(record))
    if kind and change.before is None:
        yield f"新增{kind}：{about(record)}"
        return
    if kind and change.after is None:
        yield f"删除{kind}：{about(record)}"
        return
    whose = about(change.before or record)
    if isinstance(record, Assignment) and record.list_key != list_key:
        whose = f"另一份清单的 {whose}"
    for field, called in CALLED[type(record)].items():
        values = [getattr(each, field) if each else None for each in (change.before, change.after)]
        if (values[0] or None) != (values[1] or None):
            words = [said(field, each, offices, people, _GONE) or _NOTHING for each in values]
            yield f"{whose}　{called}：{' → '.join(words)}"
    if isinstance(record, Assignment):
        starred = [isinstance(e, Assignment) and e.favourite for e in (change.before, change.after)]
        if starred[0] != starred[1]:
            yield f"{whose}　{'取消收藏' if starred[0] else '收藏'}"
