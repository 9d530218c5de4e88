"""One decision about the town's notes written out: what was noted, and what would be."""

from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPalette,
    QTextCursor,
    QTextDocument,
)

from duty_desktop.domain.assignment import Assignment
from duty_desktop.domain.carrying_over import Landing
from duty_desktop.domain.change_words import told
from duty_desktop.domain.note_words import note_parts
from duty_desktop.models.carry_table import CarryTableModel
from duty_desktop.views.page_writer import PageWriter

_NONE = "（无）"
_NOTHING = "（没有记录）"


class CarryPage(PageWriter):
    """Writes decisions about the town's notes."""

    def __init__(self, document: QTextDocument, font: QFont, palette: QPalette) -> None:
        """Write in ``font`` and the colours of ``palette``."""
        document.setDefaultFont(font)
        super().__init__(document, palette, QFontMetricsF(font).horizontalAdvance("事"))

    def write(self, model: CarryTableModel, landing: Landing) -> None:
        """Write one row of ``model``: the old duties at the left, the new one at the right."""
        if why := model.why(landing):
            self._cursor.insertText(why, self._plain)
        table = self._two_columns(2, ("旧清单中的记录", "新清单中的记录"))
        self._old(table.cellAt(1, 0).firstCursorPosition(), model, landing)
        self._new(table.cellAt(1, 1).firstCursorPosition(), model, landing)

    def _old(self, cursor: QTextCursor, model: CarryTableModel, landing: Landing) -> None:
        for place, source in enumerate(landing.sources):
            if place:
                cursor.insertBlock()
            cursor.insertText(told(model.comparison.old.duty(source.duty_id)), self._strong)
            self._noted(cursor, model, source)

    def _new(self, cursor: QTextCursor, model: CarryTableModel, landing: Landing) -> None:
        if landing.new is None:
            cursor.insertText(_NONE, self._small)
            return
        cursor.insertText(told(model.comparison.new.duty(landing.new[1])), self._strong)
        choice = model.choice(landing)
        note = landing.note(choice) if choice.take else None
        if landing.present is not None and landing.present != note:
            cursor.insertBlock()
            heading = "现有记录（将被覆盖）" if note else "现有记录（保留）"
            cursor.insertText(heading, self._small)
            self._noted(cursor, model, landing.present)
        cursor.insertBlock()
        if note is not None:
            cursor.insertText("沿用后的记录", self._small)
            self._noted(cursor, model, note)
        elif landing.present is None:
            cursor.insertText("不沿用：新事项暂无记录。", self._plain)

    def _noted(self, cursor: QTextCursor, model: CarryTableModel, assignment: Assignment) -> None:
        parts = note_parts(model.notes, assignment)
        for heading, text in parts:
            cursor.insertBlock()
            cursor.insertText(f"{heading}：", self._small)
            cursor.insertText(text, self._plain)
        if not parts:
            cursor.insertBlock()
            cursor.insertText(_NOTHING, self._small)
