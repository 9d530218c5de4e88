"""The notebook's file: opened, told from other files, and looked through for damage.

It is in journal mode DELETE: a write-ahead log needs memory that all its users share and is not
safe on a shared folder (sqlite.org/wal.html). There is one writer at a time, the others wait.
"""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from duty_desktop.errors import NotebookDamagedError, NotebookError
from duty_desktop.store import notebook_schema as schema
from duty_desktop.store.notebook_faults import DAMAGED, told

WAITING = 5.0
"""Seconds to wait for another window that is just writing."""

MOST_BYTES = 512 * 1024 * 1024
"""A notebook of twenty towns has some 10 MB; what is larger than this is some other file."""

_LONGEST = 4 * 1024 * 1024
"""Bytes of one value or one row; a remark has 20,000 characters at most."""

_NOT_OURS = "这个文件是别的程序的数据库，不是记事本。"


def opened(path: Path, *, mode: str = "rw") -> sqlite3.Connection:
    """A connection, not looked through yet; one thread at a time may use it.

    ``mode`` is SQLite's: ``ro``, ``rw``, or ``rwc``, which makes an empty file where there is none.
    Raises ``NotebookError``.
    """
    is_there(path)
    plain = path.absolute().as_posix()
    rooted = plain if plain.startswith("/") else f"/{plain}"
    with told():
        connection = sqlite3.connect(
            f"file://{quote(rooted)}?mode={mode}",
            uri=True,
            timeout=WAITING,
            isolation_level=None,
            check_same_thread=False,
        )
    try:
        with told():
            prepare(connection)
    except NotebookError:
        connection.close()
        raise
    return connection


def is_there(path: Path) -> bool:
    """Whether there is a file at ``path``.

    Raises ``NotebookError`` where it cannot be told or is no file, ``NotebookDamagedError`` where
    it is far too large for a notebook.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise NotebookError(f"“{path}”打不开，请检查文件夹的权限。", str(error)) from error
    if not stat.S_ISREG(found.st_mode):
        raise NotebookError(f"“{path}”不是文件，请把它移开或另选一个。")
    if found.st_size > MOST_BYTES:
        raise NotebookDamagedError(f"“{path}”太大，不是记事本。")
    return True


def prepare(connection: sqlite3.Connection) -> None:
    """Set what SQLite leaves to its user: nothing confirmed is lost, nothing in a file is run."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    # EXTRA is FULL and makes the journal's removal, which is the commit, last through a power cut.
    for pragma in (
        "synchronous = EXTRA",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def keep_rollback_journal(connection: sqlite3.Connection) -> None:
    """Turn back a write-ahead log that some other program switched on."""
    with told():
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        if mode == "wal":
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode == "wal":
        raise NotebookError(
            "记事本正被别的程序使用，请关闭那个程序后再试。", f"journal_mode {mode}"
        )


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that is done whole or not at all; waits for other writers first."""
    with told(writing=True):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            # A full disk has undone the transaction already.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def version_of(connection: sqlite3.Connection) -> int:
    """The notebook's version; 0 for an empty file.

    Raises ``NotebookDamagedError`` where it is no notebook.
    """
    with told():
        mark, version, things = (
            connection.execute(sql).fetchone()[0]
            for sql in (
                "PRAGMA application_id",
                "PRAGMA user_version",
                "SELECT count(*) FROM sqlite_master",
            )
        )
    if not mark and not version and not things:
        return 0
    if mark != schema.APPLICATION_ID or version < 1:
        raise NotebookDamagedError(_NOT_OURS, f"application_id {mark}, user_version {version}")
    return int(version)


def examine(connection: sqlite3.Connection, check: str = "quick_check") -> None:
    """Raise ``NotebookDamagedError`` unless the notebook is sound; one of a later version may be.

    ``check`` is SQLite's: ``quick_check``, or ``integrity_check``, which looks at indexes too.
    """
    version = version_of(connection)
    with told():
        if version <= schema.VERSION and schema.shape(connection) != schema.shape_of(version):
            raise NotebookDamagedError(f"{DAMAGED[:-1]}或被别的程序改动过。", "schema")
        found = connection.execute(f"PRAGMA {check}").fetchmany(5)
        if found != [("ok",)]:
            raise NotebookDamagedError(DAMAGED, repr(found))
        if astray := connection.execute("PRAGMA foreign_key_check").fetchmany(5):
            raise NotebookDamagedError(DAMAGED, repr(astray))
