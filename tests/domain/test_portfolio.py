from dataclasses import replace

import pytest

from duty_desktop.domain.duty import Basis, DutyList, ListKind, Side, Step
from duty_desktop.domain.portfolio import is_unstated, portfolio, whole_side
from duty_desktop.domain.words import words, words_of_steps

POLICE = "昌吉市公安局"


def test_a_department_has_every_duty_that_names_it(duty_list: DutyList) -> None:
    for department in duty_list.departments:
        owed = portfolio(duty_list, department.name)

        named = [
            duty
            for duty in duty_list.duties
            if any(each.name == department.name for each in duty.departments)
        ]
        assert [share.duty for share in (*owed.cooperative, *owed.reclaimed)] == named
        assert owed.department is department


def test_the_police_have_ten_duties_and_their_own_steps(duty_list: DutyList) -> None:
    owed = portfolio(duty_list, POLICE)

    assert owed.reclaimed == ()
    steps = {
        share.duty.serial: [step.text[:12] for step in share.own] for share in owed.cooperative
    }
    assert steps == {
        17: ["市公安局发现流浪乞讨人员"],
        21: ["市公安局负责收集养犬人员"],
        24: ["市公安局检查指导各学校值"],
        39: ["收到申请后，指派相关责任", "收到申请后，指派相关责任"],
        67: ["市公安局接到三工镇上报的"],
        76: ["市公安局负责协助有关部门", "市城市管理局、市交通运输"],
        100: ["依法查处破坏电力设施或盗"],
        101: ["市公安局负责组织、指导、"],
        103: ["根据上报问题线索，对涉嫌"],
        108: ["市教育局发挥“双减”工作", "市教育局联合市公安局防范"],
    }
    left_out = {share.duty.serial: share.left_out for share in owed.cooperative}
    assert left_out == {17: 3, 21: 5, 24: 7, 39: 0, 67: 6, 76: 4, 100: 1, 101: 3, 103: 1, 108: 1}
    assert [share.duty.serial for share in owed.cooperative if not share.is_shared] == [39]


def test_a_step_given_to_nobody_is_everybodys_and_said_to_be(duty_list: DutyList) -> None:
    share = next(s for s in portfolio(duty_list, POLICE).cooperative if s.duty.serial == 103)

    assert share.stated == ()
    assert [step.basis for step in share.unstated] == [Basis.NOT_STATED]


def test_a_step_of_somebody_outside_is_no_departments(duty_list: DutyList) -> None:
    insurers = [
        step for duty in duty_list.duties for step in duty.steps if step.other_subject is not None
    ]
    shown = [
        step
        for department in duty_list.departments
        for share in portfolio(duty_list, department.name).cooperative
        for step in share.own
    ]

    assert len(insurers) == 5
    assert not any(is_unstated(step) for step in insurers)
    assert not set(insurers) & set(shown)


def test_every_step_of_the_departments_is_owed_by_one(duty_list: DutyList) -> None:
    owed = [portfolio(duty_list, department.name) for department in duty_list.departments]
    for kind, side in (
        (ListKind.COOPERATIVE, Side.SUPERIOR),
        (ListKind.RECLAIMED, Side.METHOD),
    ):
        for duty in duty_list.of_kind(kind):
            shares = [
                share
                for each in owed
                for share in (*each.cooperative, *each.reclaimed)
                if share.duty is duty
            ]
            expected = [step for step in duty.side(side) if step.other_subject is None]
            held = {step for share in shares for step in share.own}
            assert [step for step in expected if step not in held] == []
            assert all(share.township == duty.side(Side.TOWNSHIP) for share in shares)
            assert all(len(share.own) + share.left_out == len(duty.side(side)) for share in shares)


def test_an_unknown_department_is_a_key_error(duty_list: DutyList) -> None:
    with pytest.raises(KeyError):
        portfolio(duty_list, "公安局")


def test_the_cell_speaks_where_its_steps_leave_a_word_out(duty_list: DutyList) -> None:
    duty = duty_list.duty("cooperative-21")
    lacking = replace(duty, steps=duty.steps[1:])

    [step] = whole_side(lacking, Side.SUPERIOR)

    assert step == Step(Side.SUPERIOR, words(duty.superior_text), basis=Basis.NOT_STATED)
    assert is_unstated(step)
    assert whole_side(duty, Side.SUPERIOR) == duty.side(Side.SUPERIOR)
    [town] = whole_side(replace(duty, steps=()), Side.TOWNSHIP)
    assert town.basis is None
    assert words_of_steps([town]) == "".join(words(duty.township_text).split())
