"""The user's guide read into blocks: the few marks of Markdown that it uses, nothing else."""

import re
from dataclasses import dataclass
from enum import StrEnum

_HEADING = re.compile(r"(#{1,3})\s+(.*)")
_POINT = re.compile(r"-\s+(.*)")
_STEP = re.compile(r"(\d+\.)\s+(.*)")
_PICTURE = re.compile(r"!\[.*\]\(.*\)")
_RULE = re.compile(r"\|[\s|:-]+\|")


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    POINT = "point"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list entry or table row.

    Attributes:
        kind: which of these.
        cells: its text; a row has one for each column.
        level: of a heading, from 1.
        mark: what stands before a list entry: ``•`` or its number.
    """

    kind: Kind
    cells: tuple[str, ...]
    level: int = 0
    mark: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return "　".join(self.cells)


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a guide, in their order. Words stay as they are; back quotes are taken off.

    Pictures are for those who read the file elsewhere: the window and the paper go without.
    """
    found: list[Block] = []
    open_paragraph = False
    for line in text.splitlines():
        plain = line.strip().replace("`", "")
        if not plain or _RULE.fullmatch(plain) or _PICTURE.fullmatch(plain):
            open_paragraph = False
            continue
        block = _block(plain)
        if block.kind is Kind.PARAGRAPH and open_paragraph:
            # A line break in the file is none on the page.
            found[-1] = Block(Kind.PARAGRAPH, (found[-1].text + plain,))
        else:
            found.append(block)
        open_paragraph = block.kind is Kind.PARAGRAPH
    return tuple(found)


def _block(plain: str) -> Block:
    if match := _HEADING.fullmatch(plain):
        return Block(Kind.HEADING, (match[2],), level=len(match[1]))
    if match := _POINT.fullmatch(plain):
        return Block(Kind.POINT, (match[1],), mark="•")
    if match := _STEP.fullmatch(plain):
        return Block(Kind.POINT, (match[2],), mark=match[1])
    if plain.startswith("|") and plain.endswith("|"):
        return Block(Kind.ROW, tuple(cell.strip() for cell in plain[1:-1].split("|")))
    return Block(Kind.PARAGRAPH, (plain,))
