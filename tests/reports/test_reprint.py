"""The reprint list held against the printed pages: an office of twelve, 242 assignments."""

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence

from pypdf import PdfReader
from pypdf.generic import Destination

from duty_desktop.domain.assigning import handlings, replace_person
from duty_desktop.domain.assignment import TownNotes, applied
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.reprinting import changed_sheets
from duty_desktop.reports.making import make
from duty_desktop.reports.order import DocumentKind, Look, PrintOrder, SheetBlock
from tests.office import office_of_twelve

MADE_ON = datetime.date(2026, 3, 2)


def leaves(outline: Sequence[object]) -> Iterator[Destination]:
    """The bookmarks that hold no others: one for each duty."""
    for place, each in enumerate(outline):
        if isinstance(each, list):
            yield from leaves(each)
        elif isinstance(each, Destination) and not isinstance(
            next(iter(outline[place + 1 :]), None), list
        ):
            yield each


def sheets(notes: TownNotes, duty_list: DutyList) -> Mapping[str, str]:
    """The words of each duty's printed sheet, by its label, told apart by the outline."""
    order = PrintOrder(
        DocumentKind.SHEETS,
        look=Look.COMPACT,
        blocks=frozenset({SheetBlock.HANDLING}),
        bundled_only=True,
        assignments=handlings(notes, duty_list.source_sha256),
    )
    reader = PdfReader(io.BytesIO(make(order, duty_list, MADE_ON).pdf))
    begins = [reader.get_destination_page_number(each) or 0 for each in leaves(reader.outline)]
    pages = [page.extract_text() for page in reader.pages]
    ends = [*begins[1:], len(pages)]
    words = ["".join(pages[a:b]) for a, b in zip(begins, ends, strict=True)]
    return dict(zip((duty.id for duty in duty_list.duties), words, strict=True))


def test_the_list_names_exactly_the_sheets_that_print_otherwise(duty_list: DutyList) -> None:
    notes = office_of_twelve(duty_list)
    edit = replace_person(notes, notes.people["p0"], notes.people["p3"]).edit
    before, after = sheets(notes, duty_list), sheets(applied(notes, edit), duty_list)

    told = {sheet.duty[1] for sheet in changed_sheets(notes, edit)}
    assert told == {duty for duty in before if before[duty] != after[duty]}
    assert len(told) == 81
