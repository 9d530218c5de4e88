"""The commands ``pack`` and ``unpack``: lists and notes carried from one machine to another."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duty_desktop import importing, paths
from duty_desktop.errors import NotFoundError, OutputError
from duty_desktop.store.notebook_file import is_there
from duty_desktop.store.notebook_places import FILE_NAME
from duty_desktop.terminal.choosing import database
from duty_desktop.terminal.keeping import is_same, now
from duty_desktop.terminal.speaking import DONE, print_json, say

if TYPE_CHECKING:
    from duty_desktop.store.pack import Entry
    from duty_desktop.store.pack_reading import Pack
    from duty_desktop.store.pack_taking import Outlook, Taken

_HOW = ("none", "merge", "replace")
"""What becomes of the notebook, as ``pack_taking.Taking`` says it."""

_MOST_TOLD = 20
"""Differences that are told one by one; the rest are counted."""


def add_pack(parser: argparse.ArgumentParser) -> None:
    """The options of ``pack``."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="文件")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--list", nargs="+", default=(), metavar="清单", help="清单库里的这几份清单")
    which.add_argument("--all-lists", action="store_true", help="清单库里的全部清单")
    parser.add_argument("--notebook", action="store_true", help="带上记事本（分工等）")
    parser.add_argument(
        "--made-at", default="", metavar="时间", help="写进包里的打包时间，默认不写"
    )
    parser.set_defaults(run=_pack)


