import pytest

from duty_desktop.reports.canvas import Style
from duty_desktop.reports.faces import Face
from duty_desktop.reports.matrix_heads import head
from duty_desktop.reports.typesetting import Typesetter
from tests.reports import reading
from tests.reports.papers import PaperMaker

STYLE = Style(Face.SANS, 8.0, 9.0)


@pytest.mark.parametrize(
    ("text", "turned", "raised"),
    [
        ("公安局", "", ""),
        ("便民中心（站）", "（）", ""),
        ("社会事务、民政办", "", "、"),
        ("“一门式”—办…", "“”—…", ""),
        ("第12办", "", ""),
        ("A组", "", ""),
    ],
)
def test_marks_are_turned_or_raised(
    setter: Typesetter, text: str, turned: str, raised: str
) -> None:
    made = head(setter, text, STYLE, 200)

    assert made.text == text
    assert "".join(sign.text for sign in made.signs if sign.turned) == turned
    assert "".join(sign.text for sign in made.signs if sign.raised) == raised


def test_a_short_number_stands_upright_and_a_word_is_turned(setter: Typesetter) -> None:
    signs = head(setter, "第12届2025年GDP办", STYLE, 200).signs

    assert [(sign.text, sign.turned) for sign in signs] == [
        ("第", False),
        ("12", False),
        ("届", False),
        ("2025", True),
        ("年", False),
        ("GDP", True),
        ("办", False),
    ]


def test_a_head_is_as_tall_as_its_characters(setter: Typesetter) -> None:
    assert head(setter, "公安局", STYLE, 200).height == 27
    assert head(setter, "", STYLE, 200).height == 0


@pytest.mark.parametrize("text", ["公安局" * 20, "x" * 500, "（" * 50])
def test_a_head_too_tall_ends_in_an_ellipsis(setter: Typesetter, text: str) -> None:
    made = head(setter, text, STYLE, 100)

    assert made.height <= 100
    assert made.signs[-1].text == "…"
    assert text.startswith(made.text[:-1])
    assert len(made.text) > 2


@pytest.mark.parametrize("text", ["便民服务中心（站）", "社会事务、民政办", "GDP办"])
def test_a_head_is_found_unbroken(setter: Typesetter, make_paper: PaperMaker, text: str) -> None:
    paper = make_paper()
    head(setter, text, STYLE, 200).draw(paper, setter, 100, 700)
    paper.end_page()

    assert reading.whole_text(paper.finish()) == text
