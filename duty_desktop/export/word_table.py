"""Paragraphs and tables at the end of a Word document.

They are put together from their elements: python-docx finds a cell by walking over the whole table,
and a style by walking over all styles, for each paragraph anew.
"""

from collections.abc import Iterable, Mapping, Sequence
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


class WordBody:
    """What a document's text is added to."""

    def __init__(self, document: "Document") -> None:
        """Add to the end of ``document``."""
        self._body = document.element.body
        self._styles = {style.name: style.style_id for style in document.styles}

    def add_line(self, text: str, style: str, *, new_page: bool = False) -> None:
        """Add a paragraph, on a new page if it is to begin one."""
        self._append(paragraph(Line(text, style), self._styles, new_page=new_page))

    def add_table(self, widths: Sequence[float]) -> "WordTable":
        """Add a ruled table without rows; ``widths`` of its columns in mm."""
        element = _element("w:tbl")
        self._append(element)
        return WordTable(element, widths, self._styles)

    def _append(self, element: Any) -> None:
        # The body ends in the last section's page.
        self._body[-1].addprevious(element)


class WordTable:
    """A table that grows row by row."""

    def __init__(self, table: Any, widths: Sequence[float], styles: Mapping[str, str]) -> None:
        """Fill ``table``, an empty element; ``styles`` gives the id of each style's name."""
        self._widths = [round(width * _TWIPS) for width in widths]
        self._styles = styles
        self._table = table
        table.append(self._properties())
        grid = _element("w:tblGrid")
        for width in self._widths:
            grid.append(_element("w:gridCol", w=width))
        table.append(grid)

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
            element.append(paragraph(line, self._styles))
        return element


def paragraph(line: Line, styles: Mapping[str, str], *, new_page: bool = False) -> Any:
    """A paragraph's element; ``styles`` gives the id of each style's name."""
    element = _element("w:p")
    properties = _element("w:pPr")
    properties.append(_element("w:pStyle", val=styles[line.style]))
    if new_page:
        properties.append(_element("w:pageBreakBefore"))
    if line.hanging:
        properties.append(_element("w:ind", left=_HANGING, hanging=_HANGING))
    element.append(properties)
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
        element.append(run)
    return element


_HANGING = 360
"""How far lines after a step's first stand in: a number and its full stop at 12 pt, in twips."""


def _element(name: str, **attributes: int | str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), str(value))
    return element
