import datetime
import gc
import re
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from reportlab.pdfbase import pdfmetrics

from duty_desktop.domain.duty import Duty, DutyList, Side, Step
from duty_desktop.errors import PrintError
from duty_desktop.reports.canvas import MM
from duty_desktop.reports.document import Cancelled, Document
from duty_desktop.reports.faces import Face
from duty_desktop.reports.form import total
from duty_desktop.reports.order import Look
from duty_desktop.reports.sheet import laid_out, sheets
from duty_desktop.reports.sheet_style import STYLES
from duty_desktop.reports.typesetting import Typesetter
from tests.reports import papers, reading
from tests.reports.reading import squeezed


@pytest.fixture
def some(duty_list: DutyList) -> tuple[Duty, ...]:
    """A duty of each list and one more."""
    ids = ("basic-1", "cooperative-21", "cooperative-90", "reclaimed-3")
    return tuple(map(duty_list.duty, ids))


def test_another_day_is_printed_and_gives_other_bytes(
    duty_list: DutyList, some: tuple[Duty, ...], day: datetime.date
) -> None:
    later = sheets(duty_list, some, datetime.date(2026, 12, 31))

    assert later.pdf != sheets(duty_list, some, day).pdf
    assert reading.whole_text(later.pdf).count("打印日期：2026年12月31日") == 4


def test_sheets_stand_in_the_order_asked_for(
    duty_list: DutyList, some: tuple[Duty, ...], day: datetime.date, look: Look
) -> None:
    wanted = (*reversed(some), some[0], some[0])

    document = sheets(duty_list, wanted, day, look=look)

    for duty, texts in zip(wanted, reading.sheet_texts(document.pdf), strict=True):
        assert all(f"编号{squeezed(duty.label)}" in squeezed(text) for text in texts)


@pytest.mark.parametrize(
    ("count", "title"),
    [(1, "昌吉市三工镇履职事项单（基本 1）"), (3, "昌吉市三工镇履职事项单（3项）")],
)
def test_the_title_says_what_was_printed(
    duty_list: DutyList, some: tuple[Duty, ...], day: datetime.date, count: int, title: str
) -> None:
    metadata = reading.reader(sheets(duty_list, some[:count], day).pdf).metadata

    assert metadata
    assert metadata.title == title
    assert metadata.author == "昌吉市三工镇"


def test_nothing_selected_is_told_in_one_sentence(duty_list: DutyList, day: datetime.date) -> None:
    with pytest.raises(PrintError, match="没有要打印的事项"):
        sheets(duty_list, (), day)


def test_progress_is_told_after_each_sheet(
    duty_list: DutyList, some: tuple[Duty, ...], day: datetime.date
) -> None:
    told: list[tuple[int, int]] = []

    sheets(duty_list, some, day, progress=lambda done, of: told.append((done, of)))

    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize("made", range(5))
def test_sheets_no_longer_wanted_are_given_up_at_once(
    duty_list: DutyList, some: tuple[Duty, ...], day: datetime.date, made: int
) -> None:
    told: list[int] = []
    before = sheets(duty_list, some, day)

    with pytest.raises(Cancelled):
        sheets(
            duty_list,
            some,
            day,
            progress=lambda done, _: told.append(done),
            cancelled=lambda: len(told) >= made,
        )

    assert told == list(range(1, made + 1))
    assert sheets(duty_list, some, day, cancelled=lambda: False) == before


def test_a_document_given_up_leaves_nothing_behind(
    duty_list: DutyList, some: tuple[Duty, ...], day: datetime.date
) -> None:
    with pytest.raises(Cancelled):
        sheets(duty_list, some, day, cancelled=iter((False, False, True)).__next__)

    gc.collect()
    assert [len(pdfmetrics.getFont(face.value).state) for face in Face] == [0, 0, 0]


def test_two_threads_make_the_same_bytes_as_one(duty_list: DutyList, day: datetime.date) -> None:
    parts = [duty_list.duties[at : at + 30] for at in (0, 100, 150, 200)]
    alone = [sheets(duty_list, part, day) for part in parts]
    together = threading.Barrier(len(parts))

    def make(part: Sequence[Duty]) -> Document:
        together.wait()
        return sheets(duty_list, part, day)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(len(parts)) as pool:
            made = list(pool.map(make, parts))
    finally:
        sys.setswitchinterval(interval)
    assert made == alone


