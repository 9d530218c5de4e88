"""What one department owes the town, what the town owes it, and what it took back."""

from collections.abc import Iterable
from dataclasses import dataclass

from duty_desktop.domain.duty import (
    Basis,
    Department,
    Duty,
    DutyList,
    Field,
    ListKind,
    Side,
    Step,
)
from duty_desktop.domain.words import words, words_of_steps

_FIELDS = {
    Side.SUPERIOR: Field.SUPERIOR,
    Side.TOWNSHIP: Field.TOWNSHIP,
    Side.METHOD: Field.METHOD,
}


@dataclass(frozen=True, slots=True)
class Share:
    """A department's part of one duty, and the town's."""

    duty: Duty
    own: tuple[Step, ...]
    """In the source's order: the steps that are the department's, alone or with others, and those
    of which the source says no subject at all."""
    township: tuple[Step, ...]
    """All that the town does."""
    left_out: int
    """How many further steps of the superior departments are somebody else's."""

    @property
    def stated(self) -> tuple[Step, ...]:
        """The steps that the source gives to the department."""
        return tuple(step for step in self.own if not is_unstated(step))

    @property
    def unstated(self) -> tuple[Step, ...]:
        """The steps that the source gives to nobody."""
        return tuple(step for step in self.own if is_unstated(step))

    @property
    def is_shared(self) -> bool:
        """Whether the duty names other departments too."""
        return len({named.name for named in self.duty.departments}) > 1


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Everything between one department and the town, in official order."""

    department: Department
    cooperative: tuple[Share, ...]
    """The duties in which the town cooperates with it."""
    reclaimed: tuple[Share, ...]
    """The duties it took back; ``own`` is how it does them now."""


def portfolio(duty_list: DutyList, name: str) -> Portfolio:
    """What the department with this canonical name owes; ``KeyError`` where there is none."""
    return Portfolio(
        duty_list.department(name),
        tuple(_shares(duty_list, ListKind.COOPERATIVE, Side.SUPERIOR, name)),
        tuple(_shares(duty_list, ListKind.RECLAIMED, Side.METHOD, name)),
    )


def is_unstated(step: Step) -> bool:
    """Whether the source names nobody who takes the step."""
    return step.basis is Basis.NOT_STATED and step.other_subject is None


def whole_side(duty: Duty, side: Side) -> tuple[Step, ...]:
    """One side's steps, which hold all of its cell's words.

    Where a record's steps do not, the whole cell is one step, given to nobody.
    """
    steps = duty.side(side)
    official = words(duty.cell(_FIELDS[side]))
    if words_of_steps(steps) == "".join(official.split()):
        return steps
    return (Step(side, official, basis=None if side is Side.TOWNSHIP else Basis.NOT_STATED),)


def _shares(duty_list: DutyList, kind: ListKind, side: Side, name: str) -> Iterable[Share]:
    for duty in duty_list.of_kind(kind):
        if any(named.name == name for named in duty.departments):
            steps = whole_side(duty, side)
            own = tuple(step for step in steps if name in step.departments or is_unstated(step))
            township = whole_side(duty, Side.TOWNSHIP)
            yield Share(duty, own, township, len(steps) - len(own))
