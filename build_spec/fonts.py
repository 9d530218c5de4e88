"""The three bundled TrueType faces, made from Debian's ``fonts-noto-cjk``.

reportlab embeds TrueType outlines only, and Noto CJK has CFF outlines. This command cuts the
Simplified Chinese faces down to the characters of Chinese office text, turns their outlines into
TrueType and gives them names of their own, as the makers of Noto ask of changed versions::

    apt-get install fonts-noto-cjk
    python build_spec/fonts.py           # writes resources/fonts/*.ttf, a few minutes
    python build_spec/fonts.py --check   # builds again elsewhere; exit status 1 if a byte differs

The same sources and the same fontTools give the same bytes: nothing is dated by the machine.
No network is used. Characters which Noto lacks are listed at the end, never dropped silently.

Nobody shapes text on the way to paper: reportlab takes one glyph for each character and knows no
GSUB. So a few characters are mapped here to what Noto reaches by substitution only, and a few
which Noto lacks are put together from its other glyphs; ``DRAWN`` lists them all.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import multiprocessing
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools import version as fonttools_version  # type: ignore[import-untyped]
from fontTools.pens.boundsPen import BoundsPen  # type: ignore[import-untyped]
from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont, newTable  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "resources" / "fonts"
DEBIAN = Path("/usr/share/fonts/opentype/noto")
EXTRA_8105 = Path(__file__).with_name("charset_8105_extra.txt")

MAX_BYTES = 10_500_000
"""No face may be larger: three of them travel in the installer."""

MAX_ERROR = 1 / 1000
"""How far, in em, a TrueType curve may lie from the original one: 0.006 mm at 16 pt."""

ENGLISH, CHINESE = 0x409, 0x804
"""Language numbers of the name table's Windows records."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face to make, and what to make it from."""

    name: str
    """PostScript name, and the file's name before ``.ttf``."""
    family: str
    family_zh: str
    style: str
    """``Regular`` or ``Bold``."""
    source_file: str
    source_name: str
    """PostScript name of the face to take from the collection ``source_file``."""

    @property
    def file(self) -> str:
        """The name of the file that is written."""
        return f"{self.name}.ttf"


FACES = (
    Face(
        "DutySerif-Regular",
        "Duty Serif",
        "履职宋体",
        "Regular",
        "NotoSerifCJK-Regular.ttc",
        "NotoSerifCJKsc-Regular",
    ),
    Face(
        "DutySerif-Bold",
        "Duty Serif",
        "履职宋体",
        "Bold",
        "NotoSerifCJK-Bold.ttc",
        "NotoSerifCJKsc-Bold",
    ),
    Face(
        "DutySans-Regular",
        "Duty Sans",
        "履职黑体",
        "Regular",
        "NotoSansCJK-Regular.ttc",
        "NotoSansCJKsc-Regular",
    ),
)

MARKS = (
    "“”‘’——……·〔〕《》〈〉【】「」『』、。・～‰℃№℡￥¥€£§¶"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
    "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ"
    "←↑→↓↔⇐⇒⇔↖↗↘↙"
    "☐☑☒√✓✕●○◎◆◇■□▲△▼▽★☆※"
)
"""Marks which duty texts and sheets use: each one must be in every face."""

BLOCKS = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x00FF),  # Latin-1
    (0x2010, 0x205E),  # General Punctuation
    (0x20A0, 0x20BF),  # Currency Symbols
    (0x2100, 0x218B),  # Letterlike Symbols, Number Forms
    (0x2190, 0x22FF),  # Arrows, Mathematical Operators
    (0x2460, 0x25FF),  # Enclosed Alphanumerics, Box Drawing, Block Elements, Geometric Shapes
    (0x2600, 0x27BF),  # Miscellaneous Symbols, Dingbats
    (0x3000, 0x303F),  # CJK Symbols and Punctuation
    (0x3220, 0x3247),  # ㈠ and its like
    (0x3280, 0x32B0),  # ㊀ and its like
    (0x9FA6, 0x9FFF),  # CJK Unified Ideographs after those of GBK
    (0xFE30, 0xFE4F),  # CJK Compatibility Forms
    (0xFF01, 0xFF5E),  # Full-width forms
    (0xFFE0, 0xFFE6),  # Full-width signs
)
"""Ranges (both ends in) that are taken as far as Noto has them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A glyph of the face as a piece of another."""

    source: str
    box: tuple[int, int, int, int] | None = None
    """x0, y0, x1, y1 in 1/1000 em: the piece is put in the middle, as large as fits."""
    stretch: bool = False
    """Fill ``box`` in both directions instead, out of proportion."""


