from duty_desktop.comparing.carrying import carried_over
from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.changes import Carried, Verdict
from duty_desktop.domain.duty import DutyList
from duty_desktop.ingest.duty_list import read_duty_list
from tests.comparing.changes import changed_copy

CARRIED = {
    Verdict.REMOVED: Carried.REMOVED,
    Verdict.SPLIT: Carried.SPLIT,
    Verdict.MERGED: Carried.MERGED,
    Verdict.MOVED: Carried.MOVED,
    Verdict.CHANGED: Carried.CHANGED,
}


def test_each_assignment_finds_its_duty_again(duty_list: DutyList) -> None:
    copy = changed_copy(duty_list, 7)
    expected = {
        old: (known.new, CARRIED[known.verdict])
        for known in copy.known
        if known.verdict is not Verdict.ADDED
        for old in known.old
    }

    plan = carried_over(compare(duty_list, read_duty_list(copy.data)))

    assert [each.old_id for each in plan] == [duty.id for duty in duty_list.duties]
    for each in plan:
        if each.old_id in expected:
            assert (each.new_ids, each.carried) == expected[each.old_id]
        else:
            assert each.carried is Carried.SAME
            assert each.score == 1
            assert len(each.new_ids) == 1
    by_id = {each.old_id: each for each in plan}
    for old_id, (new_ids, _) in expected.items():
        assert (by_id[old_id].score > 0) is bool(new_ids)
