"""Lines of Chinese text that fit a measure and obey the rules for marks at a line's ends.

Sources of the rules: GB/T 15834-2011 §5.1 (which marks may not begin or end a line; —— and …… are
not split), W3C "Requirements for Chinese Text Layout" (CLREQ) §3.1.6 and §3.1.9 (numbers, Latin
words, a last line of one character).

The scheme is pushing out (推出) with spreading: a line ends at the last place that allows a break,
so a mark that may not begin a line takes the character before it along, and the room left over is
spread evenly between the characters. Marks are not squeezed and nothing hangs outside the measure
but spaces. Where the rules cannot hold (nothing but marks, a measure narrower than a character) a
line still holds at least one character, and no character is ever lost.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

NO_START = frozenset(
    "，。、；：？！”’）》〉】」』…—·%,.;:?!)]}〕〗］｝»›．｡､｣％‰‱℃℉°′″・‧•～〜~–‒‐-―⸺⋯/／"
)
"""Marks that may not begin a line."""

NO_END = frozenset("“‘（《〈【「『([{〔〖［｛｢«‹￥¥$＄£￡€№/／")
"""Marks that may not end a line."""

_SPACES = " \t\r\n"
"""Characters that part words and hang at a line's end; U+3000 is no space but a blank character."""

_DOUBLE = frozenset("…—⋯―")
"""Marks written twice for one sign; the pair is never split."""

_JOINERS = frozenset("-_/@&=?#+~.,:;'’%!*\\|()")
"""Marks that hold a number, a word or an address together when they stand inside it."""

_ITEM_MARKER = re.compile(
    r"\s*(?:[（(]?(?:\d{1,4}|[一二三四五六七八九十百]{1,4})[）).．、]|[①-⒛㈠-㈩])\s*(?=\S)"
)
"""An item's number with its mark, which stays with the character after it."""

_UNCOMMON = re.compile("[^\u3400-\u4dbf\u4e00-\u9fff]+")
"""Everything but Han characters, before and after which a line may end freely."""

# How readily a line may end before a character, from never to freely.
INSEPARABLE, MARK, WORD, FREE = range(4)

_SPACE, _STARTS_NOT, _ENDS_NOT, _WORDLIKE, _JOINS, _COMBINES, _PAIRED, _DIGIT = (
    1 << bit for bit in range(8)
)

_MOST_SPREAD = 0.35
"""A line is justified only if each gap grows by at most this part of its mean advance."""

_TOLERANCE = 1e-6
"""Part of the measure by which sums of advances may exceed it through rounding."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of broken text.

    ``width`` is in the unit of the measure and leaves spaces at the line's end out: they hang.
    """

    text: str
    width: float
    justified: bool
    """Whether the line is to be spread to the full measure."""

    @property
    def visible(self) -> str:
        """The text without the spaces that hang at its end."""
        return self.text.rstrip(_SPACES)

    def gap(self, measure: float) -> float:
        """What to add after every character so that the line fills the measure."""
        gaps = len(self.visible) - 1
        return (measure - self.width) / gaps if self.justified and gaps > 0 else 0.0


def break_lines(text: str, width: Callable[[str], float], measure: float) -> tuple[Line, ...]:
    """The text in lines no wider than the measure; joined again they are the text.

    ``width`` gives a single character's advance in the unit of ``measure``. Spaces, tabs and line
    ends in the text are all spaces; they stay with the line before them. No text gives no line.
    """
    if not text:
        return ()
    widths = [width(char) for char in text]
    if sum(widths) <= measure:
        # Most texts of a form are a word or two: none of the rules is needed for them.
        hanging = len(text) - len(text.rstrip(_SPACES))
        return (Line(text, sum(widths[: len(text) - hanging]), justified=False),)
    return _Breaking(text, widths, measure).lines()


def break_opportunities(text: str) -> bytearray:
    """For each character, how readily a line may end before it (the first entry means nothing)."""
    eases = bytearray([FREE]) * len(text)
    for stretch in _UNCOMMON.finditer(text):
        # Han characters around it take no part in any rule of their own.
        start, end = max(0, stretch.start() - 1), min(len(text), stretch.end() + 1)
        _note(text, start, [_KINDS[char] for char in text[start:end]], eases)
    marker = _ITEM_MARKER.match(text)
    if marker:
        for at in range(1, marker.end() + 1):
            eases[at] = min(eases[at], MARK)
    return eases


def _note(text: str, start: int, kinds: Sequence[int], eases: bytearray) -> None:
    """Note where a line may end, for the characters from the second on whose kinds are given."""
    solid = 0
    doubled = False
    for at in range(1, len(kinds)):
        before, after = kinds[at - 1], kinds[at]
        place = start + at
        if not before & _SPACE:
            solid = before
        doubled = not doubled and bool(after & _PAIRED) and text[place] == text[place - 1]
        if not (before or after or solid):
            continue
        if after & _COMBINES or doubled:
            eases[place] = INSEPARABLE
        elif (
            after & (_STARTS_NOT | _SPACE)
            or solid & _ENDS_NOT
            or _numbers_item(kinds, at, text[place - 1])
        ):
            eases[place] = MARK
        elif _inside_word(kinds, at):
            eases[place] = WORD


