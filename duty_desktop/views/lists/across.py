"""What finds duties in every list of the library at once; no widgets."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from duty_desktop import paths
from duty_desktop.errors import CatalogueError
from duty_desktop.finding import engine_of
from duty_desktop.models.across import FoundDuty
from duty_desktop.models.results import MAYBE, tells_more
from duty_desktop.store.library import Library
from duty_desktop.views.lists.loading import read
from duty_desktop.views.lists.names import name_of

if TYPE_CHECKING:
    from duty_desktop.search.answer import Hit
    from duty_desktop.search.engine import SearchEngine

MOST_OF_ONE = 100
"""Hits that are shown of one list; a letter finds most of its duties."""


@dataclass(frozen=True, slots=True)
class SearchedList:
    """One list, ready to be searched."""

    path: Path
    whose: str
    source_sha256: str
    engine: "SearchEngine"


def searched_lists(
    library: Library, take: Callable[[SearchedList, int, int], None], wanted: Callable[[], bool]
) -> list[str]:
    """Every sound list, given to ``take`` as soon as it can be searched, while it is ``wanted``.

    ``take`` is told how many there are and how many of them were looked at. The names of those that
    cannot be read come back. A list that is there twice is searched once.
    """
    known: set[str] = set()
    faulty: list[str] = []
    places = [paths.database(), *library.paths()]
    for number, path in enumerate(places, 1):
        if not wanted():
            break
        try:
            duty_list, readings = read(path, name_of(path))
        except CatalogueError:
            faulty.append(name_of(path))
            continue
        if duty_list.source_sha256 in known:
            continue
        known.add(duty_list.source_sha256)
        town = duty_list.town
        whose = f"{town.county}{town.name}（{duty_list.date_in_words}）"
        engine = engine_of(duty_list, readings)
        take(SearchedList(path, whose, duty_list.source_sha256, engine), number, len(places))
    return faulty


def find(
    text: str, lists: Iterable[SearchedList], wanted: Callable[[], bool]
) -> tuple[Sequence[FoundDuty], int]:
    """What is found in all of the lists, sure finds first, and how many there are altogether.

    Within a tier the best of each list come first; empty where it is no longer ``wanted``.
    """
    ranked: list[tuple[str, float, FoundDuty]] = []
    total = 0
    for each in lists:
        if not wanted():
            return (), 0
        answer = each.engine.search(text, MOST_OF_ONE)
        total += answer.total
        ranked += [
            (hit.tier, -hit.score, FoundDuty(each.path, each.whose, hit.duty, _why(hit)))
            for hit in answer.hits
        ]
    tiers = {tier: place for place, tier in enumerate(("exact", "synonym", "maybe"))}
    ranked.sort(key=lambda found: (tiers[found[0]], found[1]))
    return [found for _, _, found in ranked], total


def _why(hit: "Hit") -> str:
    doubt = (MAYBE,) if hit.tier == "maybe" else ()
    return "；".join((*doubt, *filter(tells_more, hit.reasons)))
