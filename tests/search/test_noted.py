"""Duties are found by what the town noted about them, and otherwise exactly as without notes."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty_desktop.domain.assignment import Assignment, Office, Person, Record, TownNotes, applied
from duty_desktop.domain.assignment import edited as edited_by
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.readings import Readings
from duty_desktop.finding import noted_of
from duty_desktop.ingest.pronouncing import read_aloud
from duty_desktop.search.answer import Answer, Hit, Tier
from duty_desktop.search.engine import SearchEngine
from duty_desktop.search.noted import Noted

CIVIL = Office("o1", "民生服务办", 1)
PARTY = Office("o2", "党政综合办", 2)
ZENG = Person("p1", "曾小单", "o1", "", "0994-2345678")
MAMAT = Person("p2", "买买提·艾力", "o2", "", "（0994）8765432")
LI = Person("p3", "李四", "o2", "副镇长")
TWIN = Person("p4", "李四", "o1")


@pytest.fixture(scope="module")
def readings(duty_list: DutyList) -> Readings:
    return read_aloud(duty_list)


@pytest.fixture(scope="module")
def engine(duty_list: DutyList, readings: Readings) -> SearchEngine:
    return SearchEngine(duty_list.duties, duty_list.departments, readings)


@pytest.fixture(scope="module")
def notes(duty_list: DutyList) -> TownNotes:
    key = duty_list.source_sha256
    dogs = Assignment(
        key,
        "cooperative-21",
        leader="p3",
        office="o1",
        helpers=("o2",),
        handlers=("p1", "p2"),
        deadline="每季度末前",
        basis="《养犬管理条例》第三条",
        remark="先与村委会\n核对台账，再由包村干部入户，逐户登记造册以后统一上报",
    )
    houses = Assignment(key, "cooperative-74", office="o2", handlers=("p4",), phone="13999001122")
    other_list = replace(dogs, list_key="f" * 64, duty_id="basic-1")
    records: list[Record] = [CIVIL, PARTY, ZENG, MAMAT, LI, TWIN, dogs, houses, other_list]
    return applied(TownNotes(), edited_by(TownNotes(), "", records))


@pytest.fixture(scope="module")
def noted(duty_list: DutyList, notes: TownNotes, engine: SearchEngine) -> Noted:
    found = noted_of(duty_list, notes, engine)
    assert found is not None
    return found


def answered(noted: Noted, engine: SearchEngine, query: str) -> Answer:
    return noted.added_to(engine.search(query), engine)


def by_notes(noted: Noted, engine: SearchEngine, query: str) -> list[Hit]:
    return [hit for hit in answered(noted, engine, query).hits if hit.tier is Tier.NOTED]


@pytest.mark.parametrize(
    ("query", "found", "reason"),
    [
        ("曾小单", "cooperative-21", "承办人：曾小单"),
        ("小单", "cooperative-21", "承办人：曾小单"),
        ("zengxiao", "cooperative-21", "承办人：曾小单"),
        ("zxd", "cooperative-21", "承办人：曾小单"),
        ("买买提艾力", "cooperative-21", "承办人：买买提·艾力"),
        ("买买提·艾力", "cooperative-21", "承办人：买买提·艾力"),
        ("maimaiti", "cooperative-21", "承办人：买买提·艾力"),
        ("mmtal", "cooperative-21", "承办人：买买提·艾力"),
        ("民生服务办", "cooperative-21", "责任科室：民生服务办"),
        ("服务办", "cooperative-21", "责任科室：民生服务办"),
        ("民生办", "cooperative-21", "责任科室：民生服务办"),
        ("党政办", "cooperative-74", "责任科室：党政综合办"),
        ("msfwb", "cooperative-21", "责任科室：民生服务办"),
        ("minshengfuwuban", "cooperative-21", "责任科室：民生服务办"),
        ("2345678", "cooperative-21", "电话：0994-2345678、（0994）8765432"),
        ("0994-8765432", "cooperative-21", "电话：0994-2345678、（0994）8765432"),
        ("1122", "cooperative-74", "电话：13999001122"),
        ("季度末前", "cooperative-21", "完成时限：每季度末前"),
        ("第三条 曾小单", "cooperative-21", "依据：《养犬管理条例》第三条"),
        ("逐户登记造册", "cooperative-21", "备注：…再由包村干部入户，逐户登记造册以后统一上报"),
        ("曾小单 养犬", "cooperative-21", "承办人：曾小单"),
        ("养犬 zengxiaodan 季度", "cooperative-21", "承办人：曾小单"),
        ("“曾小单”", "cooperative-21", "承办人：曾小单"),
        ("曾小单 清单:配合", "cooperative-21", "承办人：曾小单"),
    ],
)
def test_what_is_noted_finds_its_duty(
    noted: Noted, engine: SearchEngine, query: str, found: str, reason: str
) -> None:
    hits = {hit.duty.id: hit.reasons for hit in by_notes(noted, engine, query)}

    assert reason in hits[found]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "曾小单 公租房",
        "曾小单 清单:基本",
        "王麻子",
        "1",
        "234",
        "d",
        "“zengxiaodan”",
        "曾小单 -民生服务办",
        "曾小单 -养犬",
    ],
)
def test_what_is_not_noted_finds_nothing_by_notes(
    noted: Noted, engine: SearchEngine, query: str
) -> None:
    assert not by_notes(noted, engine, query)


def test_a_part_of_an_offices_name_is_what_duties_are_about_first(
    noted: Noted, engine: SearchEngine
) -> None:
    """服务 is a matter that many duties are about; 政综 is nothing but a part of the office."""
    assert engine.search("服务").hits.sure
    assert not by_notes(noted, engine, "服务")
    assert not by_notes(noted, engine, "ms")
    assert not engine.search("政综").hits.sure
    assert [hit.duty.id for hit in by_notes(noted, engine, "政综")] == [
        "cooperative-74",
        "cooperative-21",
    ]


def test_what_is_neither_the_name_nor_short_for_it(noted: Noted, engine: SearchEngine) -> None:
    assert not by_notes(noted, engine, "综合党办")
    assert not by_notes(noted, engine, "曾单")


def test_those_of_one_name_are_told_apart(noted: Noted, engine: SearchEngine) -> None:
    hits = {hit.duty.id: hit.reasons for hit in by_notes(noted, engine, "李四")}

    assert hits == {
        "cooperative-74": ("承办人：李四（民生服务办）",),
        "cooperative-21": ("分管领导：李四（党政综合办）",),
    }


def test_who_does_it_comes_before_who_helps(noted: Noted, engine: SearchEngine) -> None:
    hits = by_notes(noted, engine, "党政综合办")

    assert [hit.duty.id for hit in hits] == ["cooperative-74", "cooperative-21"]
    assert hits[1].reasons == ("协办科室：党政综合办",)


def test_a_word_that_must_not_stand_there_must_not_stand_in_the_notes(
    noted: Noted, engine: SearchEngine
) -> None:
    without = [hit.duty.id for hit in answered(noted, engine, "养犬 -曾小单").hits]

    assert "cooperative-21" not in without
    assert "basic-43" in without


def test_sure_hits_first_then_noted_then_maybe(noted: Noted, engine: SearchEngine) -> None:
    tiers = [hit.tier for hit in answered(noted, engine, "核对台账").hits]

    assert tiers == sorted(tiers, key=list(Tier).index)
    assert Tier.NOTED in tiers


def test_no_duty_is_found_twice(noted: Noted, engine: SearchEngine) -> None:
    answer = answered(noted, engine, "养犬管理")

    places = answer.hits.places()
    assert len(places) == len({*places}) == answer.total


def test_spelled_names_are_marked_where_they_stand(noted: Noted, engine: SearchEngine) -> None:
    assert answered(noted, engine, "msfwb").spans("民生服务办") == [(0, 5)]


def test_another_lists_notes_are_none_of_this_one(
    duty_list: DutyList, notes: TownNotes, engine: SearchEngine
) -> None:
    others = {key: each for key, each in notes.assignments.items() if key[0] == "f" * 64}
    apart = TownNotes(notes.offices, notes.people, others)

    assert noted_of(duty_list, apart, engine) is None
    assert noted_of(duty_list, TownNotes(), engine) is None


_WORDS = st.sampled_from(
    [
        "养犬",
        "低保",
        "db",
        "dibao",
        "高龄金贴",
        "“消防”",
        "-城管",
        "清单:配合",
        "部门:公安",
        "配合21",
        "烧麦茬",
    ]
)


@settings(max_examples=60)
@given(st.lists(_WORDS | st.text(max_size=6), max_size=4).map(" ".join))
def test_what_the_notes_do_not_say_is_found_as_without_them(
    duty_list: DutyList, engine: SearchEngine, query: str
) -> None:
    key = duty_list.source_sha256
    silent = Assignment(key, "basic-1", favourite=True)
    noted = noted_of(duty_list, TownNotes(assignments={silent.key: silent}), engine)
    assert noted is not None
    answer = engine.search(query)

    assert noted.added_to(answer, engine) is answer


@settings(max_examples=60)
@given(st.lists(_WORDS | st.sampled_from(["曾", "李四", "msfwb", "0994", "办", "末"]), max_size=3))
def test_notes_only_ever_add(noted: Noted, engine: SearchEngine, words: list[str]) -> None:
    """Unless a word is excluded, what was found for sure stays where it was."""
    wanted = [word for word in words if not word.startswith("-")]
    before = engine.search(" ".join(wanted)).hits
    after = answered(noted, engine, " ".join(wanted)).hits

    assert after.places()[: before.sure] == before.places()[: before.sure]
    assert {*before.places()} <= {*after.places()}
    assert len({*after.places()}) == len(after)
