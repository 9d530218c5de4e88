"""The empty Excel workbook that an office fills in to have its list imported."""

import io

from duty_desktop.domain.duty import Field, ListKind

_TITLE = "　　　县（市、区）　　　镇（乡、街道）{name}清单（20　　年　　月）"
_WIDE_NAME = 70
"""Width of the names where they are all that a row says."""

_HEIGHTS = (30, 24, 48)
"""Points: of the title, the headings and the example, which takes two lines."""

_TITLE_ROW, _HEADING_ROW, _EXAMPLE_ROW = 1, 2, 3

_COLUMNS = {
    Field.SERIAL: ("序号", 8, "示例"),
    Field.CATEGORY: ("事项类别", 14, "民生服务"),
    Field.NAME: ("事项名称", 32, "在这里填写事项名称（这一行是示例，导入时略过）"),
    Field.DEPARTMENTS: ("对应上级部门", 18, "××市民政局、××市财政局"),
    Field.SUPERIOR: (
        "上级部门职责",
        48,
        "1.第一条职责；\n2.第二条职责（单元格内用 Alt+Enter 换行）。",
    ),
    Field.TOWNSHIP: ("乡镇配合职责", 48, "1.第一条职责；\n2.第二条职责。"),
    Field.METHOD: ("承接部门及工作方式", 60, "××市民政局：工作方式。"),
}
"""Each column's heading, width in characters, and what stands in the example row."""

_A4 = 9
"""Excel's number for A4 (ECMA-376, paperSize)."""


def template_bytes() -> bytes:
    """The template as an .xlsx file: a sheet for each list, its headings and one example row."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    line = Side(style="thin")
    frame = Border(left=line, right=line, top=line, bottom=line)
    for kind in ListKind:
        sheet = book.create_sheet(kind.official_name)
        fields = kind.fields
        sheet.append([_TITLE.format(name=kind.official_name)])
        sheet.append([_COLUMNS[field][0] for field in fields])
        sheet.append([_COLUMNS[field][2] for field in fields])
        sheet.merge_cells(
            start_row=_TITLE_ROW, end_row=_TITLE_ROW, start_column=1, end_column=len(fields)
        )
        sheet.cell(_TITLE_ROW, 1).font = Font(size=14, bold=True)
        sheet.cell(_TITLE_ROW, 1).alignment = Alignment(horizontal="center", vertical="center")
        for column, field in enumerate(fields, 1):
            wide = kind is ListKind.BASIC and field is Field.NAME
            width = _WIDE_NAME if wide else _COLUMNS[field][1]
            sheet.column_dimensions[get_column_letter(column)].width = width
            heading = sheet.cell(_HEADING_ROW, column)
            heading.font = Font(bold=True)
            heading.fill = PatternFill("solid", start_color="FFE7E6E6")
            heading.alignment = Alignment(horizontal="center", vertical="center")
            heading.border = frame
            example = sheet.cell(_EXAMPLE_ROW, column)
            example.font = Font(italic=True, color="FF7F7F7F")
            example.alignment = Alignment(wrap_text=True, vertical="center")
            example.border = frame
        for row, height in enumerate(_HEIGHTS, 1):
            sheet.row_dimensions[row].height = height
        sheet.freeze_panes = sheet.cell(_EXAMPLE_ROW, 1)
        sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
        sheet.page_setup.orientation = "landscape" if len(fields) > 4 else "portrait"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
