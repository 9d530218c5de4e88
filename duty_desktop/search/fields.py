"""The searched words of all duties, field by field, and what a find in each is worth."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from duty_desktop.domain.duty import Field
from duty_desktop.search.entries import BETWEEN, LABEL, WHOLE, Entry
from duty_desktop.search.index import PhraseIndex

NAME_WORTH = 50.0
LABEL_WORTH = 60.0
CATEGORY_WORTH = 14.0
DEPARTMENT_WORTH = 12.0
_TEXT_WORTH = 8.0
"""What a find in a field is worth: the name counts most."""

_SHARE_OF_NAME, _BEGINS_NAME, _IS_NUMBER = 20.0, 4.0, 30.0
"""Added for a phrase in a name by how much of it it is, where it begins it, and for a number."""

_SHARE_OF_FIELD = 6.0
"""Added for a phrase in a category or among departments by how much of them it is."""

_EACH_TIME, _MOST_TIMES, FEW = 1.0, 3, 60
"""Added each time that a duty's words say it, up to so many times, while no more duties than a few
hold the phrase; among many it says little."""

_ONE_BY_ONE = 3
"""Up to so many duties are looked at one by one."""

_KINSHIP = 5.0
"""Added where a name holds all of a phrase's pairs, and a part of it where it holds some."""

_CONFIRMS = 0.15
"""What another field counts that holds the phrase as well."""


def _confirmed(one: float, other: float) -> float:
    """The larger worth, and a little of the smaller one."""
    return max(one, other) + _CONFIRMS * min(one, other)


