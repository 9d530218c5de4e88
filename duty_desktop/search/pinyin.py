"""Words typed as pinyin: whole syllables, initials, or both mixed with characters.

A run of letters is read in every way it can be: ``xian`` is 先 or 西安. Each piece of a way is a
whole syllable, an initial (``g``, ``zh``), or, at the run's end, the beginning of a syllable that
is still being typed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

MOST_WAYS = 24
"""Ways in which one term is read; real words have a handful."""

LONGEST_RUN = 40
"""Letters; a longer run is no pinyin."""

_TWO_LETTER_INITIALS = ("zh", "ch", "sh")

_VOWELS = frozenset("aeiouv")
"""The letters of which a syllable has one; v is ü."""


def is_letters(piece: str) -> bool:
    """Whether a piece is typed in letters, to be read; others are characters as they are."""
    return piece.isascii() and piece.isalpha()


def is_initial(piece: str) -> bool:
    """Whether letters stand for any syllable that begins with them."""
    return len(piece) == 1 or piece in _TWO_LETTER_INITIALS


def initials_of(text: str, syllables: Sequence[str]) -> str:
    """The first letter of each character's syllable; the character where it is not read."""
    return "".join(syllable[:1] or char for char, syllable in zip(text, syllables, strict=True))


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to read what was typed."""

    pieces: tuple[str, ...]
    """Characters as they are; syllables and initials as letters."""

    @property
    def only_initials(self) -> bool:
        """Whether no syllable and no character was typed out."""
        return all(map(is_initial, self.pieces)) and all(map(is_letters, self.pieces))

    @property
    def initials(self) -> str | None:
        """The pieces' first letters; ``None`` where characters were typed among them."""
        letters = all(map(is_letters, self.pieces))
        return "".join(piece[0] for piece in self.pieces) if letters else None

    def reads(self, text: str, syllables: Sequence[str], start: int = 0) -> bool:
        """Whether ``text`` reads so from ``start`` on, a syllable for each of its characters."""
        end = start + len(self.pieces)
        if start < 0 or end > len(text):
            return False
        last = len(self.pieces) - 1
        return all(
            piece_reads(piece, text[start + at], syllables[start + at], open_end=at == last)
            for at, piece in enumerate(self.pieces)
        )


def piece_reads(piece: str, char: str, syllable: str, *, open_end: bool) -> bool:
    """Whether one piece reads as the character with its syllable; the last may be unfinished."""
    if not is_letters(piece):
        return piece == char
    if open_end or is_initial(piece):
        return syllable.startswith(piece)
    return syllable == piece


class Syllables:
    """The syllables there are, and the ways in which letters can be read as them."""

    def __init__(self, known: Iterable[str]) -> None:
        """Take the syllables of a list's readings."""
        # Without a vowel it is 嗯 or 呣, which nobody types; n and m are initials.
        self._known = frozenset(s for s in known if s.isalpha() and not _VOWELS.isdisjoint(s))
        self._beginnings = frozenset(s[:end] for s in self._known for end in range(1, len(s)))
        self._letters = frozenset(s[0] for s in self._known)
        self.patterns = lru_cache(maxsize=256)(self._patterns)

    def _patterns(self, term: str) -> tuple[Pattern, ...]:
        """Every way to read a folded term; none where it holds no letters that can be pinyin."""
        runs = [(latin, "".join(chars)) for latin, chars in groupby(term, is_letters)]
        if not any(latin for latin, _ in runs):
            return ()
        ways: list[tuple[str, ...]] = [()]
        for place, (latin, run) in enumerate(runs):
            last = place == len(runs) - 1
            options = self._ways(run, last=last) if latin else [tuple(run)]
            ways = [way + option for way in ways for option in options][:MOST_WAYS]
        return tuple(map(Pattern, ways))

    def _ways(self, run: str, *, last: bool) -> list[tuple[str, ...]]:
        """Ways to read a run of letters.

        Whoever types syllables out types all of them: where that can be, the initials that the same
        letters might also be do not count, unless they are all initials.
        """
        if len(run) > LONGEST_RUN:
            return []
        whole = list(self._read(run, last=last, initials=False))
        ways = whole or sorted(self._read(run, last=last, initials=True), key=len)
        # Fewer pieces are longer syllables: what people mean who type some of them out.
        fewest = len(min(ways, key=len, default=()))
        ways = [way for way in ways if len(way) <= fewest + 1]
        if all(letter in self._letters for letter in run):
            ways.append(tuple(run))
        return list(dict.fromkeys(ways))[:MOST_WAYS]

    def _read(self, run: str, *, last: bool, initials: bool) -> Iterator[tuple[str, ...]]:
        """Ways to read a run as syllables, with or without initials among them."""
        pending: list[tuple[int, tuple[str, ...]]] = [(0, ())]
        found = 0
        while pending and found < 8 * MOST_WAYS:
            start, so_far = pending.pop()
            if start == len(run):
                found += 1
                yield so_far
                continue
            for end in range(start + 1, min(start + 6, len(run)) + 1):
                piece = run[start:end]
                if (
                    piece in self._known
                    or (initials and (piece in self._letters or piece in _TWO_LETTER_INITIALS))
                    or (last and end == len(run) and piece in self._beginnings)
                ):
                    pending.append((end, (*so_far, piece)))
