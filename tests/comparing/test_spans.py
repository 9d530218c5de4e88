import time
from collections import Counter
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.comparing import spans as spanning
from duty_desktop.comparing.cohesion import Words
from duty_desktop.comparing.spans import item_spans, text_spans, whole_spans
from duty_desktop.domain.changes import Span, SpanKind, new_text, old_text
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.words import words


def told(spans: tuple[Span, ...]) -> str:
    marks = {SpanKind.KEPT: "{}", SpanKind.DELETED: "[-{}-]", SpanKind.INSERTED: "[+{}+]"}
    return "".join(marks[span.kind].format(span.text) for span in spans)


@pytest.fixture(scope="module")
def vocabulary(duty_list: DutyList) -> Words:
    return Words(words(cell) for duty in duty_list.duties for cell in duty.cells)


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("开展宣传", "开展宣传", "开展宣传"),
        ("", "开展宣传", "[+开展宣传+]"),
        ("开展宣传", "", "[-开展宣传-]"),
        # Words of two characters change whole, though one of these stays.
        ("负责指导农药使用", "负责督导农药使用", "负责[-指导-][+督导+]农药使用"),
        (
            "负责指导监督农药使用",
            "负责督导监管农药安全使用",
            "负责[-指导监督-][+督导监管+]农药[+安全+]使用",
        ),
        # Numbers change whole.
        (
            "开展2025年度宣传，报送3项材料",
            "开展2026年度宣传教育，报送13项材料",
            "开展[-2025-][+2026+]年度宣传[+教育+]，报送[-3-][+13+]项材料",
        ),
        # An item put between others takes the next one's number along.
        (
            "1.开展排查；2.上报线索。",
            "1.开展排查；2.协助处置；3.上报线索。",
            "1.开展排查；2.[+协助处置；3.+]上报线索。",
        ),
        # Things in an enumeration go and come with their mark.
        (
            "做好种子、农药、化肥、农机监管",
            "做好种子、化肥、饲料、农机监管",
            "做好种子、[-农药、-]化肥、[+饲料、+]农机监管",
        ),
        ("甲、乙、丙", "甲、丙", "甲、[-乙、-]丙"),
        # One character that both have says nothing.
        ("维护农村水渠", "疏浚城镇水库", "[-维护农村水渠-][+疏浚城镇水库+]"),
    ],
)
def test_changes_read_like_tracked_ones(
    vocabulary: Words, old: str, new: str, changes: str
) -> None:
    assert told(text_spans(old, new, vocabulary.coheres)) == changes


def test_departments_change_as_whole_names() -> None:
    assert (
        told(item_spans("昌吉市公安局、昌吉市民政局", "昌吉市司法局、昌吉市民政局、昌吉市教育局"))
        == "[-昌吉市公安局-][+昌吉市司法局+]、昌吉市民政局[+、昌吉市教育局+]"
    )


def test_spans_of_each_real_text_and_the_next_ones_hold_both(
    duty_list: DutyList, vocabulary: Words
) -> None:
    texts = [words(cell) for duty in duty_list.duties for cell in duty.cells[2:]]

    for old, new in pairwise(texts):
        spans = text_spans(old, new, vocabulary.coheres)

        assert (old_text(spans), new_text(spans)) == (old, new)


def test_nothing_but_confetti_is_shown_as_written_anew() -> None:
    old = "一二三四五六七八九十甲乙丙丁戊己庚辛"
    new = "子丑三寅卯辰七巳午未甲申酉戌亥己天地"

    assert told(text_spans(old, new)) == f"[-{old}-][+{new}+]"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("甲乙丙" * 10_000, "乙丙丁" * 10_000),
        ("乙" + "甲、" * 20_000 + "乙", "丙" + "甲、" * 19_999 + "丙"),
        ("1.甲；" * 9_000, "甲；1." * 9_000),
    ],
)
def test_very_long_texts_are_compared_in_bounded_time(old: str, new: str) -> None:
    started = time.process_time()

    for make in (text_spans, item_spans):
        spans = make(old, new)

        assert (old_text(spans), new_text(spans)) == (old, new)
    assert time.process_time() - started < 10


def test_a_change_inside_a_very_long_text_is_still_found() -> None:
    text = "负责巡查，做好登记。" * 5_000

    spans = text_spans(text, text[:30_005] + "上报" + text[30_005:])

    assert [span.text for span in spans if span.kind is not SpanKind.KEPT] == ["上报"]


TEXTS = st.text("甲乙丙丁，。；、 1.2<b&", max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_rebuilt(old: str, new: str) -> None:
    for make in (text_spans, item_spans, whole_spans):
        spans = make(old, new)

        assert (old_text(spans), new_text(spans)) == (old, new)
        assert all(span.text for span in spans)
        kinds = [span.kind for span in spans]
        assert all(one is not other for one, other in pairwise(kinds))
        if old == new:
            assert kinds in ([], [SpanKind.KEPT])


@given(TEXTS, TEXTS)
def test_what_coheres_never_breaks_a_text(old: str, new: str) -> None:
    spans = text_spans(old, new, lambda before, after: bool(before and after))

    assert (old_text(spans), new_text(spans)) == (old, new)


def test_many_changes_are_looked_at_a_few_times_each(monkeypatch: pytest.MonkeyPatch) -> None:
    others = map(chr, range(0x4E00, 0x9FA5))

    def other(count: int) -> str:
        return "".join(islice(others, count))

    pieces = [(other(kept), other(1), other(1)) for kept in [5] * 200 + [1] * 200]
    old = "".join(kept + gone for kept, gone, _ in pieces)
    new = "".join(kept + come for kept, _, come in pieces)
    looked = Counter[str]()
    usual = spanning._too_short

    def counted(before: spanning._Edit, edit: spanning._Edit) -> bool:
        looked.update(["asked"])
        return usual(before, edit)

    monkeypatch.setattr(spanning, "_too_short", counted)

    assert [span.kind for span in text_spans(old, new)].count(SpanKind.DELETED) == 200

    assert looked["asked"] < 4 * len(pieces)
