"""Sets of places as whole numbers: place 3 is in the set where bit 3 is set.

250,000 places are 31 KB, and Python ands two such numbers in some microseconds, which is what makes
a query over very many duties a matter of set algebra.
"""

from collections.abc import Collection, Iterable, Iterator

_SPARSE = 50
"""Fewer than one place in so many is quicker set bit by bit than digit by digit."""


def gathered(places: Collection[int], count: int) -> int:
    """The set of these places, each below ``count``."""
    if len(places) * _SPARSE < count:
        packed = bytearray(count // 8 + 1)
        for place in places:
            packed[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(packed, "little")
    digits = bytearray(b"0") * count
    for place in places:
        digits[~place] = 49
    return int(digits, 2) if count else 0


def members(places: int) -> Iterator[int]:
    """The places of a set, ascending."""
    digits = bin(places)
    last = len(digits) - 1
    at = digits.rfind("1")
    while at > 0:
        yield last - at
        at = digits.rfind("1", 2, at)


def by_value(values: Iterable[int], count: int) -> dict[int, int]:
    """For each of the values, the set of places that have it; ascending by value."""
    having: dict[int, list[int]] = {}
    for place, value in enumerate(values):
        having.setdefault(value, []).append(place)
    return {value: gathered(having[value], count) for value in sorted(having)}


class Places(Collection[int]):
    """A set of places to walk through, to count and to look into."""

    __slots__ = ("bits",)

    def __init__(self, bits: int) -> None:
        self.bits = bits

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __iter__(self) -> Iterator[int]:
        return members(self.bits)

    def __contains__(self, place: object) -> bool:
        return isinstance(place, int) and bool(self.bits >> place & 1)

    def __bool__(self) -> bool:
        return bool(self.bits)
