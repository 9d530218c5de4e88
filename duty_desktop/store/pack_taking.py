"""What is in a pack, taken in: whole or not at all, and the notebook so that it can be undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from duty_desktop.domain.assignment import Edit, TownNotes, difference
from duty_desktop.domain.merging import Merging, merged
from duty_desktop.errors import CatalogueError, NotebookError, PackError
from duty_desktop.store import (
    catalogue,
    notebook_backups,
    notebook_copies,
    notebook_recovery,
)
from duty_desktop.store.library import Library
from duty_desktop.store.notebook_backups import Backup, Reason
from duty_desktop.store.pack_reading import Pack, PackedList


class Taking(StrEnum):
    """What becomes of the notebook here."""

    NONE = "none"
    MERGE = "merge"
    """What is not noted here is taken in, what is noted here stays."""
    REPLACE = "replace"
    """It becomes the pack's."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What taking a pack in would do, as things stand."""

    are_here: tuple[bool, ...]
    """Whether the library has each list of the pack already."""
    merging: Merging | None = None
    replacing: Edit | None = None
    """``None`` without a notebook in the pack, or where the one here cannot be read."""
    fault: str = ""
    """Why the one here cannot be read, in one sentence."""
    begins: bool = False
    """Whether there is none here: the pack's is put there with its past, and stays."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in."""

    new: tuple[Path, ...]
    """Lists that the library did not have."""
    old: tuple[Path, ...]
    """Those that it had."""
    notebook: Taking
    merging: Merging | None
    backup: Backup | None
    """Of the notebook as it was before; ``None`` where there was none or nothing was changed."""


def outlook(pack: Pack, library: Library, user_data: Path) -> Outlook:
    """What would happen; nothing is written."""
    here = tuple(_is_here(library, each) for each in pack.lists)
    if pack.notebook is None:
        return Outlook(here)
    try:
        notes = notebook_recovery.read_notes(user_data)
        begins = not notebook_recovery.is_begun(user_data)
    except NotebookError as error:
        return Outlook(here, fault=str(error))
    replacing = difference(notes, pack.notebook.notes, _replaced(pack))
    return Outlook(here, _merging(pack, notes), replacing, begins=begins)


def take_in(
    pack: Pack,
    library: Library,
    user_data: Path,
    now: datetime,
    *,
    lists: bool = True,
    notebook: Taking = Taking.NONE,
) -> Taken:
    """Take in the pack's lists, if wanted, and its notebook; all of it or nothing.

    The notebook is backed up first and changed by one edit, which can be undone. A list that the
    library has stays as it is. Raises ``PackError`` where the pack has no notebook to take,
    ``OutputError`` where the library, ``NotebookError`` where the notebook cannot be written.
    """
    if notebook is not Taking.NONE and pack.notebook is None:
        raise PackError(f"“{pack.name}”里没有记事本，没有取入任何内容。")
    wanted = pack.lists if lists else ()
    old = [each for each in wanted if _is_here(library, each)]
    new = [each for each in wanted if each not in old]
    if not new:
        merging, backup = _take_notes(pack, user_data, now, notebook)
    else:
        with library.keeping([(each.file_name, each.data) for each in new]):
            merging, backup = _take_notes(pack, user_data, now, notebook)
    return Taken(_places(library, new), _places(library, old), notebook, merging, backup)


def _take_notes(
    pack: Pack, user_data: Path, now: datetime, how: Taking
) -> tuple[Merging | None, Backup | None]:
    if pack.notebook is None or how is Taking.NONE:
        return None, None
    if how is Taking.REPLACE:
        with notebook_copies.today_copy_in(pack.notebook.data) as copy:
            return None, notebook_recovery.put_in_place(user_data, copy, _replaced(pack), now)
    found = notebook_recovery.start(user_data, now)
    if isinstance(found, notebook_recovery.Lost):
        raise NotebookError(
            f"{found.sentence}请先恢复备份或重新建立记事本，再取入；这次没有取入任何内容。"
        )
    with found as opened:
        if opened.read_only:
            raise NotebookError(opened.read_only)
        merging = _merging(pack, opened.notes)
        backup = None
        if merging.edit.changes:
            if opened.notes.records:
                backup = notebook_backups.backup(user_data, Reason.IMPORT, now)
            opened.apply(merging.edit, now)
        return merging, backup


def _merging(pack: Pack, here: TownNotes) -> Merging:
    there = pack.notebook.notes if pack.notebook else TownNotes()
    return merged(here, there, lambda count: f"合并“{pack.name}”（{count}处）")


def _replaced(pack: Pack) -> Callable[[int], str]:
    return lambda count: f"换成“{pack.name}”里的记事本（{count}处）"


def _is_here(library: Library, packed: PackedList) -> bool:
    """Whether the library has the list, and sound."""
    try:
        found = catalogue.load(library.folder / packed.file_name)
    except CatalogueError:
        return False
    return found.source_sha256 == packed.sha256


def _places(library: Library, lists: Sequence[PackedList]) -> tuple[Path, ...]:
    return tuple(library.folder / each.file_name for each in lists)
