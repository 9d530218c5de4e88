from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from duty_desktop.store.notebook_thinning import DAYS, MONTHS, WEEKS, kept

NOON = datetime(2026, 3, 15, 12)  # noqa: DTZ001 - backups are dated by the machine's own clock


def days_ago(moments: frozenset[datetime], now: datetime = NOON) -> list[int]:
    return sorted((now - moment).days for moment in moments)


def test_two_years_of_daily_backups_become_days_weeks_and_months() -> None:
    stay = kept([NOON - timedelta(days=ago) for ago in range(730)], NOON.date())

    # 15 March 2026 is a Sunday: whole weeks end 7, 14, 21 and 28 days ago.
    months = [15, 43, 74, 105, 135, 166, 196, 227, 258, 288, 319]
    assert days_ago(stay) == sorted([*range(7), 7, 14, 21, 28, *months])


def test_what_daily_thinning_leaves_is_what_thinning_at_once_leaves() -> None:
    left: frozenset[datetime] = frozenset()
    days = [NOON - timedelta(days=ago) for ago in range(500, -1, -1)]
    for day in days:
        left = kept([*left, day], day.date())

    assert left == kept(days, NOON.date())


def test_an_absence_deletes_nothing() -> None:
    old = [NOON - timedelta(days=3000 + ago) for ago in range(5)]

    assert kept([NOON, *old], NOON.date()) == {NOON, *old}


def test_what_a_wrong_clock_dated_takes_nobodys_place() -> None:
    ahead = [NOON + timedelta(days=365 * years) for years in range(1, 40)]
    usual = [NOON - timedelta(days=ago) for ago in range(7)]

    assert kept([*ahead, *usual], NOON.date()) == {*ahead, *usual}


@settings(deadline=None)
@given(st.lists(st.integers(0, 2000).map(lambda ago: NOON - timedelta(hours=ago * 5))))
def test_the_newest_stays_and_no_more_than_there_are_places(made: list[datetime]) -> None:
    stay = kept(made, NOON.date())

    assert stay <= {*made}
    assert len(stay) <= DAYS + WEEKS + MONTHS
    if made:
        assert max(made) in stay
    assert kept(list(stay), NOON.date()) == stay
