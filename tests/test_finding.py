"""Both doors find by the town's own words, and by an index where there are very many duties."""

from collections.abc import Callable
from pathlib import Path

import pytest

from duty_desktop import finding, paths, tables
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.readings import Readings
from duty_desktop.models.results import Results
from duty_desktop.search import many
from duty_desktop.store.phrase_index import FILE_NAME


@pytest.fixture
def user_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    folder = paths.user_data()
    folder.mkdir(parents=True)
    return folder


def test_the_window_searches_in_the_towns_own_words(duty_list: DutyList, user_data: Path) -> None:
    before = Results(duty_list, Readings)
    before.search("铁疙瘩")
    (user_data / tables.OWN_WORDS).write_text("铁疙瘩\t农业机械安全\n", encoding="utf-8")
    after = Results(duty_list, Readings)
    after.search("铁疙瘩")

    assert not before.found
    assert "农业机械" in duty_list.duties[after.found[0]].name
    assert after.reasons(after.found[0]) == ("同义：铁疙瘩 → 农业机械安全",)


def test_a_notice_is_read_in_the_towns_own_words(duty_list: DutyList, user_data: Path) -> None:
    notice = "关于铁疙瘩检查的通知\n请各乡镇配合做好铁疙瘩检查工作，发现问题及时上报。"
    (user_data / tables.OWN_WORDS).write_text("铁疙瘩 = 农业机械安全\n", encoding="utf-8")

    candidates = finding.matcher_of(duty_list).match(notice).candidates

    assert any("农业机械" in candidate.duty.name for candidate in candidates)


def test_very_many_duties_are_kept_in_an_index(
    duty_list: DutyList, user_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = many.engine_for

    def few(*arguments: object) -> object:
        engine: Callable[..., object] = usual
        return engine(*arguments, most_in_memory=10)

    monkeypatch.setattr(many, "engine_for", few)

    hits = finding.engine_of(duty_list, Readings()).search("养犬").hits

    assert [hit.duty.id for hit in hits] == ["cooperative-21", "basic-43"]
    assert (user_data / "cache" / FILE_NAME).is_file()


def test_one_list_needs_no_file(duty_list: DutyList, user_data: Path) -> None:
    finding.engine_of(duty_list, Readings()).search("养犬")

    assert not list(user_data.iterdir())
