"""来文比对: a department's notice held against the list; a suggestion, never a decision.

A duty's score has two parts, both from 0 to 1. How much of what the notice talks about stands in
the duty (``_EXPLAINED``): pairs of characters and everyday words, rare ones more than common ones,
what the title and many sentences say more than what is said once. And how much of the duty's name,
or of one part of it, the notice says (``_NAMED``). What stands on a single word counts little
(``_BREADTH``); the department that sent the notice counts where the duty names it (``_SENT``).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from duty_desktop import tables
from duty_desktop.domain.duty import Department, Duty
from duty_desktop.domain.notice import Candidate, Notice, NoticeMatch, Verdict
from duty_desktop.domain.readings import Readings
from duty_desktop.search.notice_duties import NoticeDuties
from duty_desktop.search.notice_evidence import Evidences
from duty_desktop.search.notice_parts import take_apart
from duty_desktop.search.notice_words import Topic, insistence, official_pairs, topic_of
from duty_desktop.search.vocabulary import Phrases, Piece, Vocabulary

LISTED = 0.25
"""A duty below this score is not what the notice is about.

The middle of the widest gap measured: of 25 notices with a duty behind them the right one has 0.28
or more in 22 (three have less and are lost), of 13 without one the nearest duty has 0.21 at most
(``tests/search/notices_short.tsv``, ``tests/fixtures/notices``). Another vocabulary moves these
figures a little: measure again when ``synonyms.tsv`` has changed much."""

CONFIDENT = 0.3
"""From this score on the verdict is confident, if no duty of another list comes near."""

_NEAR = 0.8
"""Part of the best score from which on another duty comes near."""

_SHOWN = 0.45
"""Part of the best score that a further candidate must have."""

_FLOOR, _NEAREST = 0.12, 0.15
"""No candidate has less, beside one that is listed or alone: below it notices and duties meet by
chance."""

MOST_CANDIDATES = 5

_EXPLAINED, _NAMED = 0.6, 0.3
"""The shares of the two parts in the score."""

_IN_NAME, _IN_TEXT = 1.0, 0.6
"""What it counts that a word stands in a duty's name, or only in its other fields."""

_UNKNOWN = 0.6
"""Rarity of what no duty says; it counts if the notice says it twice."""

_HEAVIEST = 60
"""So many of its weightiest words are what a notice talks about; a long one says much besides."""

_BREADTH = 2.0
"""A score of n different rare words counts n / (n + 2)."""

_RARE = 0.4
"""A pair of this rarity or more is one of them: it stands in no more than one duty of ten."""

_SENT = 1.15
"""What a score is multiplied by where the duty names the department that sent the notice."""

_MENTIONED, _AGAIN = 0.5, 0.15
"""What it counts for a pair of a name to stand in the notice at all, and for each further time."""

_MEANT = 0.54
"""The same for a pair of official words that an everyday word of the notice stands for."""

_LEAST_PART = 2.0
"""Part of a name as weighty as two rare pairs; a slighter one is never said in full."""

_LOOKED_INTO = 60
"""So many duties that explain most of the notice have their names compared."""


