"""One form for equal databases: bytes of the file that mean nothing, set to fixed values.

SQLite leaves old bytes in the unused middle of its pages and writes its own version into the
header; both differ between releases and builds of SQLite, so that the same records would give
different files. Formats from "Database File Format", sqlite.org/fileformat2.html.
"""

from collections.abc import Iterable, Iterator

# Section 1.3, the header: none of these says anything of the content.
_CHANGE_COUNTER = slice(24, 28)
_VERSION_VALID_FOR = slice(92, 96)
_SQLITE_VERSION = slice(96, 100)
_FIXED_VERSION = 3_040_000

# Section 1.6, b-tree pages.
_INTERIOR = {0x02, 0x05}
_LEAF = {0x0A, 0x0D}
_HEADER_BYTES = 100
"""On the first page the file's header stands before the page's own."""


def canonical(data: bytes, roots: Iterable[int], page_size: int) -> bytes:
    """The database file ``data`` in its one form.

    ``roots`` are the numbers of the tables' and indexes' first pages, as ``sqlite_master`` has
    them; the schema's own, page 1, need not be among them.
    """
    file = bytearray(data)
    file[_CHANGE_COUNTER] = file[_VERSION_VALID_FOR] = (1).to_bytes(4, "big")
    file[_SQLITE_VERSION] = _FIXED_VERSION.to_bytes(4, "big")
    for root in (1, *roots):
        for start, header in _pages(file, root, page_size):
            pointers = header + (12 if file[header] in _INTERIOR else 8)
            gap = pointers + 2 * _number(file, header + 3, 2)
            content = start + (_number(file, header + 5, 2) or 65536)
            file[gap:content] = bytes(content - gap)
    return bytes(file)


def _pages(file: bytearray, root: int, page_size: int) -> Iterator[tuple[int, int]]:
    """Every page of the tree below ``root``: where it and its own header begin."""
    start = (root - 1) * page_size
    header = start + (_HEADER_BYTES if root == 1 else 0)
    if file[header] not in _INTERIOR | _LEAF:
        raise ValueError(f"page {root} is no b-tree page")
    yield start, header
    if file[header] in _INTERIOR:
        for cell in range(_number(file, header + 3, 2)):
            place = start + _number(file, header + 12 + 2 * cell, 2)
            yield from _pages(file, _number(file, place, 4), page_size)
        yield from _pages(file, _number(file, header + 8, 4), page_size)


def _number(file: bytearray, start: int, length: int) -> int:
    return int.from_bytes(file[start : start + length], "big")
