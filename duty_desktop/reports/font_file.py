"""What a font file says of itself, read from its bytes; and the font in it, made fit to embed.

A font that somebody installed is a stranger's file. Everything that is read has bounds, nothing is
believed that can be checked, and what reportlab gets is a font of our own making: the outlines, the
widths and one table of Unicode characters, under a name of ours. So it meets no odd name table, no
old GBK table taken for Unicode, and no endless range of characters. (OpenType 1.9.1, "The OpenType
Font File", "name", "cmap", "OS/2", "loca".)
"""

import struct
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

_MOST_BYTES = 64 << 20
_MOST_FONTS = 64
_MOST_TABLES = 64
_MOST_NAMES = 2048
_MOST_NAME_BYTES = 1 << 20
"""No sound font has more: the largest Chinese ones have 40 MB."""

_TRUETYPE = frozenset((b"\0\1\0\0", b"true"))

_FAMILY_NAMES = frozenset((1, 16))
"""Name ids of the family and of the typographic family."""

_BOLD, _ITALIC = 0b01, 0b10
"""Of ``macStyle`` in the table head."""

_RESTRICTED, _PRINT, _EDITABLE = 0x0002, 0x0004, 0x0008
_WHOLE_ONLY, _BITMAPS_ONLY = 0x0100, 0x0200
"""Of ``fsType`` in OS/2."""

_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""Platforms and encodings of character tables in Unicode, the fullest first."""

_ALL_CHARACTERS = 0x110000

_KEPT = ("OS/2", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
_NEEDED = frozenset(("OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"))
"""Tables that are copied, and those without which there is no font."""


class UnfitFontError(Exception):
    """The file is damaged, no font, or none that may be embedded; says why."""


@dataclass(frozen=True, slots=True)
class FontInFile:
    """One font of a file."""

    path: Path
    index: int
    families: frozenset[str]
    """Its family names in all languages, as ``family_key`` writes them."""
    bold: bool = False


def family_key(name: str) -> str:
    """A family's name without what differs between spellings: case, width, spaces."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def fonts_in(path: Path) -> list[FontInFile]:
    """The upright fonts of a file with their names; little of the file is read.

    Raises ``UnfitFontError`` or ``OSError``.
    """
    with path.open("rb") as file:
        reader = _Reader(file)
        found = []
        for index, start in enumerate(reader.starts()):
            tables = reader.tables(start)
            if "name" in tables and "head" in tables:
                style = _unpack(">H", reader.table(tables["head"]), 44)[0]
                if not style & _ITALIC:
                    families = frozenset(_families(reader.table(tables["name"], _MOST_NAME_BYTES)))
                    found.append(FontInFile(path, index, families, bool(style & _BOLD)))
        return found


def fit_font(font: FontInFile, name: str) -> bytes:
    """The font as a TrueType file of its own, called ``name`` (ASCII letters and hyphens).

    Raises ``UnfitFontError`` where it has no TrueType outlines, may not be embedded or is damaged,
    ``OSError`` where it cannot be read.
    """
    with font.path.open("rb") as file:
        reader = _Reader(file)
        starts = list(reader.starts())
        if font.index >= len(starts):
            raise UnfitFontError("the file has changed")
        places = reader.tables(starts[font.index])
        lacking = sorted(_NEEDED - places.keys())
        if lacking:
            raise UnfitFontError(f"no table {lacking[0]}: its outlines are not TrueType's")
        tables = {tag: reader.table(places[tag]) for tag in _KEPT if tag in places}
        _check_licence(tables["OS/2"])
        _check_outlines(tables)
        tables["cmap"] = _unicode_table(reader.table(places["cmap"]))
    tables["name"] = _name_table(name)
    tables["post"] = struct.pack(">L28x", 0x00030000)
    return _assembled(tables)


class _Reader:
    """Reads parts of an open file, never beyond its end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = file.seek(0, 2)
        if self._size > _MOST_BYTES:
            raise UnfitFontError("the file is too large for a font")

    def read(self, start: int, length: int) -> bytes:
        if start + length > self._size:
            raise UnfitFontError("the file is cut short")
        self._file.seek(start)
        return self._file.read(length)

    def starts(self) -> Iterator[int]:
        """Where the file's fonts begin: one, or those of a collection."""
        if self.read(0, 4) != b"ttcf":
            yield 0
            return
        [count] = struct.unpack(">L", self.read(8, 4))
        if count > _MOST_FONTS:
            raise UnfitFontError("the collection has too many fonts")
        yield from struct.unpack(f">{count}L", self.read(12, 4 * count))

    def tables(self, start: int) -> dict[str, tuple[int, int]]:
        """Where each table of a font begins, and its length."""
        version, count = struct.unpack(">4sH", self.read(start, 6))
        if version not in _TRUETYPE:
            raise UnfitFontError("its outlines are not TrueType's, or it is no font")
        if count > _MOST_TABLES:
            raise UnfitFontError("it has too many tables")
        records = self.read(start + 12, 16 * count)
        return {
            tag.decode("latin-1"): (offset, length)
            for tag, _, offset, length in struct.iter_unpack(">4sLLL", records)
        }

    def table(self, place: tuple[int, int], most: int = _MOST_BYTES) -> bytes:
        start, length = place
        if length > most:
            raise UnfitFontError("a table is too long")
        return self.read(start, length)


