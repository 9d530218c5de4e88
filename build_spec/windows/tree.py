"""The program's folder as it will lie on the user's machine, and the list of its parts.

::

    duty-desktop.exe            opens the window
    duty-desktop-console.exe    the command line
    guide.pdf                   the user's guide, to print
    portable                    only in the portable archive: data stays beside the program
    program/
        python312.dll …         CPython
        site/                   PySide6 and the other packages
        app/                    duty_desktop, resources, data, docs, licences
        files.txt               what the uninstaller removes
        parts.tsv               every file: size, SHA-256, why it is there
"""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_spec.windows import licences, pruning, runtime, sbom
from build_spec.windows.archive import files_below
from build_spec.windows.imports import Folders, imports_of, is_system
from build_spec.windows.inputs import Fetched, InputError
from build_spec.windows.moment import moment
from build_spec.windows.pruning import PYTHONS_OWN, QT_SEARCHED

PROGRAM = "program"
APP = f"{PROGRAM}/app"
SITE = f"{PROGRAM}/site"
FILES = f"{PROGRAM}/files.txt"
PARTS = f"{PROGRAM}/parts.tsv"

_NEWER_RUNTIME = ("vcruntime140.dll", "vcruntime140_1.dll")
"""Loaded once for the whole program, so it must be the newest that anybody asks for: PySide6's."""

_OURS = (
    # folder or file in the clone: where it goes below app/
    ("duty_desktop", "duty_desktop"),
    ("resources", "resources"),
    ("data/duties.db", "data/duties.db"),
    ("docs/guide.zh-CN.md", "docs/guide.zh-CN.md"),
)
_NOT_OURS = ("__pycache__", "_bundle")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the program.

    Attributes:
        path: below the program's folder, with ``/``.
        data: its bytes.
        why: the reason for it.
    """

    path: str
    data: bytes
    why: str


def python_parts(files: Mapping[str, bytes]) -> list[Part]:
    """CPython, from ``runtime.shipped``."""
    return [
        Part(f"{APP}/licences/python-LICENSE.txt", data, "licence")
        if name == "LICENSE.txt"
        else Part(f"{PROGRAM}/{name}", data, runtime.why(name))
        for name, data in files.items()
    ]


def package_parts(wheels: Iterable[Fetched], package: Path) -> list[Part]:
    """What is shipped of the wheels; ``package`` is our own, which says what of Qt is used."""
    archives = [zipfile.ZipFile(wheel.path) for wheel in wheels]
    try:
        holders = {name: z for z in archives for name in z.namelist() if not name.endswith("/")}
        qt = [name for name in holders if name.startswith(pruning.QT_FOLDERS)]
        chosen = pruning.qt_parts(
            qt, pruning.qt_modules(package), lambda name: imports_of(holders[name].read(name))
        )
        chosen |= pruning.other_parts(n for n in holders if not _is_qt_record(n))
        return [
            Part(f"{SITE}/{name}", holders[name].read(name), why) for name, why in chosen.items()
        ]
    finally:
        for archive in archives:
            archive.close()


def _is_qt_record(name: str) -> bool:
    return name.lower().startswith(("pyside6_", "shiboken6-"))


def own_parts(root: Path) -> list[Part]:
    """Our package, resources and data, from the clone at ``root``."""
    parts = []
    for source, place in _OURS:
        path = root / source
        for file in [path] if path.is_file() else files_below(path):
            if any(name in file.parts for name in _NOT_OURS):
                continue
            below = "" if path.is_file() else f"/{file.relative_to(path).as_posix()}"
            parts.append(Part(f"{APP}/{place}{below}", file.read_bytes(), "the program itself"))
    return parts


def licence_parts(
    root: Path, wheels: Iterable[Fetched], version: str, python_sha256: str
) -> list[Part]:
    """Licence texts and the list of components."""
    wheels = list(wheels)
    texts = licences.own_texts(root)
    for wheel in wheels:
        texts |= licences.texts_of(wheel)
    components = [licences.component_of(wheel) for wheel in wheels]
    components += licences.inner_components(wheels, python_sha256)
    texts["sbom.cdx.json"] = sbom.document("duty-desktop", version, "LGPL-3.0-or-later", components)
    return [Part(f"{APP}/licences/{name}", data, "licence") for name, data in texts.items()]


def with_newer_runtime(parts: Iterable[Part]) -> list[Part]:
    """The parts, Python's copy of the C runtime replaced by PySide6's newer one."""
    by_path = {part.path: part for part in parts}
    for name in _NEWER_RUNTIME:
        newer = by_path[f"{SITE}/PySide6/{name}"]
        by_path[f"{PROGRAM}/{name}"] = Part(f"{PROGRAM}/{name}", newer.data, newer.why)
    return list(by_path.values())


def check_imports(parts: Iterable[Part]) -> None:
    """Raise ``InputError`` unless every library finds on a clean Windows whatever it imports.

    Python loads itself and its C runtime before anything else, so that these are found by name.
    """
    libraries = {part.path: part.data for part in parts if part.path.endswith((".dll", ".pyd"))}
    named = {f"{SITE}/{k}": [f"{SITE}/{v}" for v in each] for k, each in QT_SEARCHED.items()}
    folders = Folders(libraries, named)
    loaded = {*PYTHONS_OWN, *_NEWER_RUNTIME}
    for path, data in libraries.items():
        for name in (other.lower() for other in imports_of(data)):
            if not is_system(name) and name not in loaded and folders(name, path) is None:
                raise InputError(f"{path} would not find {name}")


def write(parts: Iterable[Part], folder: Path) -> None:
    """Write the parts below ``folder``, which is emptied first.

    Raises ``InputError`` where two parts would be one file on Windows, or where a name is not plain
    ASCII, which the uninstaller's list could not hold.
    """
    shutil.rmtree(folder, ignore_errors=True)
    seen: dict[str, str] = {}
    for part in parts:
        if not part.path.isascii():
            raise InputError(f"a file's name is not ASCII: {part.path}")
        other = seen.setdefault(part.path.lower(), part.path)
        if other is not part.path:
            raise InputError(f"one file on Windows: {other} and {part.path}")
        path = folder / part.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(part.data)


def seal(folder: Path, why: Mapping[str, str]) -> None:
    """Write the two lists of what is in ``folder`` and date every file.

    ``why`` gives the reason for a file; bytecode takes that of its source.
    """
    rows = []
    names = []
    for path in files_below(folder):
        name = path.relative_to(folder).as_posix()
        data = path.read_bytes()
        reason = why.get(name) or "bytecode, for a quick start"
        digest = hashlib.sha256(data).hexdigest()
        names.append(name)
        rows.append(f"{name}\t{len(data)}\t{digest}\t{reason}\n")
    (folder / PARTS).write_text("".join(rows), encoding="utf-8", newline="\n")
    listed = file_list([*names, PARTS, FILES])
    (folder / FILES).write_text(listed, encoding="ascii", newline="")
    for path in files_below(folder):
        os.utime(path, (moment(), moment()))


def file_list(names: Iterable[str]) -> str:
    """The lines that the uninstaller follows: files, then folders from the innermost outwards.

    Windows' own separators and line ends. A folder's line ends in a backslash.
    """
    files = sorted(names)
    folders = {parent for name in files for parent in _folders_of(name)}
    innermost_first = sorted(folders, key=lambda folder: (-folder.count("/"), folder))
    lines = [*files, *(f"{folder}/" for folder in innermost_first)]
    return "".join(line.replace("/", "\\") + "\r\n" for line in lines)


def _folders_of(name: str) -> list[str]:
    parts = name.split("/")[:-1]
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
