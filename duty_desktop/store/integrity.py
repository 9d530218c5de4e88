"""A deeper look at an official database than opening it takes."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from duty_desktop.domain.duty import DutyList
from duty_desktop.store.catalogue import read_only


def problems(path: Path, duty_list: DutyList) -> list[str]:
    """What is wrong with the database at ``path``, a Chinese sentence each; empty if nothing.

    ``duty_list`` is what was read from it. Checks SQLite's own structures, the foreign keys and
    that the source document can be written again to the byte.
    """
    with closing(read_only(path)) as connection:
        return problems_in(connection, duty_list)


def problems_in(connection: sqlite3.Connection, duty_list: DutyList) -> list[str]:
    """What is wrong with an open database, as ``problems``."""
    found = []
    try:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            found.append("数据库的内部结构有损坏。")
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            found.append("数据库中有找不到出处的记录。")
    except sqlite3.Error as error:
        found.append(f"数据库检查做不完：{error}")
    written_again = hashlib.sha256(duty_list.source_text().encode("utf-8")).hexdigest()
    if written_again != duty_list.source_sha256:
        found.append("由数据写回的清单与原文不一致。")
    return found
