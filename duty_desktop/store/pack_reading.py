"""A pack from anywhere, looked through before anything of it is used: all of it, within bounds.

Whatever is not exactly as this program writes it is refused in one sentence: what a list or a
notebook holds is read, checked as at any start, and held against what the pack says of itself.
"""

import io
import json
import re
import sqlite3
import struct
import time
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from duty_desktop.domain.assignment import TownNotes
from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.errors import CatalogueError, NotebookError, PackError
from duty_desktop.files import read_at_most
from duty_desktop.store import (
    catalogue,
    integrity,
    notebook_copies,
    notebook_records,
    notebook_rows,
    pack,
    schema,
    seal,
)
from duty_desktop.store.library import file_name
from duty_desktop.store.notebook_faults import told
from duty_desktop.store.pack import Cancelled, Contents, Entry, PackCancelled, Progress

_NONE = "“{}”不是本程序打的包，没有取入任何内容。请核对文件。"
_DAMAGED = "“{}”已损坏或被改动过，没有取入任何内容。请重新复制一份，或请对方重新打包。"
_NEWER = "“{}”由更新的版本打成，没有取入任何内容。请先安装新版程序。"
_TOO_LARGE = "“{}”太大或解开后大得异常，为安全起见没有读取，请核对文件来源。"
_LOCKED = "“{}”设了密码，不是本程序打的包，没有取入任何内容。"
_UNREADABLE = "“{}”读不出来，请核对文件名、U 盘和读取权限。"

_LIST_NAME = re.compile(r"list-\d{1,3}\.db", re.ASCII)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)

_MOST_CONTENTS = 1024 * 1024
"""Bytes of ``contents.json``."""

_LONGEST = 20.0
"""Seconds that a list may be read for; one takes a fifth of a second."""

_STEPS = 10_000
"""SQLite's steps between two looks at the clock."""

# The end of a zip file (APPNOTE 4.3.16): disks, entries, bytes and place of the directory.
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LARGE_MARK = b"PK\x06\x07"
_LARGE_SIZE = 20
_MOST_DIRECTORY = 256 * 1024
_ENCRYPTED = 1

_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    ValueError,
    OverflowError,
    OSError,
    RecursionError,
)
"""What a damaged zip file or its JSON makes the libraries raise."""

LIST_FAULTS = (
    CatalogueError,
    sqlite3.Error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
    OverflowError,
)
"""What a list's database that nobody of us wrote makes its reader raise, its seal being right."""


@dataclass(frozen=True, slots=True)
class PackedList:
    """A list of a pack."""

    entry: Entry
    file_name: str
    """What it is called in a library."""
    data: bytes
    sha256: str
    """Of its source: what assignments know it by."""


@dataclass(frozen=True, slots=True)
class PackedNotebook:
    """The notebook of a pack."""

    entry: Entry
    data: bytes
    notes: TownNotes


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was looked through, whole in memory: what happens to its file is all the same."""

    name: str
    """The file's."""
    sha256: str
    """The file's."""
    contents: Contents
    lists: tuple[PackedList, ...]
    notebook: PackedNotebook | None


