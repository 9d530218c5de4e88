from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop import tables
from duty_desktop.domain.readings import Readings
from duty_desktop.search.pinyin import Pattern
from duty_desktop.search.vocabulary import Vocabulary

READ = Readings({}, {"低": "di", "地": "di", "保": "bao", "报": "bao", "房": "fang"})


def known(rows: Sequence[Sequence[str]]) -> Vocabulary:
    return Vocabulary(rows, READ)


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        (("di", "bao"), ["低保", "地保", "地报"]),
        (("d", "b"), ["低保", "地保", "地报"]),
        (("di", "b"), ["低保", "地保", "地报"]),
        (("d", "b", "f"), ["低保房"]),
        (("d",), []),
        (("fang",), ["房"]),
        (("低", "bao"), []),
        (("x", "y"), []),
        ((), []),
    ],
)
def test_words_are_known_by_their_sound(pieces: tuple[str, ...], words: list[str]) -> None:
    vocabulary = known([("低保", "地保、地报+低保房"), ("屋", "房")])

    assert vocabulary.read_as([Pattern(pieces)]) == words


WORDS = st.text("低地保报房a", min_size=1, max_size=3)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=6), WORDS)
def test_what_sounds_so_is_every_known_word_that_reads_so(
    rows: list[tuple[str, str]], sought: str
) -> None:
    vocabulary = known(rows)
    pattern = Pattern(READ.of(sought.replace("a", "房")))

    expected = {
        word
        for word in vocabulary.known
        if len(word) == len(pattern.pieces) and pattern.reads(word, READ.of(word))
    }

    assert vocabulary.read_as([pattern]) == sorted(expected)


def test_a_word_in_two_rows_means_what_both_say_and_each_once() -> None:
    vocabulary = known([("低保", "保、房"), ("低保、地保", "房、报")])

    assert vocabulary.meanings("低保") == (("保",), ("房",), ("报",))
    assert vocabulary.meanings("地保") == (("房",), ("报",))


def test_every_known_word_is_told_once() -> None:
    vocabulary = known(tables.rows("synonyms"))

    assert len(vocabulary.known) == len(set(vocabulary.known)) > 5000
