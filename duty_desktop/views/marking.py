"""How what was searched is marked in running text."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette, QTextCharFormat, QTextLayout

from duty_desktop.views.colours import MARKER, underlay

_DELETED, _INSERTED = QColor(214, 40, 40), QColor(46, 160, 67)

_TINT = 0.3
"""How much of a tint is laid under words that changed."""


def mark_format(palette: QPalette) -> QTextCharFormat:
    """The format of a hit on the ground of text: bold on amber, so not by colour alone."""
    return _format(palette.base().color().rgb(), palette.text().color().rgb())


def selected_mark_format() -> QTextCharFormat:
    """The format of a hit in a selected row: the same amber, with ink of its own."""
    return _format(MARKER.rgb(), QColor(Qt.GlobalColor.black).rgb())


def deleted_format(palette: QPalette) -> QTextCharFormat:
    """The format of deleted words: struck through on a tint, so not by colour alone."""
    shape = _tinted(palette, _DELETED)
    shape.setFontStrikeOut(True)
    return shape


def inserted_format(palette: QPalette) -> QTextCharFormat:
    """The format of inserted words: underlined on a tint, so not by colour alone."""
    shape = _tinted(palette, _INSERTED)
    shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    return shape


def _tinted(palette: QPalette, tint: QColor) -> QTextCharFormat:
    ground, text = palette.base().color(), palette.text().color()
    shape = QTextCharFormat()
    shape.setForeground(text)
    shape.setBackground(underlay(ground, text, tint, _TINT))
    return shape


def format_ranges(
    spans: Sequence[tuple[int, int]], marked: QTextCharFormat
) -> list[QTextLayout.FormatRange]:
    """The spans as ``QTextLayout`` wants them."""
    ranges = []
    for start, end in spans:
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = start, end - start, marked
        ranges.append(part)
    return ranges


@lru_cache(maxsize=8)
def _format(ground_rgb: int, text_rgb: int) -> QTextCharFormat:
    """Worked out once for a theme: it is asked for with every cell that is painted."""
    ground, text = QColor(ground_rgb), QColor(text_rgb)
    marked = QTextCharFormat()
    marked.setFontWeight(QFont.Weight.Bold)
    marked.setForeground(text)
    marked.setBackground(underlay(ground, text))
    return marked
