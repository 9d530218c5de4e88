"""The notebook at the start of the program, and a backup put in its place.

Nothing is ever deleted here: what is damaged is set aside under a dated name, and what was there
before a backup is restored is backed up first.
"""

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from duty_desktop.domain.assignment import TownNotes, difference
from duty_desktop.errors import NotebookDamagedError, NotebookError
from duty_desktop.store import (
    notebook_backups,
    notebook_copies,
    notebook_file,
    notebook_rows,
    notebook_schema,
)
from duty_desktop.store.notebook import Notebook
from duty_desktop.store.notebook_backups import Backup, Reason, called
from duty_desktop.store.notebook_faults import told
from duty_desktop.store.notebook_places import FILE_NAME

SET_ASIDE = "set-aside"
"""The folder, in the user's data folder, of damaged notebooks."""

_JOURNAL = "-journal"
"""What SQLite adds to a file's name for its rollback journal."""


@dataclass(frozen=True, slots=True)
class Lost:
    """There is no notebook that could be opened, though there was one."""

    sentence: str
    """What was found, in Chinese."""
    set_aside: Path | None
    """Where the damaged file is now."""
    offered: Backup | None
    """The newest backup that is sound."""


def was_begun(user_data: Path) -> bool:
    """Whether there is a notebook, sound or not, or a backup of one; raises ``NotebookError``."""
    try:
        is_there = notebook_file.is_there(user_data / FILE_NAME)
    except NotebookDamagedError:
        return True
    return is_there or bool(notebook_backups.listed(user_data))


def start(user_data: Path, now: datetime) -> Notebook | Lost:
    """The notebook in the user's data folder, made if there never was one.

    A damaged one is set aside, and the newest good backup offered: the caller asks, then calls
    ``restore`` or ``begin_anew``. An earlier version's is backed up and brought to today's. Raises
    ``NotebookError`` where the file is sound as far as is known but cannot be opened.
    """
    path = user_data / FILE_NAME
    try:
        version = _version_at(path)
        if version:
            if version < notebook_schema.VERSION:
                _upgrade(user_data, now)
            return Notebook.opened(path)
    except NotebookDamagedError as error:
        aside = _put_aside(user_data, now)
        sentence = f"{error}它没有被删除，已移到“{aside}”。"
        return Lost(sentence, aside, _newest_good(user_data))
    if offered := _newest_good(user_data):
        return Lost(f"记事本文件“{path}”不见了或是空的。", None, offered)
    return begin_anew(user_data)


def begin_anew(user_data: Path) -> Notebook:
    """The notebook, empty if there is none; raises ``NotebookError``."""
    _make(user_data, lambda _: None)
    return Notebook.opened(user_data / FILE_NAME)


def restore(user_data: Path, source: Path, now: datetime) -> Backup | None:
    """Put the notebook in the file ``source`` in place; gives the backup of what was there.

    A sound notebook becomes what the backup was by one edit, which other windows see and which can
    be undone; a damaged one is set aside, and a lost one made anew with the backup's history.
    Raises ``NotebookError`` where ``source`` is no sound notebook or nothing can be written; what
    was there is unchanged then.
    """
    with ExitStack() as stack:
        try:
            copy = stack.enter_context(notebook_copies.today_copy_of(source))
        except NotebookDamagedError as error:
            sentence = f"“{source}”不能用来恢复：{error}"
            raise NotebookDamagedError(sentence, error.details) from error
        name = called(source)
        return put_in_place(user_data, copy, lambda count: f"恢复备份“{name}”（{count}处）", now)


def put_in_place(
    user_data: Path, copy: sqlite3.Connection, title: Callable[[int], str], now: datetime
) -> Backup | None:
    """Put an open copy of today's version in place, as ``restore``, by an edit of this title."""
    with told():
        then = notebook_rows.read(copy)
    damaged = False
    try:
        version = _version_at(user_data / FILE_NAME)
        if version:
            if version < notebook_schema.VERSION:
                _upgrade(user_data, now)
            with Notebook.opened(user_data / FILE_NAME) as notebook:
                return _become(notebook, then, title, now)
    except NotebookDamagedError:
        damaged = True
    # All of it goes into the new one; what is there is not touched before that is sure.
    notebook_copies.check_whole(copy)
    if damaged:
        _put_aside(user_data, now)
    _make(user_data, lambda empty: notebook_copies.pour(copy, empty))
    return None