DRAWN: dict[str, tuple[Part, ...]] = {
    # Noto's dash has white at both ends: two in a row, as Chinese writes it, would show a gap.
    # They overlap, for strokes that only touch show a light seam on screens.
    "—": (Part("―", (-20, 360, 1020, 400), stretch=True),),
    # Narrow in Noto Serif; full width in Noto Sans and in the Chinese faces of Windows.
    "·": (Part("・"),),
    # Not in Noto.
    "☐": (Part("□"),),
    "☑": (Part("□"), Part("✓", (170, 40, 830, 720))),
    "☒": (Part("□"), Part("×", (220, 100, 780, 660))),
    "✕": (Part("×", (120, 0, 880, 760)),),
    "≒": (Part("＝"), Part("・", (150, 590, 290, 730)), Part("・", (710, 20, 850, 160))),
}
"""Characters (all one em wide) that are put together here from Noto's glyphs."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of one face."""

    file: str
    glyphs: int
    size: int
    """Bytes."""
    sha256: str
    missing: frozenset[str]
    """Wanted characters that the face lacks."""
    seconds: float


def gbk_characters() -> set[str]:
    """Every printable character that GBK encodes: ASCII, 20 902 of Han, and symbols."""
    found = {chr(code) for code in range(0x20, 0x7F)}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            decoded = bytes((lead, trail)).decode("gbk", errors="ignore")
            if len(decoded.encode("gbk")) == 2:
                found.update(decoded)
    return found