class Standing(NamedTuple):
    """Where a phrase stands in a duty: all that its worth there depends on.

    Lengths are those of the fields that hold the phrase, 0 where one does not.
    """

    times: int = 0
    """How often the whole text says it, 0 where that does not count."""
    kin: int = 0
    """How many of its pairs stand in the name."""
    category: int = 0
    departments: int = 0
    label: int = 0
    name: int = 0
    begins: bool = False
    """Whether the name begins with it."""
    number: bool = False
    """Whether it is the duty's number."""

    @classmethod
    def of(cls, phrase: str, text: str, fields: Mapping[str, str]) -> "Standing":
        """Where the phrase stands in a duty, one of few that hold it, with this searched text."""
        name, label, category = fields[Field.NAME], fields[LABEL], fields[Field.CATEGORY]
        departments = fields.get(Field.DEPARTMENTS, "")
        return cls(
            text.count(phrase),
            [pair in name for pair in map(str.__add__, phrase, phrase[1:])].count(True),
            len(category) if phrase in category else 0,
            len(departments) if phrase in departments else 0,
            len(label) if phrase in label else 0,
            len(name) if phrase in name else 0,
            name.startswith(phrase),
            phrase[-1:].isdigit() and phrase in label.split(),
        )

    def worth(self, length: int) -> float:
        """What a phrase of so many characters is worth that stands so.

        The same as ``Fields.worth``, to the last bit: tests hold the two against each other.
        """
        worth = _TEXT_WORTH
        if self.times:
            worth += _EACH_TIME * min(self.times, _MOST_TIMES)
        for _ in range(self.kin):
            worth += _KINSHIP / (length - 1)
        for value, field in (
            (CATEGORY_WORTH, self.category),
            (DEPARTMENT_WORTH, self.departments),
            (LABEL_WORTH, self.label),
        ):
            if field:
                worth = _confirmed(value + _SHARE_OF_FIELD * length / field, worth)
        if self.name:
            begins = _BEGINS_NAME if self.begins else 0.0
            closeness = _SHARE_OF_NAME * length / self.name + begins
            worth = _confirmed(NAME_WORTH + closeness, worth)
        return worth + _IS_NUMBER if self.number else worth


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
        self._parts: dict[str, PhraseIndex] = {
            WHOLE: self.whole,
            Field.CATEGORY: PhraseIndex([own.fields[Field.CATEGORY] for own in entries]),
            Field.DEPARTMENTS: PhraseIndex(
                [own.fields.get(Field.DEPARTMENTS, "") for own in entries]
            ),
            LABEL: PhraseIndex([own.fields[LABEL] for own in entries]),
        }
        self._short = (
            (CATEGORY_WORTH, self._parts[Field.CATEGORY]),
            (DEPARTMENT_WORTH, self._parts[Field.DEPARTMENTS]),
            (LABEL_WORTH, self._parts[LABEL]),
        )
        self.worth = lru_cache(maxsize=512)(self._worth)

    def lengths(self) -> list[int]:
        """How long each duty's searched text is."""
        return [len(own.text) for own in self._entries]

    def named(self, phrases: Sequence[str]) -> Sequence[int]:
        """The places whose name holds all the phrases."""
        first, *others = phrases
        texts = self.names.texts
        places = self.names.places(first)
        if not others:
            return places
        return [place for place in places if all(phrase in texts[place] for phrase in others)]

    def _worth(self, phrase: str) -> Mapping[int, float]:
        """Each place that holds the phrase, ascending, and what that is worth."""
        places = self.whole.places(phrase)
        if len(places) <= _ONE_BY_ONE:
            return {place: self._worth_at(place, phrase) for place in places}
        worth = dict.fromkeys(places, _TEXT_WORTH)
        if len(worth) <= FEW:
            for place in worth:
                times = self.whole.texts[place].count(phrase)
                worth[place] += _EACH_TIME * min(times, _MOST_TIMES)
        self._add_kinship(phrase, worth)
        # ``_confirmed`` written out: a letter or two stand in thousands of duties.
        length = len(phrase)
        for value, index in self._short:
            # The only department of a duty, or all of its category, is more than one of many.
            for place in index.places(phrase):
                there = value + _SHARE_OF_FIELD * length / len(index.texts[place])
                before = worth[place]
                worth[place] = (
                    there + _CONFIRMS * before if there > before else before + _CONFIRMS * there
                )
        names = self.names.texts
        for place in self.names.places(phrase):
            name = names[place]
            begins = _BEGINS_NAME if name.startswith(phrase) else 0.0
            there = NAME_WORTH + (_SHARE_OF_NAME * length / len(name) + begins)
            before = worth[place]
            worth[place] = (
                there + _CONFIRMS * before if there > before else before + _CONFIRMS * there
            )
        if phrase.isascii() or BETWEEN not in phrase:
            self._add_numbers(phrase, worth)
        return worth

    def _worth_at(self, place: int, phrase: str) -> float:
        """The same for one place: quicker than asking every index where few hold the phrase."""
        own = self._entries[place]
        return Standing.of(phrase, own.text, own.fields).worth(len(phrase))

    def _add_kinship(self, phrase: str, worth: dict[int, float]) -> None:
        """Where only the text holds the phrase, a name that holds a part of it comes first.

        焚烧秸秆 stands in a duty about railways too; 秸秆 stands in the name of the one meant.
        """
        if len(phrase) < 2:
            return
        share = _KINSHIP / (len(phrase) - 1)
        if len(phrase) == 2:
            for place in self.names.places(phrase):
                worth[place] += share
            return
        for pair in map(str.__add__, phrase, phrase[1:]):
            for place in self.names.places(pair):
                if place in worth:
                    worth[place] += share

    def _add_numbers(self, phrase: str, worth: dict[int, float]) -> None:
        """A number alone, and a number with its list, mean that very duty."""
        if not phrase[-1:].isdigit():
            return
        label = self._short[-1][1]
        for place in label.places(phrase):
            own = self._entries[place]
            if phrase == str(own.duty.serial) or phrase in own.fields[LABEL].split():
                worth[place] += _IS_NUMBER

    def holding(self, field: str, phrases: Sequence[str]) -> frozenset[int]:
        """The places whose field holds all the phrases."""
        first, *others = (self._parts[field].places(phrase) for phrase in phrases)
        return frozenset(first).intersection(*others)

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
