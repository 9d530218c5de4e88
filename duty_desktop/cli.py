"""The command line: everything the window does, without the window.

``--json`` prints one JSON document on standard output and nothing else; messages go to standard
error. Exit status: 0 done, 1 nothing found, a check failed or lists that differ, 2 wrong use or bad
input.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from duty_desktop import __version__
from duty_desktop.domain.duty import Duty, DutyList, Finding, ListKind
from duty_desktop.domain.words import words
from duty_desktop.errors import NotebookError, NotFoundError, PersonError, SourceDocumentError
from duty_desktop.finding import engine_of, noted_of
from duty_desktop.terminal.choosing import (
    add_filters,
    chosen,
    database,
    find,
    load,
    matched,
    noted_here,
    positive,
)
from duty_desktop.terminal.comparing import add_diff
from duty_desktop.terminal.exporting import add_export
from duty_desktop.terminal.importing import add_import, add_lists, add_template
from duty_desktop.terminal.keeping import add_backup, add_restore
from duty_desktop.terminal.packing import add_pack, add_unpack
from duty_desktop.terminal.printing import add_print
from duty_desktop.terminal.speaking import (
    DONE,
    NOTHING,
    REFUSED,
    Parser,
    nobody_reads,
    print_json,
    say,
    speak_utf8,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; without one, open the window. Gives the exit status."""
    speak_utf8()
    arguments = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except NotFoundError as error:
        say(str(error))
        return NOTHING
    except PersonError as error:
        say(str(error))
        return REFUSED
    except OSError as error:
        if not nobody_reads(error):
            raise
        # Whoever read our output has enough; keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="duty-desktop", description="乡镇履职事项清单：查找、阅读、打印。")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument(
        "--database",
        type=Path,
        default=None,
        metavar="文件",
        help="改用这个清单数据文件，或清单库里的这份清单",
    )
    parser.add_argument(
        "--self-test", action="store_true", help="自检：程序在这台电脑上能否正常工作，输出 JSON"
    )
    parser.add_argument("--report", type=Path, metavar="文件", help="自检报告写入这个文件")
    # One check in a process of its own, for the self-test itself.
    parser.add_argument("--self-test-part", metavar="PART", default="", help=argparse.SUPPRESS)
    parser.set_defaults(run=_without_command)
    commands = parser.add_subparsers(title="命令", metavar="命令", parser_class=Parser)
    _add_build(commands)
    _add_source(commands)
    _add_verify(commands)
    _add_list(commands)
    _add_show(commands)
    _add_search(commands)
    _add_match(commands)
    add_diff(commands.add_parser("diff", help="比较两份清单：新增、取消、改动、转列"))
    add_print(commands.add_parser("print", help="打印成 PDF"))
    add_export(commands.add_parser("export", help="导出为 Excel、Word、CSV 或 JSON 文件"))
    add_backup(commands.add_parser("backup", help="备份记事本（分工等）"))
    add_restore(commands.add_parser("restore", help="由备份恢复记事本"))
    add_import(commands.add_parser("import", help="导入清单：Excel、Word、文本文件"))
    add_lists(commands.add_parser("lists", help="清单库：有哪些清单，当前用哪一份"))
    add_template(commands.add_parser("template", help="存一份空白的 Excel 清单模板"))
    add_pack(commands.add_parser("pack", help="打包：清单和记事本放进一个文件，用 U 盘带走"))
    add_unpack(commands.add_parser("unpack", help="取包：先显示包里有什么，再取入"))
    return parser


if TYPE_CHECKING:
    from duty_desktop.search.engine import SearchEngine
    from duty_desktop.search.noted import Noted

_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _add_build(commands: "_Commands[Parser]") -> None:
    build = commands.add_parser("build", help="由原始清单文件生成清单数据文件")
    build.add_argument("source", type=Path, metavar="原文件")
    build.add_argument("-o", "--output", type=Path, required=True, metavar="文件")
    build.set_defaults(run=_build)


def _add_source(commands: "_Commands[Parser]") -> None:
    source = commands.add_parser("source", help="由清单数据文件写回原始清单文件")
    source.add_argument("-o", "--output", type=Path, metavar="文件")
    source.set_defaults(run=_source)


def _add_verify(commands: "_Commands[Parser]") -> None:
    verify = commands.add_parser("verify", help="核对清单：项数、缺号、原文疑点、完整性")
    verify.add_argument("--json", action="store_true", help="输出 JSON")
    verify.set_defaults(run=_verify)


def _add_list(commands: "_Commands[Parser]") -> None:
    listing = commands.add_parser("list", help="列出事项")
    add_filters(listing)
    listing.add_argument("--json", action="store_true", help="输出 JSON")
    listing.set_defaults(run=_list)


def _add_show(commands: "_Commands[Parser]") -> None:
    show = commands.add_parser("show", help="显示一个事项的全文")
    show.add_argument("id", metavar="编号", help="如 cooperative-21 或 配合21")
    show.add_argument("--json", action="store_true", help="输出 JSON")
    show.set_defaults(run=_show)


def _add_search(commands: "_Commands[Parser]") -> None:
    search = commands.add_parser("search", help="查找事项")
    search.add_argument("query", metavar="词语")
    add_filters(search)
    search.add_argument("--limit", type=positive, default=None, metavar="项数")
    search.add_argument("--json", action="store_true", help="输出 JSON")
    search.set_defaults(run=_search)


def _add_match(commands: "_Commands[Parser]") -> None:
    match = commands.add_parser("match", help="来文比对：一份通知涉及哪些事项")
    match.add_argument("notice", metavar="来文", help=".txt 或 .docx 文件；- 表示从标准输入读取")
    match.add_argument("--json", action="store_true", help="输出 JSON")
    match.set_defaults(run=_match)


