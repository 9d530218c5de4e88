"""What commands are about: a database, some duties, a date, a notice."""

import argparse
import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from duty_desktop import paths
from duty_desktop.domain.duty import Duty, DutyList, ListKind
from duty_desktop.domain.naming import concerns, departments_called, duty_id, list_kind
from duty_desktop.errors import NotFoundError, PersonError
from duty_desktop.files import is_file
from duty_desktop.finding import matcher_of
from duty_desktop.importing import current_database, library

if TYPE_CHECKING:
    from duty_desktop.domain.assignment import TownNotes
    from duty_desktop.domain.notice import NoticeMatch


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Give a command the options that choose duties."""
    parser.add_argument("--list", type=kind, default=None, metavar="清单", help="基本、配合或收回")
    parser.add_argument("--category", default=None, metavar="类别")
    parser.add_argument("--department", default=None, metavar="部门", help="全称、简称或其中几个字")


def noted_here() -> "TownNotes":
    """What the town noted; raises ``NotebookError`` where it cannot be read."""
    from duty_desktop.store.notebook_recovery import read_notes

    return read_notes(paths.user_data())


def kind(text: str) -> ListKind:
    """The list that an option names."""
    named = list_kind(text)
    if named is None:
        raise argparse.ArgumentTypeError(f"没有叫“{text}”的清单，请写 基本、配合 或 收回")
    return named


def positive(text: str) -> int:
    """A number of things, at least one."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是大于 0 的整数")
    return int(text)


def date(text: str) -> datetime.date:
    """A day, written 2026-01-31."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-01-31 的样子") from error


def load(arguments: argparse.Namespace) -> DutyList:
    """The duty list of the database that the arguments name."""
    from duty_desktop.store import catalogue

    return catalogue.load(database(arguments))


def database(arguments: argparse.Namespace) -> Path:
    """The database that the arguments name, as a file or as a list of the library.

    Named none, it is that of the current list: one of the library, or the one that ships with the
    program. Raises ``NotFoundError`` where several lists of the library are called so.
    """
    named: Path | None = arguments.database
    if named is None:
        return current_database()
    if named.parent == Path() and not named.suffix and not is_file(named):
        return library().find(named.name)
    return named


def chosen(arguments: argparse.Namespace, duty_list: DutyList) -> Callable[[Duty], bool]:
    """The test that a duty passes which the filters ask for."""
    called = departments_called(duty_list, arguments.department or "")

    def wanted(duty: Duty) -> bool:
        if arguments.list and duty.kind is not arguments.list:
            return False
        names = (duty.category, duty.category_as_printed)
        if arguments.category and arguments.category not in names:
            return False
        return not arguments.department or concerns(duty, called)

    return wanted


def find(duty_list: DutyList, text: str) -> Duty:
    """The duty with a number as people write it.

    Raises ``PersonError`` where it is no number, ``NotFoundError`` where no duty has it.
    """
    wanted = duty_id(text)
    if wanted is None:
        raise PersonError(f"“{text}”不是事项编号，请写成 cooperative-21 或 配合21 的样子。")
    if wanted not in duty_list:
        raise NotFoundError(f"清单中没有“{text}”这个编号的事项。")
    return duty_list.duty(wanted)


def matched(arguments: argparse.Namespace, duty_list: DutyList) -> "NoticeMatch":
    """The notice that the arguments name, held against the list."""
    from duty_desktop.ingest.notice_text import MAX_BYTES, notice_text, read_notice

    if arguments.notice == "-":
        text = notice_text(sys.stdin.buffer.read(MAX_BYTES + 1))
    else:
        text = read_notice(Path(arguments.notice))
    return matcher_of(duty_list).match(text)
