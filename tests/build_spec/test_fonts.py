"""The bundled faces as they lie in ``resources/fonts``."""

import hashlib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont as ReportlabFont

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "resources" / "fonts"
DUTIES = ROOT / "data" / "sources" / "sangong-2025-07.txt"
EXTRA_8105 = ROOT / "build_spec" / "charset_8105_extra.txt"

MAX_BYTES = 10_500_000
FAMILIES = {
    "DutySerif-Regular.ttf": ("Duty Serif", "履职宋体", "Regular"),
    "DutySerif-Bold.ttf": ("Duty Serif", "履职宋体", "Bold"),
    "DutySans-Regular.ttf": ("Duty Sans", "履职黑体", "Regular"),
}
RARE_NAMES = "堃珺𬭼"
MARKS = "●◆◇○△□■▲★☆※☐☑☒√✓✕×“”‘’—…·〔〕《》【】①⑳⑴Ⅻ→￥≒"
BLANK = " \u3000\u00a0"


@pytest.fixture(scope="module", params=FAMILIES)
def path(request: pytest.FixtureRequest) -> Path:
    return FONTS / str(request.param)


@pytest.fixture(scope="module")
def font(path: Path) -> Iterator[Any]:
    with TTFont(path, lazy=True) as opened:
        yield opened


def printed(text: str) -> list[str]:
    return sorted(char for char in set(text) if unicodedata.category(char) != "Cc")


def lacking(font: Any, text: str) -> str:
    cmap = font.getBestCmap()
    return "".join(char for char in printed(text) if ord(char) not in cmap)


def without_outline(font: Any, text: str) -> str:
    """The characters that would print as nothing: an empty glyph takes no bytes in glyf."""
    cmap, locations = font.getBestCmap(), font["loca"].locations
    numbers = {char: font.getGlyphID(cmap[ord(char)]) for char in printed(text)}
    empty = [char for char, n in numbers.items() if locations[n] == locations[n + 1]]
    return "".join(char for char in empty if char not in BLANK)


def test_only_the_known_faces_are_there() -> None:
    assert {path.name for path in FONTS.glob("*.[to]t[fc]")} == set(FAMILIES)


def test_it_is_small_enough_for_the_installer(path: Path) -> None:
    assert path.stat().st_size <= MAX_BYTES


def test_it_has_truetype_outlines_and_no_others(font: Any) -> None:
    assert "glyf" in font
    assert "CFF " not in font
    assert font.sfntVersion == "\x00\x01\x00\x00"


def test_it_has_a_map_for_the_bmp_and_one_for_all(font: Any) -> None:
    maps = {(t.platformID, t.platEncID, t.format): t.cmap for t in font["cmap"].tables}
    assert set(maps) == {(3, 1, 4), (3, 10, 12)}
    assert ord("𬭼") not in maps[3, 1, 4]
    assert ord("𬭼") in maps[3, 10, 12]


def test_it_may_be_embedded_and_installed(font: Any) -> None:
    assert font["OS/2"].fsType == 0


def test_it_has_names_of_its_own(font: Any, path: Path) -> None:
    family, family_zh, style = FAMILIES[path.name]
    name = font["name"]
    assert name.getName(1, 3, 1, 0x409).toUnicode() == family
    assert name.getName(1, 3, 1, 0x804).toUnicode() == family_zh
    assert name.getName(2, 3, 1, 0x409).toUnicode() == style
    assert name.getName(6, 3, 1, 0x409).toUnicode() == path.stem
    shown = [record.toUnicode() for record in name.names if record.nameID in {1, 3, 4, 6}]
    assert not [text for text in shown if "noto" in text.lower() or "source" in text.lower()]


def test_bold_is_marked_bold(font: Any, path: Path) -> None:
    bold = FAMILIES[path.name][2] == "Bold"
    assert (font["OS/2"].usWeightClass == 700) is bold
    assert bool(font["OS/2"].fsSelection & 1 << 5) is bold
    assert bool(font["head"].macStyle & 1) is bold


def test_it_keeps_copyright_and_licence_and_says_it_is_modified(font: Any) -> None:
    name = font["name"]
    assert "Adobe" in name.getDebugName(0)
    assert "SIL Open Font License, Version 1.1" in name.getDebugName(13)
    assert name.getDebugName(14) == "http://scripts.sil.org/OFL"
    assert name.getDebugName(10).startswith("Modified version of Noto ")


def test_it_covers_gbk_and_the_table_of_8105(font: Any) -> None:
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    gbk = "".join(pair.decode("gbk", errors="ignore") for pair in pairs)
    lines = EXTRA_8105.read_text(encoding="utf-8").splitlines()
    extra = "".join(line for line in lines if not line.startswith("#"))
    assert len(set(extra)) == len(extra) == 276
    assert lacking(font, gbk + extra) == ""
    assert without_outline(font, gbk + extra) == ""


def test_it_covers_the_duty_texts(font: Any) -> None:
    text = DUTIES.read_text(encoding="utf-8")
    assert len(set(text)) > 500
    assert lacking(font, text) == ""


def test_rare_names_and_marks_leave_ink(font: Any) -> None:
    assert lacking(font, RARE_NAMES + MARKS) == ""
    assert without_outline(font, RARE_NAMES + MARKS) == ""


def test_two_dashes_make_one_line(font: Any) -> None:
    name = font.getBestCmap()[ord("—")]
    glyph = font["glyf"][name]
    assert font["hmtx"][name][0] == font["head"].unitsPerEm
    assert glyph.xMin <= 0
    assert glyph.xMax >= font["head"].unitsPerEm


def test_line_height_is_that_of_the_original(font: Any) -> None:
    head, hhea, os2 = font["head"], font["hhea"], font["OS/2"]
    assert head.unitsPerEm == 1000
    assert (hhea.ascent, -hhea.descent) == (os2.usWinAscent, os2.usWinDescent)
    assert (os2.sTypoAscender, os2.sTypoDescender) == (880, -120)
    assert 1400 <= hhea.ascent - hhea.descent + hhea.lineGap <= 1500


def test_reportlab_takes_it(path: Path) -> None:
    face = ReportlabFont(path.stem, str(path), shapable=False).face
    assert {ord(char) for char in RARE_NAMES + MARKS} <= set(face.charToGlyph)


def test_the_licence_lies_beside_them() -> None:
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007" in licence
    assert "© 2017-2022 Adobe" in licence
    assert "© 2014-2021 Adobe" in licence


def test_the_readme_tells_size_and_hash(path: Path) -> None:
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    readme = (FONTS / "README.md").read_text(encoding="utf-8")
    line = next(line for line in readme.splitlines() if digest in line)
    assert f"| {path.name} |" in line
    assert f"| {len(data)} |" in line
