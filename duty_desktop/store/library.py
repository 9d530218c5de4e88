"""The town's library of lists: sealed databases side by side in one folder, one of them current.

A list is a file of its own, written whole, and never changed; taking one out moves it aside.
"""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.errors import CatalogueError, NotFoundError, OutputError
from duty_desktop.files import put_in_place, write_whole
from duty_desktop.store import catalogue

FOLDER = "lists"
"""The library's folder in the user's data folder."""

_CURRENT = "current.json"
_REMOVED = "removed"
_MOST_BYTES = 1024
"""Of the file that names the current list; what is larger is some other file."""

_AGAIN = r" \(\d+\)$"
"""What the name of a list ends with that was moved aside beside another of its name."""

_LOCK = "library.lock"
_INCOMING = ".incoming"
_UNFINISHED = r"\..+\.[0-9a-f]{16}"
"""What a list is called until all that come with it are written, and what ``files.write_whole``
calls a file until it is whole."""

_NOT_IN_NAMES = r'[<>:"/\\|?*\x00-\x1f.\s]+'
_LONGEST_PART = 30
"""Characters of a place in a file's name: Windows allows some 250 for the whole path."""


@dataclass(frozen=True, slots=True)
class LibraryList:
    """One list of the library."""

    path: Path
    is_current: bool
    title: str = ""
    """昌吉市三工镇履职事项清单（2025年7月）"""
    town: str = ""
    county: str = ""
    date: str = ""
    counts: tuple[int, ...] = ()
    """Duties of each list, in the order of ``ListKind``."""
    fault: str = ""
    """Why it cannot be opened, in one sentence; empty where it can."""

    @property
    def name(self) -> str:
        """The file's name without its ending, by which commands know it."""
        return self.path.stem


