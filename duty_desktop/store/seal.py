"""Proof that a database file is the one that was built: every byte of it, nothing more.

The file holds its own SHA-256, worked out with the digest's place filled with zeros. This finds
damage, truncation and edits made by hand; it is no signature and keeps out nobody who builds a
database of his own.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from duty_desktop.store import schema

_MARK = b"seal-sha256:"
_BLANK = b"0" * 64
_SEAL = re.compile(re.escape(_MARK) + rb"([0-9a-f]{64})")

Sha256 = Callable[[Iterable[bytes]], str]
"""The SHA-256, in hexadecimal, of the bytes that the pieces are together."""

_PIECE = 64 * 1024
"""Bytes that are digested at once: the file is in memory once, no second time without its seal."""

PLACEHOLDER = (_MARK + _BLANK).decode("ascii")
"""What ``meta`` holds under ``seal`` until the file is sealed."""

_MAGIC = b"SQLite format 3\x00"
HEADER_BYTES = 100

# Places in the header, from "Database File Format", sqlite.org/fileformat2.html, section 1.3.
_PAGE_COUNT = slice(28, 32)
_USER_VERSION = slice(60, 64)
_APPLICATION_ID = slice(68, 72)

_CHOOSE_ANOTHER = "请核对是否选对了文件"
REPLACE = "请换一份完好的文件，导入的清单请重新导入"
UPGRADE = "请安装新版程序"


class UnfitError(Exception):
    """A file that is no whole official database: a clause about it, to follow the file's name.

    Attributes:
        remedy: what to do where the file is not the program's own.
    """

    def __init__(self, clause: str, remedy: str) -> None:
        """Keep the clause and the remedy."""
        super().__init__(clause)
        self.remedy = remedy


def sha256(pieces: Iterable[bytes]) -> str:
    """The SHA-256 in hexadecimal, worked out by OpenSSL."""
    # Only here: OpenSSL is 3 MB in memory, which the window saves by asking Qt.
    import hashlib

    worked_out = hashlib.sha256()
    for piece in pieces:
        worked_out.update(piece)
    return worked_out.hexdigest()


def sealed(data: bytes) -> bytes:
    """The database file ``data`` with its seal set."""
    start = _place_of_digest(data)
    return data[:start] + _digest(data, start, sha256) + data[start + 64 :]


def check(data: bytes, digest: Sha256 = sha256) -> None:
    """Raise ``UnfitError`` unless ``data`` is a whole, unaltered official database."""
    if hash(data) in _found_whole:
        return
    check_header(data)
    if _number(data, _PAGE_COUNT) * schema.PAGE_SIZE != len(data):
        raise UnfitError("不完整", REPLACE)
    try:
        start = _place_of_digest(data)
    except ValueError as error:
        raise _damaged() from error
    if _digest(data, start, digest) != data[start : start + 64]:
        raise _damaged()
    _found_whole.add(hash(data))


def check_header(data: bytes) -> None:
    """Raise ``UnfitError`` unless ``data`` begins as an official database that can be read."""
    if not data:
        raise UnfitError("是空的", REPLACE)
    if not data.startswith(_MAGIC) or len(data) < HEADER_BYTES:
        raise UnfitError("不是履职清单的数据文件", _CHOOSE_ANOTHER)
    if _number(data, _APPLICATION_ID) != schema.APPLICATION_ID:
        raise UnfitError("是别的程序的数据库，不是履职清单的数据文件", _CHOOSE_ANOTHER)
    if _number(data, _USER_VERSION) > schema.VERSION:
        raise UnfitError("由更新的版本生成，本程序读不了", UPGRADE)


_found_whole: set[int] = set()
"""What was checked before in this process, by Python's own hash: 64 bits with a key that is drawn
anew in each process. A list and its readings are read one after the other, the readings on a thread
on which Qt must not be asked."""


def _damaged() -> UnfitError:
    return UnfitError("已损坏或被改动过", REPLACE)


def _number(data: bytes, place: slice) -> int:
    return int.from_bytes(data[place], "big")


def _place_of_digest(data: bytes) -> int:
    """Where the digest stands; ``ValueError`` unless there is exactly one."""
    (only,) = _SEAL.finditer(data)
    return only.start(1)


def _digest(data: bytes, start: int, digest: Sha256) -> bytes:
    return digest(_pieces(data, start)).encode("ascii")


def _pieces(data: bytes, start: int) -> Iterator[bytes]:
    """The file as it was before it was sealed."""
    for at in range(0, start, _PIECE):
        yield data[at : min(at + _PIECE, start)]
    yield _BLANK
    for at in range(start + 64, len(data), _PIECE):
        yield data[at : at + _PIECE]
