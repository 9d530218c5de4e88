"""How duties sound: texts in which every character that is read in two ways is two signs."""

from collections.abc import Collection, Container, Mapping, Sequence
from typing import Protocol

from duty_desktop.search.entries import Entry
from duty_desktop.search.index import PhraseIndex
from duty_desktop.search.material import SIGNS, SPOKEN, SPOKEN_NAME, Material, read_signs
from duty_desktop.search.places import gathered

Signs = Mapping[str, tuple[str, str]]
"""The character and the syllable of each sign that is no character."""


class Spoken(Protocol):
    """What is asked of an index of spoken texts; fields are ``SPOKEN`` and ``SPOKEN_NAME``."""

    @property
    def signs(self) -> Signs:
        """What the signs stand for."""
        ...

    def places(self, field: str, phrase: str, /) -> int:
        """The set of the places whose field holds the signs, as in ``search.places``."""
        ...

    def characters(self, field: str, /) -> Collection[str]:
        """Every sign of a field that stands somewhere."""
        ...

    def behind(self, field: str, sign: str, /) -> Container[str]:
        """The signs that stand behind this one somewhere."""
        ...


class SpokenEntries:
    """Spoken texts of duties in memory."""

    def __init__(self, entries: Sequence[Entry], material: Material) -> None:
        """Index how the entries sound; ``material`` makes the signs."""
        spoken = list(map(material.spoken, entries))
        self._fields = {
            SPOKEN: PhraseIndex([text for text, _ in spoken]),
            SPOKEN_NAME: PhraseIndex([name for _, name in spoken]),
        }
        self._count = len(spoken)
        self.signs = read_signs(material.notes()[SIGNS])

    def places(self, field: str, phrase: str) -> int:
        """The set of the places whose field holds the signs."""
        return gathered(self._fields[field].places(phrase), self._count)

    def characters(self, field: str) -> Collection[str]:
        """Every sign of a field that stands somewhere."""
        return self._fields[field].characters()

    def behind(self, field: str, sign: str) -> Container[str]:
        """The signs that stand behind this one somewhere."""
        return self._fields[field].behind(sign)
