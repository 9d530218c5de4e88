"""reportlab's Platypus as an ordinary programmer uses it: paragraphs of CJK text in tables."""

import functools
import io
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    Flowable,
    LongTable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from duty_desktop.domain.duty import DutyList
from tests.benchmarks.makers import work

SERIF, BOLD, SANS = "DutySerif-Regular", "DutySerif-Bold", "DutySans-Regular"


def make(kind: str, sizes: Sequence[float]) -> bytes:
    """The document as PDF bytes."""
    register()
    records = work.duty_list()
    return matrix(records) if kind == "matrix" else sheets(records, work.sheet_of(kind), sizes)


@functools.cache
def register() -> None:
    for name in (SERIF, BOLD, SANS):
        pdfmetrics.registerFont(TTFont(name, str(work.FONTS / f"{name}.ttf")))


class Bookmark(Flowable):  # type: ignore[misc]  # reportlab has no types
    """An entry in the outline."""

    width = height = 0.0

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title

    def wrap(self, *_: float) -> tuple[float, float]:
        return 0.0, 0.0

    def draw(self) -> None:
        self.canv.bookmarkPage(self.title)
        self.canv.addOutlineEntry(self.title, self.title, 0)


@functools.cache
def style(face: str, size: float, pitch: float, *, centred: bool = False) -> ParagraphStyle:
    return ParagraphStyle(
        f"{face} {size} {pitch} {centred}",
        fontName=face,
        fontSize=size,
        leading=pitch,
        wordWrap="CJK",
        **({"alignment": TA_CENTER} if centred else {}),
    )


def document(buffer: io.BytesIO, **options: Any) -> SimpleDocTemplate:
    return SimpleDocTemplate(buffer, invariant=1, pageCompression=1, lang="zh-CN", **options)


def sheets(records: DutyList, look: work.Sheet, sizes: Sequence[float]) -> bytes:
    buffer = io.BytesIO()
    pages = document(
        buffer,
        pagesize=A4,
        leftMargin=look.left - 6,
        rightMargin=look.right - 6,
        topMargin=look.top,
        bottomMargin=look.bottom,
    )

    def foot(canvas: Any, _: object) -> None:
        canvas.setFont(SERIF, 9)
        canvas.drawString(look.left, 15 * work.MM, records.full_title)
        canvas.drawCentredString(A4[0] / 2, 15 * work.MM, f"第 {canvas.getPageNumber()} 页")
        canvas.drawRightString(A4[0] - look.right, 15 * work.MM, work.printable_day(work.DAY))

    story = [
        part
        for duty, size in zip(work.sheet_duties(records), sizes, strict=True)
        for part in sheet(work.sheet_words(records, duty), look, size)
    ]
    pages.build(story, onFirstPage=foot, onLaterPages=foot)
    return buffer.getvalue()


def sheet(told: work.SheetWords, look: work.Sheet, size: float) -> Iterator[Flowable]:
    width = A4[0] - look.left - look.right
    town, title, source = told.title

    def set_in(text: str, face: str, size: float, *, centred: bool = False) -> Paragraph:
        return Paragraph(escape(text), style(face, size, size * look.pitch, centred=centred))

    yield Bookmark(told.bookmark)
    yield Paragraph(escape(town), style(SERIF, 16.0, 27.0, centred=True))
    yield Paragraph(escape(title), style(BOLD, 22.0, 36.0, centred=True))
    yield Paragraph(escape(source), style(SERIF, 10.5, 20.0, centred=True))
    yield Spacer(1, 7)
    small = min(size, 12.0)
    head = [
        set_in(text, SERIF if at % 2 else SANS, small, centred=True)
        for at, text in enumerate(told.head)
    ]
    widths = [*work.HEAD_COLUMNS, width - sum(work.HEAD_COLUMNS)]
    yield Table([head], colWidths=widths, style=FORM)
    rows = [
        [
            set_in(label, SANS, small, centred=True),
            [set_in(text, SANS if heading else SERIF, size) for text, heading in paragraphs],
        ]
        for label, paragraphs in told.rows
    ]
    columns = [work.LABEL_COLUMN, width - work.LABEL_COLUMN]
    yield Table(rows, colWidths=columns, style=FORM, splitInRow=1)
    yield PageBreak()


FORM = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("BOX", (0, 0), (-1, -1), 1, "black"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 8),
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 7),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
    ]
)


def matrix(records: DutyList) -> bytes:
    """Plain strings in every cell; names are cut into lines by their number of characters."""
    told = work.matrix_words(records)
    buffer = io.BytesIO()
    pages = document(
        buffer,
        pagesize=landscape(A3),
        leftMargin=work.MATRIX_MARGIN - 6,
        rightMargin=work.MATRIX_MARGIN - 6,
        topMargin=work.MATRIX_MARGIN,
        bottomMargin=work.MATRIX_BOTTOM,
    )

    def around(canvas: Any, _: object) -> None:
        canvas.setFont(SERIF, work.MATRIX_SIZE)
        canvas.drawString(work.MATRIX_MARGIN, work.MATRIX_BOTTOM + 2, told.legend)
        canvas.drawString(work.MATRIX_MARGIN, 8.5 * work.MM, records.full_title)
        canvas.drawCentredString(A3[1] / 2, 8.5 * work.MM, f"第 {canvas.getPageNumber()} 页")
        right = A3[1] - work.MATRIX_MARGIN
        canvas.drawRightString(right, 8.5 * work.MM, work.printable_day(work.DAY))

    pages.build(
        [
            Paragraph(escape(told.title), style(BOLD, 18.75, 27.5, centred=True)),
            Paragraph(escape(records.full_title), style(SERIF, 10.6, 17.5)),
            table(told),
        ],
        onFirstPage=around,
        onLaterPages=around,
    )
    return buffer.getvalue()


def table(told: work.MatrixWords) -> LongTable:
    a_line = int((work.MATRIX_NAME - 7.5) / work.MATRIX_SIZE)
    rows: list[list[str]] = [[*told.heads[:2], *("\n".join(each) for each in told.heads[2:])]]
    bands, sums = [], []
    for row in told.rows:
        if len(row) == 1:
            bands.append(len(rows))
            rows.append([*row, *[""] * (len(told.heads) - 1)])
            continue
        if not row[0]:
            sums.append(len(rows))
        name = row[1]
        lines = "\n".join(name[at : at + a_line] for at in range(0, len(name), a_line))
        rows.append([row[0], lines, *row[2:]])
    count = len(told.heads) - 2
    return LongTable(
        rows,
        colWidths=[work.MATRIX_LABEL, work.MATRIX_NAME, *[work.MATRIX_COLUMN] * count],
        repeatRows=1,
        style=TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), SERIF, work.MATRIX_SIZE, work.MATRIX_NAME_PITCH),
                ("FONT", (0, 0), (-1, 0), SANS, work.MATRIX_HEAD_SIZE),
                ("GRID", (0, 0), (-1, -1), 0.3, "black"),
                ("BOX", (0, 0), (-1, -1), 1, "black"),
                ("ALIGN", (2, 0), (-1, -1), "CENTER"),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 2),
                ("RIGHTPADDING", (0, 0), (-1, -1), 2),
                ("TOPPADDING", (0, 0), (-1, -1), 2.4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4),
                *(("SPAN", (0, at), (-1, at)) for at in bands),
                *(("BACKGROUND", (0, at), (-1, at), "#E5E5E5") for at in bands),
                *(("FONT", (0, at), (-1, at), SANS, 8.75) for at in (*bands, *sums)),
            ]
        ),
    )


if __name__ == "__main__":
    work.run(make)
