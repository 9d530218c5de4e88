"""The user's guide as a PDF, set by the program's own typesetting.

    .venv/bin/python build_spec/guide.py [FILE]    # dist/guide.zh-CN.pdf by default

The words are those of ``docs/guide.zh-CN.md``; the same words give the same bytes.
"""

import datetime
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from duty_desktop import paths  # noqa: E402 - found only once the clone is on the path
from duty_desktop.reports.canvas import A4, MM, Paper, Style  # noqa: E402
from duty_desktop.reports.faces import Face, bundled  # noqa: E402
from duty_desktop.reports.ruled_table import (  # noqa: E402
    TableCell,
    TableRow,
    draw_table,
    paginate,
)
from duty_desktop.reports.typesetting import Typesetter  # noqa: E402
from duty_desktop.views.help.guide_text import Block, Kind, blocks  # noqa: E402

EDGE = 24 * MM
WIDTH, HEIGHT = A4[0] - 2 * EDGE, A4[1] - 2 * EDGE
FOOT = 14 * MM
"""Height of the page number's baseline above the paper's edge, in pt."""

TEXT = Style(Face.SERIF, 11.0, 18.0)
SMALL = Style(Face.SERIF, 9.0, 13.5)
BOLD = Style(Face.BOLD, 11.0, 18.0)
HEADINGS = {
    # level: style, room above in pt
    1: (Style(Face.BOLD, 22.0, 36.0), 0.0),
    2: (Style(Face.BOLD, 15.0, 24.0), 10.0),
    3: (Style(Face.BOLD, 12.0, 20.0), 5.0),
}

HANG = 1.8 * TEXT.size
"""How far a list's words stand in, in pt."""

FIRST_COLUMN = 0.36
"""A table's first column as a part of its width; the others share the rest."""

DAY = datetime.date(2026, 1, 1)
"""Bears no meaning: a document has a date and this one is not of a day."""


def pdf() -> bytes:
    """The guide."""
    setter = Typesetter(bundled())
    rows = list(_rows(setter, blocks(paths.guide().read_text(encoding="utf-8"))))
    pages = paginate(rows, HEIGHT, HEIGHT)
    paper = Paper(setter.faces, title="履职清单使用指南", author="duty-desktop", printed_on=DAY)
    for number, page in enumerate(pages, start=1):
        for row in page:
            if row.anchor:
                paper.bookmark(row.anchor, 0)
        draw_table(paper, page, EDGE, A4[1] - EDGE)
        foot = f"第 {number} 页　共 {len(pages)} 页"
        paper.text((A4[0] - setter.width(foot, SMALL)) / 2, FOOT, foot, SMALL)
        paper.end_page()
    if paper.missing:
        raise ValueError(f"no face has: {''.join(paper.missing)}")
    return paper.finish()


def _rows(setter: Typesetter, guide: Sequence[Block]) -> Iterator[TableRow]:
    for kind, group in groupby(guide, key=lambda block: block.kind):
        if kind is Kind.ROW:
            yield from _table(setter, list(group))
            yield _plain(setter, Block(Kind.PARAGRAPH, ("",)))
        else:
            yield from (_plain(setter, block) for block in group)


def _plain(setter: Typesetter, block: Block) -> TableRow:
    """A heading, a paragraph or a list's entry, over the whole width without rules."""
    if block.kind is Kind.HEADING:
        style, above = HEADINGS[block.level]
        lines = setter.paragraph(block.text, style, WIDTH)
        anchor = block.text if block.level <= 2 else ""
        return _row((TableCell(WIDTH, lines, 0.0),), above, keep=True, anchor=anchor)
    if block.kind is Kind.POINT:
        lines = setter.paragraph(block.text, TEXT, WIDTH, marker=block.mark, indent=HANG)
    else:
        lines = setter.paragraph(block.text, TEXT, WIDTH)
    return _row((TableCell(WIDTH, lines, 0.0),), 2.0)


def _row(
    cells: tuple[TableCell, ...], padding: float, *, keep: bool = False, anchor: str = ""
) -> TableRow:
    return TableRow(cells, 0.0, padding, keep=keep, framed=False, anchor=anchor)


def _table(setter: Typesetter, blocks_of_it: Sequence[Block]) -> Iterator[TableRow]:
    """The rows of a table; the first is its head and stands on every page."""
    columns = len(blocks_of_it[0].cells)
    others = WIDTH * (1 - FIRST_COLUMN) / (columns - 1)
    widths = [WIDTH * FIRST_COLUMN, *[others] * (columns - 1)]
    head: tuple[TableRow, ...] = ()
    for block in blocks_of_it:
        style = TEXT if head else BOLD
        cells = tuple(
            TableCell(width, setter.paragraph(words, style, width - 10.0), 5.0, top=True)
            for width, words in zip(widths, block.cells, strict=True)
        )
        row = TableRow(cells, 0.0, 3.0, keep=not head, head=head)
        head = head or (row,)
        yield row


def main(argv: Sequence[str]) -> int:
    """Write it."""
    target = Path(argv[0]) if argv else ROOT / "dist" / "guide.zh-CN.pdf"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(pdf())
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
