"""From files to the library: what was understood is stored whole or not at all, by both doors."""

from pathlib import Path
from typing import TYPE_CHECKING

from duty_desktop import paths
from duty_desktop.domain.duty import DutyList
from duty_desktop.errors import SourceDocumentError
from duty_desktop.store.library import FOLDER, Library

if TYPE_CHECKING:
    from duty_desktop.ingest.understanding import Understanding
    from duty_desktop.ingest.watching import Watch


def library() -> Library:
    """The user's own library of lists."""
    return Library(paths.user_data() / FOLDER)


def current_database() -> Path:
    """The database of the list that is current: one of the library, or the one that ships."""
    return library().current() or paths.database()


def store(
    understanding: "Understanding", into: Library, watch: "Watch | None" = None
) -> tuple[Path, ...]:
    """Keep every list that was understood in the library; where each is now.

    Raises ``SourceDocumentError`` where a list still lacks its town or month, ``OutputError`` where
    the library cannot be written, ``ImportCancelled`` once ``watch`` says so; nothing is stored
    then.
    """
    from duty_desktop.ingest.watching import Watch

    watch = watch or Watch()
    ready = [each.duty_list for each in understanding.lists if each.duty_list]
    if len(ready) != len(understanding.lists):
        lacking = "、".join(dict.fromkeys(said for e in understanding.lists for said in e.lacking))
        raise SourceDocumentError(f"还不知道清单的{lacking}，请写明后再存入。")
    made = [
        (duty_list, _database(duty_list, watch.part(number, len(ready))))
        for number, duty_list in enumerate(ready)
    ]
    watch.at(1, 1)
    return into.add(made)


def _database(duty_list: DutyList, watch: "Watch") -> bytes:
    # Slow to load, hence only here, where a database is built.
    from duty_desktop.ingest.pronouncing import read_aloud
    from duty_desktop.store.writer import database_bytes

    return database_bytes(duty_list, read_aloud(duty_list, watch.at))