class Library:
    """The lists in one folder, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        """The library in ``folder``."""
        self.folder = folder

    def lists(self) -> tuple[LibraryList, ...]:
        """Every list, by county, town and date; damaged ones with their fault."""
        current = self.current()
        return tuple(described(path, is_current=path == current) for path in self.paths())

    def paths(self) -> list[Path]:
        """Where every list is, in the order of ``lists``; none of them is opened."""
        return sorted(self.folder.glob("*.db")) if self.folder.is_dir() else []

    def add(self, made: Sequence[tuple[DutyList, bytes]]) -> tuple[Path, ...]:
        """Keep lists with their databases, all or none; where each is now.

        The same list again is the same file, whole again if it was damaged. Raises ``OutputError``
        where one cannot be written; none of them is left in the library then.
        """
        with self.keeping([(file_name(duty_list), data) for duty_list, data in made]) as paths:
            return paths

    @contextmanager
    def keeping(self, files: Sequence[tuple[str, bytes]]) -> Iterator[tuple[Path, ...]]:
        """Keep databases under the names that ``file_name`` gives their lists, as ``add``.

        Where what is done meanwhile fails, those that are new do not stay.
        """
        wanted = [(self.folder / name, data) for name, data in files]
        with self._writing():
            new = {path for path, _ in wanted if not path.exists()}
            self._put([(path, data) for path, data in wanted if not _holds(path, data)])
            try:
                yield tuple(path for path, _ in wanted)
            except BaseException:
                for path in new:
                    with suppress(OSError):
                        path.unlink(missing_ok=True)
                raise

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """The only writer; what a killed one left is swept away first."""
        from duty_desktop.store import turns

        _make(self.folder)
        with turns.alone(
            self.folder / _LOCK,
            "清单库正被另一个窗口写入，没有存入，请稍后再试。",
            _refused(self.folder),
        ) as is_alone:
            if is_alone:
                self._sweep()
            yield

    def _sweep(self) -> None:
        for path in tuple(self.folder.iterdir()):
            if path.suffix == _INCOMING or re.fullmatch(_UNFINISHED, path.name):
                with suppress(OSError):
                    path.unlink()

    def _put(self, new: Sequence[tuple[Path, bytes]]) -> None:
        before = {path for path, _ in new if path.exists()}
        written: list[Path] = []
        try:
            for path, data in new:
                # Beside first, under a name that is no list's, so that a full disk shows before
                # the first of several appears.
                beside = path.with_suffix(_INCOMING)
                written.append(beside)
                write_whole(beside, data)
            for path, _ in new:
                put_in_place(path.with_suffix(_INCOMING), path)
                written.append(path)
        except (OutputError, OSError) as error:
            for path in written:
                if path not in before:
                    with suppress(OSError):
                        path.unlink(missing_ok=True)
            if isinstance(error, OutputError):
                raise
            raise OutputError(_refused(self.folder), str(error)) from error

    def find(self, name: str) -> Path:
        """The list whose file is called so, or whose name only holds it; else ``NotFoundError``."""
        paths = self.paths()
        found = [path for path in paths if name in (path.stem, path.name)]
        found = found or [path for path in paths if name and name in path.stem]
        if len(found) > 1:
            several = "、".join(path.stem for path in found)
            raise NotFoundError(f"清单库里叫“{name}”的不止一份（{several}），请写得再全一些。")
        if not found:
            raise NotFoundError(f"清单库里没有“{name}”，请用 lists 命令查看有哪些。")
        return found[0]

    def current(self) -> Path | None:
        """The list that is current; ``None`` where it is the one that ships with the program."""
        try:
            with (self.folder / _CURRENT).open("rb") as file:
                name = json.loads(file.read(_MOST_BYTES))["current"]
            path = self.folder / str(name)
            inside = path.parent == self.folder and path.suffix == ".db"
            return path if inside and path.is_file() else None
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None

    def set_current(self, path: Path | None) -> None:
        """Make a list of the library current, or with ``None`` the one that ships.

        Raises ``CatalogueError`` where it cannot be opened, ``OutputError`` where the choice cannot
        be written.
        """
        if path is not None:
            catalogue.load(path)
        with self._writing():
            self._name_current(path)

    def _name_current(self, path: Path | None) -> None:
        named = {"current": path.name if path else None}
        write_whole(self.folder / _CURRENT, json.dumps(named, ensure_ascii=False).encode())

    def remove(self, path: Path) -> Path:
        """Move a list aside, into a folder that the library does not show; where it is now.

        Raises ``OutputError`` where it cannot be moved, or was current and no other choice can be
        written; it is where it was then.
        """
        aside = self.folder / _REMOVED
        _make(aside)
        with self._writing():
            number = 1
            place = aside / path.name
            while place.exists():
                number += 1
                place = aside / f"{path.stem} ({number}).db"
            was_current = self.current() == path
            try:
                path.rename(place)
            except FileNotFoundError as error:
                raise OutputError(
                    f"“{path.stem}”已经不在清单库里，可能刚被另一个窗口移出。", str(error)
                ) from error
            except OSError as error:
                raise OutputError(
                    f"“{path.stem}”移不走，可能正被别的程序打开。", str(error)
                ) from error
            if was_current:
                # Before others may write: what they choose now is not undone by this.
                try:
                    self._name_current(None)
                except OutputError:
                    with suppress(OSError):
                        place.rename(path)
                    raise
        return place

    def removed(self) -> tuple[LibraryList, ...]:
        """The lists that were moved aside, by name; damaged ones with their fault."""
        aside = self.folder / _REMOVED
        paths = sorted(aside.glob("*.db")) if aside.is_dir() else []
        return tuple(described(path, is_current=False) for path in paths)

    def put_back(self, place: Path) -> Path:
        """Show again the list that was moved aside to ``place``; where it is now.

        Raises ``OutputError`` where the library has it already or it cannot be moved.
        """
        path = self.folder / f"{re.sub(_AGAIN, '', place.stem)}.db"
        with self._writing():
            if path.exists():
                raise OutputError(f"清单库里已经有“{path.stem}”，不用再放回。")
            try:
                place.rename(path)
            except OSError as error:
                raise OutputError(f"“{place.stem}”放不回清单库。", str(error)) from error
        return path


def described(path: Path, *, is_current: bool) -> LibraryList:
    """The list in the database at ``path``, with its fault where it cannot be opened."""
    try:
        with catalogue.opened(path) as connection:
            meta = dict(connection.execute("SELECT key, value FROM meta"))
            counted = dict(connection.execute("SELECT list_id, count(*) FROM duties GROUP BY 1"))
    except CatalogueError as error:
        return LibraryList(path, is_current, fault=_fault(error))
    year, _, month = meta["date"].partition("-")
    return LibraryList(
        path,
        is_current,
        f"{meta['county']}{meta['town']}{meta['title']}（{year}年{int(month)}月）",
        meta["town"],
        meta["county"],
        meta["date"],
        tuple(counted.get(kind.value, 0) for kind in ListKind),
    )


def _fault(error: CatalogueError) -> str:
    """Why a list of the library cannot be opened: one that is damaged can be imported again."""
    return f"{error.what}，请移出清单库，再重新导入。" if error.what else str(error)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def file_name(duty_list: DutyList) -> str:
    """What a list's file is called: 昌吉市-三工镇-2025-07-ac44b18d.db."""
    town = duty_list.town
    parts = (_plain(town.county), _plain(town.name), duty_list.date, duty_list.source_sha256[:8])
    return f"{'-'.join(parts)}.db"


def _plain(name: str) -> str:
    return re.sub(_NOT_IN_NAMES, "", name)[:_LONGEST_PART]


def _refused(folder: Path) -> str:
    return f"清单没有存成：“{folder}”不允许写入或磁盘已满。"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"清单库的文件夹“{folder}”建不成，可能磁盘已满或不允许写入。", str(error)
        ) from error
