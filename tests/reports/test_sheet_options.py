"""What may be asked for besides the duties themselves: blocks, odd starts, contents."""

import datetime
import re
from dataclasses import replace

import pytest

from duty_desktop.domain.assigning import Handling
from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.reports.canvas import MM
from duty_desktop.reports.form import total
from duty_desktop.reports.official_page import TYPE_HEIGHT, TYPE_WIDTH
from duty_desktop.reports.order import Look, SheetBlock
from duty_desktop.reports.sheet import laid_out, sheets
from duty_desktop.reports.sheet_style import BODY_PITCH, BODY_SIZE, STYLES
from duty_desktop.reports.typesetting import Typesetter
from tests.reports import papers, reading
from tests.reports.reading import squeezed

LABELS = {
    SheetBlock.HANDLING: ("分管领导", "责任科室", "承办人", "电话", "完成时限"),
    SheetBlock.RECEIPT: ("签收单位", "签收人", "签收时间"),
    SheetBlock.SEAL: ("盖章昌吉市三工镇（盖章）年月日",),
}


@pytest.fixture
def some(duty_list: DutyList) -> tuple[Duty, ...]:
    """Duties of one, two and three pages in the official look."""
    ids = ("basic-1", "cooperative-21", "reclaimed-3", "cooperative-24", "cooperative-68")
    return tuple(map(duty_list.duty, ids))


def test_a_page_is_twenty_two_lines_of_twenty_eight_characters(setter: Typesetter) -> None:
    lines = setter.paragraph("三工镇" * 200, STYLES[Look.OFFICIAL].body, TYPE_WIDTH)

    assert {len(reading.line_text(line)) for line in lines[:-1]} == {28}
    assert pytest.approx(TYPE_HEIGHT) == 21 * BODY_PITCH + BODY_SIZE


def test_official_sheets_stand_inside_the_type_area(
    duty_list: DutyList, some: tuple[Duty, ...], day: datetime.date
) -> None:
    document = sheets(duty_list, some, day, contents=True, blocks=frozenset(SheetBlock))
    front = 2

    for at in range(front, document.page_count):
        number = at - front + 1
        left = (28 if number % 2 else 26) * MM
        *words, (x, y) = reading.places(document.pdf, at)[0]
        assert all(left - 0.01 <= begin <= left + TYPE_WIDTH for begin, _ in words)
        assert all(35 * MM <= base <= 260 * MM for _, base in words)
        # The number alone stands under the type area, its dashes 7 mm below it.
        assert y == pytest.approx(28 * MM - 0.37 * 14, abs=0.1)
        if number % 2 == 0:
            assert x == pytest.approx(left + 14, abs=0.01)
        else:
            assert left + TYPE_WIDTH - 5 * 14 < x < left + TYPE_WIDTH - 3 * 14
        for operands, operator in reading.operations(document.pdf, at):
            if operator == b"re" and len(operands) == 4:
                edge, bottom, wide, tall = map(float, operands)
                assert (edge, wide) == pytest.approx((left, TYPE_WIDTH), abs=0.01)
                assert 35 * MM - 0.01 <= bottom < bottom + tall <= 260 * MM


@pytest.mark.parametrize("block", LABELS)
def test_a_block_is_there_only_if_it_is_asked_for(
    duty_list: DutyList, some: tuple[Duty, ...], day: datetime.date, look: Look, block: SheetBlock
) -> None:
    document = sheets(duty_list, some, day, look=look, blocks=frozenset({block}))
    plain = sheets(duty_list, some, day, look=look)

    for texts, without in zip(
        reading.sheet_texts(document.pdf), reading.sheet_texts(plain.pdf), strict=True
    ):
        text = squeezed("".join(texts))
        for label in LABELS[block]:
            assert text.count(label) == squeezed("".join(without)).count(label) + 1


NOTED = Handling(
    "王五", "党政综合办", ("民生服务办", "执法队"), ("张三", "李四"), "0994-1234567", "每季度末"
)


