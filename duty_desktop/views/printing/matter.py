"""What stands in the window when somebody wants to print."""

from dataclasses import dataclass, field

from duty_desktop.domain.assignment import Key, TownNotes
from duty_desktop.domain.duty import Duty
from duty_desktop.views.printing.scope import Scope


@dataclass(frozen=True, slots=True)
class PrintMatter:
    """What can be printed from where the user is."""

    everything: tuple[Duty, ...] = ()
    """The whole list, in its order."""
    current: Duty | None = None
    """The duty that is read."""
    selected: tuple[Duty, ...] = ()
    """Selected in the table, in its order."""
    shown: tuple[Duty, ...] = ()
    """In the table, in its order."""
    departments: tuple[str, ...] = ()
    """Canonical names of the departments chosen in the tree."""
    notes: TownNotes = field(default_factory=TownNotes)
    """What the town noted when the dialog was asked for."""
    offices: tuple[Key, ...] = ()
    """The offices chosen in the tree."""
    people: tuple[Key, ...] = ()
    """The people chosen in the tree."""
    again: bool = False
    """Whether what is selected was printed before and says something else now: a list to tick off,
    需重新打印的事项单, is offered with the sheets."""

    def scopes(self) -> list[tuple[Scope, str]]:
        """Which duties may be printed, in words; each set of duties once."""
        offered: list[tuple[Scope, str]] = []
        if self.current is not None:
            offered.append((Scope.CURRENT, f"当前事项（{self.current.label}）"))
        if len(self.selected) > 1:
            offered.append((Scope.SELECTED, f"选中的 {len(self.selected)} 项"))
        if 0 < len(self.shown) < len(self.everything):
            offered.append((Scope.SHOWN, f"显示的 {len(self.shown)} 项"))
        return [*offered, (Scope.ALL, f"全部 {len(self.everything)} 项")]

    def duties(self, scope: Scope) -> tuple[Duty, ...]:
        """The duties of a scope, in the window's order; all of them in the window's as well."""
        match scope:
            case Scope.CURRENT:
                return () if self.current is None else (self.current,)
            case Scope.SELECTED:
                return self.selected
            case Scope.SHOWN:
                return self.shown
            case _:
                whole = len(self.shown) == len(self.everything)
                return self.shown if whole else self.everything

    def in_list_order(self, duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
        """The same duties in the list's order."""
        place = {id(duty): number for number, duty in enumerate(self.everything)}
        return tuple(sorted(duties, key=lambda duty: place.get(id(duty), len(place))))
