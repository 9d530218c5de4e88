"""The cells of a table of changes: duties as they were and are, and words like tracked changes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from duty_desktop.domain.change_words import FIELDS, evidence_words
from duty_desktop.domain.changes import DutyChange, FieldChange, Span, SpanKind, Verdict
from duty_desktop.domain.duty import Duty, Field, ListKind
from duty_desktop.domain.words import words
from duty_desktop.reports.cell_words import CellWords
from duty_desktop.reports.ruled_table import TableCell
from duty_desktop.reports.typesetting import Run, SetLine, Stroke

_LONGEST_KEPT = 48
"""Words that did not change are shortened beyond so many characters."""

_BESIDE = 14
"""So many of them stay beside a change, or somewhat fewer where a clause begins there."""

_LEAST_BESIDE = 5

_STROKES = {
    SpanKind.KEPT: None,
    SpanKind.DELETED: Stroke.THROUGH,
    SpanKind.INSERTED: Stroke.UNDER,
}

_CLAUSE_END = re.compile("[，。；：、 ]")


@dataclass(frozen=True, slots=True)
class ChangeCells:
    """Sets the cells of one table."""

    cells: CellWords

    def duties(self, duties: Sequence[Duty], width: float) -> TableCell:
        """Each duty's number and category, its name under them; 无 where there is none.

        Overleaf the numbers are repeated.
        """
        if not duties:
            return replace(self.cells.head("无", width), top=True)
        lines: list[SetLine] = []
        for duty in duties:
            lines += self._heading(f"{duty.label}（{duty.category_as_printed}）", width)
            lines += self.cells.plain(duty.name, width).lines
        labels = "、".join(duty.label for duty in duties)
        resumed = tuple(self._heading(f"{labels}（续）", width))
        return TableCell(width, tuple(lines), self.cells.padding, resumed, top=True)

    def changes(self, change: DutyChange, width: float) -> TableCell:
        """What changed, cell by cell, and what speaks for it."""
        lines: list[SetLine] = []
        if change.verdict is Verdict.MOVED:
            old, new = change.old[0].kind, change.new[0].kind
            lines += self._note(f"由{old.official_name}转为{new.official_name}。", width)
        for field in change.fields:
            lines += self._field(field, width)
        if change.verdict in (Verdict.ADDED, Verdict.REMOVED):
            lines += self._alone((change.new or change.old)[0], change.verdict, width)
        parted = change.verdict in (Verdict.SPLIT, Verdict.MERGED)
        if parted and any(duty.kind is not ListKind.BASIC for duty in (*change.old, *change.new)):
            lines += self._note("各方职责的文字请对照两份清单。", width)
        for old_name, new_name in change.renamed:
            lines += self._note(f"部门更名：{old_name}改为{new_name}。", width)
        for sentence in evidence_words(change):
            lines += self._note(sentence, width)
        return TableCell(width, tuple(lines), self.cells.padding, top=True)

    def texts(self, texts: Iterable[str], width: float) -> TableCell:
        """Paragraphs of ours."""
        lines = [line for text in texts for line in self.cells.plain(text, width).lines]
        return TableCell(width, tuple(lines), self.cells.padding, top=True)

    def _field(self, change: FieldChange, width: float) -> Iterator[SetLine]:
        yield from self._heading(FIELDS[change.field], width)
        yield from self._tracked(shortened(change.spans), width)

    def _alone(self, duty: Duty, verdict: Verdict, width: float) -> Iterator[SetLine]:
        """The words of a duty that only one list has, all of them inserted or deleted."""
        added = verdict is Verdict.ADDED
        kind = SpanKind.INSERTED if added else SpanKind.DELETED
        if duty.kind is ListKind.BASIC:
            yield from self._note(f"全文见“{'现' if added else '原'}事项”栏。", width)
        for field in (Field.DEPARTMENTS, Field.SUPERIOR, Field.TOWNSHIP, Field.METHOD):
            if text := words(duty.cell(field)):
                yield from self._heading(FIELDS[field], width)
                yield from self._tracked([(text, _STROKES[kind])], width)

    def _tracked(self, runs: Sequence[Run], width: float) -> Sequence[SetLine]:
        measure = width - 2 * self.cells.padding
        return self.cells.setter.tracked(runs, self.cells.style(), measure)

    def _heading(self, text: str, width: float) -> Iterator[SetLine]:
        """A heading inside a cell, which a page may not end with."""
        style = self.cells.style(self.cells.faces.heading)
        for line in self.cells.setter.paragraph(text, style, width - 2 * self.cells.padding):
            yield replace(line, keep=True)

    def _note(self, text: str, width: float) -> Iterator[SetLine]:
        return self.cells.note(text, width)


def shortened(spans: Sequence[Span]) -> list[Run]:
    """The spans as runs, long ones that did not change cut around the changes.

    What is left out is counted: 〔略 56 字〕. What changed is whole.
    """
    runs: list[Run] = []
    for at, span in enumerate(spans):
        text = span.text
        if span.kind is SpanKind.KEPT and len(text) > _LONGEST_KEPT:
            head = _head(text) if at else ""
            tail = _head(text[::-1])[::-1] if at + 1 < len(spans) else ""
            text = f"{head}〔略 {len(text) - len(head) - len(tail)} 字〕{tail}"
        runs.append((text, _STROKES[span.kind]))
    return runs


def _head(text: str) -> str:
    """The beginning of the text, up to a clause's end where one is near."""
    ends = [match.start() for match in _CLAUSE_END.finditer(text, _LEAST_BESIDE, _BESIDE)]
    return text[: ends[-1] if ends else _BESIDE]
