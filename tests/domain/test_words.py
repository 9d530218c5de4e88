import pytest

from duty_desktop.domain.duty import Basis, DutyList, Side, Step
from duty_desktop.domain.words import grouped, paragraphs, words


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<p>1.甲；</p> <p>2.乙。</p>", "1.甲； 2.乙。"),
        ('<ol style="list-style-type: none"> 1.甲', "1.甲"),
        ("a < b > c & d", "a < b > c & d"),
        ("<b>不是网页标记</b>", "<b>不是网页标记</b>"),
        ("甲\u3000乙", "甲\u3000乙"),
        ("", ""),
    ],
)
def test_words_are_free_of_leftover_markup_only(cell: str, expected: str) -> None:
    assert words(cell) == expected


def step(text: str, *departments: str, section: str | None = None) -> Step:
    basis = Basis.NAMED if departments else Basis.NOT_STATED
    return Step(Side.SUPERIOR, text, departments=departments, basis=basis, section=section)


def test_neighbours_of_one_department_are_gathered_in_the_sources_order() -> None:
    steps = [step("1", "甲"), step("2", "甲"), step("3", "乙"), step("4"), step("5", "甲")]

    groups = grouped(steps)

    assert [(group.departments, len(group.steps)) for group in groups] == [
        (("甲",), 2),
        (("乙",), 1),
        ((), 1),
        (("甲",), 1),
    ]


def test_a_section_is_shown_once() -> None:
    steps = [
        step("1", "甲", section="一、收"),
        step("2", "乙", section="一、收"),
        step("3", "乙", section="二、放"),
    ]

    assert [group.section for group in grouped(steps)] == ["一、收", None, "二、放"]


def test_grouping_keeps_every_step_of_the_real_list(duty_list: DutyList) -> None:
    for duty in duty_list.duties:
        gathered = [step for group in grouped(duty.steps) for step in group.steps]
        assert tuple(gathered) == duty.steps


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<p>1.甲；</p> <p>2.乙。</p>", ("1.甲；", "2.乙。")),
        ("<p>1.甲； 2.乙。</p>", ("1.甲； 2.乙。",)),
        ("1.甲\n\r\n2.乙\t丙", ("1.甲", "2.乙 丙")),
        ("甲\u3000乙<br/>\u3000丙", ("甲\u3000乙", "\u3000丙")),
        ("<p> </p>", ()),
    ],
)
def test_paragraphs_are_those_of_markup_and_line_breaks(
    cell: str, expected: tuple[str, ...]
) -> None:
    assert paragraphs(cell) == expected


def test_paragraphs_together_are_the_words_of_the_real_list(duty_list: DutyList) -> None:
    cells = [cell for duty in duty_list.duties for cell in duty.cells]

    assert all(" ".join(paragraphs(cell)) == words(cell) for cell in cells)
    assert max(len(paragraphs(cell)) for cell in cells) > 10
