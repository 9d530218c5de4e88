"""Which backups are kept when there are many."""

from collections.abc import Callable, Collection, Hashable
from datetime import date, datetime

DAYS, WEEKS, MONTHS = 7, 5, 12
"""The newest backup is kept of as many days, weeks and months that have any."""


def kept(made_at: Collection[datetime], today: date) -> frozenset[datetime]:
    """Those of the backups that stay.

    Days without a backup do not count, so that a long absence deletes nothing. What is dated later
    than ``today``, by a clock that was wrong, stays and takes nobody's place.
    """
    ahead = {moment for moment in made_at if moment.date() > today}
    usual = sorted(set(made_at) - ahead, reverse=True)
    buckets: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (DAYS, lambda moment: moment.date()),
        (WEEKS, lambda moment: moment.isocalendar()[:2]),
        (MONTHS, lambda moment: (moment.year, moment.month)),
    )
    stay = set(ahead)
    for most, bucket in buckets:
        newest: dict[Hashable, datetime] = {}
        for moment in usual:
            newest.setdefault(bucket(moment), moment)
        stay.update(list(newest.values())[:most])
    return frozenset(stay)
