"""What an office or a person of the town has to do by one list, and who else takes part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from duty_desktop.domain.assigning import Handling, Held
from duty_desktop.domain.assignment import Assignment
from duty_desktop.domain.duty import Duty, DutyList, ListKind


@dataclass(frozen=True, slots=True)
class Task:
    """A duty and what the town noted about it."""

    duty: Duty
    handling: Handling


@dataclass(frozen=True, slots=True)
class Workload:
    """The duties that somebody has, in the list's order."""

    first: tuple[Task, ...]
    """主责 of an office; 分管 of a person."""
    second: tuple[Task, ...]
    """协办 of an office; 承办 of a person."""
    elsewhere: int
    """How many more duties of other lists there are."""


def workload(duty_list: DutyList, held: Held, noted: Mapping[str, Handling]) -> Workload:
    """What of ``held`` is of this list; ``noted`` is what is printed of it, by the duty's id."""
    here = {duty.id for duty in duty_list.duties}

    def is_here(assignment: Assignment) -> bool:
        return assignment.list_key == duty_list.source_sha256 and assignment.duty_id in here

    def of_list(assignments: Iterable[Assignment]) -> tuple[Task, ...]:
        wanted = {each.duty_id for each in assignments if is_here(each)}
        return tasks((duty for duty in duty_list.duties if duty.id in wanted), noted)

    others = {each.key for each in (*held.first, *held.second) if not is_here(each)}
    return Workload(of_list(held.first), of_list(held.second), len(others))


def tasks(duties: Iterable[Duty], noted: Mapping[str, Handling]) -> tuple[Task, ...]:
    """The duties, each with what is noted about it."""
    return tuple(Task(duty, noted.get(duty.id, Handling())) for duty in duties)


def counted(duties: Iterable[Duty]) -> str:
    """How many duties there are of each list, in words: 12 项（基本 8 项、配合 4 项）."""
    kinds = [duty.kind for duty in duties]
    each = "、".join(
        f"{kind.short_name} {kinds.count(kind)} 项" for kind in ListKind if kind in kinds
    )
    return f"{len(kinds)} 项（{each}）" if each else "0 项"
