"""The notebook's shape: its tables, and how an older notebook becomes one of today.

The steps are run by sqlite-utils, which notes each of them in the file; ``user_version`` says the
same in the header, so that a notebook that is up to date is opened without sqlite-utils.
"""

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x44555442
"""Bytes 68-71 of the file, "DUTB": tells a notebook from the official list's database."""

_FIRST = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    """
    CREATE TABLE offices (
        key TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        position INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE people (
        key TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        office_key TEXT REFERENCES offices (key) DEFERRABLE INITIALLY DEFERRED,
        post TEXT NOT NULL,
        phone TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE assignments (
        list_key TEXT NOT NULL,
        duty_id TEXT NOT NULL,
        leader_key TEXT REFERENCES people (key) DEFERRABLE INITIALLY DEFERRED,
        office_key TEXT REFERENCES offices (key) DEFERRABLE INITIALLY DEFERRED,
        phone TEXT NOT NULL,
        deadline TEXT NOT NULL,
        basis TEXT NOT NULL,
        remark TEXT NOT NULL,
        favourite INTEGER NOT NULL CHECK (favourite IN (0, 1)),
        PRIMARY KEY (list_key, duty_id)
    ) STRICT
    """,
    """
    CREATE TABLE helpers (
        list_key TEXT NOT NULL,
        duty_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        office_key TEXT NOT NULL REFERENCES offices (key) DEFERRABLE INITIALLY DEFERRED,
        PRIMARY KEY (list_key, duty_id, position),
        FOREIGN KEY (list_key, duty_id) REFERENCES assignments DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE handlers (
        list_key TEXT NOT NULL,
        duty_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        person_key TEXT NOT NULL REFERENCES people (key) DEFERRABLE INITIALLY DEFERRED,
        PRIMARY KEY (list_key, duty_id, position),
        FOREIGN KEY (list_key, duty_id) REFERENCES assignments DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE attachments (
        list_key TEXT NOT NULL,
        duty_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        path TEXT NOT NULL,
        PRIMARY KEY (list_key, duty_id, position),
        FOREIGN KEY (list_key, duty_id) REFERENCES assignments DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE edits (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL,
        made_at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
        state_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE edit_changes (
        edit_id INTEGER NOT NULL REFERENCES edits (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        before TEXT,
        after TEXT,
        PRIMARY KEY (edit_id, position)
    ) STRICT
    """,
)

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (("first", _FIRST),)
"""What made the notebook of each version out of the one before; never changed, only added to."""

VERSION = len(STEPS)
"""``user_version`` of a notebook of today."""

TABLES = (
    "offices",
    "people",
    "assignments",
    "helpers",
    "handlers",
    "attachments",
    "edits",
    "edit_changes",
)

_BOOKKEEPING = "_sqlite_migrations"
"""sqlite-utils' own table, whose shape is its business."""


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring a notebook, or an empty file, to today's version, in the transaction that is open."""
    from sqlite_utils import Database

    # Plugins of sqlite-utils that somebody installed have no business in the town's notebook.
    _migrations().apply(Database(connection, recursive_triggers=False, execute_plugins=False))


def shape(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """Type, name and SQL of everything that is in the file's schema."""
    found = connection.execute(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master"
        " WHERE NOT (tbl_name = ? AND type IN ('table', 'index')) AND name != 'sqlite_sequence'",
        (_BOOKKEEPING,),
    )
    return {(kind, name, sql) for kind, name, sql in found}


def shape_of(version: int) -> set[tuple[str, str, str]]:
    """What the schema of a notebook of this version is."""
    connection = sqlite3.connect(":memory:")
    try:
        for _, statements in STEPS[:version]:
            for statement in statements:
                connection.execute(statement)
        return shape(connection)
    finally:
        connection.close()


def _migrations() -> "Migrations":
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("notebook")
    for version, (name, statements) in enumerate(STEPS, 1):

        def step(
            db: "Database", version: int = version, statements: tuple[str, ...] = statements
        ) -> None:
            for statement in statements:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {version}")

        migrations(name=name)(step)
    return migrations
