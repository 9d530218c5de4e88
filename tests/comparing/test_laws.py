"""What holds for any two lists, also those that no town would write."""

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from duty_desktop.comparing.carrying import carried_over
from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.changes import Carried, Verdict, new_text, old_text
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.words import words
from duty_desktop.ingest.duty_list import read_duty_list
from tests import support

PHRASES = st.sampled_from(
    [
        "开展宣传",
        "排查隐患",
        "上报线索",
        "维护秩序",
        "农药管理",
        "文明养犬",
        "水渠养护",
        "<p>",
        " ",
        "2.",
    ]
)
TEXTS = st.lists(PHRASES, min_size=1, max_size=4).map(lambda parts: "文" + "，".join(parts))
DEPARTMENTS = st.sampled_from(["大理市公安局", "大理市民政局", "大理市公安局、大理市水利局"])
CATEGORIES = st.sampled_from(["党的建设", "平安法治"])


def numbered(rows: Iterable[tuple[str, ...]], step: int) -> list[tuple[str, ...]]:
    return [(str(at * step), *row) for at, row in enumerate(rows, start=1)]


@st.composite
def lists(draw: st.DrawFn) -> DutyList:
    """A list of a few duties, many of them alike."""
    step = draw(st.integers(1, 3))
    basic = draw(st.lists(st.tuples(CATEGORIES, TEXTS), min_size=1, max_size=5))
    rows = st.tuples(CATEGORIES, TEXTS, DEPARTMENTS, TEXTS, TEXTS)
    cooperative = draw(st.lists(rows, min_size=1, max_size=4))
    methods = st.tuples(DEPARTMENTS, TEXTS).map("： ".join)
    reclaimed = draw(st.lists(st.tuples(CATEGORIES, TEXTS, methods), min_size=1, max_size=3))
    return read_duty_list(
        support.document(
            numbered(basic, step), numbered(cooperative, step), numbered(reclaimed, step)
        )
    )


@given(lists())
@settings(max_examples=60)
def test_a_list_has_no_difference_from_itself(duty_list: DutyList) -> None:
    comparison = compare(duty_list, duty_list)

    assert comparison.is_same
    assert comparison.unchanged == tuple((duty, duty) for duty in duty_list.duties)


@given(lists(), lists())
@settings(max_examples=150)
def test_backwards_added_and_removed_are_changed_over(old: DutyList, new: DutyList) -> None:
    comparison, backwards = compare(old, new), compare(new, old)

    assert backwards == comparison.mirrored
    assert backwards.mirrored == comparison
    for one, other in (
        (Verdict.ADDED, Verdict.REMOVED),
        (Verdict.REMOVED, Verdict.ADDED),
        (Verdict.SPLIT, Verdict.MERGED),
        (Verdict.CHANGED, Verdict.CHANGED),
        (Verdict.MOVED, Verdict.MOVED),
    ):
        assert {(each.old, each.new) for each in comparison.of(one)} == {
            (each.new, each.old) for each in backwards.of(other)
        }


@given(lists(), lists())
@settings(max_examples=150)
def test_every_duty_is_told_of_once_and_every_text_whole(old: DutyList, new: DutyList) -> None:
    comparison = compare(old, new)

    olds = [d.id for each in comparison.changes for d in each.old]
    news = [d.id for each in comparison.changes for d in each.new]
    assert sorted(olds + [d.id for d, _ in comparison.unchanged]) == sorted(
        d.id for d in old.duties
    )
    assert sorted(news + [d.id for _, d in comparison.unchanged]) == sorted(
        d.id for d in new.duties
    )
    for change in comparison.changes:
        for each in change.fields:
            assert old_text(each.spans) == words(change.old[0].cell(each.field))
            assert new_text(each.spans) == words(change.new[0].cell(each.field))
            assert each.old != each.new
    for before, after in comparison.unchanged:
        assert before.kind is after.kind


@given(lists(), lists())
@settings(max_examples=60)
def test_every_old_duty_is_carried_somewhere_or_removed(old: DutyList, new: DutyList) -> None:
    plan = carried_over(compare(old, new))

    assert [each.old_id for each in plan] == [duty.id for duty in old.duties]
    for each in plan:
        assert (each.carried is Carried.REMOVED) is (each.new_ids == ())
        assert (each.carried is Carried.SPLIT) is (len(each.new_ids) > 1)
        assert all(new_id in new for new_id in each.new_ids)
        assert 0 <= each.score <= 1
