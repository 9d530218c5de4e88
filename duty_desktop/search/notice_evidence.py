"""The sentences that speak for a duty, and the steps that the notice's matter touches."""

from collections.abc import Iterator
from dataclasses import dataclass

from duty_desktop.domain.duty import Field, Side, Step
from duty_desktop.domain.notice import Evidence, Notice, Sentence
from duty_desktop.search.folding import fold
from duty_desktop.search.notice_duties import NoticeDuties
from duty_desktop.search.notice_words import Run, everyday, pairs_of, runs
from duty_desktop.search.vocabulary import Piece, Vocabulary

MOST_EVIDENCE = 3

_MOST_STEPS = 3
"""Steps of one side that are named at most."""

_STEP_NEAR_BEST = 0.5
"""Part of the best step's overlap that another must have."""

_LEAST_WEIGHT = 0.35
"""A shared phrase of less rarity says nothing: it stands in every sixth duty."""

_LONG, _LONGER = 4, 1.5
"""A shared phrase of so many characters counts so much more."""

_LOOKED_INTO = 16
"""So many sentences with most in common are compared word by word."""

_FIELDS = {
    Side.SUPERIOR: Field.SUPERIOR,
    Side.TOWNSHIP: Field.TOWNSHIP,
    Side.METHOD: Field.METHOD,
}


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence of the notice, ready to be compared."""

    sentence: Sentence
    runs: tuple[Run, ...]
    pairs: frozenset[str]
    words: tuple[Piece, ...]


class Evidences:
    """Finds, in one notice, what speaks for one duty or another."""

    def __init__(self, notice: Notice, duties: NoticeDuties, vocabulary: Vocabulary) -> None:
        """Make the notice's sentences ready."""
        self._duties = duties
        title = Sentence(notice.title, max(0, notice.text.find(notice.title)))
        sentences = ([title] if notice.title else []) + list(notice.sentences)
        self._said = [_said(sentence, vocabulary) for sentence in sentences]

    def of(self, place: int) -> tuple[Evidence, ...]:
        """What speaks for a duty, the strongest first; no sentence twice."""
        text = self._duties.texts[place]
        near = sorted(
            self._said, key=lambda said: (-self._overlap(said, text), said.sentence.start)
        )[:_LOOKED_INTO]
        found: list[tuple[float, Evidence]] = []
        for said in near:
            ways = [self._compared(said, words, field) for words, field in self._units(place)]
            best = max(ways, key=lambda way: way[0], default=None)
            if best is not None and best[0] > 0:
                found.append(best)
        found.sort(key=lambda way: (-way[0], way[1].start))
        return tuple(evidence for _, evidence in found[:MOST_EVIDENCE])

    def steps(self, place: int) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        """The superior departments' steps and the town's that the notice touches most.

        Where it touches none of a side, the side's first ones.
        """
        duty = self._duties.duties[place]
        superior = (*duty.side(Side.SUPERIOR), *duty.side(Side.METHOD))
        return self._touched(superior), self._touched(duty.side(Side.TOWNSHIP))

    def _touched(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        overlaps = []
        for step in steps:
            text = fold(step.text)
            overlaps.append(max((self._overlap(said, text) for said in self._said), default=0.0))
        best = max(overlaps, default=0.0)
        least = _STEP_NEAR_BEST * best
        near = sorted((-overlap, at) for at, overlap in enumerate(overlaps) if overlap >= least)
        return tuple(steps[at] for at in sorted(at for _, at in near[:_MOST_STEPS]))

    def _units(self, place: int) -> Iterator[tuple[str, Field]]:
        """The official words that evidence may quote: the name and each step, whole."""
        duty = self._duties.duties[place]
        yield duty.name, Field.NAME
        for step in duty.steps:
            yield step.text, _FIELDS[step.side]

    def _overlap(self, said: _Said, text: str) -> float:
        """How much of a sentence a folded text says."""
        rarity = self._duties.rarity
        weight = sum(rarity(pair) for pair in said.pairs if pair in text)
        return weight + sum(
            len(piece.text) - 1 for piece in said.words if _meaning_in(piece, text) is not None
        )

    def _compared(self, said: _Said, words: str, field: Field) -> tuple[float, Evidence]:
        """A sentence beside official words, and how much they have in common."""
        text = fold(words)
        original = said.sentence.text
        weight = 0.0
        shared: dict[str, None] = {}
        for run in said.runs:
            for start, end in _common(run.text, text):
                phrase = original[run.start + start : run.start + end]
                worth = sum(map(self._duties.rarity, pairs_of(run.text[start:end])))
                if worth >= _LEAST_WEIGHT and phrase not in shared:
                    shared[phrase] = None
                    weight += worth * (_LONGER if end - start >= _LONG else 1.0)
        meant: dict[str, str] = {}
        for piece in said.words:
            official = _meaning_in(piece, text)
            if official is not None and piece.text not in text:
                meant[piece.text] = official
                weight += len(piece.text) - 1
        longest = tuple(sorted(shared, key=lambda phrase: -len(phrase)))
        evidence = Evidence(
            original, said.sentence.start, words, field, longest, tuple(meant.items())
        )
        return weight, evidence


def _said(sentence: Sentence, vocabulary: Vocabulary) -> _Said:
    parts = tuple(runs(sentence.text))
    pairs = frozenset(pair for run in parts for pair in pairs_of(run.text))
    words = dict.fromkeys(piece for run in parts for piece in everyday(run.text, vocabulary))
    return _Said(sentence, parts, pairs, tuple(words))


def _meaning_in(piece: Piece, text: str) -> str | None:
    """The official words in a folded text that an everyday word stands for."""
    for phrases in filter(None, piece.alternatives):
        if all(phrase in text for phrase in phrases):
            return "、".join(phrases)
    return None


def _common(run: str, text: str) -> Iterator[tuple[int, int]]:
    """The stretches of two or more characters of ``run``, left to right, that ``text`` has too."""
    at = 0
    while at < len(run) - 1:
        end = at
        while end < len(run) and run[at : end + 1] in text:
            end += 1
        if end - at >= 2:
            yield at, end
        at = max(end, at + 1)
