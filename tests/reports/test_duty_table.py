import datetime

import pytest

from duty_desktop.domain.duty import DutyList
from duty_desktop.errors import PrintError
from duty_desktop.reports.canvas import A4
from duty_desktop.reports.document import Cancelled, Document
from duty_desktop.reports.duty_table import duty_table
from tests.reports import papers, reading, tables
from tests.reports.reading import squeezed


@pytest.fixture(scope="module", params=[False, True], ids=["upright", "lying"])
def landscape(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="module")
def whole(duty_list: DutyList, day: datetime.date, *, landscape: bool) -> Document:
    return duty_table(duty_list, duty_list.duties, day, landscape=landscape)


def test_every_duty_has_a_row_in_the_order_given(duty_list: DutyList, whole: Document) -> None:
    text = reading.whole_text(whole.pdf)

    at = 0
    for duty in duty_list.duties:
        departments = "、".join(named.as_printed for named in duty.departments)
        row = squeezed(duty.label + duty.name + duty.category_as_printed + departments)
        assert row in text[at:]
        at = text.index(row, at)
    assert "共242项：基本履职事项107项、配合履职事项101项、上级部门收回事项34项" in text


def test_heads_and_page_numbers_stand_on_every_page(whole: Document) -> None:
    texts = [squeezed(text) for text in reading.page_texts(whole.pdf)]

    assert whole.page_count == len(texts) > 10
    for at, text in enumerate(texts, start=1):
        assert "编号事项名称类别对应部门" in text
        assert f"第{at}页共{len(texts)}页" in text
        assert ("履职事项一览表（续）" in text) is (at > 1)
    tables.assert_marks_stand_right(reading.page_texts(whole.pdf))


def test_the_paper_stands_or_lies(whole: Document, *, landscape: bool) -> None:
    wide, tall = sorted(A4, reverse=landscape)

    for page in reading.reader(whole.pdf).pages:
        box = page.mediabox
        assert (float(box.width), float(box.height)) == pytest.approx((wide, tall), abs=0.01)


def test_what_the_window_shows_is_printed_in_its_order(
    duty_list: DutyList, day: datetime.date
) -> None:
    shown = [duty_list.duty(each) for each in ("cooperative-21", "basic-1", "reclaimed-3")]

    document = duty_table(duty_list, shown, day, title="查找：养犬")

    text = reading.whole_text(document.pdf)
    assert [text.index(squeezed(duty.name)) for duty in shown] == sorted(
        text.index(squeezed(duty.name)) for duty in shown
    )
    assert "昌吉市三工镇查找：养犬共3项：" in text
    metadata = reading.reader(document.pdf).metadata
    assert metadata
    assert metadata.title == "昌吉市三工镇查找：养犬"


def test_the_same_duties_and_day_are_the_same_bytes(
    duty_list: DutyList, day: datetime.date, whole: Document, *, landscape: bool
) -> None:
    assert duty_table(duty_list, duty_list.duties, day, landscape=landscape) == whole


@pytest.mark.parametrize("text", ["<b>&amp;</b>", "，）”" * 50, "甲" * 10_000, "“《" * 3_000])
def test_hostile_words_are_printed_as_they_are(
    duty_list: DutyList, day: datetime.date, text: str
) -> None:
    duty = papers.cooperative_duty(text, text, category=text)

    document = duty_table(duty_list, [duty], day, title=text)

    found = reading.whole_text(document.pdf)
    assert all(found.count(char) >= 3 * text.count(char) for char in set(text))


def test_nothing_shown_is_told_in_one_sentence(duty_list: DutyList, day: datetime.date) -> None:
    with pytest.raises(PrintError, match="没有要打印的事项"):
        duty_table(duty_list, [], day)


def test_progress_is_told_and_a_wish_to_stop_is_heard(
    duty_list: DutyList, day: datetime.date
) -> None:
    told: list[tuple[int, int]] = []
    duties = duty_list.duties[:3]

    duty_table(duty_list, duties, day, progress=lambda done, of: told.append((done, of)))

    assert told == [(1, 3), (2, 3), (3, 3)]
    for asked in (0, 2, 7):
        answers = iter([False] * asked + [True])
        with pytest.raises(Cancelled):
            duty_table(duty_list, duties, day, cancelled=answers.__next__)
