"""wine, where it is installed: runs the Windows program on the machine that built it."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

_DEBIAN = Path("/usr/lib/wine/wine64")
"""Debian keeps the 64-bit loader out of PATH, and its ``wine`` complains where wine32 is absent."""


def loader() -> str | None:
    """The program that starts Windows programs, ``None`` where there is no wine."""
    return shutil.which("wine64") or (str(_DEBIAN) if _DEBIAN.exists() else None)


def environment(prefix: Path, **more: str) -> dict[str, str]:
    """The environment for a Windows of its own in the folder ``prefix``, quiet and unattended."""
    return {
        **os.environ,
        "WINEPREFIX": str(prefix),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        # Neither a browser engine nor .NET, which would be asked for in dialogs; no debugger.
        "WINEDLLOVERRIDES": "mscoree,mshtml,winedbg.exe=",
        "LC_ALL": "C.UTF-8",
        **more,
    }


def run(
    prefix: Path, command: Sequence[str], seconds: float, **more: str
) -> "subprocess.CompletedProcess[str]":
    """Run a Windows program in ``prefix`` to its end; its exit code and what it said.

    Standard streams are pipes: wine gives a program no usable handle for a file such as /dev/null.
    Raises ``subprocess.TimeoutExpired`` after ``seconds``.
    """
    return subprocess.run(
        [str(loader()), *command],
        env=environment(prefix, **more),
        input="",
        capture_output=True,
        text=True,
        errors="replace",
        timeout=seconds,
        check=False,
    )


def stop(prefix: Path) -> None:
    """End everything that runs in ``prefix``, and only that."""
    for option in ("-k", "-w"):
        subprocess.run(["wineserver", option], env=environment(prefix), check=False, timeout=60)


def windows_path(path: Path) -> str:
    """The path as Windows programs name it; wine shows the whole machine as drive Z:."""
    return "Z:" + str(path).replace("/", "\\")