def test_what_the_town_noted_stands_in_its_field(
    duty_list: DutyList, some: tuple[Duty, ...], day: datetime.date, look: Look
) -> None:
    document = sheets(
        duty_list,
        some,
        day,
        look=look,
        blocks=frozenset({SheetBlock.HANDLING}),
        assignments={"basic-1": NOTED, "reclaimed-3": Handling(leader="赵六")},
    )

    first, second, third, *_ = (
        squeezed("".join(texts)) for texts in reading.sheet_texts(document.pdf)
    )
    for words in ("分管领导王五", "党政综合办", "承办人张三、李四电话0994-1234567"):
        assert words in first
    assert "协办：民生服务办、执法队" in first
    assert "完成时限每季度末" in first
    assert "完成时限年月日" in second
    assert "王五" not in second
    assert "分管领导赵六" in third
    assert "完成时限年月日" in third


def test_without_the_block_nothing_that_the_town_noted_is_printed(
    duty_list: DutyList, some: tuple[Duty, ...], day: datetime.date, look: Look
) -> None:
    noted = sheets(duty_list, some, day, look=look, assignments={"basic-1": NOTED})

    assert noted == sheets(duty_list, some, day, look=look)


def test_the_towns_own_words_are_told_from_the_official_ones(
    duty_list: DutyList, some: tuple[Duty, ...], day: datetime.date, look: Look
) -> None:
    own = replace(
        NOTED, basis="《<b>办法》\n第三条", remark="\n甲\t乙\n", attachments=("a.docx", "b")
    )

    document = sheets(
        duty_list,
        some,
        day,
        look=look,
        blocks=frozenset({SheetBlock.OWN}),
        assignments={"basic-1": own, "reclaimed-3": NOTED},
    )

    first, second, third, *_ = (
        squeezed("".join(texts)) for texts in reading.sheet_texts(document.pdf)
    )
    said = "〔以下由本镇自行记录，不是清单原文。〕依据：《<b>办法》第三条备注：甲乙附件：a.docx、b"
    assert said in first.replace("本镇自记", "")
    assert "本镇自记" in first
    assert "本镇自记" not in second + third
    assert "王五" not in first
    assert document.missing == ()


def test_long_notes_of_the_town_go_on_overleaf(
    duty_list: DutyList, setter: Typesetter, look: Look
) -> None:
    long = Handling(remark="甲乙丙丁" * 900)

    pages = laid_out(
        setter,
        duty_list,
        papers.basic_duty("短"),
        look=look,
        blocks=frozenset({SheetBlock.OWN}),
        handling=long,
    )

    text = "".join(
        reading.line_text(line) for page in pages for row in page for line in row.cells[-1].lines
    )
    assert len(pages) > 1
    assert "甲乙丙丁" * 900 in text.replace("党的建设短", "")
    assert all(total(rows) <= STYLES[look].later_room for rows in pages[1:])


def test_a_field_that_holds_very_much_stays_on_its_page(
    duty_list: DutyList, setter: Typesetter, look: Look
) -> None:
    names = tuple(f"第{at}科室" for at in range(300))
    long = Handling("长" * 900, "名" * 900, names, names, "1" * 900, "<b>&" * 200)
    style = STYLES[look]

    pages = laid_out(
        setter,
        duty_list,
        papers.cooperative_duty(superior="负责" * 300),
        look=look,
        blocks=frozenset(SheetBlock),
        handling=long,
    )

    assert total(pages[0]) <= style.first_room
    assert all(total(rows) <= style.later_room for rows in pages[1:])
    for row in reading.rows_in([pages]):
        reading.assert_inside(row, setter, style.width)


def test_notes_on_the_source_can_be_left_out(
    duty_list: DutyList, some: tuple[Duty, ...], day: datetime.date, look: Look
) -> None:
    assert "原文说明" in reading.whole_text(sheets(duty_list, some, day, look=look).pdf)
    without = sheets(duty_list, some, day, look=look, blocks=frozenset())
    assert "原文说明" not in reading.whole_text(without.pdf)


