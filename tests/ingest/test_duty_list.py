import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty_desktop.domain.duty import Basis, DutyList, ListKind, Side
from duty_desktop.domain.words import words, words_of_steps
from duty_desktop.ingest.duty_list import read_duty_list
from tests import support

SOURCE_SHA256 = "ac44b18d04ab167609a5375c7c2103c76482a17297b4e15b8914d7cf6d758ff3"


def test_the_document_is_written_again_to_the_byte(
    duty_list: DutyList, source_bytes: bytes
) -> None:
    assert duty_list.source_text().encode("utf-8") == source_bytes
    assert duty_list.source_sha256 == hashlib.sha256(source_bytes).hexdigest() == SOURCE_SHA256


def test_every_duty_is_there_and_absent_numbers_are_known(duty_list: DutyList) -> None:
    assert [len(duty_list.of_kind(kind)) for kind in ListKind] == [107, 101, 34]
    assert [duty_list.absent_serials(kind) for kind in ListKind] == [
        (),
        (7, 9, 23, 25, 69, 71, 91),
        (),
    ]


def test_the_cover_is_read(duty_list: DutyList) -> None:
    assert duty_list.full_title == "昌吉市三工镇履职事项清单（2025年7月）"
    assert duty_list.town.prefecture == "昌吉回族自治州"


def test_departments_are_gathered_under_one_name(duty_list: DutyList) -> None:
    cooperative = duty_list.of_kind(ListKind.COOPERATIVE)
    spellings = {named.as_printed for duty in cooperative for named in duty.departments}
    names = {named.name for duty in cooperative for named in duty.departments}

    assert len(spellings) == 43
    assert len(names) <= 38
    known = {spelling for d in duty_list.departments for spelling in d.spellings}
    assert spellings <= known, "each printed spelling is still readable"


def test_no_character_of_a_side_is_lost_in_its_steps(duty_list: DutyList) -> None:
    for duty in duty_list.duties:
        for side, cell in (
            (Side.SUPERIOR, duty.superior_text),
            (Side.TOWNSHIP, duty.township_text),
            (Side.METHOD, duty.method_text),
        ):
            assert words_of_steps(duty.side(side)) == "".join(words(cell).split()), duty.id


def acting(duty_list: DutyList, duty_id: str) -> list[list[str]]:
    steps = duty_list.duty(duty_id).side(Side.SUPERIOR)
    return [[name.removeprefix("昌吉市") for name in step.departments] for step in steps]


def test_headings_divide_duty_90_among_four_departments(duty_list: DutyList) -> None:
    assert acting(duty_list, "cooperative-90") == (
        [["应急管理局"]] * 5 + [["自然资源局"]] * 3 + [["住房和城乡建设局"]] * 2 + [["水利局"]] * 4
    )


def test_steps_of_the_insurer_in_duty_19_belong_to_no_department(duty_list: DutyList) -> None:
    steps = duty_list.duty("cooperative-19").side(Side.SUPERIOR)
    nobodys = [step for step in steps if not step.departments]

    assert [step.number for step in nobodys] == [2, 3, 4]
    assert {step.other_subject for step in nobodys} == {"承保机构"}


def test_duty_44_names_both_departments_for_its_second_step(duty_list: DutyList) -> None:
    assert acting(duty_list, "cooperative-44") == [["残联"], ["残联", "民政局"]]


def test_duty_67_keeps_its_two_sections(duty_list: DutyList) -> None:
    for side in (Side.SUPERIOR, Side.TOWNSHIP):
        sections = dict.fromkeys(s.section for s in duty_list.duty("cooperative-67").side(side))
        assert list(sections) == ["一、农作物秸秆综合利用", "二、农作物秸秆禁烧"]


def test_duty_96_gives_one_step_each(duty_list: DutyList) -> None:
    assert acting(duty_list, "cooperative-96") == [["应急管理局"], ["水利局"]]


