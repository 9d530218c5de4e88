import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.words import words
from duty_desktop.search.engine import Query, SearchEngine
from duty_desktop.search.folding import fold


@pytest.fixture(scope="module")
def engine(duty_list: DutyList) -> SearchEngine:
    return SearchEngine(duty_list.duties)


def ids(engine: SearchEngine, query: str) -> list[str]:
    return [hit.duty.id for hit in engine.search(query)]


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
    ],
)
def test_the_duty_meant_comes_first(engine: SearchEngine, query: str, first: str) -> None:
    assert ids(engine, query)[0] == first


def test_an_empty_query_finds_all_in_official_order(
    engine: SearchEngine, duty_list: DutyList
) -> None:
    assert ids(engine, "  ") == [duty.id for duty in duty_list.duties]


@pytest.mark.parametrize("query", ["股票开户", "%", "_", "'", '"', "😀", "<p>", "\\", "*"])
def test_what_is_not_there_is_not_found(engine: SearchEngine, query: str) -> None:
    found = ids(engine, query)

    assert found == []


def test_printed_and_canonical_names_both_find(engine: SearchEngine) -> None:
    assert "cooperative-73" in ids(engine, "城市管理管理局")
    assert "cooperative-17" in ids(engine, "昌吉市城市管理局")


@given(st.data())
def test_every_piece_of_a_duty_finds_it(duty_list: DutyList, data: st.DataObject) -> None:
    engine = SearchEngine(duty_list.duties)
    duty = data.draw(st.sampled_from(duty_list.duties))
    cell = words(data.draw(st.sampled_from(duty.cells[1:])))
    start = data.draw(st.integers(0, len(cell) - 1))
    piece = cell[start : start + data.draw(st.integers(1, 30))]

    assert duty.id in ids(engine, piece)


@given(
    st.lists(
        st.sampled_from(["农", "农业", "农业 局", "农业局", "市", "", "水利", "水"]), max_size=6
    )
)
def test_narrowing_gives_what_a_fresh_search_gives(duty_list: DutyList, queries: list[str]) -> None:
    typed = SearchEngine(duty_list.duties)
    for query in queries:
        assert ids(typed, query) == ids(SearchEngine(duty_list.duties), query)


@pytest.mark.parametrize(
    ("query", "text", "spans"),
    [
        ("养犬", "文明养犬管理养犬", [(2, 4), (6, 8)]),
        ("管理 理工", "管理工作", [(0, 3)]),
        ("ａ", "xAy", [(1, 2)]),
        ("", "文明", []),
        ("没有", "文明", []),
    ],
)
def test_hits_are_marked_where_they_stand(
    query: str, text: str, spans: list[tuple[int, int]]
) -> None:
    assert Query.parse(query).spans(text) == spans


@given(st.text())
def test_folding_never_moves_a_character(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
