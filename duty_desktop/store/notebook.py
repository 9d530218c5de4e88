"""The town's notebook, open: what is noted, edited whole or not at all, undone and done again."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from duty_desktop.domain.assignment import Edit, TownNotes, applied
from duty_desktop.errors import NotebookConflictError, NotebookError
from duty_desktop.store import notebook_file, notebook_history, notebook_rows, notebook_schema
from duty_desktop.store.notebook_faults import fault, primary_code, told
from duty_desktop.store.notebook_history import PastEdit, Turns

_NEWER = "记事本由更新的版本写成，这里只能看、不能改。请安装新版程序。"
_LOCKED_AWAY = "记事本不允许写入，只能看、不能改。请检查文件和文件夹的权限。"

_NOT_ALLOWED = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_PASSING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL)
"""What keeps from writing for good, and what may be over when something is to be written."""


class Notebook:
    """A notebook's file, held open; one thread at a time may use it.

    Attributes:
        path: its file.
        notes: what is noted, as it was last read.
        read_only: the sentence why nothing can be changed; empty where it can.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, read_only: str = "") -> None:
        """Read what is noted in a file that was looked through; raises ``NotebookError``."""
        self.path = path
        self.read_only = read_only
        self._connection = connection
        self._seen = 0
        self.notes = TownNotes()
        with told():
            self._read()

    @classmethod
    def opened(cls, path: Path) -> Self:
        """The notebook at ``path``, looked through.

        Raises ``NotebookDamagedError`` where it is damaged or none, ``NotebookError`` where it
        cannot be opened or is of an earlier version, which ``notebook_recovery`` brings up.
        """
        connection = notebook_file.opened(path)
        try:
            notebook_file.keep_rollback_journal(connection)
            notebook_file.examine(connection)
            return cls(connection, path, _why_read_only(connection))
        except BaseException:
            connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def refresh(self) -> bool:
        """Whether another window changed something since; it is read then."""
        with told():
            if self._version() == self._seen:
                return False
            self._read()
        return True

    def apply(self, edit: Edit, now: datetime, *, restored: bool = False) -> None:
        """Do an edit: it is in the file when this returns. ``restored`` says it is of a backup.

        Raises ``NotebookConflictError`` where another window changed one of its records, and
        ``NotebookError`` where it cannot be written; nothing of it is written then.
        """
        if not edit.changes:
            return
        with self._writing():
            notebook_history.do(self._connection, edit, now, restored=restored)
        self._follow(edit)

    def turns(self) -> Turns:
        """What can be undone and what can be done again."""
        with told():
            return notebook_history.read_turns(self._connection)

    def past(self, most: int = 200) -> Sequence[PastEdit]:
        """The last edits, the newest first."""
        with told():
            return notebook_history.read_past(self._connection, most)

    def past_edit(self, past: PastEdit) -> Edit:
        """What one of the past edits changed when it was made."""
        with told():
            return notebook_history.read_edit(self._connection, past)

    def turn(self, past: PastEdit, now: datetime) -> Edit:
        """Undo what ``turns`` names to be undone, or do again what it names; the edit that did it.

        Raises as ``apply``.
        """
        with self._writing():
            edit = notebook_history.turn(self._connection, past, now)
        self._follow(edit)
        return edit

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self.read_only:
            raise NotebookError(self.read_only)
        try:
            with notebook_file.writing(self._connection):
                yield
        except NotebookConflictError:
            self.refresh()
            raise

    def _follow(self, edit: Edit) -> None:
        """Keep up with what was just written; what other windows wrote is read with it."""
        if not self.refresh():
            self.notes = applied(self.notes, edit)

    def _read(self) -> None:
        """Read everything as it is at one moment."""
        self._connection.execute("BEGIN")
        try:
            self.notes = notebook_rows.read(self._connection)
            self._seen = self._version()
        finally:
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")

    def _version(self) -> int:
        """SQLite's number for what others wrote to the file; our own edits do not change it."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)


def _why_read_only(connection: sqlite3.Connection) -> str:
    """Why nothing can be written; empty where it can.

    SQLite opens a file that it may not write to for reading, and finds out in writing that it may
    not make the journal beside it. Raises ``NotebookError`` for a notebook of an earlier version.
    """
    version = notebook_file.version_of(connection)
    if version < notebook_schema.VERSION:
        raise NotebookError("记事本还没有准备好，请重新打开本程序。", f"version {version}")
    if version > notebook_schema.VERSION:
        return _NEWER
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {notebook_schema.VERSION}")
    except sqlite3.Error as error:
        if primary_code(error) in _NOT_ALLOWED:
            return _LOCKED_AWAY
        if primary_code(error) not in _PASSING:
            raise fault(error) from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return ""
