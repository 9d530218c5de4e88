"""The user's guide on paper."""

import io

from pypdf import PdfReader
from pypdf.generic import Destination

from build_spec import guide
from duty_desktop import paths
from duty_desktop.views.help.guide_text import Kind, blocks


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_word_is_on_paper_and_every_chapter_in_the_outline() -> None:
    made = guide.pdf()

    reader = PdfReader(io.BytesIO(made))
    feet = [f"第{n}页共{len(reader.pages)}页" for n in range(1, len(reader.pages) + 1)]
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    for foot in feet:
        text = text.replace(foot, "")
    wanted = blocks(paths.guide().read_text(encoding="utf-8"))
    for block in wanted:
        for cell in block.cells:
            assert squeezed(cell) in text
    chapters = [block.text for block in wanted if block.kind is Kind.HEADING and block.level <= 2]
    titles = [entry.title for entry in reader.outline if isinstance(entry, Destination)]
    assert titles == chapters


def test_the_same_words_give_the_same_bytes() -> None:
    assert guide.pdf() == guide.pdf()
