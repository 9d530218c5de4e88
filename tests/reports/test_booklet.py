import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from duty_desktop.domain.duty import Duty, DutyList, ListKind
from duty_desktop.domain.words import words
from duty_desktop.errors import PrintError
from duty_desktop.reports.booklet import booklet
from duty_desktop.reports.booklet_cover import cover_date
from duty_desktop.reports.booklet_lists import ListRows, lies
from duty_desktop.reports.canvas import A4, MM
from duty_desktop.reports.document import Cancelled, Document
from duty_desktop.reports.official_page import room, width
from duty_desktop.reports.order import Look
from duty_desktop.reports.ruled_table import paginate, total
from duty_desktop.reports.typesetting import Typesetter
from duty_desktop.reports.watching import Watch
from tests.reports import papers, reading, tables
from tests.reports.reading import squeezed

FRONT = 4
"""Cover, its back, and two pages of contents."""


@pytest.fixture(scope="module")
def made(duty_list: DutyList, day: datetime.date, look: Look) -> Document:
    return booklet(duty_list, day, look=look)


@pytest.fixture(scope="module")
def texts(made: Document) -> list[str]:
    return reading.page_texts(made.pdf)


@pytest.fixture(scope="module")
def body(texts: list[str]) -> list[str]:
    """The numbered pages without white space; page n is at n - 1."""
    return [squeezed(text) for text in texts[FRONT:]]


def begins(duty: Duty, body: Sequence[str]) -> int:
    """The number of the first page that has the head of the duty's row."""
    head = f"{duty.serial}{duty.category_as_printed}{squeezed(duty.name)}"
    list_from, list_to = list_pages(duty.kind, body)
    at = next(at for at in range(list_from, list_to) if head in body[at])
    return at + 1


def list_pages(kind: ListKind, body: Sequence[str]) -> tuple[int, int]:
    """The indices of a list's first page and of the page after its last."""
    titles = [
        "昌吉州昌吉市三工镇基本履职事项清单",
        "昌吉州昌吉市三工镇配合履职事项清单",
        "昌吉州昌吉市三工镇上级部门收回事项清单",
        "按部门索引",
    ]
    starts = [next(at for at, text in enumerate(body) if text.startswith(t)) for t in titles]
    at = list(ListKind).index(kind)
    return starts[at], starts[at + 1]


def test_the_cover_says_what_the_sources_cover_says(texts: list[str], duty_list: DutyList) -> None:
    assert texts[0].split("\n") == [
        "新疆维吾尔自治区昌吉回族自治州",
        "昌吉市三工镇",
        "履职事项清单",
        "2025 年 7 月",
    ]
    assert texts[1] == ""
    assert cover_date(replace(duty_list, lines=())) == "2025年7月"


def test_every_official_word_is_in_its_list(duty_list: DutyList, body: list[str]) -> None:
    for duty in duty_list.duties:
        pages = body[begins(duty, body) - 1 : list_pages(duty.kind, body)[1]][:3]
        for field in duty.kind.fields:
            assert tables.lost(squeezed(words(duty.cell(field))), pages) == "", (duty.id, field)


def test_the_columns_are_headed_as_printed_on_every_page(
    duty_list: DutyList, body: list[str]
) -> None:
    for kind in ListKind:
        first, after = list_pages(kind, body)
        for text in body[first:after]:
            assert text.count("".join(duty_list.headings[kind])) == 1


def test_duties_are_counted_and_absent_numbers_stated(body: list[str]) -> None:
    basic, cooperative, reclaimed = (body[list_pages(kind, body)[0]] for kind in ListKind)

    assert "清单（共107项）序号" in basic
    assert "清单（共101项；原文缺号：7、9、23、25、69、71、91）序号" in cooperative
    assert "清单（共34项）序号" in reclaimed


def entries(text: str) -> list[tuple[str, int]]:
    """The lines that end in a page number: what they say, and the number."""
    found = re.findall(r"^(.+?) (?:…)+ (\d+)$", text, re.MULTILINE)
    return [(line, int(page)) for line, page in found]


def test_the_contents_lead_to_the_right_pages(
    duty_list: DutyList, texts: list[str], body: list[str]
) -> None:
    found = entries("\n".join(texts[2:FRONT]))

    expected: list[tuple[str, int]] = []
    for at, kind in enumerate(ListKind):
        title = f"{'一二三'[at]}、{kind.official_name}清单"
        expected.append((title, list_pages(kind, body)[0] + 1))
        category = ""
        for duty in duty_list.of_kind(kind):
            if duty.category != category:
                category = duty.category
                expected.append((category, begins(duty, body)))
    for at, title in enumerate(("按部门索引", "按类别索引")):
        page = next(n for n, text in enumerate(body, start=1) if text.startswith(title))
        expected.append((f"{'四五'[at]}、{title}", page))
    assert found == expected
    assert len(found) == 52


