"""One command from a fresh clone to the running program or to the passed tests.

    python3 build_spec/bootstrap.py run [ARGUMENT ...]
    python3 build_spec/bootstrap.py test [ARGUMENT ...]
    python3 build_spec/bootstrap.py check

Needs Python 3.11 or newer and nothing else of ours. Makes ``.venv`` in the clone, installs the
pinned and hashed packages of ``build_spec/locks/`` there, and on Debian and its relatives the few
system libraries that Qt's window needs, where they are absent and may be installed; where they may
not, it says which command the administrator should run.
"""

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
LOCKS = ROOT / "build_spec" / "locks"

LIBRARIES = {
    # library, as the loader knows it: Debian's package
    "EGL": "libegl1",
    "GL": "libgl1",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "glib-2.0": "libglib2.0-0",
    "nss3": "libnss3",
    "xkbcommon": "libxkbcommon0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-randr": "libxcb-randr0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xcb-xinerama": "libxcb-xinerama0",
    "xcb-xkb": "libxcb-xkb1",
}
"""What Qt's xcb platform and QtPdf load, from `ldd` on their libraries."""


def main(argv: Sequence[str]) -> int:
    """Prepare what the command needs, run it, and give its exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 - said in words to whoever has an older one
        print("Python 3.11 or newer is needed.", file=sys.stderr)
        return 2
    jobs = {"run": _run, "test": _test, "check": _check}
    if not argv or argv[0] not in jobs:
        print(__doc__, file=sys.stderr)
        return 2
    return jobs[argv[0]](list(argv[1:]))


def _run(arguments: list[str]) -> int:
    system_libraries()
    return _call([python_with("run"), "-m", "duty_desktop", *arguments])


def _test(arguments: list[str]) -> int:
    system_libraries()
    return _call([python_with("test"), "-m", "pytest", *arguments])


def _check(arguments: list[str]) -> int:
    """The style, type and import checks."""
    system_libraries()
    python = python_with("dev")
    tools = Path(python).parent
    commands = (
        [str(tools / "ruff"), "check", "."],
        [str(tools / "ruff"), "format", "--check", "."],
        [str(tools / "mypy")],
        [str(tools / "lint-imports")],
    )
    return max(_call([*command, *arguments]) for command in commands)


def _call(command: list[str]) -> int:
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def python_with(lock: str) -> str:
    """The path of the environment's Python, with the packages of a lock in place."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        _make_environment()
    requirements = LOCKS / f"{lock}.txt"
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()
    stamp = ENVIRONMENT / f"installed-{lock}"
    if not stamp.exists() or stamp.read_text(encoding="ascii") != digest:
        subprocess.run(
            [
                str(python),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--require-hashes",
                "--only-binary",
                ":all:",
                "-r",
                str(requirements),
            ],
            check=True,
        )
        stamp.write_text(digest, encoding="ascii")
    return str(python)


def _make_environment() -> None:
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        # Debian keeps pip's seed out of its own Python.
        _install([f"python3.{sys.version_info.minor}-venv"])
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    venv.create(ENVIRONMENT, with_pip=True, symlinks=os.name != "nt")


def system_libraries() -> None:
    """Install the libraries that Qt's window needs and this Linux lacks, or say how to."""
    if sys.platform != "linux":
        return
    absent = [package for name, package in LIBRARIES.items() if not ctypes.util.find_library(name)]
    if absent:
        _install(absent)


def install_tools(tools: Mapping[str, str]) -> None:
    """Install the Debian packages of the commands that are absent, or say how to."""
    absent = sorted({package for tool, package in tools.items() if not shutil.which(tool)})
    if absent and sys.platform == "linux":
        _install(absent)


def _install(packages: list[str]) -> None:
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["apt-get", "update", "-qq"], command):
            subprocess.run(step, env=environment, stdout=subprocess.DEVNULL, check=True)
    else:
        print(f"Please ask an administrator to run: {' '.join(command)}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
