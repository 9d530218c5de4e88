"""The engine on an index answers as the engine in memory does, to the last digit of every score."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duty_desktop.domain.duty import Duty, DutyList, Field, ListKind
from duty_desktop.domain.readings import Readings
from duty_desktop.ingest.pronouncing import read_aloud
from duty_desktop.search.answer import Answer, Tier
from duty_desktop.search.engine import SearchEngine
from duty_desktop.search.many import engine_for
from duty_desktop.store import phrase_index
from tests.evaluation.search import read_cases
from tests.support import ROOT

TOWNS = 12
MIXED = (Field.DEPARTMENTS, Field.SUPERIOR, Field.TOWNSHIP, Field.METHOD)
PAGE = 20


@dataclass(frozen=True)
class Engines:
    memory: SearchEngine
    index: SearchEngine
    duties: Sequence[Duty]

    def agree(self, text: str) -> Answer:
        """The answer to ``text``, after checking that it is one whoever is asked."""
        expected = self.memory.search(text)
        whole = self.index.search(text)
        page = self.index.search(text, PAGE)

        assert said(whole) == said(expected)
        assert said(page) == said(expected)[:PAGE]
        assert whole.total == page.total == expected.total == len(expected.hits)
        assert set(whole.phrases) == set(page.phrases) == set(expected.phrases)
        return expected


def said(answer: Answer) -> list[tuple[object, ...]]:
    return [
        (hit.duty.id, hit.tier, hit.score, hit.reasons, hit.phrases, hit.matched)
        for hit in answer.hits
    ]


def mixed(duty_list: DutyList, readings: Readings) -> tuple[list[Duty], Readings]:
    """Towns whose duties are those of the real list, their cells dealt out anew in each town."""
    duties: list[Duty] = []
    spoken = {}
    for town in range(TOWNS):
        for kind in ListKind:
            own = duty_list.of_kind(kind)
            for place, duty in enumerate(own):
                givers = [
                    own[(place + town * (1 + MIXED.index(field))) % len(own)]
                    if field in MIXED
                    else duty
                    for field in kind.fields
                ]
                copy = replace(
                    duty,
                    serial=duty.serial + 1000 * town,
                    cells=tuple(giver.cells[n] for n, giver in enumerate(givers)),
                    departments=own[(place + town) % len(own)].departments,
                )
                duties.append(copy)
                spoken[copy.id] = tuple(
                    readings.cells[giver.id][n] for n, giver in enumerate(givers)
                )
    return duties, Readings(spoken, readings.characters)


def engines(
    duties: Sequence[Duty], duty_list: DutyList, readings: Readings, folder: Path
) -> Engines:
    def engine(most_in_memory: int) -> SearchEngine:
        return engine_for(
            duties,
            duty_list.departments,
            readings,
            [("土办法", "网格+公租房、养犬")],
            [duty_list.source_sha256],
            partial(phrase_index.kept, folder),
            most_in_memory=most_in_memory,
        )

    return Engines(engine(len(duties)), engine(0), duties)


@pytest.fixture(scope="module")
def readings(duty_list: DutyList) -> Readings:
    return read_aloud(duty_list)


@pytest.fixture(scope="module")
def county(
    duty_list: DutyList, readings: Readings, tmp_path_factory: pytest.TempPathFactory
) -> Engines:
    duties, all_readings = mixed(duty_list, readings)
    return engines(duties, duty_list, all_readings, tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def real(
    duty_list: DutyList, readings: Readings, tmp_path_factory: pytest.TempPathFactory
) -> Engines:
    return engines(duty_list.duties, duty_list, readings, tmp_path_factory.mktemp("real"))


def asked() -> Iterator[str]:
    for path in sorted((ROOT / "tests" / "search").glob("queries*.tsv")):
        yield from (case.query for case in read_cases(path))


def test_both_agree_on_natural_queries(county: Engines, real: Engines) -> None:
    tiers: set[Tier] = set()
    for query in asked():
        tiers.update(hit.tier for hit in county.agree(query).hits)
        real.agree(query)

    assert tiers == {*Tier} - {Tier.NOTED}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "的",
        "管理",
        "配合 21",
        "21",
        "配合1021",
        "cooperative-1021",
        "公租房 申请",
        "土办法",
        "gzf",
        "公zu房",
        "zz",
        "sh",
        "li",
        "peihe",
        "nt",
        "高标准nt",
        "部门:住建局",
        "部门:水利 -防汛 工程",
        "-管理",
        "类别:卫生 检查",
        "清单:收回 清单:基本 处罚",
        "“轮候、分配”",
        '"',
        "a* NEAR(b) OR {name}:c",
        "%_",
        "禁渎",
        "请问一下我们村里有几户人家的老房子漏雨了政府能不能给点补助修一修谁来管这个事情呢",
        "关于进一步加强高龄津贴发放管理工作的通知，各村（社区）要按时上报人员名单，逾期不候",
        "股票开户",
        "😀\ud800\x00",
        "公" * 1000,
        " ".join("的一是在不了有和人这中大为上个国我以要他"),
    ],
)
def test_both_agree(county: Engines, real: Engines, query: str) -> None:
    county.agree(query)
    real.agree(query)


@st.composite
def queries(draw: st.DrawFn, duties: Sequence[Duty], readings: Readings) -> str:
    """Terms that people might type: pieces of duties, pinyin of pieces, filters, anything."""
    terms = []
    for _ in range(draw(st.integers(1, 3))):
        chooser = random.Random(draw(st.integers(0, 2**32)))
        duty = chooser.choice(duties)
        text = chooser.choice((duty.name, duty.name, *duty.cells[1:], duty.label))
        start = chooser.randrange(len(text))
        piece = text[start : start + chooser.randint(1, 6)]
        letters = readings.characters
        way = draw(st.sampled_from(("as it is", "spelled", "initials", "mixed", "filter", "any")))
        if way == "spelled":
            piece = "".join(letters.get(char) or char for char in piece[:3])
        elif way == "initials":
            piece = "".join((letters.get(char) or char)[0] for char in piece)
        elif way == "mixed":
            chars = (chooser.choice((char, letters.get(char) or char)) for char in piece)
            piece = "".join(chars)
        elif way == "filter":
            piece = chooser.choice(("-", "部门:", "类别:", '"', "清单:")) + piece[:2]
        elif way == "any":
            piece = draw(st.text(max_size=8))
        terms.append(piece)
    return draw(st.sampled_from((" ", ""))).join(terms)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_both_agree_on_random_queries(
    county: Engines, real: Engines, readings: Readings, data: st.DataObject
) -> None:
    query = data.draw(queries(real.duties, readings))

    county.agree(query)
    real.agree(query)


def test_only_what_is_shown_is_asked_for(
    duty_list: DutyList, readings: Readings, tmp_path: Path
) -> None:
    shown: set[int] = set()

    class Duties(list[Duty]):
        def __getitem__(self, place):  # type: ignore[no-untyped-def]
            shown.add(place)
            return super().__getitem__(place)

    engine = engines(Duties(duty_list.duties), duty_list, readings, tmp_path).index
    shown.clear()

    answer = engine.search("管理", 3)

    assert answer.total > 60
    assert len(answer.hits) == 3
    assert not shown
    second = answer.hits[1]
    assert shown == {second.place}


def test_an_index_of_other_duties_is_refused(
    duty_list: DutyList, readings: Readings, tmp_path: Path
) -> None:
    engines(duty_list.duties, duty_list, readings, tmp_path)

    with pytest.raises(ValueError, match="241"):
        engines(duty_list.duties[1:], duty_list, readings, tmp_path)
