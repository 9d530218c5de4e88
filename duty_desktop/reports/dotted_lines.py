"""Lines of contents and indices: what is meant, dots, and the page on which it stands."""

from dataclasses import dataclass, replace

from duty_desktop.reports.canvas import Style
from duty_desktop.reports.cell_words import cut
from duty_desktop.reports.faces import Preferred
from duty_desktop.reports.roles import Role
from duty_desktop.reports.ruled_table import TableCell, TableRow
from duty_desktop.reports.typesetting import Piece, SetLine, Typesetter

_DOTS = "…"
_LEAST_DOTS = 3
"""Three times three dots at least lead to a number."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a line leads to."""

    text: str
    anchor: str
    """The target that it leads to on screen."""
    label: str = ""
    """The number before it, in a column of its own."""


@dataclass(frozen=True, slots=True)
class DottedLines:
    """Sets lines of one measure."""

    setter: Typesetter
    measure: float
    """In pt."""
    label: float
    """Width of the numbers before the entries, in pt."""
    face: Preferred = Role.BODY
    """Of the dots and the page numbers."""

    def row(
        self,
        entry: Reference,
        page: int,
        style: Style,
        *,
        indent: float = 0.0,
        keep: bool = False,
    ) -> TableRow:
        """What is meant, dots, and its page at the right edge."""
        setter, measure = self.setter, self.measure
        number = str(page)
        plain = replace(style, face=self.face)
        dot = setter.width(_DOTS, plain)
        end = measure - setter.width("0000", plain)
        pieces = []
        if entry.label:
            pieces.append(Piece(indent, entry.label, style))
            indent += self.label
        text = cut(setter, entry.text, style, end - indent - _LEAST_DOTS * dot)
        pieces.append(Piece(indent, text, style))
        count = int((end - indent - setter.width(text, style) - dot / 2) / dot)
        pieces.append(Piece(end - count * dot, _DOTS * count, plain))
        pieces.append(Piece(measure - setter.width(number, plain), number, plain))
        line = SetLine(tuple(pieces), style.pitch)
        return replace(self.plain(line, keep=keep), link=entry.anchor)

    def plain(self, line: SetLine, *, keep: bool = False) -> TableRow:
        """A line as a row without rules."""
        cell = TableCell(self.measure, (line,), 0.0)
        return TableRow((cell,), line.height, 0.0, keep=keep, framed=False)
