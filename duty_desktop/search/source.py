"""Where the engine looks: duties in memory, or an index of very many."""

from collections.abc import Collection, Sequence
from typing import Protocol

from duty_desktop.domain.duty import Duty
from duty_desktop.domain.readings import Readings
from duty_desktop.search.entries import Entry, entry
from duty_desktop.search.fields import Fields
from duty_desktop.search.finds import Find, Finds, Listed
from duty_desktop.search.pinyin import Pattern
from duty_desktop.search.resemblance import Likeness
from duty_desktop.search.sounds import Sounds
from duty_desktop.search.vocabulary import Phrases


class Source(Protocol):
    """What the engine asks about the duties; it only puts together what it is told."""

    @property
    def count(self) -> int:
        """How many duties there are."""
        ...

    def entry(self, place: int, /) -> Entry:
        """The duty at a place, ready to be looked into."""
        ...

    def everything(self) -> Finds:
        """Every duty, worth nothing."""
        ...

    def written(self, phrases: Phrases, worth: float = 1.0, reasons: Phrases = ()) -> Finds:
        """The duties in which all the phrases stand; ``worth`` multiplies what that is worth."""
        ...

    def held(self, field: str, phrases: Phrases) -> Finds:
        """The duties that hold all the phrases in this field, worth nothing."""
        ...

    def spelled(self, pattern: Pattern, worth: float, beside: Finds) -> Finds:
        """The duties, not among those ``beside``, that read as the pattern, each by one word."""
        ...

    def holding(self, phrases: Phrases) -> Collection[int]:
        """The places of the duties in which all the phrases stand."""
        ...

    @property
    def likeness(self) -> Likeness:
        """What scores them against loose words."""
        ...

    def prepare(self) -> None:
        """Make now what is otherwise made when it is first needed."""
        ...


class InMemory:
    """Duties in memory."""

    def __init__(self, duties: Sequence[Duty], readings: Readings) -> None:
        """Make every duty ready."""
        self._readings = readings
        self._entries = tuple(entry(duty, readings) for duty in duties)
        self._fields = Fields(self._entries)
        self._sounds: Sounds | None = None
        self._likeness: Likeness | None = None
        self.entry = self._entries.__getitem__

    @property
    def count(self) -> int:
        """How many duties there are."""
        return len(self._entries)

    def everything(self) -> Listed:
        """Every duty, worth nothing."""
        return Listed(dict.fromkeys(range(len(self._entries)), Find(0.0, ())))

    def written(self, phrases: Phrases, worth: float = 1.0, reasons: Phrases = ()) -> Listed:
        """The duties in which all the phrases stand; ``worth`` multiplies what that is worth."""
        return Listed(
            {
                place: Find(value * worth, phrases, reasons)
                for place, value in self._fields.together(phrases).items()
            }
        )

    def held(self, field: str, phrases: Phrases) -> Listed:
        """The duties that hold all the phrases in this field, worth nothing."""
        return Listed(dict.fromkeys(self._fields.holding(field, phrases), Find(0.0, ())))

    def spelled(self, pattern: Pattern, worth: float, beside: Finds) -> Listed:
        """The duties, not among those ``beside``, that read as the pattern, each by one word."""
        best: dict[int, tuple[float, str]] = {}
        for place, words in self._by_sound().reading(pattern):
            if place not in beside:
                valued = [(-self._fields.worth(word).get(place, 0.0), word) for word in words]
                best[place] = min([*valued, best[place]] if place in best else valued)
        return Listed(
            {
                place: Find(-negative * worth, (word,), (f"拼音：{word}",))
                for place, (negative, word) in best.items()
            }
        )

    def holding(self, phrases: Phrases) -> Collection[int]:
        """The places of the duties in which all the phrases stand."""
        return self._fields.together(phrases).keys()

    @property
    def likeness(self) -> Likeness:
        """What scores them against loose words."""
        if self._likeness is None:
            self._likeness = Likeness(self._fields)
        return self._likeness

    def _by_sound(self) -> Sounds:
        if self._sounds is None:
            syllables = self._readings.characters.values()
            self._sounds = Sounds(self._entries, self._fields.whole, syllables)
        return self._sounds

    def prepare(self) -> None:
        """Make now what is otherwise made when it is first needed."""
        self._by_sound()
        self.likeness.prepare(self._readings.characters)
