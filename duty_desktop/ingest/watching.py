"""How reading in a list tells how far it is, and gives up when it is asked to."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""

WHOLE = 1000
"""What an import is counted in: parts of the whole, whatever its files hold."""


class ImportCancelled(Exception):  # noqa: N818 - somebody's wish, not an error
    """The import was no longer wanted; nothing was stored."""


class Watch:
    """Tells how far a part of the work is, and ends it once nobody wants it."""

    def __init__(
        self,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        span: tuple[int, int] = (0, WHOLE),
    ) -> None:
        """Watch the part of the whole work that ``span`` is, in thousandths."""
        self._progress = progress
        self._cancelled = cancelled
        self._start, self._end = span
        self._told = -1

    def at(self, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` is done; raise ``ImportCancelled`` if it is unwanted."""
        if self._cancelled and self._cancelled():
            raise ImportCancelled
        reached = self._start + (self._end - self._start) * min(done, total) // max(1, total)
        if self._progress and reached != self._told:
            self._told = reached
            self._progress(reached, WHOLE)

    def part(self, number: int, count: int, share: tuple[int, int] = (0, 100)) -> "Watch":
        """The watch for one of ``count`` equal pieces of ``share``, a percentage of this part."""
        length = self._end - self._start
        first = self._start + length * share[0] // 100
        room = length * (share[1] - share[0]) // 100
        span = (first + room * number // count, first + room * (number + 1) // count)
        return Watch(self._progress, self._cancelled, span)
