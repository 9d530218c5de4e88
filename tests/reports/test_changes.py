"""The table of changes: the real list and a copy of it with forty known ones."""

import dataclasses
import datetime

import pytest

from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.change_words import summary
from duty_desktop.domain.changes import Comparison, Span, SpanKind, Verdict
from duty_desktop.domain.duty import DutyList
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.reports.canvas import A3, A4
from duty_desktop.reports.change_cells import shortened
from duty_desktop.reports.changes import changes
from duty_desktop.reports.document import Cancelled, Document
from duty_desktop.reports.typesetting import Stroke
from tests import support
from tests.comparing.changes import changed_copy
from tests.reports import reading, tables
from tests.reports.reading import squeezed


@pytest.fixture(scope="module")
def comparison(duty_list: DutyList) -> Comparison:
    return compare(duty_list, read_duty_list(changed_copy(duty_list, 4).data))


@pytest.fixture(scope="module")
def document(comparison: Comparison, day: datetime.date) -> Document:
    return changes(comparison, day)


@pytest.fixture(scope="module")
def text(document: Document) -> str:
    return reading.whole_text(document.pdf)


def test_the_summary_and_both_lists_stand_at_the_top(
    comparison: Comparison, document: Document
) -> None:
    first = squeezed(reading.page_texts(document.pdf)[0])

    assert "昌吉市三工镇履职事项清单调整对照表" in first
    assert "原清单：昌吉市三工镇履职事项清单（2025年7月），242项" in first
    assert "现清单：昌吉市三工镇履职事项清单（2025年7月），243项" in first
    assert squeezed(summary(comparison)) in first
    assert "新增4项、取消3项、疑似拆分3项、疑似合并3项、转列4项、内容变化19项" in first


def test_each_change_has_a_row_with_old_and_new_words(comparison: Comparison, text: str) -> None:
    at = 0
    for number, change in enumerate(comparison.changes, start=1):
        row = text.index(f"{number}{change.verdict.words}", at)
        for duty in (*change.old, *change.new):
            at = text.index(squeezed(duty.label), row)
        at = row
        for duty in (*change.old, *change.new):
            assert squeezed(f"{duty.label}（{duty.category_as_printed}）{duty.name}") in text[row:]


def test_no_word_that_changed_is_left_out(comparison: Comparison, text: str) -> None:
    count = 0
    for change in comparison.changes:
        for each in change.fields:
            for span in each.spans:
                # A long one may go on overleaf.
                if span.kind is not SpanKind.KEPT and len(span.text) < 60:
                    assert squeezed(span.text) in text
                    count += 1
    assert count > 40


def test_deleted_words_are_struck_through_and_inserted_ones_underlined(day: datetime.date) -> None:
    old = support.document(basic=[("1", "党的建设", "开展基层理论宣讲，巡查河道水渠护堤")])
    new = support.document(basic=[("1", "党的建设", "开展基层政策宣讲，巡查河道水渠护堤树木")])
    comparison = compare(read_duty_list(old), read_duty_list(new))
    assert [span.text for span in comparison.changes[0].fields[0].spans if span.kind != "kept"] == [
        "理论",
        "政策",
        "树木",
    ]

    pdf = changes(comparison, day).pdf

    horizontal = []
    start: tuple[float, float] | None = None
    for operands, operator in reading.operations(pdf):
        if operator == b"m":
            start = (float(operands[0]), float(operands[1]))
        elif operator == b"l" and start is not None and start[1] == float(operands[1]):
            horizontal.append((float(operands[0]) - start[0], start[1]))
    # Two characters of 10.5 pt each; rules of the table are far longer.
    strokes = [(length, y) for length, y in horizontal if length < 30]
    assert [length for length, _ in strokes] == pytest.approx([21.0] * 3, abs=0.6)
    struck, *underlined = [y for _, y in strokes]
    assert underlined[0] == underlined[1]
    assert struck - underlined[0] == pytest.approx(
        10.5 * (Stroke.THROUGH.value - Stroke.UNDER.value), abs=0.01
    )


def test_heads_and_page_numbers_stand_on_every_page(document: Document) -> None:
    texts = [squeezed(page) for page in reading.page_texts(document.pdf)]

    assert document.page_count == len(texts) > 5
    assert document.missing == ()
    for at, page in enumerate(texts, start=1):
        assert "序号类型原事项现事项变化" in page
        assert f"第{at}页共{len(texts)}页" in page
        assert ("调整对照表（续）" in page) is (at > 1)
    tables.assert_marks_stand_right(reading.page_texts(document.pdf))


