"""清单核对单: one page, official words whole, the same bytes again."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from duty_desktop.domain.duty import DutyList, Field
from duty_desktop.domain.notice import Candidate, Evidence, Notice, NoticeMatch, Sentence, Verdict
from duty_desktop.reports.comparison import comparison, laid_out
from duty_desktop.reports.comparison_rows import excerpt
from duty_desktop.reports.typesetting import Typesetter
from duty_desktop.search.notice import NoticeMatcher
from tests import support
from tests.reports import papers, reading

NOTICES = sorted((support.ROOT / "tests" / "fixtures" / "notices").glob("*.txt"))


@pytest.fixture(scope="session")
def matcher(duty_list: DutyList) -> NoticeMatcher:
    return NoticeMatcher(duty_list.duties, duty_list.departments)


@pytest.fixture(scope="session")
def dogs(matcher: NoticeMatcher) -> NoticeMatch:
    return matcher.match(next(p for p in NOTICES if p.stem == "dogs").read_text("utf-8"))


def candidate_of(duty_list: DutyList, duty_id: str, quote: str = "各村养犬。" * 40) -> Candidate:
    duty = duty_list.duty(duty_id)
    evidence = [Evidence(quote, 0, duty.name, Field.NAME, ("养犬",))]
    evidence += [Evidence(quote, 0, step.text, Field.SUPERIOR, ("养犬",)) for step in duty.steps]
    superior = tuple(step for step in duty.steps if step.departments)
    township = tuple(step for step in duty.steps if not step.departments)
    return Candidate(duty, 0.5, tuple(evidence[:3]), superior[:3], township[:3])


def match_of(*candidates: Candidate, title: str = "", sender: str = "") -> NoticeMatch:
    notice = Notice("", title, "", sender, "", (Sentence("各村养犬", 0),))
    verdict = Verdict.of(candidates[0].duty.kind) if candidates else Verdict.NOT_LISTED
    return NoticeMatch(notice, verdict, False, candidates)


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_a_notice_is_one_page(
    duty_list: DutyList, matcher: NoticeMatcher, day: datetime.date, path: Path
) -> None:
    match = matcher.match(path.read_text(encoding="utf-8"))
    document = comparison(duty_list, match, day)
    text = reading.whole_text(document.pdf)

    assert document.page_count == 1
    assert document.missing == ()
    assert "昌吉市三工镇清单核对单" in text
    assert match.notice.title in text
    assert match.notice.number in text
    assert "以人工核定为准" in text
    for choice in ("□属基本履职", "□属配合履职", "□属收回事项", "□清单外", "经办人", "签字："):
        assert choice in text
    for candidate in match.candidates[:3]:
        assert reading.squeezed(candidate.duty.name) in text
    assert ("清单中没有找到" in text) is not match.is_listed


def test_the_same_match_makes_the_same_bytes(
    duty_list: DutyList, dogs: NoticeMatch, day: datetime.date
) -> None:
    assert comparison(duty_list, dogs, day).pdf == comparison(duty_list, dogs, day).pdf


def test_every_font_is_embedded(duty_list: DutyList, dogs: NoticeMatch, day: datetime.date) -> None:
    for font in reading.fonts(comparison(duty_list, dogs, day).pdf):
        assert "/FontFile2" in font["/FontDescriptor"]


def test_lines_obey_the_rules_and_stay_inside(
    duty_list: DutyList, dogs: NoticeMatch, setter: Typesetter
) -> None:
    for row in reading.rows_in([laid_out(setter, duty_list, dogs)]):
        reading.assert_inside(row, setter)
        for cell in row.cells:
            for line in filter(None, map(reading.line_text, cell.lines)):
                assert line[0] not in reading.STARTS_NO_LINE
                assert line[-1] not in reading.ENDS_NO_LINE


def test_what_was_not_recognised_is_left_to_be_filled_in(
    duty_list: DutyList, setter: Typesetter
) -> None:
    match = match_of()
    (rows,) = laid_out(setter, duty_list, match)

    (title,) = reading.labelled([rows], "来文标题")
    assert reading.body_text([title]) == ""
    assert reading.labelled([rows], "依据") == []
    assert reading.labelled([rows], "各方职责") == []


def test_official_words_are_whole_or_not_there(
    duty_list: DutyList, setter: Typesetter, dogs: NoticeMatch
) -> None:
    (rows,) = laid_out(setter, duty_list, dogs)

    steps = {reading.squeezed(step.text) for c in dogs.candidates for step in c.duty.steps}
    for row in reading.labelled([rows], "依据"):
        said = reading.body_text([row]).removeprefix("清单原文：")
        assert said == "即上列事项名称" or said in steps
    (parts,) = reading.labelled([rows], "各方职责（配合21）")
    assert "昌吉市公安局：市公安局负责收集养犬人员基本信息" in reading.body_text([parts])


def test_the_wordiest_duties_are_one_page(duty_list: DutyList, day: datetime.date) -> None:
    longest = sorted(duty_list.duties, key=lambda duty: -sum(map(len, duty.cells)))
    for at in range(0, 18, 3):
        candidates = [candidate_of(duty_list, duty.id) for duty in longest[at : at + 3]]
        match = match_of(*candidates, title="关于" + "养犬" * 200 + "的通知", sender="局" * 30)

        assert comparison(duty_list, match, day).page_count == 1


def test_a_name_longer_than_a_page_goes_over(day: datetime.date) -> None:
    town = papers.small_list()
    duty = papers.basic_duty("养犬登记、" * 900)
    match = match_of(Candidate(duty, 0.5, (), (), ()))

    document = comparison(town, match, day)

    assert document.page_count > 1
    assert reading.whole_text(document.pdf).count("犬") == 900


def test_words_that_look_like_markup_are_printed_as_they_are(
    duty_list: DutyList, day: datetime.date
) -> None:
    candidate = candidate_of(duty_list, "cooperative-21", "<b>养犬</b> & %s {0}")
    match = match_of(candidate, title="关于<i>养犬</i>的通知")

    text = reading.whole_text(comparison(duty_list, match, day).pdf)

    assert "关于<i>养犬</i>的通知" in text
    assert "<b>养犬</b>&%s{0}" in text


def test_a_character_that_no_face_has_is_reported(duty_list: DutyList, day: datetime.date) -> None:
    match = match_of(candidate_of(duty_list, "basic-43"), title="关于\U0001f415的通知")

    assert comparison(duty_list, match, day).missing == ("\U0001f415",)


@pytest.mark.parametrize(
    ("quote", "shared", "shown"),
    [
        ("短句", (), "短句"),
        ("甲" * 72, (), "甲" * 72),
        ("甲" * 80, (), "甲" * 72 + "…"),
        ("甲" * 100 + "养犬", ("养犬",), "…" + "甲" * 70 + "养犬"),
        ("甲" * 60 + "养犬" + "乙" * 90, ("养犬",), "…" + "甲" * 12 + "养犬" + "乙" * 58 + "…"),
    ],
)
def test_a_long_quote_is_shortened_around_what_it_shares(
    quote: str, shared: tuple[str, ...], shown: str
) -> None:
    evidence = Evidence(quote, 0, "文明养犬", Field.NAME, shared)

    assert excerpt(evidence) == shown
    assert len(excerpt(replace(evidence, shared=()))) <= 74
