"""Backups of the notebook: made each day and before anything large, thinned, listed."""

import re
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from duty_desktop.errors import NotebookError, OutputError
from duty_desktop.store import notebook_copies, notebook_thinning
from duty_desktop.store.notebook_file import is_there
from duty_desktop.store.notebook_places import BACKUPS, FILE_NAME


class Reason(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    """By itself; thinned to days, weeks and months."""
    ASKED = "asked"
    IMPORT = "before-import"
    UPGRADE = "before-upgrade"
    RESTORE = "before-restore"
    """What was there before a backup was put in its place; never deleted."""

    @property
    def words(self) -> str:
        """The reason in Chinese."""
        return _WORDS[self]


_WORDS = {
    Reason.DAILY: "自动备份",
    Reason.ASKED: "手动备份",
    Reason.IMPORT: "导入前备份",
    Reason.UPGRADE: "升级前备份",
    Reason.RESTORE: "恢复前的记事本",
}

_MOST_OF_A_REASON = 20
"""Backups that were made for one reason, other than daily ones."""

_NAME = re.compile(
    rf"notebook-(\d{{4}}-\d\d-\d\d-\d{{6}})-({'|'.join(Reason)})(?:-(\d+))?\.db", re.ASCII
)
_STAMP = "%Y-%m-%d-%H%M%S"
_UNFINISHED = ".notebook-*"
_SURELY_LEFT = 24 * 3600
"""What ``files.write_whole`` calls a file until it is whole, and the seconds after which nobody
writes to it any more."""

_SAME_SECOND = 1000
"""Backups of one second that get a name."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in its folder."""

    path: Path
    made_at: datetime
    """On this machine's clock, to the second, without a zone."""
    reason: Reason
    size: int
    """In bytes."""

    @property
    def words(self) -> str:
        """2026-11-22 18:06 自动备份."""
        return _words(self.made_at, self.reason)


def called(path: Path) -> str:
    """What a person calls the backup in this file: as it is listed, or else the file's name."""
    named = _named(path)
    return _words(*named[:2]) if named else path.name


def _named(path: Path) -> tuple[datetime, Reason, int] | None:
    """When and why a backup of this name was made, and which one of its second it is."""
    parts = _NAME.fullmatch(path.name)
    if parts:
        with suppress(ValueError):
            made_at = datetime.strptime(parts[1], _STAMP)  # noqa: DTZ007 - the clock's own
            return made_at, Reason(parts[2]), int(parts[3] or 1)
    return None


def _words(made_at: datetime, reason: Reason) -> str:
    return f"{made_at:%Y-%m-%d %H:%M} {reason.words}"


def listed(user_data: Path) -> Sequence[Backup]:
    """The backups, the newest first; other files in their folder are passed over.

    Raises ``NotebookError`` where the folder cannot be read.
    """
    found = []
    folder = user_data / BACKUPS
    try:
        for path in folder.iterdir() if folder.is_dir() else ():
            named = _named(path)
            if named and path.is_file():
                made_at, reason, number = named
                about = path.stat()
                backup = Backup(path, made_at, reason, about.st_size)
                found.append((made_at, about.st_mtime_ns, number, backup))
    except OSError as error:
        raise NotebookError(
            f"备份文件夹“{folder}”读不出来，请检查文件夹的权限。", str(error)
        ) from error
    return [backup for *_, backup in sorted(found, key=lambda each: each[:3], reverse=True)]


def backup(user_data: Path, reason: Reason, now: datetime) -> Backup:
    """A backup of the notebook, made and checked; older ones are thinned.

    ``now`` is this machine's clock. Opens the notebook by itself, so that it may run on any thread.
    Raises ``NotebookError`` or ``OutputError`` where it cannot be made.
    """
    folder = user_data / BACKUPS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _free_name(folder, reason, now)
    except OSError as error:
        raise OutputError(
            f"没有备份成：文件夹“{folder}”不能建立或不允许写入，请检查权限。", str(error)
        ) from error
    size = notebook_copies.write_copy(user_data / FILE_NAME, path)
    made = Backup(path, now.replace(microsecond=0, tzinfo=None), reason, size)
    _thin(user_data, made)
    return made


def keep_up(user_data: Path, now: datetime) -> Backup | None:
    """The day's backup, made now; ``None`` where there is one already or nothing to back up.

    Raises as ``backup``.
    """
    if not is_there(user_data / FILE_NAME):
        return None
    today = now.date()
    days = {each.made_at.date() for each in listed(user_data) if each.reason is Reason.DAILY}
    return None if today in days else backup(user_data, Reason.DAILY, now)


def _free_name(folder: Path, reason: Reason, now: datetime) -> Path:
    stamp = f"notebook-{now:{_STAMP}}-{reason}"
    for number in range(1, _SAME_SECOND):
        path = folder / (f"{stamp}.db" if number == 1 else f"{stamp}-{number}.db")
        if not path.exists():
            return path
    raise NotebookError("同一秒里的备份太多，请稍后再试。")


def _thin(user_data: Path, made: Backup) -> None:
    """Delete what need not be kept; what cannot be deleted stays until the next time."""
    by_reason: defaultdict[Reason, list[Backup]] = defaultdict(list)
    for each in listed(user_data):
        by_reason[each.reason].append(each)
    daily = by_reason.pop(Reason.DAILY, [])
    stay = notebook_thinning.kept([each.made_at for each in daily], made.made_at.date())
    spare = [each for each in daily if each.made_at not in stay]
    by_reason.pop(Reason.RESTORE, None)
    for group in by_reason.values():
        # As of the daily ones: what a wrong clock dated later stays and takes nobody's place.
        usual = [each for each in group if each.made_at.date() <= made.made_at.date()]
        spare += usual[_MOST_OF_A_REASON:]
    for each in spare:
        if each.path != made.path:
            with suppress(OSError):
                each.path.unlink()
    for path in made.path.parent.glob(_UNFINISHED):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _SURELY_LEFT:
                path.unlink()
