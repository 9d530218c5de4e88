"""The notebook's records in its tables: read all at once, written one by one."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping

from duty_desktop.domain.assignment import (
    Assignment,
    Attachment,
    DutyKey,
    Office,
    Person,
    Record,
    TownNotes,
)


def read(connection: sqlite3.Connection) -> TownNotes:
    """Everything that is noted."""
    # One query after the other, each to its end: where one meets damage, another that is under way
    # would keep the file open after its connection was closed, for as long as the error is known,
    # and Windows moves no file that is open.
    offices = connection.execute(
        "SELECT key, name, position FROM offices ORDER BY rowid"
    ).fetchall()
    people = connection.execute(
        "SELECT key, name, office_key, post, phone FROM people ORDER BY rowid"
    ).fetchall()
    return TownNotes(
        {key: Office(key, *rest) for key, *rest in offices},
        {key: Person(key, *rest) for key, *rest in people},
        _assignments(connection, "", ()),
    )


def like(connection: sqlite3.Connection, record: Record) -> Record | None:
    """The record of the same kind and key, as it stands in the file."""
    match record:
        case Office():
            sql = "SELECT key, name, position FROM offices WHERE key = ?"
            row = connection.execute(sql, (record.key,)).fetchone()
            return Office(*row) if row else None
        case Person():
            sql = "SELECT key, name, office_key, post, phone FROM people WHERE key = ?"
            row = connection.execute(sql, (record.key,)).fetchone()
            return Person(*row) if row else None
        case Assignment():
            where = " WHERE list_key = ? AND duty_id = ?"
            return _assignments(connection, where, record.key).get(record.key)


def _assignments(
    connection: sqlite3.Connection, where: str, parameters: tuple[str, ...]
) -> dict[DutyKey, Assignment]:
    helpers = _gathered(connection, "helpers", "office_key", where, parameters)
    handlers = _gathered(connection, "handlers", "person_key", where, parameters)
    attached = connection.execute(
        f"SELECT list_key, duty_id, name, path FROM attachments{where} ORDER BY position",  # noqa: S608
        parameters,
    )
    attachments: defaultdict[DutyKey, list[Attachment]] = defaultdict(list)
    for list_key, duty_id, name, path in attached:
        attachments[list_key, duty_id].append(Attachment(name, path))
    rows = connection.execute(
        "SELECT list_key, duty_id, leader_key, office_key, phone, deadline, basis, remark,"  # noqa: S608
        f" favourite FROM assignments{where} ORDER BY rowid",
        parameters,
    )
    return {
        (list_key, duty_id): Assignment(
            list_key,
            duty_id,
            leader=leader,
            office=office,
            helpers=tuple(helpers.get((list_key, duty_id), ())),
            handlers=tuple(handlers.get((list_key, duty_id), ())),
            phone=phone,
            deadline=deadline,
            basis=basis,
            remark=remark,
            favourite=bool(favourite),
            attachments=tuple(attachments.get((list_key, duty_id), ())),
        )
        for list_key, duty_id, leader, office, phone, deadline, basis, remark, favourite in rows
    }


def _gathered(
    connection: sqlite3.Connection, table: str, column: str, where: str, parameters: Iterable[str]
) -> Mapping[DutyKey, list[str]]:
    gathered: defaultdict[DutyKey, list[str]] = defaultdict(list)
    sql = f"SELECT list_key, duty_id, {column} FROM {table}{where} ORDER BY position"  # noqa: S608
    for list_key, duty_id, key in connection.execute(sql, tuple(parameters)):
        gathered[list_key, duty_id].append(key)
    return gathered


def put(connection: sqlite3.Connection, record: Record) -> None:
    """Write a record, in place of the one of its key if there is one."""
    match record:
        case Office(key, name, order):
            sql = (
                "INSERT INTO offices (key, name, position) VALUES (?, ?, ?) ON CONFLICT (key)"
                " DO UPDATE SET name = excluded.name, position = excluded.position"
            )
            connection.execute(sql, (key, name, order))
        case Person(key, name, office, post, phone):
            sql = (
                "INSERT INTO people (key, name, office_key, post, phone) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET name = excluded.name,"
                " office_key = excluded.office_key, post = excluded.post, phone = excluded.phone"
            )
            connection.execute(sql, (key, name, office, post, phone))
        case Assignment():
            _put_assignment(connection, record)


def _put_assignment(connection: sqlite3.Connection, assignment: Assignment) -> None:
    _clear(connection, assignment.key)
    connection.execute(
        "INSERT INTO assignments (list_key, duty_id, leader_key, office_key, phone, deadline,"
        " basis, remark, favourite) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (list_key, duty_id) DO UPDATE SET leader_key = excluded.leader_key,"
        " office_key = excluded.office_key, phone = excluded.phone, deadline = excluded.deadline,"
        " basis = excluded.basis, remark = excluded.remark, favourite = excluded.favourite",
        (
            *assignment.key,
            assignment.leader,
            assignment.office,
            assignment.phone,
            assignment.deadline,
            assignment.basis,
            assignment.remark,
            int(assignment.favourite),
        ),
    )
    for table, column, keys in (
        ("helpers", "office_key", assignment.helpers),
        ("handlers", "person_key", assignment.handlers),
    ):
        sql = f"INSERT INTO {table} (list_key, duty_id, position, {column}) VALUES (?, ?, ?, ?)"  # noqa: S608
        connection.executemany(sql, [(*assignment.key, at, key) for at, key in enumerate(keys)])
    connection.executemany(
        "INSERT INTO attachments (list_key, duty_id, position, name, path) VALUES (?, ?, ?, ?, ?)",
        [
            (*assignment.key, at, each.name, each.path)
            for at, each in enumerate(assignment.attachments)
        ],
    )


def take_away(connection: sqlite3.Connection, record: Record) -> None:
    """Delete a record."""
    match record:
        case Office(key=key):
            connection.execute("DELETE FROM offices WHERE key = ?", (key,))
        case Person(key=key):
            connection.execute("DELETE FROM people WHERE key = ?", (key,))
        case Assignment():
            _clear(connection, record.key)
            sql = "DELETE FROM assignments WHERE list_key = ? AND duty_id = ?"
            connection.execute(sql, record.key)


def _clear(connection: sqlite3.Connection, key: DutyKey) -> None:
    """Delete what hangs on an assignment."""
    for table in ("helpers", "handlers", "attachments"):
        connection.execute(f"DELETE FROM {table} WHERE list_key = ? AND duty_id = ?", key)  # noqa: S608
