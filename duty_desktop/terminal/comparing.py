"""Two lists that a command names, held against each other, and the command ``diff``."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from duty_desktop.errors import SourceDocumentError
from duty_desktop.terminal.speaking import DONE, NOTHING, print_json

if TYPE_CHECKING:
    from duty_desktop.domain.changes import Comparison
    from duty_desktop.domain.duty import DutyList

_DATABASE = b"SQLite format 3\0"
"""What a database file begins with (SQLite file format, §1.3.1)."""

_ZIP = b"PK\x03\x04"
"""What files of Excel and Word begin with (.ZIP File Format Specification, §4.3.7)."""

_MOST_READ = 64 * 1024 * 1024
"""Bytes; what is larger is no list, and is not read whole to find that out."""


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

    return compare(_read(arguments.old), _read(arguments.new))


def _read(path: Path) -> "DutyList":
    """The list in a database or a source document; what the file is, its content says.

    Raises ``SourceDocumentError`` or ``CatalogueError`` where it is neither, or damaged.
    """
    from duty_desktop.ingest.duty_list import read_duty_list
    from duty_desktop.store import catalogue

    try:
        with path.open("rb") as file:
            data = file.read(_MOST_READ + 1)
    except OSError as error:
        raise SourceDocumentError(
            f"清单文件“{path}”打不开，请核对文件名和读取权限。", str(error)
        ) from error
    if data.startswith(_DATABASE):
        return catalogue.load(path)
    if data.startswith(_ZIP) or path.suffix.lower() == ".csv":
        return _understood(path)
    try:
        return read_duty_list(data)
    except SourceDocumentError as error:
        raise SourceDocumentError(f"“{path.name}”：{error}", error.details) from error


def _understood(path: Path) -> "DutyList":
    """The only list in a file of Excel or Word, as ``import`` reads it."""
    from duty_desktop.ingest.understanding import understand

    lists = understand([path]).lists
    if len(lists) != 1:
        raise SourceDocumentError(f"“{path.name}”里有 {len(lists)} 份清单，请先导入，再逐份比较。")
    if lists[0].duty_list is None:
        lacking = "、".join(lists[0].lacking)
        raise SourceDocumentError(
            f"“{path.name}”里没有写明{lacking}，请先用 import 导入并写明，再比较。"
        )
    return lists[0].duty_list


def _diff(arguments: argparse.Namespace) -> int:
    from duty_desktop.comparing.carrying import carried_over
    from duty_desktop.export import change_lines, changes_json

    comparison = compared(arguments)
    if arguments.json:
        print_json(changes_json.compared(comparison, carried_over(comparison)))
    else:
        print("\n".join(change_lines.change_lines(comparison)))
    return DONE if comparison.is_same else NOTHING
