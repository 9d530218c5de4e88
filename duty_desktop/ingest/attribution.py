"""Who acts in a step: the departments that its words or its heading name as acting.

A department named as a clause's subject acts, alone or in a list; so does one that the step says
acts (由市公安局……), and one it acts together with (会同, 联合, 与……共同). A department named as
an object (对接市委编办, 报市民政局备案, 移送市公安局) does not. Where the source does not say, it
is not said here either.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from duty_desktop import tables
from duty_desktop.domain.duty import Basis, Side, Step

_CLAUSE_START = re.compile(r"(?:^|(?<=[，。；：;,]))\s*")
_BY = re.compile(r"由(?!于)")
_WITH = re.compile(r"会同|联合|协同")
_TOGETHER = re.compile(r"与(?=[^，。；]{2,60}?共同)")
_JOIN = re.compile(r"、|和|与|及|以及")
_TRAILER = re.compile(r"党组|等部门|及其他[^，。；、]{0,30}?部门")
_POSSESSIVE = "的"
_LIST_ITEM = re.compile(r"[^、，。；和与及]{1,12}(?=[、及和])")
_DETERMINED = re.compile(
    r"(?:各|有关|相关|其他)[^，。；、]{0,8}?(?:机构|单位|部门|企业|公司|组织|成员|学校|医院)"
)


class Forms:
    """What departments are called, each form with whom it means, found by where it begins."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        """Find these forms."""
        # A name that is nothing but its place leaves none for a text that names the place anyway.
        self._forms = {form: name for form, name in forms.items() if form}
        # By length, not form by form: a step is asked at each of its clauses.
        self._lengths = sorted(set(map(len, self._forms)), reverse=True)

    def at(self, text: str, start: int) -> tuple[str, int] | None:
        """The department named at ``start`` and where its name ends; the longest form wins."""
        for length in self._lengths:
            piece = text[start : start + length]
            if name := self._forms.get(piece):
                return name, start + len(piece)
        return None


@dataclass(frozen=True, slots=True)
class Mentions:
    """The forms in which a duty's steps may name departments.

    Attributes:
        whole: forms that name a department wherever they stand.
        elided: forms that do so only behind another department in a list (统战部 after
            市委组织部、), where the place is not said again.
    """

    whole: Forms
    elided: Forms

    def at(self, text: str, start: int, *, in_list: bool = False) -> tuple[str, int] | None:
        """The department named at ``start`` and where its name ends; the longest form wins."""
        whole = self.whole.at(text, start)
        elided = self.elided.at(text, start) if in_list else None
        return elided if elided and (whole is None or elided[1] > whole[1]) else whole

    def listed(self, text: str, start: int) -> tuple[list[str], int]:
        """The departments in the list that begins at ``start``, and where it ends.

        Bodies that are no department of ours (三工镇, 各行业部门) may stand behind the first.
        """
        names: list[str] = []
        place = start
        while found := self.at(text, place, in_list=bool(names)):
            names.append(found[0])
            place = found[1]
            if trailer := _TRAILER.match(text, place):
                place = trailer.end()
            join = _JOIN.match(text, place)
            if not join:
                break
            place = join.end()
            if not self.at(text, place, in_list=True):
                other = _LIST_ITEM.match(text, place)
                place = other.end() + 1 if other else place
        return names, place

    def heading(self, text: str) -> list[str]:
        """The departments that ``text`` names and nothing else; empty where it says more."""
        names, end = self.listed(text, 0)
        return names if end == len(text) else []


def attributed(
    steps: Iterable[Step], departments: tuple[str, ...], mentions: Mentions
) -> Iterator[Step]:
    """The steps with their acting departments and the basis for naming them.

    ``departments`` are the canonical names of the duty's own departments.
    """
    for step in steps:
        yield step if step.side is Side.TOWNSHIP else _attributed(step, departments, mentions)


def _attributed(step: Step, departments: tuple[str, ...], mentions: Mentions) -> Step:
    partners = _partners(step.text, mentions)
    if step.heading is not None:
        above = mentions.heading(step.heading.rstrip("：:"))
        return replace(step, departments=_unique(above + partners), basis=Basis.HEADING)
    named = _unique([*_subjects(step.text, mentions), *partners])
    if len(departments) == 1:
        basis = Basis.NAMED if departments[0] in named else Basis.ONLY
        return replace(step, departments=_unique([*departments, *named]), basis=basis)
    if named:
        return replace(step, departments=named, basis=Basis.NAMED)
    return replace(step, basis=Basis.NOT_STATED, other_subject=_other_subject(step.text))


def _subjects(text: str, mentions: Mentions) -> list[str]:
    """Departments that stand at a clause's start or behind 由."""
    starts = [match.end() for match in _CLAUSE_START.finditer(text)]
    starts += [match.end() for match in _BY.finditer(text)]
    subjects: list[str] = []
    for start in sorted(set(starts)):
        names, end = mentions.listed(text, start)
        if names and text[end : end + 1] != _POSSESSIVE:
            subjects += names
    return subjects


def _partners(text: str, mentions: Mentions) -> list[str]:
    """Departments with which the subject acts."""
    starts = [match.end() for pattern in (_WITH, _TOGETHER) for match in pattern.finditer(text)]
    return [name for start in sorted(starts) for name in mentions.listed(text, start)[0]]


def _other_subject(text: str) -> str | None:
    determined = _DETERMINED.match(text)
    if determined:
        return determined[0]
    return next((each for each in _known_subjects() if text.startswith(each)), None)


@cache
def _known_subjects() -> tuple[str, ...]:
    return tuple(row[0] for row in tables.rows("other_subjects"))


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
