"""A list as an Excel workbook: as published, by department, as a matrix, and what is to be said.

What the town noted, where it goes out too, is a sheet of its own.
"""

import io
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

from duty_desktop import __version__
from duty_desktop.domain.duty import DutyList
from duty_desktop.errors import OutputError
from duty_desktop.export.exported import Exported, Watch
from duty_desktop.export.packing import dated, packed
from duty_desktop.export.selection import Selection
from duty_desktop.export.workbook_assignments import add_assignments
from duty_desktop.export.workbook_cells import add_styles
from duty_desktop.export.workbook_departments import add_departments
from duty_desktop.export.workbook_lists import add_lists
from duty_desktop.export.workbook_matrix import add_matrix
from duty_desktop.export.workbook_notes import add_notes

if TYPE_CHECKING:
    from openpyxl import Workbook


def workbook(
    selection: Selection,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Exported:
    """The file's bytes.

    Raises ``Cancelled`` once it is no longer wanted, ``OutputError`` where the system has no room
    for temporary files.
    """
    watch = Watch(2 * len(selection.duties) + len(selection.tasks), progress, cancelled)
    book = new_workbook()
    notes = add_lists(book, selection, watch)
    add_departments(book, selection)
    add_matrix(book, selection, watch)
    add_assignments(book, selection, watch)
    add_notes(book, selection, notes)
    duty_list = selection.duty_list
    return Exported(finished(book, duty_list.full_title, duty_list), notes)


def new_workbook() -> "Workbook":
    """A workbook without sheets, with the styles that cells are written in."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.worksheets[0])
    # Column widths are counted in digits of the workbook's default face.
    book._named_styles["Normal"].font = Font(name="宋体", size=11, charset=134)  # noqa: SLF001
    add_styles(book)
    return book


def finished(book: "Workbook", title: str, duty_list: DutyList) -> bytes:
    """The bytes of a workbook, dated as the list is.

    Raises ``OutputError`` where the system has no room for temporary files.
    """
    from openpyxl.writer.excel import ExcelWriter

    properties = book.properties
    properties.title = title
    properties.creator = f"履职清单 {__version__}"
    properties.created = properties.modified = dated(duty_list)
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            # Not Workbook.save, which writes today's date over the one above.
            ExcelWriter(book, archive).save()
    except OSError as error:
        # openpyxl writes each sheet to a file of its own first.
        raise OutputError(
            "没有导出：系统的临时文件夹写不进去（可能磁盘已满），请腾出空间后重试。", str(error)
        ) from error
    return packed(out.getvalue())
