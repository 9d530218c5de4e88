"""The command line: everything the window does, without the window.

``--json`` prints one JSON document on standard output and nothing else; messages go to standard
error. Exit status: 0 done, 1 nothing found or a check failed, 2 wrong use or bad input.
"""

import argparse
import datetime
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from duty_desktop import __version__, paths, tables
from duty_desktop.domain.duty import Duty, DutyList, Finding, ListKind
from duty_desktop.domain.naming import concerns, departments_called, duty_id, list_kind
from duty_desktop.domain.words import words
from duty_desktop.errors import NotFoundError, OutputError, PersonError, SourceDocumentError

DONE, NOTHING, REFUSED = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; without one, open the window. Gives the exit status."""
    _speak_utf8()
    arguments = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except NotFoundError as error:
        _say(str(error))
        return NOTHING
    except PersonError as error:
        _say(str(error))
        return REFUSED
    except BrokenPipeError:
        # Whoever read our output has enough; keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _speak_utf8() -> None:
    """Standard streams in UTF-8 wherever they lead; what cannot be written is spelled out."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _print_json(document: object) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2))


class _Parser(argparse.ArgumentParser):
    """A parser that refuses in one Chinese sentence."""

    def error(self, message: str) -> NoReturn:
        _say(f"命令写得不对，请用“{self.prog} --help”查看用法。（{message}）")
        raise SystemExit(REFUSED)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="duty-desktop", description="乡镇履职事项清单：查找、阅读、打印。")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument(
        "--database", type=Path, default=None, metavar="文件", help="改用这个清单数据文件"
    )
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(title="命令", metavar="命令", parser_class=_Parser)
    _add_build(commands)
    _add_source(commands)
    _add_verify(commands)
    _add_list(commands)
    _add_show(commands)
    _add_search(commands)
    _add_print(commands)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _add_build(commands: "_Commands[_Parser]") -> None:
    build = commands.add_parser("build", help="由原始清单文件生成清单数据文件")
    build.add_argument("source", type=Path, metavar="原文件")
    build.add_argument("-o", "--output", type=Path, required=True, metavar="文件")
    build.set_defaults(run=_build)


def _add_source(commands: "_Commands[_Parser]") -> None:
    source = commands.add_parser("source", help="由清单数据文件写回原始清单文件")
    source.add_argument("-o", "--output", type=Path, metavar="文件")
    source.set_defaults(run=_source)


def _add_verify(commands: "_Commands[_Parser]") -> None:
    verify = commands.add_parser("verify", help="核对清单：项数、缺号、原文疑点、完整性")
    verify.add_argument("--json", action="store_true", help="输出 JSON")
    verify.set_defaults(run=_verify)


def _add_list(commands: "_Commands[_Parser]") -> None:
    listing = commands.add_parser("list", help="列出事项")
    _add_filters(listing)
    listing.add_argument("--json", action="store_true", help="输出 JSON")
    listing.set_defaults(run=_list)


def _add_show(commands: "_Commands[_Parser]") -> None:
    show = commands.add_parser("show", help="显示一个事项的全文")
    show.add_argument("id", metavar="编号", help="如 cooperative-21 或 配合21")
    show.add_argument("--json", action="store_true", help="输出 JSON")
    show.set_defaults(run=_show)


def _add_search(commands: "_Commands[_Parser]") -> None:
    search = commands.add_parser("search", help="查找事项")
    search.add_argument("query", metavar="词语")
    _add_filters(search)
    search.add_argument("--limit", type=_positive, default=None, metavar="项数")
    search.add_argument("--json", action="store_true", help="输出 JSON")
    search.set_defaults(run=_search)


