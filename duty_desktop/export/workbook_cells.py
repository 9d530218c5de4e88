"""How a workbook's cells look, how much they hold, and how they are written: never as formulas."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duty_desktop.domain.office_text import pieces, runs, xml_text
from duty_desktop.export.measuring import line_count

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TITLE, LEGEND, HEAD, UPRIGHT, BODY, CENTRED, MARK, TOTAL = (
    "履职标题",
    "履职说明",
    "履职表头",
    "履职竖表头",
    "履职正文",
    "履职居中",
    "履职标记",
    "履职合计",
)
"""Names of the workbook's styles, as the user sees them in Excel."""

MOST_CHARACTERS = 32767
"""Characters of a cell, in UTF-16 ("Excel specifications and limits")."""

MOST_BREAKS = 253
"""Line breaks of a cell (ditto)."""

MOST_LINES = 28
"""Lines of body text in a row of 409.5 pt, the highest there is."""

PITCH = 14.5
"""Points from line to line of body text of 10 pt: what the widest-set of usual faces takes."""

_HIGHEST = 409.5
_PADDING = 3.0


def fits(text: str, width: float) -> bool:
    """Whether a cell can hold ``text`` and a row of the greatest height show it."""
    written = xml_text(text)
    return (
        len(written.encode("utf-16-le", "surrogatepass")) // 2 <= MOST_CHARACTERS
        and text.count("\n") <= MOST_BREAKS
        and line_count(text, width) <= MOST_LINES
    )


def shown(text: str, width: float) -> str:
    """``text``, or as much of it as one row holds and ``…``.

    For words that stand in full elsewhere in the workbook.
    """
    if fits(text, width):
        return text
    return pieces(text, lambda piece: fits(f"{piece}…", width))[0] + "…"


@dataclass(frozen=True, slots=True)
class SheetCells:
    """Writes the cells of one sheet."""

    sheet: "Worksheet"

    def text(self, row: int, column: int, text: str, style: str = BODY) -> None:
        """Write words; whatever they look like, they are never run, and never guessed to be."""
        cell = self.sheet.cell(row, column)
        cell.style = style
        if text:
            cell.value = xml_text(text)
            # openpyxl takes "=1" for a formula and "#N/A" for an error.
            cell.data_type = "s"
            if runs(text):
                cell.quotePrefix = True

    def number(self, row: int, column: int, number: int, style: str = CENTRED) -> None:
        """Write a number."""
        cell = self.sheet.cell(row, column)
        cell.style = style
        cell.value = number

    def across(self, row: int, last: int, text: str, style: str, height: float) -> None:
        """Write words over the columns up to ``last``, in a row of a height in pt."""
        self.text(row, 1, text, style)
        if last > 1:
            self.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
        self.sheet.row_dimensions[row].height = height

    def widths(self, widths: Iterable[float]) -> None:
        """Set the columns' widths, in half-width characters."""
        from openpyxl.utils import get_column_letter

        for column, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width

    def fit(self, row: int, lines: int) -> None:
        """Make a row high enough for so many lines."""
        self.sheet.row_dimensions[row].height = row_height(lines)

    def filtered(self, head: int, last_row: int, last_column: int) -> None:
        """Let the rows below a table's head be filtered by each column."""
        from openpyxl.utils import get_column_letter

        self.sheet.auto_filter.ref = f"A{head}:{get_column_letter(last_column)}{last_row}"

    def printed(self, heads: int, columns: int = 0) -> None:
        """Lying A4, as broad as the page, with ``heads`` rows and so many columns on each page."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.page import PageMargins

        sheet = self.sheet
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins = PageMargins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3)
        sheet.print_options.horizontalCentered = True
        sheet.print_title_rows = f"1:{heads}"
        if columns:
            sheet.print_title_cols = f"A:{get_column_letter(columns)}"
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
        sheet.oddFooter.right.text = "&A"


def row_height(lines: int) -> float:
    """The height in pt of a row with so many lines."""
    return min(_HIGHEST, max(20.0, lines * PITCH + _PADDING))


def add_styles(workbook: "Workbook") -> None:
    """Give a workbook the styles that its cells are written in."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    line = Side(style="thin", color="FF808080")
    ruled = Border(left=line, right=line, top=line, bottom=line)
    grey = PatternFill("solid", fgColor="FFE7EBEF")
    left = Alignment(horizontal="left", vertical="center", wrap_text=True)
    centre = Alignment(horizontal="center", vertical="center", wrap_text=True)
    # 255: characters upright, one below the other.
    upright = Alignment(horizontal="center", vertical="center", wrap_text=True, textRotation=255)
    body, head = Font(name="宋体", size=10, charset=134), Font(name="黑体", size=10, charset=134)
    title = Font(name="宋体", size=16, bold=True, charset=134)
    total = Font(name="宋体", size=10, bold=True, charset=134)
    for style in (
        NamedStyle(TITLE, font=title, alignment=centre),
        NamedStyle(LEGEND, font=body, alignment=left),
        NamedStyle(HEAD, font=head, alignment=centre, border=ruled, fill=grey),
        NamedStyle(UPRIGHT, font=head, alignment=upright, border=ruled, fill=grey),
        NamedStyle(BODY, font=body, alignment=left, border=ruled),
        NamedStyle(CENTRED, font=body, alignment=centre, border=ruled),
        NamedStyle(MARK, font=body, alignment=centre, border=ruled),
        NamedStyle(TOTAL, font=total, alignment=centre, border=ruled, fill=grey),
    ):
        workbook.add_named_style(style)
