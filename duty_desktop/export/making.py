"""What can be exported, and the one door to making it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from duty_desktop.domain.assigning import Handling
from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.export.exported import Exported
from duty_desktop.export.selection import select
from duty_desktop.export.word_document import WordLayout


class FileFormat(StrEnum):
    """Which program the file is for; the value is the file's ending."""

    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """A file that somebody wants."""

    format: FileFormat
    duties: tuple[Duty, ...] | None = None
    """Those that go into it, written in official order; ``None`` for the whole list."""
    layout: WordLayout = WordLayout.LIST
    """What a Word file holds."""
    assignments: Mapping[str, Handling] | None = field(default=None, hash=False)
    """What the town noted about duties, by their ids, to go out beside the official words, never
    among them; ``None`` to leave it out."""


def make(
    order: ExportOrder,
    duty_list: DutyList,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Exported:
    """The file that is ordered.

    ``progress`` is told how far it is, and how far it goes. Raises ``Cancelled`` once ``cancelled``
    says so.
    """
    selection = select(duty_list, order.duties, order.assignments)
    if order.format is FileFormat.XLSX:
        from duty_desktop.export.workbook import workbook

        return workbook(selection, progress, cancelled)
    if order.format is FileFormat.DOCX:
        from duty_desktop.export.word_document import word_document

        return word_document(selection, order.layout, progress, cancelled)
    if order.format is FileFormat.CSV:
        from duty_desktop.export.as_csv import as_csv

        return as_csv(selection)
    from duty_desktop.export.as_json import exported

    document = exported(selection)
    return Exported((json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
