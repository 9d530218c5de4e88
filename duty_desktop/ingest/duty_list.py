"""From a source document to a duty list: the one door of this room."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from duty_desktop import __version__, tables
from duty_desktop.domain.duty import (
    Duty,
    DutyList,
    Field,
    Finding,
    LineKind,
    ListKind,
    NamedDepartment,
    Side,
    SourceLine,
    Step,
    Town,
)
from duty_desktop.domain.words import words
from duty_desktop.errors import SourceDocumentError
from duty_desktop.ingest import cells, document, findings
from duty_desktop.ingest.attribution import Forms, Mentions, attributed
from duty_desktop.ingest.cover import read_cover
from duty_desktop.ingest.departments import DepartmentNames, split_names
from duty_desktop.ingest.document import Row, TextDocument
from duty_desktop.ingest.headings import STANDARD
from duty_desktop.ingest.watching import Watch

_SIDES = (
    (Side.SUPERIOR, Field.SUPERIOR),
    (Side.TOWNSHIP, Field.TOWNSHIP),
    (Side.METHOD, Field.METHOD),
)
MOST_DEPARTMENTS = 400
"""A county has some sixty; looking for each in every step takes time."""

_LABELLED = re.compile(
    r"(?:(?:承接|收回|接收|责任)(?:部门|单位)：)?(?P<names>[^：]{1,120}?)"
    r"(?:\d[.、])?(?:工作|履职|承接)方式："
)
"""A method whose two parts are labelled: 承接部门：市民政局 工作方式：……"""

_LONGEST_NAME = 60
"""Characters; a longer run before the colon is a sentence, not departments' names."""


def read_duty_list(data: bytes, watch: Watch | None = None) -> DutyList:
    """The duty list in a source document's bytes, or in a generated text form's.

    ``watch`` is told of each duty. Raises ``SourceDocumentError`` where the document is damaged,
    incomplete or something else.
    """
    source = document.read(data)
    town, title, date = read_cover(source.cover)
    reader = _Reader(town, source)
    rows = list(_rows(source))
    duties = []
    for number, (kind, row) in enumerate(rows):
        if watch:
            watch.at(number, len(rows))
        duties.append(reader.duty(kind, row))
    per_list: list[Finding] = []
    for kind in ListKind:
        own = [duty for duty in duties if duty.kind is kind]
        per_list += findings.of_list(kind, own)
        per_list += [finding for duty in own for finding in duty.findings]
    return DutyList(
        town=town,
        title=title,
        date=date,
        headings=dict(STANDARD) | {table.kind: table.headings for table in source.tables},
        titles={kind: f"{kind.official_name}清单" for kind in ListKind}
        | {table.kind: table.title for table in source.tables},
        duties=tuple(duties),
        departments=reader.names.departments(),
        findings=tuple(per_list),
        lines=_source_lines(source, duties),
        source_sha256=hashlib.sha256(data).hexdigest(),
        builder_version=__version__,
    )


def _rows(source: TextDocument) -> Iterable[tuple[ListKind, Row]]:
    return ((table.kind, row) for table in source.tables for row in table.rows)


def _source_lines(source: TextDocument, duties: Iterable[Duty]) -> tuple[SourceLine, ...]:
    lines = [SourceLine(LineKind.TEXT, raw.text, ending=raw.ending) for raw in source.lines]
    for table in source.tables:
        for index in table.header_lines:
            lines[index] = replace(lines[index], kind=LineKind.HEADER)
    for (_, row), duty in zip(_rows(source), duties, strict=True):
        lines[row.line] = SourceLine(LineKind.DUTY, duty_id=duty.id, ending=lines[row.line].ending)
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class _Words:
    """A row's cells by what they hold."""

    kind: ListKind
    row: Row

    def cell(self, wanted: Field) -> str:
        fields = self.kind.fields
        return self.row.cells[fields.index(wanted)] if wanted in fields else ""

    def department_names(self) -> tuple[str, ...]:
        """The departments as printed: in their own column, or before the method's colon."""
        if self.kind is ListKind.RECLAIMED:
            said = words(self.cell(Field.METHOD)).replace(":", "：")
            if labelled := _LABELLED.match(said):
                return split_names(labelled["names"].strip(" 。；"))
            before, colon, _ = said.partition("：")
            plain = colon and len(before) <= _LONGEST_NAME and not set(before) & set("，。；")
            return split_names(before) if plain else ()
        return split_names(self.cell(Field.DEPARTMENTS))


class _Reader:
    """Reads rows with what the whole document tells of its names.

    Attributes:
        names: every department of the document.
    """

    def __init__(self, town: Town, source: TextDocument) -> None:
        rows = [_Words(kind, row) for kind, row in _rows(source)]
        spellings = [name for row in rows for name in row.department_names()]
        self.names = DepartmentNames(town, spellings)
        if len(self.names.departments()) > MOST_DEPARTMENTS:
            raise SourceDocumentError(
                f"上级部门的名称超过 {MOST_DEPARTMENTS} 个，不像是履职事项清单，请核对部门一列。"
            )
        self._marks_paragraphs = source.marks_paragraphs
        self._everywhere = Forms(self.names.forms(d.name for d in self.names.departments()))
        self._categories = _canonical_categories([words(row.cell(Field.CATEGORY)) for row in rows])

    def duty(self, kind: ListKind, row: Row) -> Duty:
        source = _Words(kind, row)
        category = words(source.cell(Field.CATEGORY))
        departments = tuple(
            NamedDepartment(self.names.canonical(printed), printed)
            for printed in source.department_names()
        )
        duty = Duty(
            kind=kind,
            serial=row.serial,
            category=self._categories[category],
            category_as_printed=category,
            name=words(source.cell(Field.NAME)),
            departments=departments,
            cells=row.cells,
            steps=self._steps(source, departments),
        )
        found = findings.of_duty(duty, our_markup=self._marks_paragraphs)
        return replace(duty, findings=tuple(found))

    def _steps(self, source: _Words, departments: tuple[NamedDepartment, ...]) -> tuple[Step, ...]:
        own = tuple(dict.fromkeys(named.name for named in departments))
        mentions = Mentions(self._everywhere, Forms(_elided(self.names.forms(own))))
        steps: list[Step] = []
        for side, field in _SIDES:
            cell = source.cell(field)
            pieces = cells.split(cell, side, lambda text: bool(mentions.heading(text)))
            steps += attributed(pieces, own, mentions)
        return tuple(steps)


def _elided(forms: dict[str, str]) -> dict[str, str]:
    """What is left of a name in a list that has said the place once: 统战部, 政协."""
    elided = {}
    for form, name in forms.items():
        for prefix in ("市委", "县委", "区委", "市", "县", "区", "委"):
            rest = form.removeprefix(prefix)
            if rest != form and len(rest) > 1:
                elided[rest] = name
    return elided


def _canonical_categories(printed: Iterable[str]) -> dict[str, str]:
    counts = Counter(printed)
    canonical = {name: name for name in counts}
    for row in tables.rows("category_aliases"):
        best = max(row, key=lambda name: counts[name])
        canonical.update({name: best for name in row if name in counts})
    return canonical
