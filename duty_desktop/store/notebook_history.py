"""The notebook's history: every edit with its date, undone and done again.

What was undone can be done again until something else is edited; then it is dropped, and stays in
the history as that.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from duty_desktop.domain.assignment import Change, Edit
from duty_desktop.errors import NotebookConflictError, NotebookDamagedError
from duty_desktop.store import notebook_records as records
from duty_desktop.store import notebook_rows as rows

KEPT = 5000
"""Edits that are remembered; an office of twelve makes as many in some years."""

_CHANGED = "另一个窗口刚刚改过同一内容，刚才的改动没有保存。已重新读入，请看过后再改一次。"
_MOVED_ON = "另一个窗口刚刚又改过，没有撤销或重做。已重新读入，请看过后再试。"

State = Literal["done", "undone", "dropped"]


@dataclass(frozen=True, slots=True)
class PastEdit:
    """An edit of the history."""

    number: int
    title: str
    made_at: datetime
    state: State
    state_at: datetime
    """When it came to be in this state."""


@dataclass(frozen=True, slots=True)
class Turns:
    """What can be undone and what can be done again; ``None`` where nothing can."""

    undo: PastEdit | None = None
    redo: PastEdit | None = None


def do(
    connection: sqlite3.Connection, edit: Edit, now: datetime, *, restored: bool = False
) -> None:
    """Write an edit and remember it, in the transaction that is open.

    What is ``restored`` was written down before. Raises ``NotebookConflictError`` where a record is
    not what the edit takes it to be, ``NotebookError`` where one cannot be kept.
    """
    if not restored:
        _check_new(connection, edit)
    _write(connection, edit, _CHANGED)
    at = now.isoformat()
    connection.execute(
        "UPDATE edits SET state = 'dropped', state_at = ? WHERE state = 'undone'", (at,)
    )
    number = connection.execute(
        "INSERT INTO edits (title, made_at, state, state_at) VALUES (?, ?, 'done', ?)",
        (edit.title, at, at),
    ).lastrowid
    connection.executemany(
        "INSERT INTO edit_changes (edit_id, position, kind, before, after) VALUES (?, ?, ?, ?, ?)",
        [
            (
                number,
                position,
                records.kind_of(change.record),
                records.as_text(change.before),
                records.as_text(change.after),
            )
            for position, change in enumerate(edit.changes)
        ],
    )
    connection.execute(
        "DELETE FROM edits WHERE id <= (SELECT max(id) FROM edits) - ?",
        (KEPT,),
    )


def turn(connection: sqlite3.Connection, past: PastEdit, now: datetime) -> Edit:
    """The edit that undid ``past`` or did it again, written in the transaction that is open.

    Raises ``NotebookConflictError`` where it is no more the one whose turn it is.
    """
    turns = read_turns(connection)
    whose = turns.undo if past.state == "done" else turns.redo
    if whose is None or whose.number != past.number:
        raise NotebookConflictError(_MOVED_ON)
    edit = read_edit(connection, past)
    edit = edit.inverse if past.state == "done" else edit
    _write(connection, edit, _MOVED_ON)
    connection.execute(
        "UPDATE edits SET state = ?, state_at = ? WHERE id = ?",
        ("undone" if past.state == "done" else "done", now.isoformat(), past.number),
    )
    return edit


def read_turns(connection: sqlite3.Connection) -> Turns:
    """What can be undone and what can be done again."""
    undo = _past(connection, "WHERE state = 'done' ORDER BY id DESC LIMIT 1", ())
    redo = _past(connection, "WHERE state = 'undone' ORDER BY id LIMIT 1", ())
    return Turns(undo[0] if undo else None, redo[0] if redo else None)


def read_past(connection: sqlite3.Connection, most: int) -> Sequence[PastEdit]:
    """The last edits, the newest first."""
    return _past(connection, "ORDER BY id DESC LIMIT ?", (most,))


def read_edit(connection: sqlite3.Connection, past: PastEdit) -> Edit:
    """What ``past`` changed when it was made; raises ``NotebookDamagedError``."""
    found = connection.execute(
        "SELECT kind, before, after FROM edit_changes WHERE edit_id = ? ORDER BY position",
        (past.number,),
    )
    changes = tuple(
        Change(records.from_text(kind, before), records.from_text(kind, after))
        for kind, before, after in found
    )
    if any(each.before is None and each.after is None for each in changes):
        raise NotebookDamagedError("记事本里的改动记录读不出来。", f"edit {past.number}")
    return Edit(past.title, changes)


def _write(connection: sqlite3.Connection, edit: Edit, otherwise: str) -> None:
    for change in edit.changes:
        if change.after is not None:
            records.check(change.after)
        if rows.like(connection, change.record) != change.before:
            raise NotebookConflictError(otherwise)
        if change.after is None:
            rows.take_away(connection, change.record)
        else:
            rows.put(connection, change.after)


def _check_new(connection: sqlite3.Connection, edit: Edit) -> None:
    """Raises as ``records.check_new``."""

    def stands(text: str) -> bool:
        return any(records.holds(each, text) for each in rows.read(connection).records)

    for change in edit.changes:
        if change.after is not None:
            records.check_new(change.after, stands)


def _past(
    connection: sqlite3.Connection, which: str, parameters: tuple[int, ...]
) -> list[PastEdit]:
    sql = f"SELECT id, title, made_at, state, state_at FROM edits {which}"  # noqa: S608
    try:
        return [
            PastEdit(number, title, _moment(made), state, _moment(since))
            for number, title, made, state, since in connection.execute(sql, parameters)
        ]
    except (ValueError, OverflowError, OSError) as error:
        raise NotebookDamagedError("记事本里的改动记录读不出来。", repr(error)) from error


def _moment(text: str) -> datetime:
    """The time in the text, which this machine's clock can show.

    Raises ``ValueError``, or ``OverflowError`` or ``OSError`` where it cannot: on Windows before
    1970 and after 3000. No edit was made then.
    """
    moment = datetime.fromisoformat(text)
    moment.astimezone()
    return moment
