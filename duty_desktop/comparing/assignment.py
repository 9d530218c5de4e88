"""The best pairing of two sides, by shortest augmenting paths.

R. Jonker, A. Volgenant: "A shortest augmenting path algorithm for dense and sparse linear
assignment problems", Computing 38 (1987), for a sparse table in which anybody may stay alone.
"""

from collections.abc import Mapping
from heapq import heappop, heappush

_Column = tuple[int, int]
"""A right place, or what a left one has to itself if it stays alone."""


def best_pairs(gains: Mapping[int, Mapping[int, int]]) -> dict[int, int]:
    """For each left place that is paired, its right one, so that the gains together are greatest.

    ``gains`` tells for a left place what each right one is worth, above 0; whole numbers, so that
    sums are exact. Nobody is paired twice; who is worth nothing stays alone.
    """
    pairing = _Pairing(gains)
    for left in sorted(gains):
        pairing.place(left)
    return pairing.pairs()


class _Pairing:
    """Left places on their way to right ones, the cheapest way on the whole at every moment.

    Attributes:
        _costs: what each column costs a row; staying alone costs nothing, a pair minus its gain.
        _owner, _taken: which row has a column, and the other way round.
        _row, _column: the potentials by which no path has a negative edge.
    """

    def __init__(self, gains: Mapping[int, Mapping[int, int]]) -> None:
        self._costs: dict[int, dict[_Column, int]] = {
            left: {(1, left): 0, **{(0, right): -gain for right, gain in options.items()}}
            for left, options in gains.items()
        }
        self._owner: dict[_Column, int] = {}
        self._taken: dict[int, _Column] = {}
        self._row = {left: min(costs.values()) for left, costs in self._costs.items()}
        self._column: dict[_Column, int] = {}

    def pairs(self) -> dict[int, int]:
        return {left: right for (alone, right), left in self._owner.items() if not alone}

    def place(self, left: int) -> None:
        """Give one more row its column, others changing theirs where that is better."""
        far: dict[_Column, int] = {}
        came: dict[_Column, int] = {}
        done: dict[_Column, int] = {}
        heap: list[tuple[int, _Column]] = []
        row, walked = left, 0
        while True:
            base = walked - self._row[row]
            for column, cost in self._costs[row].items():
                if column in done:
                    continue
                distance = base + cost - self._column.get(column, 0)
                if column not in far or distance < far[column]:
                    far[column], came[column] = distance, row
                    heappush(heap, (distance, column))
            walked, column = heappop(heap)
            while column in done:
                walked, column = heappop(heap)
            done[column] = walked
            if column not in self._owner:
                break
            row = self._owner[column]
        self._settle(left, done, walked)
        self._change_over(left, column, came)

    def _settle(self, left: int, done: Mapping[_Column, int], walked: int) -> None:
        self._row[left] += walked
        for column, distance in done.items():
            if column in self._owner:
                self._row[self._owner[column]] += walked - distance
            self._column[column] = self._column.get(column, 0) - (walked - distance)

    def _change_over(self, left: int, column: _Column, came: Mapping[_Column, int]) -> None:
        while True:
            row = came[column]
            before = self._taken.get(row)
            self._owner[column], self._taken[row] = row, column
            if row == left or before is None:
                return
            column = before
