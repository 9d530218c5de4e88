"""What several duties have in common of what the town notes about them."""

from collections.abc import Sequence

from duty_desktop.domain.assignment import DutyKey, TownNotes
from duty_desktop.domain.noting import Note, text_of


def common_text(notes: TownNotes, duties: Sequence[DutyKey], note: Note) -> str | None:
    """What stands in a field of each of the duties, ``None`` where it is not the same in all."""
    every = [notes.assignment(duty) for duty in duties]
    if len({getattr(each, note.value) for each in every}) != 1:
        return None
    return text_of(notes, every[0], note)
