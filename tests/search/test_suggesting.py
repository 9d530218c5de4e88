import pytest

from duty_desktop.domain.duty import DutyList
from duty_desktop.ingest.pronouncing import read_aloud
from duty_desktop.search.answer import Tier
from duty_desktop.search.engine import SearchEngine
from duty_desktop.search.suggesting import MOST, Suggester


@pytest.fixture(scope="module")
def engine(duty_list: DutyList) -> SearchEngine:
    return SearchEngine(duty_list.duties, duty_list.departments, read_aloud(duty_list))


@pytest.fixture(scope="module")
def suggester(duty_list: DutyList, engine: SearchEngine) -> Suggester:
    return Suggester(engine, duty_list.departments, read_aloud(duty_list))


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("清单:收回 养犬", "养犬"),
        ("“养犬办法”", "养犬"),
        ("养犬 股票", "养犬"),
        ("宠物狗登记大厅", "登记"),
        ("禁渎", "禁毒"),
        ("部门:水利 养犬", "养犬"),
    ],
)
def test_a_word_near_by_is_offered(suggester: Suggester, text: str, offered: str) -> None:
    assert offered in suggester.closest(text)


@pytest.mark.parametrize(
    "text",
    [
        "股票开户",
        "清单:收回 养犬",
        "车牌摇号",
        "养犬 股票 彩票",
        "qqqqzzzz",
        "-养犬 养犬",
        '""',
        "\ud800",
        "长" * 5000,
    ],
)
def test_what_is_offered_is_found_for_sure(
    suggester: Suggester, engine: SearchEngine, text: str
) -> None:
    offered = suggester.closest(text)

    assert len(offered) <= MOST
    assert len(set(offered)) == len(offered)
    for words in offered:
        assert engine.search(words).hits[0].tier is not Tier.MAYBE


@pytest.mark.parametrize("text", ["", "  ", "😀", "qqqqzzzz", "护照"])
def test_nothing_is_offered_where_nothing_is_near(suggester: Suggester, text: str) -> None:
    assert suggester.closest(text) == []
