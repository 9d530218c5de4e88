"""A cell of the duty table laid out: two lines at most, hits marked, the reason in small type."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from duty_desktop.views.marking import format_ranges

LINES = 2
"""Lines of text in a row: most names whole, the longest begun."""

NOTE_SIZE = 0.88
"""The reason's type in terms of the table's."""

_GAP = 0.8
"""Heights of the font between a name and the reason behind it."""

_BOLD = 0.3
"""Heights of the font left free at the end of a cut line, where marked words are broader."""

_BEFORE_HIT = 3
"""Of what fits, so many parts stand from a hit on where the text before it is left out."""

_MOST_NOTE = 0.4
"""Of a line so much at the most is given to the reason where that cuts the name."""

ELLIPSIS = "…"

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class CellLook:
    """In what a cell's text is set."""

    font: QFont
    marked: QTextCharFormat

    @property
    def note_font(self) -> QFont:
        """The font of a reason."""
        font = QFont(self.font)
        font.setPointSizeF(self.font.pointSizeF() * NOTE_SIZE)
        return font


@dataclass(frozen=True, slots=True)
class CellLayout:
    """A cell's text laid out, from its top left corner."""

    parts: tuple[tuple[QTextLayout, float], ...]
    """Each with how far down it stands."""
    height: float
    cut: bool
    """Whether some of the text is left out."""
    note: str = ""
    """What is shown of the reason."""
    note_at: QPointF | None = None
    """Where its baseline begins."""
    text: str = ""
    """What is shown, left-out parts as …."""


def lay_out(
    text: str, spans: Spans, width: float, look: CellLook, reasons: Sequence[str] = ()
) -> CellLayout:
    """``text`` in ``width`` pixels, marked at ``spans``, with why it is shown behind it or below.

    Where it must be cut, the first hit is kept in sight.
    """
    return _Setting(width, look, reasons).lay_out(text, spans)


class _Setting:
    """Lays out one cell."""

    def __init__(self, width: float, look: CellLook, reasons: Sequence[str]) -> None:
        self._width = width
        self._look = look
        self._reasons = reasons
        self._metrics = QFontMetricsF(look.font)
        self._note_metrics = QFontMetricsF(look.note_font) if reasons else self._metrics

    def lay_out(self, text: str, spans: Spans) -> CellLayout:
        layout, starts = self._broken(text, spans, self._width, LINES)
        if len(starts) > LINES:
            return self._cut(text, spans)
        if not self._reasons:
            return CellLayout(((layout, 0.0),), self._down(len(starts)), cut=False, text=text)
        if len(starts) < LINES:
            note = self._elided_note(self._width)
            return self._noted(((layout, 0.0),), len(starts), 0.0, note, text, cut=False)
        used = layout.lineAt(LINES - 1).naturalTextWidth() + _GAP * self._metrics.height()
        note = self._fitting_note(self._width - used)
        if not note:
            return self._cut(text, spans)
        return self._noted(((layout, 0.0),), LINES - 1, used, note, text, cut=False)

    def _cut(self, text: str, spans: Spans) -> CellLayout:
        """The text cut at its end, and at its beginning where the first hit would be lost."""
        gap = _GAP * self._metrics.height()
        note, reserve = "", 0.0
        for kinds in self._kinds():
            taken = self._note_metrics.horizontalAdvance(kinds) + gap
            if taken <= _MOST_NOTE * self._width:
                note, reserve = kinds, taken
                break
        parts, shown = self._first_lines(text, spans, reserve)
        seen = len(shown) - len(ELLIPSIS)
        if spans and spans[0][1] > seen:
            hit = spans[0][0]
            latest = max(0, len(text) - seen + 1)
            for begin in (min(hit, latest, hit - seen // _BEFORE_HIT), hit):
                rest, shifted = _without_beginning(text, spans, max(0, begin))
                parts, shown = self._first_lines(rest, shifted, reserve)
                if shifted[0][1] <= len(shown) - shown.endswith(ELLIPSIS):
                    break
        if not note:
            return CellLayout(parts, self._down(LINES), cut=shown != text, text=shown)
        last, _ = parts[-1]
        used = last.lineAt(last.lineCount() - 1).naturalTextWidth() + gap
        return self._noted(parts, LINES - 1, used, note, shown, cut=True)

    def _first_lines(
        self, text: str, spans: Spans, reserve: float
    ) -> tuple[tuple[tuple[QTextLayout, float], ...], str]:
        """As many lines as there are, the last with so much room left, and what they show."""
        whole, starts = self._broken(text, spans, self._width, LINES)
        fits = len(starts) <= LINES
        if fits and len(starts) == LINES:
            last_line = whole.lineAt(LINES - 1).naturalTextWidth()
            fits = last_line <= self._width - reserve
        if fits:
            return ((whole, 0.0),), text
        at = starts[LINES - 1]
        first, _ = self._broken(text[:at], spans, self._width, LINES - 1)
        free = _BOLD * self._metrics.height() if spans else 0.0
        room = self._width - reserve - free
        tail = self._metrics.elidedText(text[at:], Qt.TextElideMode.ElideRight, room)
        within = [(max(0, start - at), end - at) for start, end in spans if end > at]
        last, _ = self._broken(tail, within, 2 * self._width, 1)
        return ((first, 0.0), (last, self._down(LINES - 1))), text[:at] + tail

    def _noted(
        self,
        parts: tuple[tuple[QTextLayout, float], ...],
        line: int,
        left: float,
        note: str,
        text: str,
        *,
        cut: bool,
    ) -> CellLayout:
        """The parts with the note in a line, so far from the left."""
        baseline = self._down(line) + self._metrics.ascent()
        at = QPointF(left, baseline)
        return CellLayout(parts, self._down(line + 1), cut, note, at, text)

    def _down(self, lines: int) -> float:
        return lines * self._metrics.lineSpacing()

    def _kinds(self) -> list[str]:
        """The kinds of reasons only, all and the first: 拼音、同义 and 拼音."""
        kinds = list(dict.fromkeys(each.partition("：")[0] for each in self._reasons))
        return ["、".join(kinds), kinds[0]] if kinds else []

    def _elided_note(self, room: float) -> str:
        note = "；".join(self._reasons)
        return self._note_metrics.elidedText(note, Qt.TextElideMode.ElideRight, room)

    def _fitting_note(self, room: float) -> str:
        for note in ("；".join(self._reasons), self._reasons[0], *self._kinds()):
            if self._note_metrics.horizontalAdvance(note) <= room:
                return note
        return ""

    def _broken(
        self, text: str, spans: Spans, width: float, lines: int
    ) -> tuple[QTextLayout, list[int]]:
        """The text broken into lines, and where its lines begin: one more where it goes on."""
        layout = QTextLayout(text, self._look.font)
        # Kept layouts are drawn again and again; without this their text is shaped each time.
        layout.setCacheEnabled(True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(format_ranges(spans, self._look.marked))
        spacing = self._metrics.lineSpacing()
        starts: list[int] = []
        end = 0
        layout.beginLayout()
        while len(starts) < lines:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, len(starts) * spacing))
            starts.append(line.textStart())
            end = line.textStart() + line.textLength()
        layout.endLayout()
        if len(starts) == lines and end < len(text):
            starts.append(end)
        return layout, starts


def _without_beginning(text: str, spans: Spans, begin: int) -> tuple[str, Spans]:
    """The text from ``begin`` on, … before it, and the spans where they then stand."""
    shift = begin - len(ELLIPSIS)
    kept = [(max(start, begin) - shift, end - shift) for start, end in spans if end > begin]
    return ELLIPSIS + text[begin:], kept