def indexed(texts: Sequence[str]) -> list[tuple[str, str, int]]:
    """Each entry of an index: under which heading, which duty, and on which page."""
    found = []
    heading = ""
    for line in "\n".join(texts).splitlines():
        entry = re.fullmatch(r"((?:基本|配合|收回) \d+) .+ …+ (\d+)", line)
        if entry:
            found.append((heading, entry[1], int(entry[2])))
        elif not re.fullmatch(r"— \d+ —", line):
            heading = re.split("　|（续）|（原文", line)[0]
    return found


def test_the_index_by_department_is_right(
    duty_list: DutyList, texts: list[str], body: list[str]
) -> None:
    first, after = (
        next(at for at, text in enumerate(body) if text.startswith(title))
        for title in ("按部门索引", "按类别索引")
    )

    found = indexed(texts[FRONT + first : FRONT + after])

    assert found == [
        (department.name, duty.label, begins(duty, body))
        for department in duty_list.departments
        for duty in duty_list.duties
        if any(named.name == department.name for named in duty.departments)
    ]
    assert len(found) > 180


def test_the_index_by_category_is_right(
    duty_list: DutyList, texts: list[str], body: list[str]
) -> None:
    first = next(at for at, text in enumerate(body) if text.startswith("按类别索引"))

    found = indexed(texts[FRONT + first :])

    categories = dict.fromkeys(duty.category for duty in duty_list.duties)
    assert found == [
        (category, duty.label, begins(duty, body))
        for category in categories
        for duty in duty_list.duties
        if duty.category == category
    ]
    assert len(found) == 242
    assert "生态环保（原文另写作：生态环境）" in squeezed("".join(texts[FRONT + first :]))


def test_body_pages_are_numbered_from_one(made: Document, body: list[str]) -> None:
    for number, text in enumerate(body, start=1):
        assert text.endswith(f"—{number}—")
        assert len(re.findall(r"—\d+—", text)) == 1
    labels = reading.reader(made.pdf).page_labels
    assert labels[:5] == ["i", "ii", "iii", "iv", "1"]
    assert labels[-1] == str(len(body))


@pytest.mark.parametrize("number", [1, 2, 12, 14, 15, 40, 41, 70, 71, 80, 81])
def test_a_page_is_set_by_the_standard(made: Document, body: list[str], number: int) -> None:
    """GB/T 9704-2012 §5.2.1, §7.5 and §8, checked on the upright page."""
    first, after = list_pages(ListKind.COOPERATIVE, body)
    lines, turned, size = reading.places(made.pdf, FRONT + number - 1)
    lies = first < number <= after
    assert size == pytest.approx(tuple(reversed(A4)) if lies else A4, abs=0.01)
    if lies:
        # Turned back by a quarter: its upper edge is the upright page's left edge.
        assert turned
        lines = [(A4[0] - y, x) for x, y in (*lines, turned)]
    *lines, (x, y) = lines
    left = 28 * MM if number % 2 else 26 * MM
    assert all(left <= x <= left + 156 * MM for x, _ in lines)
    assert all(35 * MM <= y <= (35 + 225) * MM for _, y in lines)
    # The number stands outside, its dashes 7 mm under the type area.
    wide = 14 * (2 + 0.5 * len(str(number)))
    assert y == pytest.approx(28 * MM, abs=7)
    if number % 2:
        assert x == pytest.approx(left + 156 * MM - 14 - wide, abs=14)
    else:
        assert x == pytest.approx(left + 14, abs=0.1)


def test_lines_keep_the_rules_and_fonts_are_embedded(made: Document, texts: list[str]) -> None:
    tables.assert_marks_stand_right(texts)
    assert made.missing == ()
    assert all("/FontFile2" in f["/FontDescriptor"].get_object() for f in reading.fonts(made.pdf))
    assert b"Helvetica" not in made.pdf


@pytest.mark.parametrize("kind", ListKind)
def test_every_drawn_line_fits_its_cell_and_keeps_the_rules(
    duty_list: DutyList, setter: Typesetter, kind: ListKind, look: Look
) -> None:
    landscape = lies(kind)
    rows = list(ListRows(setter, duty_list, kind, look).rows(Watch(0, None, None)))

    pages = paginate(rows, room(landscape=landscape), room(landscape=landscape))

    assert landscape is (kind is ListKind.COOPERATIVE)
    for page in pages:
        assert total(page) <= room(landscape=landscape)
        for row in page:
            reading.assert_inside(row, setter, width(landscape=landscape))
    lines = list(tables.lines_of(pages))
    assert [line for line in lines if line[0] in reading.STARTS_NO_LINE] == []
    assert [line for line in lines if line[-1] in reading.ENDS_NO_LINE] == []


def test_each_step_begins_a_line(duty_list: DutyList, setter: Typesetter) -> None:
    for kind in (ListKind.COOPERATIVE, ListKind.RECLAIMED):
        rows = ListRows(setter, duty_list, kind).rows(Watch(0, None, None))
        held = {row.anchor: row for row in rows if row.anchor in duty_list}
        for duty in duty_list.of_kind(kind):
            lines = [line for cell in held[duty.id].cells for line in tables.texts(cell.lines)]
            for step in duty.steps:
                words_begun = step.marker + step.text
                assert any(words_begun.startswith(line) for line in lines), step