@pytest.mark.parametrize(("size", "paper"), [("A4", A4), ("A3", A3)])
def test_the_paper_lies(
    comparison: Comparison, day: datetime.date, size: str, paper: tuple[float, float]
) -> None:
    made = changes(comparison, day, size="A3" if size == "A3" else "A4")

    for page in reading.reader(made.pdf).pages:
        box = page.mediabox
        assert (float(box.height), float(box.width)) == pytest.approx(paper, abs=0.01)


def test_a_row_that_goes_on_overleaf_says_whose_it_is(text: str) -> None:
    assert "（续）" in text
    for label in ("转列（续）", "配合32（续）", "收回15（续）"):
        assert label in text


def test_renamed_departments_and_number_moves_stand_at_the_end(
    comparison: Comparison, text: str
) -> None:
    end = text[text.index("部门更名", text.index(f"{len(comparison.changes)}内容变化")) :]
    for each in comparison.renamings:
        assert f"{each.old}{each.new}涉及{len(each.pairs)}项：" in end
    assert "配合履职事项清单中的75项" in end
    assert "92—108→82—98" in end


def test_lists_that_do_not_differ_have_a_table_that_says_so(
    duty_list: DutyList, day: datetime.date
) -> None:
    made = changes(compare(duty_list, duty_list), day)

    assert made.page_count == 1
    found = reading.whole_text(made.pdf)
    assert "两份清单没有差别。" in found
    assert "两份清单的242项事项内容和序号都相同" in found


@pytest.mark.parametrize("hostile", ["<b>&amp;</b>", "，）”" * 50, "甲" * 6_000, "“《" * 2_000])
def test_hostile_words_are_printed_as_they_are(day: datetime.date, hostile: str) -> None:
    old = support.document(basic=[("1", "党的建设", "开展基层理论宣讲")])
    new = support.document(
        basic=[("1", "党的建设", f"开展基层理论宣讲{hostile}"), ("2", hostile, hostile)]
    )

    made = changes(compare(read_duty_list(old), read_duty_list(new)), day)

    found = reading.whole_text(made.pdf)
    assert all(found.count(char) >= 3 * hostile.count(char) for char in set(hostile))


def test_the_same_lists_and_day_are_the_same_bytes(
    comparison: Comparison, day: datetime.date, document: Document
) -> None:
    assert changes(comparison, day) == document


def test_progress_is_told_and_a_wish_to_stop_is_heard(
    comparison: Comparison, day: datetime.date
) -> None:
    few = dataclasses.replace(comparison, changes=comparison.changes[:3])
    assert [each.verdict for each in few.changes] == [Verdict.ADDED] * 3
    told: list[tuple[int, int]] = []

    changes(few, day, progress=lambda done, of: told.append((done, of)))

    assert told == [(1, 3), (2, 3), (3, 3)]
    for asked in (0, 2, 7):
        answers = iter([False] * asked + [True])
        with pytest.raises(Cancelled):
            changes(few, day, cancelled=answers.__next__)


KEPT = (
    "协助开展巡查，上报问题线索，配合处置，做好值班值守，维护现场秩序，疏散群众，登记物资，"
    "回访住户，整理台账。"
)


def test_long_words_that_did_not_change_are_counted_not_shown() -> None:
    spans = [
        Span(SpanKind.KEPT, KEPT),
        Span(SpanKind.DELETED, "甲" * 90),
        Span(SpanKind.KEPT, KEPT),
        Span(SpanKind.INSERTED, "乙" * 90),
        Span(SpanKind.KEPT, KEPT[:48]),
    ]

    first, deleted, middle, inserted, last = shortened(spans)

    assert first == (f"〔略 {len(KEPT) - 10} 字〕回访住户，整理台账。", None)
    assert deleted == ("甲" * 90, Stroke.THROUGH)
    assert inserted == ("乙" * 90, Stroke.UNDER)
    head, _, rest = middle[0].partition("〔略 ")
    count, _, tail = rest.partition(" 字〕")
    assert KEPT.startswith(head)
    assert KEPT.endswith(tail)
    assert len(head) + int(count) + len(tail) == len(KEPT)
    assert last == (KEPT[:48], None)