def _add_print(commands: "_Commands[_Parser]") -> None:
    printing = commands.add_parser("print", help="打印成 PDF")
    documents = printing.add_subparsers(
        title="文件", metavar="文件", required=True, parser_class=_Parser
    )
    sheet = documents.add_parser("sheet", help="履职事项单")
    which = sheet.add_mutually_exclusive_group(required=True)
    which.add_argument("ids", nargs="*", default=[], metavar="编号")
    which.add_argument("--all", action="store_true", help="全部事项")
    sheet.add_argument("-o", "--output", type=Path, required=True, metavar="文件")
    sheet.add_argument(
        "--date", type=_date, default=None, metavar="日期", help="打印日期，如 2026-01-31；默认今天"
    )
    sheet.set_defaults(run=_print_sheet)


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--list", type=_kind, default=None, metavar="清单", help="基本、配合或收回")
    parser.add_argument("--category", default=None, metavar="类别")
    parser.add_argument("--department", default=None, metavar="部门", help="全称、简称或其中几个字")


def _kind(text: str) -> ListKind:
    kind = list_kind(text)
    if kind is None:
        raise argparse.ArgumentTypeError(f"没有叫“{text}”的清单，请写 基本、配合 或 收回")
    return kind


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是大于 0 的整数")
    return int(text)


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-01-31 的样子") from error


def _load(arguments: argparse.Namespace) -> DutyList:
    from duty_desktop.store import catalogue

    return catalogue.load(_database(arguments))


def _database(arguments: argparse.Namespace) -> Path:
    chosen: Path | None = arguments.database
    return chosen or paths.database()


def _window(arguments: argparse.Namespace) -> int:
    try:
        from duty_desktop import app
    except ImportError as error:
        _say(
            f"这台电脑上没有装好图形界面组件（PySide6），窗口打不开；其他命令照常可用。（{error}）"
        )
        return REFUSED
    return app.main([], arguments.database)


def _build(arguments: argparse.Namespace) -> int:
    from duty_desktop.files import write_whole
    from duty_desktop.ingest.duty_list import read_duty_list
    from duty_desktop.ingest.pronouncing import read_aloud
    from duty_desktop.store.writer import database_bytes

    try:
        data = arguments.source.read_bytes()
    except OSError as error:
        raise SourceDocumentError(
            f"原文件“{arguments.source}”打不开，请核对文件名和读取权限。", str(error)
        ) from error
    duty_list = read_duty_list(data)
    write_whole(arguments.output, database_bytes(duty_list, read_aloud(duty_list)))
    for finding in duty_list.findings:
        _say(_finding_line(finding, duty_list))
    _say(f"{duty_list.full_title}：{_counts(duty_list)}，原文疑点 {len(duty_list.findings)} 处。")
    return DONE


def _finding_line(finding: Finding, duty_list: DutyList) -> str:
    where = f"{duty_list.duty(finding.duty_id).label}：" if finding.duty_id else ""
    return f"{where}{finding.message}"


def _counts(duty_list: DutyList) -> str:
    each = "、".join(f"{kind.short_name} {len(duty_list.of_kind(kind))} 项" for kind in ListKind)
    return f"{each}，共 {len(duty_list.duties)} 项"


