"""What the thresholds of comparing are set by: ``python -m tests.comparing.measuring [SEEDS]``.

For duties that are held for one: how alike changed duties and their new forms are, and how alike
each duty of the real list is to the one that is most like it. For parts: the shares of true parts,
and those of added duties that are no part of anything.
"""

import sys
from collections.abc import Iterator, Sequence

from duty_desktop.comparing import pairing, parts
from duty_desktop.comparing.likeness import Profile, Resemblances
from duty_desktop.domain.changes import Verdict
from duty_desktop.domain.duty import DutyList
from duty_desktop.ingest.duty_list import read_duty_list
from tests.comparing.changes import Copy, changed_copy, reworded, reworded_names
from tests.support import SOURCE


def shown(name: str, values: Sequence[float]) -> None:
    ordered = sorted(values)
    tenths = [ordered[(len(ordered) - 1) * at // 10] for at in range(11)]
    print(f"{name:>34}  {len(ordered):5}  " + " ".join(f"{value:.2f}" for value in tenths))


def nearest(resemblances: Resemblances, *, same_list: bool) -> Iterator[float]:
    """For each duty, how alike the most alike other one is."""
    for one in resemblances.old:
        yield max(
            resemblances.score(one, other)
            for other in resemblances.new
            if other.place != one.place and (other.duty.kind is one.duty.kind) is same_list
        )


def likenesses(copy: Copy, resemblances: Resemblances, verdict: Verdict) -> Iterator[float]:
    old, new = by_id(resemblances.old), by_id(resemblances.new)
    for known in copy.known:
        if known.verdict is verdict:
            yield resemblances.score(old[known.old[0]], new[known.new[0]])


def shares(copy: Copy, resemblances: Resemblances, verdict: Verdict) -> Iterator[float]:
    """Of each part of what was split, and of each added duty and any old one."""
    old, new = by_id(resemblances.old), by_id(resemblances.new)
    for known in copy.known:
        if known.verdict is verdict:
            wholes = [old[each] for each in known.old] or resemblances.old
            for each in known.new:
                yield max(parts.share_of(resemblances, new[each], whole) for whole in wholes)


def by_id(profiles: Sequence[Profile]) -> dict[str, Profile]:
    return {profile.duty.id: profile for profile in profiles}


def main() -> None:
    seeds = range(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    duty_list: DutyList = read_duty_list(SOURCE.read_bytes())
    copies = [changed_copy(duty_list, seed) for seed in seeds]
    held = [
        (copy, Resemblances(duty_list.duties, read_duty_list(copy.data).duties)) for copy in copies
    ]
    real = Resemblances(duty_list.duties, duty_list.duties)
    by_hand = Resemblances(duty_list.duties, reworded(duty_list).duties)
    old, new = by_id(by_hand.old), by_id(by_hand.new)
    scores = [by_hand.score(old[each], new[each]) for each in reworded_names()]
    print(f"{'':>34}  count  least, each tenth, most")
    shown("changed", [v for each in held for v in likenesses(*each, Verdict.CHANGED)])
    shown("reworded by hand", scores)
    shown("another duty of the list", list(nearest(real, same_list=True)))
    print(f"{'threshold':>34}  {'':5}  {pairing.LEAST:.2f}")
    shown("moved", [v for each in held for v in likenesses(*each, Verdict.MOVED)])
    shown("a duty of another list", list(nearest(real, same_list=False)))
    print(f"{'threshold':>34}  {'':5}  {pairing.LEAST_ACROSS:.2f}")
    shown("part of what was split", [v for each in held for v in shares(*each, Verdict.SPLIT)])
    shown(
        "added, share in any old duty", [v for each in held for v in shares(*each, Verdict.ADDED)]
    )
    print(f"{'threshold':>34}  {'':5}  {parts.LEAST_SHARE:.2f}")


if __name__ == "__main__":
    main()
