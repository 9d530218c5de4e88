"""What several duties have in common."""

import pytest

from duty_desktop.domain.noting import Note
from duty_desktop.domain.several import common_text
from tests.notes import LIST, town_notes

BOTH = [(LIST, "basic-1"), (LIST, "cooperative-21")]


@pytest.mark.parametrize(
    ("duties", "note", "text"),
    [
        (BOTH, Note.OFFICE, None),
        (BOTH[:1], Note.HELPERS, "民生服务办、综合行政执法队"),
        (BOTH, Note.DEADLINE, None),
        (BOTH[1:], Note.DEADLINE, ""),
        ([*BOTH[1:], (LIST, "basic-7")], Note.LEADER, ""),
        ([*BOTH, (LIST, "basic-7")], Note.HANDLERS, None),
    ],
)
def test_what_is_the_same_in_all(
    duties: list[tuple[str, str]], note: Note, text: str | None
) -> None:
    assert common_text(town_notes(), duties, note) == text
