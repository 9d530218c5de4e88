"""A comparison of two lists as a file: for Excel, for reading, for other programs."""

import json
from collections.abc import Callable, Sequence
from enum import StrEnum

from duty_desktop.domain.changes import Carrying, Comparison
from duty_desktop.export.change_lines import change_lines
from duty_desktop.export.changes_json import compared
from duty_desktop.export.exported import Exported


class ChangesFormat(StrEnum):
    """Which program the file is for; the value is the file's ending."""

    XLSX = "xlsx"
    TEXT = "txt"
    JSON = "json"


def changes_file(
    comparison: Comparison,
    carried: Sequence[Carrying],
    wanted: ChangesFormat,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Exported:
    """The file; ``carried`` tells where each old duty went.

    ``progress`` is told how far it is, and how far it goes. Raises ``Cancelled`` once ``cancelled``
    says so.
    """
    if wanted is ChangesFormat.XLSX:
        from duty_desktop.export.changes_workbook import changes_workbook

        return changes_workbook(comparison, carried, progress, cancelled)
    if wanted is ChangesFormat.JSON:
        text = json.dumps(compared(comparison, carried), ensure_ascii=False, indent=2) + "\n"
        return Exported(text.encode("utf-8"))
    lines = "\r\n".join((*change_lines(comparison), ""))
    # Notepad of older Windows knows UTF-8 by its mark, and lines by their ends.
    return Exported(lines.encode("utf-8-sig"))
