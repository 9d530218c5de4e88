"""A TrueType font file opened in a few milliseconds: its tables are read where they are needed.

reportlab 5.1.0 reads a file number by number when it opens it, some 70,000 of them in a Chinese
face; here whole tables are turned into arrays at once, and the table of outlines, nine tenths of
the file, is never copied. What is embedded is the same to the byte.
"""

import struct
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

_WINDOWS = 3
_SEGMENTED_COVERAGE = 12
"""The platform and the format of the cmap of faces with characters beyond the BMP."""

_METRICS_COUNT = 34
_POSITIONS_FORMAT = 50
"""Where these numbers stand in the tables hhea and head."""


class FontFace(TTFontFace):  # type: ignore[misc]  # reportlab has no types
    """A face as reportlab wants it.

    Attributes:
        charToGlyph: the glyph of each code.
        charWidths: the advance of each code in thousandths of the type size.
        hmetrics: advance and left side bearing of each glyph in units of the font, the latter as
            the 16 bits that are written again.
        glyphPos: where each glyph begins in the table of outlines, and where the last one ends.
    """

    def __init__(self, data: bytes) -> None:
        """Read a file's bytes; raises ``TTFError`` and what reading beyond its end raises."""
        self.filename = "(ttf)"
        self._ttf_data = data
        super().__init__(self.filename)

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 - reportlab's names
        """Set what the small tables say, and the attributes named above."""
        groups = self._groups()
        super().extractInfo(charInfo if groups is None else 0)
        if not charInfo:
            return
        if groups is not None:
            self.charToGlyph = _glyphs(groups)
        # Not even where reportlab has read them: it has advances in two different units.
        self.hmetrics = self._metrics()
        self.charWidths = _Widths(self.charToGlyph, self.hmetrics, self._pdfScale)
        self.defaultWidth = self._pdfScale(self.hmetrics[0][0])
        self.glyphPos = self._positions()

    def get_table(self, tag: str) -> Any:
        """A table's bytes; of the outlines only what is asked for is copied."""
        if tag == "glyf":
            return _Window(self._ttf_data, self.get_table_pos(tag)[0])
        return super().get_table(tag)

    def _groups(self) -> tuple[tuple[int, int, int], ...] | None:
        """First and last code and first glyph of each run; ``None`` in another format."""
        start = self.get_table_pos("cmap")[0]
        tables = struct.iter_unpack(
            ">HHL", self.get_chunk(start + 4, 8 * self.get_ushort(start + 2))
        )
        chosen = [start + offset for platform, _, offset in tables if platform == _WINDOWS]
        # reportlab takes the last one for Windows, the one of most characters.
        if not chosen or self.get_ushort(chosen[-1]) != _SEGMENTED_COVERAGE:
            return None
        runs = self.get_ulong(chosen[-1] + 12)
        return tuple(struct.iter_unpack(">LLL", self.get_chunk(chosen[-1] + 16, 12 * runs)))

    def _metrics(self) -> "_Metrics":
        full = self.get_ushort(self.get_table_pos("hhea")[0] + _METRICS_COUNT)
        start, rest = self.get_table_pos("hmtx")[0], self.numGlyphs - full
        pairs = numbers("H", self.get_chunk(start, 4 * full))
        bearings = numbers("H", self.get_chunk(start + 4 * full, 2 * rest))
        if full < 1 or rest < 0 or len(pairs) != 2 * full or len(bearings) != rest:
            raise TTFError("the table hmtx is cut short")
        return _Metrics(pairs, bearings)

    def _positions(self) -> Sequence[int]:
        long = self.get_ushort(self.get_table_pos("head")[0] + _POSITIONS_FORMAT)
        start, number = self.get_table_pos("loca")[0], self.numGlyphs + 1
        if long:
            positions: Sequence[int] = numbers("I", self.get_chunk(start, 4 * number))
        else:
            halves = numbers("H", self.get_chunk(start, 2 * number))
            positions = [half << 1 for half in halves]
        if len(positions) != number:
            raise TTFError("the table loca is cut short")
        return positions


def _glyphs(groups: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """The glyph of each code."""
    glyphs: dict[int, int] = {}
    for first, last, glyph in groups:
        if last > sys.maxunicode:
            raise TTFError("the table cmap is damaged")
        glyphs.update(zip(range(first, last + 1), count(glyph), strict=False))
    # As reportlab has it: the space that does not break is as wide as the one that does.
    if 0x20 in glyphs:
        glyphs[0xA0] = glyphs[0x20]
    return glyphs


class _Metrics:
    """Advance and left side bearing of each glyph, in units of the font."""

    def __init__(self, pairs: Sequence[int], bearings: Sequence[int]) -> None:
        self._pairs = pairs
        self._bearings = bearings

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        full = len(self._pairs) // 2
        if glyph < full:
            return self._pairs[2 * glyph], self._pairs[2 * glyph + 1]
        # The glyphs after the last full pair are all as wide as that one.
        return self._pairs[-2], self._bearings[glyph - full]


class _Widths(Mapping[int, float]):
    """The advance of each code in thousandths of the type size."""

    def __init__(
        self, glyphs: Mapping[int, int], metrics: _Metrics, scale: Callable[[int], float]
    ) -> None:
        self._glyphs = glyphs
        self._metrics = metrics
        self._scale = scale

    def __getitem__(self, code: int) -> float:
        return self._scale(self._metrics[self._glyphs[code]][0])

    def __iter__(self) -> Iterator[int]:
        return iter(self._glyphs)

    def __len__(self) -> int:
        return len(self._glyphs)


class _Window:
    """A table in the file, of which parts can be cut out."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data = data
        self._start = start

    def __getitem__(self, part: slice) -> bytes:
        return self._data[self._start + part.start : self._start + part.stop]


def numbers(code: str, data: bytes) -> "array[int]":
    """The numbers of a table, which stand there with the high byte first."""
    numbers = array(code, data)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
