"""How a cell of the duty table is painted: two lines at most, hits marked."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from duty_desktop.models.overriding import override
from duty_desktop.models.results import Spans, nowhere
from duty_desktop.views.colours import hairline
from duty_desktop.views.marking import (
    format_ranges,
    mark_format,
    selected_mark_format,
)
from duty_desktop.views.tips import show_tip

_Role = QPalette.ColorRole

LINES = 2
"""Lines of text in a row: most names whole, the longest begun."""

_LEFT = 0.3
_RIGHT = 0.5
_ABOVE = 0.36
"""Space around the text, in heights of the font; at the left, what headers have in most styles."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """A cell's text laid out: whole in ``layouts``, or cut in the last of them."""

    layouts: tuple[QTextLayout, ...]
    height: float
    cut: bool


class DutyDelegate(QStyledItemDelegate):
    """Paints the words of a duty.

    Attributes:
        spans: where a text is to be marked at present.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        """Paint for ``view``; mark nothing."""
        super().__init__(view)
        self._view = view
        self.spans: Spans = nowhere

    @staticmethod
    def row_height(font: QFont) -> int:
        """The height of every row, in pixels."""
        metrics = QFontMetricsF(font)
        return round(LINES * metrics.lineSpacing() + 2 * _ABOVE * metrics.height())

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        selected = self._view.selectionModel().isSelected(index)
        marked = selected_mark_format() if selected else mark_format(cell.palette)
        lines = self._laid_out(cell, marked)
        painter.save()
        # Styles differ in what they lay under a selection, and so in which text is legible on it.
        colours = (_Role.Highlight, _Role.HighlightedText) if selected else (None, _Role.Text)
        ground, ink = colours
        if ground is not None:
            painter.fillRect(cell.rect, self._colour(cell, ground))
        painter.setPen(self._colour(cell, ink))
        self._draw(painter, lines, cell)
        self._draw_rule(painter, cell, index)
        painter.restore()

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() is not QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        show_tip(event, view, self.tip(option, index))
        return True

    def tip(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> str:
        """The whole text where the cell cuts it, else nothing."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        return cell.text if self._laid_out(cell, None).cut else ""

    def _laid_out(self, cell: QStyleOptionViewItem, marked: QTextCharFormat | None) -> _Lines:
        text, metrics = cell.text, QFontMetricsF(cell.font)
        width = max(cell.rect.width() - (_LEFT + _RIGHT) * metrics.height(), metrics.height())
        spans = self.spans(text) if marked is not None else []
        ranges = format_ranges(spans, marked) if marked is not None else []
        layout, starts = _broken(text, cell.font, ranges, width, LINES)
        if len(starts) <= LINES:
            return _Lines((layout,), len(starts) * metrics.lineSpacing(), cut=False)
        first, _ = _broken(text[: starts[LINES - 1]], cell.font, ranges, width, LINES - 1)
        tail = text[starts[LINES - 1] :]
        room = width - (metrics.height() * 0.3 if ranges else 0)
        shown = metrics.elidedText(tail, Qt.TextElideMode.ElideRight, room)
        tail_spans = [
            (max(0, start - starts[LINES - 1]), end - starts[LINES - 1])
            for start, end in spans
            if end > starts[LINES - 1]
        ]
        tail_ranges = format_ranges(tail_spans, marked) if marked is not None else []
        last, _ = _broken(shown, cell.font, tail_ranges, 2 * width, 1)
        return _Lines((first, last), LINES * metrics.lineSpacing(), cut=True)

    def _draw(self, painter: QPainter, lines: _Lines, cell: QStyleOptionViewItem) -> None:
        rect, metrics = cell.rect, QFontMetricsF(cell.font)
        left = rect.left() + _LEFT * metrics.height()
        top = rect.top() + (rect.height() - lines.height) / 2
        painter.setClipRect(rect)
        for layout in lines.layouts:
            layout.draw(painter, QPointF(left, top))
            top += layout.lineCount() * metrics.lineSpacing()

    def _draw_rule(
        self,
        painter: QPainter,
        cell: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Rule the row off; in strong ink above and below where the keyboard is at it."""
        rect, current = cell.rect, self._view.currentIndex().row() == index.row()
        if current and self._view.hasFocus():
            painter.drawLine(rect.topLeft(), rect.topRight())
        else:
            painter.setPen(hairline(cell.palette))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _colour(self, cell: QStyleOptionViewItem, role: QPalette.ColorRole) -> QColor:
        """A colour of the palette, for a window in front or behind others."""
        active = self._view.isActiveWindow()
        group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
        return cell.palette.color(group, role)


def _broken(
    text: str,
    font: QFont,
    ranges: list[QTextLayout.FormatRange],
    width: float,
    lines: int,
) -> tuple[QTextLayout, list[int]]:
    """The text broken into lines, and where its lines begin: one more where it goes on."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(ranges)
    spacing = QFontMetricsF(font).lineSpacing()
    starts: list[int] = []
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
