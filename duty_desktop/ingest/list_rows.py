"""The rows of one table as duties, before it is known which list they are of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from duty_desktop.domain.office_text import CONTINUED, text_of_pieces
from duty_desktop.ingest.grid import GridRow, squeezed
from duty_desktop.ingest.headings import Column

_SERIAL = re.compile(r"[(]?(?:No\.?|第)?(\d{1,5})(?:\.0+)?[)、.项]?(?:\([^()]*\))?", re.IGNORECASE)
_GOES_ON = re.compile(r"\d{1,5}\(续\)")
"""The number of a row that our own workbooks add where a row cannot hold a duty's words."""

_EXAMPLE = re.compile(r"[(\[【]?(?:填写)?(?:示例|样例|例)[)\]】:]?\d*")
_SUM = re.compile(r"(?:合计|总计|小计|共计).*")
_OWNERS = (Column.TOWN, Column.LIST)
"""Columns that say whose a row is: said once, they hold for the rows below."""

_DUTIES = (Column.SUPERIOR, Column.TOWNSHIP, Column.METHOD, Column.WAY)
"""Columns whose words, where a second row says them again, may be another department's own."""

_LONG = (Column.NAME, Column.SUPERIOR, Column.TOWNSHIP, Column.METHOD, Column.WAY)

Cells = dict[Column, list[str]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a file that its reader should look at before agreeing."""

    place: str
    message: str
    """One sentence in Chinese."""

    def __str__(self) -> str:
        """The sentence behind its place."""
        return f"{self.place}：{self.message}"


@dataclass(slots=True)
class RawDuty:
    """One duty's words by column, as one row or several give them."""

    place: str
    serial: int | None
    cells: Cells
    others: dict[str, list[str]] = field(default_factory=dict)
    """Words of columns that no list has, by their headings."""

    def text(self, column: Column) -> str:
        """The words of one column, those of several rows in lines."""
        return "\n".join(self.cells.get(column, ()))


class RowReader:
    """Takes a table's rows one by one.

    Attributes:
        duties: what was taken so far.
        doubts: what was not understood, with its row.
    """

    def __init__(self, columns: Mapping[int, Column], others: Mapping[int, str]) -> None:
        """Read rows by what their ``columns`` hold and the headings of the ``others``."""
        self.columns = dict(columns)
        self.others = dict(others)
        self.duties: list[RawDuty] = []
        self.doubts: list[Doubt] = []
        self._group = ""

    def group(self, name: str) -> None:
        """Take a heading across the table for the category of the rows below."""
        self._group = name

    def take(self, row: GridRow) -> None:
        """Take one row with words."""
        cells = {
            column: row.cells[place]
            for place, column in self.columns.items()
            if place < len(row.cells) and row.cells[place].strip()
        }
        filled = {self.columns[place] for place in row.filled if place in self.columns}
        said = squeezed(cells.get(Column.SERIAL, ""))
        if _EXAMPLE.fullmatch(said):
            return
        serial = _serial(said)
        if said and serial is None:
            self._no_number(row, said)
        elif self._goes_on(cells, said, serial):
            self._join(cells)
        elif self._continues(cells, filled, serial):
            self._append(row, cells, filled)
        elif set(cells) - {Column.SERIAL, Column.CATEGORY, *_OWNERS}:
            self._begin(row, cells, serial)
        elif serial:
            message = f"序号 {serial} 后面没有事项名称，这一行没有取用，请核对原文件。"
            self.doubts.append(Doubt(row.place, message))
        if row.note:
            self.doubts.append(Doubt(row.place, row.note))

    def is_continued_by(self, row: GridRow) -> bool:
        """Whether a row with a single cell goes on with the words of the duty before."""
        place = next(at for at, text in enumerate(row.cells) if text.strip())
        return bool(self.duties) and place > 0 and self.columns.get(place) in _LONG

    def _no_number(self, row: GridRow, said: str) -> None:
        if not _SUM.fullmatch(said):
            message = f"“{said[:20]}”不是序号，这一行没有取用，请核对原文件。"
            self.doubts.append(Doubt(row.place, message))

    def _continues(
        self, cells: Mapping[Column, str], filled: set[Column], serial: int | None
    ) -> bool:
        """Whether the row belongs to the duty before: merged with it, or torn off from it."""
        if not self.duties:
            return False
        if Column.SERIAL in filled:
            return True
        last = self.duties[-1]
        if any(cells.get(owner, "") not in ("", last.text(owner)) for owner in _OWNERS):
            return False
        name = cells.get(Column.NAME, "")
        if serial is None:
            return Column.NAME in filled or not name
        return serial == last.serial and (not name or name == last.text(Column.NAME))

    def _goes_on(self, cells: Mapping[Column, str], said: str, serial: int | None) -> bool:
        """Whether the row holds what our own export had no room for in the row above."""
        return (
            bool(self.duties)
            and serial == self.duties[-1].serial
            and bool(_GOES_ON.fullmatch(said))
            and all(
                text.startswith(CONTINUED)
                for column, text in cells.items()
                if column is not Column.SERIAL
            )
        )

    def _join(self, cells: Mapping[Column, str]) -> None:
        """Put the words back together that were cut for want of room."""
        known = self.duties[-1].cells
        for column, text in cells.items():
            if column is not Column.SERIAL:
                *before, last = known.get(column, [""])
                known[column] = [*before, text_of_pieces((last, text))]

    def _begin(self, row: GridRow, cells: Mapping[Column, str], serial: int | None) -> None:
        duty = RawDuty(row.place, serial, {column: [text] for column, text in cells.items()})
        if self._group:
            duty.cells.setdefault(Column.CATEGORY, [self._group])
        for owner in _OWNERS:
            if self.duties and self.duties[-1].text(owner):
                duty.cells.setdefault(owner, [self.duties[-1].text(owner)])
        self.duties.append(duty)
        self._keep_others(duty, row)

    def _append(self, row: GridRow, cells: Mapping[Column, str], filled: set[Column]) -> None:
        duty = self.duties[-1]
        added = again = False
        for column, text in cells.items():
            known = duty.cells.setdefault(column, [])
            if column in filled or column is Column.SERIAL:
                continue
            if text not in known:
                known.append(text)
                added = True
            else:
                again = again or column in _DUTIES
        self._keep_others(duty, row)
        if added and Column.SERIAL not in filled:
            message = f"这一行接在上一行（{duty.place}）后面，作为同一事项。"
            self.doubts.append(Doubt(row.place, message))
        if again:
            message = f"职责文字与上面（{duty.place}）相同，没有重复取用。"
            self.doubts.append(Doubt(row.place, message))

    def _keep_others(self, duty: RawDuty, row: GridRow) -> None:
        for place, heading in self.others.items():
            text = row.cells[place].strip() if place < len(row.cells) else ""
            if text and place not in row.filled:
                duty.others.setdefault(heading, []).append(text)


def _serial(text: str) -> int | None:
    match = _SERIAL.fullmatch(text)
    return int(match[1]) if match and int(match[1]) else None


def parted(reader: RowReader, column: Column) -> dict[str, RowReader]:
    """The reader's duties by what a column says of them, its doubts with the first."""
    parts: dict[str, RowReader] = {}
    for duty in reader.duties:
        said = "".join(duty.text(column).split())
        part = parts.setdefault(said, RowReader(reader.columns, reader.others))
        part.duties.append(duty)
    for part in list(parts.values())[:1]:
        part.doubts = reader.doubts
    return parts
