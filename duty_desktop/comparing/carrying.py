"""Where each old duty went, so that what the town wrote beside it can follow: a plan to review."""

from collections.abc import Iterator

from duty_desktop.domain.changes import Carried, Carrying, Comparison, DutyChange, Verdict

_CARRIED = {
    Verdict.REMOVED: Carried.REMOVED,
    Verdict.SPLIT: Carried.SPLIT,
    Verdict.MERGED: Carried.MERGED,
    Verdict.MOVED: Carried.MOVED,
    Verdict.CHANGED: Carried.CHANGED,
}


def carried_over(comparison: Comparison) -> tuple[Carrying, ...]:
    """Where each old duty went, every one of them once, in the old list's order.

    Nothing of the town's is decided here: whatever is not ``SAME`` is for somebody to look at.
    """
    found = {
        old.id: Carrying(old.id, (new.id,), Carried.SAME, 1.0) for old, new in comparison.unchanged
    }
    for change in comparison.changes:
        if change.verdict is not Verdict.ADDED:
            found.update((each.old_id, each) for each in _carrying(change))
    return tuple(found[duty.id] for duty in comparison.old.duties)


def _carrying(change: DutyChange) -> Iterator[Carrying]:
    new_ids = tuple(duty.id for duty in change.new)
    for duty in change.old:
        scores = [each.score for each in change.evidence.likenesses if each.old_id == duty.id]
        score = min(scores, default=0.0) if new_ids else 0.0
        yield Carrying(duty.id, new_ids, _CARRIED[change.verdict], score)