def _unpack(form: str, data: bytes, at: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(form, data, at)
    except struct.error as error:
        raise UnfitFontError("a table is cut short") from error


def _families(table: bytes) -> Iterator[str]:
    """The family names of a name table, as keys."""
    _, count, strings = _unpack(">HHH", table, 0)
    for at in range(min(count, _MOST_NAMES)):
        platform, encoding, _, kind, length, offset = _unpack(">6H", table, 6 + 12 * at)
        if kind in _FAMILY_NAMES:
            raw = table[strings + offset : strings + offset + length]
            yield family_key(raw.decode(_codec(platform, encoding), "replace"))


def _codec(platform: int, encoding: int) -> str:
    """Old Chinese fonts write their names in GBK, for Windows (3, 3) and for the Mac (1, 25)."""
    if (platform, encoding) in ((3, 3), (1, 25)):
        return "gb18030"
    return "mac_roman" if platform == 1 else "utf-16-be"


def _check_licence(table: bytes) -> None:
    [rights] = _unpack(">H", table, 8)
    # Where several bits are set, as old fonts do, the least restrictive one holds.
    forbidden = rights & _RESTRICTED and not rights & (_PRINT | _EDITABLE)
    if forbidden or rights & (_WHOLE_ONLY | _BITMAPS_ONLY):
        raise UnfitFontError("its licence does not allow parts of it to be embedded")


def _check_outlines(tables: Mapping[str, bytes]) -> None:
    """Every glyph lies inside the outlines and has a width."""
    [glyphs] = _unpack(">H", tables["maxp"], 4)
    [wide] = _unpack(">H", tables["hhea"], 34)
    [units] = _unpack(">H", tables["head"], 18)
    [long] = _unpack(">h", tables["head"], 50)
    if not 16 <= units <= 16384 or not 1 <= wide <= glyphs or long not in (0, 1):
        raise UnfitFontError("its measures are impossible")
    if len(tables["hmtx"]) < 4 * wide + 2 * (glyphs - wide):
        raise UnfitFontError("widths are missing")
    places = _unpack(f">{glyphs + 1}{'L' if long else 'H'}", tables["loca"], 0)
    ordered = all(before <= after for before, after in pairwise(places))
    if not ordered or places[-1] * (1 if long else 2) > len(tables["glyf"]):
        raise UnfitFontError("its outlines are damaged")


def _unicode_table(table: bytes) -> bytes:
    """A character table that holds only the fullest one in Unicode."""
    _, count = _unpack(">HH", table, 0)
    offsets: dict[tuple[int, int], int] = {}
    for at in range(min(count, _MOST_TABLES)):
        platform, encoding, offset = _unpack(">HHL", table, 4 + 8 * at)
        offsets.setdefault((platform, encoding), offset)
    for known in _UNICODE:
        if known in offsets:
            characters = _characters(table, offsets[known])
            return struct.pack(">4HL", 0, 1, 3, 10, 12) + characters
    raise UnfitFontError("it has no table of Unicode characters")


def _characters(table: bytes, start: int) -> bytes:
    """One table of characters, whose ranges together hold no more than there are."""
    [form] = _unpack(">H", table, start)
    if form == 4:
        [length, _, twice] = _unpack(">3H", table, start + 2)
        count = twice // 2
        ends = _unpack(f">{count}H", table, start + 14)
        begins = _unpack(f">{count}H", table, start + 16 + twice)
        ranges = list(zip(begins, ends, strict=True))
        # Some fonts write a length that is too short or too long: what is there is taken.
        data = table[start:] if length < 16 + 4 * twice else table[start : start + length]
    elif form == 12:
        length, _, count = _unpack(">3L", table, start + 4)
        if 16 + 12 * count > len(table) - start:
            raise UnfitFontError("its table of characters is cut short")
        groups = struct.iter_unpack(">3L", table[start + 16 : start + 16 + 12 * count])
        ranges = [(begin, end) for begin, end, _ in groups]
        data = table[start : start + 16 + 12 * count]
    else:
        raise UnfitFontError("its table of characters is of an old form")
    if (
        any(end >= _ALL_CHARACTERS for _, end in ranges)
        or sum(max(0, end - begin + 1) for begin, end in ranges) > _ALL_CHARACTERS
    ):
        raise UnfitFontError("its table of characters is damaged")
    return data


def _name_table(name: str) -> bytes:
    """The name in every id that reportlab and readers of PDF files look at."""
    text = name.encode("utf-16-be")
    kinds = (1, 3, 4, 6)
    records = [struct.pack(">6H", 3, 1, 0x409, kind, len(text), 0) for kind in kinds]
    return struct.pack(">3H", 0, len(kinds), 6 + 12 * len(kinds)) + b"".join(records) + text


def _assembled(tables: Mapping[str, bytes]) -> bytes:
    """A TrueType file of these tables; its checksums are not set, reportlab looks at none."""
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(
        ">4s4H", b"\0\1\0\0", count, 16 << power, power, (count << 4) - (16 << power)
    )
    records, bodies = [], []
    at = len(head) + 16 * count
    for tag, data in sorted(tables.items()):
        records.append(struct.pack(">4sLLL", tag.encode("latin-1"), 0, at, len(data)))
        bodies.append(data + bytes(-len(data) % 4))
        at += len(bodies[-1])
    return b"".join((head, *records, *bodies))
