"""The machine's own fonts for the roles of official documents, found by their families' names."""

import threading
from collections.abc import Mapping
from pathlib import Path

from duty_desktop.reports.embedded_font import BrokenFontError, EmbeddedFont
from duty_desktop.reports.font_file import (
    FontInFile,
    UnfitFontError,
    family_key,
    fit_font,
    fonts_in,
)
from duty_desktop.reports.font_places import FontPlaces
from duty_desktop.reports.roles import FAMILIES, Role

_MOST_REASONS = 200
"""No more skipped files are remembered."""

_WANTED = {
    family_key(name): (role, rank)
    for role, names in FAMILIES.items()
    for rank, name in enumerate(names)
}
"""For each family's name its role, and how much it is preferred: the least number most."""


class InstalledFonts:
    """The machine's fonts by role; searched for once, each loaded when it is first asked for.

    Attributes:
        skipped: why files that look like fonts are not used, by path.
    """

    def __init__(self, places: FontPlaces) -> None:
        """Look in these places, when first asked."""
        self.skipped: dict[Path, str] = {}
        self._places = places
        self._lock = threading.Lock()
        self._found: Mapping[Role, list[FontInFile]] | None = None
        self._loaded: dict[Role, EmbeddedFont | None] = {}

    def get(self, role: Role) -> EmbeddedFont | None:
        """The font for a role, known to reportlab; ``None`` where the machine has none."""
        with self._lock:
            if role not in self._loaded:
                self._loaded[role] = self._load(role)
            return self._loaded[role]

    def _load(self, role: Role) -> EmbeddedFont | None:
        """The most preferred font that is fit."""
        if self._found is None:
            self._found = self._search()
        for font in self._found[role]:
            try:
                loaded = EmbeddedFont(role.value, fit_font(font, role.value))
            except (OSError, UnfitFontError, BrokenFontError) as error:
                self._skip(font.path, error)
            else:
                loaded.register()
                return loaded
        return None

    def _search(self) -> Mapping[Role, list[FontInFile]]:
        """The fonts of each role, the most preferred first."""
        ranked: dict[Role, list[tuple[int, FontInFile]]] = {role: [] for role in Role}
        for path in self._places.fonts():
            try:
                fonts = fonts_in(path)
            except (OSError, UnfitFontError) as error:
                self._skip(path, error)
                continue
            for font in fonts:
                for role, rank in {_WANTED[name] for name in font.families & _WANTED.keys()}:
                    # A family's bold face is not the family; 小标宋 is bold by itself.
                    if not font.bold or role is Role.TITLE:
                        ranked[role].append((rank, font))
        # Files of one rank stay in the order of the places: sorting is stable.
        return {
            role: [font for _, font in sorted(fonts, key=lambda each: each[0])]
            for role, fonts in ranked.items()
        }

    def _skip(self, path: Path, error: Exception) -> None:
        if len(self.skipped) < _MOST_REASONS:
            self.skipped.setdefault(path, str(error))
