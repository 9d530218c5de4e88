"""What the search finds for natural queries does not get worse unnoticed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from duty_desktop.store import catalogue
from tests.evaluation.search import QUERIES, UNSEEN, Ranked, bm25, ours, rank_of, read_cases
from tests.support import DATABASE


@pytest.mark.parametrize(
    ("path", "least"),
    [(QUERIES, 0.88), (UNSEEN, 0.90)],
    ids=["queries", "unseen"],
)
def test_the_duty_meant_is_near_the_top(path: Path, least: float) -> None:
    cases = [case for case in read_cases(path) if case.expected]
    search = ours()
    baseline = bm25(catalogue.load(DATABASE).duties)

    def mean_reciprocal_rank(find: Callable[[str], Ranked]) -> float:
        ranks = [rank_of(case, find(case.query)) for case in cases]
        return sum(1 / rank for rank in ranks if rank) / len(ranks)

    reached = mean_reciprocal_rank(search)
    assert reached >= least
    assert reached > mean_reciprocal_rank(baseline) + 0.1


@pytest.mark.parametrize("path", [QUERIES, UNSEEN], ids=["queries", "unseen"])
def test_what_no_duty_is_about_is_rarely_answered(path: Path) -> None:
    cases = [case for case in read_cases(path) if not case.expected]
    search = ours()
    answers = [search(case.query) for case in cases]

    assert sum(any(sure for _, sure in ranked) for ranked in answers) <= 0.1 * len(cases)
    assert sum(bool(ranked) for ranked in answers) <= 0.4 * len(cases)
