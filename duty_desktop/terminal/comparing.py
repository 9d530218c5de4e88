"""Two lists that a command names, held against each other, and the command ``diff``."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from duty_desktop.terminal.speaking import DONE, NOTHING, print_json

if TYPE_CHECKING:
    from duty_desktop.domain.changes import Comparison


def add_diff(diff: argparse.ArgumentParser) -> None:
    """Give the command ``diff`` its arguments."""
    add_two_lists(diff)
    diff.add_argument("--json", action="store_true", help="输出 JSON")
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
    from duty_desktop.export import change_lines, changes_json

    comparison = compared(arguments)
    if arguments.json:
        print_json(changes_json.compared(comparison, carried_over(comparison)))
    else:
        print("\n".join(change_lines.change_lines(comparison)))
    return DONE if comparison.is_same else NOTHING
