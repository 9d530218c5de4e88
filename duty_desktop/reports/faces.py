"""The faces: which of them has a character, how wide it is, and what none of them has.

Three come with the program; the machine's own stand before them where a document asks for a role
(仿宋, 楷体 …) and the machine has a font for it.

reportlab drops a character that its face lacks without a word. Here every character is either
covered by a face that really draws it, or it is printed as a visible mark and reported.
"""

import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Protocol

from reportlab.pdfbase import pdfmetrics

from duty_desktop import paths
from duty_desktop.errors import PrintError
from duty_desktop.reports import font_places
from duty_desktop.reports.embedded_font import BrokenFontError, EmbeddedFont, check_seal
from duty_desktop.reports.installed_fonts import InstalledFonts
from duty_desktop.reports.roles import Role


class Face(StrEnum):
    """A bundled face; the value is its name in reportlab and its file's name."""

    SERIF = "DutySerif-Regular"
    """Running text."""
    BOLD = "DutySerif-Bold"
    """Titles, in place of 小标宋."""
    SANS = "DutySans-Regular"
    """Headings and labels (黑体)."""


MARK_ADVANCE = 1000.0
"""The advance of the mark for a character that no face has, in thousandths of the type size."""

ASCENT = 0.88
"""Height of the faces' em box above the baseline, as a part of the type size."""

Preferred = Face | Role
"""What text is set in."""

STAND_INS = {
    Role.BODY: Face.SERIF,
    Role.SONG: Face.SERIF,
    Role.HEADING: Face.SANS,
    Role.KAI: Face.SERIF,
    Role.TITLE: Face.BOLD,
    Role.RARE: Face.SERIF,
}
"""The bundled face in place of a role for which the machine has no font."""

_FALLBACKS = (
    *(Face.SERIF, Face.SANS, Face.BOLD),
    *(Role.SONG, Role.BODY, Role.KAI, Role.HEADING, Role.TITLE, Role.RARE),
)
"""The order in which other faces are asked for a character: the bundled ones first, so that a rare
character looks alike everywhere, a bold one last of them; the machine's own where those fail."""

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
"""Categories of characters that draw nothing or steer the text: always printed as a mark."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters that are drawn alike."""

    text: str
    """What to draw: the characters themselves, spaces of all kinds as ones the face has."""
    face: Preferred | None
    """The face that has them, ``None`` where each is printed as a mark."""


class SystemFonts(Protocol):
    """The machine's own fonts."""

    def get(self, role: Role) -> EmbeddedFont | None:
        """The font for a role, known to reportlab; loaded when it is first asked for."""


class _NoFonts:
    """A machine without a font for any role."""

    def get(self, role: Role) -> EmbeddedFont | None:  # noqa: ARG002
        return None


@dataclass(frozen=True, slots=True)
class _Fonts:
    """Bundled and system fonts under one roof."""

    bundled: Mapping[Face, EmbeddedFont]
    system: SystemFonts

    def get(self, face: Preferred) -> EmbeddedFont | None:
        """The font; ``None`` for a role that the machine has none for."""
        return self.bundled[face] if isinstance(face, Face) else self.system.get(face)

    def order(self, preferred: Preferred) -> tuple[Preferred, ...]:
        """The faces in the order in which they are asked for a character; the first exists."""
        first: tuple[Preferred, ...] = (preferred,)
        if isinstance(preferred, Role):
            stand_in = STAND_INS[preferred]
            first = (preferred, stand_in) if self.system.get(preferred) else (stand_in,)
        return (*first, *(face for face in _FALLBACKS if face not in first))


class _Choice(dict[str, tuple[Preferred | None, str]]):
    """For each character, asked once: the face that draws it, and as which character."""

    def __init__(self, fonts: _Fonts, preferred: Preferred) -> None:
        super().__init__()
        self._fonts = fonts
        self._preferred = preferred

    @cached_property
    def _order(self) -> tuple[Preferred, ...]:
        """Found out when a document first asks, so that no font is loaded that none is set in."""
        return self._fonts.order(self._preferred)

    def __missing__(self, char: str) -> tuple[Preferred | None, str]:
        self[char] = choice = self._choose(char)
        return choice

    def _choose(self, char: str) -> tuple[Preferred | None, str]:
        blank = unicodedata.category(char) == "Zs"
        if char in "\t\n\r":
            return self._spaced()
        if unicodedata.category(char) in _UNSEEN:
            return None, char
        for face in self._order:
            font = self._fonts.get(face)
            if font and (font.has_outline(char) or (blank and font.has_code(char))):
                return face, char
        return self._spaced() if blank else (None, char)

    def _spaced(self) -> tuple[Preferred, str]:
        """A plain space, from the first face that has one."""
        for face in self._order:
            font = self._fonts.get(face)
            if font and font.has_code(" "):
                return face, " "
        return self._order[0], " "


