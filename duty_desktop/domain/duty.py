"""The official duty list as records: what the source says, and what was understood of it.

Verbatim text and understanding are kept apart. ``Duty.cells`` are the cells of the source row to
the byte; everything else is derived from them and carries its basis.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class ListKind(StrEnum):
    """One of the three lists; the value is the prefix of a duty's id."""

    BASIC = "basic"
    COOPERATIVE = "cooperative"
    RECLAIMED = "reclaimed"

    @property
    def official_name(self) -> str:
        """The list's official name, e.g. 基本履职事项."""
        return _OFFICIAL_NAMES[self]

    @property
    def short_name(self) -> str:
        """The word people put before a duty's number: 基本, 配合 or 收回."""
        return _SHORT_NAMES[self]

    @property
    def fields(self) -> tuple["Field", ...]:
        """What each column of this list's table holds, from left to right."""
        return _FIELDS[self]


class Field(StrEnum):
    """What a cell of the source holds."""

    SERIAL = "serial"
    CATEGORY = "category"
    NAME = "name"
    DEPARTMENTS = "departments"
    SUPERIOR = "superior"
    TOWNSHIP = "township"
    METHOD = "method"


_OFFICIAL_NAMES = {
    ListKind.BASIC: "基本履职事项",
    ListKind.COOPERATIVE: "配合履职事项",
    ListKind.RECLAIMED: "上级部门收回事项",
}
_SHORT_NAMES = {
    ListKind.BASIC: "基本",
    ListKind.COOPERATIVE: "配合",
    ListKind.RECLAIMED: "收回",
}
_FIELDS = {
    ListKind.BASIC: (Field.SERIAL, Field.CATEGORY, Field.NAME),
    ListKind.COOPERATIVE: (
        Field.SERIAL,
        Field.CATEGORY,
        Field.NAME,
        Field.DEPARTMENTS,
        Field.SUPERIOR,
        Field.TOWNSHIP,
    ),
    ListKind.RECLAIMED: (Field.SERIAL, Field.CATEGORY, Field.NAME, Field.METHOD),
}


class Side(StrEnum):
    """Whose part of a duty a step describes."""

    SUPERIOR = "superior"
    """What the superior departments do (上级部门职责)."""
    TOWNSHIP = "township"
    """What the town does (乡镇配合职责)."""
    METHOD = "method"
    """How a reclaimed duty works now (承接部门及工作方式)."""


class Basis(StrEnum):
    """Why a step is said to belong to the departments it names."""

    NAMED = "named in the step"
    HEADING = "under its heading"
    ONLY = "only department of the duty"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Department:
    """A superior department, under one canonical name."""

    name: str
    short_name: str
    """What people call it (住建局); the name without its place where there is no shorter one."""
    spellings: tuple[str, ...] = ()
    """Every way the source prints it, in order of first appearance."""


