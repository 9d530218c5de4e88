"""The commands ``import``, ``lists`` and ``template``: lists come in, live side by side."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duty_desktop import importing
from duty_desktop.domain.duty import ListKind
from duty_desktop.terminal.speaking import DONE, NOTHING, REFUSED, print_json, say

if TYPE_CHECKING:
    from duty_desktop.ingest.understanding import Understanding, UnderstoodList
    from duty_desktop.ingest.watching import Watch


def add_import(parser: argparse.ArgumentParser) -> None:
    """The options of ``import``."""
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="文件",
        help=".xlsx、.docx、.csv、.txt；三张表可以分在三个文件里",
    )
    parser.add_argument("--town", default="", metavar="乡镇", help="如 三工镇；默认由文件中得知")
    parser.add_argument("--county", default="", metavar="县市区", help="如 昌吉市")
    parser.add_argument("--date", type=_month, default=None, metavar="年月", help="如 2026-03")
    parser.add_argument("--yes", action="store_true", help="存入清单库；不写则只显示读出了什么")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.set_defaults(run=_import)


def add_lists(parser: argparse.ArgumentParser) -> None:
    """The options of ``lists``."""
    does = parser.add_mutually_exclusive_group()
    does.add_argument("--use", metavar="清单", help="以清单库里的这份清单为当前清单")
    does.add_argument("--use-bundled", action="store_true", help="以程序自带的清单为当前清单")
    does.add_argument(
        "--remove", metavar="清单", help="把这份清单移出清单库（移到 removed 文件夹）"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.set_defaults(run=_lists)


def add_template(parser: argparse.ArgumentParser) -> None:
    """The options of ``template``."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="文件")
    parser.set_defaults(run=_template)


def _month(text: str) -> str:
    from duty_desktop.ingest.whose import date_in

    month = date_in(text)
    if not month:
        raise argparse.ArgumentTypeError(f"“{text}”不是年月，请写成 2026-03 的样子")
    return month


def _import(arguments: argparse.Namespace) -> int:
    from duty_desktop.ingest.understanding import understand
    from duty_desktop.ingest.whose import Whose

    given = Whose(arguments.town.strip(), arguments.county.strip(), date=arguments.date or "")
    with _watching("读取") as watch:
        understanding = understand(arguments.files, given if given != Whose() else None, watch)
    lacking = dict.fromkeys(said for each in understanding.lists for said in each.lacking)
    stored: tuple[Path, ...] = ()
    if arguments.yes and not lacking:
        with _watching("存入") as watch:
            stored = importing.store(understanding, importing.library(), watch)
    if arguments.json:
        print_json(_document(understanding, stored))
    else:
        print("\n".join(_lines(understanding)))
    for path in stored:
        say(f"已存入清单库：{path.stem}")
    if lacking:
        say(f"还不知道清单的{'、'.join(lacking)}，请用 --town、--county、--date 写明。")
        return REFUSED if arguments.yes else DONE
    if not stored and not arguments.json:
        say("没有存入。核对无误后，加上 --yes 存入清单库。")
    return DONE


@contextmanager
def _watching(doing: str) -> "Iterator[Watch]":
    """What shows on a terminal how far the work is, and is gone when it ends."""
    from duty_desktop.ingest.watching import Watch

    shown = sys.stderr.isatty()

    def progress(done: int, total: int) -> None:
        sys.stderr.write(f"\r{doing} {100 * done // total}%")
        sys.stderr.flush()

    try:
        yield Watch(progress if shown else None)
    finally:
        if shown:
            sys.stderr.write(f"\r{' ' * 20}\r")


def _lines(understanding: "Understanding") -> Iterator[str]:
    for each in understanding.lists:
        yield from _list_lines(each)
    doubts = understanding.all_doubts
    if doubts:
        yield f"疑点 {len(doubts)} 处："
        yield from (f"  {doubt}" for doubt in doubts)


def _list_lines(each: "UnderstoodList") -> Iterator[str]:
    said = each.whose
    year, _, month = said.date.partition("-")
    when = f"{year}年{int(month)}月" if month else "年月未写明"
    town = (said.county or "（县未写明）") + (said.town or "（乡镇未写明）")
    where = f"{said.region}{said.prefecture}{town}"
    counts = "、".join(f"{kind.short_name} {each.count(kind)} 项" for kind in ListKind)
    whole = sum(map(each.count, ListKind))
    yield f"{where}，{when}：{counts}，共 {whole} 项"
    for table in each.tables:
        yield f"  {table.kind.official_name}：{table.place}，{table.count} 项"
        yield "    列：" + "、".join(heading for heading, _ in table.columns)
        if table.others:
            yield "    没有取用的列：" + "、".join(table.others)
    if each.duty_list:
        yield f"  原文疑点 {len(each.duty_list.findings)} 处"


def _document(understanding: "Understanding", stored: tuple[Path, ...]) -> dict[str, Any]:
    return {
        "files": [{"name": file.name, "sha256": file.sha256} for file in understanding.files],
        "lists": [_list_document(each) for each in understanding.lists],
        "doubts": [
            {"place": doubt.place, "message": doubt.message} for doubt in understanding.all_doubts
        ],
        "ready": understanding.is_ready,
        "stored": [path.stem for path in stored],
    }


def _list_document(each: "UnderstoodList") -> dict[str, Any]:
    said = each.whose
    return {
        "town": said.town,
        "county": said.county,
        "prefecture": said.prefecture,
        "region": said.region,
        "date": said.date,
        "counts": {kind.value: each.count(kind) for kind in ListKind},
        "tables": [
            {
                "list": table.kind.value,
                "place": table.place,
                "columns": {heading: column.value for heading, column in table.columns},
                "others": list(table.others),
                "count": table.count,
            }
            for table in each.tables
        ],
        "asides": [
            {"id": aside.duty_id, "heading": aside.heading, "text": aside.text}
            for aside in each.asides
        ],
        "findings": len(each.duty_list.findings) if each.duty_list else None,
    }


def _lists(arguments: argparse.Namespace) -> int:
    library = importing.library()
    if arguments.use:
        path = library.find(arguments.use)
        library.set_current(path)
        say(f"当前清单：{path.stem}")
    elif arguments.use_bundled:
        library.set_current(None)
        say("当前清单：程序自带的清单")
    elif arguments.remove:
        place = library.remove(library.find(arguments.remove))
        say(f"已移出清单库，文件在“{place}”。")
    lists = library.lists()
    if arguments.json:
        print_json(
            [
                {
                    "name": each.name,
                    "title": each.title,
                    "town": each.town,
                    "county": each.county,
                    "date": each.date,
                    "counts": dict(zip(ListKind, each.counts, strict=False)),
                    "current": each.is_current,
                    "fault": each.fault,
                }
                for each in lists
            ]
        )
        return DONE
    for each in lists:
        mark = "*" if each.is_current else " "
        said = each.fault or f"{each.title}，{sum(each.counts)} 项"
        print(f"{mark} {each.name}\t{said}")
    if not lists:
        say("清单库里还没有导入的清单；当前用的是程序自带的清单。")
    return DONE if lists or arguments.use_bundled or arguments.remove else NOTHING


def _template(arguments: argparse.Namespace) -> int:
    from duty_desktop.export.template import template_bytes
    from duty_desktop.files import write_whole

    write_whole(arguments.output, template_bytes())
    say(f"已写成“{arguments.output}”。填好后用 import 命令导入。")
    return DONE
