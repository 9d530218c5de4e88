"""How a duty sheet is set in each look: sizes, faces, distances, and the room on its pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from duty_desktop.reports.canvas import A4, MM, Style
from duty_desktop.reports.faces import Face, Preferred
from duty_desktop.reports.official_page import TYPE_HEIGHT, TYPE_WIDTH
from duty_desktop.reports.order import Look
from duty_desktop.reports.roles import Role

BODY_SIZE = 15.75
"""3号 in pt: 28 characters of 16 pt are wider than 156 mm."""

BODY_PITCH = (TYPE_HEIGHT - BODY_SIZE) / 21
"""From line to line in pt, so that 22 lines fill 225 mm (GB/T 9704-2012 §5.2.3)."""


@dataclass(frozen=True, slots=True)
class SheetStyle:
    """One look; lengths in pt."""

    body: Style
    section: Style
    """Headings of the first level inside a cell. All styles inside a cell have the same pitch: a
    wider one makes pdftotext read the cell as two blocks and put the label beside it between."""
    heading: Style
    """Headings of the second level inside a cell."""
    name: Style
    """A duty's name."""
    sentence: Style
    """A basic duty's words: it has no sides, its words are set larger."""
    label: Style
    value: Style
    """What stands beside the labels of the first row."""
    note: Style

    width: float
    """Of the form."""
    first_room: float
    later_room: float
    """What a sheet's first page and each later one have for the form."""
    head_widths: tuple[float, ...]
    """Of the first row's cells; the first is the labels' column, the last takes what is left."""
    cell_padding: float
    label_padding: float
    """Left and right of a cell's words."""
    row_padding: float
    """Above and below a row's words."""
    least: float
    """Height of a row of one line."""
    write_in: float
    """Height of a row to write in."""

    @property
    def label_width(self) -> float:
        """Width of the labels' column."""
        return self.head_widths[0]

    @property
    def measure(self) -> float:
        """Width of the words beside the labels' column."""
        return self.width - self.label_width - 2 * self.cell_padding


WORKING_LEFT, WORKING_RIGHT = 24 * MM, 18 * MM
WORKING_TOP, WORKING_BOTTOM = 18 * MM, 23 * MM
"""Margins in pt of a working page; the left one is for binding, the bottom one holds the footer."""

WORKING_HEADS, WORKING_LATER_HEAD = 90.0, 33.0
OFFICIAL_HEADS, OFFICIAL_LATER_HEAD = 74.0, 32.0
"""What the lines above the form take of a first page and of a later one, in pt."""

_WORKING_WIDTH = A4[0] - WORKING_LEFT - WORKING_RIGHT
_WORKING_HEIGHT = A4[1] - WORKING_TOP - WORKING_BOTTOM


def _styles(face: Preferred, *sizes: float, pitch: float = 1.5) -> list[Style]:
    return [Style(face, size, size * pitch) for size in sizes]


def _compact() -> SheetStyle:
    body, note = _styles(Face.SERIF, 10.5, 9.0)
    name, sentence = _styles(Face.BOLD, 10.5, 12.0)
    [label] = _styles(Face.SANS, 10.5)
    return SheetStyle(
        body=body,
        section=label,
        heading=label,
        name=name,
        sentence=sentence,
        label=label,
        value=body,
        note=note,
        width=_WORKING_WIDTH,
        first_room=_WORKING_HEIGHT - WORKING_HEADS,
        later_room=_WORKING_HEIGHT - WORKING_LATER_HEAD,
        head_widths=(80.0, 114.0, 44.0, 72.0, 66.0),
        cell_padding=8.0,
        label_padding=7.0,
        row_padding=7.0,
        least=32.0,
        write_in=34.0,
    )


def _official() -> SheetStyle:
    label, value = Style(Role.HEADING, 14.0, 21.0), Style(Role.BODY, 14.0, 21.0)
    return SheetStyle(
        body=Style(Role.BODY, BODY_SIZE, BODY_PITCH),
        section=Style(Role.HEADING, BODY_SIZE, BODY_PITCH),
        heading=Style(Role.KAI, BODY_SIZE, BODY_PITCH),
        name=Style(Role.HEADING, BODY_SIZE, BODY_PITCH),
        sentence=Style(Role.BODY, BODY_SIZE, BODY_PITCH),
        label=label,
        value=value,
        note=Style(Role.BODY, 12.0, 19.0),
        width=TYPE_WIDTH,
        first_room=TYPE_HEIGHT - OFFICIAL_HEADS,
        later_room=TYPE_HEIGHT - OFFICIAL_LATER_HEAD,
        head_widths=(84.0, 96.0, 42.0, 68.0, 70.0),
        cell_padding=7.0,
        label_padding=5.0,
        row_padding=3.5,
        least=38.0,
        write_in=40.0,
    )


STYLES: Mapping[Look, SheetStyle] = {Look.OFFICIAL: _official(), Look.COMPACT: _compact()}
