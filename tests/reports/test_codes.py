import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from duty_desktop.reports.canvas import Paper, Style
from duty_desktop.reports.codes import Codes
from duty_desktop.reports.faces import Face, Faces
from tests.reports import reading
from tests.reports.papers import BODY, PaperMaker


@pytest.fixture
def codes(faces: Faces) -> Codes:
    return Codes(faces, Canvas("unused.pdf", initialFontName=Face.SERIF.value)._doc)


def test_a_text_of_one_face_is_one_run(codes: Codes) -> None:
    [run] = codes.runs("三工三", Face.SERIF)

    assert (run.face, run.count) == (Face.SERIF, 3)
    [(font, digits)] = run.pieces
    assert font.face is Face.SERIF
    assert digits[:2] == digits[4:] != digits[2:4]
    assert codes.runs("工", Face.SERIF)[0].pieces == [(font, digits[2:4])]


def test_no_text_has_no_run(codes: Codes) -> None:
    assert codes.runs("", Face.SERIF) == []


def test_each_face_is_a_run_of_its_own(codes: Codes) -> None:
    runs = codes.runs("甲鿫😀ሀ乙", Face.SERIF)

    assert [(run.face, run.count) for run in runs] == [
        (Face.SERIF, 1),
        (Face.SANS, 1),
        (None, 2),
        (Face.SERIF, 1),
    ]


@given(st.text(max_size=40), st.sampled_from(Face))
def test_runs_are_those_of_the_faces(faces: Faces, text: str, face: Face) -> None:
    codes = Codes(faces, Canvas("unused.pdf", initialFontName=Face.SERIF.value)._doc)

    runs = codes.runs(text, face)

    assert [(run.face, run.count) for run in runs] == [
        (run.face, len(run.text)) for run in faces.runs(text, face)
    ]
    for run in runs:
        assert sum(len(digits) for _, digits in run.pieces) == 2 * run.count
        assert {font.face for font, _ in run.pieces} == {run.face}


def test_a_face_begins_another_font_after_256_characters(codes: Codes) -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))

    [run] = codes.runs(text, Face.SERIF)

    assert len({font for font, _ in run.pieces}) == 2
    assert len({font.name for font, _ in run.pieces}) == 2


def test_sizes_and_gaps_are_those_asked_for(make_paper: PaperMaker) -> None:
    paper: Paper = make_paper()
    small = Style(Face.SERIF, 7.5, 10)
    paper.text(50, 700, "甲", BODY, 2.0)
    paper.text(50, 680, "乙", small, 2.0)
    paper.turned(40, 600, "丙", BODY)
    paper.text(50, 660, "丁", BODY, 2.0)
    paper.end_page()
    paper.text(50, 700, "甲", BODY, 2.0)
    paper.end_page()
    pdf = paper.finish()

    assert spaced(pdf, 0) == [(10.0, 2.0), (7.5, 2.0), (10.0, 0.0), (10.0, 2.0)]
    assert spaced(pdf, 1) == [(10.0, 2.0)]


def spaced(pdf: bytes, page: int) -> list[tuple[float, float]]:
    """Type size and spacing of each piece of text, as a viewer keeps account of them."""
    found = []
    state, kept = (0.0, 0.0), [(0.0, 0.0)]
    for operands, operator in reading.operations(pdf, page):
        if operator == b"q":
            kept.append(state)
        elif operator == b"Q":
            state = kept.pop()
        elif operator == b"Tf":
            state = float(operands[1]), state[1]
        elif operator == b"Tc":
            state = state[0], float(operands[0])
        elif operator == b"Tj":
            found.append(state)
    return found


def test_a_document_does_not_see_another_s_codes(faces: Faces) -> None:
    day = datetime.date(2025, 7, 1)
    alone = written(Paper(faces, title="", author="", printed_on=day), "乙甲")

    together = Paper(faces, title="", author="", printed_on=day)
    other = Paper(faces, title="", author="", printed_on=day)
    written(other, "丙丁甲")

    assert written(together, "乙甲") == alone


def written(paper: Paper, text: str) -> bytes:
    paper.text(50, 700, text, BODY)
    paper.end_page()
    return paper.finish()
