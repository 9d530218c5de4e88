"""How the words of a list are read aloud: pinyin, worked out when the list is built."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, overload

_Other = TypeVar("_Other")

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


class CharacterReadings(Mapping[str, str]):
    """The syllables of thousands of characters, in a sixth of the memory that a ``dict`` takes.

    A character of Chinese is an object of 76 bytes; here it is a place in a list.
    """

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        """Take syllables, each with all the characters that are read so."""
        self._pages: dict[int, list[str]] = {}
        self._count = 0
        for syllable, chars in rows:
            for char in chars:
                number, at = divmod(ord(char), _PAGE)
                page = self._pages.get(number)
                if page is None:
                    page = self._pages[number] = [""] * _PAGE
                self._count += not page[at]
                page[at] = syllable

    def __getitem__(self, char: str) -> str:
        syllable = self.get(char)
        if syllable is None:
            raise KeyError(char)
        return syllable

    @overload
    def get(self, char: str, /) -> str | None: ...
    @overload
    def get(self, char: str, default: _Other, /) -> str | _Other: ...
    def get(self, char: str, default: object = None, /) -> object:
        """The character's syllable, or else ``default``."""
        # ``Mapping`` would raise and catch an error for each character that is not read.
        code = ord(char)
        page = self._pages.get(code // _PAGE)
        return page[code % _PAGE] or default if page else default

    def __iter__(self) -> Iterator[str]:
        for number, page in self._pages.items():
            for at, syllable in enumerate(page, number * _PAGE):
                if syllable:
                    yield chr(at)

    def __len__(self) -> int:
        return self._count


_PAGE = 256
"""Neighbouring characters that are kept together: those of Chinese fill 82 pages."""


def is_han(char: str) -> bool:
    """Whether the character is one that is read as a syllable (CJK unified ideographs)."""
    code = ord(char)
    return 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF or code == 0x3007