def test_the_outline_leads_to_every_duty(
    duty_list: DutyList, made: Document, body: list[str]
) -> None:
    marks = reading.bookmarks(made.pdf)

    duties = [(title, page) for level, title, page in marks if level == 2]
    assert len(duties) == 242
    for duty, (title, page) in zip(duty_list.duties, duties, strict=True):
        assert title.startswith(duty.label)
        assert page == FRONT + begins(duty, body) - 1
    assert [title for level, title, _ in marks if level == 0] == [
        "封面",
        "目录",
        *duty_list.titles.values(),
        "按部门索引",
        "按类别索引",
    ]


def test_lines_of_the_contents_are_links(made: Document, texts: list[str]) -> None:
    document = reading.reader(made.pdf)
    numbers = {page.indirect_reference: at for at, page in enumerate(document.pages)}

    linked = [
        numbers[note.get_object()["/Dest"][0]] - FRONT + 1
        for page in document.pages[2:FRONT]
        for note in page.annotations or ()
    ]

    assert linked == [page for _, page in entries("\n".join(texts[2:FRONT]))]


def test_the_same_list_and_day_are_the_same_bytes(
    duty_list: DutyList, made: Document, day: datetime.date, look: Look
) -> None:
    assert booklet(duty_list, day, look=look) == made


def test_rows_that_go_on_overleaf_say_what_they_are(duty_list: DutyList, body: list[str]) -> None:
    first, after = list_pages(ListKind.COOPERATIVE, body)

    gone_on = 0
    heads = "".join(duty_list.headings[ListKind.COOPERATIVE])
    for text in body[first + 1 : after]:
        if "（续）" in text:
            gone_on += 1
            continued = text.partition("（续）")[0].removeprefix(heads)
            assert any(
                continued == f"{duty.serial}{duty.category_as_printed}{squeezed(duty.name)}"
                for duty in duty_list.of_kind(ListKind.COOPERATIVE)
            )
    assert gone_on >= 5
    assert not any("（续）" in text for text in body[:first])


def with_duty(duty: Duty) -> DutyList:
    """A list whose only duty it is."""
    small = papers.small_list()
    names = {named.name for named in duty.departments}
    departments = tuple(replace(small.departments[0], name=name) for name in sorted(names))
    return replace(small, duties=(duty,), departments=departments)


def test_a_list_may_be_empty(day: datetime.date) -> None:
    document = booklet(with_duty(papers.cooperative_duty()), day)

    text = reading.whole_text(document.pdf)
    assert text.count("（共0项）") == 2
    assert "（共1项；原文缺号：1、2、3" in text


@pytest.mark.parametrize(
    "text",
    [
        "<b>粗</b><img src=x onerror=alert(1)>&amp;",
        "(甲) Tj ET Q endstream endobj %%EOF <</S/JavaScript>>",
        "，。、；：？！”’）》〉】」』…—·%“‘（《〈【「『",
        "堃珺𬭼",
        "甲" * 10_000,
        "，" * 3_000,
    ],
    ids=["tags", "PDF", "marks", "rare", "long", "commas"],
)
def test_hostile_words_are_printed_as_they_are(day: datetime.date, text: str) -> None:
    duty = papers.cooperative_duty(text, text, text, text, category=text)
    strange = with_duty(duty)
    town = replace(strange.town, name=text, county=text)
    strange = replace(strange, town=town, title=text, titles=dict.fromkeys(ListKind, text))
    strange = replace(strange, headings={k: (text,) * len(k.fields) for k in ListKind})

    document = booklet(strange, day)

    found = reading.whole_text(document.pdf)
    assert all(found.count(char) >= 5 * text.count(char) for char in set(text) if char != " ")
    assert document.missing == ()
    assert b"/JavaScript" not in document.pdf


def test_what_cannot_be_printed_is_told(day: datetime.date) -> None:
    duty = papers.cooperative_duty("甲😀", "乙\u202e", "丙\x00")

    assert set(booklet(with_duty(duty), day).missing) == {"😀", "\u202e", "\x00"}


def test_an_empty_list_is_told_in_one_sentence(day: datetime.date) -> None:
    with pytest.raises(PrintError, match="没有事项"):
        booklet(replace(papers.small_list(), duties=()), day)


def test_progress_counts_every_duty_twice(day: datetime.date) -> None:
    told: list[tuple[int, int]] = []

    booklet(papers.small_list(), day, progress=lambda done, of: told.append((done, of)))

    assert told == [(count, 6) for count in range(1, 7)]


def test_a_wish_to_stop_is_heard_throughout(
    duty_list: DutyList, made: Document, day: datetime.date
) -> None:
    asked = 0

    def never() -> bool:
        nonlocal asked
        asked += 1
        return False

    booklet(duty_list, day, cancelled=never)

    # Before each duty, at each page laid out and at each page drawn.
    assert asked >= len(duty_list.duties) + 2 * (made.page_count - FRONT)
    for at in (0, 100, 400, asked - 1):
        answers = iter([False] * at + [True])
        with pytest.raises(Cancelled):
            booklet(duty_list, day, cancelled=answers.__next__)