class NoticeMatcher:
    """Holds notices against a list; made once for a list."""

    def __init__(
        self,
        duties: Sequence[Duty],
        departments: Iterable[Department] = (),
        own_words: Iterable[Sequence[str]] = (),
    ) -> None:
        """Make every duty ready.

        ``departments`` give short names; ``own_words`` are rows like those of the table
        ``synonyms`` that the town adds.
        """
        departments = tuple(departments)
        short = [(d.short_name, d.name) for d in departments if d.short_name not in d.name]
        rows = [*short, *tables.rows("synonyms"), *own_words]
        self._vocabulary = Vocabulary(rows, Readings())
        self._duties = NoticeDuties(duties)
        names = {name for d in departments for name in (d.name, d.short_name, *d.spellings)}
        longest_first = sorted(filter(None, names), key=lambda name: (-len(name), name))
        self._departments = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def match(self, text: str, progress: Callable[[int, int], None] | None = None) -> NoticeMatch:
        """What the notice in ``text`` concerns; any text has an answer, none is an error.

        ``progress`` is told how many of its sentences are read; what it raises ends the work.
        """
        notice = take_apart(text)
        topic = topic_of(notice, self._vocabulary, self._departments, progress)
        ranked = self._ranked(notice, topic)
        best = ranked[0][1] if ranked else 0.0
        least = max(_FLOOR if best >= LISTED else _NEAREST, best * _SHOWN)
        evidences = Evidences(notice, self._duties, self._vocabulary)
        candidates = tuple(
            self._candidate(place, score, evidences)
            for place, score in ranked[:MOST_CANDIDATES]
            if score >= least
        )
        if not candidates or best < LISTED:
            return NoticeMatch(notice, Verdict.NOT_LISTED, False, candidates)
        kind = candidates[0].duty.kind
        rivals = (each.score for each in candidates if each.duty.kind is not kind)
        confident = best >= CONFIDENT and max(rivals, default=0.0) < _NEAR * best
        return NoticeMatch(notice, Verdict.of(kind), confident, candidates)

    def _candidate(self, place: int, score: float, evidences: Evidences) -> Candidate:
        duty = self._duties.duties[place]
        superior, township = evidences.steps(place)
        return Candidate(duty, min(1.0, score), evidences.of(place), superior, township)

    def _ranked(self, notice: Notice, topic: Topic) -> list[tuple[int, float]]:
        """Places and scores of the duties that explain something of the topic, best first."""
        explained, breadth = self._explained(topic)
        likely = sorted(explained, key=lambda place: (-explained[place], place))[:_LOOKED_INTO]
        meant = self._meant(topic)
        scores = []
        for place in likely:
            named = self._named(place, topic, meant)
            score = _EXPLAINED * explained[place] + _NAMED * named
            score *= breadth[place] / (breadth[place] + _BREADTH)
            if self._sent_by_its_department(place, notice.sender):
                score *= _SENT
            scores.append((place, score))
        return sorted(scores, key=lambda each: (-each[1], each[0]))

    def _explained(self, topic: Topic) -> tuple[dict[int, float], dict[int, int]]:
        """For each duty, which part of the topic it explains and by how many rare words."""
        parts: defaultdict[int, float] = defaultdict(float)
        breadth: defaultdict[int, int] = defaultdict(int)
        weights: list[float] = []
        for pair, times in topic.pairs.items():
            places = self._duties.places((pair,))
            if not places and times < 2:
                continue
            rarity = self._duties.rarity_of(len(places)) if places else _UNKNOWN
            weights.append(insistence(times) * rarity)
            for place in places:
                known = _IN_NAME if pair in self._duties.names[place] else _IN_TEXT
                parts[place] += weights[-1] * known
                breadth[place] += rarity >= _RARE
        for piece, times in topic.words.items():
            known_in = self._known_in(piece)
            rarity = self._duties.rarity_of(len(known_in)) if known_in else 1.0
            weights.append(insistence(times) * rarity * (len(piece.text) - 1))
            for place, known in known_in.items():
                parts[place] += weights[-1] * known
                breadth[place] += 1
        whole = sum(sorted(weights, reverse=True)[:_HEAVIEST])
        return {place: part / whole for place, part in parts.items() if part}, breadth

    def _known_in(self, piece: Piece) -> dict[int, float]:
        """The duties that hold official words for an everyday one, and what that counts."""
        known: dict[int, float] = {}
        for phrases in filter(None, piece.alternatives):
            for place in self._duties.places(phrases):
                named = self._is_named(place, phrases)
                known[place] = max(known.get(place, 0.0), _IN_NAME if named else _IN_TEXT)
        return known

    def _is_named(self, place: int, phrases: Phrases) -> bool:
        name = self._duties.names[place]
        return all(phrase in name for phrase in phrases)

    def _meant(self, topic: Topic) -> frozenset[str]:
        return frozenset(
            pair
            for piece in topic.words
            for phrases in piece.alternatives
            for pair in official_pairs(phrases)
        )

    def _named(self, place: int, topic: Topic, meant: frozenset[str]) -> float:
        """Which part of the name's best-said part the notice says, the title most."""

        def said(pair: str) -> float:
            if pair in topic.title:
                return 1.0
            times = topic.pairs.get(pair, 0)
            if times:
                return min(1.0, _MENTIONED + _AGAIN * times)
            return _MEANT if pair in meant else 0.0

        best = 0.0
        for part in self._duties.clauses(place):
            weights = [(pair, self._duties.rarity(pair)) for pair in part]
            whole = max(_LEAST_PART, sum(weight for _, weight in weights))
            best = max(best, sum(said(pair) * weight for pair, weight in weights) / whole)
        return best

    def _sent_by_its_department(self, place: int, sender: str) -> bool:
        names = (named.name for named in self._duties.duties[place].departments)
        return bool(sender) and any(name in sender or sender in name for name in names)
