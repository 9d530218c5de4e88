"""Font files that tests make, of the outlines of a bundled face: no font of a machine is needed."""

import functools
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.t2CharStringPen import T2CharStringPen  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

from duty_desktop import paths

LETTERS = "三工镇履职事项单（续）—0123456789 仿宋甲乙丙丁，。𬭼"
"""What the made fonts have."""

Name = tuple[int, int, int, str]
"""Platform, encoding, language, and the family's name."""


def chinese(name: str) -> Name:
    """As a Chinese font for Windows writes its name."""
    return (3, 1, 0x804, name)


def english(name: str) -> Name:
    """As it writes its English name."""
    return (3, 1, 0x409, name)


@functools.cache
def _outlines(letters: str) -> bytes:
    source = TTFont(paths.resources() / "fonts" / "DutySerif-Regular.ttf")
    options = Options(notdef_outline=True, drop_tables=["GSUB", "GPOS"], name_IDs=["*"])
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(source)
    file = io.BytesIO()
    source.save(file)
    return file.getvalue()


def opened(*names: Name, letters: str = LETTERS, rights: int = 0, bold: bool = False) -> Any:
    """A font with these family names; its figures are half an em wide."""
    font = TTFont(io.BytesIO(_outlines(letters)), recalcTimestamp=False)
    font["name"].names = []
    for platform, encoding, language, name in names:
        font["name"].setName(name, 1, platform, encoding, language)
    font["OS/2"].fsType = rights
    font["head"].macStyle = int(bold)
    for figure in "0123456789":
        glyph = font.getBestCmap().get(ord(figure))
        if glyph:
            _, bearing = font["hmtx"][glyph]
            font["hmtx"][glyph] = (font["head"].unitsPerEm // 2, bearing)
    return font


def saved(font: Any) -> bytes:
    """The font's file."""
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def font_bytes(*names: Name, letters: str = LETTERS, rights: int = 0, bold: bool = False) -> bytes:
    """The file of a font with these family names."""
    return saved(opened(*names, letters=letters, rights=rights, bold=bold))


def collection(fonts: Iterable[Any]) -> bytes:
    """The file of several fonts."""
    together = TTCollection()
    together.fonts = list(fonts)
    return saved(together)


def postscript(name: str) -> bytes:
    """A font with the outlines of PostScript, which cannot be embedded."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    pen = T2CharStringPen(1000, None)
    outline = pen.getCharString()
    builder.setupCFF("Made", {}, {".notdef": outline, "A": outline}, {})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "A": (1000, 0)})
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": name, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    return saved(builder.font)


def write(folder: Path, files: Sequence[tuple[str, bytes]]) -> Path:
    """The folder with these files."""
    for name, data in files:
        (folder / name).write_bytes(data)
    return folder
