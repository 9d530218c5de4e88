"""The bundled faces: which of them has a character, how wide it is, and what none of them has.

reportlab drops a character that its face lacks without a word. Here every character is either
covered by a face that really draws it, or it is printed as a visible mark and reported.
"""

import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics

from duty_desktop import paths
from duty_desktop.errors import PrintError
from duty_desktop.reports.embedded_font import BrokenFontError, EmbeddedFont


class Face(StrEnum):
    """A bundled face; the value is its name in reportlab and its file's name."""

    SERIF = "DutySerif-Regular"
    """Running text (宋体)."""
    BOLD = "DutySerif-Bold"
    """Titles, in place of 小标宋."""
    SANS = "DutySans-Regular"
    """Headings and labels (黑体)."""


MARK_ADVANCE = 1000.0
"""The advance of the mark for a character that no face has, in thousandths of the type size."""

ASCENT = 0.88
"""Height of the faces' em box above the baseline, as a part of the type size."""

_FALLBACKS = (Face.SERIF, Face.SANS, Face.BOLD)
"""The order in which other faces are asked for a character; a bold one last."""

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
"""Categories of characters that draw nothing or steer the text: always printed as a mark."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters that are drawn alike."""

    text: str
    """What to draw: the characters themselves, spaces of all kinds as ones the face has."""
    face: Face | None
    """The face that has them, ``None`` where each is printed as a mark."""


class _Choice(dict[str, tuple[Face | None, str]]):
    """For each character, asked once: the face that draws it, and as which character."""

    def __init__(self, fonts: Mapping[Face, EmbeddedFont], preferred: Face) -> None:
        super().__init__()
        self._fonts = fonts
        self._order = (preferred, *(face for face in _FALLBACKS if face is not preferred))

    def __missing__(self, char: str) -> tuple[Face | None, str]:
        self[char] = choice = self._choose(char)
        return choice

    def _choose(self, char: str) -> tuple[Face | None, str]:
        if char in "\t\n\r":
            return self._order[0], " "
        category = unicodedata.category(char)
        if category in _UNSEEN:
            return None, char
        for face in self._order:
            font = self._fonts[face]
            if font.has_outline(char) or (category == "Zs" and font.has_code(char)):
                return face, char
        return (self._order[0], " ") if category == "Zs" else (None, char)


class _Advances(dict[str, float]):
    """For each character, asked once: its advance in thousandths of the type size."""

    def __init__(self, fonts: Mapping[Face, EmbeddedFont], choice: _Choice) -> None:
        super().__init__()
        self._fonts = fonts
        self._choice = choice

    def __missing__(self, char: str) -> float:
        face, drawn = self._choice[char]
        advance = MARK_ADVANCE if face is None else self._fonts[face].advance(drawn)
        self[char] = advance
        return advance


class Faces:
    """The three faces together: each character in the face preferred, or in one that has it.

    Attributes:
        writing: held while a document's fonts are written; reportlab's subsetting is not
            thread-safe.
    """

    def __init__(self, fonts: Mapping[Face, EmbeddedFont]) -> None:
        """Keep the fonts, which reportlab knows already."""
        self.writing = threading.Lock()
        self._choices = {face: _Choice(fonts, face) for face in Face}
        self._advances = {face: _Advances(fonts, self._choices[face]) for face in Face}

    def advances(self, face: Face) -> Mapping[str, float]:
        """Each character's advance in thousandths of the type size, where ``face`` is preferred.

        Any character may be looked up with ``[]``; it is found out once.
        """
        return self._advances[face]

    def width(self, text: str, face: Face, size: float) -> float:
        """The text's width in pt, set in a type size in pt."""
        advances = self._advances[face]
        return sum([advances[char] for char in text]) * size / 1000

    def runs(self, text: str, face: Face) -> Iterator[Run]:
        """The text in runs by the face that draws it, in order."""
        choice = self._choices[face]
        for drawn_in, pairs in groupby([choice[char] for char in text], lambda pair: pair[0]):
            yield Run("".join([char for _, char in pairs]), drawn_in)

    def missing_characters(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The characters that are printed as a mark, each once, in order of first appearance.

        Control and formatting characters are among them; tabs and line ends are spaces.
        """
        choice = self._choices[Face.SERIF]
        seen = dict.fromkeys(char for text in texts for char in text)
        return tuple(char for char in seen if choice[char][0] is None)


_lock = threading.Lock()
_bundled: Faces | None = None


def bundled() -> Faces:
    """The bundled faces, loaded and made known to reportlab on first use (about 0.3 s).

    Raises ``PrintError`` where a face is missing or damaged. May be called from any thread.
    """
    global _bundled
    with _lock:
        if _bundled is None:
            fonts = load(paths.resources() / "fonts")
            for font in fonts.values():
                pdfmetrics.registerFont(font)
            _bundled = Faces(fonts)
        return _bundled


def load(folder: Path) -> dict[Face, EmbeddedFont]:
    """The three faces from a folder; raises ``PrintError`` where one is missing or damaged."""
    fonts = {}
    for face in Face:
        path = folder / f"{face.value}.ttf"
        try:
            fonts[face] = EmbeddedFont(face.value, path)
        except BrokenFontError as error:
            sentence = f"打印所需的字体文件“{path.name}”缺失或已损坏，请重新安装本程序。"
            raise PrintError(sentence, str(error)) from error
    return fonts
