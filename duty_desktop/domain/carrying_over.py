"""What the town noted of one list, taken over for the next one: proposed, decided, made an edit.

What became of each duty is known (``changes.Carrying``); whether its notes hold on is the town's
to say. The old list's notes stay as they are whatever is decided, so nothing is ever lost.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from duty_desktop.domain.assignment import Assignment, DutyKey, Edit, TownNotes, edited
from duty_desktop.domain.changes import Carried, Carrying
from duty_desktop.domain.duty import DutyList


@dataclass(frozen=True, slots=True)
class Landing:
    """Old duties' notes and the one new duty they could go to."""

    sources: tuple[Assignment, ...]
    """What is noted of the old duties that became it, in the old list's order; never none."""
    new: DutyKey | None
    """``None`` where the old duty was removed."""
    carried: Carried
    score: float
    """How sure it is that they became it, from 0 to 1; of several the least."""
    present: Assignment | None = None
    """What is noted of the new duty already."""

    @property
    def replaces(self) -> bool:
        """Whether something else that is noted of the new duty would be written over."""
        return self.present is not None and self.present != self.note(Choice(take=True))

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to decide: the words are the same and nothing is in the way."""
        return self.carried is Carried.SAME and not self.replaces

    @property
    def usual(self) -> "Choice":
        """What is proposed: all the first duty's notes, unless they would replace others."""
        return Choice(take=self.new is not None and not self.replaces)

    def note(self, choice: "Choice") -> Assignment | None:
        """What is noted of the new duty where it is chosen so; ``None`` where there is none."""
        if self.new is None:
            return None
        list_key, duty_id = self.new
        leading = self.sources[choice.leading]
        others = [each for place, each in enumerate(self.sources) if place != choice.leading]
        joined = _joined(leading, others) if choice.join else leading
        return replace(joined, list_key=list_key, duty_id=duty_id)


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of one landing."""

    take: bool
    leading: int = 0
    """Which of several old duties' notes are taken."""
    join: bool = False
    """Whether the others' offices help and their 承办人 take part, too; the rest of what is noted
    of them stays with the old list only."""


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What was decided, to be written."""

    edit: Edit
    taken: tuple[str, ...]
    """Ids of the old duties whose notes hold on, also where they stood there already."""
    left: tuple[str, ...]
    """Ids of the old duties of whose notes the new list has none: for somebody to look at."""

    @property
    def in_words(self) -> str:
        """沿用 180 项，需人工 4 项."""
        return f"沿用 {len(self.taken)} 项，需人工 {len(self.left)} 项"


def landings(
    notes: TownNotes, old_list: str, new_list: str, plan: Sequence[Carrying]
) -> tuple[Landing, ...]:
    """Where the notes of one list could go, in the old list's order.

    The lists are named by their ``source_sha256``. What is split has a landing for each part; what
    is merged has one together. Old duties of which nothing is noted have none.
    """
    found: dict[DutyKey, Landing] = {}
    for carrying in plan:
        old = (old_list, carrying.old_id)
        source = notes.assignment(old)
        if source.is_blank:
            continue
        if not carrying.new_ids:
            found[old] = Landing((source,), None, carrying.carried, 0.0)
        for new_id in carrying.new_ids:
            key = (new_list, new_id)
            before = found.get(key)
            found[key] = Landing(
                (*(before.sources if before else ()), source),
                key,
                carrying.carried,
                min(carrying.score, before.score) if before else carrying.score,
                notes.assignments.get(key),
            )
    return tuple(found.values())


def carried_over(
    notes: TownNotes,
    found: Iterable[Landing],
    chosen: Mapping[DutyKey, Choice],
    title: str = "沿用分工",
) -> CarriedOver:
    """The edit that notes for the new duties what was chosen, by the new duty's key.

    What nothing is said of is done as proposed; where there is nothing to decide, nobody is asked.
    """
    wanted: list[Assignment] = []
    taken: dict[str, bool] = {}
    for landing in found:
        choice = landing.usual
        if landing.new is not None and not landing.is_plain:
            choice = chosen.get(landing.new, choice)
        note = landing.note(choice) if choice.take else None
        if note is not None:
            wanted.append(note)
        for place, source in enumerate(landing.sources):
            holds = note is not None and (choice.join or place == choice.leading)
            taken[source.duty_id] = taken.get(source.duty_id, False) or holds
    edit = edited(notes, title, wanted)
    return CarriedOver(
        replace(edit, title=f"{title}（{len(edit.changes)}项）"),
        tuple(duty_id for duty_id, holds in taken.items() if holds),
        tuple(duty_id for duty_id, holds in taken.items() if not holds),
    )


def left_behind(notes: TownNotes, old: DutyList, new: DutyList) -> int:
    """How many duties of ``old`` have notes that ``new`` could take over, and has none itself.

    Nothing goes from one town's list to another's, or to an older one.
    """
    of_both = {(each.town.county, each.town.name) for each in (old, new)}
    if len(of_both) > 1 or new.date < old.date:
        return 0
    keys = [list_key for list_key, _ in notes.assignments]
    return 0 if new.source_sha256 in keys else keys.count(old.source_sha256)


def _joined(leading: Assignment, others: Iterable[Assignment]) -> Assignment:
    """One duty's notes with the others' offices and 承办人 beside its own."""
    helpers, handlers = dict.fromkeys(leading.helpers), dict.fromkeys(leading.handlers)
    for each in others:
        helpers.update(dict.fromkeys(each.offices))
        handlers.update(dict.fromkeys(each.handlers))
    if leading.office is not None:
        helpers.pop(leading.office, None)
    return replace(leading, helpers=tuple(helpers), handlers=tuple(handlers))
