"""A candidate written out: why it may be meant, side by side, and who does what."""

from collections.abc import Iterable, Sequence

from PySide6.QtGui import (
    QFont,
    QPalette,
    QTextCursor,
    QTextDocument,
)

from duty_desktop.domain.duty import DutyList, Field, ListKind, Step
from duty_desktop.domain.notice import Candidate, Evidence
from duty_desktop.domain.words import words
from duty_desktop.search.folding import fold
from duty_desktop.views.detail.duty_words import no_longer
from duty_desktop.views.page_writer import PageWriter


class NoticePage(PageWriter):
    """Writes candidates, with what speaks for them."""

    def __init__(self, document: QTextDocument, font: QFont, palette: QPalette) -> None:
        """Write in ``font`` and the colours of ``palette``."""
        super().__init__(document, palette, font.pointSizeF() * 1.3)
        self._title = self._titled(font.pointSizeF() * 1.1)

    def write(self, duty_list: DutyList, candidate: Candidate) -> None:
        """Write one candidate from the document's beginning; its duty is of ``duty_list``."""
        duty, own = candidate.duty, duty_list.town.own
        self._cursor.insertText(f"{duty.label} · {duty.kind.official_name}", self._small)
        self._block(duty.name, self._title, above=0.1)
        departments = words(duty.cell(Field.DEPARTMENTS)) or "、".join(
            named.as_printed for named in duty.departments
        )
        if departments:
            heading = "承接部门" if duty.kind is ListKind.RECLAIMED else "对应上级部门"
            self._block(f"{heading}：{departments}", self._plain, above=0.2)
        self._heading("依据")
        self._evidence(candidate.evidence)
        self._heading("各方职责")
        if duty.kind is ListKind.BASIC:
            self._block(f"{own}基本履职事项，由{own}负责。", self._plain, above=0.2)
        if duty.kind is ListKind.RECLAIMED:
            self._block(f"{no_longer(duty_list)}。", self._strong, above=0.2)
        self._steps("上级部门", candidate.superior_steps)
        self._steps(own, candidate.township_steps)
        left = len(duty.steps) - len(candidate.superior_steps) - len(candidate.township_steps)
        if left > 0:
            self._block(f"另有 {left} 条职责，双击事项可看全文。", self._small, above=0.4)

    def _evidence(self, evidence: Sequence[Evidence]) -> None:
        """A table: the notice's sentences at the left, official words at the right."""
        table = self._two_columns(len(evidence) + 1, ("来文语句", "清单原文"))
        for row, each in enumerate(evidence, start=1):
            said = (*each.shared, *(word for word, _ in each.meant))
            official = (*each.shared, *(m for _, ways in each.meant for m in ways.split("、")))
            left = table.cellAt(row, 0).firstCursorPosition()
            self._folded(left, each.notice, said)
            for word, ways in each.meant[:3]:
                left.insertBlock()
                left.insertText(f"{word} → {ways}", self._small)
            right = table.cellAt(row, 1).firstCursorPosition()
            self._folded(right, each.duty, official)
        self._leave_table()

    def _folded(self, cursor: QTextCursor, text: str, phrases: Iterable[str]) -> None:
        """Insert text with every occurrence of the phrases marked, however it is written."""
        self._marked(cursor, text, map(fold, phrases), self._plain, fold(text))

    def _steps(self, side: str, steps: Sequence[Step]) -> None:
        for step in steps:
            who = "、".join(step.departments) or step.other_subject or side
            self._block(f"{who}：", self._strong, above=0.35)
            self._cursor.insertText(step.text, self._plain)

    def _heading(self, text: str) -> None:
        self._block(text, self._strong, above=0.9)
