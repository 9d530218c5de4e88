import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.domain.readings import Readings
from duty_desktop.domain.words import words
from duty_desktop.ingest.pronouncing import read_aloud
from duty_desktop.search.answer import Hit, Tier
from duty_desktop.search.engine import SearchEngine
from duty_desktop.search.folding import fold


@pytest.fixture(scope="module")
def readings(duty_list: DutyList) -> Readings:
    return read_aloud(duty_list)


@pytest.fixture(scope="module")
def engine(duty_list: DutyList, readings: Readings) -> SearchEngine:
    return SearchEngine(duty_list.duties, duty_list.departments, readings)


def ids(engine: SearchEngine, query: str) -> list[str]:
    return [hit.duty.id for hit in engine.search(query).hits]


def exact(engine: SearchEngine, query: str) -> list[str]:
    return [hit.duty.id for hit in engine.search(query).hits if hit.tier is Tier.EXACT]


def hit(engine: SearchEngine, query: str, duty_id: str) -> Hit:
    return next(hit for hit in engine.search(query).hits if hit.duty.id == duty_id)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("养犬", "cooperative-21"),
        ("公租房 申请", "cooperative-74"),
        ("配合21", "cooperative-21"),
        ("配合 21", "cooperative-21"),
        ("cooperative-21", "cooperative-21"),
        ("ＡＰＰ", "cooperative-107"),
        ("app", "cooperative-107"),
        ("１２３４５", "basic-107"),
        ("養犬", "cooperative-21"),
        ("gzf", "cooperative-74"),
        ("gongzufang", "cooperative-74"),
        ("gongzuf", "cooperative-74"),
        ("公zu房", "cooperative-74"),
        ("tghl", "cooperative-60"),
        ("changshu", "cooperative-99"),
    ],
)
def test_the_duty_meant_comes_first_and_sure(engine: SearchEngine, query: str, first: str) -> None:
    best = engine.search(query).hits[0]

    assert (best.duty.id, best.tier) == (first, Tier.EXACT)


@pytest.mark.parametrize(
    ("query", "first", "reason"),
    [
        ("危房", "basic-85", "同义：危房 → "),
        ("林草局 防火", "cooperative-97", "同义：林草局 → 林业和草原局"),
        ("林草局防火", "cooperative-97", "同义：林草局 → 林业和草原局"),
    ],
)
def test_everyday_words_stand_for_official_ones(
    engine: SearchEngine, query: str, first: str, reason: str
) -> None:
    found = hit(engine, query, first)

    assert found.tier is Tier.SYNONYM
    assert any(said.startswith(reason) for said in found.reasons)
    assert first in ids(engine, query)[:3]


@pytest.mark.parametrize(
    ("query", "first"),
    [("禁渎", "basic-40"), ("公祖房", "cooperative-74"), ("高龄津贴领多了要退回吗", "reclaimed-2")],
)
def test_loose_words_are_only_maybe(engine: SearchEngine, query: str, first: str) -> None:
    best = engine.search(query).hits[0]

    assert (best.duty.id, best.tier) == (first, Tier.MAYBE)


@pytest.mark.parametrize("query", ["股票开户", "车牌摇号", "网约车", "彩票站", "qqqqzzzz", "😀"])
def test_what_no_duty_is_about_finds_nothing(engine: SearchEngine, query: str) -> None:
    assert ids(engine, query) == []


def test_an_empty_query_finds_all_in_official_order(
    engine: SearchEngine, duty_list: DutyList
) -> None:
    for query in ("", "  ", '""', "　"):
        assert ids(engine, query) == [duty.id for duty in duty_list.duties]


def test_printed_and_canonical_names_both_find(engine: SearchEngine) -> None:
    assert "cooperative-73" in exact(engine, "城市管理管理局")
    assert "cooperative-17" in exact(engine, "昌吉市城市管理局")


def test_a_word_with_a_minus_must_not_stand_there(engine: SearchEngine) -> None:
    with_police = exact(engine, "养犬")
    without = exact(engine, "养犬 -公安局")

    assert without == [id_ for id_ in with_police if id_ != "cooperative-21"]


@pytest.mark.parametrize("query", ["部门:水利 防汛", "部门：水利 防汛"])
def test_a_filter_looks_in_one_place(engine: SearchEngine, query: str) -> None:
    assert "cooperative-96" in exact(engine, query)
    for found in engine.search("部门:住建局").hits:
        assert "昌吉市住房和城乡建设局" in {named.name for named in found.duty.departments}
    assert {found.duty.kind for found in engine.search("清单:收回 处罚").hits} == {
        ListKind.RECLAIMED
    }
    assert {found.duty.category for found in engine.search("类别:卫生").hits} == {"卫生健康"}


def test_quoted_words_are_taken_to_the_letter(engine: SearchEngine) -> None:
    assert ids(engine, '"公zu房"') == []
    assert exact(engine, "“公租房申请、轮候”") == []
    assert exact(engine, '"公租房申请、轮候、分配"') == []
    assert exact(engine, '"轮候、分配"') == ["cooperative-74"]


@settings(max_examples=150)
@given(st.data())
def test_every_piece_of_a_duty_finds_it(
    engine: SearchEngine, duty_list: DutyList, data: st.DataObject
) -> None:
    duty = data.draw(st.sampled_from(duty_list.duties))
    cell = words(data.draw(st.sampled_from(duty.cells[1:])))
    start = data.draw(st.integers(0, len(cell) - 1))
    piece = cell[start : start + data.draw(st.integers(1, 500))]

    if piece.strip():
        assert duty.id in exact(engine, piece)


@settings(max_examples=100)
@given(
    st.lists(
        st.text(alphabet="农业局水利草原处罚检查0123456789", min_size=1, max_size=3), max_size=3
    )
)
def test_exact_finds_hold_every_term(engine: SearchEngine, terms: list[str]) -> None:
    for found in engine.search(" ".join(terms)).hits:
        if found.tier is Tier.EXACT:
            duty = found.duty
            text = fold("\n".join(words(cell) for cell in duty.cells))
            extra = f"{duty.label}{duty.kind.short_name}{duty.serial}{duty.id}{duty.category}"
            names = "".join(named.name for named in duty.departments)
            assert all(term in text + extra + names for term in terms)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet=string.ascii_lowercase + "'\"-:部门 ", max_size=50))
def test_any_text_is_answered(engine: SearchEngine, text: str) -> None:
    answer = engine.search(text)

    assert len({found.duty.id for found in answer.hits}) == len(answer.hits)
    tiers = [found.tier for found in answer.hits]
    assert tiers == sorted(tiers, key=list(Tier).index)
    for start, end in answer.spans(text):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "公" * 1_000_000, "\ud800", "-" * 5000, '"' * 5000, "zh" * 5000]
)
def test_hostile_text_is_answered(engine: SearchEngine, text: str) -> None:
    engine.search(text)


@pytest.mark.parametrize(
    ("query", "text", "spans"),
    [
        ("养犬", "文明养犬管理养犬", [(2, 4), (6, 8)]),
        ("管理 理工", "管理工作", [(0, 3)]),
        ("ａpp", "xAPP", [(1, 4)]),
        ("", "文明", []),
        ("没有", "文明", []),
        ("gzf", "本镇公租房使用", [(2, 5)]),
    ],
)
def test_hits_are_marked_where_they_stand(
    engine: SearchEngine, query: str, text: str, spans: list[tuple[int, int]]
) -> None:
    assert engine.search(query).spans(text) == spans


@given(st.text())
def test_folding_never_moves_a_character(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
