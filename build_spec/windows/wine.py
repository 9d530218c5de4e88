"""wine, where it is installed: runs the Windows program on the machine that built it."""

import os
import shutil
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

_DEBIAN = Path("/usr/lib/wine/wine64")
"""Debian keeps the 64-bit loader out of PATH, and its ``wine`` complains where wine32 is absent."""

_LAST_WORDS = 1.0
"""Seconds for what a program wrote last to come through."""


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

    Raises ``subprocess.TimeoutExpired`` after ``seconds``, all that it said until then as its
    ``output``; the program is ended then.
    """
    # Pipes: wine gives a program no usable handle for a file of this machine. They are not read to
    # their end, which comes only when wine's desktop, started along with the first window, closes.
    process = subprocess.Popen(
        [str(loader()), *command],
        env=environment(prefix, **more),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    said: list[list[bytes]] = [[], []]
    readers = [
        threading.Thread(target=_read, args=(stream, into), daemon=True)
        for stream, into in zip((process.stdout, process.stderr), said, strict=True)
    ]
    for reader in readers:
        reader.start()
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        process.kill()
        process.wait()
        error.output = "".join(_ended(readers, said))
        raise
    out, err = _ended(readers, said)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def _ended(readers: Sequence[threading.Thread], said: Sequence[list[bytes]]) -> tuple[str, str]:
    """What was said on both ways out, once the last of it has come through."""
    for reader in readers:
        reader.join(_LAST_WORDS)
    out, err = (b"".join(each).decode("utf-8", "replace") for each in said)
    return out, err


def _read(stream: IO[bytes], into: list[bytes]) -> None:
    with stream:
        while data := os.read(stream.fileno(), 65536):
            into.append(data)


def stop(prefix: Path) -> None:
    """End everything that runs in ``prefix``, and only that."""
    for option in ("-k", "-w"):
        subprocess.run(["wineserver", option], env=environment(prefix), check=False, timeout=60)


def windows_path(path: Path) -> str:
    """The path as Windows programs name it; wine shows the whole machine as drive Z:."""
    return "Z:" + str(path).replace("/", "\\")
