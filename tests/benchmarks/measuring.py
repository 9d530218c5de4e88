"""How the benchmarks time things and say what they found: ratios against a baseline."""

import statistics
import time
from collections.abc import Callable, Sequence


def seconds(work: Callable[[], object], times: int) -> list[float]:
    """How long ``work`` took, each of so many times after one that does not count."""
    work()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return taken


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which so many hundredths of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part / 100))]


def report(what: str, ours: Sequence[float], baseline: Sequence[float], against: str) -> float:
    """Print both in ms and their ratio; give the ratio of the medians."""
    for name, values in ((what, ours), (against, baseline)):
        middle, high = statistics.median(values) * 1000, percentile(values, 99) * 1000
        print(f"{name:<44} median {middle:9.3f} ms   p99 {high:9.3f} ms   n = {len(values)}")
    ratio = statistics.median(ours) / statistics.median(baseline)
    print(f"{'ratio of the medians':<44} {ratio:9.2f}")
    return ratio