@pytest.fixture(scope="module")
def long_duty() -> Duty:
    """A duty of some twenty pages: 380 steps under headings."""
    steps = tuple(
        Step(
            Side.SUPERIOR,
            f"负责第{number}类“双随机、一公开”检查的宣传、排查、登记、上报工作，协助市直有关部门"
            f"开展（第{number}项）专项整治，并于{number}日内反馈处理结果；",
            number,
            f"{number}.",
            heading="市公安局" if number % 40 < 20 else "市应急管理局",
        )
        for number in range(1, 381)
    )
    texts: list[str] = []
    for before, step in zip((None, *steps), steps, strict=False):
        changed = before is None or before.heading != step.heading
        texts.append(f"{step.heading if changed else ''}{step.marker}{step.text}")
    return papers.cooperative_duty(superior="\n".join(texts), steps=steps)


def test_a_long_duty_goes_over_to_further_pages(
    duty_list: DutyList, setter: Typesetter, long_duty: Duty, look: Look
) -> None:
    pages = laid_out(setter, duty_list, long_duty, look=look)

    style = STYLES[look]
    assert len(pages) >= 20
    assert total(pages[0]) <= style.first_room
    assert all(total(rows) <= style.later_room for rows in pages[1:])
    # Nothing is lost, and every page is well filled.
    superior = reading.labelled(pages, "上级部门职责")
    assert reading.body_text(superior) == squeezed(long_duty.superior_text)
    assert all(total(rows) > style.later_room * 0.85 for rows in pages[1:-1])
    # No page ends with a heading or begins with a step's second line alone.
    for row in superior[:-1]:
        assert not row.cells[-1].lines[-1].keep
    for row in reading.rows_in([pages]):
        reading.assert_inside(row, setter, STYLES[look].width)


def test_every_page_of_a_long_duty_says_which_it_is(
    duty_list: DutyList, day: datetime.date, long_duty: Duty, look: Look
) -> None:
    document = sheets(duty_list, [long_duty], day, look=look)
    texts = list(map(squeezed, reading.page_texts(document.pdf)))

    count = document.page_count
    assert count == len(texts) >= 20
    for at, text in enumerate(texts, start=1):
        number = f"—{at}—" if look is Look.OFFICIAL else f"第{at}页共{count}页"
        assert number in text
        assert "编号配合21" in text
        assert "事项名称文明养犬" in text
        assert text.startswith("履职事项单（续）") is (at > 1)
    assert [("（续）" in text.partition("编号")[2]) for text in texts[:20]] == [False, *[True] * 19]
    numbers = [int(n) for n in re.findall(r"（第(\d+)项）", "".join(texts))]
    assert numbers == list(range(1, 381))


@pytest.mark.parametrize("count", [300, 340, 440, 480, 900, 1080, 1120, 1140, 1200])
def test_room_that_is_left_is_for_remarks(
    duty_list: DutyList, setter: Typesetter, count: int, look: Look
) -> None:
    duty = papers.cooperative_duty(superior="负责" * count)
    pages = laid_out(setter, duty_list, duty, look=look)

    style = STYLES[look]
    room = style.later_room if len(pages) > 1 else style.first_room
    *rows, last = pages[-1]
    if reading.labelled([[last]], "备注"):
        assert last.height == pytest.approx(min(room - total(rows), 60 * MM))
        assert last.height >= 24 * MM
    else:
        assert room - total(pages[-1]) < 24 * MM


@pytest.mark.parametrize("text", ["甲" * 10_000, "x" * 10_000, "，" * 10_000, "“《" * 5_000])
def test_ten_thousand_characters_without_a_break_are_all_printed(
    duty_list: DutyList, setter: Typesetter, day: datetime.date, text: str, look: Look
) -> None:
    duty = papers.cooperative_duty(name=text, superior=text)
    pages = laid_out(setter, duty_list, duty, look=look)

    printed = reading.whole_text(sheets(duty_list, [duty], day, look=look).pdf)

    assert reading.body_text(reading.labelled(pages, "事项名称")) == text
    assert reading.body_text(reading.labelled(pages, "上级部门职责")) == text
    assert len(pages) > 5
    for row in reading.rows_in([pages]):
        reading.assert_inside(row, setter, STYLES[look].width)
    assert sum(map(printed.count, set(text))) == 20_000
