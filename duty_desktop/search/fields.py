"""The searched words of all duties, field by field, and what a find in each is worth."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from duty_desktop.domain.duty import Field
from duty_desktop.search.entries import BETWEEN, LABEL, Entry
from duty_desktop.search.index import PhraseIndex

NAME_WORTH = 50.0
_LABEL_WORTH = 60.0
_CATEGORY_WORTH = 14.0
_DEPARTMENT_WORTH = 12.0
_TEXT_WORTH = 8.0
"""What a find in a field is worth: the name counts most."""

_SHARE_OF_NAME, _BEGINS_NAME, _IS_NUMBER = 20.0, 4.0, 30.0
"""Added for a phrase in a name by how much of it it is, where it begins it, and for a number."""

_SHARE_OF_FIELD = 6.0
"""Added for a phrase in a category or among departments by how much of them it is."""

_EACH_TIME, _MOST_TIMES, _FEW = 1.0, 3, 60
"""Added each time that a duty's words say it, up to so many times, while no more duties than a few
hold the phrase; among many it says little."""

_KINSHIP = 5.0
"""Added where a name holds all of a phrase's pairs, and a part of it where it holds some."""

_CONFIRMS = 0.15
"""What another field counts that holds the phrase as well."""


def _confirmed(one: float, other: float) -> float:
    """The larger worth, and a little of the smaller one."""
    return max(one, other) + _CONFIRMS * min(one, other)


class Fields:
    """Finds phrases in the duties and says what each find is worth.

    Attributes:
        whole: every field of each duty.
        names: the names alone.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Index every field of every entry."""
        self._entries = entries
        self.whole = PhraseIndex([own.text for own in entries])
        self.names = PhraseIndex([own.fields[Field.NAME] for own in entries])
        self._short = (
            (_CATEGORY_WORTH, PhraseIndex([own.fields[Field.CATEGORY] for own in entries])),
            (
                _DEPARTMENT_WORTH,
                PhraseIndex([own.fields.get(Field.DEPARTMENTS, "") for own in entries]),
            ),
            (_LABEL_WORTH, PhraseIndex([own.fields[LABEL] for own in entries])),
        )
        self.worth = lru_cache(maxsize=512)(self._worth)

    def _worth(self, phrase: str) -> Mapping[int, float]:
        """Each place that holds the phrase, ascending, and what that is worth."""
        worth = dict.fromkeys(self.whole.places(phrase), _TEXT_WORTH)
        if len(worth) <= _FEW:
            for place in worth:
                times = self.whole.texts[place].count(phrase)
                worth[place] += _EACH_TIME * min(times, _MOST_TIMES)
        self._add_kinship(phrase, worth)
        for value, index in self._short:
            for place in index.places(phrase):
                # The only department of a duty, or all of its category, is more than one of many.
                value_there = value + _SHARE_OF_FIELD * len(phrase) / len(index.texts[place])
                worth[place] = _confirmed(value_there, worth[place])
        for place in self.names.places(phrase):
            worth[place] = _confirmed(NAME_WORTH + self._closeness(place, phrase), worth[place])
        if phrase.isascii() or BETWEEN not in phrase:
            self._add_numbers(phrase, worth)
        return worth

    def _add_kinship(self, phrase: str, worth: dict[int, float]) -> None:
        """Where only the text holds the phrase, a name that holds a part of it comes first.

        焚烧秸秆 stands in a duty about railways too; 秸秆 stands in the name of the one meant.
        """
        pairs = list(map(str.__add__, phrase, phrase[1:]))
        for pair in pairs:
            for place in self.names.places(pair):
                if place in worth:
                    worth[place] += _KINSHIP / len(pairs)

    def _closeness(self, place: int, phrase: str) -> float:
        name = self._entries[place].fields[Field.NAME]
        begins = _BEGINS_NAME if name.startswith(phrase) else 0.0
        return _SHARE_OF_NAME * len(phrase) / len(name) + begins

    def _add_numbers(self, phrase: str, worth: dict[int, float]) -> None:
        """A number alone, and a number with its list, mean that very duty."""
        if not phrase[-1:].isdigit():
            return
        label = self._short[-1][1]
        for place in label.places(phrase):
            own = self._entries[place]
            if phrase == str(own.duty.serial) or phrase in own.fields[LABEL].split():
                worth[place] += _IS_NUMBER

    def together(self, phrases: Sequence[str]) -> Mapping[int, float]:
        """Each place that holds all the phrases, and what that is worth on the average."""
        first, *others = phrases
        worth = self.worth(first)
        if not others:
            return worth
        rest = [self.worth(phrase) for phrase in others]
        return {
            place: (value + sum(each[place] for each in rest)) / len(phrases)
            for place, value in worth.items()
            if all(place in each for each in rest)
        }
