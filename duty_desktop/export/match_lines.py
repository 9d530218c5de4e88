"""A notice held against the list, as lines for people to read on a terminal."""

from collections.abc import Iterator

from duty_desktop.domain.duty import ListKind, Step
from duty_desktop.domain.notice import Candidate, NoticeMatch


def match_lines(match: NoticeMatch, own: str) -> Iterator[str]:
    """The suggestion, then each candidate with its evidence and who does what.

    ``own`` is what the town calls itself.
    """
    notice = match.notice
    for heading, value in (
        ("来文", notice.title),
        ("文号", notice.number),
        ("来文单位", notice.sender),
    ):
        if value:
            yield f"{heading}：{value}"
    yield f"{match.suggestion}。"
    for place, candidate in enumerate(match.candidates, start=1):
        yield ""
        yield from _candidate_lines(place, candidate, own)


def _candidate_lines(place: int, candidate: Candidate, own: str) -> Iterator[str]:
    duty = candidate.duty
    yield f"{place}. {duty.label}　{duty.name}"
    departments = "、".join(named.as_printed for named in duty.departments)
    yield f"   {duty.kind.official_name}{f'，{departments}' if departments else ''}"
    for evidence in candidate.evidence:
        yield f"   来文：{evidence.notice}"
        yield f"   清单：{evidence.duty}"
        if evidence.meant:
            yield f"   （{'，'.join(f'{said} → {official}' for said, official in evidence.meant)}）"
    first = "收回后由上级部门" if duty.kind is ListKind.RECLAIMED else "上级部门"
    yield from _step_lines(first, candidate.superior_steps)
    yield from _step_lines(own, candidate.township_steps)


def _step_lines(who: str, steps: tuple[Step, ...]) -> Iterator[str]:
    for step in steps:
        yield f"   {who}：{step.text}"
