"""What an index of very many duties is built from: a row of folded texts for each duty."""

import json
from collections.abc import Iterable, Iterator, Mapping

from duty_desktop import tables
from duty_desktop.domain.duty import Duty, Field
from duty_desktop.domain.readings import Readings
from duty_desktop.search.entries import BETWEEN, LABEL, WHOLE, Entry, entry

SPOKEN = "spoken"
"""All fields together, a character that is read otherwise than mostly replaced by a sign."""

SPOKEN_NAME = "spoken_name"

FIELDS = (WHOLE, Field.NAME, Field.CATEGORY, Field.DEPARTMENTS, LABEL, SPOKEN, SPOKEN_NAME)
"""The fields of a row, in their order."""

SIGNS = "signs"
"""The note that says which character and which reading each sign is."""

BEGINNING = BETWEEN
"""Stands before a name, so that what begins with a phrase holds a phrase."""

BESIDE = " "
"""Stands on both sides of a label, so that each of its words has one on both sides."""

PADDING: Mapping[str, int] = {Field.NAME: len(BEGINNING), LABEL: 2 * len(BESIDE)}
"""How many characters a field has in the index that are not its own."""

_VERSION = 1
"""Raised whenever rows come out otherwise for the same duties."""

_FIRST_SIGN = 0xF0000
"""Unicode's private use plane 15; a character of it that stands in a text is replaced as well."""


def key(source_sha256s: Iterable[str]) -> str:
    """What tells an index of these lists, in this order, from any other.

    Hexadecimal. Takes in the tables that the rows depend on.
    """
    # OpenSSL comes with it, 3 MB that a single list's search does not need.
    import hashlib

    said = [str(_VERSION), repr(tables.rows("traditional")), *source_sha256s]
    return hashlib.sha256("\n".join(said).encode("utf-8")).hexdigest()


class Material:
    """The rows of an index, made one by one; and, after the last, the notes that go with them."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._usual = readings.characters
        self._signs: dict[tuple[str, str], str] = {}

    def rows(self, duties: Iterable[Duty]) -> Iterator[tuple[str, ...]]:
        """A row in the order of ``FIELDS`` for each duty."""
        return (self._row(entry(duty, self._readings)) for duty in duties)

    def notes(self) -> dict[str, str]:
        """What the index has to keep besides the texts; complete when all were made."""
        return {SIGNS: json.dumps({sign: spoken for spoken, sign in self._signs.items()})}

    def spoken(self, own: Entry) -> tuple[str, str]:
        """The texts of the fields ``SPOKEN`` and ``SPOKEN_NAME`` for one duty."""
        text = self._spoken(own)
        start = len(own.fields[LABEL]) + len(BETWEEN)
        return text, text[start : start + len(own.fields[Field.NAME])]

    def _row(self, own: Entry) -> tuple[str, ...]:
        return (
            own.text,
            BEGINNING + own.fields[Field.NAME],
            own.fields[Field.CATEGORY],
            own.fields.get(Field.DEPARTMENTS, ""),
            f"{BESIDE}{own.fields[LABEL]}{BESIDE}",
            *self.spoken(own),
        )

    def _spoken(self, own: Entry) -> str:
        usual = self._usual
        return "".join(
            char
            if usual.get(char, "") == syllable and ord(char) < _FIRST_SIGN
            else self._sign(char, syllable)
            for char, syllable in zip(own.text, own.syllables, strict=True)
        )

    def _sign(self, char: str, syllable: str) -> str:
        spoken = (char, syllable)
        if spoken not in self._signs:
            self._signs[spoken] = chr(_FIRST_SIGN + len(self._signs))
        return self._signs[spoken]


def read_signs(note: str) -> dict[str, tuple[str, str]]:
    """The character and the reading that each sign stands for, from ``Material.notes``."""
    return {sign: (char, syllable) for sign, (char, syllable) in json.loads(note).items()}
