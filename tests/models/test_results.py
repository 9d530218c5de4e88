from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.readings import Readings
from duty_desktop.models.branches import branches_of
from duty_desktop.models.results import Results, tells_more


def test_everything_is_found_in_official_order_without_a_search(duty_list: DutyList) -> None:
    results = Results(duty_list, Readings)
    results.search("养犬")
    results.search("  ")

    assert list(results.found) == list(range(242))
    assert results.text == ""


def test_the_search_is_best_first(duty_list: DutyList) -> None:
    results = Results(duty_list, Readings)

    results.search(" 养犬 ")

    assert [duty_list.duties[place].id for place in results.found] == [
        "cooperative-21",
        "basic-43",
    ]
    assert results.text == "养犬"


def test_branches_narrow_what_is_found(duty_list: DutyList) -> None:
    results = Results(duty_list, Readings)
    root = branches_of(duty_list)
    everything, basic, cooperative, *_ = root.children
    results.search("养犬")

    assert len(results.within([])) == 2
    assert len(results.within([everything, basic])) == 2
    assert [duty_list.duties[p].id for p in results.within([cooperative])] == ["cooperative-21"]


def test_the_engine_is_made_when_first_asked_for(duty_list: DutyList) -> None:
    results = Results(duty_list, Readings)

    assert results.engine is results.engine


def test_an_engine_from_the_background_is_taken_only_where_none_was_needed(
    duty_list: DutyList,
) -> None:
    results = Results(duty_list, Readings)
    made = results.prepared()

    results.use(made)
    results.use(results.prepared())

    assert results.engine is made.engine


def test_what_only_resembles_stands_apart(duty_list: DutyList) -> None:
    results = Results(duty_list, Readings)
    everything, *_ = branches_of(duty_list).children

    results.search("高龄津贴领多了要退回吗")

    assert list(results.found) == []
    assert duty_list.duties[results.maybe[0]].id == "reclaimed-2"
    assert results.counted == results.maybe
    assert results.maybe_within([everything]) == list(results.maybe)
    assert results.why(duty_list.duty("reclaimed-2"))[0] == "可能相关，请核对"


def test_sure_finds_are_what_branches_count(duty_list: DutyList) -> None:
    results = Results(duty_list, Readings)

    results.search("养犬 -城管")

    assert results.found
    assert results.counted == results.found


def test_a_find_by_another_word_says_so(duty_list: DutyList) -> None:
    results = Results(duty_list, Readings)

    results.search("林草局 防火")

    why = results.why(duty_list.duty("cooperative-97"))
    assert any(reason.startswith("同义：林草局 → 林业和草原局") for reason in why)
    results.search("养犬")
    assert results.why(duty_list.duty("cooperative-21")) == ()


def test_a_word_that_stands_for_itself_is_no_reason() -> None:
    assert tells_more("同义：低保 → 最低生活保障")
    assert tells_more("拼音：低保")
    assert not tells_more("同义：高龄津贴 → 高龄津贴")


def test_other_words_are_offered_for_what_is_not_found(duty_list: DutyList) -> None:
    results = Results(duty_list, Readings)

    results.search("清单:收回 养犬")

    assert results.closest_words()[0] == "养犬"
