"""A paper to draw on: text in the bundled faces, rules and bookmarks, and PDF bytes at the end.

The layer over reportlab's canvas that makes a document reproducible (same drawing, same bytes),
embeds every face it names, and never drops a character.
"""

import datetime
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from duty_desktop.reports.codes import Codes, Piece
from duty_desktop.reports.faces import Face, Faces, Preferred

MM = 72 / 25.4
"""Points in a millimetre."""

A4 = (210 * MM, 297 * MM)
A3 = (297 * MM, 420 * MM)
"""Width and height of an upright sheet in pt (ISO 216)."""

_PROGRAM = "duty-desktop"

_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Categories of characters that a text reader should name, not obey."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is set."""

    face: Preferred
    size: float
    """Type size in pt."""
    pitch: float
    """Distance from line to line in pt."""


class Paper:
    """Pages of one size under the pen; coordinates in pt from the lower left corner."""

    def __init__(
        self,
        faces: Faces,
        *,
        title: str,
        author: str,
        printed_on: datetime.date,
        size: tuple[float, float] = A4,
    ) -> None:
        """Begin a document at its first page."""
        # WORKAROUND: not an argument of Canvas; ASCII85 makes pages a quarter larger and, without
        # reportlab's C part, ten times slower to write.
        rl_config.useA85 = 0
        self._faces = faces
        self._buffer = io.BytesIO()
        # A dynamic face as the initial one keeps the unembedded Helvetica out of every page.
        self._canvas = Canvas(
            self._buffer,
            pagesize=size,
            pageCompression=1,
            invariant=1,
            initialFontName=Face.SERIF.value,
            lang="zh-CN",
        )
        # The canvas shows its document to nobody, but fonts must be told that they are used in it.
        self._codes = Codes(faces, self._canvas._doc)  # noqa: SLF001
        # What follows each character, as the page has it now.
        self._gap = 0.0
        self._pages = 0
        self._height = size[1]
        self._bookmarks = 0
        self._marked: dict[str, None] = {}
        day = f"D:{printed_on:%Y%m%d}"
        self._canvas.setDateFormatter(lambda *_: day)
        self._canvas.setTitle(readable(title))
        self._canvas.setAuthor(readable(author))
        self._canvas.setSubject("")
        self._canvas.setCreator(_PROGRAM)
        self._canvas.setProducer(f"{_PROGRAM}（ReportLab）")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters drawn as a mark so far, each once."""
        return tuple(self._marked)

    @property
    def page_count(self) -> int:
        """The pages finished so far."""
        return self._pages

    def text(self, x: float, y: float, text: str, style: Style, gap: float = 0.0) -> None:
        """Draw text from ``x`` on the baseline ``y``, each character followed by ``gap`` pt.

        The gap is the PDF's character spacing, so that justified text extracts unbroken.
        """
        at = 0
        for run in self._codes.runs(text, style.face):
            end = at + run.count
            if run.face is None:
                self._marks(x, y, text[at:end], style, gap)
            else:
                self._write(x, y, run.pieces, style.size, gap)
            if end < len(text):
                x += self._faces.width(text[at:end], style.face, style.size) + gap * (end - at)
            at = end

    def _write(self, x: float, y: float, pieces: Sequence[Piece], size: float, gap: float) -> None:
        """Write one run."""
        said = [f"BT 1 0 0 1 {x:.5f} {y:.5f} Tm"]
        if gap != self._gap:
            said.append(f"{gap:.4f} Tc")
            self._gap = gap
        said += [f"{font.name} {size:.5g} Tf <{codes}> Tj" for font, codes in pieces]
        said.append("ET")
        self._canvas.addLiteral(" ".join(said))

    def rule(self, x1: float, y1: float, x2: float, y2: float, thickness: float) -> None:
        """Draw a straight rule."""
        self._canvas.addLiteral(f"{thickness:.5g} w {x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S")

    def turned(self, x: float, y: float, text: str, style: Style) -> None:
        """Draw text that runs downwards from ``y``, its baseline the upright line at ``x``.

        So stand marks and Latin words in vertical type: turned clockwise by a quarter.
        """
        gap = self._gap
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.rotate(-90)
        self.text(0.0, 0.0, text, style)
        self._canvas.restoreState()
        self._gap = gap

    def shade(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Fill a box from its lower left corner, from 0 for black to 1 for white."""
        self._canvas.addLiteral(f"{grey:.5g} g {x:.3f} {y:.3f} {width:.3f} {height:.3f} re f 0 g")

    def box(self, x: float, y: float, width: float, height: float, thickness: float) -> None:
        """Draw a box from its lower left corner."""
        self._canvas.addLiteral(f"{thickness:.5g} w {x:.3f} {y:.3f} {width:.3f} {height:.3f} re S")

    def bookmark(self, title: str, level: int) -> None:
        """Enter the current page into the outline; a level at most one deeper than the last."""
        self._bookmarks += 1
        key = f"bookmark-{self._bookmarks}"
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(readable(title), key, level)
        self._canvas.showOutline()

    def target(self, name: str) -> None:
        """Let links with this name lead to the top of the current page."""
        # Not "the whole page": that takes the reader's zoom away, and Qt's viewer passes over such
        # a link, with a warning for each.
        self._canvas.bookmarkPage(f"target-{name}", fit="XYZ", left=0, top=self._height)

    def link(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """Let a box from its lower left corner lead to the target, which may come later."""
        self._canvas.linkRect("", f"target-{name}", (x, y, x + width, y + height))

    def page_size(self, size: tuple[float, float]) -> None:
        """Make the current page and those after it so large: width and height in pt."""
        self._canvas.setPageSize(size)
        self._height = size[1]

    def number_from_here(self) -> None:
        """Let viewers count the current page as 1; pages before it, if any, in Roman figures."""
        if self._pages:
            self._canvas.addPageLabel(0, "ROMAN_LOWER", 1)
        self._canvas.addPageLabel(self._pages, "ARABIC", 1)

    def end_page(self) -> None:
        """Finish the page and turn to a fresh one."""
        self._canvas.showPage()
        self._gap = 0.0
        self._pages += 1

    def finish(self) -> bytes:
        """The document; nothing can be drawn any more."""
        with self._faces.writing:
            self._canvas.save()
        return self._buffer.getvalue()

    def _marks(self, x: float, y: float, chars: str, style: Style, gap: float) -> None:
        """Draw a mark for each character."""
        for char in chars:
            self._mark(x, y, char, style.size)
            x += self._faces.width(char, style.face, style.size) + gap

    def _mark(self, x: float, y: float, char: str, size: float) -> None:
        """Draw a box with the character's code: its stand-in on paper, itself to text readers."""
        self._marked[char] = None
        invisible = unicodedata.category(char) in _INVISIBLE
        actual = f"〔U+{ord(char):04X}〕" if invisible else char
        self._canvas.addLiteral(f"/Span <</ActualText <FEFF{_utf16(actual)}>>> BDC")
        side = 0.88 * size
        self.box(x + 0.06 * size, y - 0.08 * size, side, side, thickness=0.04 * size)
        code = f"{ord(char):04X}" if ord(char) <= 0xFFFF else f"{ord(char):06X}"
        half = len(code) // 2
        digits = Style(Face.SANS, 0.36 * size, 0.4 * size)
        for part, height in ((code[:half], 0.42), (code[half:], 0.02)):
            width = self._faces.width(part, digits.face, digits.size)
            self.text(x + (size - width) / 2, y + height * size, part, digits)
        self._canvas.addLiteral("EMC")


def readable(text: str) -> str:
    """Text for a viewer's title bar or outline: what draws nothing there becomes U+FFFD."""
    return "".join("\ufffd" if unicodedata.category(c) in _INVISIBLE else c for c in text)


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()
