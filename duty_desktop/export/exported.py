"""What every export is, and how its making tells how far it is or ends early."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished file."""

    data: bytes
    """The same bytes for the same list and duties."""
    notes: tuple[str, ...] = ()
    """What the user should know of it, each a sentence."""


class Cancelled(Exception):  # noqa: N818 - somebody's wish, not an error
    """The file was no longer wanted; nothing was made."""


class Watch:
    """Counts what is done of a file that somebody may no longer want."""

    def __init__(
        self,
        total: int,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Count up to ``total``; each count is told to ``progress``."""
        self._total = total
        self._done = 0
        self._progress = progress
        self._cancelled = cancelled

    def count(self) -> None:
        """Tell that one more is done; raises ``Cancelled`` once the file is no longer wanted."""
        if self._cancelled and self._cancelled():
            raise Cancelled
        self._done += 1
        if self._progress:
            self._progress(min(self._done, self._total), self._total)
