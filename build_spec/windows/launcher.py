"""The two programs that start Python: ``duty-desktop.exe`` and ``duty-desktop-console.exe``."""

import shutil
import subprocess
from pathlib import Path

SOURCES = Path(__file__).with_name("sources")
ICON = Path(__file__).resolve().parents[2] / "resources" / "icons" / "duty-desktop.ico"

WINDOW = "duty-desktop.exe"
CONSOLE = "duty-desktop-console.exe"

COMPILER = "x86_64-w64-mingw32-gcc"
RESOURCES = "x86_64-w64-mingw32-windres"

_OPTIONS = (
    "-municode",
    "-static",
    "-Os",
    "-s",
    "-Wall",
    "-Wextra",
    "-Werror",
    # Nothing of the machine or the day: the same compiler gives the same bytes.
    "-Wl,--no-insert-timestamp",
    "-Wl,--dynamicbase,--nxcompat,--high-entropy-va",
)


def build(version: str, work: Path) -> dict[str, bytes]:
    """Both programs, by file name; ``version`` is like 0.1.0."""
    work.mkdir(parents=True, exist_ok=True)
    resources = work / "launcher.o"
    # MinGW on Windows itself calls it without the prefix.
    compiler = shutil.which(RESOURCES) or "windres"
    command = [compiler, "-i", "launcher.rc", "-o", str(resources), "--codepage=65001"]
    command += [f"-DVERSION_NUMBERS={numbers(version)}", f'-DVERSION_TEXT=\\"{version}\\"']
    command += ["-I", str(ICON.parent), "-I", str(SOURCES)]
    subprocess.run(command, cwd=SOURCES, check=True)
    programs = {}
    for name, options in ((WINDOW, ("-mwindows",)), (CONSOLE, ("-mconsole", "-DCONSOLE"))):
        made = work / name
        subprocess.run(
            [COMPILER, *_OPTIONS, *options, "launcher.c", str(resources), "-o", str(made)],
            cwd=SOURCES,
            check=True,
        )
        programs[name] = made.read_bytes()
    return programs


def numbers(version: str) -> str:
    """The four numbers that Windows wants: ``0,1,0,0`` for 0.1.0."""
    parts = [part for part in version.split(".") if part.isdecimal()]
    return ",".join((parts + ["0"] * 4)[:4])
