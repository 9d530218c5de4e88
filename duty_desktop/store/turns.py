"""One writer at a time in a folder, whatever program or machine it is."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from duty_desktop.errors import OutputError
from duty_desktop.store.notebook_faults import primary_code

WAITING = 10.0
"""Seconds to wait for another window that is just writing: twenty lists take one."""

_NOT_ALLOWED = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_FULL,
)


@contextmanager
def alone(lock: Path, busy: str, refused: str) -> Iterator[bool]:
    """Whether nobody else gets past this before it ends; others wait for it.

    SQLite knows the locks of every system, and a system lets go of those of a program that was
    killed; ``lock`` is an empty file, which stays. False where the folder knows no locks. Raises
    ``OutputError`` with the sentence ``busy`` where somebody else goes on for too long, and with
    ``refused`` where no file may be made.
    """
    with ExitStack() as stack:
        is_alone = False
        try:
            connection = sqlite3.connect(lock, timeout=WAITING, isolation_level=None)
            stack.callback(connection.close)
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("BEGIN EXCLUSIVE")
            is_alone = True
        except sqlite3.Error as error:
            code = primary_code(error)
            if code == sqlite3.SQLITE_BUSY:
                raise OutputError(busy, repr(error)) from error
            if code in _NOT_ALLOWED:
                raise OutputError(refused, repr(error)) from error
        yield is_alone
