import datetime
import re
from dataclasses import replace

import pytest

from duty_desktop.domain.duty import Duty, DutyList, ListKind, Side, Step
from duty_desktop.domain.portfolio import portfolio
from duty_desktop.errors import NotFoundError, PrintError
from duty_desktop.reports.department import NOTHING_OWN, OTHERS, UNSTATED, department_sheets
from duty_desktop.reports.document import Cancelled, Document
from duty_desktop.reports.order import Look
from tests.reports import papers, reading, tables
from tests.reports.reading import squeezed

POLICE = "昌吉市公安局"


@pytest.fixture(scope="module")
def everybody(duty_list: DutyList, day: datetime.date, look: Look) -> Document:
    return department_sheets(
        duty_list, [each.name for each in duty_list.departments], day, look=look
    )


@pytest.fixture(scope="module")
def everybodys_texts(everybody: Document) -> list[str]:
    return reading.page_texts(everybody.pdf)


@pytest.fixture(scope="module")
def police_text(duty_list: DutyList, day: datetime.date, look: Look) -> str:
    return reading.whole_text(department_sheets(duty_list, [POLICE], day, look=look).pdf)


def test_the_police_sheet_has_their_ten_duties(duty_list: DutyList, police_text: str) -> None:
    found = re.findall(r"配合(\d+)(?=\D)", police_text)

    assert list(dict.fromkeys(map(int, found))) == [17, 21, 24, 39, 67, 76, 100, 101, 103, 108]
    for serial in found:
        duty = duty_list.duty(f"cooperative-{serial}")
        assert f"配合{serial}{squeezed(duty.name)}" in police_text
    assert "配合履职事项10项（单独对应1项，与其他部门共同对应9项）" in police_text
    assert "上级部门收回事项0项" in police_text


def test_the_police_sheet_has_exactly_their_steps(duty_list: DutyList, police_text: str) -> None:
    for share in portfolio(duty_list, POLICE).cooperative:
        for step in share.duty.side(Side.SUPERIOR):
            is_theirs = POLICE in step.departments or not step.departments
            assert (squeezed(step.marker + step.text) in police_text) is is_theirs
        for step in share.township:
            assert squeezed(step.marker + step.text) in police_text
    assert police_text.count(squeezed(UNSTATED)) == 1
    assert police_text.count(squeezed(OTHERS)) == 9
    assert f"{UNSTATED}1.根据上报问题线索" in police_text


def pages_of(name: str, texts: list[str]) -> list[str]:
    """The pages of one department, squeezed."""
    found: list[str] = []
    for text in map(squeezed, texts):
        first = f"部门履职事项单{name}依据" in text
        if first or (found and text.startswith(f"{name}部门履职事项单（续）")):
            found.append(text)
        elif found:
            break
    return found


def test_every_department_has_what_it_owes_and_took_back(
    duty_list: DutyList, everybodys_texts: list[str], look: Look
) -> None:
    counted = 0
    for department in duty_list.departments:
        pages = pages_of(department.name, everybodys_texts)
        counted += len(pages)
        owed = portfolio(duty_list, department.name)
        for share in (*owed.cooperative, *owed.reclaimed):
            duty = share.duty
            assert tables.lost(squeezed(duty.name), pages) == ""
            for step in (*share.own, *share.township):
                assert tables.lost(squeezed(step.marker + step.text), pages) == ""
        text = "".join(pages)
        shared = (*owed.cooperative, *owed.reclaimed)
        assert text.count(OTHERS) == sum(bool(share.left_out) for share in shared)
        assert text.count(NOTHING_OWN) == sum(not share.own for share in shared)
        assert f"{ListKind.RECLAIMED.official_name}{len(owed.reclaimed)}项" in text
        last = f"—{len(pages)}—" if look is Look.OFFICIAL else f"第1页共{len(pages)}页"
        assert last in text
    assert counted == len(everybodys_texts)


def test_every_department_begins_on_its_own_page_and_is_in_the_outline(
    duty_list: DutyList, everybody: Document, everybodys_texts: list[str]
) -> None:
    marks = reading.bookmarks(everybody.pdf)

    departments = [(title, page) for level, title, page in marks if level == 0]
    assert [title for title, _ in departments] == [each.name for each in duty_list.departments]
    for title, page in departments:
        assert page is not None
        assert f"部门履职事项单{title}依据" in squeezed(everybodys_texts[page])
    for level, title, page in marks:
        if level:
            assert page is not None
            label, _, name = title.partition("　")
            text = squeezed(everybodys_texts[page])
            assert squeezed(label) in text
            assert squeezed(name).rstrip("…") in text