def extra_characters(path: Path = EXTRA_8105) -> set[str]:
    """The characters of 通用规范汉字表 that GBK lacks, from the list beside this file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {char for line in lines if not line.startswith("#") for char in line}


def required_characters() -> set[str]:
    """The characters named one by one: GBK, the 8105 of 通用规范汉字表, and the marks."""
    return gbk_characters() | extra_characters() | set(MARKS)


def block_characters() -> set[str]:
    """The characters of ``BLOCKS`` that Unicode has assigned."""
    chars = (chr(code) for first, last in BLOCKS for code in range(first, last + 1))
    return {char for char in chars if unicodedata.category(char) not in {"Cn", "Cc", "Co"}}


def open_source(face: Face, source: Path) -> TTFont:
    """The face's source font, read lazily, found in its collection by its PostScript name.

    Raises:
        LookupError: the collection has no such face.
    """
    path = source / face.source_file
    with TTCollection(path, lazy=True) as collection:
        names = [font["name"].getDebugName(6) for font in collection.fonts]
    if face.source_name not in names:
        raise LookupError(f"{path} has no face {face.source_name}, only {', '.join(names)}")
    number = names.index(face.source_name)
    return TTFont(path, fontNumber=number, lazy=True, recalcTimestamp=False)


def subset(font: TTFont, chars: Iterable[str]) -> None:
    """Cut ``font`` down to the glyphs of ``chars``, without any layout.

    ``vert`` goes too: nothing sets these faces vertically, and it brings glyphs and metrics.
    """
    options = Options()
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(char) for char in chars])
    subsetter.subset(font)


def placement(part: Part, bounds: tuple[float, float, float, float]) -> tuple[float, ...]:
    """The affine transform that puts a glyph with ``bounds`` where ``part`` wants it."""
    if part.box is None:
        return (1, 0, 0, 1, 0, 0)
    left, bottom, right, top = bounds
    x0, y0, x1, y1 = part.box
    scale_x, scale_y = (x1 - x0) / (right - left), (y1 - y0) / (top - bottom)
    if not part.stretch:
        scale_x = scale_y = min(scale_x, scale_y)
    shift_x = (x0 + x1) / 2 - scale_x * (left + right) / 2
    shift_y = (y0 + y1) / 2 - scale_y * (bottom + top) / 2
    return (scale_x, 0, 0, scale_y, shift_x, shift_y)


class Outlines:
    """TrueType outlines of the glyphs of a font with CFF outlines.

    Attributes:
        glyphs: the font's own glyphs, by name.
        cmap: the glyph's name for each code point.
    """

    def __init__(self, font: TTFont) -> None:
        self.glyphs = font.getGlyphSet()
        self.cmap: dict[int, str] = font.getBestCmap()
        self._max_error = MAX_ERROR * font["head"].unitsPerEm

    def glyph(self, name: str) -> Any:
        """The outline of the glyph ``name``."""
        return self._drawn([(name, (1, 0, 0, 1, 0, 0))])

    def assembled(self, parts: Iterable[Part]) -> Any:
        """One outline made of ``parts``."""
        placed = []
        for part in parts:
            name = self.cmap[ord(part.source)]
            bounds = BoundsPen(self.glyphs)
            self.glyphs[name].draw(bounds)
            placed.append((name, placement(part, bounds.bounds)))
        return self._drawn(placed)

    def _drawn(self, placed: Iterable[tuple[str, tuple[float, ...]]]) -> Any:
        pen = TTGlyphPen(None)
        # CFF fills to the left of its outlines, TrueType to the right.
        quadratic = Cu2QuPen(pen, self._max_error, reverse_direction=True)
        for name, transform in placed:
            self.glyphs[name].draw(TransformPen(quadratic, transform))
        return pen.glyph(dropImpliedOnCurves=True)


def progress(face: Face, names: list[str]) -> Iterator[str]:
    """``names`` one by one, with a line on the terminal now and then."""
    for done, name in enumerate(names):
        if done and done % 5000 == 0:
            print(f"{face.name}: {done} of {len(names)} outlines", flush=True)
        yield name


def to_truetype(font: TTFont, face: Face, drawn: dict[str, tuple[Part, ...]]) -> None:
    """Replace the CFF outlines of ``font`` by TrueType outlines and add the ``drawn`` ones."""
    outlines = Outlines(font)
    order = font.getGlyphOrder()
    glyphs = {name: outlines.glyph(name) for name in progress(face, order)}
    advances = {name: font["hmtx"][name][0] for name in order}
    for char, parts in drawn.items():
        name = f"uni{ord(char):04X}"
        glyphs[name] = outlines.assembled(parts)
        advances[name] = font["head"].unitsPerEm
        for table in font["cmap"].tables:
            table.cmap[ord(char)] = name
    order = list(glyphs)
    font.setGlyphOrder(order)

    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    for name, glyph in glyphs.items():
        glyph.recalcBounds(glyf)
        font["hmtx"][name] = (advances[name], glyph.xMin)
    font["maxp"] = truetype_maxp(len(order))
    font["post"].formatType = 3.0
    font["gasp"] = gasp = newTable("gasp")
    gasp.version = 1
    gasp.gaspRange = {0xFFFF: 0x000A}  # smoothed at every size: there is no hinting to fit a grid
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    font.sfntVersion = "\x00\x01\x00\x00"


def truetype_maxp(glyph_count: int) -> Any:
    """A ``maxp`` table for glyphs without instructions; the rest is counted when it is saved."""
    maxp = newTable("maxp")
    maxp.tableVersion = 0x00010000
    maxp.numGlyphs = glyph_count
    maxp.maxZones = 1
    for field in (
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
    ):
        setattr(maxp, field, 0)
    return maxp


def set_cmap(font: TTFont) -> None:
    """Keep two character maps: format 4 for the BMP, and format 12 for every character."""
    full = dict(sorted(font.getBestCmap().items()))
    bmp = {code: name for code, name in full.items() if code <= 0xFFFF}
    tables = [table for table in font["cmap"].tables if table.platformID == 3]
    font["cmap"].tables = [table for table in tables if table.format in {4, 12}]
    for table in font["cmap"].tables:
        table.cmap = bmp if table.format == 4 else full


def set_names(font: TTFont, face: Face) -> None:
    """Give ``font`` its own names, and keep who made it and under which licence.

    Kept: copyright (0), trademark (7), designers (9), the designers' address (12), licence
    (13, 14). Dropped: maker and shop (8, 11), for they did not make this version.
    """
    table = font["name"]
    said = {number: table.getDebugName(number) for number in (0, 4, 5, 7, 9, 10, 12, 13, 14)}
    version = said[5].split(";")[0]
    suffix = "" if face.style == "Regular" else f" {face.style}"
    note = (
        f"Modified version of {said[4]}, {version}: cut down to GBK, the 8105 characters of "
        "Tongyong Guifan Hanzi Biao and common marks; outlines converted from CFF to TrueType; "
        "hinting and layout tables removed; a few marks added. Made by build_spec/fonts.py. "
        f"Credits of the original: {said[10]}"
    )
    english = said | {
        1: face.family,
        2: face.style,
        3: f"{version};{face.name}",
        4: face.family + suffix,
        5: f"{version};modified",
        6: face.name,
        10: note,
    }
    chinese = {1: face.family_zh, 2: face.style, 4: face.family_zh + suffix}
    table.names = []
    for language, texts in ((ENGLISH, english), (CHINESE, chinese)):
        for number, text in sorted(texts.items()):
            table.setName(text, number, 3, 1, language)


def make_face(face: Face, source: Path, out: Path) -> Made:
    """Make one face and write it to the folder ``out``.

    Raises:
        FileNotFoundError: the source font is not there.
        ValueError: the face is larger than ``MAX_BYTES``.
    """
    started = time.perf_counter()
    wanted = required_characters() | block_characters()
    with open_source(face, source) as font:
        print(f"{face.name}: from {face.source_name}", flush=True)
        subset(font, wanted - set(DRAWN))
        to_truetype(font, face, DRAWN)
        set_cmap(font)
        set_names(font, face)
        font["OS/2"].fsType = 0
        font["OS/2"].achVendID = "    "
        path = out / face.file
        font.save(path)
        missing = wanted - {chr(code) for code in font.getBestCmap()}
        glyphs = len(font.getGlyphOrder())
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise ValueError(f"{path} has {len(data)} bytes, more than {MAX_BYTES}")
    seconds = time.perf_counter() - started
    print(f"{face.name}: done in {seconds:.0f} s", flush=True)
    sha256 = hashlib.sha256(data).hexdigest()
    return Made(face.file, glyphs, len(data), sha256, frozenset(missing), seconds)


def make_all(source: Path, out: Path) -> list[Made]:
    """Make every face, each in a process of its own, and write them to the folder ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    job = functools.partial(make_face, source=source, out=out)
    # The same way of starting processes on every system.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=len(FACES), mp_context=context) as pool:
        return list(pool.map(job, FACES))


