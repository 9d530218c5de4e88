"""Python's bytecode beside the sources, so that the first start is as quick as the second.

The program folder may be read-only and the uninstaller removes what was installed and nothing
else, so Python writes no bytecode there by itself. It is made here, by a Python 3.12: one that the
machine has, or the shipped one under wine. With neither, the program is the same and starts slower.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from build_spec.windows import wine
from build_spec.windows.inputs import InputError

_VERSION = "3.12"
_PATIENCE = 600
"""Seconds; under wine a slow machine takes a minute."""


def compile_below(folders: list[Path], base: Path, runtime: Mapping[str, bytes], work: Path) -> str:
    """Compile every module below ``folders``; who did it, empty where nobody could.

    The bytecode does not look at its source's date (PEP 552, unchecked), and names files from
    ``base`` on: the same sources give the same bytes.
    """
    options = ["-m", "compileall", "-q", "-f", "--invalidation-mode", "unchecked-hash"]
    for name in ("python3.12", "python3", "python"):
        if _is_right(name):
            command = [name, "-I", *options, "-s", str(base), *map(str, folders)]
            subprocess.run(command, check=True, timeout=_PATIENCE)
            return name
    if wine.loader() is None and os.name != "nt":
        return ""
    work.mkdir(parents=True, exist_ok=True)
    for name, data in runtime.items():
        (work / name).write_bytes(data)
    prefix = work / "prefix"
    if os.name == "nt":
        command = [str(work / "python.exe"), "-I", *options, "-s", str(base), *map(str, folders)]
        subprocess.run(command, check=True, timeout=_PATIENCE)
        return "the shipped Python"
    there = [wine.windows_path(folder) for folder in folders]
    command = [str(work / "python.exe"), "-I", *options, "-s", wine.windows_path(base), *there]
    done = wine.run(prefix, command, _PATIENCE)
    wine.stop(prefix)
    if done.returncode != 0:
        raise InputError(f"bytecode could not be made: {done.stdout}{done.stderr}")
    return "the shipped Python under wine"


def _is_right(name: str) -> bool:
    found = shutil.which(name)
    if found is None:
        return False
    done = subprocess.run([found, "-V"], capture_output=True, text=True, check=False)
    return done.returncode == 0 and done.stdout.startswith(f"Python {_VERSION}.")
