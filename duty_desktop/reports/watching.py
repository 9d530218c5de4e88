"""How the making of a document tells how far it is, and gives up when it is asked to."""

from collections.abc import Callable

from duty_desktop.reports.document import Cancelled


class Watch:
    """Counts what is done of a document that somebody may no longer want."""

    def __init__(
        self,
        total: int,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        """Count up to ``total``; each count is told to ``progress``."""
        self._total = total
        self._done = 0
        self._progress = progress
        self._cancelled = cancelled

    def check(self) -> None:
        """Raise ``Cancelled`` once the document is no longer wanted."""
        if self._cancelled and self._cancelled():
            raise Cancelled

    def count(self, more: int = 1) -> None:
        """Tell that so many more are done."""
        self._done += more
        if self._progress and more:
            self._progress(self._done, self._total)
