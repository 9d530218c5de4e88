"""The real list against copies of it with forty known changes, and against itself."""

import dataclasses
import time

import pytest

from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.changes import Comparison, Ground, Verdict
from duty_desktop.domain.duty import DutyList, Field, ListKind
from duty_desktop.domain.words import words
from duty_desktop.ingest.duty_list import read_duty_list
from tests import support
from tests.comparing.changes import Copy, changed_copy

SEEDS = (1, 2, 3, 5, 8, 13, 21)

COUNTY = 20
"""Towns."""


@pytest.fixture(scope="module", params=SEEDS)
def copy(request: pytest.FixtureRequest, duty_list: DutyList) -> Copy:
    return changed_copy(duty_list, request.param)


@pytest.fixture(scope="module")
def new(copy: Copy) -> DutyList:
    return read_duty_list(copy.data)


@pytest.fixture(scope="module")
def comparison(duty_list: DutyList, new: DutyList) -> Comparison:
    return compare(duty_list, new)


def test_forty_changes_are_made(copy: Copy) -> None:
    assert copy.count == 40
    assert {known.verdict for known in copy.known} == set(Verdict)
    touched = [each for known in copy.known for each in known.old]
    assert len(touched) == len(set(touched)), "no duty is changed twice"


def test_each_change_is_reported_as_what_it_is_and_nothing_else_is(
    copy: Copy, comparison: Comparison
) -> None:
    found = {
        (
            change.verdict,
            tuple(duty.id for duty in change.old),
            tuple(duty.id for duty in change.new),
            frozenset(each.field for each in change.fields),
        )
        for change in comparison.changes
    }

    assert found == {(each.verdict, each.old, each.new, each.fields) for each in copy.known}
    assert len(comparison.changes) == len(copy.known)


def test_a_renamed_department_is_reported_once(
    copy: Copy, comparison: Comparison, duty_list: DutyList
) -> None:
    assert {each.old: each.new for each in comparison.renamings} == copy.renamed
    for renaming in comparison.renamings:
        named = [
            duty.id
            for duty in duty_list.duties
            if any(each.name == renaming.old for each in duty.departments)
        ]
        told = {old for old, _ in renaming.pairs}
        assert told <= set(named)
        assert len(told) > 1
    for change in comparison.changes:
        names = {*change.departments_added, *change.departments_removed}
        assert names.isdisjoint(copy.renamed)
        assert names.isdisjoint(copy.renamed.values())


def test_what_only_moved_in_number_is_listed_apart(
    copy: Copy, comparison: Comparison, duty_list: DutyList, new: DutyList
) -> None:
    unchanged = {old.id: now for old, now in comparison.unchanged}
    renumbered = dict(comparison.renumbered)

    assert set(copy.moved_in_list) <= set(unchanged)
    assert len(renumbered) > 100
    for old, now in comparison.unchanged:
        assert old.kind is now.kind
        assert (old in renumbered) is (old.serial != now.serial)
    touched = {duty.id for change in comparison.changes for duty in change.old}
    assert touched | set(unchanged) == {duty.id for duty in duty_list.duties}
    assert touched.isdisjoint(unchanged)
    reached = {duty.id for change in comparison.changes for duty in change.new}
    assert reached | {now.id for now in unchanged.values()} == {duty.id for duty in new.duties}


def test_both_texts_can_be_rebuilt_from_the_spans(comparison: Comparison) -> None:
    count = 0
    for change in comparison.changes:
        for each in change.fields:
            assert each.old == words(change.old[0].cell(each.field))
            assert each.new == words(change.new[0].cell(each.field))
            assert all(span.text for span in each.spans)
            count += 1
    assert count > 20


def test_every_verdict_carries_its_evidence(comparison: Comparison) -> None:
    for change in comparison.changes:
        evidence = change.evidence
        ids = {duty.id for duty in (*change.old, *change.new)}
        assert all(0 <= each.score <= 1 for each in evidence.likenesses)
        match change.verdict:
            case Verdict.ADDED | Verdict.REMOVED:
                assert evidence.ground is Ground.NONE_ALIKE
                assert all({each.old_id, each.new_id} & ids for each in evidence.likenesses)
            case Verdict.SPLIT | Verdict.MERGED:
                assert evidence.ground is Ground.CONTAINED
                told = {part for each in evidence.likenesses for part in (each.old_id, each.new_id)}
                assert told == ids
                assert all(each.shared for each in evidence.likenesses)
            case _:
                assert evidence.ground in (Ground.SAME_NAME, Ground.ALIKE)
                [each] = evidence.likenesses
                assert {each.old_id} | {each.new_id} == ids
                assert each.shared
                texts = [
                    "\n".join((duty.name, *map(words, duty.cells)))
                    for duty in (change.old[0], change.new[0])
                ]
                assert all(phrase in text for phrase in each.shared for text in texts)


