"""The command ``print``: every document as a PDF file."""

import argparse
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.naming import departments_called
from duty_desktop.errors import NotFoundError, OutputError
from duty_desktop.reports.order import DocumentKind, PrintOrder
from duty_desktop.terminal.choosing import add_filters, chosen, date, find, load, matched
from duty_desktop.terminal.speaking import DONE, Parser, say

if TYPE_CHECKING:
    from duty_desktop.reports.document import Document

_Make = Callable[[argparse.Namespace, DutyList, datetime.date], "Document"]
_Order = Callable[[argparse.Namespace, DutyList], PrintOrder]


def add_print(printing: argparse.ArgumentParser) -> None:
    """Give the command ``print`` its documents."""
    documents = printing.add_subparsers(
        title="文件", metavar="文件", required=True, parser_class=Parser
    )
    sheet = documents.add_parser("sheet", help="履职事项单")
    which = sheet.add_mutually_exclusive_group(required=True)
    which.add_argument("ids", nargs="*", default=[], metavar="编号")
    which.add_argument("--all", action="store_true", help="全部事项")
    _add_output(sheet, _ordered(_sheet))
    listing = documents.add_parser("list", help="履职事项一览表")
    add_filters(listing)
    listing.add_argument("--landscape", action="store_true", help="横排")
    _add_output(listing, _ordered(_list))
    _add_output(documents.add_parser("booklet", help="全部清单的装订本"), _ordered(_booklet))
    department = documents.add_parser("department", help="部门履职事项单")
    named = department.add_mutually_exclusive_group(required=True)
    named.add_argument("names", nargs="*", default=[], metavar="部门")
    named.add_argument("--all", action="store_true", help="全部部门")
    _add_output(department, _ordered(_department))
    _add_matrix(documents.add_parser("matrix", help="责任矩阵"))
    comparison = documents.add_parser("comparison", help="清单核对单：一份来文与清单比对的结果")
    comparison.add_argument("notice", metavar="来文", help=".txt 或 .docx 文件；- 表示标准输入")
    _add_output(comparison, _comparison)


def _add_matrix(matrix: argparse.ArgumentParser) -> None:
    matrix.add_argument(
        "--by",
        choices=("department", "category", "office"),
        default="department",
        help="按部门、按类别，或供手填的按科室",
    )
    add_filters(matrix)
    matrix.add_argument("--paper", choices=("A4", "A3"), default="A4", help="纸张")
    matrix.add_argument("--portrait", action="store_true", help="竖排")
    matrix.add_argument("--steps", action="store_true", help="写明各部门的职责条数")
    matrix.add_argument(
        "--offices", nargs="+", default=[""] * 8, metavar="科室", help="按科室时各列的科室名称"
    )
    _add_output(matrix, _ordered(_matrix))


def _add_output(parser: argparse.ArgumentParser, make: _Make) -> None:
    """The options that every document has, and what makes it."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="文件")
    parser.add_argument(
        "--date",
        type=date,
        default=None,
        metavar="日期",
        help="打印日期，如 2026-01-31；默认今天",
    )
    parser.set_defaults(run=_print, make=make)


def _print(arguments: argparse.Namespace) -> int:
    from duty_desktop.files import write_whole

    duty_list = load(arguments)
    folder = arguments.output.parent
    if not folder.is_dir():
        raise OutputError(f"没有写成：文件夹“{folder}”不存在，请换一个位置。")
    today = datetime.datetime.now(datetime.UTC).astimezone().date()
    document: Document = arguments.make(arguments, duty_list, arguments.date or today)
    write_whole(arguments.output, document.pdf)
    say(f"已写成“{arguments.output}”，共 {document.page_count} 页。")
    if document.missing:
        named = (c if c.isprintable() else f"U+{ord(c):04X}" for c in document.missing)
        say(f"字库中没有这些字，打印时以方框标出：{' '.join(named)}")
    return DONE


def _ordered(order: _Order) -> _Make:
    """What makes the document that the arguments order."""

    def made(
        arguments: argparse.Namespace, duty_list: DutyList, printed_on: datetime.date
    ) -> "Document":
        from duty_desktop.reports.making import make

        return make(order(arguments, duty_list), duty_list, printed_on)

    return made


def _sheet(arguments: argparse.Namespace, duty_list: DutyList) -> PrintOrder:
    if arguments.all:
        return PrintOrder(DocumentKind.SHEETS)
    return PrintOrder(DocumentKind.SHEETS, tuple(find(duty_list, given) for given in arguments.ids))


def _list(arguments: argparse.Namespace, duty_list: DutyList) -> PrintOrder:
    duties = tuple(filter(chosen(arguments, duty_list), duty_list.duties))
    return PrintOrder(DocumentKind.LIST, duties, landscape=arguments.landscape)


def _booklet(_arguments: argparse.Namespace, _duty_list: DutyList) -> PrintOrder:
    return PrintOrder(DocumentKind.BOOKLET)


def _department(arguments: argparse.Namespace, duty_list: DutyList) -> PrintOrder:
    if arguments.all:
        names = [department.name for department in duty_list.departments]
    else:
        names = [name for text in arguments.names for name in _called(duty_list, text)]
    return PrintOrder(DocumentKind.DEPARTMENTS, departments=tuple(dict.fromkeys(names)))


def _called(duty_list: DutyList, text: str) -> list[str]:
    """The departments that ``text`` means, in the list's order."""
    called = departments_called(duty_list, text)
    if not called:
        raise NotFoundError(f"清单中没有叫“{text}”的部门。")
    return [department.name for department in duty_list.departments if department.name in called]


def _matrix(arguments: argparse.Namespace, duty_list: DutyList) -> PrintOrder:
    filtered = arguments.list or arguments.category or arguments.department
    duties = filter(chosen(arguments, duty_list), duty_list.duties) if filtered else None
    return PrintOrder(
        DocumentKind(f"matrix-{arguments.by}"),
        None if duties is None else tuple(duties),
        offices=tuple(arguments.offices),
        size=arguments.paper,
        landscape=not arguments.portrait,
        steps=arguments.steps,
    )


def _comparison(
    arguments: argparse.Namespace, duty_list: DutyList, printed_on: datetime.date
) -> "Document":
    from duty_desktop.reports.comparison import comparison

    return comparison(duty_list, matched(arguments, duty_list), printed_on)
