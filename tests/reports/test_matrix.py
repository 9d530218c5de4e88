import datetime
import gc
import re
import time
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject
from reportlab.pdfbase import pdfmetrics

from duty_desktop.domain.assigning import Handling, handlings, without_office
from duty_desktop.domain.duty import Duty, DutyList, ListKind
from duty_desktop.domain.matrix import ResponsibilityMatrix, by_category, by_department, by_office
from duty_desktop.domain.roster import offices_of
from duty_desktop.errors import PrintError
from duty_desktop.reports.canvas import A3, A4, MM
from duty_desktop.reports.document import Cancelled, Document
from duty_desktop.reports.faces import ASCENT, Face, Faces
from duty_desktop.reports.matrix import matrix, matrix_layout
from duty_desktop.reports.matrix_frame import PaperSize
from duty_desktop.reports.matrix_grid import RowKind
from duty_desktop.reports.matrix_layout import Layout
from duty_desktop.reports.matrix_words import Heads
from tests.reports import papers, reading
from tests.reports.reading import squeezed
from tests.town import whole_town


@dataclass(frozen=True, slots=True)
class Look:
    """How a matrix is printed."""

    paper: PaperSize = "A4"
    landscape: bool = True
    steps: bool = False
    heads: Heads = "short"

    def layout(self, duty_list: DutyList, table: Any) -> Layout:
        return matrix_layout(
            duty_list,
            table,
            paper=self.paper,
            landscape=self.landscape,
            steps=self.steps,
            heads=self.heads,
        )

    def print(self, duty_list: DutyList, table: Any, day: datetime.date) -> Document:
        return matrix(
            duty_list,
            table,
            day,
            paper=self.paper,
            landscape=self.landscape,
            steps=self.steps,
            heads=self.heads,
        )


LOOKS = [
    Look(),
    Look(steps=True),
    Look(landscape=False, steps=True, heads="full"),
    Look("A3"),
    Look("A3", landscape=False, heads="full"),
]


