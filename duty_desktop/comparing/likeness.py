"""How much two duties have in common: the pairs of characters that both have, by their rarity."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from heapq import nlargest, nsmallest

from duty_desktop.domain.duty import Duty, Field, ListKind
from duty_desktop.domain.words import words

NAME_PART = 0.65
"""What the name counts where both duties have further text."""

BODY_ALONE = 0.6
"""What further text that is a duty's own counts where the name is another."""

_RUN = re.compile(r"[^\W_]+")

_BODY = (Field.DEPARTMENTS, Field.SUPERIOR, Field.TOWNSHIP, Field.METHOD)

_ASKED_NAME, _ASKED_BODY = 32, 16
"""So many of a duty's rarest pairs are looked up to find the duties that may resemble it."""

_NEAREST = 10
"""So many of these are looked at closely."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A duty as the pairs of characters in it."""

    duty: Duty
    place: int
    """Its index among its list's duties."""
    name: frozenset[str]
    body: frozenset[str]
    """Of its other cells, the category left out."""
    name_weight: float
    body_weight: float
    """The pairs' rarities together."""


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters, characters and figures; none reaches over a mark.

    A lone character is a pair by itself.
    """
    runs = _RUN.findall(text.casefold())
    return frozenset(
        pair for run in runs for pair in (map(str.__add__, run, run[1:]) if run[1:] else (run,))
    )


class Resemblances:
    """Two lists' duties, ready to be held against each other.

    Attributes:
        old, new: the lists' duties as profiles, in their order.
    """

    def __init__(self, old: Sequence[Duty], new: Sequence[Duty]) -> None:
        """Count every pair of characters over both lists."""
        pairs = [[_pairs(duty) for duty in duties] for duties in (old, new)]
        standing = Counter(
            pair for side in pairs for name, body in side for pair in frozenset.union(name, body)
        )
        count = len(old) + len(new)
        self._rarity = {pair: _rarity(times, count) for pair, times in standing.items()}
        self._rare = _rarity(len(("old", "new")), count)
        self.old = self._profiles(old, pairs[0])
        self.new = self._profiles(new, pairs[1])

    def _profiles(
        self, duties: Sequence[Duty], pairs: Sequence[tuple[frozenset[str], frozenset[str]]]
    ) -> tuple[Profile, ...]:
        return tuple(
            Profile(duty, place, name, body, self.weight(name), self.weight(body))
            for place, (duty, (name, body)) in enumerate(zip(duties, pairs, strict=True))
        )

    def weight(self, pairs: Iterable[str]) -> float:
        """The pairs' rarities together, the same to the last digit in any order."""
        return math.fsum(map(self._rarity.__getitem__, pairs))

    def score(self, one: Profile, other: Profile) -> float:
        """How alike two duties are, from 0 to 1.

        Across lists the names alone are compared: what one list says in four columns, another
        says in one or not at all. Further text counts as far as it is a duty's own: what is said
        of each fine (负责执法检查、巡查……) tells no duty from another.
        """
        name = self._common(one.name, other.name, one.name_weight, other.name_weight)
        if one.duty.kind is not other.duty.kind or not (one.body and other.body):
            return name
        body = self._common(one.body, other.body, one.body_weight, other.body_weight)
        mean = (one.body_weight + other.body_weight) / (len(one.body) + len(other.body))
        own = min(1.0, mean / self._rare)
        part = own * (1 - NAME_PART)
        return max((NAME_PART * name + part * body) / (NAME_PART + part), BODY_ALONE * own * body)

    def _common(
        self, one: Set[str], other: Set[str], one_weight: float, other_weight: float
    ) -> float:
        """The mean (geometric) of what is common to both, and to the shorter one."""
        if not (one and other):
            return 0.0
        common = self.weight(one & other)
        of_both = 2 * common / (one_weight + other_weight)
        of_shorter = common / min(one_weight, other_weight)
        return min(1.0, math.sqrt(of_both * of_shorter))

    def contained(self, pairs: Set[str], whole: Set[str]) -> float:
        """The share of these pairs' weight that the whole has too."""
        weight = self.weight(pairs)
        return self.weight(pairs & whole) / weight if weight else 0.0

    def rarest(self, pairs: Iterable[str], most: int) -> list[str]:
        """The rarest of these pairs."""
        return nlargest(most, pairs, key=lambda pair: (self._rarity[pair], pair))


class Finder:
    """Finds the duties of one list that come nearest to a duty of the other."""

    def __init__(self, resemblances: Resemblances, among: Iterable[Profile]) -> None:
        """Index these duties."""
        self._resemblances = resemblances
        self._profiles: dict[int, Profile] = {}
        self._names: defaultdict[str, list[int]] = defaultdict(list)
        self._bodies: defaultdict[str, list[int]] = defaultdict(list)
        for profile in among:
            self._profiles[profile.place] = profile
            for pair in profile.name:
                self._names[pair].append(profile.place)
            for pair in profile.body:
                self._bodies[pair].append(profile.place)

    def nearest(self, profile: Profile) -> list[tuple[float, Profile]]:
        """Those that resemble it most, best first."""
        tally: Counter[int] = Counter()
        self._tally(profile.name, self._names, _ASKED_NAME, tally)
        self._tally(profile.body, self._bodies, _ASKED_BODY, tally)
        scored = [
            (self._resemblances.score(profile, self._profiles[place]), self._profiles[place])
            for place in _likely(tally)
        ]
        scored.sort(key=lambda each: (-each[0], each[1].place))
        return scored

    def sharing(self, profile: Profile) -> list[Profile]:
        """Those that have some of its rarest words, in any cell; the likeliest wholes first."""
        tally: Counter[int] = Counter()
        asked = self._resemblances.rarest(profile.name | profile.body, _ASKED_NAME + _ASKED_BODY)
        for pair in asked:
            tally.update(self._names.get(pair, ()))
            tally.update(self._bodies.get(pair, ()))
        return [self._profiles[place] for place in _likely(tally)]

    def _tally(
        self,
        pairs: Iterable[str],
        index: Mapping[str, Sequence[int]],
        most: int,
        tally: "Counter[int]",
    ) -> None:
        for pair in self._resemblances.rarest(pairs, most):
            tally.update(index.get(pair, ()))


def _likely(tally: "Counter[int]") -> list[int]:
    """The places with the most of what was asked for, at least a quarter of what the first has."""
    most = max(tally.values(), default=0)
    counted = [(-count, place) for place, count in tally.items() if 4 * count >= most]
    return [place for _, place in nsmallest(_NEAREST, counted)]


def _rarity(times: int, count: int) -> float:
    """What a pair is worth that stands in so many of all duties: the less the more often.

    The square of the inverse document frequency, so that words of every duty count for little.
    """
    return math.log(1 + (count - times + 0.5) / (times + 0.5)) ** 2


def _pairs(duty: Duty) -> tuple[frozenset[str], frozenset[str]]:
    body = frozenset[str]()
    if duty.kind is not ListKind.BASIC:
        body = frozenset.union(*(pairs_of(words(duty.cell(field))) for field in _BODY))
    return pairs_of(duty.name), body
