"""What the window remembers from one start to the next."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, QSettings

_LAYOUT = 1
"""Raised when remembered columns or panes no longer fit; older layouts are then forgotten."""


class WindowMemory:
    """Values in an INI file; a file that cannot be read or written is as good as an empty one."""

    def __init__(self, path: Path) -> None:
        """Read the file if there is one."""
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)
        if self.number("layout/version", 0) != _LAYOUT:
            self._settings.remove("layout")

    def number(self, key: str, otherwise: int) -> int:
        """A whole number."""
        try:
            return int(str(self._settings.value(key, otherwise)))
        except ValueError:
            return otherwise

    def text(self, key: str, otherwise: str = "") -> str:
        """A word or a path."""
        value = self._settings.value(key, otherwise)
        return value if isinstance(value, str) else otherwise

    def state(self, key: str) -> QByteArray:
        """What a widget's ``saveState`` or ``saveGeometry`` gave; empty where there is none."""
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def names(self, key: str) -> list[str] | None:
        """A list of names, ``None`` where none was kept."""
        value = self._settings.value(key)
        if value is None:
            return None
        if isinstance(value, str):
            return [value] if value else []
        return [str(name) for name in cast(list[object], value)]

    def keep(self, key: str, value: int | str | list[str] | QByteArray) -> None:
        """Remember a value until the window closes and longer, if it can be written."""
        self._settings.setValue(key, value)

    def forget_layout(self) -> None:
        """Forget sizes and places, not the zoom nor the folder saved to."""
        self._settings.remove("layout")

    def write(self) -> bool:
        """Write the file now; whether that was possible."""
        self._settings.setValue("layout/version", _LAYOUT)
        self._settings.sync()
        return self._settings.status() is QSettings.Status.NoError
