"""An index of very many texts: which of them hold a phrase, in a file of its own.

Every two neighbouring characters are one word of an FTS5 table, so that a phrase of any length is a
phrase of such words, and nothing that stands in a text is ever missed; SQLite's own tokenizers find
no Chinese word of two characters. One table a field, without the texts themselves. What stands in
very many texts is stored once more, as a set of bits, since a hundred thousand rows take longer to
hand over than to find.

The file is a cache: it can be deleted at any time, and is built anew where it is not the one that
is wanted.
"""

import hashlib
import json
import os
import sqlite3
import sys
import time
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path
from typing import Self

from duty_desktop.errors import OutputError
from duty_desktop.files import made_beside, put_in_place, unfinished
from duty_desktop.store.catalogue import read_only

FILE_NAME = "search-index.db"

VERSION = 1
"""Raised whenever the file's shape changes, so that older files are built anew."""

_DIGITS = 6
"""Of a character in a word of the index: its code point in hexadecimal, the largest 10ffff."""

_END = "\n"
"""Stands behind a text's last character, so that it has a neighbour too."""

_COMMON = 200
"""What stands in one text of so many is stored as bits, packed: unpacking them takes 0.1 ms for
250,000 texts, about as long as to be handed 500 rows."""

_PACKING = 1
"""zlib's level: the fastest; the next ones save a tenth."""

_SPARSE = 50
"""Fewer than one place in so many is quicker set bit by bit than digit by digit."""

_PLACES_KEPT = 512
"""Phrases whose places are kept; 31 KB each for 250,000 texts."""

_BUILDING_KB, _READING_KB = 200_000, 64_000
"""Memory that SQLite may take for pages."""

_MERGED_BYTES = 64_000_000
"""What FTS5 gathers before it writes; its default of 1 MB makes three times as many merges."""

_SURELY_LEFT = 24 * 3600
"""Seconds after which nobody writes to an unfinished file any more."""

_TABLES = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE fields (id INTEGER PRIMARY KEY, name TEXT NOT NULL, lengths BLOB NOT NULL) STRICT;
    CREATE TABLE words (
        field_id INTEGER NOT NULL REFERENCES fields (id),
        word TEXT NOT NULL,
        places BLOB,
        PRIMARY KEY (field_id, word)
    ) STRICT, WITHOUT ROWID;
"""


class _Codes(dict[str, str]):
    """Each character's code, worked out once."""

    def __missing__(self, char: str) -> str:
        self[char] = code = f"{ord(char):06x}"
        return code


_CODES = _Codes()


def words_of(text: str) -> list[str]:
    """The words of the index for a text's characters, each with the one behind it.

    ASCII letters and digits only, whatever stands in the text: no mark is lost, and none means
    anything in FTS5's query language.
    """
    codes = list(map(_CODES.__getitem__, text))
    return list(map(str.__add__, codes, codes[1:]))


def matching(field_id: int, phrase: str) -> tuple[str, tuple[str]]:
    """The SQL, and its parameters, that finds the places whose field holds the phrase.

    The phrase has one character or more.
    """
    words = words_of(phrase)
    # FTS5: "a b" is a phrase, "a"* a word that begins so.
    match = f'"{" ".join(words)}"' if words else f'"{_CODES[phrase]}"*'
    return f"SELECT rowid FROM field_{field_id:d} WHERE field_{field_id:d} MATCH ?", (match,)  # noqa: S608


def stored(field_id: int, phrase: str) -> tuple[str, tuple[int, str]]:
    """The SQL, and its parameters, that gives the bits of a phrase of one or two characters.

    No row where it stands nowhere, NULL where it has to be looked for.
    """
    word = "".join(map(_CODES.__getitem__, phrase))
    return "SELECT places FROM words WHERE field_id = ? AND word = ?", (field_id, word)


