"""How what was searched is marked in running text."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette, QTextCharFormat, QTextLayout

from duty_desktop.views.colours import MARKER, underlay


def mark_format(palette: QPalette) -> QTextCharFormat:
    """The format of a hit on the ground of text: bold on amber, so not by colour alone."""
    return _format(palette.base().color().rgb(), palette.text().color().rgb())


def selected_mark_format() -> QTextCharFormat:
    """The format of a hit in a selected row: the same amber, with ink of its own."""
    return _format(MARKER.rgb(), QColor(Qt.GlobalColor.black).rgb())


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
