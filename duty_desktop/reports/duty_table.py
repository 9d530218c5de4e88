"""The list: duties as a table, the ones that the window shows, in its order."""

import datetime
from collections.abc import Callable, Sequence

from duty_desktop.domain.duty import Duty, DutyList, ListKind
from duty_desktop.errors import PrintError
from duty_desktop.reports.canvas import Paper
from duty_desktop.reports.cell_words import FACES, CellWords
from duty_desktop.reports.document import Document
from duty_desktop.reports.faces import Faces, bundled
from duty_desktop.reports.order import Look, PaperSize
from duty_desktop.reports.ruled_table import TableRow, paginate
from duty_desktop.reports.running_page import RunningPage
from duty_desktop.reports.typesetting import Typesetter
from duty_desktop.reports.watching import Watch

DEFAULT_TITLE = "履职事项一览表"

_SIZES = {Look.COMPACT: 10.5, Look.OFFICIAL: 12.0}
"""Type sizes in pt (五号, 小四)."""

_PADDING = 5.0
_ROW_PADDING = 4.0
_LEAST_HEIGHT = 24.0
"""Of a cell and a row, in pt."""

_HEADS = ("编号", "事项名称", "类别", "对应部门")

_LABEL, _CATEGORY, _DEPARTMENTS = 4.2, 4.95, 0.28
"""Widths of the number's and the category's column in type sizes, without padding; the
departments' one as a part of the table. The name takes what is left."""


def duty_table(
    duty_list: DutyList,
    duties: Sequence[Duty],
    printed_on: datetime.date,
    *,
    title: str | None = None,
    landscape: bool = False,
    look: Look = Look.COMPACT,
    size: PaperSize = "A4",
    faces: Faces | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Document:
    """A table of the duties, in the order given; the title says what was chosen.

    The faces are the bundled ones where none are given.
    ``progress`` is told how many of all duties are set. ``cancelled`` is asked before each duty
    and each page; once it says yes, ``Cancelled`` is raised. Raises ``PrintError`` where no duty is
    given or a face is missing.
    """
    if not duties:
        raise PrintError("没有要打印的事项，请先选中至少一个事项。")
    setter = Typesetter(faces or bundled())
    page = RunningPage(setter, duty_list, printed_on, landscape, look, size)
    watch = Watch(len(duties), progress, cancelled)
    town = duty_list.town.county + duty_list.town.name
    name = title or DEFAULT_TITLE
    heading = (*page.title(name), *page.facts(_summary(duties)))
    later = ((f"{name}（续）", page.headings.later),)
    cells = CellWords(setter, _SIZES[look], _PADDING, FACES[look])
    rows = _rows(cells, duties, page.width, watch)
    pages = paginate(rows, page.room(heading), page.room(later), watch.check)
    paper = Paper(
        setter.faces, title=f"{town}{name}", author=town, printed_on=printed_on, size=page.size
    )
    page.draw(paper, pages, heading, later, watch)
    watch.check()
    return Document(paper.finish(), paper.page_count, paper.missing)


def _rows(
    cells: CellWords, duties: Sequence[Duty], width: float, watch: Watch
) -> Sequence[TableRow]:
    departments = width * _DEPARTMENTS
    label, category = (part * cells.size + 2 * cells.padding for part in (_LABEL, _CATEGORY))
    widths = (label, width - label - category - departments, category, departments)
    heads = (cells.head(text, wide) for text, wide in zip(_HEADS, widths, strict=True))
    head = TableRow(tuple(heads), _LEAST_HEIGHT, _ROW_PADDING, keep=True)
    rows = [head]
    for duty in duties:
        watch.check()
        name = widths[1]
        row = (
            cells.short(duty.label, label, continued=True),
            cells.plain(duty.name, name),
            cells.short(duty.category_as_printed, category),
            cells.names("、".join(named.as_printed for named in duty.departments), departments),
        )
        rows.append(TableRow(row, _LEAST_HEIGHT, _ROW_PADDING, head=(head,), anchor=duty.id))
        watch.count()
    return rows


def _summary(duties: Sequence[Duty]) -> str:
    """How many there are: 共 12 项：基本履职事项 2 项、配合履职事项 10 项."""
    counted = [(kind, sum(duty.kind is kind for duty in duties)) for kind in ListKind]
    each = "、".join(f"{kind.official_name} {count} 项" for kind, count in counted if count)
    return f"共 {len(duties)} 项：{each}"
