"""Characters that nobody sees and that change how the words around them are read or broken.

They come with what is copied: telephone numbers from address books stand between U+202D and U+202C.
Of two names that look alike one may hold them, and what stands behind them may be shown backwards.
"""

from dataclasses import replace

from duty_desktop.domain.assignment import Assignment, Office, Person, Record

TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Explicit formatting characters for directions: embeddings, overrides, isolates (UAX #9, 2)."""

_MARKS = frozenset("\u061c\u200e\u200f")
"""Implicit ones. Words of two scripts in a remark may need them."""

_BREAKS = frozenset("\x85\u2028\u2029")
"""Ends of lines and paragraphs beside those of ASCII."""

NOT_IN_A_LINE = TURNING | _MARKS | _BREAKS
"""What no name, phone or other note of one line holds."""

_LINES = dict.fromkeys(map(ord, TURNING | _MARKS)) | dict.fromkeys(map(ord, _BREAKS), "\n")


def plain(text: str) -> str:
    """A text without them; its lines all end with U+000A."""
    return text.translate(_LINES)


def unturned(text: str) -> str:
    """A text of several lines without characters that turn what stands behind them."""
    return text.translate(dict.fromkeys(map(ord, TURNING)))


def seen(record: Record) -> Record:
    """A record of another notebook with nothing in it that is not seen."""
    match record:
        case Office():
            return replace(record, name=_line(record.name))
        case Person(name=name, post=post, phone=phone):
            return replace(record, name=_line(name), post=_line(post), phone=_line(phone))
        case Assignment(phone=phone, deadline=deadline, basis=basis, remark=remark):
            return replace(
                record,
                phone=_line(phone),
                deadline=_line(deadline),
                basis=unturned(basis),
                remark=unturned(remark),
            )


def _line(text: str) -> str:
    return text if NOT_IN_A_LINE.isdisjoint(text) else " ".join(plain(text).split())
