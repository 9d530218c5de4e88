"""The user's guide in a window: its chapters at the left, its text at the right."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from duty_desktop import paths
from duty_desktop.errors import PersonError
from duty_desktop.views.help.guide_text import Block, Kind, blocks
from duty_desktop.views.measures import first_size

_LARGER = {1: 1.6, 2: 1.3, 3: 1.1}
"""Headings, in sizes of the text."""

_PLACE = Qt.ItemDataRole.UserRole


class GuideDialog(QDialog):
    """Shows the guide beside the work: it does not block.

    Attributes:
        chapters: the headings; choosing one goes there.
        text: the guide, to be read and copied.
    """

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        """Show the guide in the file ``path``; raises ``PersonError`` where it cannot be read."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle("使用指南")
        self.chapters = QListWidget()
        self.chapters.setAccessibleName("章节")
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("使用指南")
        self._write(blocks(_read(path)))
        self.chapters.currentItemChanged.connect(self._go_to)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.chapters)
        parts.addWidget(self.text)
        parts.setStretchFactor(1, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.addWidget(parts, 1)
        rows.addWidget(buttons)
        em = self.fontMetrics().height()
        parts.setSizes([11 * em, 36 * em])
        first_size(self, 50, 36)
        self.text.setFocus()

    def _write(self, guide: Sequence[Block]) -> None:
        """Write the blocks as plain words with sizes and tables; no markup is read from them."""
        cursor = QTextCursor(self.text.document())
        for kind, group in groupby(guide, key=lambda block: block.kind):
            if kind is Kind.ROW:
                self._write_table(cursor, list(group))
            else:
                for block in group:
                    self._write_block(cursor, block)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _write_block(self, cursor: QTextCursor, block: Block) -> None:
        em = self.fontMetrics().height()
        form, letters = QTextBlockFormat(), QTextCharFormat()
        form.setBottomMargin(0.4 * em)
        form.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        words = block.text
        if block.kind is Kind.HEADING:
            form.setTopMargin(em if block.level > 1 else 0)
            letters.setFontPointSize(self.font().pointSizeF() * _LARGER[block.level])
            letters.setFontWeight(QFont.Weight.Bold)
        elif block.kind is Kind.POINT:
            form.setLeftMargin(1.6 * em)
            form.setTextIndent(-1.2 * em)
            words = f"{block.mark} {words}"
        if not cursor.atStart():
            cursor.insertBlock()
        cursor.setBlockFormat(form)
        if block.kind is Kind.HEADING:
            entry = QListWidgetItem("　" * (block.level - 2) + words)
            entry.setData(_PLACE, cursor.position())
            self.chapters.addItem(entry)
        cursor.insertText(words, letters)

    def _write_table(self, cursor: QTextCursor, rows: Sequence[Block]) -> None:
        em = self.fontMetrics().height()
        form = QTextTableFormat()
        form.setCellPadding(0.3 * em)
        form.setCellSpacing(0)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setHeaderRowCount(1)
        cursor.insertBlock(QTextBlockFormat())
        columns = max(len(row.cells) for row in rows)
        table = cursor.insertTable(len(rows), columns, form)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        for line, row in enumerate(rows):
            for column, words in enumerate(row.cells):
                cell = table.cellAt(line, column).firstCursorPosition()
                cell.insertText(words, QTextCharFormat() if line else bold)
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _go_to(self, chapter: QListWidgetItem | None) -> None:
        if chapter is None:
            return
        cursor = self.text.textCursor()
        cursor.setPosition(int(chapter.data(_PLACE)))
        # From the end upwards, so that the heading comes to the top of what is seen.
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setTextCursor(cursor)


def show_guide(window: QWidget) -> None:
    """Open the bundled guide for ``window`` or bring it forward; say why where it cannot be."""
    for there in window.findChildren(GuideDialog):
        there.activateWindow()
        return
    try:
        GuideDialog(paths.guide(), window).show()
    except PersonError as error:
        from duty_desktop.views.faults import person_box

        person_box(error, window).open()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PersonError("使用指南的文件缺少或损坏，请重新安装本程序。", str(error)) from error
