"""Finds in groups are put together as finds place by place are."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.search.finds import Find, Finds, Listed, Why
from duty_desktop.search.groups import Group, Grouped
from duty_desktop.search.places import gathered

COUNT = 24
FINDS = st.dictionaries(
    st.integers(0, COUNT - 1),
    st.builds(
        Find,
        st.sampled_from([0.5, 8.0, 50.0]),
        st.sampled_from([Why(("甲",)), Why(("乙", "丙"))]),
    ),
)


def listed(finds: dict[int, Find]) -> Listed:
    """Place by place; with one reason for all where all have the same."""
    whys = {place: find.why for place, find in finds.items()}
    scores = {place: find.score for place, find in finds.items()}
    return Listed(scores, whys[min(whys)] if len(set(whys.values())) == 1 else whys)


def grouped(finds: dict[int, Find]) -> Grouped:
    """In groups by find; those of even places apart, as if their names were of one length."""
    places: defaultdict[tuple[Find, int], list[int]] = defaultdict(list)
    for place, find in finds.items():
        places[find, 0 if place % 2 else 2 + place % 3].append(place)
    return Grouped(
        Group(gathered(those, COUNT), find, length) for (find, length), those in places.items()
    )


def same(one: Finds, other: Finds) -> bool:
    assert len(one) == len(other)
    assert all((place in one) == (place in other) for place in range(COUNT))
    assert set(one.phrases()) == set(other.phrases())
    for limit in (None, 0, 1, 5):
        assert list(one.best(limit)) == list(other.best(limit))
    return True


@given(FINDS, FINDS, FINDS)
def test_groups_are_put_together_as_single_finds_are(
    one: dict[int, Find], two: dict[int, Find], three: dict[int, Find]
) -> None:
    a, b, c = listed(one), listed(two), listed(three)
    x, y, z = grouped(one), grouped(two), grouped(three)

    assert same(a, x)
    assert same(a.both(b), x.both(y))
    assert same(a.both(b).both(c), x.both(y).both(z))
    assert same(a.or_else(b), x.or_else(y))
    assert same(a.or_better(b), x.or_better(y))
    assert same(a.or_better(b).or_better(c), x.or_better(y).or_better(z))
    assert same(a.or_else(b).both(c), x.or_else(y).both(z))
    assert same(a.within(b), x.within(y))
    assert same(a.without(b), x.without(y))
    assert same(a.because(("因",)).both(b), x.because(("因",)).both(y))
