import time

import pytest

from duty_desktop.domain.duty import Basis, Duty, ListKind, Side
from duty_desktop.ingest.duty_list import MOST_DEPARTMENTS, read_duty_list
from tests import support

DEPARTMENTS = "大理市委组织部、大理市委统战部、大理市公安局、大理市民政局、大理市城市管理局"


def duty_with(superior: str, departments: str = DEPARTMENTS) -> Duty:
    row = ("1", "平安法治", "某项工作", departments, superior, "配合。")
    return read_duty_list(support.document(cooperative=[row])).duty("cooperative-1")


def acting(superior: str, departments: str = DEPARTMENTS) -> list[str]:
    """Who acts in the first step, without the county's name."""
    step = duty_with(superior, departments).side(Side.SUPERIOR)[0]
    return [name.removeprefix("大理市") for name in step.departments]


SHARED = [
    # a department named as the subject acts, alone or with others
    ("市公安局负责办证。", ["公安局"]),
    ("大理市公安局负责办证。", ["公安局"]),
    ("市城市管理局、市公安局督促整改。", ["城市管理局", "公安局"]),
    ("市城市管理局和市公安局督促整改。", ["城市管理局", "公安局"]),
    ("市委组织部、统战部共同研究。", ["委组织部", "委统战部"]),
    ("市民政局、喜洲镇分别归档。", ["民政局"]),
    ("如情况属实，市公安局依法处罚。", ["公安局"]),
    ("审核后，由市委组织部、统战部考察。", ["委组织部", "委统战部"]),
    # a department named as an object does not
    ("对接市委组织部，进行预留。", []),
    ("制定方案，报市民政局备案。", []),
    ("涉嫌犯罪的，移送市公安局处理。", []),
    ("印发至市公安局、市民政局。", []),
    ("市公安局的线索及时核查。", []),
    ("市民政局组织市公安局、市城市管理局检查。", ["民政局"]),
    # 会同 and 联合 name a co-actor
    ("会同市公安局、市民政局办理手续。", ["公安局", "民政局"]),
    ("市民政局联合市公安局更新信息。", ["民政局", "公安局"]),
    ("市民政局根据情况，联合市公安局、各行业部门及喜洲镇清理。", ["民政局", "公安局"]),
    ("市民政局根据申请与市公安局及喜洲镇共同踏勘现场。", ["民政局", "公安局"]),
    # the source does not say
    ("负责日常检查。", []),
    ("公安系统负责检查。", []),
]


@pytest.mark.parametrize(("text", "expected"), SHARED)
def test_who_acts_in_a_shared_duty(text: str, expected: list[str]) -> None:
    step = duty_with(f"1.{text}").side(Side.SUPERIOR)[0]

    assert acting(f"1.{text}") == expected
    assert step.basis is (Basis.NAMED if expected else Basis.NOT_STATED)


OTHERS = ["承保机构", "各推荐单位", "有关企业", "各行业主管部门", "施工单位"]


@pytest.mark.parametrize("other", OTHERS)
def test_a_step_of_somebody_else_belongs_to_no_department(other: str) -> None:
    step = duty_with(f"1.{other}每季度报市民政局审核。").side(Side.SUPERIOR)[0]

    assert (step.departments, step.basis, step.other_subject) == ((), Basis.NOT_STATED, other)


def test_a_department_heading_covers_what_stands_under_it() -> None:
    steps = duty_with("市公安局 1.办证； 2.会同市民政局救助。 市民政局 指导。").side(Side.SUPERIOR)

    assert [(s.heading, s.departments, s.basis) for s in steps] == [
        ("市公安局", ("大理市公安局",), Basis.HEADING),
        ("市公安局", ("大理市公安局", "大理市民政局"), Basis.HEADING),
        ("市民政局", ("大理市民政局",), Basis.HEADING),
    ]


def test_a_single_department_has_all_the_steps() -> None:
    steps = duty_with("1.检查； 2.市公安局办证； 3.施工单位整改。", "大理市公安局").side(
        Side.SUPERIOR
    )

    assert [(s.departments, s.basis) for s in steps] == [
        (("大理市公安局",), Basis.ONLY),
        (("大理市公安局",), Basis.NAMED),
        (("大理市公安局",), Basis.ONLY),
    ]


def test_the_towns_own_steps_name_no_department() -> None:
    (step,) = duty_with("1.检查。").side(Side.TOWNSHIP)

    assert (step.departments, step.basis) == ((), None)


MOST_SECONDS = 10.0
"""On a machine that others use as well; less than one alone, some twenty if every name is tried at
every clause."""


def test_many_clauses_and_many_departments_take_bounded_time() -> None:
    departments = "、".join(f"大理市第{number}号局" for number in range(MOST_DEPARTMENTS - 1))
    row = ("平安法治", "某项工作", departments, "，" * 32_000 + "。", "配合。")
    rows = [(str(number), *row) for number in range(1, 6)]

    started = time.process_time()
    duties = read_duty_list(support.document(cooperative=rows)).of_kind(ListKind.COOPERATIVE)

    assert [len(duty.departments) for duty in duties] == [MOST_DEPARTMENTS - 1] * 5
    assert time.process_time() - started < MOST_SECONDS


def test_a_department_that_is_called_like_its_county_alone_names_nobody_else() -> None:
    assert acting("，市公安局办证。", "大理、大理市公安局") == ["公安局"]