def test_only_shared_duties_leave_open_who_acts(duty_list: DutyList) -> None:
    shared = [d for d in duty_list.of_kind(ListKind.COOPERATIVE) if len(d.departments) > 1]
    unstated = {
        duty.id
        for duty in duty_list.duties
        for step in duty.steps
        if step.basis is Basis.NOT_STATED
    }

    assert len(shared) == 28
    assert unstated <= {duty.id for duty in shared}


IRREGULARITIES = [
    ("absent-number", None, "7、9、23、25、69、71、91"),
    ("category-name", "cooperative-61", "生态环境"),
    ("department-name", "cooperative-73", "昌吉市城市管理管理局"),
    ("department-name", "cooperative-17", "昌吉市城市管理委员会"),
    ("department-name", "cooperative-24", "昌吉市文化体育广播电视台和旅游局"),
    ("department-name", "cooperative-84", "昌吉市文化体育广播电视台和旅游局"),
    ("department-name", "cooperative-61", "昌吉州生态环境局 昌吉市分局"),
    ("department-name", "cooperative-64", "昌吉州生态环境局 昌吉市分局"),
    ("department-name", "reclaimed-6", "昌吉人力资源和社会保障局"),
    ("doubled-mark", "cooperative-66", "。 。"),
    ("half-width-mark", "cooperative-64", ";"),
    ("half-width-mark", "cooperative-76", "()"),
    ("markup", "cooperative-21", "<p>"),
    ("unclosed-markup", "cooperative-90", '<ol style="list-style-type: none">'),
    ("run-together", "cooperative-1", ""),
    ("department-heading", "cooperative-96", "市应急管理局、市水利局"),
    ("step-not-stated", "cooperative-5", ""),
]


@pytest.mark.parametrize(("code", "duty_id", "quote"), IRREGULARITIES)
def test_every_known_irregularity_is_found(
    duty_list: DutyList, code: str, duty_id: str | None, quote: str
) -> None:
    found = [f for f in duty_list.findings if (f.code, f.duty_id) == (code, duty_id)]

    assert quote in {finding.quote for finding in found}
    assert all(finding.message.endswith("。") for finding in found)


def test_a_list_without_slips_has_no_findings() -> None:
    assert read_duty_list(support.document()).findings == ()


CELL = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\t\n\r\u2028\u2029\x85"),
    min_size=1,
    max_size=30,
).filter(lambda text: bool(text.strip()))


@settings(max_examples=60)
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL, CELL), min_size=1, max_size=4))
def test_any_words_in_the_cells_come_back_to_the_byte(
    rows: list[tuple[str, str, str, str, str]],
) -> None:
    numbered = [(str(number), *row) for number, row in enumerate(rows, 1)]
    source = support.document(cooperative=numbered)

    read = read_duty_list(source)

    assert read.source_text().encode("utf-8") == source
    assert [duty.cells for duty in read.of_kind(ListKind.COOPERATIVE)] == numbered


METHODS = [
    ("大理市民政局： 出具证明。", ["大理市民政局"]),
    (
        "<p>承接部门：大理市民政局、大理市财政局</p> <p>工作方式：办理。</p>",
        ["大理市民政局", "大理市财政局"],
    ),
    ("<p>大理市公安局</p> <p>工作方式：办理。</p>", ["大理市公安局"]),
    ("<p>责任单位:大理市公安局；</p> <p>2.工作方式:办理。</p>", ["大理市公安局"]),
    ("由有关部门办理。", []),
]


@pytest.mark.parametrize(("method", "names"), METHODS)
def test_who_took_a_duty_over_is_read_however_it_is_set(method: str, names: list[str]) -> None:
    source = support.document(reclaimed=[("1", "民生服务", "出具证明", method)])

    (duty,) = read_duty_list(source).of_kind(ListKind.RECLAIMED)

    assert [named.as_printed for named in duty.departments] == names
