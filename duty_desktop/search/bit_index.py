"""An index in memory: for every character and pair of neighbours, the set of texts that hold it."""

from collections.abc import Iterable, Mapping, Sequence

from duty_desktop.search.places import gathered, members

_END = "\n"
"""Stands behind a text's last character, so that it has a neighbour too."""


class BitIndex:
    """Answers which texts of a field hold a phrase; a ``TextIndex``.

    Sets of places are whole numbers, as in ``duty_desktop.search.places``: of one list's duties
    hardly larger than a pointer.
    """

    def __init__(self, fields: Mapping[str, Sequence[str]], notes: Mapping[str, str]) -> None:
        """Index the texts of each field, all of them of as many duties."""
        self._texts = fields
        self._notes = notes
        self.count = len(next(iter(fields.values())))
        self._sets = {name: _sets(texts) for name, texts in fields.items()}

    def places(self, field: str, phrase: str) -> int:
        """The set of the places whose field holds the phrase of one or more characters."""
        sets = self._sets[field]
        if len(phrase) <= 2:
            return sets.get(phrase, 0)
        found = -1
        for pair in map(str.__add__, phrase, phrase[1:]):
            found &= sets.get(pair, 0)
            if not found:
                return 0
        texts = self._texts[field]
        for place in members(found):
            if phrase not in texts[place]:
                found ^= 1 << place
        return found

    def lengths(self, field: str) -> Sequence[int]:
        """How many characters the field has, place by place."""
        return list(map(len, self._texts[field]))

    def pairs(self, field: str) -> Iterable[str]:
        """Every pair of neighbouring characters that stands somewhere in the field.

        The last character of a text has a line break for its neighbour.
        """
        return (gram for gram in self._sets[field] if len(gram) == 2)

    def note(self, name: str) -> str:
        """What was noted when the texts were made."""
        return self._notes[name]


def _sets(texts: Sequence[str]) -> dict[str, int]:
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        grams = set(text)
        grams.update(map(str.__add__, text, text[1:] + _END))
        for gram in grams:
            places.setdefault(gram, []).append(place)
    return {gram: gathered(those, len(texts)) for gram, those in places.items()}
