"""Which duties are shown: what the search finds, within the chosen branches."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from duty_desktop.finding import engine_of
from duty_desktop.models.branches import union_of
from duty_desktop.models.sources import forget_sources

if TYPE_CHECKING:
    from duty_desktop.domain.duty import Duty, DutyList
    from duty_desktop.domain.readings import Readings
    from duty_desktop.models.branches import Branch
    from duty_desktop.search.answer import Hit
    from duty_desktop.search.engine import SearchEngine
    from duty_desktop.search.suggesting import Suggester

Spans = Callable[[str], list[tuple[int, int]]]
"""Where a text is to be marked: half-open spans, sorted."""

MAYBE = "可能相关，请核对"
"""Said of a duty that only resembles what was searched."""


_OF_EACH_KIND = ("db", "dibao", "低保fa", "烧麦茬子")
"""Searched in the background, so that the first search of each kind waits for nothing."""


def nowhere(_text: str) -> list[tuple[int, int]]:
    """Nothing to mark."""
    return []


class SearchTools(NamedTuple):
    """What finds duties, and what offers other words where nothing is found."""

    engine: "SearchEngine"
    suggester: "Suggester"


class Results:
    """The duties found by the last search.

    Attributes:
        text: what was searched, without white space around it.
        found: places of the duties found, best first; the official order without a search.
        maybe: places of duties that only resemble what was searched, best first.
        spans: where what was searched stands in a text, as half-open spans.
    """

    def __init__(self, duty_list: "DutyList", readings: "Callable[[], Readings]") -> None:
        """Find every duty; ``readings`` gives the list's pinyin, asked for with the engine."""
        self._duty_list = duty_list
        self._readings = readings
        duties = duty_list.duties
        # By identity: an id is put together anew whenever a duty is asked for it.
        self._place = {id(duty): place for place, duty in enumerate(duties)}
        self._tools: SearchTools | None = None
        self._everything = range(len(duties))
        self._find_everything()

    def _find_everything(self) -> None:
        self.text = ""
        self.found: Sequence[int] = self._everything
        self.maybe: Sequence[int] = ()
        self._hits: Sequence[Hit] = ()
        self._at: dict[int, int] = {}
        self.spans: Spans = nowhere

    def search(self, text: str) -> None:
        """Search for ``text``; empty text finds every duty."""
        self._find_everything()
        self.text = text.strip()
        if not self.text:
            return
        answer = self.engine.search(self.text)
        self._hits = hits = answer.hits
        # A county has thousands of hits for a letter or two: no loop of ours over all of them.
        places = hits.places()
        sure = hits.sure
        self.found, self.maybe = places[:sure], places[sure:]
        self._at = dict(zip(places, range(len(places)), strict=True))
        self.spans = answer.spans

    def reasons(self, place: int) -> tuple[str, ...]:
        """Why the duty at this place was found where that is not plain to see."""
        at = self._at.get(place)
        return () if at is None else tuple(filter(tells_more, self._hits[at].reasons))

    @property
    def ready(self) -> bool:
        """Whether the engine has been made."""
        return self._tools is not None

    @property
    def counted(self) -> Collection[int]:
        """The places that branches count: sure ones, or else those that are maybe meant.

        So a branch is grey only where none of its duties is shown, or where sure ones are shown
        elsewhere.
        """
        return self.found or self.maybe

    def why(self, duty: "Duty") -> tuple[str, ...]:
        """Why this duty is shown, in words; empty where that is plain to see."""
        place = self._place[id(duty)]
        doubt = (MAYBE,) if place in self.maybe else ()
        return (*doubt, *self.reasons(place))

    @property
    def engine(self) -> "SearchEngine":
        """The search engine, made when first asked for: the window opens without it."""
        return self._made().engine

    def closest_words(self) -> list[str]:
        """Queries near to what was searched that do find something, nearest first."""
        return self._made().suggester.closest(self.text)

    def prepared(self) -> "SearchTools":
        """New tools, ready for any query; nothing else is touched, so any thread may ask."""
        tools = self._make()
        tools.engine.prepare()
        for text in _OF_EACH_KIND:
            tools.engine.search(text)
        return tools

    def use(self, tools: "SearchTools") -> None:
        """Take tools that were made in the background, unless some were needed before."""
        if self._tools is None:
            self._tools = tools

    def _made(self) -> "SearchTools":
        if self._tools is None:
            self._tools = self._make()
        return self._tools

    def _make(self) -> "SearchTools":
        from duty_desktop.search.suggesting import Suggester

        readings = self._readings()
        engine = engine_of(self._duty_list, readings)
        forget_sources()
        return SearchTools(engine, Suggester(engine, self._duty_list.departments, readings))

    def within(self, branches: "Iterable[Branch]") -> list[int]:
        """Places of the duties found that belong to any of the branches; all without branches."""
        return self._among(self.found, branches)

    def maybe_within(self, branches: "Iterable[Branch]") -> list[int]:
        """Those of ``maybe`` that belong to any of the branches; all without branches."""
        return self._among(self.maybe, branches)

    def _among(self, places: Sequence[int], branches: "Iterable[Branch]") -> list[int]:
        chosen = list(branches)
        if not chosen or any(len(each.places) == len(self._everything) for each in chosen):
            return list(places)
        allowed = union_of(chosen)
        return [place for place in places if place in allowed]


def tells_more(reason: str) -> bool:
    """Whether a reason says more than that a word stands for itself."""
    typed, _, meant = reason.partition("：")[2].partition(" → ")
    return typed != meant
