"""What SQLite says of a notebook's file, in words for people."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from duty_desktop.errors import NotebookConflictError, NotebookDamagedError, NotebookError

_PRIMARY = 0xFF
"""The part of a result code that says what it is about (sqlite.org/rescode.html)."""

_SENTENCES = {
    sqlite3.SQLITE_FULL: ("磁盘满了", "原有内容都在，请腾出空间后再试。"),
    sqlite3.SQLITE_BUSY: ("记事本正被另一个窗口或另一台电脑使用", "请稍后再试。"),
    sqlite3.SQLITE_LOCKED: ("记事本正被另一个窗口使用", "请稍后再试。"),
    sqlite3.SQLITE_READONLY: ("记事本不允许写入", "请检查文件和文件夹的权限。"),
    sqlite3.SQLITE_PERM: ("记事本不允许读写", "请检查文件和文件夹的权限。"),
    sqlite3.SQLITE_CANTOPEN: ("记事本打不开", "请检查它所在的文件夹是否存在、是否允许读写。"),
    sqlite3.SQLITE_IOERR: ("读写记事本时磁盘出错", "请检查磁盘和网络后再试。"),
}
_OTHERWISE = ("记事本没有读写成", "请关闭本程序后重新打开。")
"""What happened, and what to do."""

_NOT_SAVED = "，刚才的改动没有保存"

DAMAGED = "记事本文件已损坏。"

GONE = "所选的人或科室刚被另一个窗口删掉了，刚才的改动没有保存。已重新读入，请再选一次。"

_DAMAGE = (
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_FORMAT,
    # What is written is held against lengths before: a longer value was not written by us.
    sqlite3.SQLITE_TOOBIG,
)

_NO_TEXT = "Could not decode to UTF-8"
"""What Python says, without a code of SQLite's, of a text whose bytes are none: only damage makes
one, and no check of SQLite's finds it."""


@contextmanager
def told(*, writing: bool = False) -> Iterator[None]:
    """Faults of the file and the machine become a ``NotebookError``, faults of ours stay.

    In ``writing`` the sentence says that what was just changed is not saved.
    """
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        raise fault(error, writing=writing) from error
    except UnicodeDecodeError as error:
        # SQLite quotes a damaged file, and Python reads what it says as UTF-8.
        raise NotebookDamagedError(DAMAGED, repr(error)) from error


def fault(error: sqlite3.Error, *, writing: bool = False) -> NotebookError:
    """The sentence for what SQLite says."""
    code = primary_code(error)
    if code in _DAMAGE or str(error).startswith(_NO_TEXT):
        return NotebookDamagedError(DAMAGED, repr(error))
    if code == sqlite3.SQLITE_CONSTRAINT:
        # Whom an edit names is checked where it is committed.
        return NotebookConflictError(GONE, repr(error))
    happened, to_do = _SENTENCES.get(code, _OTHERWISE)
    return NotebookError(f"{happened}{_NOT_SAVED if writing else ''}。{to_do}", repr(error))


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's result code without its finer distinctions; 0 where Python itself complains."""
    return int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY
