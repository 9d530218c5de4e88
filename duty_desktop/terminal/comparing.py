"""Two lists that a command names, held against each other, and the command ``diff``."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from duty_desktop.errors import PersonError
from duty_desktop.files import check_folder_of, write_whole
from duty_desktop.terminal.speaking import DONE, NOTHING, print_json, say

if TYPE_CHECKING:
    from duty_desktop.domain.changes import Comparison
    from duty_desktop.export.changes_file import ChangesFormat


def add_diff(diff: argparse.ArgumentParser) -> None:
    """Give the command ``diff`` its arguments."""
    add_two_lists(diff)
    form = diff.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="输出 JSON")
    form.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="文件",
        help="写成文件：.xlsx 给 Excel/WPS 表格，.txt 供阅读，.json 给其他程序",
    )
    diff.set_defaults(run=_diff)


def add_two_lists(parser: argparse.ArgumentParser) -> None:
    """The two lists that a command compares."""
    for name, heading in (("old", "原清单"), ("new", "现清单")):
        what = "清单数据文件、原始清单文件，或 .xlsx、.docx、.csv"
        parser.add_argument(name, type=Path, metavar=heading, help=what)


def compared(arguments: argparse.Namespace) -> "Comparison":
    """The two lists, held against each other."""
    from duty_desktop.comparing.comparison import compare
    from duty_desktop.importing import list_in

    return compare(list_in(arguments.old), list_in(arguments.new))


def _diff(arguments: argparse.Namespace) -> int:
    from duty_desktop.comparing.carrying import carried_over
    from duty_desktop.domain.change_words import summary
    from duty_desktop.export import change_lines, changes_json
    from duty_desktop.export.changes_file import changes_file

    wanted = _format(arguments.output) if arguments.output else None
    comparison = compared(arguments)
    carried = carried_over(comparison)
    if arguments.json:
        print_json(changes_json.compared(comparison, carried))
    elif wanted:
        write_whole(arguments.output, changes_file(comparison, carried, wanted).data)
        say(f"已写成“{arguments.output}”：{summary(comparison)}。")
    else:
        print("\n".join(change_lines.change_lines(comparison)))
    return DONE if comparison.is_same else NOTHING


def _format(path: Path) -> "ChangesFormat":
    """What a file's ending asks for."""
    from duty_desktop.export.changes_file import ChangesFormat

    ending = path.suffix.lower().removeprefix(".")
    if ending not in list(ChangesFormat):
        endings = "、".join(f".{each}" for each in ChangesFormat)
        raise PersonError(f"文件名“{path.name}”的结尾应是 {endings} 之一。")
    check_folder_of(path)
    return ChangesFormat(ending)
