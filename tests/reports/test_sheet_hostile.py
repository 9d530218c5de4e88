import datetime
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.words import words
from duty_desktop.reports.order import Look, SheetBlock
from duty_desktop.reports.sheet import laid_out, sheets
from duty_desktop.reports.sheet_style import STYLES
from duty_desktop.reports.typesetting import Typesetter
from tests.reports import papers, reading
from tests.reports.reading import squeezed

HOSTILE = {
    "tags": "<b>粗</b><i/><img src=x onerror=alert(1)>",
    "entities": "甲&amp;乙&#65;&lt;b&gt;&nbsp;",
    "half a tag": "甲<b 乙 < 丙 > 丁 &",
    "reportlab markup": "</para><para><font size=99>大</font><super>上</super>",
    "PDF syntax": "(甲) Tj ET Q endstream endobj %%EOF <</S/JavaScript>>",
    "backslashes": "\\ \\n \\( \\101 \\",
    "formats": "%s {0} ${x} $(ls) `ls`",
    "only punctuation": "，。、；：？！”’）》〉】」』…—·%“‘（《〈【「『",
    "quotes": "'\"“”‘’",
    "rare names": "堃珺𬭼",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_words_are_printed_as_they_are(
    duty_list: DutyList, day: datetime.date, text: str, look: Look
) -> None:
    duty = papers.cooperative_duty(text, text, text, text, category=text)

    document = sheets(duty_list, [duty], day, look=look)

    found = reading.whole_text(document.pdf)
    assert found.count(squeezed(text)) == 5
    assert document.missing == ()
    assert document.page_count == 1
    assert b"/JavaScript" not in document.pdf


@pytest.mark.parametrize(
    ("text", "missing", "shown"),
    [
        ("ሀ甲😀", ("ሀ", "😀"), "1200甲01F600"),
        ("שלום", ("ש", "ל", "ו", "ם"), "05E905DC05D505DD"),
        ("甲\x00乙\x1b丙\x7f", ("\x00", "\x1b", "\x7f"), "0000乙001B丙007F"),
        ("甲\ud83d乙\udc00", ("\ud83d", "\udc00"), "甲D83D乙DC00"),
        ("甲\u202e乙\u200b丙\ufeff", ("\u202e", "\u200b", "\ufeff"), "202E乙200B丙FEFF"),
        ("甲\u2028乙\x85丙", ("\u2028", "\x85"), "甲2028乙0085丙"),
    ],
    ids=["no face", "right to left", "controls", "lone surrogates", "hidden", "line ends"],
)
def test_what_cannot_be_printed_is_marked_and_told(
    duty_list: DutyList,
    day: datetime.date,
    text: str,
    missing: tuple[str, ...],
    shown: str,
    look: Look,
) -> None:
    duty = papers.cooperative_duty(text, text, text, text, category=text)

    document = sheets(duty_list, [duty, papers.basic_duty(text)], day, look=look)

    assert document.missing == missing
    assert shown in reading.whole_text(document.pdf)
    # The outline is not steered by them either.
    titles = "".join(title for _, title, _ in reading.bookmarks(document.pdf))
    assert not set(titles) & set("\x00\x1b\ud83d\u202e\u2028")


def test_a_town_with_strange_words_has_its_sheets_too(
    duty_list: DutyList, day: datetime.date, look: Look
) -> None:
    town = replace(duty_list.town, name="<b>&\ud83d镇" * 60, county="，）")
    strange = replace(duty_list, town=town, title="清单" * 200)

    document = sheets(strange, [papers.basic_duty("开展宣讲")], day, look=look)

    assert document.page_count == 1
    assert document.missing == ("\ud83d",)
    text = reading.whole_text(document.pdf)
    assert "开展宣讲" in text
    # The running titles are cut visibly and leave room for what stands beside them.
    if look is Look.OFFICIAL:
        assert text.count("…") == 2
        assert "…打印日期：2025年7月1日所属清单" in text
    else:
        assert text.count("…") == 3
        assert text.endswith("…第1页共1页打印日期：2025年7月1日")


def test_a_seal_has_room_for_a_town_with_a_name_without_end(
    duty_list: DutyList, setter: Typesetter, look: Look
) -> None:
    town = replace(duty_list.town, name="镇" * 500)
    strange = replace(duty_list, town=town)

    pages = laid_out(
        setter, strange, papers.basic_duty("开展宣讲"), look=look, blocks=frozenset(SheetBlock)
    )

    for row in reading.rows_in([pages]):
        reading.assert_inside(row, setter, STYLES[look].width)


WORDS = st.text(max_size=40)


@settings(max_examples=40, deadline=None)
@given(
    WORDS, WORDS, WORDS, WORDS, st.sampled_from(Look), st.frozensets(st.sampled_from(SheetBlock))
)
def test_any_words_make_a_sheet_that_holds_them(
    setter: Typesetter,
    name: str,
    departments: str,
    superior: str,
    category: str,
    look: Look,
    blocks: frozenset[SheetBlock],
) -> None:
    duty = papers.cooperative_duty(name, departments, superior, category=category)

    pages = laid_out(setter, papers.small_list(), duty, look=look, blocks=blocks)

    held = "".join(
        squeezed(reading.line_text(line))
        for row in reading.rows_in([pages])
        for cell in row.cells
        for line in cell.lines
    )
    for text in (name, words(departments), words(superior), category):
        assert squeezed(text) in held
    day = datetime.date(2025, 7, 1)
    document = sheets(papers.small_list(), [duty], day, look=look, blocks=blocks)
    assert document.page_count == len(pages)
