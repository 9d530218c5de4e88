import itertools
import unicodedata
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from duty_desktop.reports.line_breaking import NO_END, NO_START, Line, break_lines
from tests.reports.reading import ENDS_NO_LINE, STARTS_NO_LINE


def advance(char: str) -> float:
    """Han characters and their marks one wide, others half, combining ones nothing."""
    if unicodedata.category(char).startswith("M"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5


def total(text: str) -> float:
    return sum(map(advance, text))


def broken(text: str, measure: float) -> list[str]:
    return [line.text for line in break_lines(text, advance, measure)]


@dataclass(frozen=True)
class Case:
    measure: float
    lines: list[str]


CASES = {
    "nothing": Case(4, []),
    "one character": Case(4, ["中"]),
    "a full line": Case(4, ["负责宣传"]),
    "full lines": Case(4, ["负责宣传", "登记上报"]),
    # No mark at a line's start: the character before comes along.
    "comma": Case(4, ["负责宣", "传，登记"]),
    "stop and closing quote": Case(5, ["他说“好", "的。”就走"]),
    "closing bracket": Case(5, ["负责（宣", "传）工作"]),
    "title mark": Case(5, ["按《草原", "法》办理"]),
    "middle dot": Case(4, ["买买提", "江·艾力"]),
    "half-width marks": Case(4, ["负责宣", "传,登记"]),
    "ellipsis": Case(4, ["甲乙丙", "丁……戊"]),
    "dash": Case(4, ["甲乙丙", "丁——戊"]),
    # No mark at a line's end: it goes to the next line.
    "opening quote": Case(5, ["协助开展", "“双随机"]),
    "opening bracket": Case(5, ["各类事项", "（草案）"]),
    "brackets in a row": Case(6, ["各类事项", "《（草案）》"]),
    "opening bracket and space": Case(5, ["各类事项", "（ 草案）"]),
    "currency": Case(4, ["共计额", "￥50元"]),
    "number sign": Case(5, ["见下文中", "№12号"]),
    # Never split.
    "dash not halved": Case(4, ["甲乙", "丙——丁", "戊己庚辛"]),
    "dash not halved at the edge": Case(3, ["甲", "乙——", "丙丁"]),
    "ellipsis not halved": Case(3, ["甲", "乙……", "丙丁"]),
    "four dots are two pairs": Case(3, ["……", "……"]),
    # Numbers with what belongs to them, words, addresses.
    "number": Case(4, ["自从在", "2025年起"]),
    "decimal": Case(4, ["增加到", "3.14倍"]),
    "thousands": Case(5, ["增加到约", "12,500户"]),
    "per cent": Case(4, ["增加了", "15%以上"]),
    "unit": Case(4, ["长度为", "120km整"]),
    "degrees": Case(4, ["升温到", "60℃以上"]),
    "time": Case(4, ["上午在", "10:30前"]),
    "range": Case(4, ["每年在", "3-5月间"]),
    "word": Case(5, ["负责本地", "internet"]),
    "words": Case(4.5, ["the quick ", "brown fox"]),
    "address that fits a line": Case(8, ["网址是", "www.abc.gov.cn"]),
    "address longer than a line": Case(6, ["见http://abc", "defghijklmn"]),
    "word with apostrophe": Case(5, ["他们说", "don’t走"]),
    # An item's number stays with its first character.
    "marker": Case(2.5, ["1.负", "责宣"]),
    "marker in brackets": Case(4, ["（一）负", "责宣传"]),
    "marker in narrow measure": Case(3, ["（一）", "负责宣", "传"]),
    "marker is not left alone": Case(8, ["（一）internatio", "nal"]),
    "circled marker": Case(2, ["①负", "责宣"]),
    "number within the text": Case(4, ["宣传；", "2.组织"]),
    # White space.
    "full-width spaces are characters": Case(4, ["　　负责", "宣传"]),
    "full-width space within": Case(3, ["负责　", "宣传"]),
    "space hangs": Case(4, ["负责宣传 ", "登记上报"]),
    "spaces hang": Case(4, ["负责宣传   ", "登记上报"]),
    "space of a word that fits": Case(3, ["负责 ", "monday  ", "宣"]),
    "tab and line end": Case(2, ["负责\r\n", "宣传\t", "登记"]),
    "only spaces": Case(1, ["     "]),
    "spaces first": Case(2, ["   ", "负责"]),
    # Where the rules cannot hold.
    "measure narrower than a character": Case(0.5, ["中", "文", "。"]),
    "no measure": Case(0, ["中", "文"]),
    "only commas": Case(2, ["，，", "，，", "，"]),
    "only opening marks": Case(2, ["“（", "《“", "（"]),
    "only dashes": Case(3, ["——", "———"]),
    "narrow dash": Case(1, ["—", "—"]),
    "marks after one character": Case(2, ["中，", "，，", "，"]),
    # A last line of one character gets company.
    "last character alone": Case(6, ["负责宣传登", "记上"]),
    "last character and stop": Case(6, ["负责宣传登", "记上。"]),
    "no company on narrow lines": Case(3, ["负责宣", "传"]),
    "company stays a whole word": Case(9, ["负责宣传登记事", "2025上"]),
    # Combining marks stay with their letter.
    "combining mark": Case(1, ["ae\u0301", "o"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_lines_end_where_the_rules_let_them(case: Case) -> None:
    assert broken("".join(case.lines), case.measure) == case.lines


def test_every_mark_that_the_issue_names_is_known() -> None:
    assert STARTS_NO_LINE <= NO_START
    assert ENDS_NO_LINE <= NO_END


@pytest.mark.parametrize("mark", sorted(NO_START))
def test_no_line_begins_with_it(mark: str) -> None:
    lines = broken(f"甲乙丙丁{mark}戊", 4 + advance(mark) / 2)

    assert len(lines) == 2
    assert lines[1].startswith("丁" + mark)


@pytest.mark.parametrize("mark", sorted(NO_END))
def test_no_line_ends_with_it(mark: str) -> None:
    lines = broken(f"甲乙丙{mark}丁戊", 3 + advance(mark))

    assert len(lines) == 2
    assert mark + "丁" in lines[1]


def test_a_full_line_is_spread_to_the_measure_and_the_last_is_not() -> None:
    lines = break_lines("负责他说“好的，”就走", advance, 7.5)

    assert [line.text for line in lines] == ["负责他说“好", "的，”就走"]
    assert [line.justified for line in lines] == [True, False]
    assert lines[0].gap(7.5) == pytest.approx(1.5 / 5)
    assert lines[1].gap(7.5) == 0


def test_a_line_far_from_full_is_not_torn_apart() -> None:
    line = break_lines(f"见{'W' * 17}。", advance, 10)[0]

    assert line == Line("见", 1.0, justified=False)
    assert line.gap(10) == 0


def test_a_sum_of_advances_may_be_rounded() -> None:
    assert 0.1 + 0.1 + 0.1 > 0.3
    assert [line.text for line in break_lines("负责宣传", lambda _: 0.1, 0.3)] == ["负责宣", "传"]


def test_hanging_spaces_count_for_nothing() -> None:
    line = break_lines("负责宣   传", advance, 3)[0]

    assert (line.text, line.visible, line.width) == ("负责宣   ", "负责宣", 3)


TEXTS = st.one_of(
    st.text(max_size=60),
    st.text("中文字“《（，。”）—…·a7.%/-: \u3000\t\n\u0301№", max_size=60),
)
MEASURES = st.one_of(st.floats(0, 12), st.integers(0, 12).map(float))


@given(TEXTS, MEASURES)
def test_lines_joined_are_the_text(text: str, measure: float) -> None:
    assert "".join(broken(text, measure)) == text


@given(TEXTS, st.floats(1, 12))
def test_every_line_has_words_of_its_own(text: str, measure: float) -> None:
    lines = broken(text, measure)

    assert all(lines)
    assert all(line.strip(" \t\r\n") for line in lines[1:])


@given(TEXTS, MEASURES)
def test_no_line_is_wider_than_the_measure_but_a_single_character(
    text: str, measure: float
) -> None:
    for line in break_lines(text, advance, measure):
        assert line.width == pytest.approx(total(line.visible))
        assert line.width <= measure * 1.00001 or len(line.visible) == 1


@given(TEXTS, MEASURES)
def test_a_spread_line_fills_the_measure_and_is_not_torn(text: str, measure: float) -> None:
    lines = break_lines(text, advance, measure)

    assert not any(line.justified for line in lines[-1:])
    for line in lines:
        gap = line.gap(measure)
        if not line.justified:
            assert gap == 0
        elif gap:
            spread = line.width + gap * (len(line.visible) - 1)
            assert spread == pytest.approx(measure)
            assert gap <= 0.36 * total(line.visible) / len(line.visible)


# Marks, Latin letters and spaces without the finer rules for numbers and addresses, so that a few
# lines here tell which places are free.
PLAIN = "中文字，。”）》…—·“（《a "


def free(text: str, at: int) -> bool:
    """Whether every rule lets a line end before the character ``at``."""
    before = text[:at].rstrip(" ")[-1:]
    inside_word = text[at - 1 : at + 1] == "aa"
    return text[at] not in f"{''.join(STARTS_NO_LINE)} " and not (
        before in ENDS_NO_LINE or inside_word
    )


def solid_piece(text: str, at: int) -> str:
    """What lies between the nearest free places around a place that is not free."""
    start = next((n for n in range(at, 0, -1) if free(text, n)), 0)
    end = next((n for n in range(at, len(text)) if free(text, n)), len(text))
    return text[start:end].rstrip(" ")


@given(st.text(PLAIN, max_size=60), st.integers(1, 24).map(lambda n: n / 2))
@example("文aaaa   文文", 2.5)
@example("中中文aaaa   文文", 4.5)
def test_a_rule_is_broken_only_where_a_line_cannot_hold_what_belongs_together(
    text: str, measure: float
) -> None:
    for at in itertools.accumulate(map(len, broken(text, measure)[:-1])):
        assert free(text, at) or total(solid_piece(text, at)) > measure


@given(st.text("中，。”）“（《…—", max_size=60), st.integers(2, 12))
def test_doubled_marks_are_never_halved(text: str, measure: int) -> None:
    ends = set(itertools.accumulate(map(len, broken(text, measure))))

    for mark, run in itertools.groupby(enumerate(text), key=lambda pair: pair[1]):
        starts = [at for at, _ in run]
        if mark in "…—":
            assert not ends & {at + 1 for at in starts[:-1:2]}


@given(st.text("负责宣传", min_size=1, max_size=200), st.integers(5, 30))
def test_plain_text_fills_its_lines_and_the_last_has_company(text: str, measure: int) -> None:
    lengths = [len(line) for line in broken(text, measure)]

    assert all(length == measure for length in lengths[:-2])
    assert len(lengths) == -(-len(text) // measure)
    assert len(lengths) == 1 or lengths[-1] >= 2


@pytest.mark.parametrize(("char", "lines"), [("x", 125), ("，", 250), ("甲", 250), (" ", 1)])
def test_ten_thousand_characters_without_a_break(char: str, lines: int) -> None:
    assert broken(char * 10_000, 40) == [char * (10_000 // lines)] * lines