@dataclass(frozen=True, slots=True)
class NamedDepartment:
    """A department as one duty names it."""

    name: str
    """The canonical name, ``Department.name``."""
    as_printed: str
    """The source's own words for it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One item of a cell (职责条目).

    The words of the cell are, in order and white space aside, each step's ``section`` where it
    changes, ``heading`` where it changes, ``marker`` and ``text``.
    """

    side: Side
    text: str
    number: int | None = None
    marker: str = ""
    """The number as printed, with its mark: ``1.``"""
    section: str | None = None
    """The section heading it stands under: ``一、农作物秸秆综合利用``"""
    heading: str | None = None
    """The department heading it stands under, as printed: ``市应急管理局``"""
    departments: tuple[str, ...] = ()
    """Canonical names of the departments that act; empty on the township's side."""
    basis: Basis | None = None
    """``None`` on the township's side, where the town itself acts."""
    other_subject: str | None = None
    """Somebody else whom the step names as acting (承保机构), who is no department of the duty."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the source that a reader may stumble over; the source itself stays as it is."""

    code: str
    message: str
    """One sentence in Chinese."""
    kind: ListKind | None = None
    duty_id: str | None = None
    field: Field | None = None
    quote: str = ""
    """The source's words that the finding is about."""
    in_words: bool = False
    """True where the official words themselves look odd, false for leftovers of form."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One official duty (事项)."""

    kind: ListKind
    serial: int
    """The official number; never renumbered."""
    category: str
    category_as_printed: str
    name: str
    departments: tuple[NamedDepartment, ...]
    cells: tuple[str, ...]
    """The cells of the source row, verbatim, in the order of ``kind.fields``."""
    steps: tuple[Step, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def id(self) -> str:
        """The duty's name in commands and files: ``cooperative-21``."""
        return f"{self.kind.value}-{self.serial}"

    @property
    def label(self) -> str:
        """The duty's number as people say it: 配合 21."""
        return f"{self.kind.short_name} {self.serial}"

    def cell(self, wanted: Field) -> str:
        """The source's cell, verbatim with its leftover markup; empty where the list has none."""
        fields = self.kind.fields
        return self.cells[fields.index(wanted)] if wanted in fields else ""

    @property
    def superior_text(self) -> str:
        """The cell 上级部门职责, verbatim."""
        return self.cell(Field.SUPERIOR)

    @property
    def township_text(self) -> str:
        """The cell 乡镇配合职责, verbatim."""
        return self.cell(Field.TOWNSHIP)

    @property
    def method_text(self) -> str:
        """The cell 承接部门及工作方式, verbatim."""
        return self.cell(Field.METHOD)

    def side(self, side: Side) -> tuple[Step, ...]:
        """The steps of one side, in the source's order."""
        return tuple(step for step in self.steps if step.side is side)


class LineKind(StrEnum):
    """What a line of the source document is."""

    TEXT = "text"
    """Cover, contents, a table's title, or blank."""
    HEADER = "header"
    """A table's header row, repeated at every printed page."""
    DUTY = "duty"
    """A row: its text is the duty's cells joined by tabs."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the source document, enough to write it again to the byte."""

    kind: LineKind
    text: str = ""
    """The line without its ending; empty for a duty's row, whose cells hold it."""
    duty_id: str | None = None
    ending: str = "\n"


_TOWN_KINDS = ("街道", "镇", "乡", "苏木")
"""What a town may be, as the end of its name."""


@dataclass(frozen=True, slots=True)
class Town:
    """Whose list it is, as the cover says."""

    name: str
    """三工镇"""
    county: str
    """昌吉市"""
    prefecture: str
    """昌吉回族自治州; empty where the cover names none"""
    region: str
    """新疆维吾尔自治区"""

    @property
    def own(self) -> str:
        """What it calls itself in its papers: 本镇, 本乡, 本街道; else 本单位."""
        name = self.name.removesuffix("办事处")
        return next((f"本{kind}" for kind in _TOWN_KINDS if name.endswith(kind)), "本单位")


@dataclass(frozen=True, slots=True)
class DutyList:
    """A town's whole official list (履职事项清单)."""

    town: Town
    title: str
    """履职事项清单"""
    date: str
    """Year and month as ``2025-07``."""
    headings: dict[ListKind, tuple[str, ...]]
    """Each list's column headings as printed, in the order of ``ListKind.fields``."""
    titles: dict[ListKind, str]
    """Each list's title as printed above its table."""
    duties: tuple[Duty, ...]
    """In the source's order: basic, cooperative, reclaimed."""
    departments: tuple[Department, ...]
    """In order of first appearance."""
    findings: tuple[Finding, ...]
    """All of them, those of single duties included."""
    lines: tuple[SourceLine, ...]
    source_sha256: str
    builder_version: str
    _by_id: dict[str, Duty] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the duties by id."""
        object.__setattr__(self, "_by_id", {duty.id: duty for duty in self.duties})

    def duty(self, duty_id: str) -> Duty:
        """The duty with this id; ``KeyError`` where there is none."""
        return self._by_id[duty_id]

    def __contains__(self, duty_id: str) -> bool:
        """Whether there is a duty with this id."""
        return duty_id in self._by_id

    def of_kind(self, kind: ListKind) -> tuple[Duty, ...]:
        """The duties of one list, in official order."""
        return tuple(duty for duty in self.duties if duty.kind is kind)

    def absent_serials(self, kind: ListKind) -> tuple[int, ...]:
        """The numbers between 1 and the list's last that the source leaves out."""
        present = {duty.serial for duty in self.of_kind(kind)}
        return tuple(n for n in range(1, max(present, default=0)) if n not in present)

    def department(self, name: str) -> Department:
        """The department with this canonical name; ``KeyError`` where there is none."""
        for department in self.departments:
            if department.name == name:
                return department
        raise KeyError(name)

    @property
    def full_title(self) -> str:
        """昌吉市三工镇履职事项清单（2025年7月）."""
        return f"{self.town.county}{self.town.name}{self.title}（{self.date_in_words}）"

    @property
    def date_in_words(self) -> str:
        """The list's date as Chinese offices write it: 2025年7月."""
        year, _, month = self.date.partition("-")
        return f"{year}年{int(month)}月"

    def source_text(self) -> str:
        """The source document, written again from the records; equal to it to the byte."""
        return "".join(self._source_lines())

    def _source_lines(self) -> Iterator[str]:
        for line in self.lines:
            text = line.text
            if line.duty_id is not None:
                text = "\t".join(self.duty(line.duty_id).cells)
            yield text + line.ending
