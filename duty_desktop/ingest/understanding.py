"""What was understood of the files that somebody wants to import: nothing is stored by it.

Files go in, lists come out, each with the tables it was read from, row-numbered doubts and what
stands beside it; a list whose town or month no file tells waits for them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.errors import SourceDocumentError
from duty_desktop.ingest.cover import read_cover
from duty_desktop.ingest.drafts import Draft, drafts_of, has_markup
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.ingest.grid import quoted
from duty_desktop.ingest.headings import Column
from duty_desktop.ingest.list_file import ListFile, read_list_file
from duty_desktop.ingest.list_form import form_table, numbered
from duty_desktop.ingest.list_rows import Doubt
from duty_desktop.ingest.list_tables import Found, FoundTable, find_tables
from duty_desktop.ingest.text_form import Origin, text_form
from duty_desktop.ingest.watching import Watch
from duty_desktop.ingest.whose import Whose

MOST_FILES = 64
"""Files of one import; three lists of twenty towns are sixty."""

_LACKING = {"town": "乡镇（街道）", "county": "县（市、区）", "date": "年月"}


@dataclass(frozen=True, slots=True)
class TakenTable:
    """One table that a list was read from, and what each of its columns was taken for."""

    kind: ListKind
    place: str
    columns: tuple[tuple[str, Column], ...]
    """Headings as printed, and what they were taken for."""
    others: tuple[str, ...]
    """Headings of columns that no list has: their words are kept aside."""
    count: int


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of a column that no list has (备注, 实施依据), and the duty they stand beside."""

    duty_id: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class UnderstoodList:
    """One town's list."""

    whose: Whose
    tables: tuple[TakenTable, ...]
    duty_list: DutyList | None
    """``None`` while its town or month is not known."""
    doubts: tuple[Doubt, ...] = ()
    asides: tuple[Aside, ...] = ()

    @property
    def lacking(self) -> tuple[str, ...]:
        """What must be told before it can be stored, in words for people."""
        if self.duty_list:
            return ()
        return tuple(said for key, said in _LACKING.items() if not getattr(self.whose, key))

    def count(self, kind: ListKind) -> int:
        """How many duties one of its lists has."""
        return sum(table.count for table in self.tables if table.kind is kind)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the files of one import hold."""

    files: tuple[Origin, ...]
    lists: tuple[UnderstoodList, ...]
    doubts: tuple[Doubt, ...] = ()
    """Of the files as such: sheets not read, lines not used."""

    @property
    def is_ready(self) -> bool:
        """Whether every list could be stored."""
        return all(each.duty_list for each in self.lists)

    @property
    def all_doubts(self) -> tuple[Doubt, ...]:
        """Every doubt, those of single lists included."""
        return (*self.doubts, *(doubt for each in self.lists for doubt in each.doubts))


def understand(
    paths: Sequence[Path],
    given: Whose | None = None,
    watch: Watch | None = None,
    corrected: Mapping[int, Whose] | None = None,
) -> Understanding:
    """What the files at ``paths`` hold together; three files may be one town's three lists.

    What is ``given`` counts more than what the files say, and what is ``corrected`` of one of their
    lists, by its place among them, counts most. Raises ``SourceDocumentError`` where a
    file cannot be read, holds no list or contradicts itself, ``ImportCancelled`` once ``watch``
    says so.
    """
    watch = watch or Watch()
    if len(paths) > MOST_FILES:
        raise SourceDocumentError(f"一次最多导入 {MOST_FILES} 个文件，请分几次导入。")
    files = [
        read_list_file(path, watch.part(number, len(paths), (0, 40)))
        for number, path in enumerate(paths)
    ]
    origins = tuple(Origin(file.name, file.sha256) for file in files)
    if len(files) == 1 and not given and not corrected:
        as_it_stands = _text_form_itself(files[0], watch.part(0, 1, (40, 100)))
        if as_it_stands:
            return Understanding(origins, (as_it_stands,))
    found = [find_tables(file.grids) for file in files]
    drafts = drafts_of(files, found, given or Whose())
    for number, said in (corrected or {}).items():
        if number < len(drafts):
            drafts[number].whose = said.filled_from(drafts[number].whose)
    _check_found(files, found)
    lists = tuple(
        _understood(draft, origins, watch.part(number, len(drafts), (40, 100)))
        for number, draft in enumerate(drafts)
    )
    watch.at(1, 1)
    return Understanding(origins, lists, tuple(_file_doubts(files, found)))


def _text_form_itself(file: ListFile, watch: Watch) -> UnderstoodList | None:
    """The list of a file that is a source document as published: it is kept to the byte."""
    try:
        duty_list = read_duty_list(file.data, watch)
    except SourceDocumentError:
        return None
    tables = tuple(
        TakenTable(
            kind,
            f"“{file.name}”",
            tuple(
                (heading, Column(field.value))
                for heading, field in zip(duty_list.headings[kind], kind.fields, strict=True)
            ),
            (),
            len(duty_list.of_kind(kind)),
        )
        for kind in ListKind
        if duty_list.of_kind(kind)
    )
    town = duty_list.town
    said = Whose(town.name, town.county, town.prefecture, town.region, duty_list.date)
    return UnderstoodList(said, tables, duty_list)


def _check_found(files: Sequence[ListFile], found: Sequence[Found]) -> None:
    for file, each in zip(files, found, strict=True):
        if not each.tables and each.blank:
            raise SourceDocumentError(_nothing_below(each.blank[0]))
        if not each.tables:
            raise SourceDocumentError(
                f"“{file.name}”里没有找到履职事项清单的表（表头应有“序号”“事项名称”等），"
                "请核对是否选对了文件。"
            )


def _nothing_below(table: FoundTable) -> str:
    """What to tell of headings without duties: the first row not taken, if there is one."""
    if table.reader.doubts:
        return f"{table.place}是清单的表头，下面没有读出事项。{table.reader.doubts[0]}"
    return (
        f"{table.place}是清单的表头，下面没有填写事项（示例不算），请填好序号和事项名称后再导入。"
    )


def _file_doubts(files: Sequence[ListFile], found: Sequence[Found]) -> Iterable[Doubt]:
    for file, each in zip(files, found, strict=True):
        for name in file.hidden:
            yield Doubt(f"“{file.name}”", f"隐藏的工作表“{name}”没有读取。")
        yield from each.unused


def _understood(draft: Draft, origins: Sequence[Origin], watch: Watch) -> UnderstoodList:
    doubts: list[Doubt] = []
    asides: list[Aside] = []
    forms = []
    for kind in ListKind:
        if tables := draft.tables.get(kind):
            duties = list(numbered(kind, tables, doubts))
            forms.append(form_table(kind, tables, duties, draft.whose))
            asides += [
                Aside(f"{kind.value}-{serial}", heading, "\n".join(texts))
                for serial, duty in duties
                for heading, texts in duty.others.items()
            ]
    doubts += _list_doubts(draft)
    taken = tuple(_taken(kind, table) for kind in ListKind for table in draft.tables.get(kind, ()))
    said = UnderstoodList(draft.whose, taken, None, tuple(doubts), tuple(asides))
    if said.lacking:
        return said
    _check_place(draft.whose)
    form = text_form(draft.whose, forms, origins, own_markup=has_markup(draft))
    return replace(said, duty_list=read_duty_list(form, watch))


def _check_place(said: Whose) -> None:
    """Raise ``SourceDocumentError`` unless the text form's cover tells the place as it is."""
    names = (said.town, said.county, said.prefecture, said.region)
    cover = [said.region + said.prefecture, said.county + said.town, "履职事项清单", "2000年1月"]
    try:
        town, _, _ = read_cover(cover)
    except SourceDocumentError:
        town = None
    if town is None or (town.name, town.county, town.prefecture, town.region) != names:
        place = "".join(reversed(names))
        raise SourceDocumentError(
            f"地名“{place}”读不懂，请写明县（市、区）和乡镇（街道）的全名，如 昌吉市、三工镇。"
        )


def _list_doubts(draft: Draft) -> Iterable[Doubt]:
    for tables in draft.tables.values():
        for table in tables:
            headings = dict.fromkeys(table.reader.others.values())
            for heading in headings:
                count = sum(heading in duty.others for duty in table.reader.duties)
                if count:
                    message = f"“{quoted(heading)}”列不属于清单，没有存入（{count} 行有内容）。"
                    yield Doubt(table.place, message)
            if {Column.WAY} <= set(table.headings) and _taker_column(table):
                message = "承接部门与工作方式两列合成一格，中间加“：”。"
                yield Doubt(table.place, message)
    absent = [kind.official_name for kind in ListKind if kind not in draft.tables]
    if absent:
        yield Doubt(draft.whose.town or "清单", f"没有“{'”“'.join(absent)}”清单。")


def _taken(kind: ListKind, table: FoundTable) -> TakenTable:
    columns = tuple((heading, column) for column, heading in table.headings.items())
    others = tuple(dict.fromkeys(table.reader.others.values()))
    return TakenTable(kind, table.place, columns, others, len(table.reader.duties))


def _taker_column(table: FoundTable) -> bool:
    return bool({Column.TAKER, Column.DEPARTMENTS} & set(table.headings))
