"""Which duties are shown: what the search finds, within the chosen branches."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from duty_desktop.models.branches import union_of

if TYPE_CHECKING:
    from duty_desktop.domain.duty import DutyList
    from duty_desktop.domain.readings import Readings
    from duty_desktop.models.branches import Branch
    from duty_desktop.search.engine import SearchEngine

Spans = Callable[[str], list[tuple[int, int]]]
"""Where a text is to be marked: half-open spans, sorted."""


def nowhere(_text: str) -> list[tuple[int, int]]:
    """Nothing to mark."""
    return []


class Results:
    """The duties found by the last search.

    Attributes:
        text: what was searched, without white space around it.
        found: places of the duties found, best first; the official order without a search.
        spans: where what was searched stands in a text, as half-open spans.
    """

    def __init__(self, duty_list: "DutyList", readings: "Callable[[], Readings]") -> None:
        """Find every duty; ``readings`` gives the list's pinyin, asked for with the engine."""
        self._duty_list = duty_list
        self._readings = readings
        self._duties = duties = duty_list.duties
        self._place = {duty.id: place for place, duty in enumerate(duties)}
        self._engine: SearchEngine | None = None
        self.text = ""
        self.found: Sequence[int] = range(len(duties))
        self.spans: Spans = nowhere

    def search(self, text: str) -> None:
        """Search for ``text``; empty text finds every duty."""
        self.text = text.strip()
        if not self.text:
            self.found, self.spans = range(len(self._duties)), nowhere
            return
        answer = self.engine.search(self.text)
        self.found = [self._place[hit.duty.id] for hit in answer.hits]
        self.spans = answer.spans

    @property
    def engine(self) -> "SearchEngine":
        """The search engine, made when first asked for: the window opens without it."""
        if self._engine is None:
            self._engine = self._make_engine()
        return self._engine

    def prepared_engine(self) -> "SearchEngine":
        """A new engine, ready for any query; nothing else is touched, so any thread may ask."""
        engine = self._make_engine()
        engine.prepare()
        return engine

    def use(self, engine: "SearchEngine") -> None:
        """Take an engine that was made in the background, unless one was needed before."""
        if self._engine is None:
            self._engine = engine

    def _make_engine(self) -> "SearchEngine":
        from duty_desktop.search.engine import SearchEngine

        duty_list = self._duty_list
        return SearchEngine(duty_list.duties, duty_list.departments, self._readings())

    def within(self, branches: "Iterable[Branch]") -> list[int]:
        """Places of the duties found that belong to any of the branches; all without branches."""
        chosen = list(branches)
        if not chosen:
            return list(self.found)
        allowed = union_of(chosen)
        return [place for place in self.found if place in allowed]
