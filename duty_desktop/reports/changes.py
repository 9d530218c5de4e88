"""调整对照表: two lists held against each other as a lying table, like tracked changes."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from duty_desktop.domain.change_words import NumberRun, number_runs, summary
from duty_desktop.domain.changes import Comparison, DutyChange
from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.reports.canvas import Paper
from duty_desktop.reports.cell_words import CellWords
from duty_desktop.reports.change_cells import ChangeCells
from duty_desktop.reports.document import Document
from duty_desktop.reports.faces import Faces, bundled
from duty_desktop.reports.order import Look, PaperSize
from duty_desktop.reports.ruled_table import TableCell, TableRow, paginate
from duty_desktop.reports.running_page import RunningPage
from duty_desktop.reports.typesetting import Typesetter
from duty_desktop.reports.watching import Watch

TITLE = "履职事项清单调整对照表"

_SIZE = 10.5
"""Type size in pt (五号)."""

_PADDING = 5.0
_ROW_PADDING = 4.0
_LEAST_HEIGHT = 24.0
"""Of a cell and a row, in pt."""

_HEADS = ("序号", "类型", "原事项", "现事项", "变化")

_NUMBER, _VERDICT = 2.1, 4.1
"""Widths of the first two columns in type sizes, without padding."""

_DUTY = 0.26
"""Width of the columns 原事项 and 现事项 as a part of what is left; 变化 takes the rest."""

_LEGEND = "“变化”栏中，删去的字加删除线，增加的字加下划线；没有变化的长句略去并注明字数。"


def changes(
    comparison: Comparison,
    printed_on: datetime.date,
    *,
    size: PaperSize = "A4",
    faces: Faces | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Document:
    """The table; one row says so where the lists do not differ.

    The faces are the bundled ones where none are given. ``progress`` is told how many of all
    changes are set. ``cancelled`` is asked before each change and each page; once it says yes,
    ``Cancelled`` is raised. Raises ``PrintError`` where a face is missing.
    """
    setter = Typesetter(faces or bundled())
    page = RunningPage(
        setter, comparison.new, printed_on, landscape=True, look=Look.COMPACT, paper=size
    )
    watch = Watch(len(comparison.changes), progress, cancelled)
    heading = (
        *page.title(TITLE),
        *page.facts(f"{_named('原清单', comparison.old)}　　{_named('现清单', comparison.new)}"),
        *page.facts(f"{summary(comparison)}。"),
        *page.facts(_LEGEND),
    )
    later = ((f"{TITLE}（续）", page.headings.later),)
    rows = _Rows.across(setter, page.width).rows(comparison, watch)
    pages = paginate(rows, page.room(heading), page.room(later), watch.check)
    town = comparison.new.town.county + comparison.new.town.name
    paper = Paper(
        setter.faces, title=f"{town}{TITLE}", author=town, printed_on=printed_on, size=page.size
    )
    page.draw(paper, pages, heading, later, watch)
    watch.check()
    return Document(paper.finish(), paper.page_count, paper.missing)


def _named(heading: str, duty_list: DutyList) -> str:
    return f"{heading}：{duty_list.full_title}，{len(duty_list.duties)} 项"


@dataclass(frozen=True, slots=True)
class _Rows:
    """Sets the rows of one table."""

    cells: CellWords
    widths: tuple[float, ...]
    """Of the columns, in pt."""

    @classmethod
    def across(cls, setter: Typesetter, width: float) -> "_Rows":
        """Rows of so many pt."""
        number, verdict = (part * _SIZE + 2 * _PADDING for part in (_NUMBER, _VERDICT))
        duty = (width - number - verdict) * _DUTY
        widths = (number, verdict, duty, duty, width - number - verdict - 2 * duty)
        return cls(CellWords(setter, _SIZE, _PADDING), widths)

    def rows(self, comparison: Comparison, watch: Watch) -> Sequence[TableRow]:
        """The head, a row for each change, then renamed departments and number moves."""
        heads = (self.cells.head(text, w) for text, w in zip(_HEADS, self.widths, strict=True))
        head = TableRow(tuple(heads), _LEAST_HEIGHT, _ROW_PADDING, keep=True)
        rows = [head]
        told = (*self._changes(comparison.changes, watch), *self._ends(comparison))
        for number, (verdict, *cells) in enumerate(told, start=1):
            first = (
                self.cells.short(str(number), self.widths[0]),
                self.cells.short(verdict, self.widths[1], continued=True),
            )
            row = TableRow((*first, *cells), _LEAST_HEIGHT, _ROW_PADDING, head=(head,))
            rows.append(row)
        if len(rows) == 1:
            same = self.cells.head("两份清单没有差别。", sum(self.widths))
            rows.append(TableRow((same,), _LEAST_HEIGHT, _ROW_PADDING))
        return rows

    def _changes(
        self, found: Sequence[DutyChange], watch: Watch
    ) -> Iterator[tuple[str, TableCell, TableCell, TableCell]]:
        made = ChangeCells(self.cells)
        for change in found:
            watch.check()
            yield (
                change.verdict.words,
                made.duties(change.old, self.widths[2]),
                made.duties(change.new, self.widths[3]),
                made.changes(change, self.widths[4]),
            )
            watch.count()

    def _numbers(self, runs: Sequence[NumberRun], width: float) -> TableCell:
        """Runs of numbers, none of them broken over two lines."""
        return replace(self.cells.names("、".join(run.words for run in runs), width), top=True)

    def _ends(
        self, comparison: Comparison
    ) -> Iterator[tuple[str, TableCell, TableCell, TableCell]]:
        old_width, new_width, width = self.widths[2:]
        made = ChangeCells(self.cells)
        old, new = comparison.old, comparison.new
        for each in comparison.renamings:
            named = "、".join(
                old.duty(a).label
                if old.duty(a).label == new.duty(b).label
                else f"{old.duty(a).label}（现 {new.duty(b).serial}）"
                for a, b in each.pairs
            )
            yield (
                "部门更名",
                made.texts([each.old], old_width),
                made.texts([each.new], new_width),
                made.texts([f"涉及 {len(each.pairs)} 项：{named}。"], width),
            )
        for kind in ListKind:
            runs = number_runs(comparison, kind)
            if not runs:
                continue
            count = sum(duty.kind is kind for _, duty in comparison.renumbered)
            named = f"{kind.official_name}清单中的 {count} 项"
            yield (
                "仅序号变动",
                made.texts([named], old_width),
                made.texts([named], new_width),
                self._numbers(runs, width),
            )
