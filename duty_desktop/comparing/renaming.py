"""Departments that have another name throughout the new list."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from duty_desktop.comparing.likeness import pairs_of
from duty_desktop.domain.changes import Renaming
from duty_desktop.domain.duty import Department, Duty, DutyList

_ALIKE = 0.4
"""A department that only one duty names, or that became one with others, is held for renamed if so
much of the names is common; otherwise another department may have taken the duty over."""

_EVERYWHERE = 0.75
"""In this part of a department's duties its new name stands at least; of the others, it may have
been taken out altogether."""

_SHORTEST_TAIL = 3
"""Characters of a name without its place that still names a department: 公安局."""

_PLACEHOLDER = "\ue000"
"""Stands for a renamed department's old and new name while texts are held against each other."""


def renamings(
    old: DutyList, new: DutyList, pairs: Sequence[tuple[Duty, Duty]]
) -> tuple[Renaming, ...]:
    """The departments that are gone, where wherever one of them stood another new one stands.

    Several may have become one. ``pairs`` are the duties that are held for one.
    """
    known = same_departments(old, new)
    gone = {each.name for each in old.departments} - set(known.values())
    come = {each.name for each in new.departments} - set(known)
    naming: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for before, after in pairs:
        if not (before.departments and after.departments):
            continue  # The list of basic duties has no column for them.
        names = {each.name for each in before.departments} & gone
        others = {each.name for each in after.departments} & come
        naming.update(names)
        together.update((one, other) for one in names for other in others)
    everywhere = sorted(
        (pair for pair in together if together[pair] >= _EVERYWHERE * naming[pair[0]]),
        key=lambda pair: (-_alike(*pair), -together[pair], *pair),
    )
    found: dict[str, str] = {}
    for one, other in everywhere:
        surely = naming[one] > 1 or _alike(one, other) >= _ALIKE
        if surely and one not in found and other not in found.values():
            found[one] = other
    for one, other in everywhere:
        if one not in found and _alike(one, other) >= _ALIKE:
            found[one] = other
    return tuple(
        Renaming(one, other, tuple(_naming(pairs, one, other)))
        for one, other in sorted(found.items())
    )


def same_departments(old: DutyList, new: DutyList) -> dict[str, str]:
    """For each department of the new list, its name in the old one, where any spelling is common.

    A list calls a department by the name that it prints most, which may turn with a single duty.
    """
    spelled = {text: each.name for each in old.departments for text in _spellings(each)}
    return {
        each.name: spelled[text]
        for each in new.departments
        for text in reversed(_spellings(each))
        if text in spelled
    }


def _spellings(department: Department) -> tuple[str, ...]:
    return (department.name, *department.spellings)


def _alike(one: str, other: str) -> float:
    first, second = pairs_of(one), pairs_of(other)
    return 2 * len(first & second) / max(1, len(first) + len(second))


def _naming(pairs: Iterable[tuple[Duty, Duty]], one: str, other: str) -> Iterable[tuple[str, str]]:
    for before, after in pairs:
        if any(each.name == one for each in before.departments) and any(
            each.name == other for each in after.departments
        ):
            yield before.id, after.id


class Renamed:
    """Texts in which renamed departments are called alike."""

    def __init__(self, old: DutyList, new: DutyList, found: Sequence[Renaming]) -> None:
        """Learn every form in which the lists write their names."""
        numbers: dict[str, int] = {}
        for each in found:
            numbers.setdefault(each.new, len(numbers))
        self._old = _Forms(old, {each.old: numbers[each.new] for each in found})
        self._new = _Forms(new, numbers)

    def same(self, old: str, new: str) -> bool:
        """Whether the texts are equal but for the names of renamed departments."""
        return self._old.replaced(old) == self._new.replaced(new)


class _Forms:
    """The ways in which a list writes some departments' names."""

    def __init__(self, duty_list: DutyList, numbers: dict[str, int]) -> None:
        self._forms: dict[str, str] = {}
        for department in duty_list.departments:
            if department.name not in numbers:
                continue
            kept = f"{_PLACEHOLDER}{numbers[department.name]}{_PLACEHOLDER}"
            for name in _spellings(department):
                for form in _short_forms(name, duty_list.town.county):
                    self._forms.setdefault(form, kept)
        longest_first = sorted(self._forms, key=lambda form: (-len(form), form))
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def replaced(self, text: str) -> str:
        return self._pattern.sub(lambda match: self._forms[match[0]], text)


def _short_forms(name: str, county: str) -> Iterable[str]:
    """昌吉市公安局, 市公安局, 公安局."""
    yield name
    tail = name.removeprefix(county)
    if tail != name and len(tail) >= _SHORTEST_TAIL:
        yield county[-1:] + tail
        yield tail
