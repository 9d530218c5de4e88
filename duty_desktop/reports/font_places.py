"""Where this machine's fonts lie: the files that Windows has registered, and the usual folders."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from duty_desktop.files import is_file

_SUFFIXES = frozenset((".ttf", ".ttc", ".otf"))

_MOST_FILES = 10_000
"""No more files are looked at: a machine with more fonts finds some of them."""

_DEEPEST = 6
"""Folders within folders that are searched."""

_KEY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
"""Under HKEY_LOCAL_MACHINE for everybody, under HKEY_CURRENT_USER for who is logged in."""


@dataclass(frozen=True, slots=True)
class FontPlaces:
    """Where to look for fonts."""

    files: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()

    def fonts(self) -> Iterator[Path]:
        """The font files that are there, each once, always in the same order."""
        seen: set[Path] = set()
        for path in (*self.files, *_inside(self.folders)):
            if path.suffix.lower() in _SUFFIXES and path not in seen and is_file(path):
                seen.add(path)
                yield path
                if len(seen) >= _MOST_FILES:
                    return


def of_this_machine() -> FontPlaces:
    """The places of the machine that the program runs on."""
    if sys.platform == "win32":
        return windows(os.environ, _registered)
    return unix(os.environ, Path.home())


def windows(environment: Mapping[str, str], registered: Callable[[], Iterable[str]]) -> FontPlaces:
    """What Windows has: ``registered`` gives the values of the font keys, file names or paths.

    Somebody may have installed a font for himself only (Windows 10 1809 and later), or copied a
    file into the folder that no key names.
    """
    folder = Path(environment.get("SystemRoot") or r"C:\Windows") / "Fonts"
    folders = [folder]
    if own := environment.get("LOCALAPPDATA"):
        folders.append(Path(own) / "Microsoft" / "Windows" / "Fonts")
    # A file's name alone is one in the folder; joining leaves a whole path as it is.
    files = tuple(sorted(folder / name for name in registered() if "\0" not in name))
    return FontPlaces(files, tuple(folders))


def unix(environment: Mapping[str, str], home: Path) -> FontPlaces:
    """The folders that fontconfig searches."""
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    return FontPlaces(
        folders=(
            data / "fonts",
            home / ".fonts",
            Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts"),
        )
    )


def _inside(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for found, below, names in os.walk(folder):
            below.sort()
            if len(Path(found).relative_to(folder).parts) >= _DEEPEST:
                below.clear()
            for name in sorted(names):
                yield Path(found) / name


def _registered() -> list[str]:
    """The values of both font keys, as far as they can be read."""
    values: list[str] = []
    if sys.platform == "win32":
        import winreg

        for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            with contextlib.suppress(OSError), winreg.OpenKey(root, _KEY) as key:
                for at in range(winreg.QueryInfoKey(key)[1]):
                    _, value, _ = winreg.EnumValue(key, at)
                    if isinstance(value, str):
                        values.append(value)
    return values
