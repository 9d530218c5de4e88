"""The official database, read: opened read-only and immutable, checked to the byte first.

Reading goes through the standard library's ``sqlite3``: importing sqlite-utils takes about 70 ms,
a third of what a bare window needs to appear, and a dozen plain queries gain nothing from it.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from sys import intern
from urllib.parse import quote

from duty_desktop import files, paths
from duty_desktop.domain.duty import (
    Basis,
    Department,
    Duty,
    DutyList,
    Field,
    Finding,
    LineKind,
    ListKind,
    NamedDepartment,
    Side,
    SourceLine,
    Step,
    Town,
)
from duty_desktop.domain.readings import CharacterReadings, Readings, is_han
from duty_desktop.domain.words import words
from duty_desktop.errors import CatalogueError
from duty_desktop.store import seal


def load(path: Path, digest: seal.Sha256 = seal.sha256) -> DutyList:
    """The duty list in the official database at ``path``, its seal checked by ``digest``.

    Raises ``CatalogueError`` where the file is missing, unreadable, damaged, truncated, altered,
    another program's or of a later version.
    """
    with opened(path, digest) as connection:
        return read(connection)


def load_readings(path: Path, duty_list: DutyList) -> Readings:
    """How the words of ``duty_list`` are read, from the database it was loaded from.

    Kept apart from the list: the window opens without it. Raises ``CatalogueError`` as ``load``.
    """
    with opened(path) as connection:
        return read_readings(connection, duty_list)


@contextmanager
def opened(path: Path, digest: seal.Sha256 = seal.sha256) -> Iterator[sqlite3.Connection]:
    """The database at ``path``, every byte checked; faults of it become a ``CatalogueError``."""
    try:
        data = _checked_from_its_beginning(path)
        seal.check(data, digest)
    except FileNotFoundError as error:
        raise _fault(path, "没有找到", "请核对文件名") from error
    except OSError as error:
        raise CatalogueError(
            f"清单数据文件“{path}”打不开，请确认它是文件并允许读取。", str(error)
        ) from error
    except seal.UnfitError as error:
        raise _fault(path, str(error), error.remedy) from error
    del data
    with _told(path), closing(read_only(path)) as connection:
        yield connection


@contextmanager
def opened_bytes(data: bytes) -> Iterator[sqlite3.Connection]:
    """The database whose file is ``data``, in memory, every byte checked; raises as ``opened``."""
    try:
        seal.check(data)
    except seal.UnfitError as error:
        raise _fault(None, str(error), error.remedy) from error
    with _told(None), closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        yield connection


@contextmanager
def _told(path: Path | None) -> Iterator[None]:
    """Faults of a database, of the file at ``path`` or of none, become a ``CatalogueError``."""
    try:
        yield
    except (sqlite3.Error, LookupError, ValueError) as error:
        raise _fault(path, "的内容读不出来", seal.REPLACE, repr(error)) from error


def _checked_from_its_beginning(path: Path) -> bytes:
    """The file's bytes; of a file that does not begin as a database no more than that is read."""
    with files.opened(path) as file:
        seal.check_header(file.read(seal.HEADER_BYTES))
        file.seek(0)
        return file.read()


def _fault(path: Path | None, clause: str, remedy: str, details: str = "") -> CatalogueError:
    """What is wrong with the file, and what to do: another thing where it is the program's own."""
    what = f"清单数据文件“{path}”{clause}" if path else f"清单数据{clause}"
    if remedy == seal.UPGRADE:
        return CatalogueError(f"{what}，{remedy}。", details)
    if path == paths.database():
        remedy = "请重新安装本程序，或放回完好的 duties.db"
    return CatalogueError(f"{what}，{remedy}。", details, what=what)


def read_only(path: Path, *, same_thread: bool = True) -> sqlite3.Connection:
    """A connection that can change nothing and takes the file to change under nobody's hand.

    Where not ``same_thread``, another thread than the one that opened it may use it in turn. The
    path is written as SQLite wants it (sqlite.org/uri.html), shares on a network included.
    """
    plain = path.resolve().as_posix()
    rooted = plain if plain.startswith("/") else f"/{plain}"
    address = f"file://{quote(rooted)}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=same_thread)


def read(connection: sqlite3.Connection) -> DutyList:
    """The duty list in an open database whose bytes were checked."""
    meta: dict[str, str] = dict(connection.execute("SELECT key, value FROM meta"))
    lists = list(connection.execute("SELECT id, title, headings FROM lists ORDER BY position"))
    findings = _findings(connection)
    return DutyList(
        town=Town(meta["town"], meta["county"], meta["prefecture"], meta["region"]),
        title=meta["title"],
        date=meta["date"],
        headings={ListKind(row[0]): tuple(json.loads(row[2])) for row in lists},
        titles={ListKind(row[0]): row[1] for row in lists},
        duties=_duties(connection, findings),
        departments=_departments(connection),
        findings=findings,
        lines=_source_lines(connection),
        source_sha256=meta["source_sha256"],
        builder_version=meta["builder_version"],
    )


