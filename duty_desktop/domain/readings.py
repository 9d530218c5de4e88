"""How the words of a list are read aloud: pinyin, worked out when the list is built."""

from collections.abc import Mapping
from dataclasses import dataclass, field

UNREAD = "?"
"""Stands for the syllable of a character whose reading is not known."""


@dataclass(frozen=True, slots=True)
class Readings:
    """Syllables without tones, ü written v (``nv``); empty for what is no Chinese character."""

    cells: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """For each duty's id and each of its cells, one syllable a character of ``words(cell)``."""
    characters: Mapping[str, str] = field(default_factory=dict)
    """The commonest reading of each character that people may type."""

    def of(self, text: str) -> tuple[str, ...]:
        """The commonest reading of each character of ``text``."""
        return tuple(self.characters.get(char, "") for char in text)


def is_han(char: str) -> bool:
    """Whether the character is one that is read as a syllable (CJK unified ideographs)."""
    code = ord(char)
    return 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF or code == 0x3007
