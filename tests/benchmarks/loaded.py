"""What a start finds in the user's folder: the lists of a county, one list as long, a notebook."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from duty_desktop.domain.assignment import Assignment, Edit, Office, Person, TownNotes, edited
from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.ingest.pronouncing import read_aloud
from duty_desktop.store.library import FOLDER, Library
from duty_desktop.store.notebook_recovery import begin_anew
from duty_desktop.store.writer import database_bytes
from tests.support import SOURCE

TOWN = "三工镇"

TOWNS = [f"{first}{second}镇" for first in "东西南北中" for second in "山河湖海"]

OFFICES = ("党政综合办公室", "经济发展办公室", "民生服务办公室", "平安法治办公室", "综合行政执法队")

PEOPLE = (
    *("张三", "李四", "买买提·艾力", "古丽娜尔·吐尔逊", "王建国", "赵敏"),
    *("陈志强", "曾小单", "马晓燕", "周立新", "杨帆", "李四"),
)

NOTED = 242
"""Duties that somebody is named for."""


def town_list(name: str) -> DutyList:
    """The list that ships, as that of another town."""
    return read_duty_list(SOURCE.read_text(encoding="utf-8").replace(TOWN, name).encode())


def town_lists(towns: int) -> list[DutyList]:
    """The list that ships as that of so many towns, 20 at most."""
    return [town_list(name) for name in TOWNS[:towns]]


def long_list(towns: int) -> DutyList:
    """The lists of so many towns as one: the same duties again and again, the numbers going on."""
    one = town_list(TOWN)
    ends = {one.of_kind(kind)[-1].id: one.of_kind(kind) for kind in one.headings}
    text = []
    for line in one.lines:
        if line.duty_id is None:
            text.append(line.text)
        else:
            text.append("\t".join(one.duty(line.duty_id).cells))
        if line.duty_id in ends:
            text += _again(ends[line.duty_id], towns)
    return read_duty_list("\n".join(text).encode())


def _again(duties: Sequence[Duty], towns: int) -> Iterator[str]:
    for town in range(1, towns):
        for duty in duties:
            _, *cells = duty.cells
            yield "\t".join((str(duty.serial + duties[-1].serial * town), *cells))


def keep(user_data: Path, lists: list[DutyList]) -> None:
    """Put lists into the user's library, and make the first the current one."""
    library = Library(user_data / FOLDER)
    made = [(each, database_bytes(each, read_aloud(each))) for each in lists]
    library.set_current(library.add(made)[0])


def everything_noted(notes: TownNotes, duty_list: DutyList) -> Edit:
    """Who does the first 242 duties: 12 people in 5 offices."""
    offices = [Office(f"o{n}", name, n) for n, name in enumerate(OFFICES)]
    people = [
        Person(f"p{n}", name, f"o{n % len(OFFICES)}", phone=f"0994-23456{n:02}")
        for n, name in enumerate(PEOPLE)
    ]
    assignments = [
        Assignment(
            duty_list.source_sha256,
            duty.id,
            leader=f"p{n % 4}",
            office=f"o{n % len(OFFICES)}",
            helpers=(f"o{(n + 1) % len(OFFICES)}",),
            handlers=(f"p{n % len(PEOPLE)}", f"p{(n + 5) % len(PEOPLE)}"),
            deadline=f"每月{n % 28 + 1}日前",
            basis=f"《条例》第{n}条",
            remark=f"第{n}号台账，按季度报送消防、低保情况",
            favourite=n % 20 == 0,
        )
        for n, duty in enumerate(duty_list.duties[:NOTED])
    ]
    return edited(notes, "填写", [*offices, *people, *assignments])


def note(user_data: Path, duty_list: DutyList) -> None:
    """Begin a notebook in the user's folder with all that."""
    with begin_anew(user_data) as notebook:
        notebook.apply(everything_noted(notebook.notes, duty_list), datetime.now(UTC))