def _departments(connection: sqlite3.Connection) -> tuple[Department, ...]:
    spellings: defaultdict[int, list[str]] = defaultdict(list)
    sql = "SELECT department_id, as_printed FROM department_spellings ORDER BY 1, position"
    for department_id, as_printed in connection.execute(sql):
        spellings[department_id].append(as_printed)
    return tuple(
        Department(name, short_name, tuple(spellings[number]))
        for number, name, short_name in connection.execute(
            "SELECT id, name, short_name FROM departments ORDER BY id"
        )
    )


def _findings(connection: sqlite3.Connection) -> tuple[Finding, ...]:
    sql = "SELECT code, message, list_id, duty_id, field, quote, in_words FROM findings ORDER BY id"
    return tuple(
        Finding(
            code,
            message,
            ListKind(kind) if kind else None,
            duty_id,
            Field(field) if field else None,
            quoted,
            bool(in_words),
        )
        for code, message, kind, duty_id, field, quoted, in_words in connection.execute(sql)
    )


def _source_lines(connection: sqlite3.Connection) -> tuple[SourceLine, ...]:
    kinds = {kind.value: kind for kind in LineKind}
    sql = "SELECT kind, text, duty_id, ending FROM source_lines ORDER BY number"
    return tuple(
        SourceLine(kinds[kind], text, duty_id, ending)
        for kind, text, duty_id, ending in connection.execute(sql)
    )


def _duties(connection: sqlite3.Connection, findings: Iterable[Finding]) -> tuple[Duty, ...]:
    cells: defaultdict[str, list[str]] = defaultdict(list)
    for duty_id, text in connection.execute(
        "SELECT duty_id, text FROM cells ORDER BY duty_id, position"
    ):
        cells[duty_id].append(text)
    departments: defaultdict[str, list[NamedDepartment]] = defaultdict(list)
    for duty_id, name, as_printed in connection.execute(
        "SELECT duty_id, name, as_printed FROM duty_departments"
        " JOIN departments ON departments.id = department_id ORDER BY duty_id, position"
    ):
        departments[duty_id].append(NamedDepartment(name, as_printed))
    own_findings: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.duty_id:
            own_findings[finding.duty_id].append(finding)
    steps = _steps(connection)
    kinds = {kind.value: kind for kind in ListKind}
    sql = (
        "SELECT duties.id, list_id, serial, categories.name, category_as_printed, duties.name"
        " FROM duties JOIN categories ON categories.id = category_id ORDER BY position"
    )
    return tuple(
        Duty(
            kind=kinds[kind],
            serial=serial,
            category=category,
            category_as_printed=category_as_printed,
            name=name,
            departments=tuple(departments[duty_id]),
            cells=tuple(cells[duty_id]),
            steps=tuple(steps.get(duty_id, ())),
            findings=tuple(own_findings[duty_id]),
        )
        for duty_id, kind, serial, category, category_as_printed, name in connection.execute(sql)
    )


def _steps(connection: sqlite3.Connection) -> Mapping[str, list[Step]]:
    acting: defaultdict[int, list[str]] = defaultdict(list)
    for step_id, name in connection.execute(
        "SELECT step_id, name FROM step_departments"
        " JOIN departments ON departments.id = department_id ORDER BY step_id, position"
    ):
        acting[step_id].append(name)
    sides = {side.value: side for side in Side}
    bases: dict[str | None, Basis | None] = {basis.value: basis for basis in Basis}
    bases[None] = None
    steps: defaultdict[str, list[Step]] = defaultdict(list)
    for row in connection.execute(
        "SELECT id, duty_id, side, text, number, marker, section, heading, basis, other_subject"
        " FROM steps ORDER BY id"
    ):
        step_id, duty_id, side, text, number, marker, section, heading, basis, other = row
        steps[duty_id].append(
            Step(
                side=sides[side],
                text=text,
                number=number,
                marker=marker,
                section=section,
                heading=heading,
                departments=tuple(acting[step_id]),
                basis=bases[basis],
                other_subject=other,
            )
        )
    return steps


def read_readings(connection: sqlite3.Connection, duty_list: DutyList) -> Readings:
    """How the words of ``duty_list`` are read, from the open database that holds it."""
    spoken: dict[tuple[str, int], str] = {
        (duty_id, position): syllables
        for duty_id, position, syllables in connection.execute(
            "SELECT duty_id, position, syllables FROM readings"
        )
    }
    cells = {
        duty.id: tuple(
            _aligned(words(cell), spoken.get((duty.id, position), ""))
            for position, cell in enumerate(duty.cells, 1)
        )
        for duty in duty_list.duties
    }
    characters = connection.execute("SELECT syllable, characters FROM character_readings")
    return Readings(cells, CharacterReadings(characters))


def _aligned(text: str, syllables: str) -> tuple[str, ...]:
    """One syllable for each character, empty for those that are not read."""
    # Forty thousand syllables are four hundred different ones: each is kept once.
    upcoming = map(intern, syllables.split())
    return tuple(next(upcoming) if is_han(char) else "" for char in text)
