"""What people call things, turned into the names the program uses."""

import re

from duty_desktop.domain.duty import Department, Duty, DutyList, ListKind

_DUTY = re.compile(r"(?P<list>\w+?)\s*-?\s*(?P<serial>\d{1,5})", re.ASCII | re.IGNORECASE)
_SPOKEN = re.compile(r"(?P<list>基本|配合|收回)\s*(?P<serial>\d{1,5})")


def list_kind(text: str) -> ListKind | None:
    """The list that ``text`` names (``basic``, 基本, 基本履职事项); ``None`` if it names none."""
    wanted = text.strip().casefold().removesuffix("清单")
    for kind in ListKind:
        if wanted in (kind.value, kind.short_name, kind.official_name):
            return kind
    return None


def duty_id(text: str) -> str | None:
    """The id that ``text`` stands for: ``cooperative-21``, 配合21, 配合 21; else ``None``."""
    match = _DUTY.fullmatch(text.strip()) or _SPOKEN.fullmatch(text.strip())
    kind = list_kind(match["list"]) if match else None
    return f"{kind.value}-{int(match['serial'])}" if match and kind else None


def departments_called(duty_list: DutyList, text: str) -> frozenset[str]:
    """The canonical names of the departments whose name, short name or spelling holds ``text``."""
    wanted = text.strip()
    return frozenset(
        department.name
        for department in duty_list.departments
        if any(wanted in name for name in _names(department))
    )


def _names(department: Department) -> tuple[str, ...]:
    return (department.name, department.short_name, *department.spellings)


def concerns(duty: Duty, departments: frozenset[str]) -> bool:
    """Whether the duty names one of these departments (canonical names)."""
    return any(named.name in departments for named in duty.departments)