def read_pack(
    path: Path,
    progress: Progress = lambda _done, _whole: None,
    cancelled: Cancelled = lambda: False,
) -> Pack:
    """The pack at ``path``, looked through; raises ``PackError``, ``PackCancelled``."""
    try:
        data = read_at_most(path, pack.MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise PackError(_UNREADABLE.format(path), str(error)) from error
    return looked_through(data, path.name, progress, cancelled)


def looked_through(
    data: bytes,
    name: str,
    progress: Progress = lambda _done, _whole: None,
    cancelled: Cancelled = lambda: False,
) -> Pack:
    """The pack whose file is ``data`` and called ``name``; raises as ``read_pack``."""
    # The name goes into sentences and into the name of an edit; on Linux it may hold anything.
    name = "".join(each if each.isprintable() else "□" for each in name)
    if len(data) > pack.MOST_BYTES:
        raise PackError(_TOO_LARGE.format(name))
    if not data.startswith(b"PK\x03\x04"):
        raise PackError(_NONE.format(name))
    try:
        _check_end(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Reader(archive, name, progress, cancelled).read(seal.sha256([data]))
    except _FAULTS as error:
        raise PackError(_DAMAGED.format(name), repr(error)) from error


def _check_end(data: bytes) -> None:
    """Raise ``ValueError`` unless the directory is small and ends the file, without a comment.

    Before ``zipfile`` is given the file: it reads the directory whole, however long it is.
    """
    end = len(data) - _END.size
    mark, *_, entries, size, start, comment = _END.unpack_from(data, end)
    if mark != _END_MARK or comment or start + size != end:
        raise ValueError("the end is not where it belongs")
    if entries > pack.MOST_LISTS + 2 or size > _MOST_DIRECTORY:
        raise ValueError("a directory far too long")
    if data[end - _LARGE_SIZE :].startswith(_LARGE_MARK):
        raise ValueError("a second directory")


class _Reader:
    """Reads an archive that is opened."""

    def __init__(
        self, archive: zipfile.ZipFile, name: str, progress: Progress, cancelled: Cancelled
    ) -> None:
        self._archive = archive
        self._name = name
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0
        self._members = archive.infolist()
        self._whole = sum(each.file_size for each in self._members)

    def read(self, sha256: str) -> Pack:
        """Everything, checked; ``sha256`` is the file's."""
        names = [each.orig_filename for each in self._members]
        if pack.CONTENTS not in names:
            raise PackError(_NONE.format(self._name))
        if any(each.flag_bits & _ENCRYPTED for each in self._members):
            raise PackError(_LOCKED.format(self._name))
        self._check_sizes()
        document = self._document()
        self._check_names(names)
        lists = [self._list(each) for each in names if _LIST_NAME.fullmatch(each)]
        notebook = self._notebook() if pack.NOTEBOOK in names else None
        if len({each.file_name for each in lists}) < len(lists):
            raise self._damaged("a list twice")
        entries = [each.entry for each in lists] + ([notebook.entry] if notebook else [])
        contents = self._contents(document, entries)
        return Pack(self._name, sha256, contents, tuple(lists), notebook)

    def _check_sizes(self) -> None:
        burst = any(
            each.file_size > max(pack.RATIO_FROM, pack.MOST_RATIO * each.compress_size)
            for each in self._members
        )
        if burst or self._whole > pack.MOST_BYTES:
            raise PackError(_TOO_LARGE.format(self._name))

    def _document(self) -> dict[str, object]:
        """``contents.json``, of this version of the format."""
        if self._archive.getinfo(pack.CONTENTS).file_size > _MOST_CONTENTS:
            raise PackError(_TOO_LARGE.format(self._name))
        document = json.loads(self._bytes(pack.CONTENTS))
        if not isinstance(document, dict) or document.get("format") != pack.FORMAT:
            raise PackError(_NONE.format(self._name))
        version = document.get("version")
        if isinstance(version, int) and version > pack.VERSION:
            raise PackError(_NEWER.format(self._name), f"version {version}")
        return document

    def _check_names(self, names: Sequence[str]) -> None:
        """The contents, then at least one list or the notebook, nothing else and nothing twice."""
        expected = [f"list-{number}.db" for number in range(1, len(names))]
        if pack.NOTEBOOK in names:
            expected[-1] = pack.NOTEBOOK
        if names != [pack.CONTENTS, *expected] or len(names) < 2:
            raise self._damaged(f"names {names!r}")

    def _bytes(self, name: str) -> bytes:
        """An entry's bytes, held against its size and the zip file's own checksum."""
        if self._cancelled():
            raise PackCancelled
        info = self._archive.getinfo(name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._damaged(f"method {info.compress_type}")
        with self._archive.open(info) as body:
            data = body.read(info.file_size + 1)
        if len(data) != info.file_size:
            raise self._damaged(f"{name}: {len(data)} bytes")
        self._done += len(data)
        self._progress(self._done, self._whole)
        return data

    def _list(self, name: str) -> PackedList:
        data = self._bytes(name)
        if seal.version_of(data) > schema.VERSION:
            raise PackError(_NEWER.format(self._name), name)
        try:
            duty_list = sound_list(data)
        except LIST_FAULTS as error:
            raise self._damaged(f"{name}: {error!r}") from error
        entry = pack.list_entry(name, data, duty_list)
        return PackedList(entry, file_name(duty_list), data, duty_list.source_sha256)

    def _notebook(self) -> PackedNotebook:
        data = self._bytes(pack.NOTEBOOK)
        try:
            with notebook_copies.today_copy_in(data) as copy, told():
                notes = notebook_rows.read(copy)
            for record in notes.records:
                notebook_records.check(record)
        except notebook_copies.NewerError as error:
            raise PackError(_NEWER.format(self._name), pack.NOTEBOOK) from error
        except (NotebookError, TypeError, LookupError, ValueError) as error:
            raise self._damaged(f"{pack.NOTEBOOK}: {error!r}") from error
        return PackedNotebook(pack.notebook_entry(data, notes), data, notes)

    def _contents(self, document: dict[str, object], entries: Sequence[Entry]) -> Contents:
        """What the pack says of itself, which must be what was found in it."""
        program, made_at = document.get("program"), document.get("made_at")
        if not (isinstance(program, str) and isinstance(made_at, str)):
            raise self._damaged("no words")
        if not (pack.are_words(program) and pack.are_words(made_at)):
            raise self._damaged("not words")
        contents = Contents(tuple(entries), program, made_at)
        if contents.document() != document:
            raise self._damaged("contents.json says something else")
        return contents

    def _damaged(self, details: str) -> PackError:
        return PackError(_DAMAGED.format(self._name), details)


def sound_list(data: bytes) -> DutyList:
    """The list in a database that may come from anybody; raises one of ``LIST_FAULTS``."""
    end = time.monotonic() + _LONGEST
    with catalogue.opened_bytes(data) as connection:
        connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        connection.execute("PRAGMA trusted_schema = OFF")
        if not schema.is_ours(connection):
            raise ValueError("tables of somebody else")
        duty_list = catalogue.read(connection)
        if problems := integrity.problems_in(connection, duty_list):
            raise ValueError(problems[0])
        catalogue.read_readings(connection, duty_list)
    if not _MONTH.fullmatch(duty_list.date):
        raise ValueError(f"date {duty_list.date!r}")
    town = duty_list.town
    for said in (town.name, town.county, town.prefecture, town.region, duty_list.title):
        if not pack.are_words(said):
            raise ValueError(f"name {said[: pack.MOST_WORDS]!r}")
    if not (town.name and set(duty_list.titles) == set(duty_list.headings) == set(ListKind)):
        raise ValueError("a list without its name")
    if any(len(duty.cells) != len(duty.kind.fields) for duty in duty_list.duties):
        raise ValueError("a duty without its cells")
    return duty_list
