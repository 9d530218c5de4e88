from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.search.places import Places, by_value, gathered, members


@given(st.sets(st.integers(0, 400)), st.integers(0, 40_000))
def test_a_set_of_places_keeps_its_members(places: set[int], more: int) -> None:
    bits = gathered(sorted(places), 401 + more)

    assert list(members(bits)) == sorted(places)
    assert bits == sum(1 << place for place in places)
    assert len(Places(bits)) == len(places)
    assert [place in Places(bits) for place in range(402)] == [p in places for p in range(402)]


@given(st.lists(st.integers(0, 5), max_size=60))
def test_places_are_gathered_by_value(values: list[int]) -> None:
    having = by_value(values, len(values))

    assert list(having) == sorted(set(values))
    for value, places in having.items():
        assert list(members(places)) == [n for n, each in enumerate(values) if each == value]
