"""The town's notebook in commands, and the documents that are printed of it."""

import argparse
from collections.abc import Callable, Sequence

from duty_desktop.domain.assigning import handlings
from duty_desktop.domain.assignment import TownNotes
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.roster import AmbiguousNameError, Roster, offices_of, people_of
from duty_desktop.errors import NotFoundError, PersonError
from duty_desktop.reports.order import DocumentKind, PrintOrder
from duty_desktop.terminal.choosing import add_filters, chosen, find, noted_here
from duty_desktop.terminal.speaking import Parser

Order = Callable[[argparse.Namespace, DutyList], PrintOrder]
_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it

_NO_NOTEBOOK = "还没有记事本，也就没有分工：请先在窗口里填写分工。"


def add_town(
    documents: "_Commands[Parser]", add_ordered: Callable[[argparse.ArgumentParser, Order], None]
) -> None:
    """Give ``print`` the documents of the town's own; ``add_ordered`` gives each its options."""
    for name, what, order in (("office", "科室", _offices), ("person", "人员", _people)):
        holders = documents.add_parser(name, help=_HELP[name])
        named = holders.add_mutually_exclusive_group(required=True)
        named.add_argument("names", nargs="*", default=[], metavar=what)
        named.add_argument("--all", action="store_true", help=f"全部{what}")
        add_ordered(holders, order)
    unassigned = documents.add_parser("unassigned", help=_HELP["unassigned"])
    add_filters(unassigned)
    add_ordered(unassigned, _unassigned)
    reprint = documents.add_parser("reprint", help=_HELP["reprint"])
    reprint.add_argument("ids", nargs="+", metavar="编号")
    add_ordered(reprint, _reprint)


_HELP = {
    "office": "科室履职事项单：一个科室主责、协办的事项",
    "person": "个人履职事项单：一个人分管、承办的事项；同名的写成“张伟（党政综合办）”",
    "unassigned": "未分工清单：没有主责科室的事项，没有事项的人员",
    "reprint": "需重新打印的事项单：逐项打勾的清单",
}


def noted() -> TownNotes:
    """What the town noted; raises ``NotFoundError`` where that is nothing, ``NotebookError``."""
    found = noted_here()
    if not found.records:
        raise NotFoundError(_NO_NOTEBOOK)
    return found


def _offices(arguments: argparse.Namespace, _duty_list: DutyList) -> PrintOrder:
    town = noted()
    names = _called(offices_of(town), arguments, "科室")
    return PrintOrder(DocumentKind.OFFICES, offices=names, notes=town)


def _people(arguments: argparse.Namespace, _duty_list: DutyList) -> PrintOrder:
    town = noted()
    names = _called(people_of(town), arguments, "人员")
    return PrintOrder(DocumentKind.PEOPLE, people=names, notes=town)


def _unassigned(arguments: argparse.Namespace, duty_list: DutyList) -> PrintOrder:
    filtered = arguments.list or arguments.category or arguments.department
    duties = filter(chosen(arguments, duty_list), duty_list.duties) if filtered else None
    return PrintOrder(
        DocumentKind.UNASSIGNED, None if duties is None else tuple(duties), notes=noted()
    )


def _reprint(arguments: argparse.Namespace, duty_list: DutyList) -> PrintOrder:
    duties = tuple(dict.fromkeys(find(duty_list, given) for given in arguments.ids))
    assignments = handlings(noted_here(), duty_list.source_sha256)
    return PrintOrder(DocumentKind.REPRINT, duties, assignments=assignments)


def _called(roster: Roster, arguments: argparse.Namespace, what: str) -> tuple[str, ...]:
    """The labels of those whom the arguments name, each once."""
    if arguments.all:
        if not roster.labels:
            raise NotFoundError(f"记事本中还没有{what}。")
        return tuple(roster.labels.values())
    return tuple(
        dict.fromkeys(name for text in arguments.names for name in _labels(roster, text, what))
    )


def _labels(roster: Roster, text: str, what: str) -> Sequence[str]:
    try:
        named = roster.read(text)
    except AmbiguousNameError as error:
        them = "、".join(f"“{label}”" for label in error.labels)
        raise PersonError(f"叫“{error.name}”的{what}不止一个，请写明是哪一个：{them}。") from error
    for key, name in zip(named.known, named.names, strict=True):
        if key is None:
            raise NotFoundError(f"记事本中没有“{name}”这个{what}。")
    if not named.known:
        raise NotFoundError(f"记事本中没有“{text}”这个{what}。")
    return [roster.labels[key] for key in named.known if key is not None]