def test_backwards_it_is_the_same_comparison_mirrored(
    comparison: Comparison, duty_list: DutyList, new: DutyList
) -> None:
    backwards = compare(new, duty_list)

    assert backwards == comparison.mirrored
    assert backwards.mirrored == comparison
    assert [each.old[0] for each in comparison.of(Verdict.REMOVED)] == [
        each.new[0] for each in backwards.of(Verdict.ADDED)
    ]


def test_a_list_held_against_itself_has_no_difference(duty_list: DutyList) -> None:
    again = read_duty_list(support.SOURCE.read_bytes())

    same = compare(duty_list, again)

    assert same.is_same
    assert same.unchanged == tuple(zip(duty_list.duties, again.duties, strict=True))
    assert (same.changes, same.renamings, same.form_only) == ((), (), ())


def test_leftover_markup_is_no_difference_and_told_apart(duty_list: DutyList) -> None:
    text = duty_list.source_text().replace("<p>", "").replace("</p>", " ")
    assert text != duty_list.source_text()

    comparison = compare(duty_list, read_duty_list(text.encode("utf-8")))

    assert comparison.is_same
    assert len(comparison.form_only) > 50


def test_a_new_department_in_one_duty_is_no_renaming() -> None:
    old = support.document(
        cooperative=[("1", "平安法治", "文明养犬", "大理市公安局", "办证。", "报。")]
    )
    new = old.decode().replace("大理市公安局", "大理市农牧中心").encode()

    comparison = compare(read_duty_list(old), read_duty_list(new))

    [change] = comparison.changes
    assert comparison.renamings == ()
    assert change.verdict is Verdict.CHANGED
    assert [each.field for each in change.fields] == [Field.DEPARTMENTS]
    assert change.departments_added == ("大理市农牧中心",)
    assert change.departments_removed == ("大理市公安局",)


def test_two_departments_that_became_one_are_both_renamed() -> None:
    rows = [
        ("1", "平安法治", "文明养犬管理", "大理市城市管理局", "市城市管理局办证。", "报送线索。"),
        ("2", "平安法治", "集镇亮化养护", "大理市城市管理局", "更换路灯。", "上报缺亮。"),
        ("3", "经济发展", "集贸市场选址", "大理市综合执法局", "批复选址。", "提出用地。"),
        ("4", "经济发展", "废品回收站点", "大理市综合执法局", "登记站点。", "巡查站点。"),
    ]
    old = support.document(cooperative=rows)
    text = old.decode().replace("城市管理局", "城市管理综合执法局")
    new = text.replace("大理市综合执法局", "大理市城市管理综合执法局").encode()

    comparison = compare(read_duty_list(old), read_duty_list(new))

    assert comparison.changes == ()
    assert [(each.old, each.new) for each in comparison.renamings] == [
        ("大理市城市管理局", "大理市城市管理综合执法局"),
        ("大理市综合执法局", "大理市城市管理综合执法局"),
    ]
    assert not comparison.is_same


def test_242_duties_are_compared_well_under_a_second(duty_list: DutyList) -> None:
    new = read_duty_list(changed_copy(duty_list, 4).data)
    started = time.process_time()

    compare(duty_list, new)

    # Some 0.15 s of the processor's time.
    assert time.process_time() - started < 0.9


def county(duty_list: DutyList, first_seed: int) -> DutyList:
    """Twenty towns' lists in one, each town's words a little its own."""
    duties = []
    counts = dict.fromkeys(ListKind, 0)
    for town in range(COUNTY):
        own = f"本镇{chr(0x4E00 + town * 37)}{chr(0x5E00 + town * 41)}村"
        for duty in read_duty_list(changed_copy(duty_list, first_seed + town).data).duties:
            counts[duty.kind] += 1
            cells = [cell.replace("本镇", own) for cell in duty.cells[1:]]
            duties.append(
                dataclasses.replace(
                    duty,
                    serial=counts[duty.kind],
                    cells=(str(counts[duty.kind]), *cells),
                    name=cells[1],
                )
            )
    kinds = list(ListKind)
    duties.sort(key=lambda duty: (kinds.index(duty.kind), duty.serial))
    return dataclasses.replace(duty_list, duties=tuple(duties))


def test_a_pair_of_counties_takes_seconds(duty_list: DutyList) -> None:
    old, new = county(duty_list, 100), county(duty_list, 200)
    assert min(len(old.duties), len(new.duties)) > 4800
    started = time.process_time()

    comparison = compare(old, new)

    # Some 3 s of the processor's time.
    assert time.process_time() - started < 15
    assert len(comparison.unchanged) > 3500
