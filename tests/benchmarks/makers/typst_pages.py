"""typst, compiled from markup that is written from the records."""

import functools
from collections.abc import Iterable, Iterator, Sequence

import typst

from duty_desktop.domain.duty import DutyList
from tests.benchmarks.makers import work

BEGINNING = """
#set document(title: {title}, date: datetime(year: 2025, month: 7, day: 1))
#set text(font: "Duty Serif", lang: "zh", region: "cn", size: 10.5pt,
  top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: 0.5em, spacing: 0.5em)
#set block(spacing: 0pt)
#let sans(body) = text(font: "Duty Sans", body)
"""

SHEET = """
#set page(paper: "a4", margin: (left: {left}pt, right: {right}pt, top: {top}pt, bottom: {bottom}pt),
  footer: context grid(columns: (1fr, auto, 1fr), text(9pt, {source}),
    text(9pt, [第 #counter(page).display() 页]), align(right, text(9pt, {day}))))
#set heading(numbering: none)
#set par(leading: {leading}em, spacing: {leading}em)
#show heading: none
#let line(size, pitch, weight, body) = block(height: pitch, width: 100%, spacing: 0pt,
  align(center + horizon, text(size, weight: weight, body)))
#let form = (stroke: 0.5pt, inset: (x: 8pt, y: 7pt))
#let sheet(size, mark, town, title, source, heads, rows) = {{
  let small = calc.min(size, 12) * 1pt
  [#heading(mark)]
  line(16pt, 27pt, 400, town)
  line(22pt, 36pt, 700, title)
  line(10.5pt, 20pt, 400, source)
  v(7pt)
  table(columns: ({columns}, 1fr), align: center + horizon, ..form,
    ..heads.enumerate().map(((at, it)) =>
      text(small, if calc.odd(at) {{ it }} else {{ sans(it) }})))
  table(columns: ({label}pt, 1fr), align: horizon, ..form,
    ..rows.map(((label, paragraphs)) => (align(center, text(small, sans(label))),
      text(size * 1pt, paragraphs.map(((it, head)) => if head {{ sans(it) }} else {{ it }}
      ).join(parbreak())))).flatten())
  pagebreak(weak: true)
}}
"""

MATRIX = """
#set page(paper: "a3", flipped: true, margin: (x: {margin}pt, top: {margin}pt, bottom: {bottom}pt),
  footer: context [#text({size}pt, {legend}) #linebreak() #grid(columns: (1fr, auto, 1fr),
    text({size}pt, {source}), text({size}pt, [第 #counter(page).display() 页]),
    align(right, text({size}pt, {day})))])
#align(center, text(18.75pt, weight: 700, {title}))
#text(10.6pt, {source})
#set text({size}pt)
#set par(leading: 0.25em)
#let band(it) = table.cell(colspan: {count}, fill: luma(90%), sans(it))
#table(columns: ({label}pt, {name}pt, ..({column}pt,) * {marks}), stroke: 0.3pt,
  inset: (x: 2pt, y: 2.4pt),
  align: (x, y) => if x == 1 {{ left + horizon }} else {{ center + horizon }},
  table.header(..({heads}).map(it => text({head}pt, sans(it.clusters().join(linebreak()))))),
"""


def make(kind: str, sizes: Sequence[float]) -> bytes:
    """The document as PDF bytes."""
    records = work.duty_list()
    parts = matrix(records) if kind == "matrix" else sheets(records, work.sheet_of(kind), sizes)
    markup = "".join(parts)
    made: bytes = typst.compile(markup.encode(), font_paths=fonts())
    return made


@functools.cache
def fonts() -> typst.Fonts:
    """The bundled faces and no others, found once."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(work.FONTS)]
    )


def sheets(records: DutyList, look: work.Sheet, sizes: Sequence[float]) -> Iterator[str]:
    yield BEGINNING.format(title=quoted("履职事项单"))
    yield SHEET.format(
        left=look.left,
        right=look.right,
        top=look.top,
        bottom=look.bottom,
        source=quoted(records.full_title),
        day=quoted(work.printable_day(work.DAY)),
        columns=", ".join(f"{column}pt" for column in work.HEAD_COLUMNS),
        label=work.LABEL_COLUMN,
        leading=look.pitch - 1,
    )
    for duty, size in zip(work.sheet_duties(records), sizes, strict=True):
        told = work.sheet_words(records, duty)
        rows = array(
            array((quoted(label), array(paragraph(*each) for each in paragraphs)))
            for label, paragraphs in told.rows
        )
        title = ", ".join(map(quoted, (told.bookmark, *told.title)))
        yield f"#sheet({size}, {title}, {array(map(quoted, told.head))}, {rows})\n"


def paragraph(text: str, heading: bool) -> str:  # noqa: FBT001 - as the words are told
    return array((quoted(text), "true" if heading else "false"))


def matrix(records: DutyList) -> Iterator[str]:
    told = work.matrix_words(records)
    yield BEGINNING.format(title=quoted(told.title))
    yield MATRIX.format(
        margin=work.MATRIX_MARGIN,
        bottom=work.MATRIX_BOTTOM,
        title=quoted(told.title),
        source=quoted(records.full_title),
        day=quoted(work.printable_day(work.DAY)),
        legend=quoted(told.legend),
        count=len(told.heads),
        marks=len(told.heads) - 2,
        label=work.MATRIX_LABEL,
        name=work.MATRIX_NAME,
        column=work.MATRIX_COLUMN,
        size=work.MATRIX_SIZE,
        head=work.MATRIX_HEAD_SIZE,
        heads=array(map(quoted, told.heads)),
    )
    for row in told.rows:
        yield f"band({quoted(row[0])}),\n" if len(row) == 1 else ", ".join(map(quoted, row)) + ",\n"
    yield ")\n"


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def array(items: Iterable[str]) -> str:
    """An array in typst; one of a single item ends in a comma."""
    return f"({', '.join(items)},)"


if __name__ == "__main__":
    work.run(make)
