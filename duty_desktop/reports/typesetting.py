"""Text set into lines that are ready to draw, in pt."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby

from duty_desktop.reports.canvas import Paper, Style
from duty_desktop.reports.faces import ASCENT, Faces
from duty_desktop.reports.line_breaking import break_lines

MARKER_GAP = 0.25
"""Between an item's number and its words, in type sizes."""

_SMALLEST = 0.6
"""A line that must fit is shrunk to no less than this part of its size."""


_STROKE = 0.055
"""Thickness of a stroke through or under words, in type sizes."""


class Stroke(Enum):
    """A rule that says what became of words.

    The value is its height over the baseline, in type sizes.
    """

    THROUGH = 0.36
    """They are deleted. The rule runs through the middle of Chinese characters."""
    UNDER = -0.16
    """They are inserted."""


Run = tuple[str, Stroke | None]
"""Words and the stroke that they bear."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text at its place on a line."""

    x: float
    """From the left edge of the measure, in pt."""
    text: str
    style: Style
    gap: float = 0.0
    """What follows each character, in pt, so that the line fills the measure."""
    stroke: Stroke | None = None
    length: float = 0.0
    """Of the stroke, in pt."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line, ready to draw."""

    pieces: tuple[Piece, ...]
    height: float
    """In pt; the words stand in its middle."""
    keep: bool = False
    """Whether a page may not end after it."""

    @property
    def ragged(self) -> "SetLine":
        """The line as wide as its words: in a narrow column a justified one is full of holes."""
        return replace(self, pieces=tuple(replace(piece, gap=0.0) for piece in self.pieces))

    def draw(self, paper: Paper, x: float, top: float) -> None:
        """Draw it with its upper edge at ``top`` and the measure's left edge at ``x``."""
        for piece in self.pieces:
            size = piece.style.size
            baseline = top - (self.height - size) / 2 - ASCENT * size
            paper.text(x + piece.x, baseline, piece.text, piece.style, piece.gap)
            if piece.stroke is not None:
                left, y = x + piece.x, baseline + piece.stroke.value * size
                paper.rule(left, y, left + piece.length, y, _STROKE * size)


def height(lines: Iterable[SetLine]) -> float:
    """The lines' height together, in pt."""
    return sum(line.height for line in lines)


class Typesetter:
    """Text in, lines out.

    Attributes:
        faces: the faces it sets with.
    """

    def __init__(self, faces: Faces) -> None:
        """Take the faces to set with."""
        self.faces = faces
        self._centred: dict[tuple[str, Style, float], tuple[SetLine, ...]] = {}

    def width(self, text: str, style: Style) -> float:
        """The text's width on one line, in pt."""
        return self.faces.width(text, style.face, style.size)

    def paragraph(
        self, text: str, style: Style, measure: float, *, marker: str = "", indent: float = 0.0
    ) -> tuple[SetLine, ...]:
        """The text justified to a measure in pt, its marker hanging in an indent of as many pt.

        One line of it is never left alone at a page's end or beginning.
        """
        room = measure - indent
        scale = style.size / 1000
        advances = self.faces.advances(style.face)
        broken = break_lines(text, advances.__getitem__, room / scale)
        lines = [
            SetLine(
                (Piece(indent, line.visible, style, line.gap(room / scale) * scale),),
                style.pitch,
                keep=len(broken) > 1 and at in (0, len(broken) - 2),
            )
            for at, line in enumerate(broken)
        ]
        if marker:
            # Numbers end in line, a quarter of an em before the words.
            hang = indent - self.width(marker, style) - MARKER_GAP * style.size
            piece = Piece(max(0.0, hang), marker, style)
            first = lines[0] if lines else SetLine((), style.pitch)
            lines[:1] = [replace(first, pieces=(piece, *first.pieces))]
        return tuple(lines)

    def tracked(self, runs: Sequence[Run], style: Style, measure: float) -> tuple[SetLine, ...]:
        """Words with strokes through or under some of them, justified to a measure in pt.

        Lines are broken as if there were no strokes; joined again they are all the words.
        """
        scale = style.size / 1000
        advances = self.faces.advances(style.face)
        text = "".join(words for words, _ in runs)
        broken = break_lines(text, advances.__getitem__, measure / scale)
        strokes = [stroke for words, stroke in runs for _ in words]
        lines: list[SetLine] = []
        start = 0
        for at, line in enumerate(broken):
            gap = line.gap(measure / scale) * scale
            marks = strokes[start : start + len(line.visible)]
            pieces = tuple(self._struck(line.visible, marks, style, gap))
            keep = len(broken) > 1 and at in (0, len(broken) - 2)
            lines.append(SetLine(pieces, style.pitch, keep=keep))
            start += len(line.text)
        return tuple(lines)

    def _struck(
        self, text: str, strokes: Sequence[Stroke | None], style: Style, gap: float
    ) -> Iterator[Piece]:
        """A line's pieces, one for each stretch of characters that bear one stroke."""
        x, at = 0.0, 0
        for stroke, same in groupby(strokes):
            words = text[at : at + len(list(same))]
            at += len(words)
            wide = self.width(words, style) + gap * len(words)
            yield Piece(x, words, style, gap, stroke, wide - gap * (at == len(text)))
            x += wide

    def centred(self, text: str, style: Style, measure: float) -> tuple[SetLine, ...]:
        """The text in lines, each in the middle of a measure in pt."""
        asked = text, style, measure
        lines = self._centred.get(asked)
        if lines is None:
            # Titles and labels come again on every sheet: they are set once a document.
            lines = self._centred[asked] = tuple(self._centre(text, style, measure))
        return lines

    def _centre(self, text: str, style: Style, measure: float) -> Iterator[SetLine]:
        scale = style.size / 1000
        advances = self.faces.advances(style.face)
        for line in break_lines(text, advances.__getitem__, measure / scale):
            middle = (measure - line.width * scale) / 2
            yield SetLine((Piece(middle, line.visible, style),), style.pitch)

    def fitted(self, text: str, style: Style, measure: float) -> tuple[str, Style]:
        """A running title's text and style so that it fits one line of a measure in pt.

        It is shrunk first, to three fifths at most; what then is still too long ends in ``…``.
        """
        width = self.width(text, style)
        if width <= measure:
            return text, style
        size = style.size * max(_SMALLEST, measure / width)
        small = replace(style, size=size)
        if self.width(text, small) > measure * 1.0001:
            room = measure - self.width("…", small)
            first = break_lines(
                text, self.faces.advances(style.face).__getitem__, room / size * 1e3
            )
            text = first[0].visible + "…"
        return text, small
