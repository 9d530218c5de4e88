"""Which lists can be compared: those of the library and the one that ships."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from duty_desktop import paths
from duty_desktop.errors import CatalogueError
from duty_desktop.importing import current_database, library


@dataclass(frozen=True, slots=True)
class Offer:
    """A list that can be chosen."""

    path: Path
    title: str
    """昌吉市三工镇履职事项清单（2025年7月）"""
    town: str = ""
    """With its county."""
    date: str = ""
    is_current: bool = False
    ships: bool = False
    """Whether it comes with the program."""

    @property
    def words(self) -> str:
        """Its title, and what sets it apart."""
        current, ships = self.is_current * " · 当前清单", self.ships * " · 随程序提供"
        return f"{self.title}{current}{ships}"


def offered() -> tuple[Offer, ...]:
    """The library's lists by town and date, damaged ones left out, then the one that ships."""
    from duty_desktop.store import catalogue

    found = [
        Offer(each.path, each.title, each.county + each.town, each.date, each.is_current)
        for each in library().lists()
        if not each.fault
    ]
    own = paths.database()
    try:
        duty_list = catalogue.load(own)
    except CatalogueError:
        return tuple(found)
    town = duty_list.town.county + duty_list.town.name
    is_current = current_database() == own
    return (*found, Offer(own, duty_list.full_title, town, duty_list.date, is_current, ships=True))


def usual(offers: Sequence[Offer]) -> tuple[Offer | None, Offer | None]:
    """Which two are likely meant: the current list, and the same town's next to it in time.

    ``None`` for the old one where there is no other of the town.
    """
    current = next((each for each in offers if each.is_current), None)
    if current is None:
        return None, None
    others = [each for each in offers if each.town == current.town and each is not current]
    earlier = [each for each in others if each.date <= current.date]
    if earlier:
        return max(earlier, key=lambda each: each.date), current
    later = min(others, key=lambda each: each.date, default=None)
    return (current, later) if later else (None, current)
