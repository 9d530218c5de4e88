"""Whole copies of a notebook, in memory and checked: what backups are made of and read from."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from duty_desktop.domain.assignment import TownNotes
from duty_desktop.errors import NotebookDamagedError, NotebookError, OutputError
from duty_desktop.files import write_whole
from duty_desktop.store import notebook_file, notebook_rows, notebook_schema
from duty_desktop.store.notebook_faults import told

_NOTHING_IN_IT = "这个文件里没有记事本。"
_NEWER = "这个备份由更新的版本写成，本程序读不了，请安装新版程序。"


class NewerError(NotebookError):
    """A notebook of a later version, which this program cannot read."""


@contextmanager
def copy_of(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy in memory of the notebook at ``path``, as it is at one moment, every page checked.

    Others may go on writing meanwhile. Raises ``NotebookDamagedError`` where it is damaged, empty
    or none, ``NotebookError`` where it cannot be read.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        if not notebook_file.is_there(path):
            raise NotebookError(f"没有找到“{path}”，请核对文件名。")
        # Not for reading only: what a killed program left half-written is rolled back first.
        source = notebook_file.opened(path)
        try:
            with told():
                # All pages in one go: the copy is of one moment.
                source.backup(connection, pages=-1, progress=_patience(), sleep=0.05)
        finally:
            source.close()
        _check(connection)
        yield connection
    finally:
        connection.close()


def bytes_of(path: Path) -> bytes:
    """A checked copy of the notebook at ``path``, as a file's bytes; raises as ``copy_of``."""
    with copy_of(path) as connection:
        return connection.serialize()


@contextmanager
def today_copy_in(data: bytes) -> Iterator[sqlite3.Connection]:
    """The notebook whose file is ``data``, in memory, checked, brought to today's version.

    Raises as ``today_copy_of``.
    """
    if not data:
        raise NotebookDamagedError(_NOTHING_IN_IT)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with told():
            connection.deserialize(data)
        _check(connection)
        _bring_up(connection)
        yield connection
    finally:
        connection.close()


def _check(connection: sqlite3.Connection) -> None:
    with told():
        notebook_file.prepare(connection)
    if not notebook_file.version_of(connection):
        raise NotebookDamagedError(_NOTHING_IN_IT)
    notebook_file.examine(connection, "integrity_check")
    if notebook_file.version_of(connection) == notebook_schema.VERSION:
        # SQLite does not look whether a text is one.
        with told():
            notebook_rows.read(connection)


def check_whole(copy: sqlite3.Connection) -> None:
    """Raise ``NotebookDamagedError`` unless every row of an open copy can be read.

    What is noted was read when it was opened; this reads the history too.
    """
    try:
        with told():
            for table in notebook_schema.TABLES:
                for _ in copy.execute(f"SELECT * FROM {table}"):  # noqa: S608
                    pass
    except NotebookDamagedError as error:
        sentence = "这个备份里的改动记录已损坏，不能用来重建记事本，请换一个备份。"
        raise NotebookDamagedError(sentence, error.details) from error


def _bring_up(connection: sqlite3.Connection) -> None:
    if notebook_file.version_of(connection) > notebook_schema.VERSION:
        raise NewerError(_NEWER)
    with told():
        notebook_schema.upgrade(connection)


def write_copy(source: Path, target: Path) -> int:
    """The size in bytes of a checked copy of the notebook at ``source``, put at ``target``.

    Raises ``NotebookError`` as ``copy_of``. Raises ``OutputError`` where it cannot be written: what
    was at ``target`` is still there then; or where it does not read as it was written: it is taken
    away again.
    """
    data = bytes_of(source)
    write_whole(target, data)
    # Not a fault of the notebook: whoever meets it must not take the notebook for damaged.
    try:
        is_same = target.read_bytes() == data
        if not is_same:
            target.unlink()
    except OSError as error:
        raise _unlike(target, str(error)) from error
    if not is_same:
        raise _unlike(target)
    return len(data)


def notes_in(path: Path) -> TownNotes:
    """What is noted in the notebook at ``path``, which may be of an earlier version.

    Raises as ``copy_of``, and ``NewerError`` where it is of a later one.
    """
    with today_copy_of(path) as connection, told():
        return notebook_rows.read(connection)


@contextmanager
def today_copy_of(path: Path) -> Iterator[sqlite3.Connection]:
    """A checked copy in memory, brought to today's version."""
    with copy_of(path) as connection:
        _bring_up(connection)
        yield connection


def pour(source: sqlite3.Connection, empty: sqlite3.Connection) -> None:
    """Copy every row of one notebook into an empty one of the same version."""
    for table in notebook_schema.TABLES:
        rows = source.execute(f"SELECT * FROM {table} ORDER BY rowid")  # noqa: S608
        places = ", ".join("?" * len(rows.description))
        empty.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608


def _unlike(target: Path, details: str = "") -> OutputError:
    return OutputError(
        f"没有备份成：写到“{target}”的内容读回来不一样，磁盘可能有问题，请换一个位置。", details
    )


def _patience() -> Callable[[int, int, int], None]:
    """What ends the waiting for a writer who never ends; Python by itself would wait for ever."""
    end = time.monotonic() + notebook_file.WAITING

    def waited(status: int, _left: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > end:
            raise NotebookError("记事本一直被另一个窗口占用，没有备份成，请稍后再试。")

    return waited
