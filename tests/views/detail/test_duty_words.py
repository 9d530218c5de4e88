import pytest

from duty_desktop.domain.duty import Duty, DutyList, Side
from duty_desktop.domain.words import grouped, words, words_of_steps
from duty_desktop.views.detail import duty_words


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_no_official_word_is_lost_or_added(duty_list: DutyList) -> None:
    for duty in duty_list.duties:
        for side in duty_words.sides(duty):
            lines = duty_words.official_lines(duty.side(side))
            assert squeezed("".join(lines)) == squeezed(words_of_steps(duty.side(side)))


def test_the_copied_text_holds_every_cell_in_full(duty_list: DutyList) -> None:
    for duty in duty_list.duties:
        text = squeezed(duty_words.duty_as_text(duty_list, duty))
        for cell in duty.cells[2:]:
            assert squeezed(words(cell)) in text, duty.id


def labels(duty: Duty) -> list[str]:
    groups = grouped(duty.side(Side.SUPERIOR))
    return list(filter(None, (duty_words.actor_label(group, duty) for group in groups)))


@pytest.mark.parametrize(
    ("duty_id", "expected"),
    [
        ("cooperative-44", ["昌吉市残联", "昌吉市残联、昌吉市民政局"]),
        ("cooperative-62", ["昌吉州生态环境局昌吉市分局（唯一部门）"]),
        ("cooperative-90", []),
    ],
)
def test_who_acts(duty_list: DutyList, duty_id: str, expected: list[str]) -> None:
    assert labels(duty_list.duty(duty_id)) == expected


def test_somebody_else_is_named_as_such(duty_list: DutyList) -> None:
    assert "由承保机构承担（不属于所列部门）" in labels(duty_list.duty("cooperative-19"))


def test_silence_is_said_only_where_several_could_act(duty_list: DutyList) -> None:
    for duty in duty_list.duties:
        if duty_words.NOT_STATED in labels(duty):
            assert len(duty.departments) > 1
    assert any(duty_words.NOT_STATED in labels(duty) for duty in duty_list.duties)


def test_a_reclaimed_duty_says_who_took_it_over(duty_list: DutyList) -> None:
    duty = duty_list.duty("reclaimed-3")

    assert duty_words.taken_over_by(duty) == "由 昌吉市农业农村局 承接"
    assert "本镇不再承担此事项，由 昌吉市农业农村局 承接" in duty_words.duty_as_text(
        duty_list, duty
    )
