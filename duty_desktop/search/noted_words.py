"""What the town noted, made ready to be searched: names and how they sound, phones, free words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from duty_desktop import tables
from duty_desktop.domain.assigning import handling
from duty_desktop.domain.assignment import Assignment, Key, TownNotes
from duty_desktop.domain.readings import Readings
from duty_desktop.domain.roster import offices_of, people_of
from duty_desktop.search.folding import fold
from duty_desktop.search.pinyin import Pattern, initials_of
from duty_desktop.search.query import Term

_LEAST_DIGITS = 4
"""Of a telephone number: fewer are a duty's number."""

_LEAST_WORDS = 2
"""Characters of free words: a single one stands everywhere."""

_BESIDE_DIGITS = "-+()/ "
_MOST_SHOWN = 24
"""Characters of free words that a reason quotes."""

NAME_WORTH = {"责任科室": 6.0, "承办人": 6.0, "分管领导": 5.0, "协办科室": 4.0}
PHONE_WORTH = 4.0
FREE_WORTH = {"完成时限": 3.0, "依据": 2.0, "备注": 2.0, "附件": 2.0}
"""What a find in a note is worth: who does it counts more than what is said of it."""

_OFFICE = "办"
"""What most offices are called for short."""

_WHOLE, _SPELLED = 2.0, 0.9
"""Added for all of a name; what a name counts that was spelled."""


class Match(NamedTuple):
    """How a term stands in a note."""

    worth: float
    phrase: str
    """The folded word that was found."""
    reason: str
    is_meant: bool = True
    """Whether the note is what was typed, and not something that a part of it merely stands in:
    服务 may be a matter, 服务办 is an office."""


class Name:
    """The name of an office or of somebody, and all ways in which it is read aloud."""

    __slots__ = ("_bare", "_is_person", "_sounds", "_text", "shown")

    def __init__(self, text: str, shown: str, aloud: "_Aloud") -> None:
        """``shown`` is the name told apart from others of the same name."""
        self.shown = shown
        self._is_person = aloud.is_for_people
        self._text = fold(text)
        # 买买提·艾力 is typed without the point too.
        self._bare = "".join(filter(str.isalnum, self._text))
        sounds = dict.fromkeys(aloud(self._bare))
        self._sounds = [(each, initials_of(self._bare, each)) for each in sounds]

    def match(self, what: str, term: Term, patterns: Sequence[Pattern]) -> Match | None:
        """How a term stands in it: as it is written or abridged, or as a pattern reads it."""
        worth, reason = NAME_WORTH[what], f"{what}：{self.shown}"
        text = term.text
        if len(text) == 1 and text.isascii():
            return None
        if text in self._text or (text in self._bare and not term.to_the_letter):
            whole = _WHOLE if text in (self._text, self._bare) else 0.0
            is_meant = whole > 0 or (len(text) > 1 and (self._is_person or self._ends(text[-1])))
            return Match(worth + whole, text, reason, is_meant)
        if not term.to_the_letter and self._is_abridged(text):
            return Match(worth, self._text, reason)
        read = [is_meant for pattern in patterns for is_meant in self._read(pattern)]
        return Match(_SPELLED * worth, self._text, reason, any(read)) if read else None

    def _ends(self, char: str) -> bool:
        """Whether an office's name, or what it is called for short, ends with a character."""
        return char in (_OFFICE, self._bare[-1:])

    def _is_abridged(self, text: str) -> bool:
        """Whether an office is called so for short: 党政办 for 党政综合办公室."""
        if self._is_person or len(text) < _LEAST_WORDS or text[0] != self._bare[:1]:
            return False
        rest = iter(self._bare)
        return self._ends(text[-1]) and all(char in rest for char in text)

    def _read(self, pattern: Pattern) -> Iterator[bool]:
        """For each place where a pattern reads so, whether the name is meant.

        Syllables may stand anywhere, mere initials at the beginning.
        """
        length = len(pattern.pieces)
        starts = 1 if pattern.only_initials else len(self._bare) - length + 1
        letters = pattern.initials
        for sounds, initials in self._sounds:
            if letters is None or letters in initials:
                for start in range(starts):
                    if pattern.reads(self._bare, sounds, start):
                        yield self._is_meant(pattern, start + length)

    def _is_meant(self, pattern: Pattern, end: int) -> bool:
        if self._is_person and not pattern.only_initials:
            return len(pattern.pieces) > 1
        return end == len(self._bare) or (not self._is_person and self._ends(self._bare[end - 1]))


