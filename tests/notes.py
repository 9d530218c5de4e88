"""A small town's notes, and edits of any kind, for tests of the notebook."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from duty_desktop.domain.assignment import (
    Assignment,
    Attachment,
    Edit,
    Office,
    Person,
    Record,
    TownNotes,
    applied,
    edited,
)
from duty_desktop.domain.unseen import NOT_IN_A_LINE

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LIST = "a" * 64

PARTY = Office("o1", "党政综合办", 1)
CIVIL = Office("o2", "民生服务办", 2)
LAW = Office("o3", "综合行政执法队", 3)
ZHANG = Person("p1", "张三", "o1", "主任", "0994-1111111")
LI = Person("p2", "李四", "o2", "", "0994-2222222")
WANG = Person("p3", "王五", None, "副镇长")

FIRST = Assignment(
    LIST,
    "basic-1",
    leader="p3",
    office="o1",
    helpers=("o2", "o3"),
    handlers=("p1", "p2"),
    deadline="每季度末",
    basis="《条例》第三条",
    remark="两行\n备注 % _ ' \" 😀",
    favourite=True,
    attachments=(Attachment("方案.docx", "D:\\文件\\方案.docx"),),
)
SECOND = Assignment(LIST, "cooperative-21", office="o2", handlers=("p1",), phone="0994-1111111")

RECORDS: tuple[Record, ...] = (PARTY, CIVIL, LAW, ZHANG, LI, WANG, FIRST, SECOND)


def town_notes() -> TownNotes:
    """Three offices, three people, two duties."""
    return applied(TownNotes(), filled())


def filled(now: TownNotes | None = None) -> Edit:
    """The edit that writes them."""
    return edited(now or TownNotes(), "填写", RECORDS)


def later(minutes: int) -> datetime:
    """Some time after ``NOW``."""
    return NOW + timedelta(minutes=minutes)


_TEXTS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters=sorted(NOT_IN_A_LINE)
    ),
    max_size=12,
)
_OFFICES, _PEOPLE = (st.sampled_from([f"{letter}{n}" for n in range(4)]) for letter in "op")

offices = st.builds(Office, _OFFICES, _TEXTS.map("办".__add__), st.integers(0, 99))
people = st.builds(
    Person, _PEOPLE, _TEXTS.map("人".__add__), st.none() | _OFFICES, post=_TEXTS, phone=_TEXTS
)


@st.composite
def assignments(draw: st.DrawFn) -> Assignment:
    """What may be noted about one of a few duties."""
    some = draw(st.lists(_OFFICES, unique=True, max_size=4))
    led = draw(st.booleans()) and bool(some)
    return Assignment(
        LIST,
        draw(st.sampled_from(["basic-1", "basic-2", "cooperative-1"])),
        leader=draw(st.none() | _PEOPLE),
        office=some[0] if led else None,
        helpers=tuple(some[1:] if led else some),
        handlers=tuple(draw(st.lists(_PEOPLE, unique=True, max_size=3))),
        phone=draw(_TEXTS),
        remark=draw(_TEXTS),
        favourite=draw(st.booleans()),
        attachments=tuple(draw(st.lists(st.builds(Attachment, _TEXTS, _TEXTS), max_size=2))),
    )


records = st.one_of(offices, people, assignments())


def sound_edit(notes: TownNotes, wanted: list[Record], gone: list[Record]) -> Edit:
    """The edit towards ``wanted`` and without ``gone`` in which nobody is named who is not there.

    The last of several records of one key counts; what names somebody absent is left out.
    """
    by_key = {(type(each), each.key): each for each in wanted}
    removed = {(type(each), each.key): each for each in gone if notes.like(each)}
    removed = {key: each for key, each in removed.items() if key not in by_key}
    while True:
        edit = edited(notes, "编辑", by_key.values(), removed.values())
        after = applied(notes, edit)
        astray = next((each for each in after.records if not _stands(after, each)), None)
        if astray is None:
            return edit
        key = (type(astray), astray.key)
        if key in by_key:
            del by_key[key]
        elif notes.like(astray):
            removed[key] = astray


def _stands(notes: TownNotes, record: Record) -> bool:
    match record:
        case Office():
            return True
        case Person():
            return record.office is None or record.office in notes.offices
        case Assignment():
            return {*record.offices} <= {*notes.offices} and {*record.people} <= {*notes.people}
