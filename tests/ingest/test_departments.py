import pytest

from duty_desktop.domain.duty import Town
from duty_desktop.ingest.departments import DepartmentNames, split_names

CHANGJI = Town("三工镇", "昌吉市", "昌吉回族自治州", "新疆维吾尔自治区")


def canonical(*spellings: str) -> list[str]:
    names = DepartmentNames(CHANGJI, spellings)
    return [names.canonical(spelling) for spelling in spellings]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("昌吉市公安局", ("昌吉市公安局",)),
        ("昌吉市公安局、昌吉市民政局", ("昌吉市公安局", "昌吉市民政局")),
        ("<p>昌吉市公安局</p>", ("昌吉市公安局",)),
        ("昌吉州生态环境局 昌吉市分局", ("昌吉州生态环境局 昌吉市分局",)),
        ("昌吉市住房和城乡建设局", ("昌吉市住房和城乡建设局",)),
    ],
)
def test_a_cell_lists_departments(cell: str, expected: tuple[str, ...]) -> None:
    assert split_names(cell) == expected


def test_the_commonest_spelling_becomes_the_name() -> None:
    spellings = [
        "昌吉市城市管理管理局",
        "昌吉市城市管理局",
        "昌吉市城市管理局",
        "昌吉市城市管理委员会",
    ]

    assert set(canonical(*spellings)) == {"昌吉市城市管理局"}


def test_in_another_county_another_name_is_the_right_one() -> None:
    assert canonical("昌吉市城市管理委员会") == ["昌吉市城市管理委员会"]


def test_bodies_that_stand_side_by_side_stay_two() -> None:
    assert len(set(canonical("昌吉市城市管理局", "昌吉市综合行政执法局"))) == 2


@pytest.mark.parametrize(
    ("spelling", "whole"),
    [
        ("昌吉州生态环境局 昌吉市分局", "昌吉州生态环境局昌吉市分局"),
        ("昌吉人力资源和社会保障局", "昌吉市人力资源和社会保障局"),
        ("昌吉市应急管理局及其他负有安全生产监督管理职责的部门", "昌吉市应急管理局"),
    ],
)
def test_slips_are_gathered_under_the_whole_name(spelling: str, whole: str) -> None:
    assert canonical(spelling, whole) == [whole, whole]


def test_every_spelling_stays_readable() -> None:
    names = DepartmentNames(
        CHANGJI, ["昌吉市城市管理管理局", "昌吉市城市管理局", "昌吉市城市管理局"]
    )

    (department,) = names.departments()

    assert department.spellings == ("昌吉市城市管理管理局", "昌吉市城市管理局")
    assert department.short_name == "城管局"


def test_a_text_may_mention_a_department_in_several_forms() -> None:
    names = DepartmentNames(CHANGJI, ["昌吉市城市管理委员会", "昌吉市人大"])

    forms = names.forms(["昌吉市城市管理委员会"])

    assert {"昌吉市城市管理委员会", "市城市管理委员会", "市城市管理局"} <= set(forms)
    assert "人大" not in names.forms(["昌吉市人大"]), "人大代表 names no department"


BROKEN = [
    ("<p>大理市公安局</p> <p>大理市民政局</p>", ("大理市公安局", "大理市民政局")),
    ("<p>州生态环境局</p> <p>大理市分局</p>", ("州生态环境局 大理市分局",)),
    (
        "<p>大理市人力资源和</p> <p>社会保障局、</p> <p>大理市民政局</p>",
        ("大理市人力资源和 社会保障局", "大理市民政局"),
    ),
    ("昌吉州生态环境局 昌吉市分局", ("昌吉州生态环境局 昌吉市分局",)),
]


@pytest.mark.parametrize(("cell", "names"), BROKEN)
def test_names_in_paragraphs_of_their_own(cell: str, names: tuple[str, ...]) -> None:
    assert split_names(cell) == names