class PhraseIndex:
    """Answers which texts hold a phrase, out of a file.

    Places, and sets of places, are numbered from 0 in the order in which the texts were given.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read an open file that ``build`` made; raises ``sqlite3.Error`` or ``LookupError``."""
        self._connection = connection
        connection.execute(f"PRAGMA cache_size = -{_READING_KB}")
        self._meta: dict[str, str] = dict(connection.execute("SELECT key, value FROM meta"))
        names = connection.execute("SELECT name, id FROM fields")
        self._fields: dict[str, int] = dict(names)
        self._notes: dict[str, str] = json.loads(self._meta["notes"])
        self.key = self._meta["key"]
        self.count = int(self._meta["count"])
        self.places = lru_cache(maxsize=_PLACES_KEPT)(self._places)

    @classmethod
    def opened(cls, path: Path, key: str) -> Self | None:
        """The index at ``path``, if it is the one with this key; else ``None``."""
        if not path.is_file():
            return None
        # Used by one thread at a time, which need not be the one that opened it.
        connection = read_only(path, same_thread=False)
        try:
            index = cls(connection)
        except (sqlite3.Error, LookupError, ValueError):
            connection.close()
            return None
        if index.key == _full_key(key):
            return index
        connection.close()
        return None

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def note(self, name: str) -> str:
        """What was noted under this name when the index was built."""
        return self._notes[name]

    def lengths(self, field: str) -> Sequence[int]:
        """How many characters the field has, place by place."""
        sql = "SELECT lengths FROM fields WHERE id = ?"
        (blob,) = self._connection.execute(sql, (self._fields[field],)).fetchone()
        lengths = array("I", blob)
        if sys.byteorder == "big":
            lengths.byteswap()
        return lengths

    def pairs(self, field: str) -> Iterator[str]:
        """Every pair of neighbouring characters that stands somewhere in the field.

        The last character of a text has a line break for its neighbour.
        """
        sql = "SELECT word FROM words WHERE field_id = ? AND length(word) = ?"
        for (word,) in self._connection.execute(sql, (self._fields[field], 2 * _DIGITS)):
            yield _characters(word)

    def _places(self, field: str, phrase: str) -> int:
        """The set of the places whose field holds the phrase: bit 3 stands for place 3."""
        field_id = self._fields[field]
        if not phrase:
            return (1 << self.count) - 1
        if len(phrase) <= 2:
            row = self._connection.execute(*stored(field_id, phrase)).fetchone()
            if row is None:
                return 0
            if row[0] is not None:
                return int.from_bytes(zlib.decompress(row[0]), "little")
        return _found(self._connection, field_id, phrase, self.count)