@pytest.fixture(scope="module", params=LOOKS, ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    found = request.param
    assert isinstance(found, Look)
    return found


@pytest.fixture(scope="module")
def whole(duty_list: DutyList) -> ResponsibilityMatrix:
    return by_department(duty_list)


@pytest.fixture(scope="module")
def printed(
    duty_list: DutyList, whole: ResponsibilityMatrix, day: datetime.date, look: Look
) -> Document:
    return look.print(duty_list, whole, day)


@pytest.fixture(scope="module")
def layout(duty_list: DutyList, whole: ResponsibilityMatrix, look: Look) -> Layout:
    return look.layout(duty_list, whole)


@dataclass(frozen=True, slots=True)
class Word:
    """Text that was drawn in one go."""

    text: str
    x: float
    y: float
    """Its beginning, on the baseline."""
    size: float


def words_of(page: PageObject) -> list[Word]:
    """What a page's content draws, in order; pypdf tells each piece with where it begins."""
    found: list[Word] = []

    def visit(text: str, cm: list[float], tm: list[float], _: Any, size: float) -> None:
        if text.strip():
            found.append(Word(text.strip("\n"), tm[4] + cm[4], tm[5] + cm[5], size))

    page.extract_text(visitor_text=visit)
    return found


def cells_of(pdf: bytes, layout: Layout) -> list[tuple[str, int, str]]:
    """For each duty's row and column that a tile shows: the duty's label, the column, the text.

    Words are laid into the table by their place on the page, as an eye does.
    """
    found: list[tuple[str, int, str]] = []
    pages = reading.reader(pdf).pages
    for page, (x, y) in zip(pages, layout.tiles, strict=True):
        across, rows = layout.across[x], layout.down[y]
        texts: dict[tuple[int, int], str] = {}
        width = layout.left_width + len(across) * layout.column_width
        alone = len(layout.across) == 1
        left = layout.frame.left + ((layout.frame.width - width) / 2 if alone else 0.0)
        tops = [layout.table_top - layout.head_height]
        for row in rows:
            tops.append(tops[-1] - row.height)
        for word in words_of(page):
            column = (word.x - left - layout.left_width) / layout.column_width
            height = word.y + (ASCENT - 0.5) * word.size
            if column > 0 and tops[-1] < height < tops[0]:
                at = next(at for at, low in enumerate(tops[1:]) if height > low)
                # A mark and its figure may come from two subsets of a face: two words.
                place = at, int(column)
                texts[place] = texts.get(place, "") + word.text
        for at, row in enumerate(rows):
            if row.row.kind is RowKind.ITEM:
                found += [
                    (row.row.label, column, texts.get((at, place), ""))
                    for place, column in enumerate(across)
                ]
    return found


def test_tiles_together_give_every_duty_and_department_once(
    whole: ResponsibilityMatrix, printed: Document, layout: Layout, look: Look
) -> None:
    found = cells_of(printed.pdf, layout)

    places = [(label, column) for label, column, _ in found]
    assert len(places) == len(set(places)) == 242 * len(layout.grid.columns)
    texts = {(label, column): text for label, column, text in found}
    for row in whole.rows:
        for at, cell in enumerate(row.cells):
            steps = str(cell.steps or "") if cell and look.steps else ""
            assert texts[row.duty.label, at] == (cell.role.mark + steps if cell else "")
        total = whole.row_total(row)
        assert texts[row.duty.label, len(row.cells)] == str(total.duties or "")
        if look.steps:
            assert texts[row.duty.label, len(row.cells) + 1] == str(total.steps or "")


def test_every_row_stands_on_every_tile_beside_it(layout: Layout) -> None:
    rows = [row.row for page in layout.down for row in page if not repeated(row.row.label)]

    assert rows == list(layout.grid.rows)
    assert [at for tile in layout.across for at in tile] == list(range(len(layout.grid.columns)))
    assert all(tile for tile in layout.across)


def repeated(label: str) -> bool:
    return label.endswith("（续）")


def test_a_page_begins_with_its_category_and_never_ends_with_one(layout: Layout) -> None:
    first = layout.down[0][0].row
    assert first.kind is RowKind.BAND
    assert not repeated(first.label)
    for page in layout.down:
        assert page[0].row.kind is RowKind.BAND
        assert page[-1].row.kind is not RowKind.BAND
        assert not any(repeated(row.row.label) for row in page[1:])


def test_every_page_is_full_but_the_last(layout: Layout) -> None:
    room = layout.table_top - layout.frame.bottom - layout.head_height
    for page in layout.down:
        assert sum(row.height for row in page) <= room
    for page in layout.down[:-1]:
        assert sum(row.height for row in page) > room * 0.7


def test_nothing_stands_outside_the_type_area(printed: Document, faces: Faces, look: Look) -> None:
    width, height = A4 if look.paper == "A4" else A3
    if look.landscape:
        width, height = height, width
    side = 12 * MM
    for number, page in enumerate(reading.reader(printed.pdf).pages):
        assert [float(edge) for edge in page.mediabox[2:]] == pytest.approx(
            (width, height), abs=0.01
        )
        for word in words_of(page):
            end = word.x + faces.width(word.text, Face.SERIF, word.size)
            assert side - 0.01 <= word.x
            # Justified lines are spread: their end is known only to be inside the table.
            assert end <= width - side + 0.6
            assert 7 * MM <= word.y <= height - 12 * MM
        for operands, operator in reading.operations(printed.pdf, number):
            if operator == b"re" and len(operands) == 4:
                x, y, wide, tall = map(float, operands)
                assert side - 0.01 <= x
                assert x + wide <= width - side + 0.01
                assert y >= 15 * MM
                assert y + tall <= height - 12 * MM + 0.01


def test_type_is_large_enough_to_read(printed: Document, look: Look) -> None:
    sizes = {
        round(word.size, 3) for page in reading.reader(printed.pdf).pages for word in words_of(page)
    }

    assert min(sizes) >= (6.5 if look.paper == "A4" else 7.5)


def test_every_page_has_title_heads_legend_tile_and_footer(
    printed: Document, layout: Layout
) -> None:
    texts = list(map(squeezed, reading.page_texts(printed.pdf)))

    assert len(texts) == printed.page_count == layout.page_count
    for number, ((x, y), text) in enumerate(zip(layout.tiles, texts, strict=True), start=1):
        assert text.startswith("昌吉市三工镇履职事项责任矩阵（按部门）")
        assert "依据：昌吉市三工镇履职事项清单（2025年7月）" in text
        assert "事项242项（基本107、配合101、收回34）部门38个" in text
        assert f"列{x + 1}/{len(layout.across)}·行{y + 1}/{len(layout.down)}" in text
        assert "编号事项名称" in text
        heads = "".join(layout.grid.columns[at].head for at in layout.across[x])
        assert f"编号事项名称{heads}" in text
        assert "图例：●本镇主责○本镇配合◆部门有单列职责◇部门列名、未单列职责△部门收回承接" in text
        assert "配合履职事项原文缺号7个：7、9、23、25、69、71、91" in text
        footer = f"第{number}页共{len(texts)}页打印日期：2025年7月1日"
        assert text.endswith(f"昌吉市三工镇履职事项清单（2025年7月）{footer}")


def test_every_name_is_printed_whole(
    duty_list: DutyList, printed: Document, layout: Layout
) -> None:
    texts = list(map(squeezed, reading.page_texts(printed.pdf)))
    columns = len(layout.across)

    for duty in duty_list.duties:
        found = [
            at
            for at, text in enumerate(texts)
            if f"{squeezed(duty.label)}{squeezed(duty.name)}" in text
        ]
        # The duty column stands on every tile of its row of tiles.
        assert len(found) == columns
        assert len({at // columns for at in found}) == 1


def test_bookmarks_lead_to_tiles_and_categories(
    duty_list: DutyList, printed: Document, layout: Layout
) -> None:
    found = reading.bookmarks(printed.pdf)

    tiles = [(title, page) for level, title, page in found if level == 0]
    assert tiles == [
        (f"列{x + 1}/{len(layout.across)}·行{y + 1}/{len(layout.down)}", page)
        for page, (x, y) in enumerate(layout.tiles)
    ]
    categories = [(title, page) for level, title, page in found if level == 1]
    names = list(dict.fromkeys(duty.category for duty in duty_list.duties))
    pages = reading.page_texts(printed.pdf)
    assert set(names) < {title for title, _ in categories}
    assert categories[-1][0] == "合计"
    for title, page in categories:
        assert page is not None
        assert squeezed(title) in squeezed(pages[page])


def test_every_font_is_embedded(printed: Document) -> None:
    fonts = list(reading.fonts(printed.pdf))

    assert {font["/BaseFont"].partition("+")[2] for font in fonts} == set(Face)
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts)
    assert b"Helvetica" not in printed.pdf


def test_the_same_matrix_and_day_are_the_same_bytes(
    duty_list: DutyList, whole: ResponsibilityMatrix, day: datetime.date, look: Look
) -> None:
    first = look.print(duty_list, whole, day)

    assert look.print(duty_list, whole, day) == first
    assert look.print(duty_list, whole, datetime.date(2026, 1, 2)).pdf != first.pdf


def figures(layout: Layout, kind: RowKind) -> list[tuple[str, ...]]:
    return [row.texts for row in layout.grid.rows if row.kind is kind]


def numbers(texts: tuple[str, ...]) -> list[int]:
    return [int(text or "0") for text in texts]


def test_printed_totals_add_up(layout: Layout, look: Look) -> None:
    columns = len(layout.grid.columns)
    [total] = map(numbers, figures(layout, RowKind.TOTAL))
    subtotals = list(map(numbers, figures(layout, RowKind.SUBTOTAL)))
    parts = list(map(numbers, figures(layout, RowKind.PART)))
    items = figures(layout, RowKind.ITEM)

    assert [sum(row[at] for row in subtotals) for at in range(columns)] == total
    if look.steps:
        steps = parts.pop()
        assert steps[-1] == sum(steps[1:-2]) == total[-1]
        assert steps[0] == 337
        parts = [row[:-1] for row in parts]
    departments = range(1, 39)
    assert [sum(row[at] for row in parts) for at in range(40)] == total[:40]
    for row in [*subtotals, *parts, total]:
        assert row[39] == sum(row[at] for at in departments)
    for at in range(39):
        assert sum(bool(texts[at]) for texts in items) == total[at]


@pytest.mark.usefixtures("faces")
def test_the_whole_matrix_is_printed_in_a_moment(duty_list: DutyList, day: datetime.date) -> None:
    began = time.perf_counter()

    matrix(duty_list, by_department(duty_list), day, steps=True)

    assert time.perf_counter() - began < 1.0


def test_the_title_says_what_was_printed(
    duty_list: DutyList, whole: ResponsibilityMatrix, day: datetime.date
) -> None:
    metadata = reading.reader(matrix(duty_list, whole, day).pdf).metadata

    assert metadata
    assert metadata.title == "昌吉市三工镇履职事项责任矩阵（按部门）"
    assert metadata.author == "昌吉市三工镇"


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_categories_are_one_page(duty_list: DutyList, day: datetime.date, paper: PaperSize) -> None:
    table = by_category(duty_list)
    look = Look(paper)

    document = look.print(duty_list, table, day)

    assert document.page_count == 1
    text = squeezed(reading.page_texts(document.pdf)[0])
    assert text.startswith("昌吉市三工镇履职事项责任矩阵（按类别）")
    assert "类别21个事项242项（基本107、配合101、收回34）部门38个" in text
    assert "配合履职事项原文缺号7个：7、9、23、25、69、71、91" in text
    layout = look.layout(duty_list, table)
    cells = cells_of(document.pdf, layout)
    shown = [texts for _, _, texts in cells]
    width = len(layout.grid.columns)
    assert [numbers(tuple(shown[at : at + width])) for at in range(0, len(shown), width)] == [
        [*row.by_list, row.duties, *row.by_department, row.parts] for row in table.rows
    ]


def test_categories_upright_are_two_pages(duty_list: DutyList, day: datetime.date) -> None:
    document = Look(landscape=False).print(duty_list, by_category(duty_list), day)

    assert document.page_count == 2


def test_the_office_form_is_empty(duty_list: DutyList, day: datetime.date) -> None:
    table = by_office(duty_list, None, ["党政综合办", "便民服务中心（站）", "", ""])

    document = matrix(duty_list, table, day)

    cells = cells_of(document.pdf, Look().layout(duty_list, table))
    assert len(cells) == 208 * 5
    assert {text for _, column, text in cells if column} == {""}
    assert [text for _, column, text in cells if column == 0].count("●") == 107
    for text in map(squeezed, reading.page_texts(document.pdf)):
        assert text.startswith("昌吉市三工镇履职事项责任矩阵（按科室）")
        assert "本镇党政综合办便民服务中心（站）" in text
        assert "科室各栏由本镇填写" in text


def test_the_office_matrix_is_filled_with_what_the_town_noted(
    duty_list: DutyList, day: datetime.date
) -> None:
    offices = ["党政综合办", "民生服务办", ""]
    noted = {
        duty.id: Handling(office=offices[at % 2], helpers=tuple(offices[(at + 1) % 2 : 1]))
        for at, duty in enumerate(duty_list.duties)
    }
    table = by_office(duty_list, None, offices, noted)

    document = matrix(duty_list, table, day)

    cells = cells_of(document.pdf, Look().layout(duty_list, table))
    counts = Counter((column, text) for _, column, text in cells if column)
    assert counts == {
        (1, "●"): 104,
        (1, "○"): 104,
        (2, "●"): 104,
        (2, ""): 104,
        (3, ""): 208,
        (4, ""): 208,
    }
    text = squeezed(reading.whole_text(document.pdf))
    assert "科室各栏为本镇分工：●主责，○协办" in text
    assert "由本镇填写" not in text
    assert "合计208项208208104" in text
    assert "其中●主责104104" in text
    assert "其中○协办104" in text


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_duties_that_no_office_leads_are_seen_and_counted(
    duty_list: DutyList, day: datetime.date, paper: PaperSize
) -> None:
    notes = whole_town(duty_list, every=9)
    noted = handlings(notes, duty_list.source_sha256)
    offices = list(offices_of(notes).labels.values())
    table = by_office(duty_list, duty_list.duties, offices, noted)

    document = matrix(duty_list, table, day, paper=paper)

    assert len(table.rows) == 242
    cells = cells_of(document.pdf, Look(paper).layout(duty_list, table))
    marked = [text for _, column, text in cells if column == len(offices) + 1]
    missing = without_office(duty_list.duties, notes, duty_list.source_sha256)
    assert Counter(marked) == {"": 242 - len(missing), "未": len(missing)}
    for text in map(squeezed, reading.page_texts(document.pdf)):
        assert f"未分工{len(missing)}项" in text
        assert "未还没有主责科室" in text
        assert "列1/1" in text
    # Whoever leads has no column here, and still it is led.
    few = by_office(duty_list, None, offices[5:], noted)
    assert sum(row.has_no_leader for row in few.rows) == len(missing)


def test_a_selection_counts_no_absent_numbers(duty_list: DutyList, day: datetime.date) -> None:
    table = by_department(duty_list, departments=["昌吉市公安局"])

    text = reading.whole_text(matrix(duty_list, table, day).pdf)

    assert "缺号" not in text
    assert "公安局" in text
    assert "水利局" not in text


def test_two_departments_of_one_short_name_are_told_apart(duty_list: DutyList) -> None:
    alike = replace(
        duty_list,
        departments=tuple(replace(each, short_name="局") for each in duty_list.departments),
    )

    layout = Look().layout(alike, by_department(alike))

    heads = [column.head for column in layout.grid.columns[1:-1]]
    assert heads == [department.name for department in duty_list.departments]


@pytest.mark.parametrize("ids", [(), ("basic-1", "basic-2")])
def test_nothing_to_print_is_told_in_one_sentence(
    duty_list: DutyList, day: datetime.date, ids: tuple[str, ...]
) -> None:
    duties = list(map(duty_list.duty, ids))

    with pytest.raises(PrintError, match="没有"):
        matrix(duty_list, by_department(duty_list, duties), day)
    with pytest.raises(PrintError, match="没有"):
        matrix(duty_list, by_office(duty_list, duties, []), day)
    if not duties:
        with pytest.raises(PrintError, match="没有"):
            matrix(duty_list, by_category(duty_list, duties), day)


def test_progress_is_told_after_each_page(
    duty_list: DutyList, whole: ResponsibilityMatrix, day: datetime.date
) -> None:
    told: list[tuple[int, int]] = []

    document = matrix(
        duty_list, whole, day, steps=True, progress=lambda done, of: told.append((done, of))
    )

    count = document.page_count
    assert told == [(at, count) for at in range(1, count + 1)]


@pytest.mark.parametrize("made", [0, 1, 7, 16])
def test_a_matrix_no_longer_wanted_is_given_up_at_once(
    duty_list: DutyList, whole: ResponsibilityMatrix, day: datetime.date, made: int
) -> None:
    told: list[int] = []

    with pytest.raises(Cancelled):
        matrix(
            duty_list,
            whole,
            day,
            progress=lambda done, _: told.append(done),
            cancelled=lambda: len(told) >= made,
        )

    assert told == list(range(1, made + 1))
    gc.collect()
    assert [len(pdfmetrics.getFont(face.value).state) for face in Face] == [0, 0, 0]


HOSTILE = {
    "tags": "<b>粗</b><img src=x onerror=alert(1)>",
    "entities": "甲&amp;乙&#65;&lt;b&gt;",
    "PDF syntax": "(甲) Tj ET Q endstream <</S/JavaScript>>",
    "only punctuation": "，。、；：？！”’）》〉】」』…—·%“‘（《〈【「『",
    "rare names": "堃珺𬭼",
}


def hostile_list(text: str) -> tuple[DutyList, Duty]:
    """A list of one duty, and of one department, all of whose names are the text."""
    duty = papers.cooperative_duty(text, text, category=text)
    small = papers.small_list()
    departments = tuple(
        replace(small.departments[0], name=named.name, short_name=named.name)
        for named in duty.departments
    )
    return replace(small, duties=(duty,), departments=departments), duty


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_words_are_printed_as_they_are(day: datetime.date, text: str) -> None:
    strange, _ = hostile_list(text.replace("、", ""))

    for table in (by_department(strange), by_category(strange), by_office(strange, None, [text])):
        document = matrix(strange, table, day)
        assert document.page_count == 1
        assert document.missing == ()
        assert b"/JavaScript" not in document.pdf
        found = reading.whole_text(document.pdf)
        assert squeezed(text.replace("、", "")) in found


@pytest.mark.parametrize("text", ["甲" * 10_000, "x" * 10_000, "，" * 10_000, "א\u202e\x00" * 900])
def test_endless_names_are_cut_visibly(day: datetime.date, text: str) -> None:
    strange, duty = hostile_list(text)
    table = by_department(strange)

    document = matrix(strange, table, day, paper="A3")

    assert document.page_count == 1
    found = reading.whole_text(document.pdf)
    assert found.count("…") >= 3
    assert squeezed(duty.label) in found


def test_a_town_without_end_has_its_matrix_too(
    duty_list: DutyList, whole: ResponsibilityMatrix, day: datetime.date
) -> None:
    town = replace(duty_list.town, name="<b>&镇" * 60)
    strange = replace(duty_list, town=town, title="清单" * 200)

    document = matrix(strange, whole, day)

    for page in reading.reader(document.pdf).pages:
        sizes = [word.size for word in words_of(page)]
        assert min(sizes) >= 6.5
    text = reading.page_texts(document.pdf)[0]
    assert text.count("…") == 3
    assert squeezed(text).endswith("…第1页共16页打印日期：2025年7月1日")


NAMES = st.text(max_size=40)


@settings(max_examples=40)
@given(NAMES, NAMES.filter(lambda text: "、" not in text), NAMES)
def test_any_names_make_a_page(name: str, department: str, category: str) -> None:
    duty = papers.cooperative_duty(name, department, category=category)
    small = papers.small_list()
    only = replace(small.departments[0], name=department, short_name=department)
    strange = replace(small, duties=(duty,), departments=(only,))

    document = matrix(strange, by_department(strange), datetime.date(2025, 7, 1))

    assert document.page_count == 1
    if not document.missing:
        assert re.sub(r"\s", "", name) in reading.whole_text(document.pdf)


def test_hundreds_of_departments_are_tiled(day: datetime.date) -> None:
    names = "、".join(f"第{number}局" for number in range(300))
    strange, duty = hostile_list(names)

    layout = Look().layout(strange, by_department(strange))
    document = matrix(strange, by_department(strange), day)

    assert len(layout.across) == document.page_count > 5
    heads = [layout.grid.columns[at].head for tile in layout.across for at in tile]
    assert heads[1:-1] == [named.name for named in duty.departments]
    assert layout.column_width * max(map(len, layout.across)) + layout.left_width <= (
        layout.frame.width + 0.001
    )


def test_only_lists_that_are_counted_whole_tell_absent_numbers(duty_list: DutyList) -> None:
    some = by_department(duty_list, duty_list.of_kind(ListKind.COOPERATIVE))
    fewer = by_department(duty_list, duty_list.of_kind(ListKind.COOPERATIVE)[:-1])

    assert any("缺号" in part for part in Look().layout(duty_list, some).grid.legend)
    assert not any("缺号" in part for part in Look().layout(duty_list, fewer).grid.legend)
