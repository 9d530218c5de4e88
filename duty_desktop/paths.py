"""Where things are: beside the package in a checkout, inside it when installed or frozen."""

import os
import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent

PORTABLE = "portable"
"""The file beside the program that keeps the user's data beside it as well."""

_PORTABLE_DATA = "userdata"
_PARTS = "parts.tsv"


def _bundle() -> Path:
    """The folder that holds ``resources/`` and ``data/``."""
    installed = _PACKAGE / "_bundle"
    return installed if installed.is_dir() else _PACKAGE.parent


def resources() -> Path:
    """The folder of fonts, icons and tables."""
    return _bundle() / "resources"


def database() -> Path:
    """The official database that ships with the program."""
    return _bundle() / "data" / "duties.db"


def guide() -> Path:
    """The user's guide, as text."""
    return _bundle() / "docs" / "guide.zh-CN.md"


def licences() -> Path:
    """The folder of licence texts; only the Windows program has it."""
    return _bundle() / "licences"


def program_folder() -> Path | None:
    """The folder of the Windows program with its launcher; ``None`` everywhere else."""
    program = _PACKAGE.parent.parent
    return program.parent if (program / _PARTS).is_file() else None


def program_parts() -> Path | None:
    """The list of the Windows program's files; ``None`` everywhere else."""
    folder = program_folder()
    return folder / _PACKAGE.parent.parent.name / _PARTS if folder else None


def user_data() -> Path:
    """The folder for what belongs to the user; it may not exist yet.

    The portable program keeps it beside itself, unless it lies where nothing can be written (a
    share, a locked stick). Otherwise: Windows: ``%LOCALAPPDATA%``; elsewhere the XDG base
    directory specification.
    """
    program = program_folder()
    if program is not None and (program / PORTABLE).is_file() and _can_write(program):
        return program / _PORTABLE_DATA
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "duty-desktop"


@cache
def _can_write(folder: Path) -> bool:
    """Whether a file can be made in ``folder``: on Windows nothing but trying tells."""
    tried = folder / f".{os.getpid()}.tmp"
    # One try: tempfile takes a refusal on Windows for a name that is in use, ten thousand times.
    try:
        tried.touch(exist_ok=False)
        tried.unlink()
    except OSError:
        return False
    return True
