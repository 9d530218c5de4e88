import datetime
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.reports.canvas import A4, Paper, Style, readable
from duty_desktop.reports.embedded_font import EmbeddedFont
from duty_desktop.reports.faces import Face, Faces
from tests.reports import reading
from tests.reports.papers import BODY, PaperMaker


def drawn(paper: Paper, *texts: str, gap: float = 0.0) -> bytes:
    """One page with the texts under each other."""
    for at, text in enumerate(texts):
        paper.text(50, 700 - 15 * at, text, BODY, gap)
    paper.end_page()
    return paper.finish()


def test_the_same_drawing_is_the_same_bytes(make_paper: PaperMaker) -> None:
    texts = ("三工镇𬭼😀", "abc")

    assert drawn(make_paper(), *texts) == drawn(make_paper(), *texts)
    assert drawn(make_paper(), *texts) != drawn(make_paper(), "三工镇")


def test_fonts_are_written_by_one_thread_at_a_time(
    make_paper: PaperMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing = threading.Lock()
    write = EmbeddedFont.addObjects
    alone = drawn(make_paper(), "三工镇")

    def watched(font: EmbeddedFont, document: object) -> None:
        assert writing.acquire(blocking=False), "two threads write fonts at once"
        try:
            time.sleep(0.01)
            write(font, document)
        finally:
            writing.release()

    monkeypatch.setattr(EmbeddedFont, "addObjects", watched)
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(lambda _: drawn(make_paper(), "三工镇"), range(8)))

    assert made == {alone}


def test_another_day_is_another_document(make_paper: PaperMaker) -> None:
    today = drawn(make_paper(), "三工镇")

    assert drawn(make_paper(printed_on=datetime.date(2025, 7, 2)), "三工镇") != today


def test_every_font_in_the_file_is_embedded(make_paper: PaperMaker) -> None:
    paper = make_paper()
    paper.end_page()
    paper.text(50, 50, "汉😀", Style(Face.BOLD, 10, 15))

    pdf = drawn(paper, "汉")

    fonts = list(reading.fonts(pdf))
    assert len(fonts) == 3
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts)
    assert b"Helvetica" not in pdf
    assert {font["/BaseFont"].partition("+")[2] for font in fonts} == set(Face)


def test_streams_are_packed_and_not_written_as_text(make_paper: PaperMaker) -> None:
    pdf = drawn(make_paper(), "汉" * 100)

    assert b"ASCII85" not in pdf
    assert b"FlateDecode" in pdf


def test_the_file_says_what_it_is(make_paper: PaperMaker) -> None:
    document = reading.reader(drawn(make_paper(title="单（一）", author="三工镇"), "汉"))

    assert document.metadata
    assert document.metadata.title == "单（一）"
    assert document.metadata.author == "三工镇"
    assert str(document.metadata["/CreationDate"]) == "D:20250701"
    assert str(document.root_object["/Lang"]) == "zh-CN"
    preferences = document.root_object["/ViewerPreferences"].get_object()
    assert str(preferences) == "{'/DisplayDocTitle': True}"
    assert [float(side) for side in document.pages[0].mediabox[2:]] == pytest.approx(A4, abs=0.01)


def test_a_page_count_is_kept(make_paper: PaperMaker) -> None:
    paper = make_paper()
    for _ in range(3):
        paper.end_page()

    assert paper.page_count == 3
    assert len(reading.reader(paper.finish()).pages) == 3


