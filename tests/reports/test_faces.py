import itertools
import shutil
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop import paths
from duty_desktop.errors import PrintError
from duty_desktop.reports.embedded_font import EmbeddedFont
from duty_desktop.reports.faces import MARK_ADVANCE, Face, Faces, Run, bundled, load

FONTS = paths.resources() / "fonts"


class Letters(EmbeddedFont):
    """A face that has a few characters, the blank ones without an outline."""

    def __init__(self, letters: str, advance: float, blanks: str = " ") -> None:
        self._letters, self._advance, self._blanks = letters, advance, blanks

    def has_outline(self, char: str) -> bool:
        return char in self._letters

    def has_code(self, char: str) -> bool:
        return char in self._letters + self._blanks

    def advance(self, char: str) -> float:
        assert self.has_code(char)
        return self._advance


@pytest.fixture
def few() -> Faces:
    """Faces of a few characters, told apart by their advances."""
    return Faces(
        {
            Face.SERIF: Letters("甲乙", 1000.0, " \u3000"),
            Face.BOLD: Letters("甲丙丁", 1200.0),
            Face.SANS: Letters("甲丁", 900.0),
        }
    )


@pytest.mark.parametrize("face", Face)
def test_a_character_is_drawn_in_the_face_preferred(few: Faces, face: Face) -> None:
    assert list(few.runs("甲", face)) == [Run("甲", face)]


@pytest.mark.parametrize(
    ("text", "face", "runs"),
    [
        ("", Face.SERIF, []),
        ("甲乙甲", Face.SERIF, [Run("甲乙甲", Face.SERIF)]),
        ("甲丙", Face.SERIF, [Run("甲", Face.SERIF), Run("丙", Face.BOLD)]),
        # A bold face is the last resort.
        ("丁", Face.SERIF, [Run("丁", Face.SANS)]),
        ("丁", Face.BOLD, [Run("丁", Face.BOLD)]),
        ("乙丙", Face.SANS, [Run("乙", Face.SERIF), Run("丙", Face.BOLD)]),
        ("甲戊己", Face.SERIF, [Run("甲", Face.SERIF), Run("戊己", None)]),
    ],
)  # fmt: skip
def test_a_character_falls_back_to_a_face_that_has_it(
    few: Faces, text: str, face: Face, runs: list[Run]
) -> None:
    assert list(few.runs(text, face)) == runs


@pytest.mark.parametrize(
    ("char", "drawn"),
    [
        (" ", Run(" ", Face.SERIF)),
        ("\t", Run(" ", Face.SERIF)),
        ("\n", Run(" ", Face.SERIF)),
        ("\r", Run(" ", Face.SERIF)),
        ("\u3000", Run("\u3000", Face.SERIF)),
        # A space that no face has is a plain one.
        ("\u2003", Run(" ", Face.SERIF)),
        ("\u00a0", Run(" ", Face.SERIF)),
    ],
)
def test_spaces_of_all_kinds_are_spaces(few: Faces, char: str, drawn: Run) -> None:
    assert list(few.runs(char, Face.SERIF)) == [drawn]
    assert few.missing_characters([char]) == ()


HIDDEN = {
    "null": "\0",
    "bell": "\x07",
    "escape": "\x1b",
    "form feed": "\f",
    "next line": "\x85",
    "soft hyphen": "\xad",
    "zero-width space": "\u200b",
    "right-to-left override": "\u202e",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "byte order mark": "\ufeff",
    "private use": "\ue000",
    "lone surrogate": "\ud83d",
    "noncharacter": "\uffff",
    "tag": "\U000e0041",
}


@pytest.mark.parametrize("char", HIDDEN.values(), ids=HIDDEN.keys())
def test_what_would_draw_nothing_is_a_mark(faces: Faces, char: str) -> None:
    assert list(faces.runs(char, Face.SERIF)) == [Run(char, None)]
    assert faces.width(char, Face.SERIF, 10) == MARK_ADVANCE * 10 / 1000
    assert faces.missing_characters([char]) == (char,)


def test_missing_characters_are_told_once_in_order(faces: Faces) -> None:
    texts = ["三工镇\t堃珺𬭼", "😀ሀ a", "\u3000א😀ሀ\n"]

    assert faces.missing_characters(texts) == ("😀", "ሀ", "א")
    assert faces.missing_characters([]) == ()


def test_the_bundled_faces_help_each_other_out(faces: Faces) -> None:
    runs = list(faces.runs("中鿫文", Face.SERIF))

    assert runs == [Run("中", Face.SERIF), Run("鿫", Face.SANS), Run("文", Face.SERIF)]


@pytest.mark.parametrize("face", Face)
def test_han_characters_and_their_marks_are_one_em(faces: Faces, face: Face) -> None:
    text = "三工镇，。“”—…（）堃珺𬭼\u3000"

    assert {faces.advances(face)[char] for char in text} == {1000.0}
    assert faces.width(text, face, 16) == pytest.approx(16 * len(text))


@given(st.text(max_size=40), st.sampled_from(Face))
def test_runs_hold_every_character_and_widths_add_up(faces: Faces, text: str, face: Face) -> None:
    runs = list(faces.runs(text, face))
    drawn = "".join(run.text for run in runs)
    blank = {"Zs", "Cc"}

    assert len(drawn) == len(text)
    for char, shown in zip(text, drawn, strict=True):
        assert shown == char or (shown == " " and unicodedata.category(char) in blank)
    assert all(a.face is not b.face for a, b in itertools.pairwise(runs))
    advances = faces.advances(face)
    drawn_advances = [
        MARK_ADVANCE if run.face is None else faces.advances(run.face)[char]
        for run in runs
        for char in run.text
    ]
    assert [advances[char] for char in text] == drawn_advances


def test_the_faces_are_loaded_once_for_all_threads() -> None:
    with ThreadPoolExecutor(8) as pool:
        found = {id(faces) for faces in pool.map(lambda _: bundled(), range(32))}

    assert found == {id(bundled())}


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def altered(data: bytes) -> bytes:
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut short": cut,
    "cut to an odd length": lambda data: data[:1001],
    "one bit altered": altered,
    "a text": lambda _: "这不是字体".encode() * 100,
    "zeros": lambda data: bytes(len(data)),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The fonts' folder, to be damaged."""
    for face in Face:
        shutil.copyfile(FONTS / f"{face.value}.ttf", tmp_path / f"{face.value}.ttf")
    return tmp_path


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_face_is_told_in_one_sentence(
    folder: Path, damage: Callable[[bytes], bytes]
) -> None:
    path = folder / f"{Face.SANS.value}.ttf"
    path.unlink()
    path.write_bytes(damage((FONTS / path.name).read_bytes()))

    assert_refused(folder, path)


def test_a_missing_face_is_told_in_one_sentence(folder: Path) -> None:
    path = folder / f"{Face.BOLD.value}.ttf"
    path.unlink()

    assert_refused(folder, path)


def assert_refused(folder: Path, path: Path) -> None:
    with pytest.raises(PrintError) as refused:
        load(folder)
    assert str(refused.value) == (
        f"打印所需的字体文件“{path.name}”缺失或已损坏，请重新安装本程序。"
    )
    assert str(path) in refused.value.details
