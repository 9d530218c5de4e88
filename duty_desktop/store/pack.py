"""A pack (``.dutypack``): lists and, if wanted, the notebook in one file, to be carried on a stick.

A zip file: ``contents.json`` says what is in it, with a checksum for everything; then come the
lists' databases and the notebook as they are. The same contents give the same bytes.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from duty_desktop import __version__
from duty_desktop.domain.assignment import TownNotes
from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.store.seal import sha256

ENDING = "dutypack"

FORMAT = "duty-desktop pack"
VERSION = 1
"""Of the format; raised whenever an older program could not read it."""

CONTENTS = "contents.json"
NOTEBOOK = "notebook.db"

MOST_LISTS = 200
MOST_BYTES = 256 * 1024 * 1024
"""Of a pack, and of what is in it together; twenty towns with their notebook are some 30 MB."""

MOST_RATIO = 200
RATIO_FROM = 4 * 1024 * 1024
"""How often what is larger than this may be its packed size: lists reach 5, notebooks 20."""

MOST_WORDS = 200
"""Characters of what a pack says of itself, and of a place's name."""

_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can say."""

_UNIX = 3
"""The system that the archive says it was made on, whichever it was (APPNOTE 4.4.2)."""

Progress = Callable[[int, int], None]
"""Is told how many bytes are done, of how many."""

Cancelled = Callable[[], bool]


class PackCancelled(Exception):  # noqa: N818 - nothing went wrong
    """The user does not want it any more; nothing was written or taken in."""


class EntryKind(StrEnum):
    """What an entry is."""

    LIST = "list"
    NOTEBOOK = "notebook"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a pack."""

    name: str
    kind: EntryKind
    size: int
    """In bytes."""
    sha256: str
    counts: tuple[int, ...]
    """Duties of each list, in the order of ``ListKind``; offices, people and duties of notes."""
    title: str = ""
    """昌吉市三工镇履职事项清单（2025年7月）; empty for the notebook."""
    town: str = ""
    county: str = ""
    date: str = ""

    @property
    def words(self) -> str:
        """What it is called, for people."""
        return self.title if self.kind is EntryKind.LIST else "记事本（分工等）"

    @property
    def counted(self) -> str:
        """How much is in it: 基本 107 项、配合 101 项、收回 34 项."""
        if self.kind is EntryKind.LIST:
            named = zip(ListKind, self.counts, strict=True)
            return "、".join(f"{kind.short_name} {count} 项" for kind, count in named)
        offices, people, duties = self.counts
        return f"科室 {offices} 个、人员 {people} 人、事项 {duties} 项"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a pack says of itself, which is so: it is worked out from what is in it."""

    entries: tuple[Entry, ...]
    program: str = __version__
    """The version of the program that made it."""
    made_at: str = ""
    """2026-11-22 18:06; empty where it does not say."""

    def document(self) -> dict[str, Any]:
        """``contents.json``."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "program": self.program,
            "made_at": self.made_at,
            "entries": [
                {**asdict(each), "kind": each.kind.value, "counts": list(each.counts)}
                for each in self.entries
            ],
        }


def list_entry(name: str, data: bytes, duty_list: DutyList) -> Entry:
    """The entry of a list that was read from ``data``."""
    return Entry(
        name,
        EntryKind.LIST,
        len(data),
        sha256([data]),
        tuple(len(duty_list.of_kind(kind)) for kind in ListKind),
        duty_list.full_title,
        duty_list.town.name,
        duty_list.town.county,
        duty_list.date,
    )


def notebook_entry(data: bytes, notes: TownNotes) -> Entry:
    """The entry of a notebook that was read from ``data``."""
    counts = (len(notes.offices), len(notes.people), len(notes.assignments))
    return Entry(NOTEBOOK, EntryKind.NOTEBOOK, len(data), sha256([data]), counts)


def are_words(text: str) -> bool:
    """Whether the text can be shown in one line."""
    return len(text) <= MOST_WORDS and text.isprintable()


def zipped(contents: bytes, parts: Sequence[tuple[str, bytes]]) -> bytes:
    """The pack's bytes; ``contents`` is ``contents.json``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in ((CONTENTS, contents), *parts):
            info = zipfile.ZipInfo(name, _NO_DATE)
            info.create_system = _UNIX
            info.external_attr = 0o600 << 16
            info.compress_type = _method(data)
            archive.writestr(info, data)
    return out.getvalue()


def _method(data: bytes) -> int:
    """Packed, unless that would look like a file that is made to burst."""
    if len(data) > RATIO_FROM and len(zlib.compress(data)) * MOST_RATIO <= len(data):
        return zipfile.ZIP_STORED
    return zipfile.ZIP_DEFLATED
