import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.domain.readings import CharacterReadings, Readings

SPOKEN = st.dictionaries(st.characters(), st.sampled_from(["an", "bao", "di", "fang", "nv"]))


@given(SPOKEN, st.characters())
def test_a_characters_reading_is_what_a_dict_says(spoken: dict[str, str], other: str) -> None:
    compact = CharacterReadings((syllable, char) for char, syllable in spoken.items())

    assert compact == spoken
    assert dict(compact) == spoken
    assert len(compact) == len(spoken)
    assert compact.get(other, "") == spoken.get(other, "")
    assert compact.get(other) == spoken.get(other)
    assert (other in compact) == (other in spoken)


def test_characters_of_one_syllable_are_read_alike() -> None:
    compact = CharacterReadings([("di", "低地"), ("bao", "保")])

    assert Readings({}, compact).of("低保a地") == ("di", "bao", "", "di")
    with pytest.raises(KeyError):
        compact["消"]
