"""The command ``print``: every document as a PDF file."""

import argparse
import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from duty_desktop.domain.assigning import handlings
from duty_desktop.domain.assignment import TownNotes
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.naming import departments_called
from duty_desktop.domain.roster import offices_of
from duty_desktop.errors import NotFoundError, PrintError
from duty_desktop.reports.order import (
    OFFERS,
    DocumentKind,
    Look,
    PaperSize,
    PrintOrder,
    SheetBlock,
)
from duty_desktop.terminal.choosing import (
    add_filters,
    chosen,
    date,
    find,
    load,
    matched,
    noted_here,
)
from duty_desktop.terminal.comparing import add_two_lists, compared
from duty_desktop.terminal.speaking import DONE, Parser, say
from duty_desktop.terminal.town import add_town

if TYPE_CHECKING:
    from duty_desktop.reports.document import Document

_Make = Callable[[argparse.Namespace, datetime.date], "Document"]
_OfList = Callable[[argparse.Namespace, DutyList, datetime.date], "Document"]
_Order = Callable[[argparse.Namespace, DutyList], PrintOrder]

_BLANK_HEADS = ("",) * 8
"""Columns to write offices in, where none are named."""

_NAMES = {
    DocumentKind.SHEETS: "履职事项单",
    DocumentKind.LIST: "履职事项一览表",
    DocumentKind.DEPARTMENTS: "部门履职事项单",
    DocumentKind.DEPARTMENT_MATRIX: "责任矩阵",
    DocumentKind.CATEGORY_MATRIX: "责任矩阵",
    DocumentKind.OFFICE_MATRIX: "责任矩阵",
    DocumentKind.BOOKLET: "装订本",
    DocumentKind.OFFICES: "科室履职事项单",
    DocumentKind.PEOPLE: "个人履职事项单",
    DocumentKind.UNASSIGNED: "未分工清单",
    DocumentKind.REPRINT: "需重新打印的事项单",
}


def add_print(printing: argparse.ArgumentParser) -> None:
    """Give the command ``print`` its documents."""
    documents = printing.add_subparsers(
        title="文件", metavar="文件", required=True, parser_class=Parser
    )
    _add_sheet(documents.add_parser("sheet", help="履职事项单"))
    listing = documents.add_parser("list", help="履职事项一览表")
    add_filters(listing)
    _add_ordered(listing, _list)
    _add_ordered(documents.add_parser("booklet", help="全部清单的装订本"), _booklet)
    department = documents.add_parser("department", help="部门履职事项单")
    named = department.add_mutually_exclusive_group(required=True)
    named.add_argument("names", nargs="*", default=[], metavar="部门")
    named.add_argument("--all", action="store_true", help="全部部门")
    _add_ordered(department, _department)
    _add_matrix(documents.add_parser("matrix", help="责任矩阵"))
    add_town(documents, _add_ordered)
    comparison = documents.add_parser("comparison", help="清单核对单：一份来文与清单比对的结果")
    comparison.add_argument("notice", metavar="来文", help=".txt 或 .docx 文件；- 表示标准输入")
    _add_output(comparison, _of_list(_comparison))
    changes = documents.add_parser("changes", help="调整对照表：两份清单比较的结果")
    add_two_lists(changes)
    changes.add_argument("--paper", choices=get_args(PaperSize), default="A4", help="纸张")
    _add_output(changes, _changes)


def _add_sheet(sheet: argparse.ArgumentParser) -> None:
    which = sheet.add_mutually_exclusive_group(required=True)
    which.add_argument("ids", nargs="*", default=[], metavar="编号")
    which.add_argument("--all", action="store_true", help="全部事项")
    sheet.add_argument(
        "--block",
        action="append",
        default=[],
        choices=[block.value for block in SheetBlock],
        help="事项单上另加的栏目，可多次使用：receipt 签收、handling 承办、seal 盖章、"
        "own 自记（依据、备注、附件）；notes 原文说明本来就有",
    )
    sheet.add_argument("--no-notes", action="store_true", help="不印原文说明")
    sheet.add_argument(
        "--odd-start", action="store_true", help="双面打印时每份从正面（单数页）开始"
    )
    sheet.add_argument("--contents", action="store_true", help="前面加目录，全部页码连续编")
    _add_ordered(sheet, _sheet)


def _add_matrix(matrix: argparse.ArgumentParser) -> None:
    matrix.add_argument(
        "--by",
        choices=("department", "category", "office"),
        default="department",
        help="按部门、按类别，或按科室（记事本里的分工，其余供手填）",
    )
    add_filters(matrix)
    matrix.add_argument("--steps", action="store_true", help="写明各部门的职责条数")
    matrix.add_argument(
        "--offices",
        nargs="+",
        default=[],
        metavar="科室",
        help="按科室时各列的科室名称；默认为记事本里的科室，没有则留空",
    )
    _add_ordered(matrix, _matrix)


