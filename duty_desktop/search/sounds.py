"""Finding by sound: which duties read as what was typed in letters.

Every syllable is one character here, so that the same index that finds phrases finds what is read:
公租房 is three characters of its own kind, and so is gongzufang.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from duty_desktop.domain.duty import Field
from duty_desktop.search.entries import BETWEEN, LABEL, Entry
from duty_desktop.search.index import PhraseIndex
from duty_desktop.search.pinyin import Pattern, initials_of, is_initial

_FIRST_SIGN = 0xE000
"""Unicode's private use area: signs that stand in no text."""


class Sounds:
    """What reads so: in a name by initials, anywhere by whole syllables or characters."""

    def __init__(
        self, entries: Sequence[Entry], written: PhraseIndex, syllables: Iterable[str]
    ) -> None:
        """Note how every entry sounds; ``written`` is the index of the entries' texts."""
        self._entries = entries
        self._written = written
        self._signs = {each: chr(_FIRST_SIGN + n) for n, each in enumerate(sorted(set(syllables)))}
        self._sounded = PhraseIndex([self._in_signs(own) for own in entries])
        self._initials = PhraseIndex([_initials_of_name(own) for own in entries])

    def _in_signs(self, own: Entry) -> str:
        signs = self._signs
        return "".join(
            signs.get(syllable, char)
            for char, syllable in zip(own.text, own.syllables, strict=True)
        )

    def reading(self, pattern: Pattern) -> Iterator[tuple[int, list[str]]]:
        """The places that read as the pattern, and the words there that do, the name's first.

        A pattern of initials alone is looked for in names only: elsewhere initials stand side by
        side by chance.
        """
        if pattern.only_initials:
            yield from self._in_names(pattern)
            return
        for index, run, offset in self._anchors(pattern):
            for place in index.places(run):
                own = self._entries[place]
                text = index.texts[place]
                words = dict.fromkeys(
                    own.text[start : start + len(pattern.pieces)]
                    for start in (at - offset for at in _occurrences(text, run))
                    if pattern.reads(own.text, own.syllables, start)
                )
                if words:
                    yield place, list(words)

    def _in_names(self, pattern: Pattern) -> Iterator[tuple[int, list[str]]]:
        initials = pattern.initials or ""
        for place in self._initials.places(initials):
            start, name = _name_of(self._entries[place])
            syllables = self._entries[place].syllables[start : start + len(name)]
            words = dict.fromkeys(
                name[at : at + len(initials)]
                for at in _occurrences(self._initials.texts[place], initials)
                if pattern.reads(name, syllables, at)
            )
            if words:
                yield place, list(words)

    def _anchors(self, pattern: Pattern) -> Iterator[tuple[PhraseIndex, str, int]]:
        """What to look for so that nothing is missed: an index, a run, its place in the pattern.

        Several where the only piece is a syllable that may still go on.
        """
        pieces = pattern.pieces
        signs = self._signs
        found: list[tuple[PhraseIndex, str, int]] = []
        at = 0
        for written, run in groupby(pieces, _is_written):
            length = len(list(run))
            if written:
                found.append((self._written, "".join(pieces[at : at + length]), at))
            at += length
        at = 0
        for whole, run in groupby(pieces[:-1], self._is_syllable):
            known = list(run)
            if whole:
                found.append((self._sounded, "".join(signs[piece] for piece in known), at))
            at += len(known)
        if found:
            yield min(found, key=lambda anchor: len(anchor[0].places(anchor[1])))
        else:
            at = len(pieces) - 1
            for syllable, sign in signs.items():
                if syllable.startswith(pieces[-1]):
                    yield self._sounded, sign, at

    def _is_syllable(self, piece: str) -> bool:
        """Whether the piece is a whole syllable; ``n`` is one, and mostly stands for a longer."""
        return piece in self._signs and not is_initial(piece)


def _occurrences(text: str, run: str) -> Iterator[int]:
    at = text.find(run)
    while at >= 0:
        yield at
        at = text.find(run, at + 1)


def _initials_of_name(own: Entry) -> str:
    start, name = _name_of(own)
    return initials_of(name, own.syllables[start : start + len(name)])


def _name_of(own: Entry) -> tuple[int, str]:
    """Where the name begins in the entry's text, and the name."""
    return len(own.fields[LABEL]) + len(BETWEEN), own.fields[Field.NAME]


def _is_written(piece: str) -> bool:
    return not (piece.isascii() and piece.isalpha())
