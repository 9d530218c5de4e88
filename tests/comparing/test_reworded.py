"""Names reworded by hand, all in one new list, as a drafting office would."""

from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.changes import Verdict
from duty_desktop.domain.duty import DutyList
from tests.comparing.changes import reworded, reworded_names


def test_duties_reworded_by_hand_are_found_again(duty_list: DutyList) -> None:
    names = reworded_names()

    comparison = compare(duty_list, reworded(duty_list))

    found = {change.old[0].id: change.new[0].id for change in comparison.of(Verdict.CHANGED)}
    missed = sorted(set(names) - set(found))
    assert all(old == new for old, new in found.items()), "none is taken for another"
    assert set(found) <= set(names)
    assert missed == []
