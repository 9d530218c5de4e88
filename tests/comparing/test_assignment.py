from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.comparing.assignment import best_pairs

GAINS = st.dictionaries(
    st.integers(0, 4), st.dictionaries(st.integers(0, 4), st.integers(1, 9), max_size=5), max_size=5
)


def worth(gains: dict[int, dict[int, int]], pairs: dict[int, int]) -> int:
    return sum(gains[left][right] for left, right in pairs.items())


def most(gains: dict[int, dict[int, int]]) -> int:
    """The greatest sum, by trying everything."""
    lefts = sorted(gains)
    places = [*range(5), *(None for _ in lefts)]
    return (
        max(
            sum(
                gains[left].get(right, 0)
                for left, right in zip(lefts, order, strict=False)
                if right is not None
            )
            for order in set(permutations(places, len(lefts)))
        )
        if lefts
        else 0
    )


@given(GAINS)
def test_no_other_pairing_is_worth_more(gains: dict[int, dict[int, int]]) -> None:
    pairs = best_pairs(gains)

    assert len(set(pairs.values())) == len(pairs)
    assert all(right in gains[left] for left, right in pairs.items())
    assert worth(gains, pairs) == most(gains)


def test_the_whole_counts_more_than_the_best_single_pair() -> None:
    assert best_pairs({0: {0: 9, 1: 8}, 1: {0: 8}}) == {0: 1, 1: 0}


def test_nobody_is_paired_with_nobody() -> None:
    assert best_pairs({}) == {}
    assert best_pairs({3: {}}) == {}
