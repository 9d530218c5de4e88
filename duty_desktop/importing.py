"""From files to the library: what was understood is stored whole or not at all, by both doors."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from duty_desktop import paths
from duty_desktop.domain.duty import DutyList
from duty_desktop.errors import NotebookError, SourceDocumentError
from duty_desktop.files import after_not_opened, read_at_most
from duty_desktop.store.library import FOLDER, Library

if TYPE_CHECKING:
    from duty_desktop.ingest.understanding import Understanding
    from duty_desktop.ingest.watching import Watch

_DATABASE = b"SQLite format 3\0"
"""What a database file begins with (SQLite file format, §1.3.1)."""

_ZIP = b"PK\x03\x04"
"""What files of Excel and Word begin with (.ZIP File Format Specification, §4.3.7)."""

_MOST_READ = 64 * 1024 * 1024
"""Bytes; what is larger is no list, and is not read whole to find that out."""


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
    _back_up(into.folder.parent)
    return into.add(made)


def _back_up(user_data: Path) -> None:
    """Back up the notebook in the folder that the library is in, if there is one that is sound.

    Raises ``OutputError`` where there is no room for it.
    """
    from duty_desktop.store import notebook_backups, notebook_file
    from duty_desktop.store.notebook_places import FILE_NAME

    try:
        if notebook_file.is_there(user_data / FILE_NAME):
            now = datetime.now().astimezone()
            notebook_backups.backup(user_data, notebook_backups.Reason.IMPORT, now)
    except NotebookError:
        # The window says at its start what is wrong with it; a list can come in all the same.
        return


def _database(duty_list: DutyList, watch: "Watch") -> bytes:
    # Slow to load, hence only here, where a database is built.
    from duty_desktop.ingest.pronouncing import read_aloud
    from duty_desktop.store.writer import database_bytes

    return database_bytes(duty_list, read_aloud(duty_list, watch.at))


def list_in(path: Path, watch: "Watch | None" = None) -> DutyList:
    """The one list in a file, to be compared, not stored; what the file is, its content says.

    Raises ``SourceDocumentError`` or ``CatalogueError`` where it is no database, source document
    or office file with one whole list, or damaged; ``ImportCancelled`` once ``watch`` says so.
    """
    from duty_desktop.ingest.duty_list import read_duty_list
    from duty_desktop.store import catalogue

    try:
        data = read_at_most(path, _MOST_READ + 1)
    except OSError as error:
        raise SourceDocumentError(
            f"清单文件“{path}”打不开，{after_not_opened(error)}", str(error)
        ) from error
    if data.startswith(_DATABASE):
        return catalogue.load(path)
    if data.startswith(_ZIP) or path.suffix.lower() == ".csv":
        return _understood(path, watch)
    try:
        return read_duty_list(data, watch)
    except SourceDocumentError as error:
        raise SourceDocumentError(f"“{path.name}”：{error}", error.details) from error


def _understood(path: Path, watch: "Watch | None") -> DutyList:
    """The only list in a file of Excel or Word, as ``import`` reads it."""
    from duty_desktop.ingest.understanding import understand

    lists = understand([path], watch=watch).lists
    if len(lists) != 1:
        raise SourceDocumentError(f"“{path.name}”里有 {len(lists)} 份清单，请先导入，再逐份比较。")
    if lists[0].duty_list is None:
        lacking = "、".join(lists[0].lacking)
        raise SourceDocumentError(f"“{path.name}”里没有写明{lacking}，请先导入并写明，再比较。")
    return lists[0].duty_list
