import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop import paths
from duty_desktop.reports.canvas import Paper
from duty_desktop.reports.embedded_font import BrokenFontError, EmbeddedFont, to_unicode_map
from duty_desktop.reports.faces import Face, Faces
from tests.reports import reading
from tests.reports.papers import BODY, PaperMaker


def printed(paper: Paper, lines: list[str]) -> bytes:
    for at, line in enumerate(lines):
        paper.text(40, 800 - 15 * at, line, BODY)
    paper.end_page()
    return paper.finish()


@pytest.mark.parametrize("text", ["𬭼", "堃珺𬭼", "石𬭼（女）", "𫖯", "a𬭼b𬭼", "“—…·％①㎡é"])
def test_a_character_of_any_plane_is_found_as_itself(make_paper: PaperMaker, text: str) -> None:
    assert reading.page_texts(printed(make_paper(), [text])) == [text]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_rare_names_are_found_by_another_reader_too(make_paper: PaperMaker, tmp_path: Path) -> None:
    path = tmp_path / "names.pdf"
    path.write_bytes(printed(make_paper(), ["石𬭼、李堃、王珺、𫖯"]))

    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, check=True
    )

    assert done.stdout.decode().strip() == "石𬭼、李堃、王珺、𫖯"


def test_more_characters_than_a_subset_holds_are_found_in_order(
    make_paper: PaperMaker, faces: Faces
) -> None:
    han = [chr(code) for code in range(0x4E00, 0x4E00 + 900)]
    letters = [chr(code) for code in range(0x20, 0x7F)]
    text = "".join([*han[:300], "𬭼", *letters, *han[300:]]) + " 堃珺"
    assert faces.missing_characters([text]) == ()
    lines = [text[at : at + 45] for at in range(0, len(text), 45)]

    pdf = printed(make_paper(), lines)

    assert reading.squeezed("".join(reading.page_texts(pdf))) == reading.squeezed(text)
    assert len(list(reading.fonts(pdf))) >= 4


def test_maps_keep_to_a_hundred_entries_a_block(make_paper: PaperMaker) -> None:
    pdf = printed(make_paper(), ["".join(map(chr, range(0x4E00, 0x4E00 + 280))) + "𬭼"])

    maps = [font["/ToUnicode"].get_object().get_data().decode() for font in reading.fonts(pdf)]

    assert len(maps) == 2
    for text in maps:
        assert_sound(text)
    assert "<D872DF7C>" in "".join(maps)


def assert_sound(text: str) -> list[tuple[int, str]]:
    """The entries of a map whose blocks are as long as they say and not too long."""
    entries: list[tuple[int, str]] = []
    blocks = re.findall(r"^(\d+) beginbfchar\n(.*?)^endbfchar$", text, re.DOTALL | re.MULTILINE)
    for count, block in blocks:
        pairs = re.findall(r"^<([0-9A-F]{2})> <((?:[0-9A-F]{4})+)>$", block, re.MULTILINE)
        assert 1 <= int(count) == len(pairs) == block.count("\n") <= 100
        entries += [(int(at, 16), bytes.fromhex(to).decode("utf-16-be")) for at, to in pairs]
    assert text.count("beginbfchar") == len(blocks)
    return entries


CODES = st.characters(codec="utf-8").map(ord)


@given(st.lists(CODES, min_size=1, max_size=256))
def test_a_map_says_each_character(codes: list[int]) -> None:
    text = to_unicode_map("AAAAAA+Face", codes)

    assert assert_sound(text) == [(at, chr(code)) for at, code in enumerate(codes)]
    assert f"<00> <{len(codes) - 1:02X}>\nendcodespacerange" in text


@pytest.fixture(scope="module")
def serif() -> EmbeddedFont:
    path = paths.resources() / "fonts" / f"{Face.SERIF.value}.ttf"
    return EmbeddedFont("Serif", path.read_bytes())


@pytest.mark.parametrize(
    ("char", "code", "outline"),
    [
        ("中", True, True),
        ("𬭼", True, True),
        (" ", True, False),
        ("\u3000", True, False),
        ("😀", False, False),
        ("\x07", False, False),
        ("\ud83d", False, False),
    ],
)
def test_an_empty_glyph_is_told_from_a_drawn_one(
    serif: EmbeddedFont, char: str, *, code: bool, outline: bool
) -> None:
    assert (serif.has_code(char), serif.has_outline(char)) == (code, outline)


def test_only_spaces_have_a_code_and_draw_nothing(serif: EmbeddedFont) -> None:
    blank = [chr(code) for code in serif.face.charToGlyph if not serif.has_outline(chr(code))]

    assert {unicodedata.category(char) for char in blank} <= {"Zs", "Cc"}


@pytest.mark.parametrize("data", [b"", b"no font", bytes(5000)])
def test_what_is_no_font_is_broken(data: bytes) -> None:
    with pytest.raises(BrokenFontError):
        EmbeddedFont("Serif", data)