def read_notes(user_data: Path) -> TownNotes:
    """What is noted in the notebook, nothing where there is none; nothing is made or changed.

    An empty file is none: a full disk or a kill leaves it where a notebook was to be made.
    """
    path = user_data / FILE_NAME
    return notebook_copies.notes_in(path) if _version_at(path) else TownNotes()


def is_begun(user_data: Path) -> bool:
    """Whether there is a notebook, be it with nothing in it; raises ``NotebookError``."""
    return bool(_version_at(user_data / FILE_NAME))


def _become(
    notebook: Notebook, then: TownNotes, title: Callable[[int], str], now: datetime
) -> Backup:
    """Raises as ``restore``; a notebook that may not be changed is not backed up either."""
    if notebook.read_only:
        raise NotebookError(notebook.read_only)
    before = notebook_backups.backup(notebook.path.parent, Reason.RESTORE, now)
    notebook.apply(difference(notebook.notes, then, title), now, restored=True)
    return before


def _version_at(path: Path) -> int:
    """The version of the notebook at ``path``; 0 where there is none or an empty file."""
    if not notebook_file.is_there(path):
        return 0
    connection = notebook_file.opened(path)
    try:
        return notebook_file.version_of(connection)
    finally:
        connection.close()


def _upgrade(user_data: Path, now: datetime) -> None:
    notebook_backups.backup(user_data, Reason.UPGRADE, now)
    connection = notebook_file.opened(user_data / FILE_NAME)
    try:
        notebook_file.examine(connection)
        with notebook_file.writing(connection):
            notebook_schema.upgrade(connection)
    finally:
        connection.close()


def _make(user_data: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make a notebook where there is none, in one transaction; another window's stays as it is."""
    path = user_data / FILE_NAME
    try:
        user_data.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _strip_journal(path)
    except OSError as error:
        raise NotebookError(
            f"记事本的文件夹“{user_data}”不能建立或不允许写入，请检查权限。", str(error)
        ) from error
    connection = notebook_file.opened(path, mode="rwc")
    try:
        with notebook_file.writing(connection):
            if not notebook_file.version_of(connection):
                notebook_schema.upgrade(connection)
                fill(connection)
    finally:
        connection.close()


def _put_aside(user_data: Path, now: datetime) -> Path:
    """Move the damaged notebook out of the way, with the journal that belongs to it."""
    path = user_data / FILE_NAME
    folder = user_data / SET_ASIDE
    aside = folder / f"notebook-{now:%Y-%m-%d-%H%M%S}-damaged.db"
    try:
        folder.mkdir(exist_ok=True)
        number = 1
        while aside.exists():
            number += 1
            aside = folder / f"notebook-{now:%Y-%m-%d-%H%M%S}-damaged-{number}.db"
        path.rename(aside)
        journal = path.with_name(path.name + _JOURNAL)
        if journal.exists():
            journal.rename(aside.with_name(aside.name + _JOURNAL))
    except OSError as error:
        raise NotebookError(
            f"记事本文件“{path}”已损坏，又移不开（可能正被别的窗口使用）。请关闭其他窗口后重新打开。",
            str(error),
        ) from error
    return aside


def _strip_journal(path: Path) -> None:
    """Move a journal that was left without its file: it must not be applied to a new one."""
    journal = path.with_name(path.name + _JOURNAL)
    if journal.exists():
        folder = path.parent / SET_ASIDE
        folder.mkdir(exist_ok=True)
        journal.replace(folder / f"{journal.name}-{journal.stat().st_mtime_ns}")


def _newest_good(user_data: Path) -> Backup | None:
    """The newest backup that can be restored."""
    for backup in notebook_backups.listed(user_data):
        try:
            with notebook_copies.today_copy_of(backup.path) as copy:
                notebook_copies.check_whole(copy)
        except NotebookError:
            continue
        return backup
    return None
