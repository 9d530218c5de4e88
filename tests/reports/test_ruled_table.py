from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.reports.document import Cancelled
from duty_desktop.reports.ruled_table import (
    TableCell,
    TableRow,
    draw_table,
    first_pages,
    paginate,
    total,
)
from tests.reports import reading, tables
from tests.reports.papers import PaperMaker, set_lines

HEAD = TableRow((TableCell(150, set_lines("头"), 0),), 10, 0, keep=True)


def row(*cells: str, keep: str = "", anchor: str = "", resumed: str = "") -> TableRow:
    """A row of cells, each character on a line of its own, 10 pt tall, without padding."""
    made = tuple(TableCell(50, set_lines(*text, keep=keep), 0) for text in cells)
    first = replace(made[0], resumed=set_lines(*resumed))
    return TableRow((first, *made[1:]), 10, 0, head=(HEAD,), anchor=anchor)


def shown(pages: Sequence[Sequence[TableRow]]) -> list[list[list[str]]]:
    """For each row of each page, each cell's lines."""
    return [
        [["".join(tables.texts(cell.lines)) for cell in row.cells] for row in rows]
        for rows in pages
    ]


def test_rows_that_fit_stand_on_one_page() -> None:
    pages = paginate([HEAD, row("一", "ab"), row("二", "c")], 40, 40)

    assert shown(pages) == [[["头"], ["一", "ab"], ["二", "c"]]]


def test_a_row_is_split_in_all_its_cells_under_repeated_heads() -> None:
    pages = paginate([HEAD, row("一", "abcdef", "uvwx", resumed="续")], 50, 50)

    assert shown(pages) == [
        [["头"], ["一", "abcd", "uvwx"]],
        [["头"], ["续", "ef", ""]],
    ]
    pages = paginate([HEAD, row("一", "abcdefgh", "uvwxyz")], 40, 40)
    assert shown(pages) == [
        [["头"], ["一", "abc", "uvw"]],
        [["头"], ["", "def", "xyz"]],
        [["头"], ["", "gh", ""]],
    ]


def test_a_row_that_fits_a_page_is_not_split_where_little_room_is_left() -> None:
    pages = paginate([row("一", "abcdefg"), row("二", "abcde")], 100, 100)

    assert shown(pages) == [[["一", "abcdefg"]], [["头"], ["二", "abcde"]]]


def test_a_page_does_not_end_after_a_line_that_keeps_to_the_next() -> None:
    pages = paginate([row("一", "abcdef", keep="d")], 40, 50)

    assert shown(pages) == [[["一", "abc"]], [["头"], ["", "def"]]]


def test_lines_that_all_keep_together_are_split_where_the_page_ends() -> None:
    pages = paginate([row("一", "abcdef", keep="abcdef")], 40, 50)

    assert shown(pages) == [[["一", "abcd"]], [["头"], ["", "ef"]]]


def test_a_row_that_keeps_goes_over_with_the_next() -> None:
    heading = replace(row("题"), keep=True)

    pages = paginate([row("一", "abcdefg"), heading, row("二", "abc")], 100, 100)

    assert shown(pages) == [[["一", "abcdefg"]], [["头"], ["题"], ["二", "abc"]]]


def test_what_a_page_turn_has_parted_says_what_it_is() -> None:
    parted = replace(row("一", "abcdefg"), resumed=(row("题"),))

    pages = paginate([HEAD, parted], 60, 60)

    assert shown(pages) == [[["头"], ["一", "abcde"]], [["头"], ["题"], ["", "fg"]]]


def test_heads_that_would_fill_a_page_are_not_repeated() -> None:
    tall = replace(HEAD, least=30)

    pages = paginate([replace(row("一", "abcdefgh"), head=(tall,))], 40, 40)

    assert shown(pages) == [[["一", "abcd"]], [["", "efgh"]]]


def test_an_anchor_stands_where_its_row_begins() -> None:
    rows = [row("一", "abcd", anchor="a"), row("二", "abcdefgh", anchor="b"), row("三", anchor="c")]

    assert first_pages(paginate(rows, 60, 60)) == {"a": 0, "b": 1, "c": 2}


def test_paginating_can_be_given_up() -> None:
    def no() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        paginate([row("一")], 60, 60, no)


WORDS = st.text("abcdefghij", max_size=30)


@st.composite
def rows(draw: st.DrawFn) -> list[TableRow]:
    """Rows of three cells, some of whose lines keep to the next, some of which keep themselves."""
    made = []
    for label in draw(st.text("一二三四五六", max_size=6)):
        keep = draw(st.sampled_from(["", "a", "abc", "abcdefghij"]))
        one = row(label, draw(WORDS), draw(WORDS), keep=keep)
        made.append(replace(one, keep=draw(st.booleans())))
    return made


@given(rows(), st.floats(40, 120), st.floats(60, 150))
def test_nothing_is_lost_and_every_page_holds_its_rows(
    given_rows: list[TableRow], first: float, later: float
) -> None:
    pages = paginate(given_rows, first, later)

    assert all(total(page) <= (later if at else first) + 1e-6 for at, page in enumerate(pages))
    parts = [part for page in pages for part in page if part is not HEAD]
    for at in range(3):
        held = "".join("".join(tables.texts(part.cells[at].lines)) for part in parts)
        given_words = "".join("".join(tables.texts(one.cells[at].lines)) for one in given_rows)
        assert held == given_words
    assert all(page[0] is HEAD and len(page) > 1 for page in pages[1:])


def test_tables_are_framed_apart_and_headings_between_them_are_not(
    make_paper: PaperMaker,
) -> None:
    paper = make_paper()
    heading = replace(HEAD, framed=False)

    end = draw_table(paper, [row("一", "ab"), row("二"), heading, row("三", "c")], 100, 700)
    paper.end_page()

    pdf = paper.finish()
    assert end == 650
    frames = [operands for operands, name in reading.operations(pdf) if name == b"re"]
    assert [[float(value) for value in frame] for frame in frames] == [
        [100, 670, 50, 30],
        [100, 650, 100, 10],
    ]
    assert reading.whole_text(pdf) == "一ab二头三c"