def test_lines_keep_the_rules_and_fonts_are_embedded(
    everybody: Document, everybodys_texts: list[str]
) -> None:
    tables.assert_marks_stand_right(everybodys_texts)
    assert everybody.missing == ()
    assert all(
        "/FontFile2" in f["/FontDescriptor"].get_object() for f in reading.fonts(everybody.pdf)
    )


def test_the_same_departments_and_day_are_the_same_bytes(
    duty_list: DutyList, everybody: Document, day: datetime.date, look: Look
) -> None:
    names = [each.name for each in duty_list.departments]

    assert department_sheets(duty_list, names, day, look=look) == everybody
    assert department_sheets(duty_list, names[:1], day, look=look).pdf != everybody.pdf


def of(duty: Duty) -> DutyList:
    """A list that holds one duty of its own departments."""
    small = papers.small_list()
    departments = [replace(small.departments[0], name=each.name) for each in duty.departments]
    return replace(small, duties=(duty,), departments=tuple(departments))


def test_a_long_duty_goes_on_under_its_name(day: datetime.date) -> None:
    steps = tuple(
        Step(side, f"第{n}项（{side.value}）工作，应当按照规定及时办理并反馈结果；", n, f"{n}.")
        for side in (Side.SUPERIOR, Side.TOWNSHIP)
        for n in range(1, 121)
    )
    steps = tuple(
        replace(step, departments=(POLICE,)) if step.side is Side.SUPERIOR else step
        for step in steps
    )
    cells = [
        "".join(step.marker + step.text for step in steps if step.side is side)
        for side in (Side.SUPERIOR, Side.TOWNSHIP)
    ]
    duty = papers.cooperative_duty("文明养犬", POLICE, *cells, steps=steps)

    document = department_sheets(of(duty), [POLICE], day)

    pages = [squeezed(text) for text in reading.page_texts(document.pdf)]
    assert len(pages) > 3
    assert all("配合21文明养犬（续）" in page for page in pages[1:])
    assert all("上级部门职责（昌吉市公安局）乡镇配合职责（喜洲镇）" in page for page in pages)
    for side in ("superior", "township"):
        numbers = re.findall(rf"第(\d+)项（{side}）", "".join(pages))
        assert list(map(int, numbers)) == list(range(1, 121))


@pytest.mark.parametrize(
    "text",
    [
        "<b>粗</b><img src=x onerror=alert(1)>&amp;",
        "(甲) Tj ET Q endstream endobj %%EOF <</S/JavaScript>>",
        "，。、；：？！”’）》〉】」』…—·%“‘（《〈【「『",
        "堃珺𬭼",
        "甲" * 10_000,
    ],
    ids=["tags", "PDF", "marks", "rare", "long"],
)
def test_hostile_words_are_printed_as_they_are(day: datetime.date, text: str) -> None:
    duty = papers.cooperative_duty(text, text, text, text, category=text)

    document = department_sheets(of(duty), [text.split("、")[0]], day)

    found = reading.whole_text(document.pdf)
    assert document.missing == ()
    assert len(text) == 10_000 or found.count(squeezed(text)) >= 4
    assert found.count("甲") >= text.count("甲") * 4
    assert b"/JavaScript" not in document.pdf


def test_what_cannot_be_printed_is_told(day: datetime.date) -> None:
    duty = papers.cooperative_duty("甲😀", POLICE, "乙\u202e", "丙\x00")

    assert set(department_sheets(of(duty), [POLICE], day).missing) == {"😀", "\u202e", "\x00"}


def test_nobody_chosen_and_nobody_known_are_told_in_one_sentence(
    duty_list: DutyList, day: datetime.date
) -> None:
    with pytest.raises(PrintError, match="没有要打印的部门"):
        department_sheets(duty_list, [], day)
    with pytest.raises(NotFoundError, match="没有“海事局”这个部门"):
        department_sheets(duty_list, [POLICE, "海事局"], day)


def test_progress_is_told_and_a_wish_to_stop_is_heard(
    duty_list: DutyList, day: datetime.date
) -> None:
    told: list[tuple[int, int]] = []
    names = [each.name for each in duty_list.departments[:3]]

    department_sheets(duty_list, names, day, progress=lambda done, of: told.append((done, of)))

    assert told == [(1, 3), (2, 3), (3, 3)]
    for asked in (0, 5, 20):
        answers = iter([False] * asked + [True])
        with pytest.raises(Cancelled):
            department_sheets(duty_list, names, day, cancelled=answers.__next__)