class Phone(NamedTuple):
    """A telephone number, found by four of its digits."""

    shown: str
    digits: str

    def match(self, text: str) -> Match | None:
        """How a term stands in it."""
        digits = "".join(filter(str.isdigit, text))
        if len(digits) < _LEAST_DIGITS or digits not in self.digits:
            return None
        numeric = all(char.isdigit() or char in _BESIDE_DIGITS for char in text)
        return Match(PHONE_WORTH, text, f"电话：{self.shown}") if numeric else None


class FreeWords(NamedTuple):
    """Words that the town noted."""

    what: str
    shown: str
    text: str

    def match(self, text: str) -> Match | None:
        """How a term stands in them."""
        if len(text) < _LEAST_WORDS:
            return None
        at = self.text.find(text)
        if at < 0:
            return None
        return Match(FREE_WORTH[self.what], text, f"{self.what}：{self._quoted(at, len(text))}")

    def _quoted(self, at: int, length: int) -> str:
        """What is said around a find."""
        if len(self.shown) <= _MOST_SHOWN:
            return self.shown
        start = max(0, at - max(0, _MOST_SHOWN - length) // 2)
        end = start + max(_MOST_SHOWN, length)
        before, after = "…" if start else "", "…" if end < len(self.shown) else ""
        return f"{before}{self.shown[start:end]}{after}"


def names_in(notes: TownNotes, readings: Readings) -> tuple[Mapping[Key, Name], Mapping[Key, Name]]:
    """The offices' names and the people's, by their keys."""
    offices, people = offices_of(notes).labels, people_of(notes).labels
    phrases = tables.rows("readings")
    as_office = _Aloud(readings, phrases)
    as_person = _Aloud(readings, phrases, tables.rows("surnames"), is_for_people=True)
    return (
        {key: Name(notes.offices[key].name, shown, as_office) for key, shown in offices.items()},
        {key: Name(notes.people[key].name, shown, as_person) for key, shown in people.items()},
    )


def named_in(assignment: Assignment) -> Iterator[tuple[str, bool, Key]]:
    """What each name stands for in an assignment, whether it is a person's, and its key."""
    if assignment.office:
        yield "责任科室", False, assignment.office
    for key in assignment.handlers:
        yield "承办人", True, key
    if assignment.leader:
        yield "分管领导", True, assignment.leader
    for key in assignment.helpers:
        yield "协办科室", False, key


def phone_of(notes: TownNotes, assignment: Assignment) -> str:
    """The phone that is printed with a duty."""
    return handling(notes, assignment).phone


def phone(shown: str) -> Phone:
    """A telephone number, ready to be searched."""
    return Phone(shown, "".join(filter(str.isdigit, fold(shown))))


def free_words_in(assignment: Assignment) -> Iterator[tuple[str, str]]:
    """What is said in an assignment besides names and phones, each after what it is."""
    yield "完成时限", assignment.deadline
    yield "依据", assignment.basis
    yield "备注", assignment.remark
    for attachment in assignment.attachments:
        yield "附件", attachment.name


def free_words(what: str, said: str) -> FreeWords:
    """Words ready to be searched."""
    shown = " ".join(said.split())
    return FreeWords(what, shown, fold(shown))


class _Aloud(NamedTuple):
    """Reads names aloud."""

    readings: Readings
    phrases: Sequence[Sequence[str]]
    surnames: Sequence[Sequence[str]] = ()
    is_for_people: bool = False

    def __call__(self, text: str) -> Iterator[tuple[str, ...]]:
        """The ways in which a folded name is read, a syllable for each character."""
        usual = list(self.readings.of(text))
        for phrase, said in self.phrases:
            at = text.find(phrase)
            if at >= 0:
                usual[at : at + len(phrase)] = said.split()
        yield tuple(usual)
        surnames = [row for row in self.surnames if text.startswith(row[0])]
        if surnames:
            surname, said = max(surnames, key=lambda row: len(row[0]))
            yield (*said.split(), *usual[len(surname) :])
