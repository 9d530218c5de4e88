"""Pinyin for a list's words, worked out once when its database is built."""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import groupby

from duty_desktop import tables
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.readings import UNREAD, Readings, is_han
from duty_desktop.domain.words import words


def read_aloud(duty_list: DutyList, progress: Callable[[int, int], None] | None = None) -> Readings:
    """The readings of every cell of the list, and of every character of GB 2312.

    ``progress`` is told how many duties of how many are read; it may raise to end the work.
    """
    syllables = _reader()
    cells = {}
    for number, duty in enumerate(duty_list.duties):
        if progress:
            progress(number, len(duty_list.duties))
        cells[duty.id] = tuple(syllables(words(cell)) for cell in duty.cells)
    used = {char for duty in duty_list.duties for cell in duty.cells for char in words(cell)}
    typed = sorted(char for char in used | set(_gb2312()) if is_han(char))
    return Readings(cells, {char: _alone(char) for char in typed})


@cache
def _alone(char: str) -> str:
    """The reading of one character by itself; the lists of a county ask for the same ones."""
    return _reader()(char)[0]


def _gb2312() -> Iterable[str]:
    """The 6763 characters of GB 2312-80, rows 16 to 87: what common input methods offer first."""
    for row in range(0xB0, 0xF8):
        for column in range(0xA1, 0xFF):
            yield from bytes((row, column)).decode("gb2312", errors="ignore")


@cache
def _reader() -> Callable[[str], tuple[str, ...]]:
    """A function from a text to one syllable a character.

    pypinyin chooses a character's reading by the phrase it stands in; phrases that it reads wrong
    in office texts are put right by the table ``readings``.
    """
    # Slow to load (0.7 s, 65 MB), hence only here, where a database is built.
    from pypinyin import lazy_pinyin

    phrases = [(row[0], row[1].split()) for row in tables.rows("readings")]

    def of_run(run: str) -> list[str]:
        syllables = lazy_pinyin(run, errors=_unread)
        if len(syllables) != len(run):
            # Neighbouring characters without a reading come back as one.
            syllables = [lazy_pinyin(char, errors=_unread)[0] for char in run]
        return syllables

    def read(text: str) -> tuple[str, ...]:
        syllables: list[str] = []
        for han, run in groupby(text, is_han):
            chars = "".join(run)
            syllables += of_run(chars) if han else [""] * len(chars)
        for phrase, right in phrases:
            at = text.find(phrase)
            while at >= 0:
                syllables[at : at + len(phrase)] = right
                at = text.find(phrase, at + 1)
        return tuple(syllables)

    return read


def _unread(_run: str) -> str:
    return UNREAD
