"""``locks/windows.txt`` written again: the Windows file of every package that the program needs.

    python build_spec/windows/lock.py FOLDER

FOLDER gets the wheels that pip takes for Windows from ``locks/run.txt``, which names the versions
that are tested; each becomes one line with the hash of that one file.
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
"""Packages of the run lock that stay out, and why."""


def main(argv: Sequence[str]) -> int:
    """Fetch and write."""
    sys.path.insert(0, str(ROOT))
    from build_spec.windows.inputs import LOCKS, PYTHON_TAG, sha256_of

    folder = Path(argv[0])
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", "--platform=win_amd64", f"--python-version={PYTHON_TAG}"]
    subprocess.run([*command, "-r", str(LOCKS / "run.txt"), "-d", str(folder)], check=True)
    lines = [
        "# The one Windows file of each package in run.txt; written by build_spec/windows/lock.py.",
    ]
    for wheel in sorted(folder.glob("*.whl"), key=lambda path: path.name.lower()):
        name, version = wheel.name.split("-")[:2]
        name = name.lower().replace("_", "-")
        if name not in NOT_SHIPPED:
            lines.append(f"{name}=={version} --hash=sha256:{sha256_of(wheel)}")
    text = "\n".join(lines) + "\n"
    (LOCKS / "windows.txt").write_text(text, encoding="ascii", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
