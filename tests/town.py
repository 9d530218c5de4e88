"""A whole town's notes: twelve people in four offices, every duty of a list assigned or nearly."""

from dataclasses import replace

from duty_desktop.domain.assignment import (
    Assignment,
    Attachment,
    Office,
    Person,
    Record,
    TownNotes,
    applied,
    edited,
)
from duty_desktop.domain.duty import DutyList

OFFICES = (
    "党政综合办公室",
    "党建工作办公室",
    "经济发展办公室",
    "民生服务办公室",
    "平安法治办公室",
    "综合行政执法队",
    "农业农村发展中心",
    "文化和旅游服务中心",
    "退役军人服务站",
    "财政所",
    "便民服务中心",
    "应急消防救援站",
)
"""In the town's order."""

_PEOPLE = (
    ("马建国", 0, "党委书记"),
    ("古丽娜尔·阿不都热西提", 0, "镇长"),
    ("王志强", 4, "副镇长、派出所所长"),
    ("张伟", 0, "主任"),
    ("张伟", 5, "队长"),
    ("李秀英", 3, "主任"),
    ("刘洋", 1, "组织委员"),
    ("陈静", 6, "主任"),
    ("杨堃", 2, "干事"),
    ("赵敏", 7, ""),
    ("周珺", 9, "所长"),
    ("吴磊", 10, "干事"),
)
"""Name, office, post."""


def whole_town(duty_list: DutyList, every: int = 0) -> TownNotes:
    """Twelve people and twelve offices with all duties; without each ``every``-th one, if asked."""
    offices = [Office(f"o{at}", name, at) for at, name in enumerate(OFFICES)]
    people = [
        Person(f"p{at}", name, f"o{office}", post, f"0994-22{at:05}")
        for at, (name, office, post) in enumerate(_PEOPLE)
    ]
    key = duty_list.source_sha256
    assigned = [
        _assigned(at, key, duty.id)
        for at, duty in enumerate(duty_list.duties)
        if not every or at % every
    ]
    records: list[Record] = [*offices, *people, *assigned]
    return applied(TownNotes(), edited(TownNotes(), "", records))


def _assigned(at: int, key: str, duty_id: str) -> Assignment:
    """Who has the duty at this place: in turns, the first office most."""
    office, others = at % 5 if at % 2 else 0, ((at + 3) % 12, (at + 7) % 12)
    assignment = Assignment(
        key,
        duty_id,
        leader=f"p{at % 3}",
        office=f"o{office}",
        helpers=tuple(f"o{other}" for other in others[: at % 3] if other != office),
        handlers=tuple(dict.fromkeys((f"p{at % 12}", f"p{(at * 5 + 3) % 12}")))[: 1 + at % 2],
        deadline=("", "每季度末", "2026-06-30", "常年")[at % 4],
    )
    if at % 9 == 4:
        return replace(
            assignment,
            basis="《新疆维吾尔自治区乡镇人民政府工作条例》第十二条",
            remark="每月5日前报送上月台账；\n与州、市两级系统同步填报。",
            attachments=(Attachment("2026年工作方案.docx", "D:\\方案\\2026年工作方案.docx"),),
        )
    return assignment
