"""履职事项责任矩阵: who answers for which duty, for the office's wall."""

import datetime
from collections.abc import Callable, Iterator

from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.matrix import CategoryMatrix, ResponsibilityMatrix
from duty_desktop.reports.canvas import Paper
from duty_desktop.reports.document import Cancelled, Document
from duty_desktop.reports.faces import Faces, bundled
from duty_desktop.reports.matrix_frame import Frame, PaperSize
from duty_desktop.reports.matrix_grid import RowKind
from duty_desktop.reports.matrix_layout import Layout, laid_out
from duty_desktop.reports.matrix_page import MatrixPages, tile_name, title_of
from duty_desktop.reports.matrix_table import Pen
from duty_desktop.reports.matrix_words import Heads, grid_of
from duty_desktop.reports.typesetting import Typesetter


def matrix(
    duty_list: DutyList,
    table: ResponsibilityMatrix | CategoryMatrix,
    printed_on: datetime.date,
    *,
    paper: PaperSize = "A4",
    landscape: bool = True,
    steps: bool = False,
    heads: Heads = "short",
    faces: Faces | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Document:
    """The matrix (``domain.matrix.by_department``, ``by_category`` or ``by_office``) on paper.

    What is wider or longer than a page is tiled: first to the right, then down. ``steps`` adds to
    each department's mark the number of steps behind it; ``heads`` sets short or full names above
    the columns. The faces are the bundled ones where none are given.
    ``progress`` is told how many of all pages are done. ``cancelled`` is asked before
    each page and before the end; once it says yes, ``Cancelled`` is raised. Raises ``PrintError``
    where there is nothing to print or a face is missing.
    """
    setter = Typesetter(faces or bundled())
    layout = laid_out(
        setter,
        grid_of(duty_list, table, steps=steps, heads=heads),
        Frame.of(paper, landscape=landscape),
    )
    sheet = Paper(
        setter.faces,
        title=title_of(duty_list, layout),
        author=duty_list.town.county + duty_list.town.name,
        printed_on=printed_on,
        size=layout.frame.page,
    )
    pages = MatrixPages(sheet, Pen(sheet, setter), layout, duty_list, printed_on)
    for done, (x, y) in enumerate(layout.tiles, start=1):
        _stop_if(cancelled)
        sheet.bookmark(tile_name(layout, x, y), 0)
        if x == 0:
            for category in _begun(layout, y):
                sheet.bookmark(category, 1)
        pages.draw(x, y)
        if progress:
            progress(done, layout.page_count)
    _stop_if(cancelled)
    return Document(sheet.finish(), sheet.page_count, sheet.missing)


def matrix_layout(
    duty_list: DutyList,
    table: ResponsibilityMatrix | CategoryMatrix,
    *,
    paper: PaperSize = "A4",
    landscape: bool = True,
    steps: bool = False,
    heads: Heads = "short",
) -> Layout:
    """The matrix on pages, not drawn yet: how many there are, and what each will show."""
    grid = grid_of(duty_list, table, steps=steps, heads=heads)
    return laid_out(Typesetter(bundled()), grid, Frame.of(paper, landscape=landscape))


def _begun(layout: Layout, y: int) -> Iterator[str]:
    """The categories whose band stands on a row of tiles, and 合计 where the totals do."""
    for row in layout.down[y]:
        if row.row.kind is RowKind.BAND:
            yield row.row.label
        elif row.row.kind is RowKind.TOTAL:
            yield "合计"


def _stop_if(cancelled: Callable[[], bool] | None) -> None:
    if cancelled and cancelled():
        raise Cancelled
