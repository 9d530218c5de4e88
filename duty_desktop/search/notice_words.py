"""What a notice talks about: its characters in pairs, and everyday words, each with its weight."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from duty_desktop import tables
from duty_desktop.domain.notice import Notice
from duty_desktop.domain.readings import is_han
from duty_desktop.search.folding import fold
from duty_desktop.search.vocabulary import Piece, Vocabulary

_IN_TITLE = 3
"""Standing once in the title counts like standing so often in what follows."""

_LEAST_WORD = 2
"""An everyday word of one character (房) stands inside too many others."""

_A_WHILE = 50
"""Sentences between two looks whether the work is still wanted."""

_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffffa-z0-9]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters of a text that may say something of the matter."""

    text: str
    """Folded."""
    start: int
    """Where it begins in the text."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a notice talks about: how often, once in the title counting more."""

    pairs: Mapping[str, int]
    """Pairs of characters."""
    words: Mapping[Piece, int]
    """Everyday words that stand for official ones."""
    title: frozenset[str]
    """The pairs of the title, those of official words for its everyday ones among them."""


def topic_of(
    notice: Notice,
    vocabulary: Vocabulary,
    departments: re.Pattern[str],
    progress: Callable[[int, int], None] | None = None,
) -> Topic:
    """What the notice talks about; ``progress`` is told how many sentences are done.

    Names of ``departments`` say who acts, not what is to be done: they are passed over.
    """

    def matter(text: str) -> str:
        return departments.sub(lambda found: " " * len(found.group()), text)

    pairs: Counter[str] = Counter()
    words: Counter[Piece] = Counter()
    _count(matter(notice.title), _IN_TITLE, vocabulary, pairs, words)
    title = set(pairs)
    for piece in words:
        title.update(*map(official_pairs, piece.alternatives))
    for done, sentence in enumerate(notice.sentences):
        if progress and done % _A_WHILE == 0:
            progress(done, len(notice.sentences))
        _count(matter(sentence.text), 1, vocabulary, pairs, words)
    return Topic(pairs, words, frozenset(title))


def _count(
    text: str, times: int, vocabulary: Vocabulary, pairs: Counter[str], words: Counter[Piece]
) -> None:
    for run in runs(text):
        for pair in pairs_of(run.text):
            pairs[pair] += times
        for piece in everyday(run.text, vocabulary):
            words[piece] += times


def runs(text: str) -> Iterator[Run]:
    """The text without marks and without what every notice says."""
    said = _boilerplate().sub(lambda found: " " * len(found.group()), fold(text))
    for found in _RUN.finditer(said):
        yield Run(found.group(), found.start())


def pairs_of(text: str) -> Iterator[str]:
    """Each two Chinese characters that stand side by side."""
    for pair in map(str.__add__, text, text[1:]):
        if is_han(pair[0]) and is_han(pair[1]):
            yield pair


def official_pairs(phrases: tuple[str, ...]) -> Iterator[str]:
    """The pairs of official words."""
    for phrase in phrases:
        yield from pairs_of(phrase)


def everyday(text: str, vocabulary: Vocabulary) -> Iterator[Piece]:
    """The everyday words in folded text that stand for official ones."""
    for piece in vocabulary.pieces(text):
        if piece.alternatives and len(piece.text) >= _LEAST_WORD:
            yield piece


def insistence(times: float) -> float:
    """How much a text insists on what it says so often: 1 for once."""
    return 1.0 + math.log(times)


@cache
def _boilerplate() -> re.Pattern[str]:
    rows = tables.rows("notice_boilerplate")
    words = sorted((fold(row[1]) for row in rows if row[0] == "word"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)) or r"(?!)")
