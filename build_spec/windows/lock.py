"""The locks of Windows files written again: the one file of every package that is needed there.

    python build_spec/windows/lock.py FOLDER

FOLDER gets the wheels that pip takes for Windows from ``locks/run.txt`` and ``locks/test.txt``,
which name the versions that are tested; each becomes one line with the hash of that one file, in
``locks/windows.txt`` if the program needs it, in ``locks/windows-test.txt`` if only its tests do.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

NOT_SHIPPED = {
    "pip": "sqlite-utils asks for it to install plugins; the program installs nothing",
    "pyside6": "holds no code, only asks for its two halves",
}
"""Packages of the run lock that stay out, and why; the tests do without them as well."""

_ON_WINDOWS = " ; sys_platform == 'win32'"
"""pip judges this by the machine that it runs on, and would leave the package out on Linux."""


def main(argv: Sequence[str]) -> int:
    """Fetch and write."""
    sys.path.insert(0, str(ROOT))
    from build_spec.windows.inputs import LOCKS

    folder = Path(argv[0])
    shipped = _pinned("run.txt", folder / "run")
    tested = _pinned("test.txt", folder / "test")
    _write(
        LOCKS / "windows.txt",
        "The one Windows file of each package in run.txt; written by build_spec/windows/lock.py.",
        shipped,
    )
    _write(
        LOCKS / "windows-test.txt",
        "The one Windows file of each package that test.txt has besides; written in the same way.",
        [line for line in tested if line not in shipped],
    )
    return 0


def _pinned(lock: str, folder: Path) -> list[str]:
    """A line for each package of ``lock``, whose wheels are fetched into ``folder``."""
    from build_spec.windows.inputs import LOCKS, PYTHON_TAG, sha256_of

    folder.mkdir()
    wanted = folder / lock
    text = (LOCKS / lock).read_text(encoding="ascii")
    wanted.write_text(text.replace(_ON_WINDOWS, ""), encoding="ascii")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", "--platform=win_amd64", f"--python-version={PYTHON_TAG}"]
    subprocess.run([*command, "-r", str(wanted), "-d", str(folder)], check=True)
    lines = []
    for wheel in sorted(folder.glob("*.whl"), key=lambda path: path.name.lower()):
        name, version = wheel.name.split("-")[:2]
        name = name.lower().replace("_", "-")
        if name not in NOT_SHIPPED:
            lines.append(f"{name}=={version} --hash=sha256:{sha256_of(wheel)}")
    return lines


def _write(lock: Path, what: str, lines: Sequence[str]) -> None:
    lock.write_text("\n".join([f"# {what}", *lines, ""]), encoding="ascii", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
