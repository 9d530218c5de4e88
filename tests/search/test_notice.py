"""Notices of our own held against the real list; the fixtures copy no duty's words."""

import random
import time
from pathlib import Path

import pytest

from duty_desktop.domain.duty import Department, DutyList, ListKind
from duty_desktop.domain.notice import Candidate, NoticeMatch, Verdict
from duty_desktop.domain.words import words
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.search.notice import CONFIDENT, LISTED, MOST_CANDIDATES, NoticeMatcher
from duty_desktop.search.notice_parts import take_apart
from tests import support

NOTICES = support.ROOT / "tests" / "fixtures" / "notices"


def table(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(first, second) for first, second in rows]


EXPECTED = table(NOTICES / "expected.tsv")
LISTED_ONES = [(name, ids) for name, ids in EXPECTED if ids != "-"]
OTHERS = [name for name, ids in EXPECTED if ids == "-"]
SHORT = table(Path(__file__).parent / "notices_short.tsv")
UNSEEN = table(Path(__file__).parent / "notices_unseen.tsv")


def text_of(name: str) -> str:
    return (NOTICES / f"{name}.txt").read_text(encoding="utf-8")


def as_lines(row: str) -> str:
    return row.replace("　", "\n").replace("。昌", "。\n昌")


@pytest.fixture(scope="module")
def matcher(duty_list: DutyList) -> NoticeMatcher:
    return NoticeMatcher(duty_list.duties, duty_list.departments)


def ids(match: NoticeMatch) -> list[str]:
    return [candidate.duty.id for candidate in match.candidates]


def test_there_are_ten_notices_three_of_them_outside_the_list() -> None:
    assert len(EXPECTED) == 10
    assert len(OTHERS) == 3
    assert all(len(text_of(name)) >= 300 for name, _ in EXPECTED)
    assert {ids.split("-")[0] for _, ids in LISTED_ONES} == {kind.value for kind in ListKind}
    assert sorted(path.stem for path in NOTICES.glob("*.txt")) == sorted(n for n, _ in EXPECTED)


@pytest.mark.parametrize(("name", "expected"), LISTED_ONES)
def test_the_notices_do_not_copy_their_duty(duty_list: DutyList, name: str, expected: str) -> None:
    duty = duty_list.duty(expected)
    notice = text_of(name).replace(duty.departments[0].name if duty.departments else "局", "")
    for cell in duty.cells[2:3] + duty.cells[4 if duty.kind is ListKind.COOPERATIVE else 3 :]:
        said = words(cell)
        copied = [said[at : at + 9] for at in range(len(said) - 8) if said[at : at + 9] in notice]
        assert copied == []


@pytest.mark.parametrize(("name", "expected"), LISTED_ONES)
def test_the_right_duty_is_among_the_first_three(
    matcher: NoticeMatcher, name: str, expected: str
) -> None:
    match = matcher.match(text_of(name))

    assert expected in ids(match)[:3]
    assert match.verdict.value == expected.split("-")[0]


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_outside_the_list_has_no_confident_verdict(
    matcher: NoticeMatcher, name: str
) -> None:
    match = matcher.match(text_of(name))

    assert match.verdict is Verdict.NOT_LISTED
    assert not match.confident


@pytest.mark.parametrize(("expected", "row"), [*SHORT, *UNSEEN])
def test_short_notices(matcher: NoticeMatcher, expected: str, row: str) -> None:
    match = matcher.match(as_lines(row))

    if expected == "-":
        assert not match.is_listed
    else:
        assert set(ids(match)[:3]) & set(expected.split(","))


