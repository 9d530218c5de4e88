"""The self-test from its beginning to its report."""

import datetime
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from duty_desktop import __version__, paths
from duty_desktop.errors import PersonError
from duty_desktop.selftest import checks, on_screen
from duty_desktop.selftest.report import Finding, Item, Report, Result

Check = Callable[[Path], Finding]

_PATIENCE = 180
"""Seconds for a check in a process of its own; an old machine with a virus scanner takes thirty."""

_CONSOLE = "duty-desktop-console.exe"

_ANSWER = "自检"
"""Begins the line in which such a process tells its finding."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One check: its name on the command line, its title for people."""

    name: str
    title: str
    check: Check
    apart: bool = False
    """Whether it is made in a process of its own."""


PARTS = (
    _Part("parts", "程序文件", checks.check_parts),
    _Part("database", "清单数据", checks.check_database),
    _Part("search", "查找", checks.check_search),
    _Part("sheet", "生成 PDF", checks.check_sheet),
    _Part("window", "窗口", on_screen.check_window, apart=True),
    _Part("pdf_view", "打印预览", on_screen.check_pdf_view, apart=True),
    _Part("user_folder", "用户数据文件夹", checks.check_user_folder),
)


def run(
    database: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Every check, made on this machine with the list in ``database``.

    ``progress`` is told how many of all checks are made. Once ``cancelled`` says yes, the rest is
    skipped.
    """
    items: list[Item] = []
    for done, part in enumerate(PARTS):
        if progress is not None:
            progress(done, len(PARTS))
        begun = time.monotonic()
        if cancelled is not None and cancelled():
            finding = Finding(Result.SKIPPED, "已取消")
        elif part.apart:
            finding = _made_apart(part, database)
        else:
            finding = _made(part.check, database)
        items.append(Item(part.name, part.title, finding, time.monotonic() - begun))
    return Report(_about(), tuple(items))


def run_part(name: str, database: Path) -> int:
    """Make the check of this name here and tell it on standard output; 0 where it did not fail."""
    (part,) = (part for part in PARTS if part.name == name)
    finding = _made(part.check, database)
    sys.stdout.write(f"{_ANSWER}\t{finding.result.value}\t{finding.detail}\n")
    sys.stdout.flush()
    return 1 if finding.result is Result.FAILED else 0


def _made(check: Check, database: Path) -> Finding:
    """What the check found; whatever it raises is a finding too."""
    try:
        return check(database)
    except PersonError as error:
        return Finding(Result.FAILED, str(error))
    except Exception as error:  # noqa: BLE001 - a self-test tells every fault and goes on
        return Finding(Result.FAILED, f"{type(error).__name__}: {error}")


def _made_apart(part: _Part, database: Path) -> Finding:
    command = [*_own_command(), "--database", str(database), "--self-test-part", part.name]
    # A console program must not open a black window for a moment.
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    # Files, not pipes: a pipe ends only when everybody has closed it who was given it, and the
    # system may have started programs of its own for the check (wine's desktop).
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        try:
            done = subprocess.run(  # noqa: S603 - our own program
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=complained,
                timeout=_PATIENCE,
                env=_environment(),
                creationflags=hidden,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return Finding(Result.FAILED, f"没有做完：{error}")
        answer = _told(_written(said), done.returncode)
        return answer or _ended_early(part, done.returncode, _written(complained))


def _written(file: BinaryIO) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def _told(said: str, code: int) -> Finding | None:
    """The finding in what a process said; ``None`` where it ended without one."""
    for line in said.splitlines():
        columns = line.split("\t", 2)
        if columns[0] == _ANSWER and len(columns) == 3 and code in (0, 1):
            return Finding(Result(columns[1]), columns[2])
    return None


def _ended_early(part: _Part, code: int, complained: str) -> Finding:
    wine = wine_version()
    if part.check is on_screen.check_pdf_view and wine:
        # PDFium asks for what wine 8 does not have; on Windows this is a failure as any other.
        return Finding(
            Result.SKIPPED, f"wine {wine} 中 QtPdf 用不了（退出码 {code}），请在 Windows 上检查"
        )
    last = complained.strip().splitlines()[-1:] or ["没有留下说明"]
    return Finding(Result.FAILED, f"程序意外结束（退出码 {code}）：{last[0]}")


def _own_command() -> list[str]:
    program = paths.program_folder()
    return [str(program / _CONSOLE)] if program else [sys.executable, "-m", "duty_desktop"]


def _environment() -> dict[str, str]:
    """The environment in which another process finds the package that is running here."""
    home = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([home, known] if known else [home])}


def _about() -> Mapping[str, str]:
    program = paths.program_folder()
    return {
        "program": "duty-desktop",
        "version": __version__,
        "python": platform.python_version(),
        "system": f"{platform.platform()}{f' (wine {wine_version()})' if wine_version() else ''}",
        "folder": str(program or Path(__file__).resolve().parents[2]),
        "user_data": str(paths.user_data()),
        "made": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
    }


def wine_version() -> str:
    """The version of wine that this runs under; empty on Windows and elsewhere."""
    if sys.platform != "win32":
        return ""
    import ctypes

    try:
        ask = ctypes.windll.ntdll.wine_get_version
    except AttributeError:
        return ""
    ask.restype = ctypes.c_char_p
    return str(ask().decode("ascii"))
