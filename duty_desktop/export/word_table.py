"""Tables of a Word document, written row by row.

python-docx finds a cell by walking over the whole table; two hundred rows take it a minute. So a
table is put together from its elements.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from duty_desktop.domain.office_text import xml_text
from duty_desktop.export.word_styles import BODY

if TYPE_CHECKING:
    from docx.document import Document

_TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a cell."""

    text: str
    style: str = BODY
    hanging: bool = False
    """Whether the lines after its first stand in by its marker."""


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell over one or more columns of the table."""

    lines: tuple[Line, ...]
    columns: int = 1
    centred: bool = False
    """Whether its words stand in the middle of its height."""


def cell_of(text: str, style: str = BODY, *, columns: int = 1, centred: bool = False) -> WordCell:
    """A cell with a paragraph for each line of ``text``."""
    lines = tuple(Line(line, style) for line in text.split("\n"))
    return WordCell(lines, columns, centred)


class WordTable:
    """A ruled table at the end of a document."""

    def __init__(self, document: "Document", widths: Sequence[float]) -> None:
        """No rows yet; ``widths`` of the columns in mm."""
        self._document = document
        self._widths = [round(width * _TWIPS) for width in widths]
        body = document.element.body
        self._table = _element("w:tbl")
        # The body ends in the page's properties.
        body.insert(len(body) - 1, self._table)
        self._table.append(self._properties())
        grid = _element("w:tblGrid")
        for width in self._widths:
            grid.append(_element("w:gridCol", w=width))
        self._table.append(grid)

    def add(self, cells: Iterable[WordCell], *, head: bool = False, whole: bool = False) -> None:
        """Add a row: ``head`` is repeated on every page, ``whole`` is not broken over two."""
        row = _element("w:tr")
        properties = _element("w:trPr")
        if head or whole:
            properties.append(_element("w:cantSplit"))
        if head:
            properties.append(_element("w:tblHeader"))
        row.append(properties)
        column = 0
        for cell in cells:
            width = sum(self._widths[column : column + cell.columns])
            row.append(self._cell(cell, width))
            column += cell.columns
        self._table.append(row)

    def _properties(self) -> Any:
        properties = _element("w:tblPr")
        properties.append(_element("w:tblW", w=sum(self._widths), type="dxa"))
        properties.append(_element("w:jc", val="center"))
        borders = _element("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(_element(f"w:{side}", val="single", sz=4, space=0, color="000000"))
        properties.append(borders)
        properties.append(_element("w:tblLayout", type="fixed"))
        margins = _element("w:tblCellMar")
        for side, room in (("top", 28), ("left", 85), ("bottom", 28), ("right", 85)):
            margins.append(_element(f"w:{side}", w=room, type="dxa"))
        properties.append(margins)
        return properties

    def _cell(self, cell: WordCell, width: int) -> Any:
        element = _element("w:tc")
        properties = _element("w:tcPr")
        properties.append(_element("w:tcW", w=width, type="dxa"))
        if cell.columns > 1:
            properties.append(_element("w:gridSpan", val=cell.columns))
        if cell.centred:
            properties.append(_element("w:vAlign", val="center"))
        element.append(properties)
        # A cell without a paragraph is a damaged file to Word.
        for line in cell.lines or (Line(""),):
            element.append(self._paragraph(line))
        return element

    def _paragraph(self, line: Line) -> Any:
        paragraph = _element("w:p")
        properties = _element("w:pPr")
        style = self._document.styles[line.style]
        properties.append(_element("w:pStyle", val=style.style_id))
        if line.hanging:
            properties.append(_element("w:ind", left=_HANGING, hanging=_HANGING))
        paragraph.append(properties)
        if line.text:
            run = _element("w:r")
            # Without it quotation marks are taken for Latin ones.
            face = _element("w:rPr")
            face.append(_element("w:rFonts", hint="eastAsia"))
            run.append(face)
            text = _element("w:t")
            text.text = xml_text(line.text)
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(text)
            paragraph.append(run)
        return paragraph


_HANGING = 360
"""How far lines after a step's first stand in: a number and its full stop at 12 pt, in twips."""


def _element(name: str, **attributes: int | str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), str(value))
    return element
