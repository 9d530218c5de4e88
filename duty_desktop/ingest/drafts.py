"""The tables of several files by whose they are: three files may be one town's three lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from duty_desktop.domain.duty import ListKind
from duty_desktop.domain.words import MARKUP
from duty_desktop.errors import SourceDocumentError
from duty_desktop.ingest.grid import squeezed
from duty_desktop.ingest.headings import Column
from duty_desktop.ingest.list_file import ListFile
from duty_desktop.ingest.list_rows import parted
from duty_desktop.ingest.list_tables import Found, FoundTable
from duty_desktop.ingest.whose import Whose, place_in, whose

_LONGEST_NAME = 20
_MOST_NAMED = 5
"""Characters of a town's name as a column writes it, and towns that a sentence names."""


@dataclass(slots=True)
class Draft:
    """One town's tables, before they are put together."""

    whose: Whose
    tables: dict[ListKind, list[FoundTable]] = field(default_factory=dict)


def drafts_of(files: Sequence[ListFile], found: Sequence[Found], given: Whose) -> list[Draft]:
    """The tables by whose they are, in order of first appearance."""
    drafts: dict[str, Draft] = {}
    for file, each in zip(files, found, strict=True):
        cover = whose(each.cover)
        name = whose([file.name.rpartition(".")[0]])
        outer = cover.filled_from(name)
        for table in (part for whole in each.tables for part in _by_town(whole)):
            own = whose(table.titles)
            if column := table.reader.duties[0].text(Column.TOWN):
                named = place_in(column).town or squeezed(column)[:_LONGEST_NAME]
                own = Whose(named).filled_from(own)
            sheet = place_in(table.grid.name)
            said = own.filled_from(Whose(sheet.town)).filled_from(outer)
            draft = drafts.setdefault(said.town, Draft(said))
            draft.whose = draft.whose.filled_from(said)
            _add(draft, table)
    return _given(list(_named(drafts)), given)


def _by_town(table: FoundTable) -> Iterable[FoundTable]:
    """The table, or one for each town where a column says whose each row is."""
    if Column.TOWN not in table.headings:
        return (table,)
    parts = parted(table.reader, Column.TOWN).values()
    return [replace(table, reader=reader) for reader in parts]


def _named(drafts: dict[str, Draft]) -> Iterable[Draft]:
    """The drafts, tables of nobody given to the only town that there is."""
    nobodys = drafts.get("")
    towns = [draft for name, draft in drafts.items() if name]
    if nobodys is None or len(towns) != 1:
        return drafts.values()
    (only,) = towns
    for tables in nobodys.tables.values():
        for table in tables:
            _add(only, table)
    only.whose = only.whose.filled_from(nobodys.whose)
    return towns


def _given(drafts: list[Draft], given: Whose) -> list[Draft]:
    if given.town and len(drafts) > 1:
        names = "、".join(draft.whose.town or "（未写明）" for draft in drafts[:_MOST_NAMED])
        names += "等" if len(drafts) > _MOST_NAMED else ""
        raise SourceDocumentError(
            f"文件里有 {len(drafts)} 个乡镇的清单（{names}），不能都算作“{given.town}”的。"
        )
    for draft in drafts:
        draft.whose = given.filled_from(draft.whose)
    return drafts


def _add(draft: Draft, table: FoundTable) -> None:
    """Add a table; one of a list that is there already must go on with its numbers."""
    tables = draft.tables.setdefault(table.kind, [])
    if tables:
        used = {duty.serial for other in tables for duty in other.reader.duties}
        again = used & {duty.serial for duty in table.reader.duties}
        if again:
            raise SourceDocumentError(
                f"{table.kind.official_name}清单出现了两次（{tables[0].place}，{table.place}），"
                "分不清用哪一份，请只留一份后再导入。"
            )
    tables.append(table)


def has_markup(draft: Draft) -> bool:
    """Whether the files' own words hold leftovers of a web page, as the published lists do."""
    return any(
        MARKUP.search(text)
        for tables in draft.tables.values()
        for table in tables
        for duty in table.reader.duties
        for texts in duty.cells.values()
        for text in texts
    )
