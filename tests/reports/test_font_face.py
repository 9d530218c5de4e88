"""Whole tables read at once say what reportlab reads number by number."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

from duty_desktop import paths
from duty_desktop.reports.embedded_font import KNOWN_SOUND
from duty_desktop.reports.faces import Face
from duty_desktop.reports.font_face import FontFace

FONTS = paths.resources() / "fonts"
SUBSET = [0, *map(ord, "三工镇 a\u00a0，𬭼😀"), 0x4E00]


def path_of(face: Face) -> Path:
    return FONTS / f"{face.value}.ttf"


def assert_alike(face: FontFace, plain: TTFontFace) -> None:
    assert face.charToGlyph == plain.charToGlyph
    assert dict(face.charWidths) == plain.charWidths
    assert len(face.charWidths) == len(plain.charWidths)
    assert face.defaultWidth == plain.defaultWidth
    assert list(face.glyphPos) == plain.glyphPos
    # Not held against reportlab's, which takes some of them in thousandths of the type size.
    metrics = TTFont(io.BytesIO(face._ttf_data))["hmtx"].metrics.values()
    assert [face.hmetrics[at] for at in range(face.numGlyphs)] == [
        (advance, bearing & 0xFFFF) for advance, bearing in metrics
    ]
    assert (face.name, face.bbox, face.ascent) == (plain.name, plain.bbox, plain.ascent)


@pytest.mark.parametrize("face", Face)
def test_a_bundled_face_is_what_reportlab_reads(face: Face) -> None:
    ours, plain = FontFace(path_of(face).read_bytes()), TTFontFace(str(path_of(face)))

    assert_alike(ours, plain)
    assert ours.makeSubset(SUBSET) == plain.makeSubset(SUBSET)


def small_face(path: Path, more: dict[int, str]) -> Path:
    """A face of a few characters, one of its glyphs put together of others."""
    builder = FontBuilder(1024, isTTF=True)
    builder.setupGlyphOrder([".notdef", "space", "bar", "twice"])
    builder.setupCharacterMap({0x20: "space", 0x4E00: "bar", 0x4E8C: "twice", **more})
    bar, twice, blank = TTGlyphPen(None), TTGlyphPen({"bar": None}), TTGlyphPen(None)
    for corner, draw in (((-9, 0), bar.moveTo), ((900, 0), bar.lineTo), ((900, 90), bar.lineTo)):
        draw(corner)
    bar.closePath()
    for height in (0, 500):
        twice.addComponent("bar", (1, 0, 0, 1, 0, height))
    glyphs = {".notdef": blank.glyph(), "space": blank.glyph(), "bar": bar.glyph()}
    builder.setupGlyf({**glyphs, "twice": twice.glyph()})
    builder.setupHorizontalMetrics(
        {".notdef": (512, 0), "space": (512, 0), "bar": (1024, -9), "twice": (1024, -9)}
    )
    builder.setupHorizontalHeader(ascent=900, descent=-124)
    builder.setupNameTable({"familyName": "Small", "styleName": "Regular", "psName": "Small"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


@pytest.mark.parametrize(("more", "form"), [({}, 4), ({0x20C7B: "twice"}, 12)])
def test_a_small_face_is_what_reportlab_reads(
    tmp_path: Path, more: dict[int, str], form: int
) -> None:
    path = small_face(tmp_path / "small.ttf", more)
    assert TTFont(path)["cmap"].tables[-1].format == form

    face = FontFace(path.read_bytes())

    assert_alike(face, TTFontFace(str(path)))
    assert face.charToGlyph[0xA0] == face.charToGlyph[0x20]
    assert face.charWidths[0x4E00] == 1000.0
    glyphs = TTFont(io.BytesIO(face.makeSubset([0x4E8C])))["glyf"]
    assert [glyphs[name].numberOfContours for name in glyphs] == [0, -1, 1]


@pytest.mark.parametrize("tag", ["loca", "hmtx"])
def test_a_table_cut_short_is_refused(tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = FontFace.get_chunk

    def cut(face: FontFace, start: int, length: int) -> bytes:
        chunk: bytes = whole(face, start, length)
        return chunk[:-4] if start == face.get_table_pos(tag)[0] else chunk

    monkeypatch.setattr(FontFace, "get_chunk", cut)

    with pytest.raises(TTFError, match=f"{tag} is cut short"):
        FontFace(path_of(Face.SANS).read_bytes())


def test_codes_beyond_all_characters_are_refused(tmp_path: Path) -> None:
    path = small_face(tmp_path / "small.ttf", {0x20C7B: "twice"})
    codes = struct.pack(">LL", 0x20C7B, 0x20C7B)
    data = path.read_bytes()
    assert data.count(codes) == 1

    with pytest.raises(TTFError, match="cmap is damaged"):
        FontFace(data.replace(codes, struct.pack(">LL", 0x20C7B, 0xFFFFFFFF)))


def test_every_bundled_face_is_known() -> None:
    assert {zlib.crc32(path_of(face).read_bytes()) for face in Face} == KNOWN_SOUND
