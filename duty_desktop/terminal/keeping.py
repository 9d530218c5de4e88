"""The commands ``backup`` and ``restore``: the town's notebook kept safe."""

import argparse
import datetime
from pathlib import Path

from duty_desktop import paths
from duty_desktop.errors import NotFoundError, OutputError
from duty_desktop.files import is_file
from duty_desktop.store import notebook_backups, notebook_copies, notebook_recovery
from duty_desktop.store.notebook_backups import Backup, Reason
from duty_desktop.store.notebook_file import is_there
from duty_desktop.store.notebook_places import BACKUPS, FILE_NAME
from duty_desktop.terminal.choosing import database
from duty_desktop.terminal.speaking import DONE, NOTHING, print_json, say


def add_backup(backup: argparse.ArgumentParser) -> None:
    """Give the command ``backup`` its options."""
    backup.add_argument(
        "-o", "--output", type=Path, metavar="文件", help="写到这个文件；默认写到备份文件夹"
    )
    backup.set_defaults(run=_backup)


def add_restore(restore: argparse.ArgumentParser) -> None:
    """Give the command ``restore`` its options."""
    what = restore.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "source", nargs="?", type=Path, metavar="文件", help="备份文件，或 --list 列出的文件名"
    )
    what.add_argument("--list", action="store_true", help="列出已有的备份")
    restore.add_argument("--json", action="store_true", help="与 --list 合用，输出 JSON")
    restore.set_defaults(run=_restore)


def _backup(arguments: argparse.Namespace) -> int:
    notebook = paths.user_data() / FILE_NAME
    if not is_there(notebook):
        raise NotFoundError("还没有记事本，没有可备份的内容。")
    if arguments.output is None:
        made = notebook_backups.backup(paths.user_data(), Reason.ASKED, now())
        say(f"已备份到“{made.path}”。")
        return DONE
    for kept in (notebook, database(arguments)):
        if is_same(arguments.output, kept):
            raise OutputError(f"没有备份：“{kept}”是本程序正在用的文件，请换一个文件名。")
    notebook_copies.write_copy(notebook, arguments.output)
    say(f"已备份到“{arguments.output}”。")
    return DONE


def _restore(arguments: argparse.Namespace) -> int:
    if arguments.list:
        return _list(arguments)
    folder = paths.user_data()
    source: Path = arguments.source
    named = folder / BACKUPS / source.name
    if source.parent == Path() and not is_file(source) and is_file(named):
        source = named
    before = notebook_recovery.restore(folder, source, now())
    say(f"已恢复“{source}”。")
    if before:
        say(f"恢复前的记事本备份在“{before.path}”。")
    return DONE


def _list(arguments: argparse.Namespace) -> int:
    backups = notebook_backups.listed(paths.user_data())
    if arguments.json:
        print_json([_described(each) for each in backups])
    elif not backups:
        say("还没有备份。")
    else:
        for each in backups:
            print("\t".join((each.path.name, each.words, f"{each.size:,} 字节")))
    return DONE if backups else NOTHING


def _described(backup: Backup) -> dict[str, object]:
    return {
        "file": str(backup.path),
        "made_at": backup.made_at.isoformat(),
        "reason": backup.reason.value,
        "bytes": backup.size,
    }


def is_same(one: Path, other: Path) -> bool:
    """Whether both are one file that is there."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def now() -> datetime.datetime:
    """Now, on this machine's clock."""
    return datetime.datetime.now(datetime.UTC).astimezone()
