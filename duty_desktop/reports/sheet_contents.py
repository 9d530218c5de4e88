"""The contents before many duty sheets."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from duty_desktop.domain.duty import Duty
from duty_desktop.reports.canvas import Style
from duty_desktop.reports.cell_words import FACES
from duty_desktop.reports.dotted_lines import DottedLines, Reference
from duty_desktop.reports.faces import Face
from duty_desktop.reports.order import Look
from duty_desktop.reports.roles import Role
from duty_desktop.reports.ruled_table import TableCell, TableRow
from duty_desktop.reports.sheet_style import STYLES
from duty_desktop.reports.typesetting import Piece, SetLine, Typesetter

_CONTENTS = "目　录"

_TITLE = {
    Look.OFFICIAL: Style(Role.TITLE, 22.0, 48.0),
    Look.COMPACT: Style(Face.BOLD, 22.0, 48.0),
}
_LIST = {Look.OFFICIAL: (14.0, 32.0), Look.COMPACT: (12.0, 26.0)}
_ENTRY = {Look.OFFICIAL: (12.0, 22.0), Look.COMPACT: (10.5, 17.0)}
"""Size and pitch in pt of a list's name and of a sheet's line."""

_LABEL = 64.0
"""Width of the duties' numbers before their names, in pt."""


def target(at: int) -> str:
    """The name under which the sheet at an index is linked to; a duty may be there twice."""
    return f"sheet-{at}"


def contents_rows(
    setter: Typesetter, duties: Sequence[Duty], first_pages: Sequence[int], look: Look
) -> Iterator[TableRow]:
    """A line for each sheet with its first page, under its list's name."""
    width, faces = STYLES[look].width, FACES[look]
    listed, entry = Style(faces.heading, *_LIST[look]), Style(faces.body, *_ENTRY[look])
    lines = DottedLines(setter, width, _LABEL, faces.body)
    title = TableCell(width, setter.centred(_CONTENTS, _TITLE[look], width), 0.0)
    yield TableRow((title,), _TITLE[look].pitch, 0.0, keep=True, framed=False)
    placed = zip(duties, first_pages, strict=True)
    for kind, run in groupby(enumerate(placed), lambda each: each[1][0].kind):
        heading = SetLine((Piece(0.0, kind.official_name, listed),), listed.pitch, keep=True)
        yield lines.plain(heading, keep=True)
        for at, (duty, page) in run:
            yield lines.row(Reference(duty.name, target(at), duty.label), page, entry)
