"""Words typed as pinyin: whole syllables, initials, or both mixed with characters.

A run of letters is read in every way it can be: ``xian`` is 先 or 西安. Each piece of a way is a
whole syllable, an initial (``g``, ``zh``), or, at the run's end, the beginning of a syllable that
is still being typed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

MOST_WAYS = 48
"""Ways in which one run of letters is read; real words have a handful."""

LONGEST_RUN = 40
"""Letters; a longer run is no pinyin."""

_TWO_LETTER_INITIALS = ("zh", "ch", "sh")
_OPENS = "\x01"
"""Stands before each character and its syllable in a spelled text."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A text as it is spelled, character by character."""

    text: str
    initials: str
    """One for each character: its syllable's first letter, or itself where it is not read."""
    spelled: str
    """``\\x01`` + character + syllable, for each character."""

    @classmethod
    def of(cls, text: str, syllables: Sequence[str]) -> "Spelling":
        """The spelling of ``text``, a syllable for each of its characters."""
        initials = "".join(
            syllable[0] if syllable else char
            for char, syllable in zip(text, syllables, strict=True)
        )
        spelled = "".join(
            f"{_OPENS}{char}{syllable}" for char, syllable in zip(text, syllables, strict=True)
        )
        return cls(text, initials, spelled)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to read what was typed."""

    pieces: tuple[str, ...]
    """Characters as they are, syllables and initials as letters."""
    regex: re.Pattern[str]
    initials: str
    """The pieces' first letters; a dot where a character was typed, which may be read anyhow."""
    needed: tuple[str, ...]
    """Whole syllables and characters that a spelled text must hold."""

    @property
    def only_initials(self) -> bool:
        """Whether no syllable and no character was typed out."""
        return not self.needed

    def find(self, spelling: Spelling) -> Iterator[str]:
        """The characters that are read so in a text, wherever they stand."""
        if "." not in self.initials and self.initials not in spelling.initials:
            return
        spelled = spelling.spelled
        if not all(piece in spelled for piece in self.needed):
            return
        for found in self.regex.finditer(spelled):
            start = spelled.count(_OPENS, 0, found.start())
            yield spelling.text[start : start + len(self.pieces)]


class Syllables:
    """The syllables there are, and the ways in which letters can be read as them."""

    def __init__(self, known: Iterable[str]) -> None:
        """Take the syllables of a list's readings."""
        self._known = frozenset(syllable for syllable in known if syllable.isalpha())
        self._beginnings = frozenset(s[:end] for s in self._known for end in range(1, len(s)))
        self._letters = frozenset(s[0] for s in self._known)
        self.patterns = lru_cache(maxsize=256)(self._patterns)

    def _patterns(self, term: str) -> tuple[Pattern, ...]:
        """Every way to read a folded term; none where it holds no letters that can be pinyin."""
        runs = [
            (latin, "".join(chars))
            for latin, chars in groupby(term, lambda char: char.isascii() and char.isalpha())
        ]
        if not any(latin for latin, _ in runs):
            return ()
        ways: list[tuple[str, ...]] = [()]
        for place, (latin, run) in enumerate(runs):
            last = place == len(runs) - 1
            options = list(self._ways(run, last=last)) if latin else [tuple(run)]
            ways = [way + option for way in ways for option in options][:MOST_WAYS]
        return tuple(_pattern(way) for way in ways)

    def _ways(self, run: str, *, last: bool) -> Iterator[tuple[str, ...]]:
        """Ways to read a run of letters, those with whole syllables first."""
        if len(run) > LONGEST_RUN:
            return
        found: list[tuple[str, ...]] = []
        self._read(run, (), found, last=last)
        # Fewer pieces, longer syllables: what people who type them out mean.
        found.sort(key=len)
        yield from found[:MOST_WAYS]

    def _read(
        self, rest: str, so_far: tuple[str, ...], found: list[tuple[str, ...]], *, last: bool
    ) -> None:
        if not rest:
            found.append(so_far)
            return
        if len(found) >= 4 * MOST_WAYS:
            return
        for end in range(min(6, len(rest)), 0, -1):
            piece = rest[:end]
            whole = piece in self._known
            initial = piece in self._letters or piece in _TWO_LETTER_INITIALS
            unfinished = last and end == len(rest) and piece in self._beginnings
            if whole or initial or unfinished:
                self._read(rest[end:], (*so_far, piece), found, last=last)


def _pattern(pieces: tuple[str, ...]) -> Pattern:
    parts: list[str] = []
    needed: list[str] = []
    for place, piece in enumerate(pieces):
        if not (piece.isascii() and piece.isalpha()):
            parts.append(f"{_OPENS}{re.escape(piece)}[a-z]*")
            needed.append(piece)
        elif len(piece) == 1 or piece in _TWO_LETTER_INITIALS:
            parts.append(f"{_OPENS}.{piece}[a-z]*")
        else:
            open_end = place == len(pieces) - 1
            parts.append(f"{_OPENS}.{piece}" + ("[a-z]*" if open_end else f"(?={_OPENS}|$)"))
            needed.append(piece)
    initials = "".join(p[0] if p.isascii() and p.isalpha() else "." for p in pieces)
    return Pattern(pieces, re.compile("".join(parts), re.DOTALL), initials, tuple(needed))
