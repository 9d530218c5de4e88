"""A difference between two lists written out: old words at the left, new ones at the right."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from duty_desktop.domain.change_words import FIELDS, evidence_words, number_runs, told
from duty_desktop.domain.changes import (
    Comparison,
    DutyChange,
    Renaming,
    Span,
    SpanKind,
    Verdict,
)
from duty_desktop.domain.duty import Duty, Field, ListKind
from duty_desktop.domain.words import words
from duty_desktop.models.change_rows import ChangeRow, Topic
from duty_desktop.views.marking import deleted_format, inserted_format
from duty_desktop.views.page_writer import PageWriter

_LEGEND = "左边删去的字加删除线，右边增加的字加下划线。"
_SHARED = "有底色的粗体是两边共有的语句。"
_NONE = "（无）"
_LISTS = ("原清单", "现清单")

_PARTED = (Verdict.SPLIT, Verdict.MERGED)


class ChangePage(PageWriter):
    """Writes differences between two lists."""

    def __init__(
        self, document: QTextDocument, font: QFont, palette: QPalette, comparison: Comparison
    ) -> None:
        """Write in ``font`` and the colours of ``palette``."""
        document.setDefaultFont(font)
        super().__init__(document, palette, QFontMetricsF(font).horizontalAdvance("事"))
        self._comparison = comparison
        self._title = self._titled(font.pointSizeF() * 1.2)
        self._changed = {
            SpanKind.KEPT: self._plain,
            SpanKind.DELETED: deleted_format(palette),
            SpanKind.INSERTED: inserted_format(palette),
        }

    def write(self, row: ChangeRow) -> None:
        """Write one row of the comparison from the document's beginning."""
        self._cursor.insertText(f"{row.topic.words} · {row.number}", self._small)
        self._block(row.name, self._title, above=0.2)
        if row.change is not None:
            self._write_change(row.change)
        elif row.renaming is not None:
            self._write_renaming(row.renaming)
        else:
            self._write_pairs(row)

    def _write_change(self, change: DutyChange) -> None:
        for sentence in (*_moves(change), *evidence_words(change)):
            self._block(sentence, self._plain, above=0.3)
        if change.verdict in _PARTED:
            self._write_parted(change)
        elif change.old and change.new:
            self._write_fields(change)
        else:
            self._write_alone(change)

    def _write_fields(self, change: DutyChange) -> None:
        """The cells that changed next to each other; which ones did not."""
        [old], [new] = change.old, change.new
        self._block(_LEGEND, self._small, above=0.3)
        heads = (f"原　{told(old)}", f"现　{told(new)}")
        table = self._two_columns(len(change.fields) + 1, heads)
        for place, field in enumerate(change.fields, start=1):
            heading = FIELDS[field.field]
            for column, kind in enumerate((SpanKind.DELETED, SpanKind.INSERTED)):
                spans = [span for span in field.spans if span.kind in (SpanKind.KEPT, kind)]
                cursor = table.cellAt(place, column).firstCursorPosition()
                cursor.insertText(heading, self._strong)
                cursor.insertBlock()
                self._spans(cursor, spans)
        self._leave_table()
        changed = {field.field for field in change.fields}
        same = [FIELDS[each] for each in _shared_fields(old, new) if each not in changed]
        if same:
            self._block(f"没有变化的栏目：{'、'.join(same)}。", self._small, above=0.5)

    def _write_alone(self, change: DutyChange) -> None:
        """A duty that only one list has, all its words deleted or inserted."""
        added = change.verdict is Verdict.ADDED
        duty = (change.new or change.old)[0]
        kind = SpanKind.INSERTED if added else SpanKind.DELETED
        self._block(_LEGEND, self._small, above=0.3)
        heads = ("原清单", f"现　{told(duty)}") if added else (f"原　{told(duty)}", "现清单")
        table = self._two_columns(2, heads)
        cursor = table.cellAt(1, int(added)).firstCursorPosition()
        self._duty(cursor, duty, self._changed[kind])
        table.cellAt(1, int(not added)).firstCursorPosition().insertText(_NONE, self._small)
        self._leave_table()

    def _write_parted(self, change: DutyChange) -> None:
        """One duty and what it seems to have become, or those that it seems to be made of."""
        phrases = [text for each in change.evidence.likenesses for text in each.shared]
        if phrases:
            self._block(_SHARED, self._small, above=0.3)
        table = self._two_columns(max(len(change.old), len(change.new)) + 1, _LISTS)
        for place, pair in enumerate(zip_longest(change.old, change.new), start=1):
            for column, duty in enumerate(pair):
                if duty is None:
                    continue
                cursor = table.cellAt(place, column).firstCursorPosition()
                cursor.insertText(f"{told(duty)}", self._strong)
                cursor.insertBlock()
                self._duty(cursor, duty, self._plain, phrases)
        whole = 0 if len(change.old) == 1 else 1
        if table.rows() > 2:
            table.mergeCells(1, whole, table.rows() - 1, 1)
        self._leave_table()

    def _write_renaming(self, renaming: Renaming) -> None:
        self._block(
            f"新清单中都写作“{renaming.new}”，涉及 {len(renaming.pairs)} 项；"
            "只因更名而不同的事项不另列出。",
            self._plain,
            above=0.3,
        )
        old, new = self._comparison.old, self._comparison.new
        self._write_table_of([(old.duty(a), new.duty(b)) for a, b in renaming.pairs])

    def _write_pairs(self, row: ChangeRow) -> None:
        if row.topic is Topic.RENUMBERED:
            self._block("文字相同，只是序号变了：", self._plain, above=0.3)
            for kind in ListKind:
                runs = number_runs(self._comparison, kind)
                if any(pair[1].kind is kind for pair in row.pairs) and runs:
                    listed = "、".join(run.words for run in runs)
                    self._block(f"{kind.short_name} {listed}", self._plain, above=0.3)
        self._write_table_of(row.pairs)

    def _write_table_of(self, pairs: Sequence[tuple[Duty, Duty]]) -> None:
        table = self._two_columns(len(pairs) + 1, _LISTS)
        for place, pair in enumerate(pairs, start=1):
            for column, duty in enumerate(pair):
                table.cellAt(place, column).firstCursorPosition().insertText(
                    told(duty), self._plain
                )
        self._leave_table()

    def _duty(
        self,
        cursor: QTextCursor,
        duty: Duty,
        looks: QTextCharFormat,
        phrases: Iterable[str] = (),
    ) -> None:
        """Write every cell of a duty, each under its heading."""
        first = True
        for field in duty.kind.fields[1:]:
            text = words(duty.cell(field))
            if not text:
                continue
            if not first:
                cursor.insertBlock()
            first = False
            cursor.insertText(f"{FIELDS[field]}：", self._small)
            self._marked(cursor, text, phrases, looks)

    def _spans(self, cursor: QTextCursor, spans: Sequence[Span]) -> None:
        if not any(span.text for span in spans):
            cursor.insertText(_NONE, self._small)
        for span in spans:
            cursor.insertText(span.text, self._changed[span.kind])


def _moves(change: DutyChange) -> Iterable[str]:
    """Which list it went to, which departments came, went or have another name."""
    if change.verdict is Verdict.MOVED:
        yield f"由{change.old[0].kind.official_name}转为{change.new[0].kind.official_name}。"
    if change.departments_added:
        yield f"增加的部门：{'、'.join(change.departments_added)}。"
    if change.departments_removed:
        yield f"减少的部门：{'、'.join(change.departments_removed)}。"
    for old, new in change.renamed:
        yield f"部门更名：{old}改为{new}。"


def _shared_fields(old: Duty, new: Duty) -> Iterable[Field]:
    """The cells that both have, without the number."""
    return (field for field in new.kind.fields[1:] if field in old.kind.fields)
