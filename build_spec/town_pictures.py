"""The pictures of what a town notes, imports and compares; drawn by ``pictures.py``.

Names of people are invented, and so is the newer list: the bundled one with known changes.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from duty_desktop.domain.duty import DutyList
    from duty_desktop.models.town import Town
    from duty_desktop.views.memory import WindowMemory
    from duty_desktop.views.window import MainWindow
    from duty_desktop.views.zoom import Zoom

ASSIGNMENT, STAFF = "assignment.png", "staff.png"
IMPORT, COMPARE = "import.png", "compare.png"

Settle = Callable[[], None]
"""Waits until everything that comes a moment later is drawn."""

SHOWN = "cooperative-21"

_OFFICES = ("党政综合办", "民生服务办", "综合行政执法队", "应急管理办")

_PEOPLE = (
    # name, office, post, phone: the numbers are nobody's
    ("王海", None, "副镇长", "0994-0000001"),
    ("张伟", 2, "队长", "0994-0000002"),
    ("李娜", 1, "主任", "0994-0000003"),
    ("陈刚", 3, "干事", "0994-0000004"),
    ("刘敏", 0, "主任", "0994-0000005"),
)

_NOTED = 60
"""Of so many duties it is noted who answers for them."""

_SEED = 4
"""Of the changes in the newer list."""


def fill(town: "Town", duty_list: "DutyList") -> None:
    """Note offices, people and who answers for the first duties and the one that is shown."""
    from duty_desktop.domain.assignment import Assignment, Office, Person, edited

    offices = [Office(f"o{place}", name, place) for place, name in enumerate(_OFFICES)]
    people = [
        Person(f"p{place}", name, None if office is None else f"o{office}", post, phone)
        for place, (name, office, post, phone) in enumerate(_PEOPLE)
    ]
    key = duty_list.source_sha256
    noted = [
        Assignment(key, duty.id, "p0", f"o{place % 4}", handlers=(f"p{place % 4 + 1}",))
        for place, duty in enumerate(duty_list.duties[:_NOTED])
    ]
    shown = Assignment(
        key,
        SHOWN,
        leader="p0",
        office="o2",
        helpers=("o1",),
        handlers=("p1", "p2"),
        deadline="每季度末",
        favourite=True,
    )
    town.edit(edited(town.notes, "填写", [*offices, *people, *noted, shown]))


def draw_noting(
    window: "MainWindow", settle: Settle
) -> Iterator[tuple[str, "QDialog | MainWindow"]]:
    """The window with the panel open, and 科室与人员 over it, by file name."""
    content = window.content
    if content is None:
        raise ValueError("the window shows no list")
    content.browser.tree.collapseAll()
    window.frame.commands["assign"].trigger()
    settle()
    yield ASSIGNMENT, window
    window.frame.commands["staff"].trigger()
    settle()
    staff = content.noting.people.staff
    if staff is not None:
        staff.show_record(content.town.notes.people["p1"])
        settle()
        yield STAFF, staff
        staff.close()


def draw_lists(
    duty_list: "DutyList", folder: Path, zoom: "Zoom", memory: "WindowMemory", settle: Settle
) -> Iterator[tuple[str, "QDialog"]]:
    """导入清单 with what a file holds, and 比较两份清单, by file name.

    ``folder`` is written into.
    """
    from duty_desktop import paths
    from duty_desktop.models.change_rows import Topic
    from duty_desktop.models.town import Town
    from duty_desktop.store.library import Library
    from duty_desktop.views.comparing.dialog import CompareDialog
    from duty_desktop.views.comparing.offers import Offer
    from duty_desktop.views.lists.import_dialog import ImportDialog
    from tests.comparing.changes import changed_copy
    from tests.fixtures.make_lists import FOLDER

    town = Town(folder / "importing")
    importing = ImportDialog(Library(folder / "lists"), town, memory, paths.database())
    importing.show()
    importing.read([copyfile(FOLDER / "extra.xlsx", folder / "喜洲镇清单.xlsx")])
    while importing.is_running:
        settle()
    settle()
    yield IMPORT, importing
    importing.close()

    newer = folder / "新清单.txt"
    newer.write_bytes(changed_copy(duty_list, _SEED).data.replace(b"2025 ", b"2026 "))
    title = duty_list.full_title
    old = Offer(paths.database(), title, is_current=True, ships=True)
    new = Offer(newer, title.replace("2025", "2026"))
    comparing = CompareDialog(lambda: (old, new), memory, zoom, carry=lambda _: None)
    comparing.show()
    while comparing.is_running:
        settle()
    comparing.old.choose(old.path)
    comparing.new.choose(new.path)
    while comparing.comparison is None or comparing.is_running:
        settle()
    changed = [row for row in comparing.changes.model.rows if row.topic is Topic.CHANGED]
    comparing.changes.table.selectRow(comparing.changes.model.rows.index(changed[0]))
    settle()
    yield COMPARE, comparing
    comparing.close()