@pytest.mark.parametrize("count", range(100, 700, 40))
def test_the_rows_of_a_block_stay_on_one_page(
    duty_list: DutyList, setter: Typesetter, look: Look, count: int
) -> None:
    style = STYLES[look]
    duty = papers.cooperative_duty(superior="负责" * count)
    pages = laid_out(setter, duty_list, duty, look=look, blocks=frozenset(SheetBlock))

    assert total(pages[0]) <= style.first_room
    assert all(total(rows) <= style.later_room for rows in pages[1:])
    for row in reading.rows_in([pages]):
        reading.assert_inside(row, setter, style.width)
    for labels in (("分管领导", "承办人", "完成时限"), ("签收单位", "签收时间"), ("盖章",)):
        on = [
            at
            for label in labels
            for at, rows in enumerate(pages)
            if reading.labelled([rows], label)
        ]
        assert len(on) == len(labels)
        assert len(set(on)) == 1


def test_each_sheet_begins_on_an_odd_page(
    duty_list: DutyList, some: tuple[Duty, ...], day: datetime.date
) -> None:
    document = sheets(duty_list, some, day, odd_start=True)

    texts = [squeezed(text) for text in reading.page_texts(document.pdf)]
    starts = [page for level, _, page in reading.bookmarks(document.pdf) if level]
    assert all(page is not None and page % 2 == 0 for page in starts)
    assert "" in texts
    # A blank page is the back of a leaf, and none stands where a sheet ends on the back.
    plain = [squeezed(text) for text in reading.page_texts(sheets(duty_list, some, day).pdf)]
    assert [text for text in texts if text] == plain
    assert all(at % 2 == 1 for at, text in enumerate(texts) if not text)
    assert all(texts[at - 1] for at, text in enumerate(texts) if not text)


@pytest.mark.parametrize("odd_start", [False, True])
def test_the_contents_say_on_which_page_each_sheet_begins(
    duty_list: DutyList, day: datetime.date, look: Look, *, odd_start: bool
) -> None:
    duties = duty_list.duties[90:140]
    document = sheets(duty_list, duties, day, look=look, contents=True, odd_start=odd_start)
    texts = [squeezed(text) for text in reading.page_texts(document.pdf)]
    [(_, _, contents), *marks] = reading.bookmarks(document.pdf)
    labels = reading.reader(document.pdf).page_labels
    first = next(page for level, _, page in marks if level)

    assert contents == 0
    assert first is not None
    listed = "".join(texts[:first])
    assert listed.startswith("目录基本履职事项")
    starts = [page for level, _, page in marks if level]
    for duty, page in zip(duties, starts, strict=True):
        assert page is not None
        number = re.search(
            re.escape(squeezed(duty.label + duty.name[:12])) + "[^…]*…+([0-9]+)", listed
        )
        assert number
        wanted = labels[page]
        assert number[1].startswith(wanted) or number[1] == wanted
        mark = f"—{wanted}—" if look is Look.OFFICIAL else f"第{wanted}页共"
        assert mark in texts[page]
    if odd_start or look is Look.OFFICIAL:
        assert first % 2 == 0


def test_a_line_of_the_contents_leads_to_its_sheet(
    duty_list: DutyList, some: tuple[Duty, ...], day: datetime.date
) -> None:
    twice = (some[0], some[1], some[0])
    document = sheets(duty_list, twice, day, contents=True)
    read = reading.reader(document.pdf)
    numbers = {page.indirect_reference: at for at, page in enumerate(read.pages)}

    led = [numbers[note.get_object()["/Dest"][0]] for note in read.pages[0].annotations or ()]

    starts = [page for level, _, page in reading.bookmarks(document.pdf) if level]
    assert led == starts
    assert len(starts) == 3


def test_options_change_no_byte_of_the_same_order(
    duty_list: DutyList, some: tuple[Duty, ...], day: datetime.date, look: Look
) -> None:
    def made() -> bytes:
        return sheets(
            duty_list,
            some,
            day,
            look=look,
            contents=True,
            odd_start=True,
            blocks=frozenset(SheetBlock),
        ).pdf

    assert made() == made()
