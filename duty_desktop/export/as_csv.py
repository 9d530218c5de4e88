"""A list as CSV: its cover and its tables one after another, as published.

What the town noted, where it goes out too, is a table of its own behind them.

UTF-8 with a byte order mark, without which Excel takes it for GBK; lines end in CRLF, a cell's
paragraphs in LF, as Excel writes them; every cell is quoted. What a spreadsheet might run has an
apostrophe before it (``domain.office_text.csv_text``), which reading takes off again.
"""

import csv
import io

from duty_desktop.domain.office_text import csv_text, own_title
from duty_desktop.export.assigned import COLUMNS
from duty_desktop.export.exported import Exported
from duty_desktop.export.selection import Selection, cell_words


def as_csv(selection: Selection) -> Exported:
    """The file's bytes."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for line in selection.cover:
        rows.writerow([csv_text(line)])
    for kind in selection.kinds:
        rows.writerow([])
        rows.writerow([csv_text(selection.title(kind))])
        rows.writerow(csv_text(selection.heading(kind, field)) for field in kind.fields)
        for duty in selection.of_kind(kind):
            rows.writerow(csv_text(cell_words(duty, field)) for field in kind.fields)
    if selection.tasks:
        rows.writerow([])
        rows.writerow([csv_text(own_title(selection.duty_list.town.own))])
        rows.writerow(csv_text(column.heading) for column in COLUMNS)
        for task in selection.tasks:
            rows.writerow(csv_text(column.text(task)) for column in COLUMNS)
    return Exported(out.getvalue().encode("utf-8-sig"))
