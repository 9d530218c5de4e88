"""A PDF's pages as blocks of text with their places, and as lines that a person can compare."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pypdf import PageObject, PdfReader


@dataclass(frozen=True, slots=True)
class Block:
    """Text drawn in one go."""

    x: float
    y: float
    """Where it begins on its baseline, in pt from the page's lower left corner."""
    size: float
    """Type size in pt."""
    text: str


def blocks(page: PageObject) -> list[Block]:
    """What a page draws, in the order in which it draws it."""
    found: list[Block] = []

    def visit(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        if text.strip():
            found.append(Block(tm[4] + cm[4], tm[5] + cm[5], size, text.strip("\n")))

    page.extract_text(visitor_text=visit)
    return found


def page_count(pdf: bytes) -> int:
    """How many pages a document has."""
    return len(PdfReader(io.BytesIO(pdf)).pages)


def pages_of(pdf: bytes) -> list[list[Block]]:
    """The blocks of each page."""
    return [blocks(page) for page in PdfReader(io.BytesIO(pdf)).pages]


def told(pages: Sequence[Sequence[Block]], chosen: Sequence[int]) -> str:
    """The chosen pages in lines: the baseline, then each block with where it begins and its size.

    Places are told to a whole pt, sizes to a tenth. A size is told where it is another than that
    of the block before.
    """
    lines = [f"{len(pages)} 页"]
    for at in chosen:
        lines += ["", f"第 {at + 1} 页", *_lines(pages[at])]
    return "\n".join(lines) + "\n"


def _lines(page: Sequence[Block]) -> list[str]:
    lines = []
    size = ""
    for y, row in groupby(page, lambda block: f"{block.y:.0f}"):
        parts = []
        for block in row:
            new = f"{block.size:.1f}"
            parts.append(f"{block.x:.0f}{'' if new == size else f' ({new})'} {block.text}")
            size = new
        lines.append(f"{y:>4} | " + " | ".join(parts))
    return lines