def _inside_word(kinds: Sequence[int], at: int) -> bool:
    """Whether the characters on both sides belong to one number, word or address."""
    before, after = kinds[at - 1], kinds[at]
    if before & _WORDLIKE:
        return bool(after & (_WORDLIKE | _JOINS))
    if before & _JOINS and after & (_WORDLIKE | _JOINS):
        return at > 1 and bool(kinds[at - 2] & (_WORDLIKE | _JOINS))
    return False


def _numbers_item(kinds: Sequence[int], at: int, before: str) -> bool:
    """Whether a number's dot stands before: ``2.组织`` within running text."""
    return at > 1 and before in ".．" and bool(kinds[at - 2] & _DIGIT)


class _Kinds(dict[str, int]):
    """A character's kind as bits; 0 is a character with which anything may be done."""

    def __missing__(self, char: str) -> int:
        self[char] = kind = _kind(char)
        return kind


_KINDS = _Kinds()


def _kind(char: str) -> int:
    category = unicodedata.category(char)
    if char in _SPACES:
        return _SPACE
    if category.startswith("M"):
        return _COMBINES
    kind = 0
    if category[0] in "LN" and unicodedata.east_asian_width(char) != "W":
        kind |= _WORDLIKE
    if category == "Nd":
        kind |= _DIGIT
    if char in NO_START:
        kind |= _STARTS_NOT
    if char in NO_END:
        kind |= _ENDS_NOT
    if char in _JOINERS:
        kind |= _JOINS
    if char in _DOUBLE:
        kind |= _PAIRED
    return kind


class _Breaking:
    """One text on its way into lines."""

    def __init__(self, text: str, widths: Sequence[float], measure: float) -> None:
        self._text = text
        self._measure = measure
        self._most = measure * (1 + _TOLERANCE)
        self._sums = list(accumulate(widths, initial=0.0))
        self._eases = break_opportunities(text)

    def lines(self) -> tuple[Line, ...]:
        starts = [0]
        while (end := self._end(starts[-1])) < len(self._text):
            starts.append(end)
        self._give_company(starts)
        ends = [*starts[1:], len(self._text)]
        return tuple(self._line(start, end) for start, end in zip(starts, ends, strict=True))

    def _end(self, start: int) -> int:
        """Where the line that begins at ``start`` ends."""
        text = self._text
        # A line holds one character at least.
        overflow = max(start + 1, bisect_right(self._sums, self._sums[start] + self._most) - 1)
        while overflow < len(text) and text[overflow] in _SPACES:
            overflow += 1
        return self._best(start, overflow) if overflow < len(text) else len(text)

    def _best(self, start: int, overflow: int) -> int:
        """The place to end a line whose character ``overflow`` does not fit."""
        free = self._last(FREE, start, overflow)
        if free and self._piece_fits(free):
            return free
        for ease in (WORD, MARK):
            last = self._last(ease, start, overflow)
            if last > free:
                return last
        return free or overflow

    def _last(self, ease: int, start: int, overflow: int) -> int:
        """The last place of this ease where the line may end, 0 where there is none."""
        return max(0, self._eases.rfind(ease, start + 1, overflow + 1))

    def _piece_fits(self, start: int) -> bool:
        """Whether what may not be broken after ``start`` fits a line of its own."""
        end = self._eases.find(FREE, start + 1)
        piece = self._text[start : end if end > 0 else None].rstrip(_SPACES)
        return self._width(start, start + len(piece)) <= self._most

    def _width(self, start: int, end: int) -> float:
        return self._sums[end] - self._sums[start]

    def _give_company(self, starts: list[int]) -> None:
        """Bring a character down to a last line that holds only one (孤字, CLREQ §3.1.9)."""
        if len(starts) < 2 or self._substance(starts[-1]) > 1:
            return
        previous, final = starts[-2], starts[-1]
        at = self._last(FREE, previous, final - 1)
        fits = self._width(at, len(self._text)) <= self._most
        if at and fits and self._line(previous, at).justified:
            starts[-1] = at

    def _substance(self, start: int) -> int:
        """How many characters of the last line are neither spaces nor closing marks."""
        light = _SPACE | _STARTS_NOT
        return sum(not _KINDS[char] & light for char in self._text[start:])

    def _line(self, start: int, end: int) -> Line:
        text = self._text[start:end]
        count = len(text.rstrip(_SPACES))
        width = self._width(start, start + count)
        justified = False
        if end < len(self._text) and count > 1:
            slack = self._measure - width
            justified = 0 <= slack / (count - 1) <= _MOST_SPREAD * width / count
        return Line(text, width, justified)
