"""A duty written into a text document, official words as plain text throughout."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from duty_desktop.domain.duty import Basis, Duty, DutyList, Field, ListKind, Side
from duty_desktop.domain.words import StepGroup, grouped, words
from duty_desktop.models.results import Spans
from duty_desktop.views.colours import hairline, muted, tinted, underlay, visible
from duty_desktop.views.detail import duty_words
from duty_desktop.views.marking import mark_format
from duty_desktop.views.signs import stop_sign

_NAME_SIZE = 1.45
_BODY_SIZE = 1.08
_SMALL_SIZE = 0.9
"""Sizes in terms of the window's font."""

_LEADING = 128.0
"""Line height of running text in per cent: dense characters want air."""

_STOP_SIGN = QUrl("mark:no-longer")
_RED = QColor(200, 30, 30)


@dataclass(frozen=True, slots=True)
class PageLook:
    """How the page looks at present."""

    font: QFont
    palette: QPalette
    beside: bool
    """Whether the two sides stand next to each other, or one under the other."""
    pixel_ratio: float = 1.0


class DutyPage:
    """Writes one duty into a document.

    Every word goes in by ``QTextCursor.insertText``, which interprets nothing.
    """

    def __init__(self, document: QTextDocument, look: PageLook, spans: Spans) -> None:
        """Write into an empty ``document``; mark hits where ``spans`` says."""
        document.setDefaultFont(look.font)
        self._document = document
        self._look = look
        self._spans = spans
        self._cursor = QTextCursor(document)
        self._fresh = True
        self._em = QFontMetricsF(look.font).horizontalAdvance("事")
        body = QFont(look.font)
        body.setPointSizeF(look.font.pointSizeF() * _BODY_SIZE)
        self._body = QFontMetricsF(body)

    def write(self, duty_list: DutyList, duty: Duty, why: Sequence[str] = ()) -> None:
        """Write the whole duty, ``why`` it was found above its name."""
        self._small(duty_words.kicker(duty), below=0.3)
        if why:
            self._small(duty_words.found_by(why), below=0.3)
        self._paragraph(below=0.6, leading=120)
        self._official(duty.name, _NAME_SIZE, bold=True)
        if duty.kind is ListKind.RECLAIMED:
            self._write_banner(duty_list, duty)
        if duty.kind is ListKind.BASIC:
            self._write_own(duty_list)
        if Field.DEPARTMENTS in duty.kind.fields:
            self._small(duty_words.heading(duty_list, duty, Field.DEPARTMENTS), below=0.1)
            self._paragraph(below=0.8)
            self._official(words(duty.cell(Field.DEPARTMENTS)))
        self._write_sides(duty_list, duty)
        self._write_findings(duty)

    def _write_own(self, duty_list: DutyList) -> None:
        self._paragraph(above=0.2, below=0.5)
        self._label(f" {duty_list.town.own}主责 ")
        self._small("事项名称就是这一事项的全部原文。")

    def _write_banner(self, duty_list: DutyList, duty: Duty) -> None:
        ground, text = self._look.palette.base().color(), self._look.palette.text().color()
        shape = self._table_format(1)
        shape.setBorder(2)
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBorderBrush(visible(_RED, ground, text))
        shape.setCellPadding(0.6 * self._em)
        shape.setBottomMargin(0.8 * self._em)
        table = self._cursor.insertTable(1, 1, shape)
        cell = QTextTableCellFormat()
        cell.setBackground(underlay(ground, text, _RED, 0.1))
        table.cellAt(0, 0).setFormat(cell)
        self._enter(table, 0)
        self._paragraph(below=0.2)
        self._insert_stop_sign()
        self._plain(f" {duty_words.no_longer(duty_list)}", _NAME_SIZE, bold=True)
        self._paragraph()
        self._plain(duty_words.taken_over_by(duty), 1.2, bold=True)
        self._leave_table()

    def _write_sides(self, duty_list: DutyList, duty: Duty) -> None:
        sides = duty_words.sides(duty)
        if len(sides) < 2 or not self._look.beside:
            for side in sides:
                self._write_side(duty_list, duty, side)
            return
        table = self._cursor.insertTable(1, len(sides), self._table_format(len(sides)))
        for column, side in enumerate(sides):
            table.cellAt(0, column).setFormat(self._cell_format(column))
            self._enter(table, column)
            self._write_side(duty_list, duty, side)
        self._leave_table()

    def _write_side(self, duty_list: DutyList, duty: Duty, side: Side) -> None:
        self._paragraph(above=0.1, below=0.5, ground=tinted(self._look.palette))
        self._plain(duty_words.side_heading(duty_list, duty, side), 1.0, bold=True)
        labels: list[str] = []
        previous: StepGroup | None = None
        for group in grouped(duty.side(side)):
            self._write_group(duty, group, previous, labels)
            previous = group
        if any(label != duty_words.NOT_STATED for label in labels):
            self._small(duty_words.LEGEND, above=0.4, below=0.4)

    def _write_group(
        self, duty: Duty, group: StepGroup, previous: StepGroup | None, labels: list[str]
    ) -> None:
        if group.section is not None:
            self._paragraph(above=0.5, below=0.3)
            self._official(group.section, _BODY_SIZE, bold=True)
        same_heading = previous is not None and previous.heading == group.heading
        if group.heading is not None and (group.section is not None or not same_heading):
            self._paragraph(above=0.4, below=0.25)
            self._official(group.heading, _BODY_SIZE, bold=True)
        label = duty_words.actor_label(group, duty)
        repeated = group.basis is Basis.ONLY and label in labels
        if label and not repeated:
            labels.append(label)
            self._paragraph(above=0.4, below=0.2)
            self._label(f" {label} ")
        for step in group.steps:
            self._write_step(step.marker, step.text)

    def _write_step(self, marker: str, text: str) -> None:
        hanging = self._body.horizontalAdvance(marker) / self._em
        self._paragraph(below=0.4, hanging=hanging)
        self._official(marker + text, _BODY_SIZE)

    def _write_findings(self, duty: Duty) -> None:
        findings = [finding for finding in duty.findings if finding.in_words]
        if not findings:
            return
        self._paragraph(above=1.0, below=0.2)
        self._plain("原文说明", _SMALL_SIZE, bold=True, colour=muted(self._look.palette))
        for finding in findings:
            self._small(finding.message, below=0.2)

    def _paragraph(
        self,
        above: float = 0.0,
        below: float = 0.0,
        hanging: float = 0.0,
        leading: float = _LEADING,
        ground: QColor | None = None,
    ) -> None:
        """Begin a paragraph; spaces are in ems of the window's font, the leading in per cent."""
        shape = QTextBlockFormat()
        shape.setTopMargin(above * self._em)
        shape.setBottomMargin(below * self._em)
        shape.setLeftMargin(hanging * self._em)
        shape.setTextIndent(-hanging * self._em)
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        shape.setLineHeight(leading, proportional.value)
        if ground is not None:
            shape.setBackground(ground)
        if self._fresh:
            self._cursor.setBlockFormat(shape)
        else:
            self._cursor.insertBlock(shape)
        self._fresh = False

    def _small(self, text: str, above: float = 0.0, below: float = 0.0) -> None:
        """A paragraph of the program's own words beside the official ones."""
        self._paragraph(above, below)
        self._plain(text, _SMALL_SIZE, colour=muted(self._look.palette))

    def _label(self, text: str) -> None:
        """The program's understanding, set apart from official words by a box of its own."""
        palette = self._look.palette
        ground, ink = palette.base().color(), palette.text().color()
        shape = self._character(_SMALL_SIZE, bold=True)
        shape.setBackground(underlay(ground, ink, palette.highlight().color(), 0.22))
        self._cursor.insertText(text, shape)

    def _plain(
        self, text: str, size: float, *, bold: bool = False, colour: QColor | None = None
    ) -> None:
        shape = self._character(size, bold=bold)
        if colour is not None:
            shape.setForeground(colour)
        self._cursor.insertText(text, shape)

    def _official(self, text: str, size: float = _BODY_SIZE, *, bold: bool = False) -> None:
        """Official words, hits marked."""
        shape = self._character(size, bold=bold)
        marked = QTextCharFormat(shape)
        marked.merge(mark_format(self._look.palette))
        at = 0
        for start, end in self._spans(text):
            self._cursor.insertText(text[at:start], shape)
            self._cursor.insertText(text[start:end], marked)
            at = end
        self._cursor.insertText(text[at:], shape)

    def _character(self, size: float, *, bold: bool) -> QTextCharFormat:
        shape = QTextCharFormat()
        shape.setFontPointSize(self._look.font.pointSizeF() * size)
        if bold:
            shape.setFontWeight(QFont.Weight.Bold)
        return shape

    def _table_format(self, columns: int) -> QTextTableFormat:
        shape = QTextTableFormat()
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        share = QTextLength(QTextLength.Type.PercentageLength, 100 / columns)
        shape.setColumnWidthConstraints([share] * columns)
        shape.setCellSpacing(0)
        shape.setCellPadding(0)
        shape.setBorder(0)
        shape.setTopMargin(0.7 * self._em)
        return shape

    def _cell_format(self, column: int) -> QTextTableCellFormat:
        """A side's cell: a thin rule between it and the one at its left."""
        shape = QTextTableCellFormat()
        shape.setRightPadding(0.8 * self._em)
        if column:
            shape.setLeftPadding(0.8 * self._em)
            shape.setRightPadding(0)
            shape.setLeftBorder(1)
            shape.setLeftBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            shape.setLeftBorderBrush(hairline(self._look.palette))
        return shape

    def _enter(self, table: QTextTable, column: int) -> None:
        """Go on writing in a cell of the table's only row."""
        self._cursor = table.cellAt(0, column).firstCursorPosition()
        self._fresh = True

    def _leave_table(self) -> None:
        """Go on writing under the table, in the paragraph that Qt keeps there."""
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = True

    def _insert_stop_sign(self) -> None:
        """A barred circle: the banner says no by its shape too."""
        size = self._em * _NAME_SIZE
        image = stop_sign(size, self._look.pixel_ratio, self._look.palette.text().color())
        self._document.addResource(
            QTextDocument.ResourceType.ImageResource.value, _STOP_SIGN, image
        )
        shape = QTextImageFormat()
        shape.setName(_STOP_SIGN.toString())
        shape.setWidth(size)
        shape.setHeight(size)
        self._cursor.insertImage(shape)
