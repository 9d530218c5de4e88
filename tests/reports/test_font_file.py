import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty_desktop.reports.embedded_font import BrokenFontError, EmbeddedFont
from duty_desktop.reports.font_file import UnfitFontError, family_key, fit_font, fonts_in
from tests.reports import font_making
from tests.reports.font_making import Name, chinese, english, font_bytes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file whose name says nothing."""
    return tmp_path / "a.ttf"


def fitted(path: Path, index: int = 0) -> EmbeddedFont:
    """The file's font as it would be used."""
    return EmbeddedFont("FangSong", fit_font(fonts_in(path)[index], "FangSong"))


@pytest.mark.parametrize(
    "name",
    [
        chinese("仿宋"),
        (3, 1, 0x411, "仿宋"),
        (0, 3, 0, "仿宋"),
        (3, 3, 0x804, "仿宋"),
        (1, 25, 33, "仿宋"),
    ],
    ids=["Windows", "in a Japanese record", "Unicode", "Windows in GBK", "Mac in GBK"],
)
def test_a_family_is_known_by_its_name_in_any_encoding(path: Path, name: Name) -> None:
    path.write_bytes(font_bytes(name, english("Something Else")))

    [font] = fonts_in(path)

    assert font.families == {"仿宋", "somethingelse"}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("仿宋_GB2312", "仿宋_gb2312"),
        ("Fang Song", "fangsong"),
        ("ＦａｎｇＳｏｎｇ ", "fangsong"),
        ("", ""),
    ],
)
def test_spellings_of_a_family_are_one(written: str, key: str) -> None:
    assert family_key(written) == key


def test_each_font_of_a_collection_is_found(path: Path) -> None:
    fonts = [font_making.opened(english(name)) for name in ("SimSun", "NSimSun")]
    path.write_bytes(font_making.collection(fonts))

    found = fonts_in(path)

    assert [(font.index, set(font.families)) for font in found] == [
        (0, {"simsun"}),
        (1, {"nsimsun"}),
    ]
    assert fitted(path, 1).has_outline("镇")


@pytest.mark.parametrize(
    ("rights", "allowed"),
    [
        (0, True),
        (2, False),
        (4, True),
        (8, True),
        (2 | 4, True),
        (2 | 8, True),
        (0x100, False),
        (8 | 0x100, False),
        (0x200, False),
    ],
)
def test_a_font_is_embedded_only_if_its_licence_lets_it(
    path: Path, rights: int, *, allowed: bool
) -> None:
    path.write_bytes(font_bytes(chinese("仿宋"), rights=rights))

    if allowed:
        assert fitted(path).has_outline("镇")
    else:
        with pytest.raises(UnfitFontError, match="licence"):
            fitted(path)


def test_a_fit_font_has_our_name_and_its_own_outlines(path: Path) -> None:
    path.write_bytes(font_bytes(chinese("仿宋")))

    font = fitted(path)

    assert font.face.name == b"FangSong"
    assert [font.has_outline(char) for char in "镇𬭼 "] == [True, True, False]
    assert font.has_code(" ")
    assert font.advance("8") == 500
    assert font.advance("镇") == 1000


def test_outlines_of_postscript_are_refused(path: Path) -> None:
    path.write_bytes(font_making.postscript("仿宋"))

    with pytest.raises(UnfitFontError, match="TrueType"):
        fonts_in(path)


def with_gbk_last(font: Any) -> None:
    """As old Chinese fonts are: a table in GBK stands after the one in Unicode."""
    [unicode, *_] = [table for table in font["cmap"].tables if table.platEncID in (1, 10)]
    gbk = type(unicode)(unicode.format)
    gbk.platformID, gbk.platEncID, gbk.language = 3, 3, 0
    gbk.cmap = {0xD5F2: "A" if "A" in font.getGlyphOrder() else font.getGlyphOrder()[1]}
    if unicode.format == 12:
        gbk.reserved = gbk.length = gbk.nGroups = 0
    font["cmap"].tables.append(gbk)


def test_a_table_in_gbk_is_not_taken_for_unicode(path: Path) -> None:
    font = font_making.opened(chinese("仿宋"))
    with_gbk_last(font)
    path.write_bytes(font_making.saved(font))

    assert fitted(path).has_outline("镇")
    assert not fitted(path).has_code(chr(0xD5F2))


def test_a_table_of_the_basic_plane_alone_will_do(path: Path) -> None:
    font = font_making.opened(chinese("仿宋"))
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format == 4]
    path.write_bytes(font_making.saved(font))

    assert fitted(path).has_outline("镇")
    assert not fitted(path).has_code("𬭼")


