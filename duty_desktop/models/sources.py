"""Source text that PySide leaves in memory, let go."""

import linecache


def forget_sources() -> None:
    """Let go of the source of every module that was imported so far.

    WORKAROUND PYSIDE-2029: PySide reads the source of each module that is imported, to see whether
    it names PySide, by way of ``linecache``, which keeps it: 3 MB by the time our list is shown. A
    traceback reads what it needs again.
    """
    linecache.clearcache()
