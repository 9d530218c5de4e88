"""A TrueType face for reportlab whose text can be found again in the PDF, beyond the BMP too.

reportlab 5.1.0 writes the ToUnicode entry of a character such as 𬭼 as ``<2CB7C>``: five digits,
where UTF-16BE is asked for (ISO 32000-1 §9.10.3), so the character extracts as something else. It
also writes up to 256 entries in one block where 100 are allowed (Adobe Technical Note 5411 §1.4.1).
"""

import itertools
import struct
import zlib
from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTEncoding, TTFError, TTFont

from duty_desktop.reports.font_face import FontFace, numbers

_BLOCK = 100
"""The most entries that one block of a CMap may have."""

_FONT_CHECKSUM = 0xB1B0AFBA
"""What the 32-bit words of every sound font file add up to (OpenType, table head)."""

KNOWN_SOUND = frozenset((0x4BE57E40, 0x588889F8, 0xC77EDABF))
"""CRC-32 of the bundled files. It is found out 25 times faster than the sum of the words, which
is left for every other file, and for a bundled one that is not what it was."""


_GLYPH_HEADER = 10
_WORDS, _MORE = 0x0001, 0x0020
_SCALES = ((0x0008, 2), (0x0040, 4), (0x0080, 8))
"""Of a glyph that is put together from others (OpenType, table glyf): the bytes before its parts,
flags of a part, and the bytes that a part's scale takes."""


_serials = itertools.count(1)


class BrokenFontError(Exception):
    """The file is missing, cut short, altered or no TrueType font."""


class EmbeddedFont(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A face that is embedded in every PDF that uses it, characters of all planes searchable."""

    def __init__(self, name: str, data: bytes) -> None:
        """Read the face from a file's bytes; raises ``BrokenFontError``."""
        # All that TTFont's own constructor does, with another face in place of its own.
        self.fontName = name
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        # Only used glyphs go along, no readable ASCII block; Han text needs no shaping.
        self._asciiReadable = False
        self.shapable = False
        try:
            self.face = FontFace(data)
        except (TTFError, struct.error, LookupError, ValueError, ArithmeticError) as error:
            raise BrokenFontError(str(error)) from error
        self._sound: dict[int, bool] = {}
        if not self._is_sound(0):
            raise BrokenFontError("its first glyph is damaged")
        # Three codes get into every subset, asked for or not.
        for code in (0, 0x20, 0xA0):
            if not self.has_code(chr(code)):
                self.face.charToGlyph.pop(code, None)

    def register(self) -> None:
        """Make the face known to reportlab as ``fontName``, a name that no other face has.

        WORKAROUND: of two faces with one name, in the registry or in their files, reportlab keeps
        the first and says nothing.
        """
        unique = f"{self.face.name.decode()}-{next(_serials)}"
        self.fontName = unique
        name, self.face.name = self.face.name, unique.encode()
        pdfmetrics.registerFont(self)
        self.face.name = name

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        """Add the face's subsets to a document, with their ToUnicode maps written right."""
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for number, codes in enumerate(subsets):
            # The names by which TTFont.addObjects registers the maps.
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode()
            doc.idToObject[f"toUnicodeCMap:{name}"].content = to_unicode_map(name, codes)

    def has_outline(self, char: str) -> bool:
        """Whether the face has a glyph for the character, neither empty nor damaged."""
        glyph = self._glyph(char)
        return bool(glyph) and self._length(glyph) > 0 and self._is_sound(glyph)

    def has_code(self, char: str) -> bool:
        """Whether the face has a glyph for the character, if only an empty one."""
        glyph = self._glyph(char)
        return bool(glyph) and (self._length(glyph) == 0 or self._is_sound(glyph))

    def advance(self, char: str) -> float:
        """The character's advance in thousandths of the type size."""
        return float(self.face.getCharWidth(ord(char)))

    def _glyph(self, char: str) -> int:
        """The number of the character's glyph, 0 where there is none."""
        glyph = int(self.face.charToGlyph.get(ord(char), 0))
        return glyph if 0 <= glyph < len(self.face.glyphPos) - 1 else 0

    def _length(self, glyph: int) -> int:
        return int(self.face.glyphPos[glyph + 1] - self.face.glyphPos[glyph])

    def _is_sound(self, glyph: int) -> bool:
        """Whether the glyph and those that it is put together from can be read to the end."""
        if glyph not in self._sound:
            # A glyph that holds itself is unsound: it is met before it is known to be sound.
            self._sound[glyph] = False
            self._sound[glyph] = self._can_be_read(glyph)
        return self._sound[glyph]

    def _can_be_read(self, glyph: int) -> bool:
        if glyph >= len(self.face.glyphPos) - 1:
            return False
        start = self.face.get_table_pos("glyf")[0] + self.face.glyphPos[glyph]
        data = self.face.get_chunk(start, self._length(glyph))
        if not data:
            return True
        try:
            return all(map(self._is_sound, _components(data)))
        except (struct.error, RecursionError):
            return False


def _components(data: bytes) -> list[int]:
    """The numbers of the glyphs that a glyph is put together from (OpenType, table glyf)."""
    [contours] = struct.unpack_from(">h", data, 0)
    found: list[int] = []
    at = _GLYPH_HEADER
    more = contours < 0
    while more:
        flags, glyph = struct.unpack_from(">HH", data, at)
        found.append(glyph)
        at += 4 + (4 if flags & _WORDS else 2)
        at += next((size for flag, size in _SCALES if flags & flag), 0)
        if at > len(data):
            raise struct.error("a component is cut short")
        more = bool(flags & _MORE)
    return found


def to_unicode_map(name: str, codes: Sequence[int]) -> str:
    """The CMap that says which character each code of a subset stands for."""
    entries = [
        f"<{at:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for at, code in enumerate(codes)
    ]
    blocks = [
        "\n".join((f"{len(block)} beginbfchar", *block, "endbfchar"))
        for block in (entries[at : at + _BLOCK] for at in range(0, len(entries), _BLOCK))
    ]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(codes) - 1:02X}>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )


def check_seal(data: bytes) -> None:
    """Refuse a file that was cut short or altered: a changed outline would print wrong words.

    Raises ``BrokenFontError``. Only for files of ours: many a sound font has a wrong checksum.
    """
    if zlib.crc32(data) in KNOWN_SOUND:
        return
    if len(data) % 4 or sum(numbers("I", data)) & 0xFFFFFFFF != _FONT_CHECKSUM:
        raise BrokenFontError("the file's checksum is wrong")
