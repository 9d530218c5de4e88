"""What finds duties of a list, in the list's words and the town's own: one way for both doors."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from duty_desktop import paths, tables
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.readings import Readings

if TYPE_CHECKING:
    from duty_desktop.domain.assignment import TownNotes
    from duty_desktop.search.engine import SearchEngine
    from duty_desktop.search.index import TextIndex
    from duty_desktop.search.noted import Noted
    from duty_desktop.search.notice import NoticeMatcher

_CACHE = "cache"
"""The folder in the user's data folder for what can be made again."""


def engine_of(duty_list: DutyList, readings: Readings) -> "SearchEngine":
    """The search engine for a list, with the town's own words.

    Of very many duties an index is kept in the user's data folder; raises ``OutputError`` where it
    cannot be written there.
    """
    from duty_desktop.search.many import engine_for

    return engine_for(
        duty_list.duties,
        duty_list.departments,
        readings,
        tables.own_words(paths.user_data()),
        [duty_list.source_sha256],
        _kept,
    )


def noted_of(duty_list: DutyList, notes: "TownNotes", engine: "SearchEngine") -> "Noted | None":
    """What the town noted about a list, to be searched too; ``None`` where that is nothing."""
    key = duty_list.source_sha256
    if not any(list_key == key for list_key, _ in notes.assignments):
        return None
    from duty_desktop.search.noted import Noted

    places = {(key, duty.id): place for place, duty in enumerate(duty_list.duties)}
    return Noted(notes, places, engine.readings)


def matcher_of(duty_list: DutyList) -> "NoticeMatcher":
    """What holds a notice against a list, with the town's own words."""
    from duty_desktop.search.notice import NoticeMatcher

    own_words = tables.own_words(paths.user_data())
    return NoticeMatcher(duty_list.duties, duty_list.departments, own_words)


def _kept(
    key: str,
    fields: Sequence[str],
    rows: Callable[[], Iterable[Sequence[str]]],
    notes: Callable[[], Mapping[str, str]],
) -> "TextIndex":
    """The index with this key, from the user's data folder; built there first if need be."""
    from duty_desktop.store import phrase_index

    return phrase_index.kept(paths.user_data() / _CACHE, key, fields, rows, notes)
