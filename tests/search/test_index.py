import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.search.index import PhraseIndex

TEXTS = st.lists(st.text("低保消防a1\n😀", max_size=12), max_size=8)
PHRASES = st.text("低保消防a1\n😀", max_size=4)


def holding(texts: list[str], phrase: str) -> list[int]:
    return [place for place, text in enumerate(texts) if phrase in text]


@given(TEXTS, PHRASES)
def test_a_phrase_is_found_where_it_stands_and_nowhere_else(texts: list[str], phrase: str) -> None:
    assert list(PhraseIndex(texts).places(phrase)) == holding(texts, phrase)


@pytest.mark.parametrize("count", [255, 256, 257, 1000])
def test_places_beyond_a_byte_are_kept_whole(count: int) -> None:
    texts = ["低保" if place % 3 else "保低" for place in range(count)]
    index = PhraseIndex(texts)

    for phrase in ("低", "低保", "保低", "低低"):
        assert list(index.places(phrase)) == holding(texts, phrase)


@given(TEXTS)
def test_every_character_knows_what_stands_behind_it(texts: list[str]) -> None:
    index = PhraseIndex(texts)

    pairs = {first + second for first in index.characters() for second in index.behind(first)}

    assert pairs == {pair for text in texts for pair in map(str.__add__, text, text[1:])}
    assert set(index.characters()) == set("".join(texts))
    assert index.behind("无") == ""
