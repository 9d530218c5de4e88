"""Which duty of one list is which of the other: by their words, never by their numbers."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

from duty_desktop.comparing.assignment import best_pairs
from duty_desktop.comparing.likeness import Finder, Profile, Resemblances
from duty_desktop.domain.changes import Ground
from duty_desktop.domain.duty import Duty, Field
from duty_desktop.domain.words import words

LEAST = 0.32
"""Duties less alike than this are not held for one; measured by ``tests.comparing.measuring``."""

LEAST_ACROSS = 0.5
"""Likewise of duties in different lists, of which only the names are held against each other."""

_EXACT = 1_000_000
"""Likenesses are counted in so many parts, whole, so that their sums are exact."""

_SAME_LIST, _SAME_SERIAL = 2_000, 1_000
"""What decides between pairs that are nearly equally alike, in those parts."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An old duty and the new one that it is held to be."""

    old: Profile
    new: Profile
    ground: Ground
    score: float


def paired(resemblances: Resemblances) -> list[Pair]:
    """The pairs, in the old list's order; each duty is in one at most.

    Equal words first, then equal names, then the assignment of the others that makes all pairs
    together most alike.
    """
    left = dict(enumerate(resemblances.old))
    right = dict(enumerate(resemblances.new))
    pairs: list[Pair] = []

    def take(found: Iterable[tuple[Profile, Profile, float]], ground: Ground) -> None:
        for old, new, score in found:
            pairs.append(Pair(old, new, ground, score))
            del left[old.place], right[new.place]

    take(_equal(left, right, _all_words), Ground.SAME_WORDS)
    for key in (_name_and_list, _name_alone):
        take(_equal(left, right, key, resemblances, alone=True), Ground.SAME_NAME)
    take(_alike(resemblances, left, right), Ground.ALIKE)
    return sorted(pairs, key=lambda pair: pair.old.place)


def _all_words(duty: Duty) -> Hashable:
    """Everything but the number."""
    return (duty.kind, *(words(duty.cell(field)) for field in duty.kind.fields[1:]))


def _name_and_list(duty: Duty) -> Hashable:
    return (duty.kind, words(duty.cell(Field.NAME)))


def _name_alone(duty: Duty) -> Hashable:
    return words(duty.cell(Field.NAME))


def _equal(
    left: Mapping[int, Profile],
    right: Mapping[int, Profile],
    key: Callable[[Duty], Hashable],
    resemblances: Resemblances | None = None,
    *,
    alone: bool = False,
) -> list[tuple[Profile, Profile, float]]:
    """Those whose key is equal; of several, those with one number first, then in order.

    ``alone``: only where there is one such duty on each side.
    """
    groups: defaultdict[Hashable, tuple[list[Profile], list[Profile]]]
    groups = defaultdict(lambda: ([], []))
    for side, profiles in enumerate((left, right)):
        for profile in profiles.values():
            groups[key(profile.duty)][side].append(profile)
    found = []
    for olds, news in groups.values():
        if alone and not len(olds) == len(news) == 1:
            continue
        by_serial = {new.duty.serial: new for new in news}
        same = [(old, by_serial[old.duty.serial]) for old in olds if old.duty.serial in by_serial]
        taken = {profile.place for _, profile in same}
        had = {profile.place for profile, _ in same}
        rest = (
            [old for old in olds if old.place not in had],
            [new for new in news if new.place not in taken],
        )
        found += [*same, *zip(*rest, strict=False)]
    return [
        (old, new, 1.0 if resemblances is None else resemblances.score(old, new))
        for old, new in found
    ]


def _alike(
    resemblances: Resemblances, left: Mapping[int, Profile], right: Mapping[int, Profile]
) -> list[tuple[Profile, Profile, float]]:
    """The pairs of the best assignment among those that are alike enough."""
    finder = Finder(resemblances, right.values())
    scores: dict[int, dict[int, float]] = {}
    for place, profile in left.items():
        near = {
            new.place: score
            for score, new in finder.nearest(profile)
            if score >= least(profile.duty, new.duty)
        }
        if near:
            scores[place] = near
    gains = {
        old: {new: _gain(left[old], right[new], score) for new, score in near.items()}
        for old, near in scores.items()
    }
    return [
        (left[old], right[new], scores[old][new]) for old, new in sorted(best_pairs(gains).items())
    ]


def least(old: Duty, new: Duty) -> float:
    """How alike the two must be to be held for one."""
    return LEAST if old.kind is new.kind else LEAST_ACROSS


def _gain(old: Profile, new: Profile, score: float) -> int:
    """What the pair is worth: how far it is above the least.

    So one good pair outweighs two poor ones.
    """
    gain = 1 + round((score - least(old.duty, new.duty)) * _EXACT)
    if old.duty.kind is new.duty.kind:
        gain += _SAME_LIST
        if old.duty.serial == new.duty.serial:
            gain += _SAME_SERIAL
    return gain
