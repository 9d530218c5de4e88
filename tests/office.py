"""An office of twelve people and a whole list's assignments, for tests of replacing."""

from duty_desktop.domain.assignment import Assignment, Office, Person, TownNotes, applied, edited
from duty_desktop.domain.duty import DutyList

_NAMES = "赵钱孙李周吴郑王冯陈褚卫"


def office_of_twelve(duty_list: DutyList) -> TownNotes:
    """Four offices, twelve people, and an assignment for each duty; some have their own phone."""
    offices = [
        Office(f"o{place}", name, place)
        for place, name in enumerate(
            ("党政综合办", "民生服务办", "平安法治办", "综合行政执法队"), 1
        )
    ]
    people = [
        Person(f"p{place}", f"{name}一", f"o{place % 4 + 1}", "", f"0994-22000{place:02}")
        for place, name in enumerate(_NAMES)
    ]
    assignments = [
        Assignment(
            duty_list.source_sha256,
            duty.id,
            leader=f"p{place % 3}",
            office=f"o{place % 4 + 1}",
            helpers=(f"o{(place + 1) % 4 + 1}",) if place % 5 == 0 else (),
            handlers=tuple(
                dict.fromkeys((f"p{3 + place % 9}", *((f"p{place % 12}",) * (place % 7 == 0))))
            ),
            phone=f"0994-22000{3 + place % 9:02}" if place % 6 == 0 else "",
            remark="只在记事本里" if place % 2 else "",
        )
        for place, duty in enumerate(duty_list.duties)
    ]
    return applied(TownNotes(), edited(TownNotes(), "填写", [*offices, *people, *assignments]))