def _add_ordered(parser: argparse.ArgumentParser, order: _Order) -> None:
    """How a document that is ordered may look; each says by itself which of it it offers."""
    parser.add_argument(
        "--style",
        choices=[look.value for look in Look],
        help="样式：official 公文版（GB/T 9704），compact 工作版（五号字，省纸）",
    )
    parser.add_argument("--paper", choices=get_args(PaperSize), help="纸张")
    lies = parser.add_mutually_exclusive_group()
    lies.add_argument("--portrait", action="store_true", help="竖排")
    lies.add_argument("--landscape", action="store_true", help="横排")
    parser.add_argument(
        "--bundled-fonts", action="store_true", help="只用本程序自带的字体，各台电脑印得一样"
    )
    _add_output(parser, _of_list(_ordered(order)))


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
    from duty_desktop.files import check_folder_of, write_whole

    check_folder_of(arguments.output)
    today = datetime.datetime.now(datetime.UTC).astimezone().date()
    document: Document = arguments.make(arguments, arguments.date or today)
    write_whole(arguments.output, document.pdf)
    say(f"已写成“{arguments.output}”，共 {document.page_count} 页。")
    _say_missing(document.missing)
    return DONE


def _of_list(make: _OfList) -> _Make:
    """What makes a document of the list that the arguments name."""

    def made(arguments: argparse.Namespace, printed_on: datetime.date) -> "Document":
        return make(arguments, load(arguments), printed_on)

    return made


def _ordered(order: _Order) -> _OfList:
    """What makes the document that the arguments order, and says what it will lack."""

    def made(
        arguments: argparse.Namespace, duty_list: DutyList, printed_on: datetime.date
    ) -> "Document":
        from duty_desktop.reports.checking import missing_in, stood_in
        from duty_desktop.reports.making import make

        wanted = _formed(order(arguments, duty_list), arguments)
        if lacking := stood_in(wanted):
            names = "、".join(role.chinese_name for role in lacking)
            say(f"本机没有这些公文字体，以自带字体代替：{names}")
        missing = missing_in(wanted, duty_list)
        _say_missing(missing)
        document = make(wanted, duty_list, printed_on)
        untold = tuple(char for char in document.missing if char not in missing)
        return replace(document, missing=untold)

    return made


def _formed(order: PrintOrder, arguments: argparse.Namespace) -> PrintOrder:
    """The order in the form that the arguments ask for; raises ``PrintError`` where it has none."""
    offer, name = OFFERS[order.kind], _NAMES[order.kind]
    look = Look(arguments.style) if arguments.style else None
    if look and look not in offer.looks:
        raise PrintError(f"{name}只有一种样式，请去掉 --style。")
    if arguments.paper and arguments.paper not in offer.sizes:
        raise PrintError(f"{name}只能用 {'、'.join(offer.sizes)} 纸打印，请改 --paper。")
    landscape = True if arguments.landscape else False if arguments.portrait else None
    if landscape is not None and landscape not in offer.turns:
        raise PrintError(f"{name}不能{'横排' if landscape else '竖排'}，请去掉这个选项。")
    return replace(
        order,
        look=look,
        size=arguments.paper or offer.sizes[0],
        landscape=landscape,
        bundled_only=arguments.bundled_fonts,
    )


def _say_missing(missing: Iterable[str]) -> None:
    named = [char if char.isprintable() else f"U+{ord(char):04X}" for char in missing]
    if named:
        say(f"字库中没有这些字，打印时以方框标出：{' '.join(named)}")


def _sheet(arguments: argparse.Namespace, duty_list: DutyList) -> PrintOrder:
    duties = None if arguments.all else tuple(find(duty_list, given) for given in arguments.ids)
    blocks = {SheetBlock.NOTES, *map(SheetBlock, arguments.block)}
    if arguments.no_notes:
        if SheetBlock.NOTES.value in arguments.block:
            raise PrintError("--block notes 与 --no-notes 相反，请去掉其中一个。")
        blocks.remove(SheetBlock.NOTES)
    filled = bool(blocks & {SheetBlock.HANDLING, SheetBlock.OWN})
    return PrintOrder(
        DocumentKind.SHEETS,
        duties,
        blocks=frozenset(blocks),
        assignments=handlings(noted_here(), duty_list.source_sha256) if filled else None,
        odd_start=arguments.odd_start,
        contents=arguments.contents,
    )


def _list(arguments: argparse.Namespace, duty_list: DutyList) -> PrintOrder:
    duties = tuple(filter(chosen(arguments, duty_list), duty_list.duties))
    return PrintOrder(DocumentKind.LIST, duties)


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
    by_office = arguments.by == "office"
    noted = noted_here() if by_office else TownNotes()
    return PrintOrder(
        DocumentKind(f"matrix-{arguments.by}"),
        None if duties is None else tuple(duties),
        offices=tuple(arguments.offices or offices_of(noted).labels.values() or _BLANK_HEADS),
        steps=arguments.steps,
        assignments=handlings(noted, duty_list.source_sha256) if by_office else None,
    )


def _comparison(
    arguments: argparse.Namespace, duty_list: DutyList, printed_on: datetime.date
) -> "Document":
    from duty_desktop.reports.comparison import comparison

    return comparison(duty_list, matched(arguments, duty_list), printed_on)


def _changes(arguments: argparse.Namespace, printed_on: datetime.date) -> "Document":
    from duty_desktop.reports.changes import changes

    return changes(compared(arguments), printed_on, size=arguments.paper)
