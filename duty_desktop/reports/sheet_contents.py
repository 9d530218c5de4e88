"""The contents before many duty sheets."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from duty_desktop.domain.duty import Duty
from duty_desktop.reports.canvas import Style
from duty_desktop.reports.dotted_lines import DottedLines, Reference
from duty_desktop.reports.roles import Role
from duty_desktop.reports.ruled_table import TableCell, TableRow
from duty_desktop.reports.typesetting import Piece, SetLine, Typesetter

_CONTENTS = "目　录"

_TITLE = Style(Role.TITLE, 22.0, 48.0)
_LIST = Style(Role.HEADING, 14.0, 32.0)
_ENTRY = Style(Role.BODY, 12.0, 22.0)

_LABEL = 64.0
"""Width of the duties' numbers before their names, in pt."""


def target(at: int) -> str:
    """The name under which the sheet at an index is linked to; a duty may be there twice."""
    return f"sheet-{at}"


def contents_rows(
    setter: Typesetter, duties: Sequence[Duty], first_pages: Sequence[int], width: float
) -> Iterator[TableRow]:
    """A line for each sheet with its first page, under its list's name."""
    lines = DottedLines(setter, width, _LABEL)
    title = TableCell(width, setter.centred(_CONTENTS, _TITLE, width), 0.0)
    yield TableRow((title,), _TITLE.pitch, 0.0, keep=True, framed=False)
    placed = zip(duties, first_pages, strict=True)
    for kind, run in groupby(enumerate(placed), lambda each: each[1][0].kind):
        heading = SetLine((Piece(0.0, kind.official_name, _LIST),), _LIST.pitch, keep=True)
        yield lines.plain(heading, keep=True)
        for at, (duty, page) in run:
            yield lines.row(Reference(duty.name, target(at), duty.label), page, _ENTRY)
