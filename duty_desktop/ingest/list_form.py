"""The duties of one list from its tables: numbered, doubted where they must be, put in form."""

from collections.abc import Iterable, Sequence

from duty_desktop.domain.duty import Field, ListKind
from duty_desktop.errors import SourceDocumentError
from duty_desktop.ingest.document import title_of
from duty_desktop.ingest.grid import quoted
from duty_desktop.ingest.headings import STANDARD, Column
from duty_desktop.ingest.list_rows import Doubt, RawDuty
from duty_desktop.ingest.list_tables import FoundTable
from duty_desktop.ingest.text_form import FormTable, cell
from duty_desktop.ingest.whose import Whose


def numbered(
    kind: ListKind, tables: Sequence[FoundTable], doubts: list[Doubt]
) -> Iterable[tuple[int, RawDuty]]:
    """The duties with their numbers; a number that a row lacks is told, and taken in its order."""
    used: dict[int, str] = {}
    taken = {duty.serial for table in tables for duty in table.reader.duties}
    without = taken == {None}
    if without:
        message = "没有序号，按先后次序编号，请核对。"
        doubts.append(Doubt(tables[0].place, message))
    last, category = 0, ""
    for table in tables:
        doubts += [_at(table, doubt) for doubt in table.reader.doubts]
        for duty in table.reader.duties:
            place = f"{table.grid.place}{duty.place}"
            serial = duty.serial
            if serial is None:
                serial = last + 1
                if serial in taken:
                    message = f"没有序号，前后的序号已排满，这一项没有取用：“{_name(duty)}”。"
                    doubts.append(Doubt(place, message))
                    continue
                if not without:
                    message = f"没有序号，按次序算作 {serial}：“{_name(duty)}”。"
                    doubts.append(Doubt(place, message))
            if serial in used:
                raise SourceDocumentError(
                    f"{place}的序号 {serial} 与{used[serial]}重复，"
                    f"请核对{kind.official_name}清单的序号后再导入。"
                )
            used[serial] = duty.place
            doubts += _row_doubts(kind, duty, place, serial, last, category)
            category = duty.text(Column.CATEGORY) or category
            if category:
                duty.cells.setdefault(Column.CATEGORY, [category])
            last = serial
            yield serial, duty


def _row_doubts(
    kind: ListKind, duty: RawDuty, place: str, serial: int, last: int, category: str
) -> Iterable[Doubt]:
    if serial < last:
        yield Doubt(place, f"序号 {serial} 排在 {last} 之后。")
    if not duty.text(Column.CATEGORY).strip():
        said = f"沿用上面的“{quoted(category)}”" if category else "上面也没有"
        yield Doubt(place, f"没有事项类别，{said}。")
    if not duty.text(Column.NAME).strip():
        yield Doubt(place, "没有事项名称。")
    if kind is ListKind.COOPERATIVE:
        for column, said in (
            (Column.DEPARTMENTS, "对应上级部门"),
            (Column.SUPERIOR, "上级部门职责"),
            (Column.TOWNSHIP, "配合职责"),
        ):
            if not duty.text(column).strip():
                yield Doubt(place, f"没有{said}。")
    elif kind is ListKind.RECLAIMED and not _method(duty):
        yield Doubt(place, "没有承接部门及工作方式。")


def _name(duty: RawDuty) -> str:
    return "".join(duty.text(Column.NAME).split())[:20]


def form_table(
    kind: ListKind,
    tables: Sequence[FoundTable],
    duties: Sequence[tuple[int, RawDuty]],
    said: Whose,
) -> FormTable:
    """The list as its text form has it."""
    first = tables[0]
    headings = [
        first.headings.get(Column(field.value), standard)
        for field, standard in zip(kind.fields, STANDARD[kind], strict=True)
    ]
    titles = ["".join(line.split()) for line in first.titles]
    title = next((line for line in reversed(titles) if title_of(line) is kind), "")
    own = f"{said.prefecture}{said.county}{said.town}{kind.official_name}清单"
    rows = tuple(
        tuple(_cell(field, serial, duty) for field in kind.fields) for serial, duty in duties
    )
    return FormTable(kind, title or own, tuple(headings), rows)


def _cell(field: Field, serial: int, duty: RawDuty) -> str:
    if field is Field.SERIAL:
        return str(serial)
    if field is Field.METHOD:
        return cell(_method(duty))
    return cell(duty.text(Column(field.value)))


def _method(duty: RawDuty) -> str:
    """The cell 承接部门及工作方式, put together as lists print it where it comes as two."""
    way = duty.text(Column.WAY)
    if not way:
        return duty.text(Column.METHOD) or duty.text(Column.TAKER)
    names = (duty.text(Column.TAKER) or duty.text(Column.DEPARTMENTS)).split("\n")
    taker = "、".join(name.strip(" 、，") for name in names if name.strip())
    if not taker:
        return way
    return f"{taker}：\n{way}" if "\n" in way.strip() else f"{taker}：{way.strip()}"


def _at(table: FoundTable, doubt: Doubt) -> Doubt:
    return Doubt(f"{table.grid.place}{doubt.place}", doubt.message)