def _without_command(arguments: argparse.Namespace) -> int:
    if arguments.self_test or arguments.self_test_part:
        return _self_test(arguments)
    return _window(arguments)


def _self_test(arguments: argparse.Namespace) -> int:
    from duty_desktop.files import write_whole
    from duty_desktop.selftest import running

    if arguments.self_test_part:
        if arguments.self_test_part not in (part.name for part in running.PARTS):
            raise PersonError(f"自检中没有“{arguments.self_test_part}”这一项。")
        return running.run_part(arguments.self_test_part, database(arguments))
    report = running.run(database(arguments))
    if arguments.report:
        write_whole(arguments.report, report.as_json().encode("utf-8"))
    else:
        print(report.as_json(), end="")
    return DONE if report.passed else NOTHING


def _window(arguments: argparse.Namespace) -> int:
    try:
        from duty_desktop import app
    except ImportError as error:
        say(f"这台电脑上没有装好图形界面组件（PySide6），窗口打不开；其他命令照常可用。（{error}）")
        return REFUSED
    return app.main([], arguments.database)


def _build(arguments: argparse.Namespace) -> int:
    from duty_desktop.files import opened, write_whole
    from duty_desktop.ingest.duty_list import read_duty_list
    from duty_desktop.ingest.pronouncing import read_aloud
    from duty_desktop.store.writer import database_bytes

    try:
        with opened(arguments.source) as file:
            data = file.read()
    except OSError as error:
        raise SourceDocumentError(
            f"原文件“{arguments.source}”打不开，请核对文件名和读取权限。", str(error)
        ) from error
    duty_list = read_duty_list(data)
    write_whole(arguments.output, database_bytes(duty_list, read_aloud(duty_list)))
    for finding in duty_list.findings:
        say(_finding_line(finding, duty_list))
    say(f"{duty_list.full_title}：{_counts(duty_list)}，原文疑点 {len(duty_list.findings)} 处。")
    return DONE


def _finding_line(finding: Finding, duty_list: DutyList) -> str:
    where = f"{duty_list.duty(finding.duty_id).label}：" if finding.duty_id else ""
    return f"{where}{finding.message}"


def _counts(duty_list: DutyList) -> str:
    each = "、".join(f"{kind.short_name} {len(duty_list.of_kind(kind))} 项" for kind in ListKind)
    return f"{each}，共 {len(duty_list.duties)} 项"


def _source(arguments: argparse.Namespace) -> int:
    from duty_desktop.files import write_whole

    data = load(arguments).source_text().encode("utf-8")
    if arguments.output:
        write_whole(arguments.output, data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return DONE


def _verify(arguments: argparse.Namespace) -> int:
    from duty_desktop.export import as_json
    from duty_desktop.ingest.text_form import origins_of
    from duty_desktop.store import integrity

    duty_list = load(arguments)
    problems = integrity.problems(database(arguments), duty_list)
    if arguments.json:
        print_json(as_json.verification(duty_list, problems))
        return NOTHING if problems else DONE
    print(f"{duty_list.full_title}：{_counts(duty_list)}。")
    for finding in duty_list.findings:
        print(_finding_line(finding, duty_list))
    print(f"原文校验码（SHA-256）：{duty_list.source_sha256}")
    for origin in origins_of(duty_list):
        print(f"导入自：“{origin.name}”（SHA-256：{origin.sha256}）")
    for problem in problems:
        say(problem)
    print("核对没有通过。" if problems else "核对通过：数据文件完整，可写回与原文一字不差的清单。")
    return NOTHING if problems else DONE


def _list(arguments: argparse.Namespace) -> int:
    from duty_desktop.export import as_json

    duty_list = load(arguments)
    duties = list(filter(chosen(arguments, duty_list), duty_list.duties))
    if arguments.json:
        print_json([as_json.summary(duty) for duty in duties])
    else:
        _print_rows(duties)
    return DONE if duties else NOTHING


def _print_rows(duties: Sequence[Duty]) -> None:
    for duty in duties:
        departments = "、".join(named.as_printed for named in duty.departments)
        print("\t".join((duty.id, duty.label, duty.category, duty.name, departments)))
    if not duties:
        say("清单中没有找到。")


def _show(arguments: argparse.Namespace) -> int:
    from duty_desktop.export import as_json

    duty = find(load(arguments), arguments.id)
    if arguments.json:
        print_json(as_json.whole(duty))
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
    from duty_desktop.store import catalogue

    duty_list = load(arguments)
    engine = engine_of(duty_list, catalogue.load_readings(database(arguments), duty_list))
    beside = _beside(duty_list, engine)
    started = time.perf_counter()
    wanted = chosen(arguments, duty_list)
    answer = engine.search(arguments.query)
    found = (answer if beside is None else beside.added_to(answer, engine)).hits
    hits = [hit for hit in found if wanted(hit.duty)]
    elapsed = time.perf_counter() - started
    shown = hits[: arguments.limit]
    if arguments.json:
        print_json(
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


def _beside(duty_list: DutyList, engine: "SearchEngine") -> "Noted | None":
    """What the town noted, to be searched too; a notebook that cannot be read hides no duty."""
    try:
        return noted_of(duty_list, noted_here(), engine)
    except NotebookError as error:
        say(f"{error}这次只在清单里查找。")
        return None


def _match(arguments: argparse.Namespace) -> int:
    from duty_desktop.export import as_json, match_lines

    duty_list = load(arguments)
    match = matched(arguments, duty_list)
    if arguments.json:
        print_json(as_json.matched(match))
    else:
        print("\n".join(match_lines.match_lines(match, duty_list.town.own)))
    return DONE if match.is_listed else NOTHING


if __name__ == "__main__":
    sys.exit(main())