def _found(connection: sqlite3.Connection, field_id: int, phrase: str, count: int) -> int:
    """The set of the places whose field holds the phrase."""
    rows = connection.execute(*matching(field_id, phrase)).fetchall()
    if len(rows) * _SPARSE < count:
        packed = bytearray(count // 8 + 1)
        for (place,) in rows:
            packed[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(packed, "little")
    digits = bytearray(b"0") * count
    for (place,) in rows:
        digits[~place] = 49
    return int(digits, 2) if count else 0


def _characters(word: str) -> str:
    return "".join(chr(int(word[at : at + _DIGITS], 16)) for at in range(0, len(word), _DIGITS))


# Building


def kept(
    folder: Path,
    key: str,
    fields: Sequence[str],
    rows: Callable[[], Iterable[Sequence[str]]],
    notes: Callable[[], Mapping[str, str]],
) -> PhraseIndex:
    """The index with this key in a cache folder; built there if it is not, or another, or broken.

    ``rows`` gives the texts of each place in the order of ``fields``, ``notes``, asked afterwards,
    what to keep besides. Building takes minutes for 250,000 duties; whatever ``rows`` raises ends
    it and leaves what there was. Raises ``OutputError`` where the file cannot be written.
    """
    path = folder / FILE_NAME
    index = PhraseIndex.opened(path, key)
    if index is None:
        build(path, key, fields, rows(), notes)
        index = PhraseIndex.opened(path, key)
    if index is None:
        raise OutputError(f"检索用的索引“{path}”写好后读不出来，请检查磁盘后重试。")
    return index


def build(
    path: Path,
    key: str,
    fields: Sequence[str],
    rows: Iterable[Sequence[str]],
    notes: Callable[[], Mapping[str, str]],
) -> None:
    """Write the index beside ``path``, then put it in its place.

    Raises ``OutputError`` where it cannot be written; nothing half-written is left then.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        beside = made_beside(path)
    except OSError as error:
        raise _not_written(path, error) from error
    try:
        with closing(sqlite3.connect(beside)) as connection:
            _fill(connection, key, fields, rows, notes)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        put_in_place(beside, path)
    except (OSError, sqlite3.Error) as error:
        raise _not_written(path, error) from error
    finally:
        beside.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Remove what a program left that was killed while it built; one that builds now is younger."""
    for left in path.parent.glob(f"{unfinished(path)}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _SURELY_LEFT:
                left.unlink()


def _not_written(path: Path, error: Exception) -> OutputError:
    sentence = f"检索用的索引“{path}”没有写成：可能磁盘已满、不允许写入或正被别的程序打开。"
    return OutputError(sentence, str(error))


def _full_key(key: str) -> str:
    return hashlib.sha256(f"{VERSION} {key}".encode()).hexdigest()


def _fill(
    connection: sqlite3.Connection,
    key: str,
    fields: Sequence[str],
    rows: Iterable[Sequence[str]],
    notes: Callable[[], Mapping[str, str]],
) -> None:
    # The file is put in its place when it is whole; until then nobody needs a journal.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA cache_size = -{_BUILDING_KB // len(fields)}")
    connection.executescript(_TABLES)
    for field_id in range(len(fields)):
        _create(connection, field_id)
    lengths = [array("I") for _ in fields]
    count = 0
    for count, row in enumerate(rows, 1):
        for field_id, text in enumerate(row):
            lengths[field_id].append(len(text))
            words = " ".join(words_of(text + _END)) if text else ""
            connection.execute(
                f"INSERT INTO field_{field_id:d} (rowid, words) VALUES (?, ?)",  # noqa: S608
                (count - 1, words),
            )
    for field_id, name in enumerate(fields):
        connection.execute(f"INSERT INTO field_{field_id:d}(field_{field_id:d}) VALUES('optimize')")
        little = lengths[field_id]
        if sys.byteorder == "big":
            little.byteswap()
        connection.execute(
            "INSERT INTO fields VALUES (?, ?, ?)", (field_id, name, little.tobytes())
        )
        _store_words(connection, field_id, count)
    meta = {
        "key": _full_key(key),
        "count": str(count),
        "notes": json.dumps(dict(notes())),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    connection.commit()


def _create(connection: sqlite3.Connection, field_id: int) -> None:
    """The table of one field: no texts, no sizes.

    It has no ``prefix`` index for single characters either, which would make it half as large
    again: common ones are stored as bits, and rare ones begin few words.
    """
    connection.execute(
        f"CREATE VIRTUAL TABLE field_{field_id:d} USING fts5("
        "words, content='', columnsize=0, tokenize='ascii')"
    )
    connection.execute(
        f"INSERT INTO field_{field_id:d}(field_{field_id:d}, rank) VALUES('hashsize', ?)",
        (_MERGED_BYTES,),
    )
    connection.execute(
        f"CREATE VIRTUAL TABLE temp.words_{field_id:d}"
        f" USING fts5vocab(main, field_{field_id:d}, row)"
    )


def _store_words(connection: sqlite3.Connection, field_id: int, count: int) -> None:
    """Note every word and character of a field, with its bits where it stands in many texts."""
    sql = f"SELECT term, doc FROM temp.words_{field_id:d}"  # noqa: S608
    times: dict[str, int] = dict(connection.execute(sql))
    characters: dict[str, int] = {}
    for word, texts in times.items():
        character = word[:_DIGITS]
        characters[character] = characters.get(character, 0) + texts
    for word, texts in (times | characters).items():
        places = None
        if texts * _COMMON >= count:
            found = _found(connection, field_id, _characters(word), count)
            places = zlib.compress(found.to_bytes(count // 8 + 1, "little"), _PACKING)
        connection.execute("INSERT INTO words VALUES (?, ?, ?)", (field_id, word, places))
