"""The official database's shape: one place for its tables, their keys and its version."""

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x44555459
"""Bytes 68-71 of the file, "DUTY": tells this database from any other program's."""

VERSION = 1
"""``user_version``; raised whenever the tables change, so that an older program refuses them."""

PAGE_SIZE = 4096
"""Bytes; written out, as the default may differ between builds of SQLite."""


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether there are our tables with our columns and plain indexes, and nothing that is run.

    A view under a table's name, a computed column, a trigger or a check would be, on reading or
    checking a file of somebody else's making.
    """
    found = list(connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master"))
    for _, _, sql in found:
        words = sql.upper()
        if sql and not words.startswith(("CREATE TABLE ", "CREATE INDEX ")):
            return False
        if "CHECK" in words or (words.startswith("CREATE INDEX ") and words.count("(") > 1):
            return False
    if {name for kind, name, _ in found if kind != "index"} != set(_TABLES):
        return False
    return all(
        {row[1]: row[6] for row in connection.execute(f"PRAGMA table_xinfo({name})")}
        == dict.fromkeys(columns, 0)
        for name, (columns, *_) in _TABLES.items()
    )


def create(db: "Database") -> None:
    """Make the empty tables, their foreign keys and indexes, and set the file's marks."""
    db.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    # Freed space filled with zeros; builds of SQLite differ in the default, and so would the file.
    db.execute("PRAGMA secure_delete = ON")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {VERSION}")
    for name, (columns, key, foreign, nullable) in _TABLES.items():
        db.table(name).create(
            dict(columns),
            pk=key if len(key) > 1 else key[0],
            foreign_keys=foreign,
            not_null=set(columns) - set(key) - set(nullable),
            strict=True,
        )
        for column, _, _ in foreign:
            if column != key[0]:
                db.table(name).create_index([column])


_Columns = dict[str, type]
_Foreign = list[tuple[str, str, str]]

_TABLES: dict[str, tuple[_Columns, tuple[str, ...], _Foreign, tuple[str, ...]]] = {
    # name: columns, primary key, foreign keys, columns that may be null
    "meta": ({"key": str, "value": str}, ("key",), [], ()),
    "lists": (
        {"id": str, "position": int, "official_name": str, "title": str, "headings": str},
        ("id",),
        [],
        (),
    ),
    "categories": ({"id": int, "name": str}, ("id",), [], ()),
    "departments": ({"id": int, "name": str, "short_name": str}, ("id",), [], ()),
    "department_spellings": (
        {"department_id": int, "position": int, "as_printed": str},
        ("department_id", "position"),
        [("department_id", "departments", "id")],
        (),
    ),
    "duties": (
        {
            "id": str,
            "list_id": str,
            "serial": int,
            "position": int,
            "category_id": int,
            "category_as_printed": str,
            "name": str,
        },
        ("id",),
        [("list_id", "lists", "id"), ("category_id", "categories", "id")],
        (),
    ),
    "cells": (
        {"duty_id": str, "position": int, "text": str},
        ("duty_id", "position"),
        [("duty_id", "duties", "id")],
        (),
    ),
    "readings": (
        {"duty_id": str, "position": int, "syllables": str},
        ("duty_id", "position"),
        [("duty_id", "duties", "id")],
        (),
    ),
    "character_readings": ({"syllable": str, "characters": str}, ("syllable",), [], ()),
    "duty_departments": (
        {"duty_id": str, "position": int, "department_id": int, "as_printed": str},
        ("duty_id", "position"),
        [("duty_id", "duties", "id"), ("department_id", "departments", "id")],
        (),
    ),
    "steps": (
        {
            "id": int,
            "duty_id": str,
            "side": str,
            "section": str,
            "heading": str,
            "marker": str,
            "number": int,
            "text": str,
            "basis": str,
            "other_subject": str,
        },
        ("id",),
        [("duty_id", "duties", "id")],
        ("section", "heading", "number", "basis", "other_subject"),
    ),
    "step_departments": (
        {"step_id": int, "position": int, "department_id": int},
        ("step_id", "position"),
        [("step_id", "steps", "id"), ("department_id", "departments", "id")],
        (),
    ),
    "findings": (
        {
            "id": int,
            "code": str,
            "message": str,
            "list_id": str,
            "duty_id": str,
            "field": str,
            "quote": str,
            "in_words": int,
        },
        ("id",),
        [("list_id", "lists", "id"), ("duty_id", "duties", "id")],
        ("list_id", "duty_id", "field"),
    ),
    "source_lines": (
        {"number": int, "kind": str, "text": str, "duty_id": str, "ending": str},
        ("number",),
        [("duty_id", "duties", "id")],
        ("duty_id",),
    ),
}
