"""A list, or the sheets of its duties, as a Word file."""

import io
from collections.abc import Callable
from enum import StrEnum

from duty_desktop.export.exported import Exported, Watch
from duty_desktop.export.packing import packed
from duty_desktop.export.selection import Selection


class WordLayout(StrEnum):
    """Which document."""

    LIST = "list"
    SHEETS = "sheets"


def word_document(
    selection: Selection,
    layout: WordLayout = WordLayout.LIST,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Exported:
    """The file's bytes; raises ``Cancelled`` once it is no longer wanted."""
    from duty_desktop.export.word_list import word_list
    from duty_desktop.export.word_sheets import word_sheets

    watch = Watch(len(selection.duties), progress, cancelled)
    make = word_sheets if layout is WordLayout.SHEETS else word_list
    out = io.BytesIO()
    make(selection, watch).save(out)
    return Exported(packed(out.getvalue()))
