"""Small lists, and packs made by hand, for tests of packing."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from duty_desktop.domain.assignment import Edit
from duty_desktop.domain.duty import DutyList
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.ingest.pronouncing import read_aloud
from duty_desktop.store.library import Library
from duty_desktop.store.notebook_recovery import begin_anew
from duty_desktop.store.writer import database_bytes
from tests import support
from tests.notes import NOW, filled

_CONTENTS = "contents.json"

TOWNS = ("喜洲镇", "双廊镇", "挖色镇", "上关镇")


@cache
def made(town: str = TOWNS[0]) -> tuple[DutyList, bytes]:
    """The list of a town with three duties, and its database."""
    duty_list = read_duty_list(support.document().replace("喜洲镇".encode(), town.encode()))
    return duty_list, database_bytes(duty_list, read_aloud(duty_list))


def library_of(folder: Path, *towns: str) -> Library:
    """A library with these towns' lists."""
    library = Library(folder / "lists")
    library.add([made(town) for town in towns])
    return library


def with_notes(user_data: Path, edit: Edit | None = None) -> Path:
    """A new notebook in which an edit was done, by default the small town's; its file."""
    with begin_anew(user_data) as notebook:
        notebook.apply(edit or filled(), NOW)
        return notebook.path


def parts_of(data: bytes) -> dict[str, bytes]:
    """What is in a zip file, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zip_of(parts: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """The pack with another list or notebook in it, and the right checksum for it."""
    parts = parts_of(data)
    entries = json.loads(parts[_CONTENTS])["entries"]
    checked = {"size": len(part), "sha256": hashlib.sha256(part).hexdigest()}
    entries = [each | checked if each["name"] == name else each for each in entries]
    return saying(zip_of(parts | {name: part}), entries=entries)


def saying(data: bytes, **said: Any) -> bytes:
    """The pack with something else in its ``contents.json``."""
    parts = parts_of(data)
    document = json.loads(parts[_CONTENTS]) | said
    return zip_of(parts | {_CONTENTS: json.dumps(document).encode()})
