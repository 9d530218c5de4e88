"""Where the engine looks: duties in memory, or an index of very many."""

from collections.abc import Collection, Sequence
from typing import Protocol

from duty_desktop.domain.duty import Duty
from duty_desktop.domain.readings import Readings
from duty_desktop.search.entries import Entry, entry
from duty_desktop.search.fields import Fields
from duty_desktop.search.finds import Finds, Listed, Why
from duty_desktop.search.material import Material
from duty_desktop.search.pinyin import Pattern
from duty_desktop.search.places import members
from duty_desktop.search.resemblance import Likeness
from duty_desktop.search.spelling import Spelling
from duty_desktop.search.spoken import SpokenEntries
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
        """The duties that read as the pattern, each by one word.

        Those ``beside`` are found already, and may be left out.
        """
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
        self._spelling: Spelling | None = None
        self._likeness: Likeness | None = None
        self.entry = self._entries.__getitem__

    @property
    def count(self) -> int:
        """How many duties there are."""
        return len(self._entries)

    def everything(self) -> Listed:
        """Every duty, worth nothing."""
        return Listed(dict.fromkeys(range(len(self._entries)), 0.0), Why())

    def written(self, phrases: Phrases, worth: float = 1.0, reasons: Phrases = ()) -> Listed:
        """The duties in which all the phrases stand; ``worth`` multiplies what that is worth."""
        scores = self._fields.together(phrases)
        if worth != 1.0:
            scores = {place: value * worth for place, value in scores.items()}
        return Listed(scores, Why(phrases, reasons))

    def held(self, field: str, phrases: Phrases) -> Listed:
        """The duties that hold all the phrases in this field, worth nothing."""
        return Listed(dict.fromkeys(self._fields.holding(field, phrases), 0.0), Why())

    def spelled(self, pattern: Pattern, worth: float, beside: Finds) -> Listed:  # noqa: ARG002 - not worth it here
        """The duties that read as the pattern, each by one word."""
        scores: dict[int, float] = {}
        whys: dict[int, Why] = {}
        # Among equals the first word in the order of characters, in which they come.
        for word, places in self._by_sound().words(pattern).items():
            valued = self._fields.worth(word)
            # Nearly every word reads the same wherever it stands.
            everywhere = places.bit_count() == len(valued)
            so_far = scores.get
            better = [
                place
                for place in (valued if everywhere else members(places))
                if valued[place] > so_far(place, 0.0)
            ]
            scores.update(zip(better, map(valued.__getitem__, better), strict=True))
            whys.update(dict.fromkeys(better, Why((word,), (f"拼音：{word}",))))
        return Listed({place: value * worth for place, value in scores.items()}, whys)

    def holding(self, phrases: Phrases) -> Collection[int]:
        """The places of the duties in which all the phrases stand."""
        return self._fields.together(phrases).keys()

    @property
    def likeness(self) -> Likeness:
        """What scores them against loose words."""
        if self._likeness is None:
            self._likeness = Likeness(self._fields)
        return self._likeness

    def _by_sound(self) -> Spelling:
        if self._spelling is None:
            spoken = SpokenEntries(self._entries, Material(self._readings))
            self._spelling = Spelling(spoken, self._readings.characters)
        return self._spelling

    def prepare(self) -> None:
        """Make now what is otherwise made when it is first needed."""
        self._by_sound()
        self.likeness.prepare(self._readings.characters)
