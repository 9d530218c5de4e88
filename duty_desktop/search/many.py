"""One engine for any number of duties: in memory for few, on an index for many."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from duty_desktop.domain.duty import Department, Duty
from duty_desktop.domain.readings import Readings
from duty_desktop.search.engine import SearchEngine
from duty_desktop.search.index import MOST_IN_MEMORY, TextIndex
from duty_desktop.search.material import FIELDS, Material, key


class Keeper(Protocol):
    """Whoever keeps indexes, and builds those that it does not have yet.

    ``functools.partial(phrase_index.kept, folder)`` of ``duty_desktop.store`` is one.
    """

    def __call__(
        self,
        key: str,
        fields: Sequence[str],
        rows: Callable[[], Iterable[Sequence[str]]],
        notes: Callable[[], Mapping[str, str]],
        /,
    ) -> TextIndex:
        """The index with this key.

        ``rows`` makes the texts of each place in the order of ``fields``; ``notes`` is asked when
        they are all made.
        """
        ...


def engine_for(
    duties: Sequence[Duty],
    departments: Iterable[Department],
    readings: Readings,
    own_words: Iterable[Sequence[str]],
    source_sha256s: Iterable[str],
    keeper: Keeper,
    most_in_memory: int = MOST_IN_MEMORY,
) -> SearchEngine:
    """The engine for these duties, of the lists with these checksums, in this order.

    Of many duties ``keeper`` is asked for an index, which may take minutes the first time, and a
    duty is only asked for when it is shown: ``duties`` may read it from a file then.
    """
    index = None
    if len(duties) > most_in_memory:
        material = Material(readings)
        wanted = key(source_sha256s)
        index = keeper(wanted, FIELDS, lambda: material.rows(duties), material.notes)
    return SearchEngine(duties, departments, readings, own_words, index)
