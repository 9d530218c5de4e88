"""A Windows of its own under wine, with a screen of its own, for the proof of the installer."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from build_spec.windows import wine
from build_spec.windows.archive import files_below
from build_spec.windows.inputs import sha256_of
from build_spec.windows.launcher import COMPILER

FACE = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "DutySans-Regular.ttf"
DIALOG_FACES = ("MS Shell Dlg", "MS Shell Dlg 2", "Tahoma", "SimSun", "宋体")
"""What dialogs of Windows and of NSIS are set in."""

SCREEN = "1366x768x24"
_POLL = 0.02
"""Seconds between two looks at a folder while an installer works."""


class Windows:
    """One wine prefix and the folders that matter in it.

    Attributes:
        prefix: the prefix.
        local, start_menu, desktop: the user's folders there.
    """

    def __init__(self, prefix: Path, display: str) -> None:
        """Make it, as Windows 10."""
        shutil.rmtree(prefix, ignore_errors=True)
        self.prefix = prefix / "wine"
        # wine links the user's desktop to the real one; this is a home of its own.
        home = prefix / "home"
        (home / "Desktop").mkdir(parents=True)
        self._more = {"HOME": str(home), "DISPLAY": display, "XDG_DATA_HOME": str(home / "data")}
        self.run(["wineboot", "-i"], 300)
        self.be("win10")
        self._show_chinese()
        # A crash must end a program, not open a debugger.
        crash = r"HKCU\Software\Wine\WineDbg"
        self.run(["reg", "add", crash, "/v", "ShowCrashDialog", "/t", "REG_DWORD", "/d", "0", "/f"])
        (user,) = (p for p in (self.drive / "users").iterdir() if p.name != "Public")
        self.local = user / "AppData" / "Local"
        self.start_menu = user / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
        self.desktop = user / "Desktop"

    @property
    def drive(self) -> Path:
        """Drive C:."""
        return self.prefix / "drive_c"

    def be(self, version: str) -> None:
        """Be another version of Windows from now on, as winecfg calls it."""
        self.run(["winecfg", "-v", version])

    def run(
        self, command: list[str], seconds: float = 120, **more: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run a program to its end."""
        return wine.run(self.prefix, command, seconds, **{**self._more, **more})

    def start(self, command: list[str]) -> "subprocess.Popen[bytes]":
        """Start a program and go on."""
        return subprocess.Popen(
            [str(wine.loader()), *command],
            env=wine.environment(self.prefix, **self._more),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def stop(self) -> None:
        """End everything that runs here."""
        wine.stop(self.prefix)

    def dos(self, path: Path) -> str:
        """A path on drive C: as programs here name it."""
        return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")

    def registry(self, key: str) -> str:
        """A registry key with its values, as regedit writes it; empty where there is none."""
        if self.run(["reg", "query", key]).returncode != 0:
            return ""
        # Only regedit writes Chinese whatever the console's code page is.
        target = self.drive / "exported.reg"
        key = key.replace("HKCU", "HKEY_CURRENT_USER")
        self.run(["regedit", "/E", self.dos(target), key])
        exported = target.read_text(encoding="utf-16")
        target.unlink()
        return exported

    def _show_chinese(self) -> None:
        """Let dialogs of Windows itself show Chinese, by the program's own face."""
        shutil.copy(FACE, self.drive / "windows" / "Fonts")
        linked = f"{FACE.name},Duty Sans\0\0".encode("utf-16-le").hex(",")
        version = r"HKEY_LOCAL_MACHINE\Software\Microsoft\Windows NT\CurrentVersion"
        lines = ["Windows Registry Editor Version 5.00"]
        for key, value in (
            (r"HKEY_CURRENT_USER\Software\Wine\Fonts\Replacements", '"Duty Sans"'),
            (rf"{version}\FontSubstitutes", '"Duty Sans"'),
            (rf"{version}\FontLink\SystemLink", f"hex(7):{linked}"),
        ):
            lines += ["", f"[{key}]", *(f'"{name}"={value}' for name in DIALOG_FACES)]
        settings = self.drive / "faces.reg"
        settings.write_text("\r\n".join([*lines, ""]), encoding="utf-16", newline="")
        self.run(["regedit", "/S", self.dos(settings)])
        # Faces are read when the first program starts.
        self.stop()

    def lacks(self, library: Path, name: str) -> None:
        """Give this Windows the library ``name``, which wine lacks, for what ``library`` imports.

        Every function of it does nothing and answers 0. Real Windows 10 has the library.
        """
        import pefile

        file = pefile.PE(str(library), fast_load=True)
        file.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]])
        functions = [
            function.name.decode("ascii")
            for entry in file.DIRECTORY_ENTRY_IMPORT
            if entry.dll.lower() == name.encode()
            for function in entry.imports
        ]
        file.close()
        source = self.prefix / "shim.c"
        lines = [f"__declspec(dllexport) void *{f}(void) {{ return 0; }}" for f in functions]
        source.write_text("\n".join(lines), encoding="ascii")
        target = self.drive / "windows" / "system32" / name
        subprocess.run([COMPILER, "-shared", "-o", str(target), str(source)], check=True)

    def kill_when(
        self, process: "subprocess.Popen[bytes]", ready: Callable[[], bool], seconds: float = 120
    ) -> bool:
        """Kill everything that runs here as soon as ``ready``; whether ``process`` still ran."""
        end = time.monotonic() + seconds
        while process.poll() is None and time.monotonic() < end:
            if ready():
                process.kill()
                self.stop()
                process.wait(60)
                return True
            time.sleep(_POLL)
        return False


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees; its name for ``DISPLAY``."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(30)


@contextmanager
def read_only(folder: Path) -> Iterator[bool]:
    """A folder in which nobody can write, not even root; false where this machine cannot do it."""
    # The rights of files do not bind root, a mount does.
    command = ["mount", "--bind", "-o", "ro", str(folder), str(folder)]
    mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield mounted and not os.access(folder, os.W_OK)
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def windows_named(display: str, name: str) -> list[str]:
    """The visible windows on a screen whose title begins so."""
    done = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", f"^{name}"],
        env={**os.environ, "DISPLAY": display, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.split()


def wait_for(ready: Callable[[], object], seconds: float) -> bool:
    """Whether ``ready`` came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return True
        time.sleep(0.2)
    return False


def picture(display: str, path: Path) -> int:
    """Take a picture of the screen; how many colours it has."""
    environment = {**os.environ, "DISPLAY": display}
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["import", "-window", "root", str(path)], env=environment, check=True)
    done = subprocess.run(
        ["identify", "-format", "%k", str(path)], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def snapshot(folder: Path) -> dict[str, str]:
    """Every file below a folder and its digest."""
    return {
        path.relative_to(folder).as_posix(): sha256_of(path)
        for path in files_below(folder)
        if not path.is_symlink()
    }


def count(folder: Path) -> int:
    """How many files there are below a folder just now."""
    return sum(len(files) for _, _, files in os.walk(folder))
