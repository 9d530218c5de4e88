"""A TrueType face for reportlab whose text can be found again in the PDF, beyond the BMP too.

reportlab 5.1.0 writes the ToUnicode entry of a character such as 𬭼 as ``<2CB7C>``: five digits,
where UTF-16BE is asked for (ISO 32000-1 §9.10.3), so the character extracts as something else. It
also writes up to 256 entries in one block where 100 are allowed (Adobe Technical Note 5411 §1.4.1).
"""

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase.ttfonts import SUBSETN, TTEncoding, TTFError, TTFont

from duty_desktop.reports.font_face import FontFace, numbers

_BLOCK = 100
"""The most entries that one block of a CMap may have."""

_FONT_CHECKSUM = 0xB1B0AFBA
"""What the 32-bit words of every sound font file add up to (OpenType, table head)."""

KNOWN_SOUND = frozenset((0x4BE57E40, 0x588889F8, 0xC77EDABF))
"""CRC-32 of the bundled files. It is found out 25 times faster than the sum of the words, which
is left for every other file, and for a bundled one that is not what it was."""


class BrokenFontError(Exception):
    """The file is missing, cut short, altered or no TrueType font."""


class EmbeddedFont(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A face that is embedded in every PDF that uses it, characters of all planes searchable."""

    def __init__(self, name: str, path: Path) -> None:
        """Read the face; raises ``BrokenFontError``."""
        # All that TTFont's own constructor does, with another face in place of its own.
        self.fontName = name
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        # Only used glyphs go along, no readable ASCII block; Han text needs no shaping.
        self._asciiReadable = False
        self.shapable = False
        try:
            data = path.read_bytes()
            _check(data)
            self.face = FontFace(data)
        except (OSError, TTFError, struct.error, LookupError, ValueError) as error:
            raise BrokenFontError(f"{path}: {error}") from error

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        """Add the face's subsets to a document, with their ToUnicode maps written right."""
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for number, codes in enumerate(subsets):
            # The names by which TTFont.addObjects registers the maps.
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode()
            doc.idToObject[f"toUnicodeCMap:{name}"].content = to_unicode_map(name, codes)

    def has_outline(self, char: str) -> bool:
        """Whether the face has a glyph for the character and the glyph is not empty."""
        glyph, begins = self.face.charToGlyph.get(ord(char), 0), self.face.glyphPos
        return glyph != 0 and begins[glyph + 1] > begins[glyph]

    def has_code(self, char: str) -> bool:
        """Whether the face has a glyph for the character, if only an empty one."""
        return bool(self.face.charToGlyph.get(ord(char)))

    def advance(self, char: str) -> float:
        """The character's advance in thousandths of the type size."""
        return float(self.face.getCharWidth(ord(char)))


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


def _check(data: bytes) -> None:
    """Refuse a file that was cut short or altered: a changed outline would print wrong words."""
    if zlib.crc32(data) in KNOWN_SOUND:
        return
    if len(data) % 4 or sum(numbers("I", data)) & 0xFFFFFFFF != _FONT_CHECKSUM:
        raise ValueError("the file's checksum is wrong")
