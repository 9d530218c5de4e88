import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.models.recent import LONGEST, MOST, RecentSearches


def test_the_newest_stands_first_and_each_once() -> None:
    recent = RecentSearches()
    for text in ("养犬", "低保", " 养犬 ", "消防"):
        assert recent.add(text)

    assert recent.texts == ["消防", "养犬", "低保"]


def test_going_on_with_a_search_takes_its_place() -> None:
    recent = RecentSearches(["养", "低保"])

    recent.add("养犬")
    recent.add("养犬 登记")
    recent.add("养")

    assert recent.texts == ["养", "养犬 登记", "低保"]


@pytest.mark.parametrize("text", ["", "  ", "\ud800", "a\x00b", "长" * (LONGEST + 1)])
def test_what_nobody_would_repeat_is_not_remembered(text: str) -> None:
    recent = RecentSearches(["低保"])

    assert not recent.add(text)
    assert recent.texts == ["低保"]


def test_one_or_all_can_be_forgotten() -> None:
    recent = RecentSearches(["养犬", "低保", "消防"])

    recent.remove("低保")
    recent.remove("没有")
    assert recent.texts == ["养犬", "消防"]

    recent.clear()
    assert recent.texts == []


@given(st.lists(st.text(max_size=LONGEST + 5), max_size=30))
def test_never_more_than_a_list_holds_and_kept_as_it_was(texts: list[str]) -> None:
    recent = RecentSearches()
    for text in texts:
        recent.add(text)

    assert len(recent.texts) <= MOST
    assert len(set(recent.texts)) == len(recent.texts)
    assert all(text == " ".join(text.split()) for text in recent.texts)
