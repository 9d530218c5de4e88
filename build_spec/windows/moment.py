"""The one moment that every file of a build is dated with."""

import os
import time

_OTHERWISE = 1_767_225_600
"""2026-01-01 00:00 UTC."""


def moment() -> int:
    """Seconds since 1970: ``SOURCE_DATE_EPOCH`` where it is set, else a fixed day."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or _OTHERWISE)


def zip_date() -> tuple[int, int, int, int, int, int]:
    """The moment as zip archives keep it, in UTC."""
    at = time.gmtime(moment())
    return at.tm_year, at.tm_mon, at.tm_mday, at.tm_hour, at.tm_min, at.tm_sec
