"""How a row of the duty table is painted: cells with hits marked, and the line 可能相关."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from duty_desktop.models.columns import NAME_COLUMN, NUMBER_COLUMN
from duty_desktop.models.overriding import override
from duty_desktop.models.results import Spans, nowhere
from duty_desktop.models.roles import ReasonsRole, RecordRole
from duty_desktop.views.colours import hairline, muted, tinted
from duty_desktop.views.marking import mark_format, selected_mark_format
from duty_desktop.views.table.cell_layout import LINES, CellLayout, CellLook, lay_out
from duty_desktop.views.tips import show_tip

_Role = QPalette.ColorRole
_Index = QModelIndex | QPersistentModelIndex

_LEFT = 0.3
_RIGHT = 0.5
_ABOVE = 0.36
"""Space around the text, in heights of the font; at the left, what headers have in most styles."""

_DIVIDER_HEIGHT = 1.8
_DIVIDER_RULE = 1.4
"""How tall the line 可能相关 is, and how long the rule before its words, in heights of the font."""

_SAYING = (NUMBER_COLUMN, NAME_COLUMN)
"""The columns whose cells say something in small type beside their text."""

_MOST_KEPT = 1500
"""Cells whose layout is kept: some hundred rows, 3 MB at the most."""


class _Look:
    """What cells are painted with in one theme, in a window in front or behind others."""

    def __init__(self, palette: QPalette, font: QFont, *, active: bool) -> None:
        group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
        self.metrics = QFontMetricsF(font)
        self.height = self.metrics.height()
        self.ink = palette.color(QPalette.ColorRole.Text)
        self.ground = palette.color(group, _Role.Highlight)
        self.selected_ink = palette.color(group, _Role.HighlightedText)
        self.rule = hairline(palette)
        self.muted = muted(palette)
        self.tinted = tinted(palette)
        self.cells = CellLook(font, mark_format(palette))
        self.selected_cells = CellLook(font, selected_mark_format())
        self.note_font = self.cells.note_font


class DutyDelegate(QStyledItemDelegate):
    """Paints the words of a duty.

    What is laid out once is kept: most cells look the same from one key to the next.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        """Paint for ``view``; mark nothing."""
        super().__init__(view)
        self._view = view
        self._spans: Spans = nowhere
        self._spans_in: dict[str, tuple[tuple[int, int], ...]] = {}
        self._looks: dict[object, _Look] = {}
        self._kept: dict[object, CellLayout] = {}

    @staticmethod
    def row_height(font: QFont) -> int:
        """The height of a duty's row, in pixels."""
        metrics = QFontMetricsF(font)
        return round(LINES * metrics.lineSpacing() + 2 * _ABOVE * metrics.height())

    @staticmethod
    def divider_height(font: QFont) -> int:
        """The height of the line 可能相关, in pixels."""
        return round(_DIVIDER_HEIGHT * QFontMetricsF(font).height())

    @property
    def spans(self) -> Spans:
        """Where a text is to be marked at present."""
        return self._spans

    @spans.setter
    def spans(self, spans: Spans) -> None:
        self._spans = spans
        self._spans_in.clear()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look = self._look(option)
        painter.save()
        painter.setClipRect(option.rect)
        if index.data(RecordRole) is None:
            self._paint_divider(painter, option.rect, look, index)
        else:
            self._paint_cell(painter, option.rect, look, index)
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRect, look: _Look, index: _Index) -> None:
        selected = self._view.selectionModel().isSelected(index)
        laid_out = self._laid_out(rect, look, index, selected=selected)
        # Styles differ in what they lay under a selection, and so in which text is legible on it.
        if selected:
            painter.fillRect(rect, look.ground)
        painter.setPen(look.selected_ink if selected else look.ink)
        left = rect.left() + _LEFT * look.height
        top = rect.top() + (rect.height() - laid_out.height) / 2
        for layout, down in laid_out.parts:
            layout.draw(painter, QPointF(left, top + down))
        if laid_out.note_at is not None:
            painter.setFont(look.note_font)
            if not selected:
                painter.setPen(look.muted)
            painter.drawText(QPointF(left, top) + laid_out.note_at, laid_out.note)
        self._paint_rule(painter, rect, look, index, look.selected_ink if selected else look.ink)

    def _paint_rule(
        self, painter: QPainter, rect: QRect, look: _Look, index: _Index, ink: QColor
    ) -> None:
        """Rule the row off; in strong ink above and below where the keyboard is at it."""
        current = self._view.currentIndex().row() == index.row() and self._view.hasFocus()
        painter.setPen(ink if current else look.rule)
        if current:
            painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_divider(self, painter: QPainter, rect: QRect, look: _Look, index: _Index) -> None:
        """One line across the whole table, of which each cell paints its part."""
        painter.fillRect(rect, look.tinted)
        words = str(index.data())
        middle = rect.top() + rect.height() / 2
        left = _LEFT * look.height
        words_at = left + (_DIVIDER_RULE + 0.5) * look.height
        after = words_at + look.metrics.horizontalAdvance(words) + 0.5 * look.height
        painter.setPen(look.muted)
        painter.drawLine(QPointF(left, middle), QPointF(left + _DIVIDER_RULE * look.height, middle))
        painter.drawLine(QPointF(after, middle), QPointF(self._view.viewport().width(), middle))
        baseline = middle + (look.metrics.ascent() - look.metrics.descent()) / 2
        painter.drawText(QPointF(words_at, baseline), words)

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        if event.type() is not QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        show_tip(event, view, self.tip(option, index))
        return True

    def tip(self, option: QStyleOptionViewItem, index: _Index) -> str:
        """The whole text where the cell cuts it, and the reasons where those are not all shown."""
        if index.data(RecordRole) is None:
            return ""
        laid_out = self._laid_out(option.rect, self._look(option), index, selected=False)
        reasons = self._reasons(index)
        lines = [str(index.data())] if laid_out.cut else []
        if reasons and (laid_out.cut or laid_out.note != "；".join(reasons)):
            lines += reasons
        return "\n".join(lines)

    def _reasons(self, index: _Index) -> tuple[str, ...]:
        """What stands small in the cell: why the duty is shown, or that it is a favourite."""
        says = index.column() in _SAYING
        reasons: tuple[str, ...] = index.data(ReasonsRole) if says else ()
        return reasons

    def _laid_out(self, rect: QRect, look: _Look, index: _Index, *, selected: bool) -> CellLayout:
        text: str = index.data()
        reasons = self._reasons(index)
        spans = self._spans_in.get(text)
        if spans is None:
            spans = self._spans_in[text] = tuple(self._spans(text))
        width = rect.width()
        key = (text, spans, reasons, width, look, selected)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            room = max(width - (_LEFT + _RIGHT) * look.height, look.height)
            cells = look.selected_cells if selected else look.cells
            kept = self._kept[key] = lay_out(text, spans, room, cells, reasons)
        return kept

    def _look(self, option: QStyleOptionViewItem) -> _Look:
        active = self._view.isActiveWindow()
        key = (option.palette.cacheKey(), option.font.key(), active)
        look = self._looks.get(key)
        if look is None:
            # Another theme or another size of text: what was kept is of no use any more.
            self._looks.clear()
            self._kept.clear()
            font = QFont(option.font)  # the option's own goes away with it
            look = self._looks[key] = _Look(option.palette, font, active=active)
        return look
