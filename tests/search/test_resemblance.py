from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.domain.readings import is_han
from duty_desktop.search.fields import Fields
from duty_desktop.search.index import PhraseIndex
from duty_desktop.search.resemblance import Likeness

READINGS = {
    "方": "fang",
    "反": "fan",
    "案": "an",
    "干": "gan",
    "港": "gang",
    "针": "zhen",
    "增": "zeng",
}


def loose(char: str) -> str:
    syllable = READINGS.get(char, char).replace("zh", "z")
    return syllable.removesuffix("g") if syllable.endswith("ng") else syllable


class Words(Fields):
    """One text's characters, nothing else of the duties."""

    def __init__(self, text: str) -> None:
        self.whole = self.names = PhraseIndex([text])

    def lengths(self) -> list[int]:
        return [1]


@given(
    st.text("方反案干港针增无a", max_size=20), st.text("方反案干港针增无", min_size=2, max_size=2)
)
def test_pairs_that_sound_alike_are_all_found_in_order(text: str, typed: str) -> None:
    likeness = Likeness(Words(text))
    readings: Mapping[str, str] = READINGS

    pairs = {pair for pair in map(str.__add__, text, text[1:]) if all(map(is_han, pair))}
    sound = loose(typed[0]) + loose(typed[1])

    assert likeness._sounding(typed, readings) == sorted(
        pair for pair in pairs if loose(pair[0]) + loose(pair[1]) == sound
    )
