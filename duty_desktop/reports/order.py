"""What somebody wants printed: which document, of what, and how. Loads nothing that prints."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from duty_desktop.domain.duty import Duty

if TYPE_CHECKING:
    from duty_desktop.domain.assigning import Handling
    from duty_desktop.domain.assignment import TownNotes

PaperSize = Literal["A4", "A3"]


class DocumentKind(StrEnum):
    """A document that can be printed."""

    SHEETS = "sheet"
    LIST = "list"
    DEPARTMENTS = "department"
    DEPARTMENT_MATRIX = "matrix-department"
    CATEGORY_MATRIX = "matrix-category"
    OFFICE_MATRIX = "matrix-office"
    BOOKLET = "booklet"
    OFFICES = "office"
    PEOPLE = "person"
    UNASSIGNED = "unassigned"
    """未分工清单: the duties that no office leads, the people without duties."""
    REPRINT = "reprint"
    """需重新打印的事项单: the duties whose sheets an edit has made out of date, to tick off."""


class Look(StrEnum):
    """The style of a document."""

    OFFICIAL = "official"
    """公文版: margins, faces, sizes and page numbers of GB/T 9704-2012."""
    COMPACT = "compact"
    """工作版: 10.5 pt, saves paper."""


class SheetBlock(StrEnum):
    """What a duty sheet may hold besides the duty."""

    RECEIPT = "receipt"
    """签收: who took the sheet, when."""
    HANDLING = "handling"
    """承办: who answers for the duty and who does it; what is not noted, to fill in by hand."""
    SEAL = "seal"
    """盖章: room for the office's seal and the date."""
    NOTES = "notes"
    """原文说明: what was found odd in the source."""
    OWN = "own"
    """本镇自记: 依据, 备注 and 附件 where the town noted any."""


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """One document as somebody wants it. What the document does not offer is not read."""

    kind: DocumentKind
    duties: tuple[Duty, ...] | None = None
    """Of these, in this order; ``None`` for all that the document is about. The booklet and the
    departments' sheets are of the whole list."""
    departments: tuple[str, ...] = ()
    """Canonical names: whose sheets, or the matrix's columns (none chosen: all)."""
    offices: tuple[str, ...] = ()
    """Whose sheets, as the town's roster calls them; or the heads of the office matrix, an empty
    one left to fill in by hand."""
    people: tuple[str, ...] = ()
    """Whose sheets, as the town's roster calls them, which tells those of one name apart."""
    look: Look | None = None
    """``None`` for what the document is usually printed in."""
    size: PaperSize = "A4"
    landscape: bool | None = None
    """``None`` for how the document usually lies."""
    steps: bool = False
    """Step counts in the matrix."""
    blocks: frozenset[SheetBlock] = frozenset({SheetBlock.NOTES})
    odd_start: bool = False
    """Each sheet begins on an odd page, for paper printed on both sides."""
    contents: bool = False
    """Contents before the sheets."""
    bundled_only: bool = False
    """Only the faces that come with the program: the same pages on every machine. Every document
    reads it."""
    title: str | None = None
    """The list's heading, where it is of some duties only."""
    assignments: "Mapping[str, Handling] | None" = field(default=None, hash=False)
    """What the town noted about duties, by their ids, for 承办 and the office matrix; no choice,
    but what there is."""
    notes: "TownNotes | None" = field(default=None, hash=False)
    """The town's whole notebook, for what is printed of offices and people; likewise."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be chosen for a document; the first of each is what it is usually printed in."""

    looks: tuple[Look, ...] = ()
    """None where the document has one look of its own."""
    sizes: tuple[PaperSize, ...] = ("A4",)
    turns: tuple[bool, ...] = (False,)
    """Whether it lies."""
    options: frozenset[str] = frozenset()
    """Names of further fields of ``PrintOrder`` that the document reads."""


OFFERS: Mapping[DocumentKind, Offer] = {
    DocumentKind.SHEETS: Offer(
        looks=(Look.OFFICIAL, Look.COMPACT),
        options=frozenset({"blocks", "odd_start", "contents", "bundled_only"}),
    ),
    DocumentKind.LIST: Offer(
        looks=(Look.COMPACT, Look.OFFICIAL),
        sizes=("A4", "A3"),
        turns=(False, True),
        options=frozenset({"title", "bundled_only"}),
    ),
    DocumentKind.DEPARTMENTS: Offer(
        looks=(Look.COMPACT, Look.OFFICIAL),
        options=frozenset({"departments", "bundled_only"}),
    ),
    DocumentKind.DEPARTMENT_MATRIX: Offer(
        sizes=("A4", "A3"), turns=(True, False), options=frozenset({"departments", "steps"})
    ),
    DocumentKind.CATEGORY_MATRIX: Offer(
        sizes=("A4", "A3"), turns=(True, False), options=frozenset({"steps"})
    ),
    DocumentKind.OFFICE_MATRIX: Offer(
        sizes=("A4", "A3"), turns=(True, False), options=frozenset({"offices"})
    ),
    DocumentKind.BOOKLET: Offer(
        looks=(Look.OFFICIAL, Look.COMPACT), options=frozenset({"bundled_only"})
    ),
    DocumentKind.OFFICES: Offer(
        looks=(Look.COMPACT, Look.OFFICIAL),
        turns=(False, True),
        options=frozenset({"offices", "bundled_only"}),
    ),
    DocumentKind.PEOPLE: Offer(
        looks=(Look.COMPACT, Look.OFFICIAL),
        turns=(False, True),
        options=frozenset({"people", "bundled_only"}),
    ),
    DocumentKind.UNASSIGNED: Offer(
        looks=(Look.COMPACT, Look.OFFICIAL), options=frozenset({"bundled_only"})
    ),
    DocumentKind.REPRINT: Offer(
        looks=(Look.COMPACT, Look.OFFICIAL), options=frozenset({"bundled_only"})
    ),
}
"""What each document can be asked for today."""
