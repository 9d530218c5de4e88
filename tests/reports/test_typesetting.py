import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.reports.typesetting import MARKER_GAP, Stroke, Typesetter, height
from tests.reports.papers import BODY
from tests.reports.reading import line_text

TEXT = "负责本辖区“双随机、一公开”检查的宣传、登记、上报工作，并于3日内反馈处理结果。"


def test_a_paragraph_fills_its_measure_but_in_the_last_line(setter: Typesetter) -> None:
    lines = setter.paragraph(TEXT, BODY, 125)

    assert "".join(map(line_text, lines)) == TEXT
    assert height(lines) == len(lines) * BODY.pitch
    for line in lines[:-1]:
        [piece] = line.pieces
        gaps = piece.gap * (len(piece.text) - 1)
        assert setter.width(piece.text, BODY) + gaps == pytest.approx(125)
    assert lines[-1].pieces[0].gap == 0


@pytest.mark.parametrize(
    ("count", "keeps"),
    [
        (1, [False]),
        (2, [True, False]),
        (3, [True, True, False]),
        (5, [True, False, False, True, False]),
    ],
)
def test_no_line_of_a_paragraph_is_left_alone(
    setter: Typesetter, count: int, keeps: list[bool]
) -> None:
    lines = setter.paragraph("负责宣传登记" * count, BODY, 60)

    assert [line.keep for line in lines] == keeps


def test_a_marker_hangs_in_its_indent(setter: Typesetter) -> None:
    lines = setter.paragraph("负责宣传登记上报", BODY, 90, marker="1.", indent=30)

    marker, words = lines[0].pieces
    assert (marker.text, words.text) == ("1.", "负责宣传登记")
    assert marker.x + setter.width("1.", BODY) + MARKER_GAP * BODY.size == pytest.approx(30)
    assert [line.pieces[-1].x for line in lines] == [30, 30]


def test_a_marker_without_words_is_not_lost(setter: Typesetter) -> None:
    assert [line_text(line) for line in setter.paragraph("", BODY, 90, marker="1.")] == ["1."]


def test_centred_lines_stand_in_the_middle(setter: Typesetter) -> None:
    lines = setter.centred("上级部门职责", BODY, 45)

    assert [line_text(line) for line in lines] == ["上级部门", "职责"]
    assert [line.pieces[0].x for line in lines] == pytest.approx([2.5, 12.5])


def test_a_title_that_fits_stays_as_it_is(setter: Typesetter) -> None:
    assert setter.fitted("三工镇", BODY, 30) == ("三工镇", BODY)


def test_a_title_is_shrunk_to_its_line(setter: Typesetter) -> None:
    text, style = setter.fitted("昌吉市三工镇", BODY, 45)

    assert text == "昌吉市三工镇"
    assert style.size == pytest.approx(7.5)


def test_a_title_too_long_for_its_line_ends_in_an_ellipsis(setter: Typesetter) -> None:
    text, style = setter.fitted("昌吉市三工镇", BODY, 30)

    assert (text, style.size) == ("昌吉市三…", 6.0)


@given(st.text(min_size=1, max_size=80), st.floats(40, 300))
def test_a_title_is_never_wider_than_its_line(
    setter: Typesetter, text: str, measure: float
) -> None:
    fitted, style = setter.fitted(text, BODY, measure)

    assert setter.width(fitted, style) <= measure * 1.001
    assert fitted == text or (fitted.endswith("…") and text.startswith(fitted[:-1]))


RUNS = st.lists(
    st.tuples(
        st.text("负责，。《“ab 1", min_size=1, max_size=12), st.sampled_from([None, *Stroke])
    ),
    max_size=8,
)


@given(RUNS, st.integers(15, 140))
def test_strokes_change_nothing_of_the_lines(
    setter: Typesetter, runs: list[tuple[str, Stroke | None]], measure: int
) -> None:
    text = "".join(words for words, _ in runs)

    lines = setter.tracked(runs, BODY, measure)

    plain = setter.paragraph(text, BODY, measure)
    assert [line_text(line) for line in lines] == [line_text(line) for line in plain]
    assert [line.keep for line in lines] == [line.keep for line in plain]
    shown: list[tuple[str, Stroke | None]] = []
    for line in lines:
        x = 0.0
        for piece in line.pieces:
            assert piece.x == pytest.approx(x)
            x += setter.width(piece.text, BODY) + piece.gap * len(piece.text)
            last = piece is line.pieces[-1]
            assert piece.x + piece.length == pytest.approx(x - piece.gap * last)
            shown += [(char, piece.stroke) for char in piece.text if char != " "]
    assert shown == [(char, stroke) for words, stroke in runs for char in words if char != " "]
