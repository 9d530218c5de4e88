"""The documents whose pages are kept as expected ones, and which of their pages."""

import datetime
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.assigning import handlings
from duty_desktop.domain.assignment import TownNotes
from duty_desktop.domain.duty import DutyList
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.reports.booklet_index import BY_CATEGORY, BY_DEPARTMENT
from duty_desktop.reports.changes import changes
from duty_desktop.reports.comparison import comparison
from duty_desktop.reports.document import Document
from duty_desktop.reports.making import make
from duty_desktop.reports.order import (
    OFFERS,
    DocumentKind,
    Look,
    PaperSize,
    PrintOrder,
    SheetBlock,
)
from duty_desktop.search.notice import NoticeMatcher
from tests.comparing.changes import changed_copy
from tests.expected.blocks import Block
from tests.support import ROOT, SOURCE
from tests.town import OFFICES, whole_town

TEXTS = ROOT / "tests" / "expected" / "texts"
PICTURES = ROOT / "tests" / "expected" / "pictures"

DAY = datetime.date(2025, 7, 1)

SHEETS = {
    "short": "cooperative-64",
    "usual": "cooperative-21",
    "longest": "cooperative-28",
    "reclaimed": "reclaimed-6",
}
"""The sheets that are kept."""

PICTURED = (
    *("sheet-short", "sheet-longest", "department", "matrix-a4", "booklet"),
    *("office-compact", "person-official", "matrix-office-a4", "sheet-assigned"),
)
"""What the names of documents begin with whose first page is kept as a picture."""

DEPARTMENT = "昌吉市公安局"

OFFICE, PERSON = "民生服务办公室", "张伟（综合行政执法队）"
"""Of the made-up town (``tests.town``) whose notes are printed."""

REPRINTED = ("basic-5", "basic-6", "cooperative-21", "reclaimed-6")
ASSIGNED = "basic-14"
"""A duty about which everything is noted."""

NOTICE = ROOT / "tests" / "fixtures" / "notices" / "dogs.txt"

Pages = Sequence[Sequence[Block]]
Chosen = Callable[[Pages], Sequence[int]]
"""From all pages of a document to the numbers, from 0, of those that are kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document of which some pages are kept."""

    name: str
    """Of its files."""
    make: Callable[[], Document]
    pages: Chosen


@functools.cache
def duty_list() -> DutyList:
    """The real list."""
    return read_duty_list(SOURCE.read_bytes())


@functools.cache
def notes() -> TownNotes:
    """What a made-up town noted: every ninth duty has no office yet."""
    return whole_town(duty_list(), every=9)


def kept() -> tuple[Kept, ...]:
    """Every document that is kept, in each look that it is offered in."""
    return tuple(_kept())


def pictured() -> tuple[Kept, ...]:
    """Those whose first page is kept as a picture too."""
    return tuple(each for each in kept() if each.name.startswith(PICTURED))


def _kept() -> Iterator[Kept]:
    for name, duty_id in SHEETS.items():
        yield from _looks(f"sheet-{name}", DocumentKind.SHEETS, every, duty_id)
    yield from _looks("department", DocumentKind.DEPARTMENTS, ends)
    yield from _looks("list", DocumentKind.LIST, first_two)
    yield from _looks("matrix-a4", DocumentKind.DEPARTMENT_MATRIX, ends)
    yield from _looks("matrix-a3", DocumentKind.DEPARTMENT_MATRIX, ends)
    yield from _looks("booklet", DocumentKind.BOOKLET, cover_contents_indices)
    yield from _looks("office", DocumentKind.OFFICES, ends)
    yield from _looks("person", DocumentKind.PEOPLE, ends)
    yield from _looks("unassigned", DocumentKind.UNASSIGNED, ends)
    yield Kept(
        "reprint", functools.partial(_made, DocumentKind.REPRINT, None, "A4", REPRINTED), every
    )
    for size in ("a4", "a3"):
        yield from _looks(f"matrix-office-{size}", DocumentKind.OFFICE_MATRIX, ends)
    yield Kept("sheet-assigned", _assigned_sheet, every)
    yield Kept("comparison", _comparison, every)
    yield Kept("changes", _changes, ends)


def _looks(name: str, kind: DocumentKind, pages: Chosen, *duty_ids: str) -> Iterator[Kept]:
    looks = OFFERS[kind].looks
    for look in looks or (None,):
        whole = f"{name}-{look}" if len(looks) > 1 else name
        size: PaperSize = "A3" if name.endswith("a3") else "A4"
        yield Kept(whole, functools.partial(_made, kind, look, size, duty_ids), pages)


@functools.cache
def _made(
    kind: DocumentKind, look: Look | None, size: PaperSize, duty_ids: Sequence[str]
) -> Document:
    order = PrintOrder(
        kind,
        tuple(map(duty_list().duty, duty_ids)) or None,
        (DEPARTMENT,) if kind is DocumentKind.DEPARTMENTS else (),
        offices=OFFICES if kind is DocumentKind.OFFICE_MATRIX else (OFFICE,),
        people=(PERSON,),
        look=look,
        size=size,
        # The same pages on every machine, whatever fonts it has.
        bundled_only=True,
        notes=notes(),
        assignments=handlings(notes(), duty_list().source_sha256),
    )
    return make(order, duty_list(), DAY)


@functools.cache
def _assigned_sheet() -> Document:
    order = PrintOrder(
        DocumentKind.SHEETS,
        (duty_list().duty(ASSIGNED),),
        blocks=frozenset({SheetBlock.HANDLING, SheetBlock.OWN}),
        bundled_only=True,
        assignments=handlings(notes(), duty_list().source_sha256),
    )
    return make(order, duty_list(), DAY)


@functools.cache
def _comparison() -> Document:
    records = duty_list()
    match = NoticeMatcher(records.duties, records.departments).match(NOTICE.read_text("utf-8"))
    return comparison(records, match, DAY)


@functools.cache
def _changes() -> Document:
    return changes(compare(duty_list(), read_duty_list(changed_copy(duty_list(), 4).data)), DAY)


def every(pages: Pages) -> Sequence[int]:
    """All pages."""
    return range(len(pages))


def first_two(_: Pages) -> Sequence[int]:
    """The first two pages."""
    return range(2)


def ends(pages: Pages) -> Sequence[int]:
    """The first page and the last one."""
    return (0, len(pages) - 1)


def cover_contents_indices(pages: Pages) -> Sequence[int]:
    """The cover, the first page of the contents, and the first of each index."""
    titles = ["".join(page[0].text.split()) if page else "" for page in pages]
    return (0, *(titles.index(title) for title in ("目录", BY_DEPARTMENT, BY_CATEGORY)))