def add_unpack(parser: argparse.ArgumentParser) -> None:
    """The options of ``unpack``."""
    parser.add_argument("pack", type=Path, metavar="包", help="pack 命令写的 .dutypack 文件")
    parser.add_argument("--yes", action="store_true", help="取入；不写则只显示包里有什么")
    parser.add_argument(
        "--notebook",
        choices=_HOW,
        default="none",
        help="记事本：none 不取，merge 只补这里没有的，replace 换成包里的（默认 none）",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.set_defaults(run=_unpack)


def _words(text: str) -> str:
    from duty_desktop.store.pack import are_words

    if not are_words(text):
        raise argparse.ArgumentTypeError("打包时间太长，或有不能显示的字符")
    return text


def _pack(arguments: argparse.Namespace) -> int:
    from duty_desktop.files import write_whole
    from duty_desktop.store import pack_making

    library = importing.library()
    lists = [library.find(name) for name in arguments.list]
    if arguments.all_lists:
        lists = [each.path for each in library.lists()]
    notebook = paths.user_data() / FILE_NAME if arguments.notebook else None
    if notebook and not is_there(notebook):
        raise NotFoundError("还没有记事本，没有打包。")
    for kept in (paths.user_data() / FILE_NAME, database(arguments), *lists):
        if is_same(arguments.output, kept):
            raise OutputError(f"没有打包：“{kept}”是本程序正在用的文件，请换一个文件名。")
    with _progress("打包") as progress:
        data, made = pack_making.made(lists, notebook, made_at=arguments.made_at, progress=progress)
    write_whole(arguments.output, data)
    for entry in made.contents.entries:
        say(f"{entry.words}：{entry.counted}")
    say(f"已打包到“{arguments.output}”，{len(data):,} 字节，SHA-256：{made.sha256}")
    return DONE


def _unpack(arguments: argparse.Namespace) -> int:
    from duty_desktop.store import pack_reading, pack_taking

    library, user_data = importing.library(), paths.user_data()
    with _progress("核对") as progress:
        pack = pack_reading.read_pack(arguments.pack, progress)
    expected = pack_taking.outlook(pack, library, user_data)
    how = pack_taking.Taking(arguments.notebook)
    taken = None
    if arguments.yes:
        taken = pack_taking.take_in(pack, library, user_data, now(), notebook=how)
    if arguments.json:
        print_json(_document(pack, expected, taken))
        return DONE
    print("\n".join(_lines(pack, expected)))
    if taken is None:
        say("没有取入。核对无误后，加上 --yes 取入清单；记事本用 --notebook merge 或 replace。")
    else:
        for line in _taken_lines(taken):
            say(line)
    return DONE


def _lines(pack: "Pack", expected: "Outlook") -> Iterator[str]:
    contents = pack.contents
    made_at = f"，{contents.made_at}" if contents.made_at else ""
    yield f"{pack.name}（SHA-256：{pack.sha256}），由 {contents.program} 版打成{made_at}："
    for each, is_here in zip(pack.lists, expected.are_here, strict=True):
        yield _entry_line(each.entry, "清单库里已有" if is_here else "新清单")
    if pack.notebook:
        yield _entry_line(pack.notebook.entry, "记事本")
    if expected.fault:
        yield f"这里的记事本：{expected.fault}"
    if expected.replacing is not None:
        yield f"  替换（replace）：改动 {len(expected.replacing.changes)} 处"
    if expected.merging is not None:
        merging = expected.merging
        yield f"  合并（merge）：补入 {len(merging.edit.changes)} 处"
        told = [each.words for each in merging.differences]
        told += [f"{name}：这里另有同名的人，按两个人记" for name in merging.namesakes]
        if told:
            yield f"  合并时与这里不同、保留这里的 {len(told)} 处："
            yield from (f"    {words}" for words in told[:_MOST_TOLD])
            if len(told) > _MOST_TOLD:
                yield f"    ……另有 {len(told) - _MOST_TOLD} 处"


def _entry_line(entry: "Entry", what: str) -> str:
    return (
        f"  {entry.name}\t{entry.words}\t{entry.counted}\t{entry.size:,} 字节"
        f"\tSHA-256：{entry.sha256}\t{what}"
    )


def _taken_lines(taken: "Taken") -> Iterator[str]:
    for path in taken.new:
        yield f"已存入清单库：{path.stem}"
    for path in taken.old:
        yield f"清单库里已有，没有改动：{path.stem}"
    if taken.notebook == "replace":
        yield "记事本已换成包里的，可以撤销。" if taken.backup else "已放入包里的记事本。"
    if taken.merging is not None:
        yield f"记事本已补入 {len(taken.merging.edit.changes)} 处，可以撤销。"
    if taken.backup is not None:
        yield f"取入前的记事本备份在“{taken.backup.path}”。"


def _document(pack: "Pack", expected: "Outlook", taken: "Taken | None") -> dict[str, Any]:
    here = [*expected.are_here, None][: len(pack.contents.entries)]
    entries = pack.contents.document()["entries"]
    notebook: dict[str, Any] | None = None
    if pack.notebook:
        merging, replacing = expected.merging, expected.replacing
        notebook = {
            "fault": expected.fault,
            "replace_changes": len(replacing.changes) if replacing is not None else None,
            "merge_changes": len(merging.edit.changes) if merging is not None else None,
            "differences": [
                {key: value for key, value in asdict(each).items() if key != "record"}
                for each in (merging.differences if merging is not None else ())
            ],
            "namesakes": list(merging.namesakes) if merging is not None else [],
        }
    return {
        "file": pack.name,
        "sha256": pack.sha256,
        "program": pack.contents.program,
        "made_at": pack.contents.made_at,
        "entries": [
            entry | {"here": is_here} for entry, is_here in zip(entries, here, strict=True)
        ],
        "notebook": notebook,
        "taken": None
        if taken is None
        else {
            "new": [path.stem for path in taken.new],
            "old": [path.stem for path in taken.old],
            "notebook": taken.notebook.value,
            "backup": str(taken.backup.path) if taken.backup else None,
        },
    }


@contextmanager
def _progress(doing: str) -> Iterator[Callable[[int, int], None]]:
    """What shows on a terminal how far the work is, and is gone when it ends."""
    shown = sys.stderr.isatty()

    def progress(done: int, whole: int) -> None:
        if shown:
            sys.stderr.write(f"\r{doing} {100 * done // max(whole, 1)}%")
            sys.stderr.flush()

    try:
        yield progress
    finally:
        if shown:
            sys.stderr.write(f"\r{' ' * 20}\r")
