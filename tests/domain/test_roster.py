"""Names that are typed, and whom they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.domain.assignment import Office, Person, TownNotes
from duty_desktop.domain.roster import AmbiguousNameError, offices_of, people_of
from tests.notes import CIVIL, LI, PARTY, WANG, ZHANG, town_notes


def test_people_stand_office_by_office() -> None:
    assert list(people_of(town_notes()).labels.values()) == ["张三", "李四", "王五"]


@pytest.mark.parametrize(
    ("text", "known", "names"),
    [
        ("", (), ()),
        (" 、，; ", (), ()),
        ("张三", (ZHANG.key,), ("张三",)),
        ("张三、李四", (ZHANG.key, LI.key), ("张三", "李四")),
        (" 王五 ，张三;赵六\n张三", (WANG.key, ZHANG.key, None), ("王五", "张三", "赵六")),
        ("张三丰", (None,), ("张三丰",)),
        ("%、_、'\"、😀", (None, None, None, None), ("%", "_", "'\"", "😀")),
    ],
)
def test_names_are_read(text: str, known: tuple[str | None, ...], names: tuple[str, ...]) -> None:
    named = people_of(town_notes()).read(text)
    assert (named.known, named.names) == (known, names)


def test_an_office_whose_name_holds_a_separator_is_one() -> None:
    both = Office("b", "党建、宣传办", 4)
    notes = TownNotes({"b": both, PARTY.key: PARTY, CIVIL.key: CIVIL})
    named = offices_of(notes).read("民生服务办、党建、宣传办、党建")
    assert named.known == (CIVIL.key, "b", None)


def test_people_of_one_name_are_told_apart() -> None:
    notes = TownNotes(
        {PARTY.key: PARTY, CIVIL.key: CIVIL},
        {
            "1": Person("1", "张伟", PARTY.key, "主任"),
            "2": Person("2", "张伟", CIVIL.key),
            "3": Person("3", "李娜"),
        },
    )
    roster = people_of(notes)
    assert list(roster.labels.values()) == ["张伟（党政综合办）", "张伟（民生服务办）", "李娜"]
    assert roster.read("张伟（民生服务办）").known == ("2",)
    with pytest.raises(AmbiguousNameError) as told:
        roster.read("李娜、张伟")
    assert told.value.labels == ("张伟（党政综合办）", "张伟（民生服务办）")


def test_a_label_is_known_to_the_letter() -> None:
    people = people_of(town_notes())
    assert {people.key(label): label for label in people.labels.values()} == people.labels
    assert people.key("张 三") is None


def test_twins_are_numbered() -> None:
    twins = {key: Person(key, "张伟", PARTY.key, "主任", "110") for key in "12"}
    named = {"3": Person("3", "张伟（1）")}
    labels = people_of(TownNotes({PARTY.key: PARTY}, twins | named)).labels
    assert labels == {"1": "张伟（2）", "2": "张伟（3）", "3": "张伟（1）"}


_NAMES = st.text("张三（），、1 ", min_size=1, max_size=4).filter(str.strip)


@given(st.lists(st.tuples(_NAMES, st.sampled_from([None, "o1", "o2"]), _NAMES), max_size=6))
def test_every_label_is_ones_own_and_read_again(told: list[tuple[str, str | None, str]]) -> None:
    people = {
        str(n): Person(str(n), name.strip(), office, post=post)
        for n, (name, office, post) in enumerate(told)
    }
    roster = people_of(TownNotes({"o1": PARTY, "o2": CIVIL}, people))
    assert len({*roster.labels.values()}) == len(people)
    for key, label in roster.labels.items():
        if label[0] not in "，、 ":
            assert roster.read(label).known == (key,)