class _Advances(dict[str, float]):
    """For each character, asked once: its advance in thousandths of the type size."""

    def __init__(self, fonts: _Fonts, choice: _Choice) -> None:
        super().__init__()
        self._fonts = fonts
        self._choice = choice

    def __missing__(self, char: str) -> float:
        face, drawn = self._choice[char]
        font = self._fonts.get(face) if face else None
        advance = font.advance(drawn) if font else MARK_ADVANCE
        self[char] = advance
        return advance


_writing = threading.Lock()


class Faces:
    """The faces together: each character in the face preferred, or in one that has it.

    Attributes:
        writing: held while a document's fonts are written; reportlab's subsetting is not
            thread-safe.
    """

    def __init__(
        self, fonts: Mapping[Face, EmbeddedFont], system: SystemFonts | None = None
    ) -> None:
        """Keep the three bundled fonts, which reportlab knows already, and the machine's own."""
        self.writing = _writing
        self._fonts = _Fonts(fonts, system or _NoFonts())
        self._choices: dict[Preferred, _Choice] = {
            face: _Choice(self._fonts, face) for face in (*Face, *Role)
        }
        self._advances = {
            face: _Advances(self._fonts, choice) for face, choice in self._choices.items()
        }

    def stood_in(self, roles: Iterable[Role]) -> tuple[Role, ...]:
        """Those of the roles for which a bundled face stands in."""
        return tuple(role for role in roles if self._fonts.get(role) is None)

    def advances(self, face: Preferred) -> Mapping[str, float]:
        """Each character's advance in thousandths of the type size, where ``face`` is preferred.

        Any character may be looked up with ``[]``; it is found out once.
        """
        return self._advances[face]

    def width(self, text: str, face: Preferred, size: float) -> float:
        """The text's width in pt, set in a type size in pt."""
        advances = self._advances[face]
        return sum([advances[char] for char in text]) * size / 1000

    def runs(self, text: str, face: Preferred) -> Iterator[Run]:
        """The text in runs by the face that draws it, in order."""
        choice = self._choices[face]
        for drawn_in, pairs in groupby([choice[char] for char in text], lambda pair: pair[0]):
            yield Run("".join([char for _, char in pairs]), drawn_in)

    def font_name(self, face: Preferred) -> str:
        """The name by which reportlab knows a face that a run is drawn in."""
        font = self._fonts.get(face)
        return str(font.fontName) if font else face.value

    def missing_characters(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The characters that are printed as a mark, each once, in order of first appearance.

        Control and formatting characters are among them; tabs and line ends are spaces.
        """
        choice = self._choices[Face.SERIF]
        seen = dict.fromkeys(char for text in texts for char in text)
        return tuple(char for char in seen if choice[char][0] is None)


_lock = threading.Lock()
_fonts: Mapping[Face, EmbeddedFont] | None = None
_bundled: Faces | None = None
_installed: Faces | None = None


def bundled() -> Faces:
    """The bundled faces alone, loaded and made known to reportlab on first use (about 25 ms).

    Raises ``PrintError`` where a face is missing or damaged. May be called from any thread.
    """
    global _bundled
    with _lock:
        if _bundled is None:
            _bundled = Faces(_bundled_fonts())
        return _bundled


def installed() -> Faces:
    """The bundled faces and this machine's own, which are searched for when they are first needed.

    Raises ``PrintError`` where a bundled face is missing or damaged. May be called from any thread.
    """
    global _installed
    with _lock:
        if _installed is None:
            _installed = Faces(_bundled_fonts(), InstalledFonts(font_places.of_this_machine()))
        return _installed


def with_fonts(system: SystemFonts) -> Faces:
    """The bundled faces and these fonts."""
    with _lock:
        return Faces(_bundled_fonts(), system)


def _bundled_fonts() -> Mapping[Face, EmbeddedFont]:
    global _fonts
    if _fonts is None:
        fonts = load(paths.resources() / "fonts")
        for font in fonts.values():
            pdfmetrics.registerFont(font)
        _fonts = fonts
    return _fonts


def load(folder: Path) -> dict[Face, EmbeddedFont]:
    """The three faces from a folder; raises ``PrintError`` where one is missing or damaged."""
    fonts = {}
    for face in Face:
        path = folder / f"{face.value}.ttf"
        try:
            data = path.read_bytes()
            check_seal(data)
            fonts[face] = EmbeddedFont(face.value, data)
        except (OSError, BrokenFontError) as error:
            sentence = f"打印所需的字体文件“{path.name}”缺失或已损坏，请重新安装本程序。"
            raise PrintError(sentence, f"{path}: {error}") from error
    return fonts
