"""What pages to read are written with: formats, blocks, marks, tables of two columns."""

from collections.abc import Iterable

from PySide6.QtGui import (
    QFont,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)

from duty_desktop.views.colours import muted
from duty_desktop.views.marking import mark_format
from duty_desktop.views.two_columns import two_columns, write_heads


class PageWriter:
    """Writes into a document: plain text with formats, nothing taken for markup."""

    def __init__(self, document: QTextDocument, palette: QPalette, em: float) -> None:
        """Write in the colours of ``palette``; spaces are measured by ``em`` (px)."""
        self._palette = palette
        self._em = em
        self._plain = QTextCharFormat()
        self._plain.setForeground(palette.text().color())
        self._strong = QTextCharFormat(self._plain)
        self._strong.setFontWeight(QFont.Weight.Bold)
        self._small = QTextCharFormat(self._plain)
        self._small.setForeground(muted(palette))
        self._mark = mark_format(palette)
        self._cursor = QTextCursor(document)

    def _titled(self, points: float) -> QTextCharFormat:
        """The format of a title so large."""
        title = QTextCharFormat(self._strong)
        title.setFontPointSize(points)
        return title

    def _block(self, text: str, looks: QTextCharFormat, *, above: float) -> None:
        """Write a paragraph, so many ems below the one before."""
        shape = QTextBlockFormat()
        shape.setTopMargin(above * self._em)
        self._cursor.insertBlock(shape)
        self._cursor.insertText(text, looks)

    def _two_columns(self, rows: int, heads: tuple[str, str]) -> QTextTable:
        """A table that holds two texts against each other, its first row written."""
        table = self._cursor.insertTable(rows, 2, two_columns(self._palette, self._em))
        write_heads(table, heads, self._strong, self._palette)
        return table

    def _leave_table(self) -> None:
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _marked(
        self,
        cursor: QTextCursor,
        text: str,
        phrases: Iterable[str],
        looks: QTextCharFormat,
        folded: str = "",
    ) -> None:
        """Insert ``text``, marking each phrase; they are looked for in ``folded`` where given.

        ``folded`` is as long as ``text``, a character for each of its own.
        """
        searched = folded or text
        hits = bytearray(len(text))
        for phrase in filter(None, phrases):
            at = searched.find(phrase)
            while at >= 0:
                hits[at : at + len(phrase)] = b"\1" * len(phrase)
                at = searched.find(phrase, at + 1)
        start = 0
        for end in range(1, len(text) + 1):
            if end == len(text) or hits[end] != hits[start]:
                cursor.insertText(text[start:end], self._mark if hits[start] else looks)
                start = end
