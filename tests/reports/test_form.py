from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.reports.form import Cell, Row, draw_form, paginate, total
from tests.reports import reading
from tests.reports.papers import PaperMaker, set_lines

CONTINUED = set_lines("续")
HEAD = Row((Cell(150, set_lines("头"), 0),), 10, 0)


def row(label: str, *texts: str, keep: str = "", height: float = 10.0) -> Row:
    """A row that may be split, each line of it 10 pt tall, without padding."""
    body = set_lines(*texts, keep=keep, height=height)
    return Row((Cell(50, set_lines(label), 0), Cell(100, body, 0)), 10, 0, CONTINUED)


def shown(pages: Sequence[Sequence[Row]]) -> list[list[list[str]]]:
    """For each row of each page, its lines' texts, the label's first."""
    return [
        [[reading.line_text(line) for cell in row.cells for line in cell.lines] for row in rows]
        for rows in pages
    ]


def test_rows_that_fit_stand_on_one_page() -> None:
    pages = paginate([row("一", "a", "b"), row("二", "c")], 30, 30, [])

    assert shown(pages) == [[["一", "a", "b"], ["二", "c"]]]


def test_a_row_that_does_not_fit_is_split_and_its_label_repeated() -> None:
    pages = paginate([row("一", "a"), row("二", *"bcdefgh")], 30, 40, [])

    assert shown(pages) == [[["一", "a"], ["二", "b", "c"]], [["续", *"defg"]], [["续", "h"]]]


def test_later_pages_begin_with_the_repeated_rows() -> None:
    pages = paginate([HEAD, row("一", *"abcdef")], 30, 40, [HEAD])

    assert shown(pages) == [
        [["头"], ["一", "a", "b"]],
        [["头"], ["续", "c", "d", "e"]],
        [["头"], ["续", "f"]],
    ]


def test_a_row_does_not_begin_with_one_line_at_a_pages_end() -> None:
    pages = paginate([row("一", "a"), row("二", "b", "c")], 20, 30, [])

    assert shown(pages) == [[["一", "a"]], [["二", "b", "c"]]]


def test_a_page_does_not_end_after_a_line_that_keeps_to_the_next() -> None:
    pages = paginate([row("一", *"abcdef", keep="d")], 40, 40, [])

    assert shown(pages) == [[["一", *"abc"]], [["续", *"def"]]]


def test_lines_that_all_keep_together_are_split_where_the_page_ends() -> None:
    pages = paginate([row("一", *"abcdef", keep="abcdef")], 40, 40, [])

    assert shown(pages) == [[["一", *"abcd"]], [["续", *"ef"]]]


def test_a_row_is_split_only_where_its_label_fits_too() -> None:
    tall = Row((Cell(50, set_lines(*"标签高"), 0), Cell(100, set_lines(*"bcd"), 0)), 10, 0, ())

    pages = paginate([row("一", "a"), tall], 30, 30, [])

    assert shown(pages) == [[["一", "a"]], [["标", "签", "高", *"bcd"]]]


def test_a_row_that_may_not_be_split_goes_to_the_next_page() -> None:
    whole = Row((Cell(150, set_lines(*"bcd"), 0),), 10, 0)

    pages = paginate([row("一", "a"), whole], 30, 30, [])

    assert shown(pages) == [[["一", "a"]], [[*"bcd"]]]


def test_no_rows_are_one_empty_page() -> None:
    assert paginate([], 30, 30, []) == [[]]


@pytest.mark.parametrize(
    ("least", "padding", "height"), [(10, 0, 30), (40, 0, 40), (10, 7, 44), (44, 7, 44)]
)
def test_a_row_is_as_tall_as_its_tallest_cell(least: float, padding: float, height: float) -> None:
    cells = (Cell(50, set_lines(*"ab"), 0), Cell(50, set_lines(*"abc"), 0), Cell(50, (), 0))

    assert Row(cells, least, padding).height == height


LINES = st.text("abcdefghij", max_size=30)


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    """Rows of many lines, some of which keep to the next."""
    made = []
    for label in draw(st.text("一二三四五六", max_size=6)):
        keep = draw(st.sampled_from(["", "a", "abc", "abcdefghij"]))
        height = draw(st.sampled_from([10.0, 12.5, 18.0]))
        made.append(row(label, *draw(LINES), keep=keep, height=height))
    return made


@given(rows(), st.floats(40, 120), st.floats(60, 150), st.sampled_from([[], [HEAD]]))
def test_nothing_is_lost_and_every_page_holds_its_rows(
    given_rows: list[Row], first: float, later: float, head: list[Row]
) -> None:
    pages = paginate(given_rows, first, later, head)

    assert all(list(page[: len(head)]) == head for page in pages[1:])
    own = [pages[0], *(page[len(head) :] for page in pages[1:])]
    assert all(total(page) <= (later if at else first) for at, page in enumerate(pages))
    assert all(own[1:])
    parts = [part for page in own for part in page]
    assert reading.body_text(parts) == reading.body_text(given_rows)
    labels = [reading.line_text(part.cells[0].lines[0]) for part in parts]
    begun = [reading.line_text(row.cells[0].lines[0]) for row in given_rows]
    assert [label for label in labels if label != "续"] == begun


def test_a_form_draws_every_word_inside_its_frame(make_paper: PaperMaker) -> None:
    paper = make_paper()
    drawn = [row("一", "甲", "乙"), row("二", "丙")]

    draw_form(paper, drawn, 100, 700, 150)
    paper.end_page()

    operations = reading.operations(paper_pdf := paper.finish())
    assert reading.whole_text(paper_pdf) == "一甲乙二丙"
    [frame] = [operands for operands, name in operations if name == b"re"]
    assert [float(value) for value in frame] == [100, 670, 150, 30]
    places = [operands for operands, name in operations if name == b"Tm"]
    assert all(100 <= float(place[4]) < 250 for place in places)
    assert all(670 < float(place[5]) < 700 for place in places)
    assert sum(name == b"l" for _, name in operations) == 3