def assert_sound(match: NoticeMatch) -> None:
    """What holds for every text."""
    assert len(match.candidates) <= MOST_CANDIDATES
    scores = [candidate.score for candidate in match.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert match.is_listed == bool(scores and scores[0] >= LISTED)
    assert not match.confident or scores[0] >= CONFIDENT
    for candidate in match.candidates:
        assert_official(candidate)
        for evidence in candidate.evidence:
            end = evidence.start + len(evidence.notice)
            assert match.notice.text[evidence.start : end] == evidence.notice
            assert evidence.shared or evidence.meant
            assert all(phrase in evidence.notice for phrase in evidence.shared)


def assert_official(candidate: Candidate) -> None:
    """Official words are the duty's own, whole."""
    duty = candidate.duty
    texts = {duty.name, *(step.text for step in duty.steps)}
    assert all(evidence.duty in texts for evidence in candidate.evidence)
    steps = (*candidate.superior_steps, *candidate.township_steps)
    assert list(steps) == [step for step in duty.steps if step in steps]


@pytest.mark.parametrize("name", [name for name, _ in EXPECTED])
def test_evidence_quotes_both_to_the_letter(matcher: NoticeMatcher, name: str) -> None:
    match = matcher.match(text_of(name))

    assert_sound(match)
    if match.is_listed:
        assert match.candidates[0].evidence
    assert matcher.match(text_of(name)) == match


def test_who_does_what_is_told_for_each_side(matcher: NoticeMatcher) -> None:
    dogs = matcher.match(text_of("dogs")).candidates[0]
    assert any("流浪犬" in step.text for step in dogs.superior_steps)
    assert ["报送本镇派出所" in step.text for step in dogs.township_steps] == [True]

    food = matcher.match(text_of("small-eateries")).candidates[0]
    assert food.superior_steps
    assert food.township_steps == ()


HOSTILE = [
    "",
    " \n\n\t",
    "。",
    "关于",
    "关于" * 3000,
    "关于、的" * 3000,
    "昌吉市公安局" * 3000,
    "犬" * 5000,
    "\ud800 犬只 \ud800",
    "<b>养犬</b> & %s {0} C:\\x",
    "联系人：甲\n附件：乙\n特此通知",
    "2025年8月25日",
    "昌吉市公安局\n2025年8月25日",
    "a\n" * 3000,
    "（" * 5000,
    "各乡镇：\n" * 500,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_has_an_answer(matcher: NoticeMatcher, text: str) -> None:
    match = matcher.match(text)

    assert_sound(match)
    assert not match.is_listed or "犬" in text


def test_random_characters_have_an_answer(matcher: NoticeMatcher) -> None:
    source = random.Random(20250725)
    for _ in range(60):
        length = source.randrange(1, 400)
        text = "".join(
            chr(
                source.choice(
                    (
                        10,
                        12290,
                        65307,
                        0x4E00 + source.randrange(20000),
                        source.randrange(1, 0x10FFFF),
                    )
                )
            )
            for _ in range(length)
        )
        assert_sound(matcher.match(text))


def test_the_department_that_sent_it_speaks_for_its_duties(matcher: NoticeMatcher) -> None:
    body = "关于做好养犬登记的通知\n各乡镇：\n请统计养犬户数，协助办理养犬登记。\n{}\n2025年3月1日"
    own = matcher.match(body.format("昌吉市公安局")).candidates[0]
    foreign = matcher.match(body.format("昌吉市审计局")).candidates[0]

    assert own.duty.id == foreign.duty.id == "cooperative-21"
    assert own.score > foreign.score


def test_a_list_of_three_duties_and_none() -> None:
    town = read_duty_list(support.document())
    matcher = NoticeMatcher(town.duties, town.departments)

    assert_sound(matcher.match("关于文明养犬的通知\n请报送养犬线索。"))
    assert NoticeMatcher(()).match("关于文明养犬的通知").verdict is Verdict.NOT_LISTED


def test_a_town_can_teach_its_own_words(duty_list: DutyList) -> None:
    notice = "关于做好咚咚车停放的通知\n请劝导咚咚车不得停在楼道，咚咚车一律到车棚充电。"
    taught = NoticeMatcher(duty_list.duties, (), [("咚咚车", "电动自行车")])

    assert taught.match(notice).candidates[0].duty.id == "cooperative-98"


def test_progress_is_told(matcher: NoticeMatcher) -> None:
    told: list[tuple[int, int]] = []
    matcher.match("各村养犬。" * 120, lambda done, total: told.append((done, total)))

    assert told == [(0, 120), (50, 120), (100, 120)]


def test_what_progress_raises_ends_the_work(matcher: NoticeMatcher) -> None:
    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        matcher.match("各村养犬。", stop)


def test_departments_that_share_a_name_are_no_pattern() -> None:
    odd = Department("局(", "局(", ("[", ""))
    town = read_duty_list(support.document())

    assert_sound(NoticeMatcher(town.duties, [odd]).match("局( [ 养犬"))


PARTS = [
    (
        text_of("dogs"),
        "关于集中整治城乡遛狗不拴绳和狗咬人问题的通知",
        "昌市公〔2025〕48号",
        "昌吉市公安局",
    ),
    (
        text_of("housing-fund"),
        "关于调整2025年度住房公积金缴存基数的通知",
        "昌公积金〔2025〕15号",
        "昌吉州住房公积金管理中心昌吉市管理部",
    ),
    (
        "昌吉市水利局关于开展春灌的紧急通知\n各乡镇：\n请清淤。",
        "昌吉市水利局关于开展春灌的紧急通知",
        "",
        "昌吉市水利局",
    ),
    (
        "关于做好\n春季植树\n工作的通知（试行）\n各村：\n请植树。",
        "关于做好春季植树工作的通知（试行）",
        "",
        "",
    ),
    ("昌市教 [2025] 7 号\n请报送名单。", "", "昌市教[2025]7号", ""),
    ("请各村统计养犬户数，下班前发群里。", "", "", ""),
    ("关于植树的通知各村：请植树。", "关于植树的通知", "", ""),
    ("请植树。\n昌吉市林业和草原局（盖章）　2025年3月1日", "", "", "昌吉市林业和草原局"),
]


@pytest.mark.parametrize(("text", "title", "number", "sender"), PARTS)
def test_the_parts_of_a_notice(text: str, title: str, number: str, sender: str) -> None:
    notice = take_apart(text)

    assert (notice.title, notice.number, notice.sender) == (title, number, sender)
    for sentence in notice.sentences:
        assert text[sentence.start : sentence.start + len(sentence.text)] == sentence.text


def test_what_says_nothing_of_the_matter_is_left_out() -> None:
    said = [sentence.text for sentence in take_apart(text_of("dogs")).sentences]

    assert said[0].startswith("近期，我市接连发生")
    assert said[-1].startswith("请各单位于9月30日前")
    assert not any("联系人" in sentence or "各乡镇人民政府" in sentence for sentence in said)


def test_a_text_without_marks_is_cut_into_pieces() -> None:
    sentences = take_apart("犬" * 1000).sentences

    assert [len(sentence.text) for sentence in sentences] == [300, 300, 300, 100]


def test_white_space_without_end_takes_no_time() -> None:
    started = time.process_time()

    notice = take_apart("一\n二\n三\n昌吉市公安局" + " " * 190_000 + "x")

    assert notice.sender == ""
    assert time.process_time() - started < 5, "a hundredth of a second, or minutes"
