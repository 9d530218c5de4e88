"""The shape of a table that holds two texts against each other."""

from PySide6.QtGui import (
    QPalette,
    QTextCharFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from duty_desktop.views.colours import hairline, tinted

_PADDING = 0.35
"""Of a cell, in ems."""


def two_columns(palette: QPalette, em: float) -> QTextTableFormat:
    """A ruled table as broad as the page, its two columns alike; the first row heads them."""
    shape = QTextTableFormat()
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    half = QTextLength(QTextLength.Type.PercentageLength, 50)
    shape.setColumnWidthConstraints([half, half])
    shape.setCellPadding(_PADDING * em)
    shape.setCellSpacing(0)
    shape.setBorder(1)
    shape.setBorderCollapse(True)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(hairline(palette))
    shape.setTopMargin(_PADDING * em)
    shape.setHeaderRowCount(1)
    return shape


def write_heads(
    table: QTextTable, titles: tuple[str, str], looks: QTextCharFormat, palette: QPalette
) -> None:
    """Write the first row, on a ground that sets it off."""
    for column, title in enumerate(titles):
        cell = table.cellAt(0, column)
        ground = cell.format()
        ground.setBackground(tinted(palette))
        cell.setFormat(ground)
        cell.firstCursorPosition().insertText(title, looks)