HOSTILE = [
    "<b>粗</b>&amp;<img src=x>",
    "() \\ (\\) )( \\n\\101",
    "%s %% {0} ${x}",
    "') Tj ET q",
    "<</A 1>>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_drawn_as_it_is(make_paper: PaperMaker, text: str) -> None:
    assert reading.page_texts(drawn(make_paper(title=text, author=text), text)) == [text]


def test_spread_text_is_found_unbroken(make_paper: PaperMaker) -> None:
    pdf = drawn(make_paper(), "负责“宣传”工作，𬭼", gap=3.0)

    assert reading.page_texts(pdf) == ["负责“宣传”工作，𬭼"]
    spacings = [operands for operands, name in reading.operations(pdf) if name == b"Tc"]
    assert [float(spacing) for [spacing] in spacings] == [3.0]


def starts(pdf: bytes) -> list[float]:
    """Where each piece of text on the first page begins, from the left, in pt."""
    matrices = [operands for operands, name in reading.operations(pdf) if name == b"Tm"]
    return [float(matrix[4]) for matrix in matrices]


def test_each_run_begins_where_the_last_one_ends(make_paper: PaperMaker) -> None:
    text = "甲鿫乙"

    assert starts(drawn(make_paper(), text)) == pytest.approx([50, 60, 70])
    assert starts(drawn(make_paper(), text, gap=2.0)) == pytest.approx([50, 62, 74])


def marks(pdf: bytes) -> list[tuple[str, list[bytes]]]:
    """For each mark of the first page, what it stands for and how it is drawn."""
    found: list[tuple[str, list[bytes]]] = []
    inside = False
    for operands, operator in reading.operations(pdf):
        if operator == b"BDC":
            assert not inside
            inside = True
            found.append((actual_text(operands), []))
        elif operator == b"EMC":
            assert inside
            inside = False
        elif inside:
            found[-1][1].append(operator)
    assert not inside
    return found


def actual_text(operands: list[Any]) -> str:
    kind, properties = operands
    assert kind == "/Span"
    return str(properties["/ActualText"])


@pytest.mark.parametrize(
    ("char", "stands_for", "code"),
    [
        ("😀", "😀", "01F600"),
        ("ሀ", "ሀ", "1200"),
        ("א", "א", "05D0"),
        ("\ue000", "\ue000", "E000"),
        ("\x07", "〔U+0007〕", "0007"),
        ("\u202e", "〔U+202E〕", "202E"),
        ("\u2028", "〔U+2028〕", "2028"),
        ("\ud83d", "〔U+D83D〕", "D83D"),
        ("\U000e0041", "〔U+E0041〕", "0E0041"),
    ],
)
def test_a_missing_character_is_a_box_with_its_code(
    make_paper: PaperMaker, char: str, stands_for: str, code: str
) -> None:
    paper = make_paper()

    pdf = drawn(paper, f"甲{char}乙")

    assert paper.missing == (char,)
    [(text, operators)] = marks(pdf)
    assert text == stands_for
    assert operators.count(b"re") == 1
    assert operators.count(b"Tj") == 2
    assert reading.whole_text(pdf) == f"甲{code}乙"
    assert starts(pdf)[-1] == pytest.approx(70)


def test_a_mark_stays_within_its_own_em(make_paper: PaperMaker) -> None:
    pdf = drawn(make_paper(), "\U0010fffd")

    box = next(operands for operands, operator in reading.operations(pdf) if operator == b"re")
    x, y, width, height = map(float, box)
    assert x >= 50
    assert x + width <= 60
    assert y >= 700 - 1.2
    assert y + height <= 700 + 8.8
    assert all(50 <= start < 60 for start in starts(pdf))


def test_missing_characters_are_told_once_in_order(make_paper: PaperMaker) -> None:
    paper = make_paper()

    drawn(paper, "ሀ中😀", "😀א", "\t\u3000 ")

    assert paper.missing == ("ሀ", "😀", "א")


def test_bookmarks_lead_to_their_pages(make_paper: PaperMaker) -> None:
    paper = make_paper()
    for title, level in (("基本", 0), ("甲（一）", 1), ("乙\\) \x07", 1), ("配合", 0)):
        paper.bookmark(title, level)
        paper.end_page()

    assert reading.bookmarks(paper.finish()) == [
        (0, "基本", 0),
        (1, "甲（一）", 1),
        (1, "乙\\) \ufffd", 2),
        (0, "配合", 3),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("三工镇 a\u3000𬭼😀", "三工镇 a\u3000𬭼😀"),
        ("甲\n乙\t\x00", "甲\ufffd乙\ufffd\ufffd"),
        ("\ud83d\u202e\ufeff", "\ufffd\ufffd\ufffd"),
    ],
)
def test_a_title_bar_shows_only_what_can_be_seen(text: str, shown: str) -> None:
    assert readable(text) == shown


@given(st.text(max_size=30))
def test_any_text_makes_a_sound_file(faces: Faces, text: str) -> None:
    paper = Paper(faces, title=text, author=text, printed_on=datetime.date(2025, 7, 1))
    paper.bookmark(text, 0)

    pdf = drawn(paper, text)

    assert paper.missing == faces.missing_characters([text])
    shown = [code_or_itself(faces, char) for char in text]
    assert reading.whole_text(pdf) == reading.squeezed("".join(shown))
    assert len(marks(pdf)) == sum(char in paper.missing for char in text)


def code_or_itself(faces: Faces, char: str) -> str:
    if not faces.missing_characters([char]):
        return char
    return f"{ord(char):04X}" if ord(char) <= 0xFFFF else f"{ord(char):06X}"