def report(made: list[Made]) -> None:
    """Print the table of what was made and the characters that are lacking."""
    print(f"\nfontTools {fonttools_version}\n")
    print("| file | glyphs | bytes | sha256 |\n|---|---:|---:|---|")
    for face in made:
        print(f"| {face.file} | {face.glyphs} | {face.size} | `{face.sha256}` |")
    required = required_characters()
    print(f"\nNot in Noto as they are needed, put together from its glyphs: {''.join(DRAWN)}")
    for face in made:
        lacking = sorted(face.missing & required)
        rest = sorted(face.missing - required)
        print(f"\n{face.file} lacks {len(lacking)} required characters: {named(lacking)}")
        print(f"and of the ranges taken as far as Noto goes {len(rest)}: {named(rest)}")


def named(chars: list[str]) -> str:
    """The sorted characters' code points, runs of neighbours drawn together."""
    runs: list[list[int]] = []
    for code in map(ord, chars):
        if runs and code == runs[-1][-1] + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    spans = (f"{run[0]:04X}" if len(run) == 1 else f"{run[0]:04X}-{run[-1]:04X}" for run in runs)
    return " ".join(spans) or "none"


def differing(fresh: Path, kept: Path) -> list[str]:
    """The names of the faces whose bytes in the folder ``kept`` are not those in ``fresh``."""
    return [
        face.file
        for face in FACES
        if not (kept / face.file).is_file()
        or (kept / face.file).read_bytes() != (fresh / face.file).read_bytes()
    ]


def main(arguments: list[str] | None = None) -> int:
    """The command: 0 if all went well, 1 if ``--check`` found a difference."""
    parser = argparse.ArgumentParser(description="Make the bundled faces from fonts-noto-cjk.")
    parser.add_argument("--source", type=Path, default=DEBIAN, help="folder of the Noto CJK .ttc")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the bundled faces")
    parser.add_argument(
        "--check", action="store_true", help="build elsewhere and compare with --out"
    )
    options = parser.parse_args(arguments)
    sources = [options.source / face.source_file for face in FACES]
    absent = [path.name for path in sources if not path.is_file()]
    if absent:
        parser.error(f"{options.source} has no {', '.join(absent)}: install fonts-noto-cjk")
    if not options.check:
        report(make_all(options.source, options.out))
        return 0
    with tempfile.TemporaryDirectory(prefix="duty-fonts-") as folder:
        report(make_all(options.source, Path(folder)))
        different = differing(Path(folder), options.out)
    print(f"\nDifferent: {', '.join(different)}" if different else "\nEvery face is the same.")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
