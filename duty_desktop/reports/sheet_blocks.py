"""What a duty sheet may hold under the duty: 本镇自记, 签收, 承办, 盖章.

What the town noted stands in its field; the others are filled in by hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from duty_desktop.domain.assigning import Handling
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.handling_words import one_line, own_words
from duty_desktop.reports.form import Cell, Row
from duty_desktop.reports.order import SheetBlock
from duty_desktop.reports.sheet_cells import SheetCells
from duty_desktop.reports.typesetting import Piece, SetLine, height

_HANDLING = (("分管领导", "责任科室"), ("承办人", "电话"), ("完成时限", ""))
_RECEIPT = (("签收单位", "签收人"), ("签收时间", ""))
HANDLING_FIELDS = tuple(name for pair in _HANDLING for name in pair if name)
_PLACE = {"签收时间": "　　　　年　　月　　日　　时", "完成时限": "　　　　年　　月　　日"}
"""The fields of each block, two in a row, and what is printed in a field to be filled in."""

_NOT_OFFICIAL = "〔以下由{}自行记录，不是清单原文。〕"
"""What stands over the town's own notes."""

_FIELD_LINES = 6
"""A field shows no more lines, so that a block fits on a page; the last one is then an ellipsis."""

_SEAL = 130.0
"""Height in pt of the room for a seal: the largest of a town's is 42 mm across."""

_SEAL_DATE = "　　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class SheetBlocks:
    """Sets the blocks of one sheet."""

    cells: SheetCells
    duty_list: DutyList
    handling: Handling

    def groups(self, wanted: frozenset[SheetBlock]) -> Iterator[Sequence[Row]]:
        """The rows of each block that is wanted; those of one stay on one page."""
        if SheetBlock.HANDLING in wanted:
            yield [self._fields(*pair) for pair in _HANDLING]
        if SheetBlock.RECEIPT in wanted:
            yield [self._fields(*pair) for pair in _RECEIPT]
        if SheetBlock.SEAL in wanted:
            yield [self._seal()]

    def remarks(self, tall: float) -> Row:
        """An empty row to write in, so many pt tall."""
        return self.cells.beside([self.cells.label("备注"), self._rest(())], tall)

    def _fields(self, first: str, second: str) -> Row:
        """One or two fields, each a label and room to write beside it."""
        style = self.cells.style
        cells = [self.cells.label(first)]
        if second:
            room = style.width / 2 - style.label_width
            cells += [self._blank(first, room), self.cells.label(second)]
        used = sum(cell.width for cell in cells)
        cells.append(self._blank(second or first, style.width - used))
        return self.cells.beside(cells, style.write_in)

    def _blank(self, name: str, width: float) -> Cell:
        style = self.cells.style
        setter, measure = self.cells.setter, width - 2 * style.cell_padding
        texts = noted(self.handling, name) or (_PLACE.get(name, ""),)
        lines = [
            line.ragged for text in texts for line in setter.paragraph(text, style.value, measure)
        ]
        if len(lines) > _FIELD_LINES:
            lines[_FIELD_LINES - 1 :] = setter.paragraph("…", style.value, measure)
        return Cell(width, tuple(lines), style.cell_padding)

    def _rest(self, lines: tuple[SetLine, ...]) -> Cell:
        style = self.cells.style
        return Cell(style.width - style.label_width, lines, style.cell_padding)

    def _seal(self) -> Row:
        """The town's name and the date where the seal is set over both, at the right and low."""
        style, setter = self.cells.style, self.cells.setter
        town = self.duty_list.town.county + self.duty_list.town.name
        text, fitted = setter.fitted(f"{town}（盖章）", style.body, style.measure)
        wide = max(setter.width(text, fitted), setter.width(_SEAL_DATE, style.body))
        middle = style.measure - wide / 2 - min(2 * style.body.size, style.measure - wide) / 2
        lines = [
            SetLine(
                (Piece(max(0.0, middle - setter.width(words, face) / 2), words, face),),
                style.body.pitch,
            )
            for words, face in ((text, fitted), (_SEAL_DATE, style.body))
        ]
        # The words stand in the lower part of the room.
        above = _SEAL - height(lines) - 2 * style.row_padding - style.body.pitch
        cell = self._rest((SetLine((), above), *lines))
        return self.cells.beside([self.cells.label("盖章"), cell], _SEAL)


def own_notes(cells: SheetCells, handling: Handling, own: str) -> Iterator[Row]:
    """What the town noted besides, under words that say whose it is; nothing where nothing is.

    ``own`` is what the town calls itself.
    """
    texts = tuple(own_words(handling))
    if texts:
        style = cells.style
        said = cells.paragraph(_NOT_OFFICIAL.format(own), style.note)
        lines = [replace(line, keep=True) for line in said]
        for text in texts:
            lines += cells.plain(text)
        yield cells.row(f"{own}自记", tuple(lines))


def noted(handling: Handling, name: str) -> tuple[str, ...]:
    """What the town noted for the field of this name, in paragraphs; none where nothing."""
    helpers = f"协办：{'、'.join(handling.helpers)}" if handling.helpers else ""
    texts = {
        "分管领导": (handling.leader,),
        "责任科室": (handling.office, helpers),
        "承办人": ("、".join(handling.handlers),),
        "电话": (handling.phone,),
        "完成时限": (handling.deadline,),
    }
    return tuple(filter(None, map(one_line, texts.get(name, ()))))