def _source(arguments: argparse.Namespace) -> int:
    from duty_desktop.files import write_whole

    data = _load(arguments).source_text().encode("utf-8")
    if arguments.output:
        write_whole(arguments.output, data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return DONE


def _verify(arguments: argparse.Namespace) -> int:
    from duty_desktop.export import as_json
    from duty_desktop.store import integrity

    duty_list = _load(arguments)
    problems = integrity.problems(_database(arguments), duty_list)
    if arguments.json:
        _print_json(as_json.verification(duty_list, problems))
        return NOTHING if problems else DONE
    print(f"{duty_list.full_title}：{_counts(duty_list)}。")
    for finding in duty_list.findings:
        print(_finding_line(finding, duty_list))
    print(f"原文校验码（SHA-256）：{duty_list.source_sha256}")
    for problem in problems:
        _say(problem)
    print("核对没有通过。" if problems else "核对通过：数据文件完整，可写回与原文一字不差的清单。")
    return NOTHING if problems else DONE


def _chosen(arguments: argparse.Namespace, duty_list: DutyList) -> Callable[[Duty], bool]:
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


def _list(arguments: argparse.Namespace) -> int:
    from duty_desktop.export import as_json

    duty_list = _load(arguments)
    duties = list(filter(_chosen(arguments, duty_list), duty_list.duties))
    if arguments.json:
        _print_json([as_json.summary(duty) for duty in duties])
    else:
        _print_rows(duties)
    return DONE if duties else NOTHING


def _print_rows(duties: Sequence[Duty]) -> None:
    for duty in duties:
        departments = "、".join(named.as_printed for named in duty.departments)
        print("\t".join((duty.id, duty.label, duty.category, duty.name, departments)))
    if not duties:
        _say("清单中没有找到。")


def _find(duty_list: DutyList, text: str) -> Duty:
    wanted = duty_id(text)
    if wanted is None:
        raise PersonError(f"“{text}”不是事项编号，请写成 cooperative-21 或 配合21 的样子。")
    if wanted not in duty_list:
        raise NotFoundError(f"清单中没有“{text}”这个编号的事项。")
    return duty_list.duty(wanted)


def _show(arguments: argparse.Namespace) -> int:
    from duty_desktop.export import as_json

    duty = _find(_load(arguments), arguments.id)
    if arguments.json:
        _print_json(as_json.whole(duty))
        return DONE
    print(f"{duty.label} · {duty.category_as_printed}\n{duty.name}")
    for heading, cell in (
        ("对应上级部门", "、".join(named.as_printed for named in duty.departments)),
        ("上级部门职责", duty.superior_text),
        ("配合职责", duty.township_text),
        ("承接部门及工作方式", duty.method_text),
    ):
        if cell:
            print(f"\n【{heading}】\n{words(cell)}")
    for finding in duty.findings:
        print(f"\n（{finding.message}）")
    return DONE


def _search(arguments: argparse.Namespace) -> int:
    from duty_desktop.search.engine import SearchEngine
    from duty_desktop.store import catalogue

    duty_list = _load(arguments)
    readings = catalogue.load_readings(_database(arguments), duty_list)
    own_words = tables.own_words(paths.user_data())
    engine = SearchEngine(duty_list.duties, duty_list.departments, readings, own_words)
    started = time.perf_counter()
    wanted = _chosen(arguments, duty_list)
    hits = [hit for hit in engine.search(arguments.query).hits if wanted(hit.duty)]
    elapsed = time.perf_counter() - started
    shown = hits[: arguments.limit]
    if arguments.json:
        _print_json(
            {
                "query": arguments.query,
                "hits": [
                    {
                        "id": hit.duty.id,
                        "name": hit.duty.name,
                        "tier": hit.tier.value,
                        "score": round(hit.score, 3),
                        "matched": list(hit.matched),
                        "reasons": list(hit.reasons),
                    }
                    for hit in shown
                ],
                "elapsed_ms": round(elapsed * 1000, 3),
            }
        )
    else:
        _print_rows([hit.duty for hit in shown])
    return DONE if hits else NOTHING


def _print_sheet(arguments: argparse.Namespace) -> int:
    from duty_desktop.files import write_whole
    from duty_desktop.reports.sheet import sheets

    duty_list = _load(arguments)
    duties = duty_list.duties if arguments.all else [_find(duty_list, i) for i in arguments.ids]
    if not arguments.output.parent.is_dir():
        raise OutputError(f"没有写成：文件夹“{arguments.output.parent}”不存在，请换一个位置。")
    today = datetime.datetime.now(datetime.UTC).astimezone().date()
    document = sheets(duty_list, duties, arguments.date or today)
    write_whole(arguments.output, document.pdf)
    _say(f"已写成“{arguments.output}”，共 {document.page_count} 页。")
    if document.missing:
        named = (c if c.isprintable() else f"U+{ord(c):04X}" for c in document.missing)
        _say(f"字库中没有这些字，打印时以方框标出：{' '.join(named)}")
    return DONE


if __name__ == "__main__":
    sys.exit(main())
