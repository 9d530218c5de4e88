from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.readings import Readings
from duty_desktop.models.branches import branches_of
from duty_desktop.models.results import Results


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
    made = results.prepared_engine()

    results.use(made)
    results.use(results.prepared_engine())

    assert results.engine is made
