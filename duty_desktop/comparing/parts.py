"""Duties that seem to have been split or put together: words that turn up elsewhere."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from duty_desktop.comparing.likeness import Finder, Profile, Resemblances

LEAST_SHARE = 0.6
"""A part has at least this share of its words from the whole."""

LEAST_LOST = 0.4
"""And this share from what the whole has lost. Both measured by ``tests.comparing.measuring``."""


@dataclass(frozen=True, slots=True)
class Parting:
    """A whole of one list and the parts of the other that it seems to have become.

    Read backwards, parts that were put together.
    """

    whole: Profile
    parts: tuple[tuple[Profile, float], ...]
    """Each with the share of its words that the whole has; in their list's order."""


@dataclass(frozen=True, slots=True)
class Parted:
    """What was split and what was put together; no duty is in two of them."""

    splits: tuple[Parting, ...]
    merges: tuple[Parting, ...]

    @property
    def olds(self) -> frozenset[int]:
        """The places of the old duties in them."""
        return _wholes(self.splits) | _parts(self.merges)

    @property
    def news(self) -> frozenset[int]:
        """The places of the new duties in them."""
        return _parts(self.splits) | _wholes(self.merges)


def _wholes(found: Iterable[Parting]) -> frozenset[int]:
    return frozenset(each.whole.place for each in found)


def _parts(found: Iterable[Parting]) -> frozenset[int]:
    return frozenset(part.place for each in found for part, _ in each.parts)


def parted(
    resemblances: Resemblances,
    changed: Sequence[tuple[Profile, Profile]],
    gone: Sequence[Profile],
    come: Sequence[Profile],
) -> Parted:
    """What was split and put together among duties that changed, went and came.

    ``changed`` are old duties and the new ones that they are held to be.
    """
    becoming = {old.place: new for old, new in changed}
    splits = partings(resemblances, [*(old for old, _ in changed), *gone], becoming, come)
    taken_old, taken_new = _wholes(splits), _parts(splits)
    merges = partings(
        resemblances,
        [new for new in (*(new for _, new in changed), *come) if new.place not in taken_new],
        {new.place: old for old, new in changed},
        [old for old in gone if old.place not in taken_old],
    )
    return Parted(tuple(splits), tuple(merges))


def partings(
    resemblances: Resemblances,
    wholes: Sequence[Profile],
    main: Mapping[int, Profile],
    free: Iterable[Profile],
) -> list[Parting]:
    """The wholes that were parted, in their order.

    ``wholes`` are duties that changed or went; ``main`` tells by place which duty each is held to
    be now, where any; ``free`` are duties of the other list that none is held to be.
    """
    finder = Finder(resemblances, wholes)
    found: defaultdict[int, list[tuple[Profile, float]]] = defaultdict(list)
    by_place = {whole.place: whole for whole in wholes}
    for part in free:
        shares = [
            (share, -whole.place)
            for whole in finder.sharing(part)
            if (share := _share(resemblances, part, whole, main.get(whole.place)))
        ]
        if shares:
            share, place = max(shares)
            found[-place].append((part, share))
    result = []
    for place, parts in sorted(found.items()):
        whole, first = by_place[place], main.get(place)
        if first is not None:
            parts.append((first, share_of(resemblances, first, whole)))
        elif len(parts) == 1:
            continue
        result.append(Parting(whole, tuple(sorted(parts, key=lambda part: part[0].place))))
    return result


def _share(
    resemblances: Resemblances, part: Profile, whole: Profile, main: Profile | None
) -> float:
    """The share of the part's words that the whole has; 0 where it is no part of it."""
    share = share_of(resemblances, part, whole)
    if share < LEAST_SHARE:
        return 0.0
    lost = _lost(whole, main, _name)
    if main is not None and not lost:
        lost = _lost(whole, main, _all)
        return share if resemblances.contained(_all(part), lost) >= LEAST_LOST else 0.0
    return share if resemblances.contained(part.name, lost) >= LEAST_LOST else 0.0


def share_of(resemblances: Resemblances, part: Profile, whole: Profile) -> float:
    """The share of a part's words that a whole has: of its name or of all, whichever is more."""
    return max(
        resemblances.contained(part.name, whole.name),
        resemblances.contained(_all(part), _all(whole)),
    )


_Words = Callable[[Profile], frozenset[str]]


def _name(profile: Profile) -> frozenset[str]:
    return profile.name


def _all(profile: Profile) -> frozenset[str]:
    return profile.name | profile.body


def _lost(whole: Profile, main: Profile | None, words_of: _Words) -> frozenset[str]:
    return words_of(whole) - words_of(main) if main is not None else words_of(whole)
