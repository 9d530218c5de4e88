"""Counting only where the rarer words stand leaves out nothing that would be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.search import indexed
from duty_desktop.search.indexed import BoundedTally
from duty_desktop.search.places import Places, gathered
from duty_desktop.search.resemblance import MOST_WEIGHT, Tally

COUNT = 30
PLACES = st.sets(st.integers(0, COUNT - 1)).map(lambda those: Places(gathered(those, COUNT)))
WORTH = st.sampled_from([0.25, 1.0, 1.1, 5.5])
WEIGHTS = [MOST_WEIGHT * (1 + place % 3) / 3 for place in range(COUNT)]
Counts = list[tuple[Places, float, bool]]
Options = list[tuple[Places, float]]


def counted(tally: Tally, counts: Counts, options: Options, least: float) -> dict[int, float]:
    for places, worth, weighted in counts:
        tally.add(places, worth, WEIGHTS if weighted else None)
    tally.add_best(options)
    return dict(tally.reaching(least))


@given(
    st.lists(st.tuples(PLACES, WORTH, st.booleans()), max_size=9),
    st.lists(st.tuples(PLACES, WORTH), max_size=4),
    st.floats(0.1, 15),
)
def test_nothing_that_counts_enough_is_left_out(
    counts: Counts, options: Options, least: float
) -> None:
    expected = counted(Tally(), counts, options, least)

    assert counted(BoundedTally(), counts, options, least) == expected


def test_of_too_many_those_are_counted_that_hold_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexed, "_MOST_CANDIDATES", 3)
    everywhere, some, two = (Places((1 << n) - 1) for n in (COUNT, 8, 2))
    counts: Counts = [(everywhere, 1.0, False), (some, 1.0, False), (two, 1.0, False)]

    assert counted(BoundedTally(), counts, [], 0.5) == {0: 3.0, 1: 3.0}
    assert counted(BoundedTally(), counts[:1], [], 0.5) == {0: 1.0, 1: 1.0, 2: 1.0}