def place(data: bytes, tag: bytes) -> tuple[int, int]:
    """Where a table begins, and its length."""
    [count] = struct.unpack_from(">H", data, 4)
    for at in range(count):
        found, _, start, length = struct.unpack_from(">4sLLL", data, 12 + 16 * at)
        if found == tag:
            return start, length
    raise KeyError(tag)


def patched(data: bytes, tag: bytes, at: int, new: bytes) -> bytes:
    start = place(data, tag)[0] + at
    return data[:start] + new + data[start + len(new) :]


def endless(data: bytes) -> bytes:
    """A table of characters that would take days to read."""
    start, length = place(data, b"cmap")
    table = struct.pack(">4HL", 0, 1, 3, 10, 12) + struct.pack(">2H3L", 12, 0, 16 + 24, 0, 2)
    table += struct.pack(">6L", 0, 0xFFFFFFFF, 1, 0, 0xFFFFFFFF, 1)
    assert len(table) <= length
    return data[:start] + table + data[start + len(table) :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "a text": lambda _: "这不是字体".encode() * 100,
    "zeros": lambda data: bytes(len(data)),
    "cut short": lambda data: data[: len(data) // 2],
    "cut in the head": lambda data: data[:40],
    "ten thousand tables": lambda data: data[:4] + b"\x27\x10" + data[6:],
    "a collection of billions": lambda data: b"ttcf\0\1\0\0\xff\xff\xff\xff" + data[12:],
    "a table beyond the end": lambda data: data[:20] + b"\x7f\xff\xff\xff" + data[24:],
    "no size of an em": lambda data: patched(data, b"head", 18, b"\0\0"),
    "no widths": lambda data: patched(data, b"hhea", 34, b"\0\0"),
    "more widths than glyphs": lambda data: patched(data, b"hhea", 34, b"\xff\xff"),
    "more glyphs than outlines": lambda data: patched(data, b"maxp", 4, b"\xff\xff"),
    "outlines out of order": lambda data: patched(data, b"loca", 2, b"\xff\xff"),
    "characters without end": endless,
    "characters of an old form": lambda data: patched(data, b"cmap", 12, b"\0\2"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_refused(path: Path, damage: Callable[[bytes], bytes]) -> None:
    font = font_making.opened(chinese("仿宋"))
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format == 12][:1]
    path.write_bytes(damage(font_making.saved(font)))

    with pytest.raises((UnfitFontError, BrokenFontError)):
        fitted(path)


def test_a_file_too_large_for_a_font_is_not_read(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)

    with pytest.raises(UnfitFontError, match="too large"):
        fonts_in(path)


def composite(parts: bytes) -> bytes:
    """A font whose 甲 is put together from parts."""
    font = font_making.opened(chinese("仿宋"))
    data = font_making.saved(font)
    glyph = font.getGlyphID(font.getBestCmap()[ord("甲")])
    long = struct.unpack_from(">h", data, place(data, b"head")[0] + 50)[0]
    loca = place(data, b"loca")[0]
    form, step = (">L", 1) if long else (">H", 2)
    at = struct.unpack_from(form, data, loca + glyph * struct.calcsize(form))[0] * step
    return patched(data, b"glyf", at, struct.pack(">5h", -1, 0, 0, 9, 9) + parts)


@pytest.mark.parametrize(
    ("parts", "sound"),
    [
        (struct.pack(">HHbb", 0, 1, 0, 0), True),
        (struct.pack(">HHbb", 0, 60_000, 0, 0), False),
        (struct.pack(">HHbb", 0x20, 1, 0, 0) * 400, False),
    ],
    ids=["of a glyph that is there", "of one that is not", "of parts without end"],
)
def test_a_glyph_is_used_only_if_its_parts_are_there(
    path: Path, parts: bytes, *, sound: bool
) -> None:
    path.write_bytes(composite(parts[:60]))

    font = fitted(path)

    assert font.has_outline("甲") is sound
    assert font.has_outline("镇")


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_is_altered_the_font_is_refused_or_prints(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = font_bytes(chinese("仿宋"))
    path = tmp_path_factory.getbasetemp() / "altered.ttf"
    altered = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        # Half of the time in the tables' directory and the small tables before the outlines.
        most = len(whole) - 1 if data.draw(st.booleans()) else 400
        at = data.draw(st.integers(0, most))
        altered[at] = data.draw(st.integers(0, 255))
    path.write_bytes(altered[: data.draw(st.sampled_from([len(whole)] * 9 + [1000]))])

    try:
        fonts = fonts_in(path)
        made = [EmbeddedFont("FangSong", fit_font(font, "FangSong")) for font in fonts]
    except (UnfitFontError, BrokenFontError):
        return
    for font in made:
        usable = [ord(char) for char in font_making.LETTERS if font.has_outline(char)]
        assert font.face.makeSubset([0, *usable])
