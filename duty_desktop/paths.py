"""Where things are: beside the package in a checkout, inside it when installed or frozen."""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


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


def user_data() -> Path:
    """The folder for what belongs to the user; it may not exist yet.

    Windows: ``%LOCALAPPDATA%``; elsewhere the XDG base directory specification.
    """
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "duty-desktop"
